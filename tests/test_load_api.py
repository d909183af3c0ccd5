"""What the load makes of the API's answers: a form says more than an event, Allegro is nobody."""

import json
from collections.abc import Iterator

import pytest
from duckdb import DuckDBPyConnection

from audit.database import database
from audit.inputs import opened
from audit.load import settle, stage
from audit.model import InputFile
from tests import api_answers as api

EVENTS_OF_A_KNOWN_ORDER = {
    "events": [
        {
            **api.EVENTS["events"][0],
            "order": {**api.EVENTS["events"][0]["order"], "checkoutForm": {"id": api.ORDER}},
        }
    ]
}
BY_ALLEGRO = {**api.QUESTION, "id": "m9", "author": {"role": "CHATBOT", "login": "Allina"}}
BY_A_USER = {**api.QUESTION, "id": "m8", "author": {"role": "USER", "login": "Client:44300444"}}
BY_NOBODY = {**api.QUESTION, "id": "m7", "thread": {"id": "other"}, "author": None}
ANSWERS = {
    "a_events.json": api.EVENTS,
    "b_events.json": EVENTS_OF_A_KNOWN_ORDER,
    "carriers.json": api.CARRIERS,
    "carriers_again.json": api.CARRIERS,
    "messages.json": {"messages": [api.BLOCKED_MAIL, BY_ALLEGRO, BY_A_USER, BY_NOBODY]},
    "orders.json": {"checkoutForms": [{**api.FORM, "updatedAt": None}]},
    "threads.json": api.THREADS,
    "disputes.json": api.DISPUTES,
}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("api")
    files = []
    for name, answer in ANSWERS.items():
        (folder / name).write_text(json.dumps(answer), "utf-8")
        files.append(InputFile(name, folder / name))
    con = database(folder, threads=1)
    stage(con, opened(files, frozenset(), lambda _: None, lambda *_: None), folder)
    settle(con)
    yield con
    con.close()


def ledger(con: DuckDBPyConnection, file: str) -> tuple[int, ...]:
    rows = con.execute(
        "select records_read, loaded, duplicates, rejected from ledger where source_file = $file",
        {"file": file},
    ).fetchall()
    return tuple(rows[0])


def test_a_form_wins_over_an_event_whatever_was_read_first(con: DuckDBPyConnection) -> None:
    rows = con.execute("select source_file, invoice_required from orders order by 1").fetchall()
    assert rows == [("a_events.json", None), ("orders.json", False)]
    assert ledger(con, "b_events.json") == (1, 0, 1, 0)


def test_an_event_alone_gives_the_order_of_an_address(con: DuckDBPyConnection) -> None:
    rows = con.execute("select order_id from orders where masked_pair = '7bwgqyk6a5'").fetchall()
    assert rows == [(api.OTHER_ORDER,)]


def test_carriers_are_kept_once(con: DuckDBPyConnection) -> None:
    rows = con.execute("select carrier_id, name from carriers order by 1").fetchall()
    assert rows == [("INPOST", "InPost"), ("OTHER", None)]
    assert ledger(con, "carriers_again.json") == (2, 0, 2, 0)


def test_what_allegro_writes_in_a_thread_is_neither_the_shops_nor_the_buyers(
    con: DuckDBPyConnection,
) -> None:
    sent = con.execute("select message_id from messages").fetchall()
    assert sent == [(api.BLOCKED_MAIL["id"],)]
    said = con.execute(
        "select count(*) from buyer_messages where channel in ('email', 'message_center')"
    ).fetchall()
    assert said == [(1,)], "the user whose login is the thread's buyer"
    assert ledger(con, "messages.json") == (4, 3, 0, 1)


def test_an_old_dispute_is_a_contact_by_the_buyer(con: DuckDBPyConnection) -> None:
    rows = con.execute(
        "select order_id, buyer_login from buyer_messages where channel = 'issue'"
    ).fetchall()
    assert rows == [(api.ORDER, "Client:44300444")]
