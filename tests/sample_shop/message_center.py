"""Threads and messages of the Message Center, and its copies of the shop's e-mail."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.sample_shop.chance import number, plain_uuid, token
from tests.sample_shop.clock import SWITCH, at, iso
from tests.sample_shop.letter import Letter
from tests.sample_shop.letters import OrderBook
from tests.sample_shop.orders import Order
from tests.sample_shop.wording import filled

SELLER = "lniana_chata"
TEXTS = Path(__file__).with_name("message_center.toml")
COPIED = {"auto-shipped": 2, "auto-invoice": 4}
NEVER = 10_000
BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class ThreadMessage:
    """One message of a thread. ``group`` is empty for the buyer's and for copies of known mail."""

    key: str
    group: str
    type: str
    status: str
    sent: datetime
    order: Order
    from_buyer: bool
    text: str
    subject: str = ""
    attachment: str = ""


def groups() -> list[dict[str, Any]]:
    """The groups of messages as their file states them."""
    found: list[dict[str, Any]] = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["group"]
    return found


def conversations(book: OrderBook) -> list[ThreadMessage]:
    """What the shop and its buyers wrote in the Message Center."""
    return [message for group in groups() for message in _of_group(group, book)]


def copies(letters: list[Letter], book: OrderBook) -> list[tuple[ThreadMessage, Letter]]:
    """Copies of e-mail that the mailbox holds too: delivered before the switch, blocked after it.

    Only about orders without a conversation: a copy must not sit in a thread the buyer opened.
    """
    pairs = Counter(order.buyer.pair for order in book.orders)
    return [
        (_copy(letter, letter.order), letter)
        for letter in letters
        if letter.order
        and letter.order.index % COPIED.get(letter.group, NEVER) == 0
        and letter.order.index not in book.taken
        and pairs[letter.order.buyer.pair] == 1
    ]


def _copy(letter: Letter, order: Order) -> ThreadMessage:
    arrived = letter.sent + timedelta(seconds=3 + number(f"copy/{letter.key}", 40))
    return ThreadMessage(
        key=plain_uuid(f"copy/{letter.key}"),
        group="",
        type="MAIL",
        status="BLOCKED" if letter.sent >= SWITCH else "DELIVERED",
        sent=arrived,
        order=order,
        from_buyer=False,
        text=letter.body.strip(),
        subject=letter.subject,
        attachment=letter.attachments[0].name if letter.attachments else "",
    )


def _of_group(group: dict[str, Any], book: OrderBook) -> Iterator[ThreadMessage]:
    for i, text in enumerate(group["sent"]):
        sent = at(text)
        order = book.latest(group["order"], sent)
        if "asked" in group:
            yield _question(group, i, order, sent)
        yield _statement(group, i, order, sent)


def _question(group: dict[str, Any], i: int, order: Order, sent: datetime) -> ThreadMessage:
    asked = sent - timedelta(minutes=35 + number(f"mc/{group['id']}/{i}", 200))
    text = filled(group["asked"][i % len(group["asked"])], order, asked)
    key = plain_uuid(f"asked/{group['id']}/{i}")
    return ThreadMessage(key, "", group["asked_type"], "DELIVERED", asked, order, True, text)


def _statement(group: dict[str, Any], i: int, order: Order, sent: datetime) -> ThreadMessage:
    subject = group.get("subject", "")
    return ThreadMessage(
        key=plain_uuid(f"message/{group['id']}/{i}"),
        group=group["id"],
        type="MAIL" if subject else "MESSAGE_CENTER",
        status=group.get("status", "DELIVERED"),
        sent=sent,
        order=order,
        from_buyer=False,
        text=filled(group["text"][i % len(group["text"])], order, sent),
        subject=subject,
        attachment=filled(group.get("attachment", ""), order, sent),
    )


def thread_id(order: Order) -> str:
    """The thread of the shop and this order's buyer: one a pair, whatever the order."""
    return token(f"thread/{order.buyer.pair}", 28, BASE62)


def by_thread(messages: list[ThreadMessage]) -> dict[str, list[ThreadMessage]]:
    """The messages of every thread, newest first, threads by their newest message."""
    threads: dict[str, list[ThreadMessage]] = defaultdict(list)
    for message in sorted(messages, key=lambda one: (one.sent, one.key), reverse=True):
        threads[thread_id(message.order)].append(message)
    return dict(threads)


def threads_page(threads: dict[str, list[ThreadMessage]]) -> list[dict[str, Any]]:
    """The threads as ``GET /messaging/threads`` lists them."""
    return [
        {
            "id": thread,
            "read": True,
            "lastMessageDateTime": iso(messages[0].sent),
            "interlocutor": {"login": messages[0].order.buyer.login, "avatarUrl": None},
        }
        for thread, messages in threads.items()
    ]


def message_form(message: ThreadMessage) -> dict[str, Any]:
    """One message as ``GET /messaging/threads/{id}/messages`` gives it."""
    login = message.order.buyer.login if message.from_buyer else SELLER
    before_purchase = message.type == "ASK_QUESTION"
    offer = {"id": message.order.lines[0][0].offer}
    return {
        "id": message.key,
        "type": message.type,
        "status": message.status,
        "createdAt": iso(message.sent),
        "thread": {"id": thread_id(message.order)},
        "author": {"login": login, "isInterlocutor": message.from_buyer},
        "subject": message.subject or None,
        "text": message.text,
        "relatesTo": {
            "offer": offer if before_purchase else None,
            "order": None if before_purchase else {"id": message.order.id},
        },
        "attachments": _attachments(message),
        "hasAdditionalAttachments": False,
        "additionalInformation": None,
    }


def _attachments(message: ThreadMessage) -> list[dict[str, str]]:
    if not message.attachment:
        return []
    url = f"https://upload.example/message-center/{message.key}"
    kind = {"fileName": message.attachment, "mimeType": "application/pdf"}
    return [{**kind, "url": url, "status": "SAFE"}]
