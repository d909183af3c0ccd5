"""Records into rows: times, copies of one message, the ledger that balances."""

from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.database import database, lock
from audit.model import Record
from tests.shop import SHOP, loaded

ADDRESS = "8awgqyk6a5+5f147aa75@allegromail.pl"
ORDER = "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa"


def mail(position: str, **values: Any) -> Record:
    plain = {
        "msg_id": position,
        "sent_at": "2026-03-02T08:15:43+01:00",
        "sender": SHOP,
        "recipients": [ADDRESS],
        "subject": "Zamówienie",
        "body": "Jaki kolor?",
        "has_thread_info": "true",
        "direction": "sent",
    }
    return Record("mail", position, {**plain, **values})


def log_row(position: str, **values: Any) -> Record:
    gaps = {"msg_id": None, "body": None, "sender": None, "has_thread_info": "false"}
    times = {"sent_at": "02.03.2026 08:15", "time_precision": "minute"}
    return mail(position, **{**gaps, **times, **values})


def order(**values: Any) -> Record:
    return Record(
        "order", "order", {"order_id": ORDER, "buyer_email": ADDRESS, "buyer_login": "B", **values}
    )


def thread_message(**values: Any) -> Record:
    plain = {
        "message_id": "mc",
        "thread_id": "t",
        "type": "MAIL",
        "status": "BLOCKED",
        "created_at": "2026-03-02T07:16:10.000Z",
        "from_buyer": "false",
        "subject": "Zamówienie",
        "text": "Jaki kolor?",
        "order_id": ORDER,
    }
    return Record("thread_message", "messages[0]", {**plain, **values})


def messages(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [row[0] for row in con.execute("select message_id from messages order by 1").fetchall()]


def ledger(con: duckdb.DuckDBPyConnection) -> tuple[int, int, int, int]:
    rows = con.execute("select records_read, loaded, duplicates, rejected from ledger").fetchall()
    return rows[0]


def test_a_log_row_that_knows_the_minute_is_the_mail_of_that_minute() -> None:
    con = loaded([mail("a"), log_row("line 2")])
    assert messages(con) == ["a"]
    assert ledger(con) == (2, 1, 1, 0)
    sources = con.execute("select source_position from message_sources order by 1").fetchall()
    assert sources == [("a",), ("line 2",)]


def test_a_log_row_to_another_order_of_the_buyer_is_another_message() -> None:
    con = loaded([mail("a"), log_row("line 2", recipients=["8awgqyk6a5+0000aa000@allegromail.pl"])])
    assert len(messages(con)) == 2


def test_two_log_rows_of_one_minute_join_two_mails() -> None:
    con = loaded([mail("a"), mail("b"), log_row("line 2"), log_row("line 3", template="x")])
    assert messages(con) == ["a", "b"]


def test_the_same_message_id_in_two_files_is_one_message() -> None:
    con = loaded([mail("a", msg_id="ID@x"), mail("b", msg_id="id@x")])
    assert ledger(con) == (2, 1, 1, 0)


def test_a_message_center_copy_of_a_mail_is_that_mail_and_its_block_record() -> None:
    con = loaded([order(), mail("a"), thread_message()])
    assert messages(con) == ["a"]
    assert con.execute("select blocked from messages").fetchall() == [(True,)]
    assert con.execute("select message_id from blocked_messages").fetchall() == [("a",)]


def test_a_copy_without_its_mail_is_a_mail_of_its_own() -> None:
    con = loaded([order(), thread_message()])
    assert con.execute("select message_id, channel from messages").fetchall() == [("mc", "email")]


@pytest.mark.parametrize(
    ("text", "utc", "assumed"),
    [
        ("2026-03-02T00:00:00+01:00", "2026-03-01 23:00:00", False),
        ("2026-03-01T23:00:00Z", "2026-03-01 23:00:00", False),
        ("2026-03-02T00:00:00+0100", "2026-03-01 23:00:00", False),
        ("02.03.2026 00:00", "2026-03-01 23:00:00", True),
        ("2026-03-02 00:00:00", "2026-03-01 23:00:00", True),
        ("1772406000", "2026-03-01 23:00:00", False),
        ("29.03.2026 03:30", "2026-03-29 01:30:00", True),
        ("25.10.2025 12:00", "2025-10-25 10:00:00", True),
    ],
)
def test_times_are_utc_and_those_without_a_zone_are_warsaw_and_marked(
    text: str, utc: str, assumed: bool
) -> None:
    con = loaded([mail("a", sent_at=text)])
    assert con.execute("select sent_at::varchar, tz_assumed from messages").fetchall() == [
        (utc, assumed)
    ]


@pytest.mark.parametrize("text", ["31.02.2026 10:00", "yesterday", "", "2026-13-01T00:00:00Z"])
def test_a_time_that_is_no_time_rejects_the_record(text: str) -> None:
    con = loaded([mail("a", sent_at=text)])
    assert ledger(con) == (1, 0, 0, 1)
    assert con.execute("select reason from rejected_records").fetchall() == [("time_unreadable",)]


def test_an_order_repeated_on_two_pages_keeps_its_newest_state() -> None:
    con = loaded(
        [
            order(status="BOUGHT", updated_at="2026-03-01T10:00:00Z"),
            order(status="READY_FOR_PROCESSING", updated_at="2026-03-02T10:00:00Z"),
        ]
    )
    assert con.execute("select status from orders").fetchall() == [("READY_FOR_PROCESSING",)]
    assert ledger(con) == (2, 1, 1, 0)


def test_one_verdict_row_a_message_whatever_notices_say() -> None:
    notice = {
        "sender": "powiadomienia@allegro.pl",
        "recipients": [SHOP],
        "direction": None,
        "subject": "Wiadomość",
        "body": f"Twoja wiadomość do {ADDRESS} nie została dostarczona, bo powiela powiadomienia",
        "sent_at": "2026-03-02T09:00:00+01:00",
    }
    con = loaded([mail("a"), mail("n1", **notice), mail("n2", **notice)])
    assert con.execute("select message_id from verdicts").fetchall() == [("a",)]
    assert con.execute("select count(*) from notice_matches").fetchall() == [(2,)]


def test_mail_to_nobody_on_allegro_is_loaded_and_not_assessed() -> None:
    con = loaded([mail("a"), mail("b", recipients=["ksiegowosc@biuro.example"])])
    rows = con.execute(
        "select verdict, reason_code from verdicts where message_id = 'b'"
    ).fetchall()
    assert rows == [("not_assessed", "not_to_a_buyer")]


TEXTS = st.one_of(
    st.none(), st.text(max_size=40), st.sampled_from([ADDRESS, "2026-03-02", "Re: x"])
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.fixed_dictionaries(dict.fromkeys(("msg_id", "sent_at", "subject", "body"), TEXTS)),
        max_size=6,
    )
)
def test_every_record_is_loaded_a_duplicate_or_rejected(rows: list[dict[str, Any]]) -> None:
    con = loaded([mail(str(n), **row) for n, row in enumerate(rows)])
    read, became, duplicates, rejected = ledger(con)
    assert (read, read) == (len(rows), became + duplicates + rejected)


def test_a_locked_database_reaches_nothing_outside(tmp_path: Any) -> None:
    con = database(tmp_path)
    lock(con, tmp_path)
    for query in (
        "select * from read_text('/etc/hostname')",
        "copy (select 1) to '/tmp/outside.csv'",
        "set enable_external_access = true",
        "install excel",
    ):
        with pytest.raises(duckdb.Error):
            con.execute(query)
    con.execute(f"copy (select 1) to '{tmp_path / 'inside.parquet'}' (format parquet)")
