"""The rows of each report section, read from the database; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.database import query
from audit.model import (
    CATEGORIES,
    Assessment,
    CategoryCount,
    CoverageFact,
    FindingCount,
    FindingRow,
    Incident,
    LedgerRow,
    MessageCounts,
    NoticeCounts,
    ReasonCount,
    RejectCount,
    RejectedRow,
    TemplateSummary,
    Waiver,
    WaiverUse,
    WeekCount,
)
from audit.waivers import uses

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SAMPLE_LENGTH = 900
_BATCH = 5_000


def message_counts(con: DuckDBPyConnection) -> MessageCounts:
    """Sent messages by verdict."""
    return MessageCounts(*_rows(con, "messages")[0])


def category_counts(
    con: DuckDBPyConnection, assessments: tuple[Assessment, ...]
) -> tuple[CategoryCount, ...]:
    """The five categories in their order, early messages as the controls counted them."""
    found = {row[0]: row[1:] for row in _rows(con, "categories")}
    early = {each.control.category: each.early for each in assessments}
    counts = {name: found.get(name, (0, 0, 0)) for name in CATEGORIES}
    return tuple(
        CategoryCount(name, prohibited, early.get(name, 0), blocking, review)
        for name, (prohibited, blocking, review) in counts.items()
    )


def reason_counts(con: DuckDBPyConnection) -> tuple[ReasonCount, ...]:
    """Messages by verdict and reason, most first within a verdict."""
    return tuple(ReasonCount(*row) for row in _rows(con, "reasons"))


def week_counts(con: DuckDBPyConnection) -> tuple[WeekCount, ...]:
    """Prohibited messages by week and category, in order of time."""
    return tuple(WeekCount(*row) for row in _rows(con, "weeks"))


def templates(con: DuckDBPyConnection, show: Callable[[str], str]) -> tuple[TemplateSummary, ...]:
    """Templates that cause findings, worst first; ``show`` makes a text safe to leave the house."""
    return tuple(_template(row, show) for row in _rows(con, "templates"))


def notice_counts(con: DuckDBPyConnection) -> NoticeCounts:
    """Block notices by how well they match, bounces and unknown mail apart."""
    return NoticeCounts(*_rows(con, "notices")[0])


def coverage(con: DuckDBPyConnection) -> tuple[CoverageFact, ...]:
    """What the data could show; facts about nothing are left out."""
    return tuple(CoverageFact(*row) for row in _rows(con, "coverage") if row[2])


def ledger(con: DuckDBPyConnection) -> tuple[LedgerRow, ...]:
    """One row an input file, in order of reading."""
    return tuple(LedgerRow(*row) for row in _rows(con, "ledger"))


def rejects(con: DuckDBPyConnection) -> tuple[RejectCount, ...]:
    """Rejected records by file and reason."""
    return tuple(RejectCount(*row) for row in _rows(con, "rejects"))


def incidents(con: DuckDBPyConnection) -> tuple[Incident, ...]:
    """The days left out, each with how many messages to buyers that hides."""
    return tuple(Incident(*row) for row in _rows(con, "incidents"))


def rejected_rows(con: DuckDBPyConnection, show: Callable[[str], str]) -> Iterator[RejectedRow]:
    """Every rejected record, streamed; ``show`` makes a value safe to leave the house."""
    con.execute(query("sections", "rejected"))
    while rows := con.fetchmany(_BATCH):
        for file, position, reason, detail, value in rows:
            yield RejectedRow(file, position, reason, detail or show(value))


def waiver_uses(
    con: DuckDBPyConnection,
    waivers: Sequence[Waiver],
    assessments: Sequence[Assessment],
    as_of: date,
) -> tuple[WaiverUse, ...]:
    """What became of each waiver."""
    if not waivers:
        return ()
    counts = [FindingCount(*row) for row in _rows(con, "waivers")]
    return uses(waivers, counts, {each.control.id for each in assessments}, as_of)


def score_counts(con: DuckDBPyConnection) -> tuple[int, int, int, int]:
    """Judged messages, of them to review, breaking a rule in force, breaking a known one."""
    judged, to_review, in_force, known = _rows(con, "score")[0]
    return judged, to_review, in_force, known


def finding_rows(
    con: DuckDBPyConnection, assessments: tuple[Assessment, ...]
) -> Iterator[FindingRow]:
    """All findings about messages, newest first, streamed; texts and recipients already masked."""
    starts = {each.control.id: each.in_force_from for each in assessments}
    rules_of = con.execute("select rules_of from audit_run").fetchall()[0][0]
    con.execute(query("sections", "findings"))
    names = [column[0] for column in con.description or ()]
    while rows := con.fetchmany(_BATCH):
        for row in rows:
            values = dict(zip(names, row, strict=True))
            begin = starts.get(values["control_id"])
            early = begin is None or (rules_of or values["sent_at"].date()) < begin
            categories = tuple(values.pop("categories") or ())
            yield FindingRow(early=early, categories=categories, **values)


def write_verdicts(con: DuckDBPyConnection, path: Path) -> None:
    """Write ``verdicts.parquet``: one row a sent message of the period."""
    target = str(path).replace("'", "''")
    con.execute(
        f"copy ({query('sections', 'verdicts')}) to '{target}' (format parquet, compression zstd)"
    )


def _template(row: tuple[Any, ...], show: Callable[[str], str]) -> TemplateSummary:
    template_id, categories, *counts = row[:-7]
    subject, sample, evidence, log, sent_by, kind, subject_key = row[-7:]
    messages, prohibited, review, after_switch, blocking, first_day, last_day = counts
    return TemplateSummary(
        id=template_id or "by-hand",
        categories=tuple(categories or ()),
        messages=messages,
        prohibited=prohibited,
        review=review,
        after_switch=after_switch,
        blocking=blocking,
        first_day=first_day,
        last_day=last_day,
        subject=show(subject or ""),
        sample=show(_cut(sample or "")),
        evidence=show(evidence or ""),
        system=" · ".join(filter(None, (show(sent_by or ""), log))),
        written_by_hand=not template_id,
        sent_by=show(sent_by or ""),
        system_kind=kind or "unknown",
        subject_key=subject_key or "",
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SAMPLE_LENGTH else text[:_SAMPLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _rows(con: DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return con.execute(query("sections", name)).fetchall()
