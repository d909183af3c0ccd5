"""The map of the program: read, load, classify, check, assess, render."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from audit import __version__
from audit.assess import assess, run_verdict, score
from audit.baseline import read_baselines
from audit.check import add_waiver_scopes, check
from audit.classify import classify, parts
from audit.compare import compared
from audit.controls import control_set_hash, known_on, read_controls
from audit.database import add_rows, database, files_in, lock, set_variables
from audit.deliver import write_outputs
from audit.engagement import Engagement, with_hints
from audit.inputs import opened
from audit.interrupts import interruptible
from audit.lexicon import reason_texts
from audit.load import OpenedFile, settle, stage
from audit.masking import Show, mask, shower
from audit.model import Assessment, Control, InputFile, Reached, Report, Score, Tell, counting
from audit.outputs import publish, unfinished
from audit.plan import plan
from audit.progress import progress
from audit.render.json import report_json
from audit.standing_rows import with_standing
from audit.waivers import in_effect

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


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
    rules_of: date | None = None
    baselines: tuple[Path, ...] = ()
    memory_limit: str = "2GB"
    data_only: bool = False


def run(options: RunOptions, tell: Tell) -> Report:
    """The report of one run, its files written into ``options.out`` all together or not at all.

    ``tell`` hears of progress: the step, how much of it is done, how much there is.
    """
    earlier = read_baselines(options.baselines)
    with unfinished(options.out) as folder, tempfile.TemporaryDirectory() as scratch:
        con = database(Path(scratch), memory_limit=options.memory_limit)
        with interruptible(con):
            key = _read_and_load(con, options, Path(scratch), tell)
            classify(con, counting(tell, "classify", parts()))
            show = shower(con, options.privacy)
            mask(con, show, options.privacy, key)
            lock(con, folder)
            assessments = _check_and_assess(con, options, tell)
            tell(Reached("report", 0, 1))
            report = with_standing(con, _report(con, options, assessments, show), options.rules_of)
            report = compared(report, earlier, report_json)
            write_outputs(con, report, folder, options.data_only, tell)
        con.close()
        publish(folder, options.out)
    return report


def files_of(options: RunOptions, scratch: Path, tell: Tell) -> list[InputFile]:
    """The input files below the paths asked for, with what the manifest says about each; ``tell``
    hears of archives being unpacked."""
    from audit.read.walk import input_files

    found = input_files(options.paths, scratch, lambda size: tell(Reached("unpack", size, 0)))
    return with_hints(found, options.engagement.files)


def _read_and_load(
    con: DuckDBPyConnection, options: RunOptions, scratch: Path, tell: Tell
) -> bytes:
    """Load every input file; a key for pseudonyms that only the inputs themselves can give back."""
    key = hashlib.blake2b(b"allegro-audit pseudonyms")
    named = frozenset(path.resolve() for path in options.paths)
    files = opened(files_of(options, scratch, tell), named, key.update, tell)
    load_opened(con, files, options, scratch, tell)
    return key.digest()


def load_opened(
    con: DuckDBPyConnection,
    files: Iterable[OpenedFile],
    options: RunOptions,
    scratch: Path,
    tell: Tell,
) -> None:
    """Load every file, read as it is loaded, into typed tables, and close the ledger."""
    total = 1 + len(files_in("load"))
    stage(con, _then(files, lambda: tell(Reached("load", 0, total))), scratch)
    one_more = counting(tell, "load", total)
    one_more()
    set_variables(
        con,
        {
            "period_from": str(options.period[0]) if options.period else "",
            "period_to": str(options.period[1]) if options.period else "",
            "as_of": str(options.as_of or ""),
            "rules_of": str(options.rules_of or ""),
        },
    )
    add_rows(con, "incidents", [astuple(each)[:3] for each in options.engagement.incidents])
    own = options.engagement
    settle(con, own.sender_addresses, own.own_domains, one_more)


def _then(files: Iterable[OpenedFile], ended: Callable[[], None]) -> Iterator[OpenedFile]:
    """``files``, and word of it when they are all read."""
    yield from files
    ended()


def _check_and_assess(
    con: DuckDBPyConnection, options: RunOptions, tell: Tell
) -> tuple[Assessment, ...]:
    controls = read_controls()
    as_of = con.execute("select as_of from audit_run").fetchall()[0][0]
    _add_rule_starts(con, controls, as_of)
    waivers, assessments = options.engagement.waivers, []
    add_waiver_scopes(con, waivers)
    one_more = counting(tell, "check", len(controls))
    for control in controls:
        known, found = known_on(control, as_of), check(con, control)
        accepted = in_effect(waivers, found.counts)
        assessments.append(assess(found, known, as_of, accepted, options.rules_of))
        one_more()
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
    templates = sections.templates(con, show)
    steps = plan(con, assessments, templates)
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
        scores=_scores(*sections.score_counts(con)),
        assessments=assessments,
        weeks=sections.week_counts(con),
        templates=templates,
        plan=steps,
        notices=sections.notice_counts(con),
        coverage=sections.coverage(con),
        ledger=sections.ledger(con),
        rejects=sections.rejects(con),
        reason_texts=reason_texts(),
        findings_total=con.execute("select count(*) from findings").fetchall()[0][0],
        waivers=sections.waiver_uses(con, options.engagement.waivers, assessments, as_of),
        incidents=sections.incidents(con),
        progress=progress(con, steps, assessments, as_of),
    )


def _scores(judged: int, to_review: int, in_force: int, known: int) -> tuple[Score, ...]:
    broken = (("compliance", in_force), ("readiness", known))
    return tuple(score(name, judged, to_review, many) for name, many in broken)
