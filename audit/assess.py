"""Decides what findings mean. Pure: no files, no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit.model import (
    Assessment,
    CheckResult,
    Control,
    EffectiveDate,
    FindingCount,
    RunVerdict,
    Score,
    State,
    Waiver,
)
from audit.waivers import covers

OFFICIAL = ("official_notice", "staff_answer", "faq")


def assess(
    result: CheckResult,
    known: EffectiveDate | None,
    as_of: date,
    waivers: Sequence[Waiver] = (),
    rules_of: date | None = None,
) -> Assessment:
    """The outcome of one control from the counts its check brought.

    ``known`` is the announcement that counted on ``as_of``. A finding counts as ``findings`` when
    the rule was in force on its day (on ``rules_of``, where that is given: a replay under the rules
    of another day), else as ``early``; waived ones stay counted, named apart.
    """
    sums = _sums(result, known, waivers, rules_of)
    state, reason = _state(result, known, sums, rules_of or as_of)
    return Assessment(
        control=result.control,
        state=state,
        reason=reason,
        population=result.population,
        judged=result.judged,
        findings=sums.findings,
        early=sums.early,
        to_review=sums.to_review,
        waived=sums.waived,
        in_force_from=known.starts if known else None,
        missing=result.missing,
        error=result.error,
    )


def run_verdict(assessments: Sequence[Assessment]) -> tuple[RunVerdict, date | None]:
    """The verdict on the shop, with the day for NOT READY BY (None where no day is known)."""
    states = {each.state for each in assessments}
    if State.ERROR in states or states <= {State.NOT_APPLICABLE, State.NOT_ASSESSED}:
        return RunVerdict.CANNOT_TELL, None
    if any(each.state is State.FAIL and each.findings > each.waived for each in assessments):
        return RunVerdict.NOT_READY, None
    coming = [each for each in assessments if each.state is State.WOULD_FAIL]
    if coming:
        days = [each.in_force_from for each in coming if each.in_force_from]
        return RunVerdict.NOT_READY_BY, min(days, default=None)
    if states & {State.REVIEW, State.NOT_ASSESSED, State.FAIL}:
        return RunVerdict.READY_WITH_CONDITIONS, None
    return RunVerdict.READY, None


def score(name: str, judged: int, to_review: int, broken: int) -> Score:
    """The share of judged messages that break nothing; those to review are in no numerator."""
    return Score(name, judged - to_review - broken, judged)


def rests_on_official_text(control: Control) -> bool:
    """Whether the control may fail at all: press, community and our own method may not."""
    return any(source.kind in OFFICIAL for source in control.sources)


def at_or_above(assessments: Sequence[Assessment], fail_on: str) -> bool:
    """Whether a state is at or above the threshold: fail, would_fail, review, or none."""
    thresholds = {
        "fail": {State.FAIL},
        "would_fail": {State.FAIL, State.WOULD_FAIL},
        "review": {State.FAIL, State.WOULD_FAIL, State.REVIEW},
        "none": set[State](),
    }
    return any(
        each.state in thresholds[fail_on] and not (each.findings and each.findings == each.waived)
        for each in assessments
    )


@dataclass(frozen=True)
class _Sums:
    findings: int
    early: int
    to_review: int
    waived: int


def _sums(
    result: CheckResult,
    known: EffectiveDate | None,
    waivers: Sequence[Waiver],
    rules_of: date | None,
) -> _Sums:
    certain = rests_on_official_text(result.control)
    prohibited = [each for each in result.counts if certain and each.verdict == "prohibited"]
    in_force = [each for each in prohibited if _in_force(known, rules_of or each.day)]
    return _Sums(
        findings=_total(in_force),
        early=_total(prohibited) - _total(in_force),
        to_review=_total(result.counts) - _total(prohibited),
        waived=_total([each for each in in_force if any(covers(w, each) for w in waivers)]),
    )


def _in_force(known: EffectiveDate | None, day: date | None) -> bool:
    if known is None or known.starts is None or day is None or known.status == "postponed":
        return False
    return known.starts <= day and (known.until is None or day <= known.until)


def _state(
    result: CheckResult, known: EffectiveDate | None, sums: _Sums, as_of: date
) -> tuple[State, str]:
    """The first that holds, from what keeps a control from being assessed to a clean pass."""
    coming = known is not None and (known.starts is None or as_of < known.starts)
    postponed = known is not None and known.status == "postponed"
    grounds = (
        (bool(result.error), State.ERROR, "check_failed"),
        (bool(result.missing), State.NOT_ASSESSED, "data_missing"),
        (known is None, State.NOT_APPLICABLE, "not_announced"),
        (postponed, State.NOT_APPLICABLE, "postponed"),
        (result.population == 0, State.NOT_APPLICABLE, "nothing_in_period"),
        (result.judged == 0, State.NOT_ASSESSED, "nothing_judged"),
        (sums.findings > 0, State.FAIL, "findings"),
        (sums.early > 0 and coming, State.WOULD_FAIL, "only_early"),
        (sums.to_review > 0, State.REVIEW, "to_review"),
        (True, State.PASS, "none_found"),
    )
    return next((state, reason) for holds, state, reason in grounds if holds)


def _total(counts: Sequence[FindingCount]) -> int:
    return sum(each.findings for each in counts)
