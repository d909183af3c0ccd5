"""How far the shop has come: messages by template and week, the pace that is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from audit.database import query
from audit.model import CATEGORIES, Assessment, FindingGroup, Pace, PlanStep, Progress, TemplateWeek
from audit.plan import remediations_of
from audit.worklists import worklists

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def progress(
    con: DuckDBPyConnection,
    steps: Sequence[PlanStep],
    assessments: Sequence[Assessment],
    as_of: date,
) -> Progress:
    """All of it but the comparison with earlier reports."""
    return Progress(
        remediations=remediations_of(steps),
        worklists=worklists(con),
        template_weeks=_template_weeks(con),
        pace=pace(steps, assessments, as_of),
        finding_groups=_finding_groups(con),
    )


def _template_weeks(con: DuckDBPyConnection) -> tuple[TemplateWeek, ...]:
    """Prohibited messages by week, template and category, in order of time."""
    rows = con.execute(query("sections", "template_weeks")).fetchall()
    return tuple(TemplateWeek(*row) for row in rows)


def _finding_groups(con: DuckDBPyConnection) -> tuple[FindingGroup, ...]:
    """The findings by control and template: what the next report is compared with."""
    rows = con.execute(query("sections", "finding_groups")).fetchall()
    return tuple(FindingGroup(*row) for row in rows)


def pace(steps: Sequence[PlanStep], assessments: Sequence[Assessment], as_of: date) -> Pace:
    """How many templates a week must go until the next day on which a known rule starts.

    In the last week before that day it is all of them.
    """
    left = [step for step in steps if step.state == "sent"]
    coming = [
        each.in_force_from
        for each in assessments
        if each.control.category in CATEGORIES and each.in_force_from and each.in_force_from > as_of
    ]
    day = min(coming, default=None)
    days = (day - as_of).days if day else None
    return Pace(
        templates_left=len(left),
        messages_left=sum(step.last_30_days for step in left),
        day=day,
        days_left=days,
        a_week=round(len(left) / max(days / 7, 1), 1) if days else None,
        templates_gone=len(steps) - len(left),
    )
