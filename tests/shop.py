"""A shop made of a few rows: records as a reader gives them, through real load and classify."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
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


def _files(records: Sequence[Record]) -> list[OpenedFile]:
    """One mailbox, and one file for what only pages of the Message Center hold."""
    pages = [record for record in records if record.table == "thread_message"]
    others = [record for record in records if record.table != "thread_message"]
    kinds = (("mbox", others), ("thread_messages", pages))
    return [
        OpenedFile(InputFile("mail", Path("mail")), kind, "", "", rows)
        for kind, rows in kinds
        if rows or kind == "mbox"
    ]


Row = tuple[str, Mapping[str, Any]]
Period = tuple[str, str]


def shop(rows: Sequence[Row], period: Period = ("", ""), as_of: str = "") -> DuckDBPyConnection:
    """A classified database of ``rows``: (kind, its fields), kinds as in ``KINDS``."""
    records = [record for kind, row in rows for record in KINDS[kind](row)]
    accounts = [row["address"] for kind, row in rows if kind == "account"]
    return loaded(records, period, as_of, accounts)


def loaded(
    records: Sequence[Record],
    period: Period = ("", ""),
    as_of: str = "",
    accounts: Sequence[str] = (),
) -> DuckDBPyConnection:
    """A classified database of staged records, all from one file."""
    with tempfile.TemporaryDirectory() as folder:
        con = database(Path(folder), threads=1)
        stage(con, _files(records), Path(folder))
        days = {"period_from": period[0], "period_to": period[1], "as_of": as_of}
        set_variables(con, days)
        settle(con, accounts)
        classify(con)
    return con


def _buyer(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Login (and first part of the address), address and order of the buyer a row is about."""
    buyer = row["of"].replace("-", "x")
    pair = f"buyer{buyer}00000"
    order = f"9f5620c0-1607-11f1-9c2e-{buyer.encode().hex():0>12}"
    return pair, f"{pair}+5f147aa75@allegromail.pl", order


def _buyer_message(row: Mapping[str, Any]) -> Iterator[Record]:
    address = _buyer({"of": "m", **row})[1]
    yield _mail(row["id"], {**PLAIN, **row, "sender": address, "to": SHOP})


def _message(row: Mapping[str, Any]) -> Iterator[Record]:
    pair, address, order = _buyer({"of": row["id"], **row})
    row = {**PLAIN, **row}
    row["body"] = row["body"].replace("{order}", order)
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
        "direction": row.get("direction", "sent" if row["sender"] == SHOP else "received"),
    }
    return Record("mail", position, values)


def _thread_message(pair: str, order: str, row: Mapping[str, Any]) -> Iterator[Record]:
    yield Record("thread", "thread", {"thread_id": row["id"], "buyer_login": pair})
    values = {
        "message_id": row["id"],
        "thread_id": row["id"],
        "type": "MESSAGE_CENTER",
        "status": row.get("status", "DELIVERED"),
        "created_at": row["sent_at"],
        "from_buyer": "false",
        "text": row["body"],
        "order_id": order,
    }
    yield Record("thread_message", row["id"], values)


def _order(row: Mapping[str, Any]) -> Iterator[Record]:
    """An order with its documents (``invoices``, ``links``) and ``parcels``, where named."""
    pair, address, order = _buyer({"of": row["id"], **row})
    facts = {
        "order_id": order,
        "buyer_email": address,
        "buyer_login": pair,
        "status": row.get("status", "READY_FOR_PROCESSING"),
        "fulfillment_status": row.get("fulfillment", "SENT"),
        "bought_at": row.get("bought_at", "2026-03-09T10:00:00Z"),
        "paid_at": row.get("paid_at"),
        "invoice_required": row.get("wants_invoice", "false"),
        "updated_at": "2026-03-09T10:00:00Z",
    }
    yield Record("order", row["id"], facts)
    if {"invoices", "links", "external"} & row.keys():
        yield Record("order_document", row["id"], _documents(order, row))
    for number, parcel in enumerate(row.get("parcels", [])):
        values = {"order_id": order, "waybill": f"{row['id']}/{number}", **parcel}
        yield Record("shipment", row["id"], {"created_at": "2026-03-10T10:00:00Z", **values})


def _documents(order: str, row: Mapping[str, Any]) -> dict[str, Any]:
    invoices = row.get("invoices", [])
    stored = [each.get("file_at", "2026-03-10T11:00:00Z") for each in invoices]
    return {
        "order_id": order,
        "invoice_uploaded_at": [moment for moment in stored if moment],
        "invoice_file_at": stored,
        "invoice_created_at": [each.get("at", "2026-03-10T11:00:00Z") for each in invoices],
        "invoice_security": [each.get("security", "ACCEPTED") for each in invoices],
        "invoice_verification": [each.get("content", "NOT_APPLICABLE") for each in invoices],
        "link_urls": row.get("links", []),
        "has_external_invoices": row.get("external", "false"),
    }


def _notice(row: Mapping[str, Any]) -> Iterator[Record]:
    """A block notice, in words nobody has seen: about the Message-ID ``about``, or what it says."""
    body = "Twoja wiadomość nie została dostarczona, ponieważ powiela powiadomienia Allegro."
    shown = {**PLAIN, "subject": "Zatrzymana wiadomość", "body": body, **row}
    sender = {"sender": "powiadomienia@allegro.pl", "to": SHOP}
    yield _mail(row["id"], {**shown, **sender, "in_reply_to": row.get("about", [])})


def _case(row: Mapping[str, Any]) -> Iterator[Record]:
    """A discussion, claim or purchase problem; ``said``: who, when and what, in its chat."""
    pair, _, order = _buyer({"of": row["id"], **row})
    about = {"buyer_login": pair, "opened_at": row.get("opened_at", "2026-03-10T10:00:00Z")}
    if row["type"] == "POST_PURCHASE_ISSUE":
        thread = {"thread_id": row["id"], "type": row["type"], "sub_type": row.get("reason")}
        yield Record("thread", row["id"], {**about, **thread, "order_ids": [order]})
    else:
        known = ("type", "status", "reason", "chat_active", "return_required", "decision_due_at")
        facts = {name: row[name] for name in known if name in row}
        yield Record(
            "issue", row["id"], {"issue_id": row["id"], "order_id": order, **about, **facts}
        )
    for number, (role, moment, text) in enumerate(row.get("said", [])):
        yield _said(row, order, f"{row['id']}/{number}", (role, moment, text))


def _said(row: Mapping[str, Any], order: str, key: str, said: tuple[str, str, str]) -> Record:
    role, moment, text = said
    values = {"message_id": key, "created_at": moment, "text": text}
    if row["type"] != "POST_PURCHASE_ISSUE":
        return Record("issue_message", key, {"issue_id": row["id"], "author_role": role, **values})
    side = {"from_buyer": "true" if role == "BUYER" else "false", "type": "MESSAGE_CENTER"}
    return Record(
        "thread_message", key, {"thread_id": row["id"], "order_id": order, **side, **values}
    )


def _account(row: Mapping[str, Any]) -> Iterator[Record]:
    """An address of the account: no record, the manifest names it."""
    return iter(())


KINDS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Record]]] = {
    "account": _account,
    "order": _order,
    "message": _message,
    "buyer_message": _buyer_message,
    "notice": _notice,
    "case_of": _case,
}
