"""What the user typed, understood or refused in one sentence."""

from __future__ import annotations

import re
from datetime import date

import click

from audit.errors import AuditError


def parse_day(text: str, where: str) -> date:
    """The day written as ``2026-03-02``; AuditError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise AuditError(f"{where}: {text} is no day: expected a day such as 2026-03-02") from err


def parse_size(text: str, where: str) -> str:
    """A size such as ``512MB`` or ``2GB``, as the engine takes it; AuditError for anything else."""
    if not re.fullmatch(r"[1-9]\d*(MB|GB)", text):
        raise AuditError(f"{where}: {text} is no size: expected a size such as 512MB or 2GB")
    return text


def parse_period(text: str) -> tuple[date, date]:
    """First and last day of ``2026-03`` or ``2026-01-01..2026-03-31``, else AuditError."""
    from calendar import monthrange

    first, dots, last = text.partition("..")
    try:
        start = date.fromisoformat(first if dots else f"{text}-01")
        end = start.replace(day=monthrange(start.year, start.month)[1])
        period = start, date.fromisoformat(last) if dots else end
    except ValueError as err:
        raise AuditError(
            f"--period: {text} is no period: expected 2026-03, or 2026-01-01..2026-03-31"
        ) from err
    if period[0] > period[1]:
        raise AuditError(f"--period: {text} ends before it begins: expected FIRST..LAST")
    return period


def usage_mistake(error: click.ClickException) -> str:
    """A mistake in the call, as ``command: what is wrong: what was expected``."""
    context = getattr(error, "ctx", None)
    where = (context.command_path if context else "") or "allegro-audit"
    if isinstance(error, click.NoSuchOption):
        return f"{where}: no option {error.option_name}: expected one of {_options(context)}"
    if isinstance(error, click.MissingParameter) and error.param:
        name, says = error.param.opts[0], getattr(error.param, "help", "")
        return f"{where}: {name} is missing: expected it ({says})"
    if isinstance(error, click.BadParameter) and error.param:
        name, message = error.param.opts[0], error.message.rstrip(".")
        return f"{where}: {name}: {message}: expected what {where} --help says"
    if where == "allegro-audit" and "\n" in error.message:
        return error.message  # called without a command: the help itself
    message = error.format_message().rstrip(".")
    return f"{where}: {message[:1].lower()}{message[1:]}: {_expected(context)}"


def _options(context: click.Context | None) -> str:
    params = context.command.params if context else []
    return ", ".join(name for each in params for name in each.opts if name.startswith("--"))


def _expected(context: click.Context | None) -> str:
    command = context.command if context else None
    if isinstance(command, click.Group):
        return f"expected one of {', '.join(command.commands)}"
    return f"expected what {context.command_path if context else 'allegro-audit'} --help says"
