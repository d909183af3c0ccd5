"""The steps of the migration, one a template: what replaces its mail and what goes with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from audit.database import query
from audit.lexicon import by_hand_effort, remediations
from audit.model import (
    CATEGORIES,
    Assessment,
    PlanStep,
    Remediation,
    Replacement,
    TemplateSummary,
    Text,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BY_HAND = "by-hand"
EFFORTS = ("small", "medium", "large")


@dataclass(frozen=True)
class _Means:
    """What steps are made with: remediations by id, the controls that prove, the texts to show."""

    remediations: Mapping[str, Remediation]
    by_category: Mapping[str, Assessment]
    templates: Mapping[str, TemplateSummary]
    by_hand: tuple[str, Text]
    any_in_force: bool


def plan(
    con: DuckDBPyConnection,
    assessments: Sequence[Assessment],
    templates: Sequence[TemplateSummary],
) -> tuple[PlanStep, ...]:
    """The steps, in the order that removes most first; those of templates not seen any more last.

    Messages that broke a rule in force on their day count; where none did, all that a rule forbids.
    """
    # Of several controls of one category the first is about what is sent.
    replaceable = [each for each in assessments if each.control.category in CATEGORIES]
    by_category = {each.control.category: each for each in reversed(replaceable)}
    rows = con.execute(query("sections", "plan")).fetchall()
    means = _Means(
        remediations(),
        by_category,
        {each.id: each for each in templates},
        by_hand_effort(),
        any(in_force for _, _, in_force, *_ in rows),
    )
    replaced = _replacements(con, by_category)
    steps = [_step(row, replaced[row[0]], means) for row in rows]
    return _in_order(steps)


def remediations_of(steps: Sequence[PlanStep]) -> tuple[Remediation, ...]:
    """The remediations the plan uses, those of most messages first."""
    amounts: dict[str, int] = defaultdict(int)
    for step in steps:
        for each in step.replacements:
            amounts[each.remediation] += each.messages
    known = remediations()
    return tuple(known[key] for key in sorted(amounts, key=lambda key: (-amounts[key], key)))


def _replacements(
    con: DuckDBPyConnection, by_category: Mapping[str, Assessment]
) -> dict[str, tuple[Replacement, ...]]:
    amounts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for template, category, named, messages in con.execute(
        query("sections", "replacements")
    ).fetchall():
        if category in by_category:
            remediation = named or by_category[category].control.remediation[0]
            amounts[template][remediation] += messages
    made = {
        template: tuple(Replacement(*each) for each in found.items())
        for template, found in amounts.items()
    }
    return defaultdict(tuple, made)


def _step(row: tuple[Any, ...], replacements: tuple[Replacement, ...], means: _Means) -> PlanStep:
    template, messages, in_force, blocking, stopped, last_30, a_month, *rest = row
    first, last, not_seen, findings = rest
    shown = means.templates[template or BY_HAND]
    used = [means.remediations[each.remediation] for each in replacements]
    proofs = _proofs(used, means)
    effort, reason = _effort(used, shown, means)
    return PlanStep(
        order=0,
        template=shown.id,
        subject=shown.subject,
        categories=tuple(dict.fromkeys(each.category for each in used)),
        system=shown.sent_by,
        system_kind=shown.system_kind,
        state="not_seen" if not_seen else "sent",
        first_day=first,
        last_day=last,
        messages=messages,
        in_force=in_force,
        blocking=blocking,
        stopped=stopped,
        last_30_days=last_30,
        a_month=round(a_month, 1),
        counted=in_force if means.any_in_force else messages,
        findings=findings,
        running=0,
        share=None,
        replacements=replacements,
        effort=effort,
        effort_reason=reason,
        due=_due(proofs),
        prepare=tuple(each.id for each in used if each.prepare.en),
        controls=tuple(each.control.id for each in proofs),
        written_by_hand=shown.written_by_hand,
    )


def _proofs(used: Sequence[Remediation], means: _Means) -> list[Assessment]:
    categories = dict.fromkeys(each.category for each in used)
    return [means.by_category[category] for category in categories]


def _due(proofs: Sequence[Assessment]) -> date | None:
    return min((each.in_force_from for each in proofs if each.in_force_from), default=None)


def _effort(used: Sequence[Remediation], shown: TemplateSummary, means: _Means) -> tuple[str, Text]:
    """The greatest effort of all that is used; mail written by hand has no switch."""
    efforts = [(each.effort, each.effort_reason) for each in used]
    if shown.written_by_hand or shown.system_kind == "mail_program":
        efforts.insert(0, means.by_hand)
    return max(efforts, key=lambda each: EFFORTS.index(each[0]))


def _in_order(steps: Sequence[PlanStep]) -> tuple[PlanStep, ...]:
    ordered = sorted(
        steps,
        key=lambda s: (s.state == "not_seen", -s.counted, -s.messages, s.template),
    )
    total = sum(step.counted for step in ordered)
    sums = accumulate(step.counted for step in ordered)
    return tuple(
        replace(step, order=number, running=running, share=running / total if total else None)
        for number, (step, running) in enumerate(zip(ordered, sums, strict=True), start=1)
    )
