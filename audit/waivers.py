"""Whether an accepted exception covers a finding, and what became of each. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from audit.model import FindingCount, Waiver, WaiverUse

ENDING = 30  # days before its last day on which a waiver is named as ending


def covers(waiver: Waiver, finding: FindingCount) -> bool:
    """Whether the waiver's scope holds the finding and its days hold the finding's day.

    Both days are inclusive, Europe/Warsaw.
    """
    return (
        in_scope(waiver, finding)
        and finding.day is not None
        and waiver.starts <= finding.day <= waiver.until
    )


def in_scope(waiver: Waiver, finding: FindingCount) -> bool:
    """Whether the waiver names the finding's control, and its template, order or message if any."""
    return (
        waiver.control == finding.control_id
        and waiver.template in ("", finding.template_id)
        and waiver.order in ("", finding.order_id)
        and waiver.message in ("", finding.message_id)
    )


def in_effect(waivers: Sequence[Waiver], counts: Sequence[FindingCount]) -> tuple[Waiver, ...]:
    """The waivers but those that would cover more findings than their limit."""
    return tuple(each for each in waivers if not _over_limit(each, counts))


def uses(
    waivers: Sequence[Waiver],
    counts: Sequence[FindingCount],
    controls: Collection[str],
    as_of: date,
) -> tuple[WaiverUse, ...]:
    """What became of each waiver on ``as_of``, in the order in which they were given."""
    return tuple(_use(each, counts, controls, as_of) for each in waivers)


def _use(
    waiver: Waiver, counts: Sequence[FindingCount], controls: Collection[str], as_of: date
) -> WaiverUse:
    within = _total(each for each in counts if in_scope(waiver, each))
    covered = _covered(waiver, counts)
    over = _over_limit(waiver, counts)
    days_left = (waiver.until - as_of).days
    grounds = (
        (waiver.control not in controls, "no_such_control"),
        (over, "over_limit"),
        (as_of < waiver.starts, "not_begun"),
        (days_left < 0, "lapsed"),
        (covered == 0, "no_match"),
        (days_left <= ENDING, "ending"),
        (True, "active"),
    )
    state = next(name for holds, name in grounds if holds)
    return WaiverUse(waiver, state, covered, within if over else within - covered, days_left)


def _over_limit(waiver: Waiver, counts: Sequence[FindingCount]) -> bool:
    return waiver.max_findings is not None and _covered(waiver, counts) > waiver.max_findings


def _covered(waiver: Waiver, counts: Sequence[FindingCount]) -> int:
    return _total(each for each in counts if covers(waiver, each))


def _total(counts: Iterable[FindingCount]) -> int:
    return sum(each.findings for each in counts)
