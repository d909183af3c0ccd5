"""Delivery status notifications (RFC 3464) and the mail that a message returns or forwards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from audit.read.mail_body import part_text, shown
from audit.read.mail_careful import headers_only
from audit.read.mail_header import addresses, header_text, iso_date, message_ids
from audit.read.mail_part import Part, value_of, values_of

_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_KEY_HEADERS = ("From", "To", "Date", "Subject", "Message-ID")
_NOTHING = Part({}, "")
# How grave an action is, any other between the first two; what a server delivered or passed on is
# no bounce (RFC 3464, 2.3.3).
_GRAVITY = {"failed": 0, "delayed": 2, "delivered": 3, "relayed": 3, "expanded": 3}


def delivery_report(message: Part, parts: Iterable[Part]) -> dict[str, Any]:
    """The bounce columns of a staged mail, from its leaves; only ``is_bounce`` of other mail."""
    blocks = [block for block in _recipient_blocks(parts) if _gravity(block) < 3]
    failed = values_of(message, "x-failed-recipients")
    if not blocks and not failed:
        return {"is_bounce": "false"}
    blamed = min(blocks, key=_gravity, default=_NOTHING)
    status = _STATUS.search(value_of(blamed, "status"))
    return {
        "is_bounce": "true",
        "bounce_recipients": addresses([*_recipients(blocks), *failed]),
        "bounce_action": _action(blamed) or None,
        "bounce_status": status[0] if status else None,
        "bounce_diagnostic": header_text(value_of(blamed, "diagnostic-code")) or None,
    }


def _recipient_blocks(parts: Iterable[Part]) -> list[Part]:
    """The per-recipient blocks; the standard library parses each block as a message."""
    blocks = [
        block for part in parts if part.type == "message/delivery-status" for block in _inner(part)
    ]
    named = [one for one in blocks if value_of(one, "final-recipient") or value_of(one, "action")]
    return named or blocks


def _recipients(blocks: list[Part]) -> list[str]:
    names = ("final-recipient", "original-recipient")
    return [value for block in blocks for name in names for value in values_of(block, name)]


def _action(block: Part) -> str:
    return value_of(block, "action").strip().lower()


def _gravity(block: Part) -> int:
    return _GRAVITY.get(_action(block), 1)


def returned_mail(parts: Iterable[Part]) -> dict[str, Any]:
    """Message-ID and text of the mails among leaves (returned or forwarded)."""
    mails = [mail for part in parts if (mail := _attached(part)) is not None]
    if not mails:
        return {}
    ids = [found for mail in mails for found in message_ids(value_of(mail, "message-id"))]
    texts = [line for mail in mails for line in (*_key_headers(mail), shown(mail).text)]
    return {
        "returned_msg_id": ids[0] if ids else None,
        "returned_body": "\n".join(text for text in texts if text),
    }


def _inner(part: Part) -> tuple[Part, ...]:
    return part.parts or ()


def _attached(part: Part) -> Part | None:
    if part.type == "text/rfc822-headers":
        return headers_only(part_text(part))
    if part.type == "message/delivery-status":
        return None
    return next(iter(_inner(part)), None)


def _key_headers(mail: Part) -> list[str]:
    values = {name: value_of(mail, name.lower()) for name in _KEY_HEADERS}
    return [
        f"{name}: {iso_date(raw) if name == 'Date' else header_text(raw)}"
        for name, raw in values.items()
        if raw
    ]
