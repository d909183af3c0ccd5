"""What findings mean, day by day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from audit.assess import assess, at_or_above, run_verdict, score
from audit.controls import known_on, read_controls
from audit.model import (
    Assessment,
    CheckResult,
    Control,
    EffectiveDate,
    FindingCount,
    RunVerdict,
    State,
    Waiver,
)

FISCAL = next(control for control in read_controls() if control.id == "FISCAL-001")
IN_FORCE = EffectiveDate(date(2026, 2, 10), "in_force", date(2026, 3, 2))
BEFORE, SWITCH, AFTER = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 20)


def found(*days: date, verdict: str = "prohibited", template: str = "t-1") -> list[FindingCount]:
    return [FindingCount("FISCAL-001", template, day, verdict, 1) for day in days]


def assessed(
    counts: Sequence[FindingCount],
    as_of: date = date(2026, 4, 1),
    known: EffectiveDate | None = IN_FORCE,
    waivers: Sequence[Waiver] = (),
    control: Control = FISCAL,
) -> Assessment:
    result = CheckResult(control, population=10, judged=8, counts=tuple(counts))
    return assess(result, known, as_of, waivers)


def test_a_finding_on_the_day_of_the_switch_fails() -> None:
    assert assessed(found(SWITCH)).state is State.FAIL


def test_a_finding_of_the_day_before_is_early_and_never_thrown_away() -> None:
    outcome = assessed(found(BEFORE, AFTER))
    assert (outcome.findings, outcome.early) == (1, 1)


def test_early_findings_alone_pass_once_the_rule_is_in_force() -> None:
    assert assessed(found(BEFORE)).state is State.PASS


def test_early_findings_before_the_switch_would_fail() -> None:
    assert assessed(found(BEFORE), as_of=date(2026, 2, 20)).state is State.WOULD_FAIL


def test_a_rule_announced_without_a_day_would_fail_and_names_no_day() -> None:
    known = EffectiveDate(date(2025, 10, 14), "announced")
    outcome = assessed(found(BEFORE), as_of=date(2025, 12, 1), known=known)
    assert (outcome.state, outcome.in_force_from) == (State.WOULD_FAIL, None)
    assert run_verdict([outcome]) == (RunVerdict.NOT_READY_BY, None)


def test_nothing_found_in_missing_data_is_no_pass() -> None:
    result = CheckResult(FISCAL, 0, 0, missing=("messages",))
    assert assess(result, IN_FORCE, AFTER).state is State.NOT_ASSESSED


def test_an_empty_population_is_not_applicable_and_an_unjudged_one_not_assessed() -> None:
    assert assess(CheckResult(FISCAL, 0, 0), IN_FORCE, AFTER).state is State.NOT_APPLICABLE
    assert assess(CheckResult(FISCAL, 5, 0), IN_FORCE, AFTER).state is State.NOT_ASSESSED


def test_a_failed_check_is_an_error_and_the_run_cannot_tell() -> None:
    outcome = assess(CheckResult(FISCAL, 0, 0, error="Binder Error"), IN_FORCE, AFTER)
    assert outcome.state is State.ERROR
    assert run_verdict([outcome, assessed([])])[0] is RunVerdict.CANNOT_TELL


def test_a_control_that_rests_on_press_alone_never_fails() -> None:
    press = replace(FISCAL, sources=(replace(FISCAL.sources[0], kind="press"),))
    outcome = assessed(found(AFTER), control=press)
    assert (outcome.state, outcome.to_review) == (State.REVIEW, 1)


def test_a_waiver_covers_its_days_both_included_and_leaves_the_state_visible() -> None:
    waiver = Waiver("FISCAL-001", "booked for April", "owner", SWITCH, AFTER)
    outcome = assessed(found(SWITCH, AFTER), waivers=[waiver])
    assert (outcome.state, outcome.findings, outcome.waived) == (State.FAIL, 2, 2)
    assert run_verdict([outcome])[0] is RunVerdict.READY_WITH_CONDITIONS
    assert not at_or_above([outcome], "fail")


def test_a_waiver_past_its_day_or_for_another_template_covers_nothing() -> None:
    late = Waiver("FISCAL-001", "r", "o", BEFORE, SWITCH)
    other = Waiver("FISCAL-001", "r", "o", BEFORE, AFTER, template="t-2")
    assert assessed(found(AFTER), waivers=[late, other]).waived == 0


def test_the_verdict_is_that_of_the_worst_control() -> None:
    passed, failed = assessed([]), assessed(found(AFTER))
    coming = assessed(found(BEFORE), as_of=BEFORE)
    undecided = assessed(found(AFTER, verdict="review"))
    assert run_verdict([passed])[0] is RunVerdict.READY
    assert run_verdict([passed, undecided])[0] is RunVerdict.READY_WITH_CONDITIONS
    assert run_verdict([passed, undecided, coming]) == (RunVerdict.NOT_READY_BY, SWITCH)
    assert run_verdict([passed, undecided, coming, failed])[0] is RunVerdict.NOT_READY


def test_nothing_applicable_is_never_ready() -> None:
    empty = assess(CheckResult(FISCAL, 0, 0), IN_FORCE, AFTER)
    assert run_verdict([empty])[0] is RunVerdict.CANNOT_TELL
    assert run_verdict([])[0] is RunVerdict.CANNOT_TELL


def test_fail_on_counts_the_states_at_or_above_it() -> None:
    coming, undecided = (
        assessed(found(BEFORE), as_of=BEFORE),
        assessed(found(AFTER, verdict="review")),
    )
    assert [at_or_above([coming], each) for each in ("fail", "would_fail", "review", "none")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [at_or_above([undecided], each) for each in ("would_fail", "review")] == [False, True]


def test_a_score_has_no_share_of_nothing() -> None:
    assert score("compliance", 0, 0, 0).share is None
    assert score("compliance", 10, 1, 4).share == 0.5


def test_what_was_known_on_a_day_is_the_newest_announcement_by_then() -> None:
    first, second, third = date(2025, 9, 20), date(2025, 12, 1), date(2026, 2, 10)
    assert known_on(FISCAL, date(2025, 9, 10)) is None
    assert known_starts(first) == date(2025, 10, 20)
    assert known_starts(second) is None
    assert known_starts(third) == SWITCH


def known_starts(day: date) -> date | None:
    known = known_on(FISCAL, day)
    assert known is not None
    return known.starts
