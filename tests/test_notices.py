"""Bounces by their cause, and mail that no pattern explains: told apart, listed, never a block."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from audit.lexicon import bounce_causes, notice_patterns, reference
from audit.masking import mask, shower
from audit.model import BounceCause, Record, Standing, Text
from audit.read.mail import mail_record
from audit.standing_rows import standing
from tests.shop import SHOP, loaded, shop

BUYER = "8awgqyk6a5+5f147aa75@allegromail.pl"
SPF = "550 5.7.23 <x>: Recipient address rejected: SPF fail - not authorized"
PATTERNS = [*reference("notices")["notice"], *reference("bounces")["bounce"]]


def bounce(answer: str = SPF, action: str = "failed", to: str = BUYER, text: str = "") -> Record:
    """A delivery status notification about a mail to ``to``, as a mail server writes it."""
    diagnostic = f"Diagnostic-Code: smtp; {answer}\n" if answer else ""
    raw = (
        f"From: MAILER-DAEMON@mx.example\nTo: {SHOP}\nSubject: Undelivered mail to Anna Nowak\n"
        f"Date: Tue, 10 Mar 2026 10:05:00 +0100\nMessage-ID: <{action}.{to}>\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain\n\n{text or 'Not delivered.'}\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: 5.7.1\n{diagnostic}\n"
        "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <a>\nSubject: Greylisted\n\n--b--\n"
    )
    record = mail_record(raw.encode(), "byte 0")
    assert isinstance(record, Record)
    return record


@pytest.fixture(scope="module")
def con() -> DuckDBPyConnection:
    return shop([])


def stands(records: Sequence[Record]) -> Standing:
    con = loaded(records)
    mask(con, shower(con, "masked"), "masked", b"key")
    return standing(con, date(2026, 3, 20))


def causes(records: Sequence[Record]) -> dict[str, BounceCause]:
    return {each.id: each for each in stands(records).bounces}


@pytest.mark.parametrize("row", PATTERNS, ids=[row["id"] for row in PATTERNS])
def test_a_pattern_finds_its_example_and_leaves_the_other(
    con: DuckDBPyConnection, row: dict[str, str]
) -> None:
    found = con.execute(
        "select regexp_matches(fold($yes), $pattern), regexp_matches(fold($no), $pattern)",
        {"yes": row["match"], "no": row["no_match"], "pattern": row["pattern"]},
    ).fetchall()
    assert found == [(True, False)]


def test_no_pattern_finds_the_example_of_another_cause(con: DuckDBPyConnection) -> None:
    for row in PATTERNS:
        for _, _, _, cause, pattern in notice_patterns():
            ((found,),) = con.execute(
                "select regexp_matches(fold($text), $pattern)",
                {"text": row["match"], "pattern": pattern},
            ).fetchall()
            assert not found or cause == row.get("cause"), (row["id"], pattern)


def test_every_pattern_has_a_known_cause_and_every_cause_both_languages() -> None:
    known = bounce_causes()
    assert {row["cause"] for row in PATTERNS if row.get("kind") != "block"} == set(known) - {
        "unknown"
    }
    for id_, (title, advice, sources) in known.items():
        assert all((title.pl, title.en, advice.pl, advice.en)), id_
        assert bool(sources) == (id_ != "unknown"), id_


@pytest.mark.parametrize(
    "row",
    reference("bounces")["bounce"],
    ids=[row["cause"] for row in reference("bounces")["bounce"]],
)
def test_a_bounce_has_the_cause_its_server_names(row: dict[str, str]) -> None:
    assert list(causes([bounce(row["match"])])) == [row["cause"]]


def test_a_bounce_without_a_diagnostic_code_is_read_from_its_own_text() -> None:
    told = "The response was: 550 5.7.23 SPF fail - not authorized"
    assert list(causes([bounce("", text=told)])) == ["spf"]


def test_a_bounce_is_not_read_from_the_mail_it_returns() -> None:
    assert list(causes([bounce("", text="No reason given.")])) == ["unknown"]


def test_bounces_are_counted_by_cause_with_what_is_late_and_what_is_about_buyers() -> None:
    late = bounce("450 4.2.0 Recipient address rejected: Greylisted", "delayed")
    other = bounce(to="hurt@supplier.example")
    found = causes([bounce(), other, late])
    assert (found["spf"].bounces, found["spf"].delayed, found["spf"].about_buyers) == (2, 0, 1)
    assert (found["greylisting"].bounces, found["greylisting"].delayed) == (1, 1)


def test_a_report_of_success_is_no_bounce() -> None:
    delivered = bounce("250 2.0.0 Ok", "delivered")
    assert delivered.values["is_bounce"] == "false"
    assert stands([delivered]).bounces == ()


def test_a_bounce_is_never_a_block_whatever_it_says() -> None:
    words = "550 5.7.1 Wiadomość jest niezgodna z naszymi zasadami"
    con = loaded([bounce(words)])
    assert con.execute("select kind, cause from allegro_notices").fetchall() == [
        ("bounce", "unknown")
    ]
    assert con.execute("select count(*) from block_records").fetchall() == [(0,)]


def allegro_mail(name: str, subject: str, **more: object) -> Record:
    values = {
        "msg_id": name,
        "sent_at": "2026-03-10T10:00:00+01:00",
        "sender": "powiadomienia@allegro.pl",
        "recipients": [SHOP],
        "subject": subject,
        "body": "Treść",
        "direction": "received",
        **more,
    }
    return Record("mail", name, values)


def test_allegros_own_mail_about_the_account_stands_with_the_bounces_but_is_none() -> None:
    words = "Uzupełnij adres e-mail na swoim koncie Allegro"
    (found,) = stands([allegro_mail("n", words)]).bounces
    assert (found.id, found.bounces, found.told_by_allegro) == ("sender_not_on_account", 0, 1)


def test_mail_that_no_pattern_explains_is_listed_masked_with_its_place() -> None:
    listed = stands([bounce("550 5.1.1 <anna.nowak@x.example>: unknown", to=BUYER)])
    (row,) = listed.unrecognised
    assert listed.unrecognised_total == 1
    assert (row.is_bounce, row.sender_domain, row.source_position) == (True, "mx.example", "byte 0")
    assert row.answer.startswith("5.7.1 smtp; 550 5.1.1")
    assert "Nowak" not in row.subject
    assert "anna.nowak" not in row.answer


def test_what_answers_the_shops_mail_is_listed_before_newer_mail() -> None:
    sent = {
        "msg_id": "a",
        "sent_at": "2026-03-09T10:00:00+01:00",
        "sender": SHOP,
        "recipients": [BUYER],
        "subject": "Zamówienie",
        "body": "Dzień dobry",
        "direction": "sent",
    }
    older = {"sent_at": "2026-03-09T11:00:00+01:00", "in_reply_to": ["a"]}
    listed = stands(
        [
            Record("mail", "s", sent),
            allegro_mail("new", "Nowy"),
            allegro_mail("old", "Stary", **older),
        ]
    ).unrecognised
    assert [(row.source_position, row.answers_mail) for row in listed] == [
        ("old", True),
        ("new", False),
    ]


def test_what_a_pattern_explains_is_not_listed() -> None:
    assert stands([bounce()]).unrecognised == ()


def test_a_cause_speaks_both_languages() -> None:
    (found,) = stands([bounce()]).bounces
    assert isinstance(found.advice, Text)
    assert "SPF" in found.advice.into("pl")
    assert "SPF" in found.advice.into("en")
