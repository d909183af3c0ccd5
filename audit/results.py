"""What a command prints: the result on stdout, all else on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from audit.assess import at_or_above
from audit.controls import known_on, read_controls
from audit.errors import AuditError, InputError
from audit.model import Assessment, Control, Report, RunVerdict, State
from audit.outputs import OUTPUTS
from audit.pipeline import RunOptions, run
from audit.screen import progress

CONTROL_FAILED = 4


def audit_and_print(options: RunOptions, fail_on: str, as_json: bool) -> int:
    """Run the audit, print its result, and give the exit code."""
    with progress() as tell:
        report = run(options, tell)
    if report.verdict is RunVerdict.CANNOT_TELL:
        click.echo(_why_not(report), err=True)
    if as_json:
        click.echo((options.out / "report.json").read_text("utf-8"), nl=False)
    else:
        _print_result(report, options)
    return _exit_code(report, fail_on)


def print_controls(as_of: date | None) -> None:
    """One line a control: id, in force from, state of the rule, title; then its sources."""
    for control in read_controls():
        day = as_of or max(each.announced for each in control.effective)
        known = known_on(control, day)
        state = (
            f"{known.status} from {known.starts or 'a day not told'}" if known else "not announced"
        )
        click.echo(f"{control.id:14} {state:28} {control.title.en}")
        for source in control.sources:
            where = source.url or source.file
            click.echo(f"{'':14} {source.published or 'undated'!s:10} {source.kind}: {where}")


def print_control(control_id: str) -> None:
    """One control whole; AuditError with what there is for an unknown id."""
    found = {control.id: control for control in read_controls()}
    if control_id not in found:
        raise AuditError(f"{control_id}: no such control: expected one of {', '.join(found)}")
    click.echo("\n".join(_lines(found[control_id])))


def _lines(control: Control) -> Iterator[str]:
    yield f"{control.id}  {control.title.en}"
    yield f"{'':{len(control.id)}}  {control.title.pl}"
    yield f"risk: {control.risk.en}"
    yield f"severity: {control.severity}; population: {control.population}; file: {control.path}"
    for each in control.effective:
        yield f"announced {each.announced}: {each.status}, from {each.starts or 'a day not told'}"
    for source in control.sources:
        where = source.url or source.file
        yield f"source: {source.name} ({source.kind}, {source.published or 'undated'}) {where}"
        if source.quote:
            yield f'  "{source.quote}"'
    yield f"remediation: {', '.join(control.remediation) or 'none of its own'}"
    yield f"known misses: {'; '.join(control.known_misses) or 'none known'}"
    yield f"false alarms: {'; '.join(control.false_alarms) or 'none known'}"
    yield ""
    yield control.sql


def _print_result(report: Report, options: RunOptions) -> None:
    from audit.render.phrases import headline
    from audit.render.wording import wording

    click.echo(headline(wording("en"), report))
    for each in report.assessments:
        click.echo(f"  {each.control.id:14} {each.state:14} {_numbers(each)}")
    for use in report.waivers:
        if use.state not in ("active", "ending"):
            click.echo(f"  waiver of {use.waiver.control}: {use.state.replace('_', ' ')}", err=True)
    for path in (options.out / name for name in OUTPUTS):
        if path.exists():
            click.echo(str(path.resolve()))


def _why_not(report: Report) -> str:
    errors = [f"{each.control.id}: {each.error}" for each in report.assessments if each.error]
    outside = report.messages.outside_period
    return "\n".join(errors) or (
        f"no message to a buyer to judge ({outside} outside the period): expected the mailbox of "
        "sent mail, the mail log, or pages of the Message Center, and a period they cover"
    )


def _numbers(each: Assessment) -> str:
    return f"{each.findings} findings, {each.early} early, {each.to_review} to review"


def _exit_code(report: Report, fail_on: str) -> int:
    if any(each.state is State.ERROR for each in report.assessments):
        return CONTROL_FAILED
    if report.verdict is RunVerdict.CANNOT_TELL:
        return InputError.exit_code
    return 1 if at_or_above(report.assessments, fail_on) else 0
