"""One dispute and one claim, with their chats."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.sample_shop.chance import plain_uuid
from tests.sample_shop.clock import at, iso
from tests.sample_shop.letters import OrderBook
from tests.sample_shop.message_center import SELLER
from tests.sample_shop.orders import Order

Issue = tuple[dict[str, Any], list[dict[str, Any]]]
# type, opened, status, the chat: who, minutes after the opening, text
CASES = (
    (
        "DISPUTE",
        "2026-03-17 18:20",
        "DISPUTE_CLOSED",
        (
            ("BUYER", 0, "Obrus ma plamę przy rogu."),
            ("SELLER", 900, "Przepraszamy, prosimy o zdjęcie. Wymienimy na nowy."),
            ("BUYER", 1500, "Zdjęcie dodane, poproszę o wymianę."),
        ),
    ),
    (
        "CLAIM",
        "2026-04-12 08:45",
        "CLAIM_ACCEPTED",
        (
            ("BUYER", 0, "Po pierwszym praniu puścił szew."),
            ("SELLER", 240, "Uznajemy reklamację, oddamy pieniądze."),
            ("ADMIN", 1440, "Dziękujemy za szybkie załatwienie sprawy."),
        ),
    ),
)


def issues(book: OrderBook) -> list[Issue]:
    """Every issue as ``GET /sale/issues`` lists it, with its chat."""
    return [_issue(*case, book.latest("quiet", at(case[1]))) for case in CASES]


def _issue(
    kind: str, opened: str, status: str, talk: tuple[tuple[str, int, str], ...], order: Order
) -> Issue:
    start = at(opened)
    chat = [_said(order, start, i, line) for i, line in enumerate(talk)]
    return _form(kind, start, status, chat, order), chat


def _said(order: Order, start: datetime, i: int, line: tuple[str, int, str]) -> dict[str, Any]:
    role, minutes, text = line
    logins = {"BUYER": order.buyer.login, "SELLER": SELLER, "ADMIN": "allegro"}
    return {
        "id": plain_uuid(f"issue/{order.index}/{i}"),
        "text": text,
        "attachments": [],
        "author": {"login": logins[role], "role": role},
        "createdAt": iso(start + timedelta(minutes=minutes)),
    }


def _form(
    kind: str, start: datetime, status: str, chat: list[dict[str, Any]], order: Order
) -> dict[str, Any]:
    return {
        "id": plain_uuid(f"issue/{order.index}"),
        "type": kind,
        "referenceNumber": None,
        "openedDate": iso(start),
        "subject": "Towar niezgodny z opisem",
        "description": chat[0]["text"],
        "buyer": {"id": order.buyer.buyer_id, "login": order.buyer.login},
        "checkoutForm": {"id": order.id, "createdAt": iso(order.placed)},
        "offer": {"id": order.lines[0][0].offer, "quantity": 1},
        "currentState": {
            "status": status,
            "statusDueDate": None,
            "returnRequired": None if kind == "DISPUTE" else False,
            "chatActive": status.endswith("ONGOING"),
        },
        "chat": {
            "messagesCount": len(chat),
            "lastMessage": {"status": "SELLER_REPLIED", "createdAt": chat[-1]["createdAt"]},
            "initialMessage": chat[0],
        },
    }
