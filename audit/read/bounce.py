"""Delivery status notifications (RFC 3464) and the mail that a message returns or forwards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.message import Message
from email.parser import HeaderParser
from typing import Any

from audit.read.mail_body import inner, part_text, shown
from audit.read.mail_header import addresses, header_text, iso_date, message_ids

_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_KEY_HEADERS = ("From", "To", "Date", "Subject", "Message-ID")


def is_report_part(message: Message, part: Message) -> bool:
    """Whether a leaf is the status or the returned mail of a delivery report, no attachment."""
    kind = part.get_content_type()
    is_technical = kind.startswith("message/") or kind == "text/rfc822-headers"
    return is_technical and message.get_content_type() == "multipart/report"


def delivery_report(message: Message, parts: Iterable[Message]) -> dict[str, Any]:
    """The bounce columns of a staged mail, from its leaves; only ``is_bounce`` of other mail."""
    blocks = _recipient_blocks(parts)
    failed = message.get_all("x-failed-recipients", [])
    if not blocks and not failed:
        return {"is_bounce": "false"}
    first = next((block for block in blocks if _action(block) == "failed"), None) or Message()
    blamed = first if len(first) or not blocks else blocks[0]
    status = _STATUS.search(str(blamed.get("status", "")))
    return {
        "is_bounce": "true",
        "bounce_recipients": addresses(_recipients(blocks) + failed),
        "bounce_status": status[0] if status else None,
        "bounce_diagnostic": header_text(str(blamed.get("diagnostic-code", ""))) or None,
    }


def _recipient_blocks(parts: Iterable[Message]) -> list[Message]:
    """The per-recipient blocks; the standard library parses each block as a message."""
    blocks: list[Message] = []
    for part in parts:
        if part.get_content_type() == "message/delivery-status":
            blocks += inner(part) or []
    named = [block for block in blocks if block.get("final-recipient") or block.get("action")]
    return named or blocks


def _recipients(blocks: list[Message]) -> list[str]:
    names = ("final-recipient", "original-recipient")
    return [value for block in blocks for name in names for value in block.get_all(name, [])]


def _action(block: Message) -> str:
    return str(block.get("action", "")).strip().lower()


def returned_mail(parts: Iterable[Message]) -> dict[str, Any]:
    """Message-ID and text of the mails among leaves (returned or forwarded)."""
    mails = [mail for part in parts if (mail := _attached(part)) is not None]
    if not mails:
        return {}
    ids = [found for mail in mails for found in message_ids(str(mail.get("message-id", "")))]
    texts = [line for mail in mails for line in (*_key_headers(mail), shown(mail).text)]
    return {
        "returned_msg_id": ids[0] if ids else None,
        "returned_body": "\n".join(text for text in texts if text),
    }


def _attached(part: Message) -> Message | None:
    if part.get_content_type() == "text/rfc822-headers":
        headers: Message = HeaderParser(policy=part.policy).parsestr(part_text(part))
        return headers
    is_status = part.get_content_type() == "message/delivery-status"
    return None if is_status else next(iter(inner(part) or []), None)


def _key_headers(mail: Message) -> list[str]:
    values = {name: str(mail[name]) for name in _KEY_HEADERS if mail[name]}
    return [
        f"{name}: {iso_date(raw) if name == 'Date' else header_text(raw)}"
        for name, raw in values.items()
    ]
