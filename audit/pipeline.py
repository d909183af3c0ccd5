"""The map of the program: read, load, classify, check, assess, render."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from audit import __version__
from audit.assess import assess, run_verdict, score
from audit.check import check
from audit.classify import classify
from audit.controls import control_set_hash, known_on, read_controls
from audit.database import add_rows, database, lock, set_variables
from audit.engagement import Engagement
from audit.errors import InputError
from audit.lexicon import reason_texts, remediations
from audit.load import UNKNOWN, OpenedFile, settle, stage
from audit.masking import Show, mask, shower
from audit.model import Assessment, Control, InputFile, Report, Waiver
from audit.outputs import publish, unfinished

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class RunOptions:
    """What the user asked for. Days are Europe/Warsaw; ``period`` is inclusive on both sides."""

    paths: tuple[Path, ...]
    out: Path
    period: tuple[date, date] | None = None
    as_of: date | None = None
    lang: str = "pl"
    privacy: str = "masked"
    engagement: Engagement = field(default_factory=Engagement)
    command: str = ""


def run(options: RunOptions, tell: Tell) -> Report:
    """The report of one run, its files written into ``options.out`` all together or not at all.

    ``tell`` hears of progress: the step, how much of it is done, how much there is.
    """
    with unfinished(options.out) as folder, tempfile.TemporaryDirectory() as scratch:
        con = database(Path(scratch))
        key = _read_and_load(con, options, Path(scratch), tell)
        tell("classify", 0, 1)
        classify(con)
        show = shower(con, options.privacy)
        mask(con, show, options.privacy, key)
        lock(con, folder)
        assessments = _check_and_assess(con, options.engagement.waivers, tell)
        report = _report(con, options, assessments, show)
        tell("render", 0, 1)
        _render(con, report, folder)
        con.close()
        publish(folder, options.out)
    return report


def _read_and_load(
    con: DuckDBPyConnection, options: RunOptions, scratch: Path, tell: Tell
) -> bytes:
    """Load every input file; a key for pseudonyms that only the inputs themselves can give back."""
    from audit.read.walk import input_files

    files = input_files(options.paths, scratch)
    key = hashlib.blake2b(b"allegro-audit pseudonyms")
    stage(con, _opened(files, options, key.update, tell), scratch)
    tell("load", 0, 1)
    set_variables(
        con,
        {
            "period_from": str(options.period[0]) if options.period else "",
            "period_to": str(options.period[1]) if options.period else "",
            "as_of": str(options.as_of or ""),
        },
    )
    settle(con, options.engagement.sender_addresses)
    return key.digest()


def _opened(
    files: Sequence[InputFile], options: RunOptions, add_to_key: Callable[[bytes], None], tell: Tell
) -> Iterator[OpenedFile]:
    from audit.read import TABLES, read
    from audit.read.detect import detect
    from audit.read.sheets import columns_text, table_encoding

    named = {path.resolve() for path in options.paths}
    for number, source in enumerate(files):
        tell("read", number, len(files))
        kind = detect(source)
        if kind is None and source.path.resolve() in named:
            raise InputError(
                f"{source.name}: no known kind of input: expected a mailbox, a mail log, notices "
                "or pages of the Allegro API"
            )
        public, private = _digests(source.path)
        add_to_key(private)
        records = read(kind, source) if kind else ()
        encoding = table_encoding(source) if kind in TABLES else ""
        columns = columns_text(source) if kind in TABLES else ""
        yield OpenedFile(source, kind or UNKNOWN, public, encoding, records, columns)


def _digests(path: Path) -> tuple[str, bytes]:
    """The SHA-256 that the report prints, and a second digest that stays in the run."""
    public, private = hashlib.sha256(), hashlib.blake2b(person=b"pseudonyms")
    with path.open("rb") as bytes_of:
        while block := bytes_of.read(1 << 20):
            public.update(block)
            private.update(block)
    return public.hexdigest(), private.digest()


def _check_and_assess(
    con: DuckDBPyConnection, waivers: Sequence[Waiver], tell: Tell
) -> tuple[Assessment, ...]:
    controls = read_controls()
    as_of = con.execute("select as_of from audit_run").fetchall()[0][0]
    _add_rule_starts(con, controls, as_of)
    assessments = []
    for number, control in enumerate(controls):
        tell("check", number, len(controls))
        known = known_on(control, as_of)
        assessments.append(assess(check(con, control), known, as_of, waivers))
    return tuple(assessments)


def _add_rule_starts(con: DuckDBPyConnection, controls: Sequence[Control], as_of: date) -> None:
    known = [(control.category, known_on(control, as_of)) for control in controls]
    add_rows(con, "rule_starts", [(c, k is not None, k.starts if k else None) for c, k in known])


def _report(
    con: DuckDBPyConnection,
    options: RunOptions,
    assessments: tuple[Assessment, ...],
    show: Show,
) -> Report:
    import duckdb

    from audit import sections

    first, last, as_of = con.execute(
        "select period_from, period_to, as_of from audit_run"
    ).fetchall()[0]
    verdict, verdict_date = run_verdict(assessments)
    judged, to_review, in_force, known = sections.score_counts(con)
    return Report(
        tool_version=__version__,
        control_set=control_set_hash(),
        engine=f"DuckDB {duckdb.__version__}",
        command=options.command,
        lang=options.lang,
        privacy=options.privacy,
        shop=options.engagement.shop,
        as_of=as_of,
        as_of_assumed=options.as_of is None,
        period=(first, last) if first else None,
        period_assumed=options.period is None,
        switch=date(2026, 3, 2),
        verdict=verdict,
        verdict_date=verdict_date,
        messages=sections.message_counts(con),
        categories=sections.category_counts(con, assessments),
        reasons=sections.reason_counts(con),
        scores=(
            score("compliance", judged, to_review, in_force),
            score("readiness", judged, to_review, known),
        ),
        assessments=assessments,
        weeks=sections.week_counts(con),
        templates=sections.templates(con, show),
        plan=sections.plan(con, assessments, remediations()),
        notices=sections.notice_counts(con),
        coverage=sections.coverage(con),
        ledger=sections.ledger(con),
        rejects=sections.rejects(con),
        reason_texts=reason_texts(),
        findings_total=con.execute("select count(*) from findings").fetchall()[0][0],
        waivers=options.engagement.waivers,
    )


def _render(con: DuckDBPyConnection, report: Report, folder: Path) -> None:
    from audit.render.html import render_html
    from audit.render.json import report_json
    from audit.render.xlsx import render_xlsx
    from audit.sections import finding_rows, write_verdicts

    write_verdicts(con, folder / "verdicts.parquet")
    text = json.dumps(report_json(report), ensure_ascii=False, indent=2)
    (folder / "report.json").write_text(text + "\n", "utf-8")
    (folder / "report.html").write_text(render_html(report), "utf-8")
    render_xlsx(report, finding_rows(con, report.assessments), folder / "report.xlsx")
