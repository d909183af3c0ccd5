"""The command line: arguments, exit codes, printing, and the one ``except AuditError``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from audit import __version__
from audit.arguments import parse_day, parse_period, parse_size, usage_mistake
from audit.errors import AuditError

INTERRUPTED = 130
INTERNAL = 4
FAIL_ON = click.Choice(["fail", "would_fail", "review", "none"])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="allegro-audit")
def cli() -> None:
    """What of a shop's mail to Allegro buyers breaks Allegro's rules, and what to do instead."""


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder for the report."
)
@click.option("--period", help="2026-03, or 2026-01-01..2026-03-31. Default: all that was sent.")
@click.option(
    "--as-of", "as_of", help="What was known on this day. Default: the day after the newest."
)
@click.option(
    "--rules-of", "rules_of", help="Judge all mail as if sent on this day: a replay of its rules."
)
@click.option(
    "--lang", type=click.Choice(["pl", "en"]), default="pl", help="Language of the report."
)
@click.option(
    "--fail-on", type=FAIL_ON, default="fail", help="From which state on the exit code is 1."
)
@click.option("--privacy", type=click.Choice(["masked", "full"]), default="masked",
              help="Buyers as keyed pseudonyms, or as they stand.")  # fmt: skip
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    help="audit.toml; its inputs, where no PATHS are given.",
)
@click.option("--waivers", type=click.Path(path_type=Path),
              help="waivers.toml. Default: the one beside the manifest.")  # fmt: skip
@click.option("--baseline", "baselines", multiple=True, type=click.Path(path_type=Path),
              help="An earlier report.json to compare with; several give a trend.")  # fmt: skip
@click.option("--data-only", is_flag=True,
              help="Without report.html and report.xlsx: for programs, and quicker.")  # fmt: skip
@click.option("--memory-limit", default="2GB", help="Of the engine; more waits on disk.")
@click.option("--json", "as_json", is_flag=True, help="Print report.json.")
def run(paths: tuple[Path, ...], out: Path, **chosen: Any) -> int:
    """Audit PATHS (files, folders, ZIPs; kinds told by content); the report goes to --out."""
    from audit.engagement import read_manifest
    from audit.pipeline import RunOptions
    from audit.results import audit_and_print

    period, as_of, rules_of = chosen["period"], chosen["as_of"], chosen["rules_of"]
    engagement = read_manifest(chosen["manifest"], chosen["waivers"])
    options = RunOptions(
        paths=_inputs(paths, engagement.inputs, "run"),
        out=out,
        period=parse_period(period) if period else None,
        as_of=parse_day(as_of, "--as-of") if as_of else None,
        rules_of=parse_day(rules_of, "--rules-of") if rules_of else None,
        lang=chosen["lang"],
        privacy=chosen["privacy"],
        engagement=engagement,
        command=" ".join(["allegro-audit", *sys.argv[1:]]),
        baselines=chosen["baselines"],
        memory_limit=parse_size(chosen["memory_limit"], "--memory-limit"),
        data_only=chosen["data_only"],
    )
    return audit_and_print(options, chosen["fail_on"], chosen["as_json"])


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["pl", "en"]), default="pl",
              help="Language of the answer and of the letter to the client.")  # fmt: skip
@click.option("--manifest", type=click.Path(path_type=Path), help="audit.toml; see run.")
@click.option("--all", "every", is_flag=True, help="Every file by itself, alike or not.")
@click.option("--json", "as_json", is_flag=True, help="Print everything found as JSON.")
def inspect(paths: tuple[Path, ...], manifest: Path | None, **chosen: Any) -> int:
    """What PATHS hold, which controls they can show, and what to ask the client for."""
    from audit.engagement import read_manifest
    from audit.inspect_results import inspect_and_print
    from audit.pipeline import RunOptions

    engagement = read_manifest(manifest)
    options = RunOptions(
        paths=_inputs(paths, engagement.inputs, "inspect"),
        out=Path(),
        lang=chosen["lang"],
        engagement=engagement,
    )
    return inspect_and_print(options, chosen["every"], chosen["as_json"])


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", default=Path("audit.toml"), type=click.Path(path_type=Path),
              help="Where the manifest goes. Default: audit.toml.")  # fmt: skip
@click.option("--shop", default="", help="Name of the shop.")
@click.option("--force", is_flag=True, help="Write over a manifest that is there already.")
@click.option("--lang", type=click.Choice(["pl", "en"]), default="pl",
              help="Language of the comments in it.")  # fmt: skip
def init(paths: tuple[Path, ...], out: Path, **chosen: Any) -> int:
    """Write a first manifest for PATHS: senders, domains, encodings and columns as found."""
    from audit.inspect_results import write_manifest
    from audit.pipeline import RunOptions

    options = RunOptions(paths=_inputs(paths, (), "init"), out=Path(), lang=chosen["lang"])
    return write_manifest(options, out, chosen["shop"], chosen["force"])


@cli.command()
@click.option("--out", default=Path("allegro-audit-demo"), type=click.Path(path_type=Path),
              help="Folder for the report.")  # fmt: skip
@click.option(
    "--lang", type=click.Choice(["pl", "en"]), default="pl", help="Language of the report."
)
def demo(out: Path, lang: str) -> int:
    """Audit the packaged sample shop; what it finds does not change the exit code."""
    from audit.engagement import Engagement
    from audit.paths import shipped
    from audit.pipeline import RunOptions
    from audit.results import audit_and_print

    options = RunOptions(
        paths=(shipped("sample_data"),),
        out=out,
        lang=lang,
        engagement=Engagement(shop="Lniana Chata"),
        command="allegro-audit demo",
    )
    return audit_and_print(options, "none", as_json=False)


@cli.command()
@click.argument("control_id", required=False)
@click.option("--as-of", "as_of", help="The rules as known on this day. Default: the newest.")
def controls(control_id: str | None, as_of: str | None) -> int:
    """List the controls with dates, sources and states, or show CONTROL_ID whole."""
    from audit.results import print_control, print_controls

    day = parse_day(as_of, "--as-of") if as_of else None
    if control_id is None:
        print_controls(day)
    else:
        print_control(control_id)
    return 0


@cli.command()
@click.argument("source", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--jsonl", "rows", type=click.Path(path_type=Path, allow_dash=True),
              help="A file of messages, one JSON object a line: one verdict a line.")  # fmt: skip
@click.option("--subject", default="", help="Subject of a draft that is no .eml file.")
@click.option("--attachment", "attachments", multiple=True, help="Name of an attached file.")
@click.option("--reply", is_flag=True, help="It answers the buyer in a conversation they opened.")
@click.option("--carrier", default="", help="carrierId of the order's shipment, or OTHER.")
@click.option(
    "--lang", type=click.Choice(["pl", "en"]), default="en", help="Language of the answer."
)
def lint(source: Path | None, rows: Path | None, **about: Any) -> int:
    """The verdict on one draft (text, HTML or .eml; - is stdin) before it is ever sent."""
    from audit.draft_results import lint_draft, lint_rows

    if (source is None) == (rows is None):
        raise AuditError("lint: no draft, or two: expected a file, -, or --jsonl FILE")
    return lint_draft(source, about) if source is not None else lint_rows(rows or Path("-"))


def _inputs(paths: tuple[Path, ...], inputs: tuple[Path, ...], command: str) -> tuple[Path, ...]:
    """The paths given, else those of the manifest; AuditError where there are none."""
    if not (paths or inputs):
        raise AuditError(
            f"{command}: nothing to read: expected files, folders or ZIP archives, or a --manifest "
            "with inputs"
        )
    return paths or inputs


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    code = exit_code(arguments)
    if code == INTERRUPTED:
        # Everything is put away, and whoever interrupts does not wait for memory to be given back.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def exit_code(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; its exit code."""
    try:
        return int(cli.main(arguments, "allegro-audit", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as err:
        click.echo(usage_mistake(err), err=True)
        return err.exit_code
    except AuditError as err:
        click.echo(str(err), err=True)
        return err.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted: nothing was written", err=True)
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - a bug must not look like exit code 1, findings
        import traceback

        click.echo(f"a fault of allegro-audit {__version__}, not of your data:", err=True)
        traceback.print_exc()
        return INTERNAL
