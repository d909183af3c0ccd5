"""One MIME message's bytes to the values of a staged mail."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from audit.model import Record, Rejected
from audit.read.bounce import delivery_report, returned_mail
from audit.read.mail_body import attachments, is_body, shown
from audit.read.mail_careful import careful_part
from audit.read.mail_header import addresses, header_text, iso_date, message_ids
from audit.read.mail_part import Part, leaves, part_bytes, value_of, values_of
from audit.read.mail_walk import OddMessageError, walked_part
from audit.read.mailer import mailer
from audit.read.staged import blank_mail

_SENT_LABELS = frozenset(
    ("wysłane", "wyslane", "sent", "sent mail", "sent messages", "odeslané", "odeslaná pošta",
     "odoslané", "odoslaná pošta", "elküldött", "elküldött üzenetek", "надіслані")
)  # fmt: skip
_RECEIVED_LABELS = frozenset(
    ("odebrane", "skrzynka odbiorcza", "inbox", "received", "doručená pošta", "přijaté",
     "doručené", "prijaté", "beérkező levelek", "beérkezett üzenetek", "вхідні")
)  # fmt: skip
_DELETED = 0x0008
_HEX = re.compile(r"[0-9a-fA-F]{1,8}")
# No mail server takes a bigger one; reading it takes some times its size.
LARGEST = 64 * 1024 * 1024
_ALLEGRO = "allegro"
# Of what it starts with, the rarest comes first: a search for a literal is fast.
_ORDER_ID = re.compile(
    rb"-1[0-9a-fA-F]{3}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
    rb"(?<=[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-.{4}-.{4}-.{12})",
    re.DOTALL,
)


def too_large(position: str, size: int) -> Rejected:
    """The rejection of a message that no mail server would have taken."""
    most = LARGEST // 1024**2
    return Rejected(position, "too_large", f"{size} bytes: expected at most {most} MiB")


def deleted(position: str) -> Rejected:
    """The rejection of a message that is only marked as deleted."""
    return Rejected(position, "deleted_message", "deleted in the mail program, not compacted")


def mail_record(data: bytes, position: str) -> Record | Rejected:
    """The record of one message, or why it is none."""
    try:
        return record_of(walked_part(data), position)
    except (OddMessageError, binascii.Error):
        return careful_record(data, position)


def careful_record(data: bytes, position: str) -> Record | Rejected:
    """The same by the standard library's parser alone."""
    try:
        return record_of(careful_part(data)[0], position)
    except RecursionError:
        return Rejected(position, "too_deep", "MIME parts nested too deep")


def last_mail_record(data: bytes, position: str) -> Record | Rejected | None:
    """The record of a message after which its file ends, None where it is cut."""
    try:
        return record_of(walked_part(data), position)
    except (OddMessageError, binascii.Error):
        return None if _is_cut(data) else careful_record(data, position)


def _is_cut(data: bytes) -> bool:
    with suppress(RecursionError):
        return careful_part(data)[1]
    return False


def record_of(message: Part, position: str) -> Record | Rejected:
    """The record of a parsed message, or why it is none."""
    envelope = _envelope(message)
    if not (envelope["sender"] or envelope["sent_at"] or envelope["recipients"]):
        return Rejected(position, "not_a_message", "no sender, no date, no recipient")
    if _is_deleted(message):
        return deleted(position)
    return Record("mail", position, _values(message, envelope))


def _values(message: Part, envelope: dict[str, Any]) -> dict[str, Any]:
    """The columns of a staged mail."""
    parts = list(leaves(message))
    files = attachments(parts, message.type == "multipart/report")
    values = {
        **blank_mail(),
        **envelope,
        **_thread(message),
        "has_attachment_info": "true",
        "attachments": [file.name for file in files],
        "attachment_types": [file.type for file in files],
        "auto_submitted": _text(message, "auto-submitted"),
        "mailer": mailer(message),
        "direction": _direction(message),
        **delivery_report(message, parts),
        **returned_mail(parts),
    }
    if _may_concern_a_buyer(values, parts):
        body = shown(message)
        values |= {"body": body.text, "links": list(body.links)}
    return values


def _may_concern_a_buyer(values: dict[str, Any], parts: Sequence[Part]) -> bool:
    """Whether the mail's text will be looked at: it is to or from a buyer or Allegro, tells of an
    undelivered one, or names an order. Of all other mail (newsletters, suppliers) only the headers
    are needed.
    """
    if values["is_bounce"] == "true":
        return True
    if any(_ALLEGRO in address for address in (values["sender"] or "", *values["recipients"])):
        return True
    texts = [(values["subject"] or "").encode(), *(part_bytes(p) for p in parts if is_body(p))]
    return any(_ORDER_ID.search(text) for text in texts)


def _envelope(message: Part) -> dict[str, Any]:
    date = value_of(message, "date")
    senders = addresses(values_of(message, "from")) or addresses(values_of(message, "sender"))
    return {
        "sent_at": iso_date(date) if date.strip() else None,
        "time_precision": "second",
        "sender": senders[0] if senders else None,
        "recipients": _recipients(message),
        "subject": _text(message, "subject"),
    }


def _recipients(message: Part) -> list[str]:
    written = [raw for name in ("to", "cc", "bcc") for raw in values_of(message, name)]
    return addresses(written) or addresses(values_of(message, "delivered-to"))


def _thread(message: Part) -> dict[str, Any]:
    ids = message_ids(value_of(message, "message-id"))
    return {
        "msg_id": ids[0] if ids else None,
        "in_reply_to": message_ids(value_of(message, "in-reply-to")),
        "reference_ids": message_ids(" ".join(values_of(message, "references"))),
        "has_thread_info": "true",
    }


def _direction(message: Part) -> str | None:
    """What the mailbox labels say; a mail to oneself carries both and was sent."""
    decoded = header_text(",".join(values_of(message, "x-gmail-labels")))
    labels = {label.strip(' "').lower() for label in decoded.split(",")}
    if labels & _SENT_LABELS:
        return "sent"
    return "received" if labels & _RECEIVED_LABELS else None


def _is_deleted(message: Part) -> bool:
    status = value_of(message, "x-mozilla-status").strip()
    return _HEX.fullmatch(status) is not None and bool(int(status, 16) & _DELETED)


def _text(message: Part, name: str) -> str | None:
    values = values_of(message, name)
    return header_text(values[0]) if values else None
