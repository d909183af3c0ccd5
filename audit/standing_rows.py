"""The rows of the sections that say where the shop stands: calendar, Allegro's record, buyers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from audit.database import query
from audit.lexicon import bounce_causes, reference
from audit.model import (
    CATEGORIES,
    Agreement,
    BounceCause,
    CategoryCourse,
    Contested,
    ExcludedNotices,
    Report,
    RungCount,
    Standing,
    StoppedTemplate,
    ToldCount,
    Unrecognised,
)
from audit.rule_calendar import read_calendar
from audit.standing import agreement, calendar_on, pass_basis

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CONTESTED = 1_000
INFORMATION = ("document", "payment", "sent", "tracking")


def with_standing(con: DuckDBPyConnection, report: Report, rules_of: date | None) -> Report:
    """``report`` with where the shop stands; ``rules_of``: the day whose rules judged all mail."""
    needed = reference("coverage_basis")
    passes = pass_basis(report.assessments, report.coverage, needed)
    found = replace(standing(con, report.as_of), passes=passes)
    return replace(report, rules_of=rules_of, standing=found)


def standing(con: DuckDBPyConnection, as_of: date) -> Standing:
    """All of it, as known on ``as_of``; texts and recipients are already masked."""
    rules, exclusions = read_calendar()
    left_out = dict(_rows(con, "exclusions"))
    contested = _rows(con, "contested")
    return Standing(
        calendar=calendar_on(rules, as_of),
        exclusions=tuple(ExcludedNotices(each, left_out.get(each.id, 0)) for each in exclusions),
        course=_course(con),
        observed_to=_observed_to(con),
        records=tuple(_rows(con, "records")),
        rungs=tuple(RungCount(*row) for row in _rows(con, "rungs")),
        agreement=_agreement(con),
        unpredicted=tuple(StoppedTemplate(*row) for row in _rows(con, "unpredicted")),
        contested=tuple(Contested(*row) for row in contested[:MOST_CONTESTED]),
        contested_total=len(contested),
        told=_told(con),
        bounces=_bounces(con),
        unrecognised=tuple(Unrecognised(*row) for row in _rows(con, "unrecognised")),
        unrecognised_total=_unrecognised_total(con),
    )


def _course(con: DuckDBPyConnection) -> tuple[CategoryCourse, ...]:
    found = {row[0]: row[1:] for row in _rows(con, "course")}
    nothing = (0, 0, None, 0, 0, 0, None)
    return tuple(CategoryCourse(name, *found.get(name, nothing)) for name in CATEGORIES)


def _observed_to(con: DuckDBPyConnection) -> date | None:
    ((last,),) = con.execute("select cast(warsaw(observed_to) as date) from observed").fetchall()
    return last if isinstance(last, date) else None


def _agreement(con: DuckDBPyConnection) -> tuple[Agreement, ...]:
    """The five categories, what belongs to none, and all together."""
    ((measurable,),) = con.execute(
        "select coalesce(observed.observed_to >= audit_run.switch_at, false)"
        " from observed cross join audit_run"
    ).fetchall()
    found = {row[0]: row[1:] for row in _rows(con, "agreement")}
    names = (*CATEGORIES, "", "all")
    return tuple(agreement(name, measurable, found.get(name, (0, 0, 0))) for name in names)


def _told(con: DuckDBPyConnection) -> tuple[ToldCount, ...]:
    found = {row[0]: row[1:] for row in _rows(con, "told")}
    return tuple(ToldCount(name, *found.get(name, (0,) * 7)) for name in INFORMATION)


def _bounces(con: DuckDBPyConnection) -> tuple[BounceCause, ...]:
    """The causes that were found, most first."""
    known = bounce_causes()
    return tuple(BounceCause(cause, *known[cause], *rest) for cause, *rest in _rows(con, "bounces"))


def _unrecognised_total(con: DuckDBPyConnection) -> int:
    ((total,),) = con.execute("select count(*) from unrecognised_mail").fetchall()
    return int(total)


def _rows(con: DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return con.execute(query("sections", name)).fetchall()
