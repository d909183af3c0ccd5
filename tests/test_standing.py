"""Where a rule stands on a day, and how far verdicts and Allegro's record agree."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from audit.assess import assess
from audit.controls import known_on, read_controls
from audit.lexicon import reference
from audit.model import CalendarEntry, CheckResult, FindingCount, State
from audit.rule_calendar import read_calendar
from audit.standing import agreement, calendar_on, wilson
from tests.shop import loaded, shop

RULES, EXCLUSIONS = read_calendar()


def on(day: str) -> dict[str, CalendarEntry]:
    return {entry.rule.id: entry for entry in calendar_on(RULES, date.fromisoformat(day))}


def standing(rule: str, day: str) -> str:
    return on(day)[rule].standing


@pytest.mark.parametrize(
    ("rule", "day", "expected"),
    [
        ("october-2025", "2025-09-10", "unknown_then"),
        ("october-2025", "2025-10-13", "coming"),
        ("october-2025", "2025-10-14", "cancelled"),
        ("october-2025", "2025-10-20", "cancelled"),
        ("march-2026", "2025-10-14", "horizon"),
        ("march-2026", "2026-02-10", "coming"),
        ("march-2026", "2026-03-01", "coming"),
        ("march-2026", "2026-03-02", "in_force"),
        ("older-bans", "2025-12-01", "in_force_since_unknown"),
        ("masked-address-all-mail", "2025-12-01", "horizon"),
        ("masked-address-all-mail", "2026-11-01", "horizon"),
        ("email-channel", "2026-11-01", "horizon"),
        ("carrier-allegro", "2026-06-08", "unknown_then"),
        ("carrier-allegro", "2026-06-09", "in_force"),
        ("purchase-problems", "2026-08-25", "horizon"),
        ("purchase-problems", "2026-10-27", "coming"),
        ("purchase-problems", "2026-10-28", "unconfirmed"),
    ],
)
def test_a_rule_stands_where_the_announcements_of_that_day_put_it(
    rule: str, day: str, expected: str
) -> None:
    assert standing(rule, day) == expected


def test_what_was_announced_later_stands_apart() -> None:
    march = on("2025-12-01")["march-2026"]
    assert march.known is not None
    assert march.known.starts is None
    assert [each.starts for each in march.later] == [date(2026, 3, 2)]


def test_days_are_counted_to_and_since_the_start() -> None:
    assert on("2026-02-20")["march-2026"].days == 10
    assert on("2026-03-12")["march-2026"].days == -10
    assert on("2026-03-12")["email-channel"].days is None


def test_what_is_ahead_comes_first() -> None:
    assert calendar_on(RULES, date(2026, 2, 20))[0].rule.id == "march-2026"


def test_every_announcement_has_a_source_of_its_kind() -> None:
    for rule in RULES:
        assert all(each.sources for each in rule.announcements), rule.id
        kinds = {source.kind for each in rule.announcements for source in each.sources}
        assert not rule.scored or "official_notice" in kinds


def test_a_share_carries_its_interval_and_nothing_has_none() -> None:
    share = wilson(30, 122)
    assert (share.share, share.low, share.high) == pytest.approx((0.2459, 0.1780, 0.3293), abs=1e-4)
    assert wilson(0, 0).share is None
    assert wilson(5, 5).high == 1.0
    assert wilson(0, 5).low == 0.0


def test_agreement_counts_gaps_and_surprises_apart() -> None:
    row = agreement("all", True, (6, 2, 4))
    assert (row.precision.numerator, row.precision.denominator) == (6, 8)
    assert (row.recall.numerator, row.recall.denominator) == (6, 10)


SENT = "2026-03-10T10:00:00+01:00"
TOLD = "2026-03-10T10:05:00+01:00"
SHIPPED = {"body": "Zamówienie zostało wysłane.", "carrier": "DPD", "sent_at": SENT}


def stopped_by(*notices: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """The stopped ones of three messages: rung and number of notices; one verdict row each."""
    rows = [("message", {"id": name, **SHIPPED}) for name in ("a", "b", "c")]
    told = [("notice", {"sent_at": TOLD, **each}) for each in notices]
    con = shop([*rows, *told])
    counted = con.execute("select count(*), count(distinct message_id) from verdicts").fetchall()
    assert counted == [(3, 3)]
    found = con.execute("select message_id, rung, notices from stopped_messages").fetchall()
    return {message: (rung, count) for message, rung, count in found}


def test_one_notice_about_several_mails_stops_them_all() -> None:
    assert stopped_by({"id": "n", "about": ["a", "c"]}) == {"a": (1, 1), "c": (1, 1)}


def test_several_notices_about_one_mail_are_one_row() -> None:
    notices = [{"id": name, "about": ["b"]} for name in ("n", "o", "p")]
    assert stopped_by(*notices) == {"b": (1, 3)}


def test_a_notice_that_lists_addresses_stops_the_mail_to_each() -> None:
    words = (
        "Wiadomości do {} i {} nie zostały dostarczone, ponieważ powielają powiadomienia Allegro."
    )
    addresses = [f"buyer{name}00000+5f147aa75@allegromail.pl" for name in ("a", "b")]
    assert stopped_by({"id": "n", "body": words.format(*addresses)}) == {"a": (3, 1), "b": (3, 1)}


def test_a_notice_that_fits_several_mails_stops_none_for_certain() -> None:
    words = (
        'Wiadomość "Zamówienie" nie została dostarczona, ponieważ powiela powiadomienia Allegro.'
    )
    assert stopped_by({"id": "n", "body": words}) == {}


def test_a_notice_of_the_incident_is_left_out_and_counted() -> None:
    day = {"sent_at": "2025-09-22T10:00:00+02:00"}
    con = shop(
        [
            ("message", {"id": "a", **SHIPPED, **day}),
            ("notice", {"id": "n", "about": ["a"], "sent_at": "2025-09-22T11:00:00+02:00"}),
        ]
    )
    assert con.execute("select count(*) from stopped_messages").fetchall() == [(0,)]
    kinds = con.execute("select kind, exclusion_id from allegro_notices").fetchall()
    assert kinds == [("excluded", EXCLUSIONS[0].id)]


def test_nothing_sent_is_no_error() -> None:
    con = loaded([])
    assert con.execute("select count(*) from order_information").fetchall() == [(0,)]


@pytest.mark.parametrize("row", reference("autoresponders")["pattern"])
def test_words_of_an_automatic_answer_match_theirs_and_leave_others(row: dict[str, str]) -> None:
    con = shop([])
    found = con.execute(
        "select regexp_matches(fold($yes), $pattern), regexp_matches(fold($no), $pattern)",
        {"yes": row["match"], "no": row["no_match"], "pattern": row["pattern"]},
    ).fetchall()
    assert found == [(True, False)]


def test_a_replay_judges_every_day_by_the_rules_of_one() -> None:
    control = next(each for each in read_controls() if each.id == "FISCAL-001")
    counts = (FindingCount("FISCAL-001", "", date(2026, 2, 1), "prohibited", 3),)
    result, as_of = CheckResult(control, 5, 5, counts), date(2026, 4, 1)
    known = known_on(control, as_of)
    before = assess(result, known, as_of, rules_of=date(2026, 2, 28))
    after = assess(result, known, as_of, rules_of=date(2026, 3, 2))
    assert (before.state, before.findings, before.early) == (State.WOULD_FAIL, 0, 3)
    assert (after.state, after.findings, after.early) == (State.FAIL, 3, 0)
