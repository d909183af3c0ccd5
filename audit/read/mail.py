"""One MIME message's bytes to the values of a staged mail."""

from __future__ import annotations

import re
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import Any

from audit.model import Record, Rejected
from audit.read.bounce import delivery_report, is_report_part, returned_mail
from audit.read.mail_body import attachments, leaves, shown
from audit.read.mail_header import addresses, header_text, iso_date, message_ids
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
_CUT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


class _RawHeaders(Compat32):
    """The compat32 policy, but headers come as they stood: 8-bit bytes as surrogate escapes."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value as it stood."""
        return value


_PARSER = BytesParser(policy=_RawHeaders())


def parsed(data: bytes) -> Message:
    """The message in ``data``. Raises RecursionError when its parts are nested absurdly deep."""
    return _PARSER.parsebytes(data)


def is_cut(message: Message) -> bool:
    """Whether a multipart message ends before its closing boundary."""
    return any(isinstance(defect, _CUT) for defect in message.defects)


def mail_record(data: bytes, position: str) -> Record | Rejected:
    """The record of one message."""
    try:
        return record_of(parsed(data), position)
    except RecursionError:
        return Rejected(position, "too_deep", "MIME parts nested too deep")


def record_of(message: Message, position: str) -> Record | Rejected:
    """The record of a parsed message, or why it is none."""
    values = mail_values(message)
    if not (values["sender"] or values["sent_at"] or values["recipients"]):
        return Rejected(position, "not_a_message", "no sender, no date, no recipient")
    if _is_deleted(message):
        return Rejected(position, "deleted_message", "deleted in the mail program, not compacted")
    return Record("mail", position, values)


def mail_values(message: Message) -> dict[str, Any]:
    """The columns of a staged mail."""
    body = shown(message)
    parts = list(leaves(message))
    files = attachments((p for p in parts if not is_report_part(message, p)), body.images)
    return {
        **blank_mail(),
        **_envelope(message),
        **_thread(message),
        "body": body.text,
        "links": list(body.links),
        "has_attachment_info": "true",
        "attachments": [file.name for file in files],
        "attachment_types": [file.type for file in files],
        "auto_submitted": _text(message, "auto-submitted"),
        "mailer": mailer(message),
        "direction": _direction(message),
        **delivery_report(message, parts),
        **returned_mail(parts),
    }


def _envelope(message: Message) -> dict[str, Any]:
    date = _raw(message, "date")
    senders = addresses(_all(message, "from")) or addresses(_all(message, "sender"))
    return {
        "sent_at": iso_date(date) if date.strip() else None,
        "time_precision": "second",
        "sender": senders[0] if senders else None,
        "recipients": _recipients(message),
        "subject": _text(message, "subject"),
    }


def _recipients(message: Message) -> list[str]:
    written = [raw for name in ("to", "cc", "bcc") for raw in _all(message, name)]
    return addresses(written) or addresses(_all(message, "delivered-to"))


def _thread(message: Message) -> dict[str, Any]:
    ids = message_ids(_raw(message, "message-id"))
    return {
        "msg_id": ids[0] if ids else None,
        "in_reply_to": message_ids(_raw(message, "in-reply-to")),
        "reference_ids": message_ids(" ".join(_all(message, "references"))),
        "has_thread_info": "true",
    }


def _direction(message: Message) -> str | None:
    """What the mailbox labels say; a mail to oneself carries both and was sent."""
    decoded = header_text(",".join(_all(message, "x-gmail-labels")))
    labels = {label.strip(' "').lower() for label in decoded.split(",")}
    if labels & _SENT_LABELS:
        return "sent"
    return "received" if labels & _RECEIVED_LABELS else None


def _is_deleted(message: Message) -> bool:
    status = _raw(message, "x-mozilla-status").strip()
    return _HEX.fullmatch(status) is not None and bool(int(status, 16) & _DELETED)


def _all(message: Message, name: str) -> list[str]:
    return [str(raw) for raw in message.get_all(name, [])]


def _raw(message: Message, name: str) -> str:
    return str(message.get(name, ""))


def _text(message: Message, name: str) -> str | None:
    raw = message.get(name)
    return None if raw is None else header_text(str(raw))
