"""Where a rule of the calendar stands on a day. Pure: no files, no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from audit.model import (
    Agreement,
    Announcement,
    Assessment,
    CalendarEntry,
    CalendarRule,
    CoverageFact,
    PassBasis,
    Share,
    State,
)

_ORDER = (
    "coming", "in_force", "in_force_since_unknown", "unconfirmed", "horizon", "over", "cancelled",
    "unknown_then",
)  # fmt: skip


def calendar_on(rules: Sequence[CalendarRule], as_of: date) -> tuple[CalendarEntry, ...]:
    """Every rule as known on ``as_of``: those with a day ahead first, then those in force.

    What was announced after that day stands apart, in ``later``: it was not known then.
    """
    entries = [_entry(rule, as_of) for rule in rules]
    return tuple(sorted(entries, key=lambda each: (_ORDER.index(each.standing), _newest(each))))


def _newest(entry: CalendarEntry) -> int:
    days = [each.starts or each.known_by for each in (entry.known, *entry.later) if each]
    return -max(days).toordinal()


def _entry(rule: CalendarRule, as_of: date) -> CalendarEntry:
    made = [each for each in rule.announcements if each.known_by <= as_of]
    later = tuple(each for each in rule.announcements if each.known_by > as_of)
    known = made[-1] if made else None
    days = (known.starts - as_of).days if known and known.starts else None
    return CalendarEntry(rule, _standing(known, as_of), known, later, days)


def _standing(known: Announcement | None, as_of: date) -> str:
    """The first that holds."""
    if known is None:
        return "unknown_then"
    starts, confirmed = known.starts, known.status == "in_force"
    grounds = (
        (known.status == "cancelled", "cancelled"),
        (known.status == "postponed" or (starts is None and not confirmed), "horizon"),
        (starts is None, "in_force_since_unknown"),
        (starts is not None and as_of < starts, "coming"),
        (known.until is not None and known.until < as_of, "over"),
        (confirmed, "in_force"),
        (True, "unconfirmed"),
    )
    return next(standing for holds, standing in grounds if holds)


def pass_basis(
    assessments: Sequence[Assessment],
    coverage: Sequence[CoverageFact],
    needed: Mapping[str, Sequence[str]],
) -> tuple[PassBasis, ...]:
    """The controls that passed on data with gaps; ``needed``: facts by the control's category."""
    gaps = {fact.id: fact for fact in coverage if fact.known < fact.total}
    passed = [each.control for each in assessments if each.state is State.PASS]
    found = [
        PassBasis(
            each.id, each.title, tuple(gaps[n] for n in needed.get(each.category, ()) if n in gaps)
        )
        for each in passed
    ]
    return tuple(each for each in found if each.facts)


def agreement(category: str, measurable: bool, counts: tuple[int, int, int]) -> Agreement:
    """How far our verdicts and Allegro agree: (both, predicted only, stopped only) as shares."""
    both, predicted_only, stopped_only = counts
    return Agreement(
        category,
        measurable,
        *counts,
        precision=wilson(both, both + predicted_only),
        recall=wilson(both, both + stopped_only),
    )


def wilson(part: int, whole: int) -> Share:
    """``part`` of ``whole`` with its 95 % Wilson score interval; no share of nothing."""
    if not whole:
        return Share(part, whole, None, None, None)
    share, z2 = part / whole, 1.959964**2
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = (z2 * (share * (1 - share) / whole + z2 / (4 * whole * whole))) ** 0.5
    half /= 1 + z2 / whole
    return Share(part, whole, share, max(0.0, middle - half), min(1.0, middle + half))
