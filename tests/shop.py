"""A shop made of a few rows: records as a reader gives them, through real load and classify."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from audit.classify import classify
from audit.database import database, set_variables
from audit.load import OpenedFile, settle, stage
from audit.model import InputFile, Record

SHOP = "sklep@len.example"
PLAIN = {
    "subject": "Zamówienie",
    "body": "Dzień dobry, jaki kolor wybrać?",
    "sent_at": "2026-03-10T10:00:00+01:00",
    "channel": "email",
    "source": "mbox",
}


def shop(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> DuckDBPyConnection:
    """A classified database of ``rows``: (``message`` or ``buyer_message``, its fields)."""
    records = [record for kind, row in rows for record in _records(kind, row)]
    return loaded(records)


def loaded(records: Sequence[Record], period: tuple[str, str] = ("", "")) -> DuckDBPyConnection:
    """A classified database of staged records, all from one file."""
    with tempfile.TemporaryDirectory() as folder:
        con = database(Path(folder), threads=1)
        file = OpenedFile(InputFile("mail", Path("mail")), "mbox", "", "", records)
        stage(con, [file], Path(folder))
        set_variables(con, {"period_from": period[0], "period_to": period[1], "as_of": ""})
        settle(con)
        classify(con)
    return con


def _records(kind: str, row: Mapping[str, Any]) -> Iterator[Record]:
    buyer = row.get("of", row["id"] if kind == "message" else "m").replace("-", "x")
    pair = f"buyer{buyer}00000"
    address = f"{pair}+5f147aa75@allegromail.pl"
    if kind == "buyer_message":
        yield _mail(row["id"], {**PLAIN, **row, "sender": address, "to": SHOP})
        return
    row = {**PLAIN, **row}
    order = f"9f5620c0-1607-11f1-9c2e-{buyer.encode().hex():0>12}"
    yield Record("order", "order", {"order_id": order, "buyer_email": address, "buyer_login": pair})
    if "carrier" in row:
        carrier = {"order_id": order, "carrier_id": row["carrier"], "waybill": "1"}
        yield Record("shipment", "shipment", carrier)
    if row["channel"] == "email":
        yield _mail(row["id"], {"sender": SHOP, "to": address, **row})
    else:
        yield from _thread_message(pair, order, row)


def _mail(position: str, row: Mapping[str, Any]) -> Record:
    from_log = row["source"] == "log"
    values = {
        "msg_id": None if from_log else row["id"],
        "in_reply_to": row.get("in_reply_to", []),
        "sent_at": row["sent_at"],
        "sender": row["sender"],
        "recipients": [row["to"]],
        "subject": row["subject"],
        "body": None if from_log else row["body"],
        "has_thread_info": str(not from_log).lower(),
        "has_attachment_info": "true",
        "attachments": row.get("attachments", []),
        "links": row.get("links", []),
        "template": row.get("template"),
        "direction": "sent" if row["sender"] == SHOP else "received",
    }
    return Record("mail", position, values)


def _thread_message(pair: str, order: str, row: Mapping[str, Any]) -> Iterator[Record]:
    yield Record("thread", "thread", {"thread_id": row["id"], "buyer_login": pair})
    values = {
        "message_id": row["id"],
        "thread_id": row["id"],
        "type": "MESSAGE_CENTER",
        "status": "DELIVERED",
        "created_at": row["sent_at"],
        "from_buyer": "false",
        "text": row["body"],
        "order_id": order,
    }
    yield Record("thread_message", row["id"], values)
