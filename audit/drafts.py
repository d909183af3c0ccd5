"""Messages that are no export: drafts and labelled rows, as records of a shop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from audit.model import Record
from audit.read.encoding import clean
from audit.read.visible_text import Shown, shown_html, shown_text

SENDER = "shop@draft.example"
AFTER_SWITCH = "2026-03-02T12:00:00+01:00"


@dataclass(frozen=True)
class Draft:
    """One message before it is sent.

    ``conversation`` is who opened it: buyer, seller or nobody (empty). ``carrier`` is a carrierId,
    ``OTHER`` for one not integrated, empty where unknown. ``recipient`` is empty for the buyer's
    masked address. ``links`` are those that the body does not show.
    """

    subject: str = ""
    body: str = ""
    is_html: bool = False
    channel: str = "email"
    sent_at: str = AFTER_SWITCH
    recipient: str = ""
    attachments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    carrier: str = ""
    about_an_order: bool = True
    conversation: str = ""


def draft(row: Mapping[str, Any]) -> Draft:
    """The draft that a labelled row describes; its truth fields are ignored."""
    order = row.get("order") or {}
    recipient = str(row.get("to") or "")
    reply = bool(row.get("in_reply_to_buyer"))
    return Draft(
        subject=row.get("subject") or "",
        body=row.get("body") or "",
        is_html=bool(row.get("is_html")),
        channel=row.get("channel") or "email",
        sent_at=row.get("sent_at") or AFTER_SWITCH,
        recipient="" if "@allegromail." in recipient or "@" not in recipient else recipient,
        attachments=tuple(row.get("attachments") or ()),
        carrier=_carrier(order),
        about_an_order=bool(order),
        conversation=(row.get("conversation_opened_by") or "buyer") if reply else "",
    )


def records(number: int, each: Draft) -> Iterator[Record]:
    """The records of one draft: its order, its conversation, itself, under ``number`` as its id."""
    pair = f"draft{number:07d}"
    address = f"{pair}+{number:09x}@allegromail.pl"
    order = f"{number:08x}-1607-11f1-9c2e-7d21a4e0b6aa" if each.about_an_order else None
    if order:
        yield Record(
            "order", "draft", {"order_id": order, "buyer_email": address, "buyer_login": pair}
        )
    if order and each.carrier:
        carrier = {"order_id": order, "carrier_id": each.carrier, "waybill": "1"}
        yield Record("shipment", "draft", carrier)
    if each.channel == "email":
        yield from _mail(str(number), each, address, order)
    else:
        yield from _thread(str(number), each, pair, order)


def _carrier(order: Mapping[str, Any]) -> str:
    if order.get("carrier_integrated") is False:
        return "OTHER"
    return str(order.get("carrier") or "") if order.get("carrier_integrated") else ""


def _mail(number: str, each: Draft, address: str, order: str | None) -> Iterator[Record]:
    before = [f"{number}-seller", f"{number}-buyer"] if each.conversation == "seller" else []
    before = before or ([f"{number}-buyer"] if each.conversation else [])
    shown = _shown(each)
    for place, msg_id in enumerate(before):
        mine = msg_id.endswith("seller")
        yield _mail_record(
            {
                "msg_id": msg_id,
                "in_reply_to": before[:place],
                "sent_at": _earlier(each.sent_at, len(before) - place),
                "sender": SENDER if mine else address,
                "recipients": [address if mine else SENDER],
                "subject": msg_id,
                "body": "",
                "direction": "sent" if mine else "received",
            }
        )
    yield _mail_record(
        {
            "msg_id": number,
            "in_reply_to": before,
            "sent_at": each.sent_at,
            "sender": SENDER,
            "recipients": [each.recipient or address],
            "subject": clean(each.subject),
            "body": shown.text,
            "links": [*shown.links, *each.links],
            "attachments": list(each.attachments),
            "direction": "sent",
            "order_id": order,
        }
    )


def _mail_record(values: Mapping[str, Any]) -> Record:
    known = {"has_thread_info": "true", "has_attachment_info": "true", "time_precision": "second"}
    return Record("mail", "draft", {**known, **values})


def _thread(number: str, each: Draft, pair: str, order: str | None) -> Iterator[Record]:
    before = {"buyer": ["buyer"], "seller": ["seller", "buyer"]}.get(each.conversation, [])
    shown = _shown(each)
    yield Record("thread", "draft", {"thread_id": number, "buyer_login": pair})
    for place, author in enumerate([*before, "draft"]):
        values = {
            "message_id": f"{number}-{author}" if author != "draft" else number,
            "thread_id": number,
            "type": "MESSAGE_CENTER",
            "created_at": _earlier(each.sent_at, len(before) - place),
            "from_buyer": str(author == "buyer").lower(),
            "text": shown.text if author == "draft" else "",
            "subject": clean(each.subject) or None,
            "links": list(shown.links) if author == "draft" else [],
            "attachments": list(each.attachments) if author == "draft" else [],
            "order_id": order,
        }
        yield Record("thread_message", "draft", values)


def _shown(each: Draft) -> Shown:
    body = clean(each.body)
    return shown_html(body) if each.is_html else shown_text(body)


def _earlier(sent_at: str, hours: int) -> str:
    """The time ``hours`` before; a time that is none is left for load to reject."""
    try:
        return (datetime.fromisoformat(sent_at) - timedelta(hours=hours)).isoformat()
    except ValueError:
        return sent_at
