"""Disputes and claims with their chats: answered in time, late, by an autoresponder, not at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.sample_shop.chance import plain_uuid
from tests.sample_shop.clock import at, iso
from tests.sample_shop.letters import OrderBook
from tests.sample_shop.message_center import SELLER
from tests.sample_shop.orders import Order

NO_PROOF = "NO_PROOF_OF_PURCHASE_MANUAL_OR_WARRANTY"
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
    (
        "DISPUTE",
        "2026-03-25 09:30",
        "DISPUTE_ONGOING",
        (
            ("BUYER", 0, "Brakuje jednej serwety."),
            ("SELLER", 1, "Dziękujemy za wiadomość. Odpowiemy w ciągu dwóch dni."),
            ("SELLER", 1860, "Dosyłamy serwetę jutro."),
        ),
    ),
    (
        "DISPUTE",
        "2026-04-15 20:05",
        "DISPUTE_ONGOING",
        (
            ("BUYER", 0, "Pościel jest w innym rozmiarze."),
            ("SELLER", 2, "To jest automatyczna odpowiedź, biuro wróci do Ciebie."),
        ),
    ),
    (
        "CLAIM",
        "2026-04-20 07:15",
        "CLAIM_SUBMITTED",
        (("BUYER", 0, "Zasłona zbiegła się po praniu."),),
    ),
)
UNPROVED = (
    "CLAIM",
    "2026-04-18 11:20",
    "CLAIM_SUBMITTED",
    (
        ("BUYER", 0, "Nie mam żadnego dowodu zakupu."),
        ("SELLER", 120, "Faktura była wysłana, sprawdzimy."),
    ),
)
DECIDED = "CLAIM_ACCEPTED"


def issues(book: OrderBook, without_document: Order) -> list[Issue]:
    """Every issue as ``GET /sale/issues`` lists it, with its chat; the last one is about the order
    whose document was stopped and stands nowhere."""
    found = [
        _issue(*case, book.latest("quiet" if n < 2 else "foreign", at(case[1])))
        for n, case in enumerate(CASES)
    ]
    form, chat = _issue(*UNPROVED, without_document)
    return [*found, ({**form, "reason": {"type": NO_PROOF, "description": None}}, chat)]


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
        "id": plain_uuid(f"issue/{order.index}/{iso(start)}/{i}"),
        "text": text,
        "attachments": [],
        "author": {"login": logins[role], "role": role},
        "createdAt": iso(start + timedelta(minutes=minutes)),
    }


def _form(
    kind: str, start: datetime, status: str, chat: list[dict[str, Any]], order: Order
) -> dict[str, Any]:
    return {
        "id": plain_uuid(f"issue/{order.index}/{iso(start)}"),
        "type": kind,
        "referenceNumber": None,
        "openedDate": iso(start),
        "decisionDueDate": iso(start + timedelta(days=10)) if kind == "CLAIM" else None,
        "subject": "Towar niezgodny z opisem",
        "description": chat[0]["text"],
        "buyer": {"id": order.buyer.buyer_id, "login": order.buyer.login},
        "checkoutForm": {"id": order.id, "createdAt": iso(order.placed)},
        "offer": {"id": order.lines[0][0].offer, "quantity": 1},
        "currentState": {
            "status": status,
            "statusDueDate": None,
            "returnRequired": False if status == DECIDED else None,
            "chatActive": status.endswith(("ONGOING", "SUBMITTED")),
        },
        "chat": {
            "messagesCount": len(chat),
            "lastMessage": {"status": "SELLER_REPLIED", "createdAt": chat[-1]["createdAt"]},
            "initialMessage": chat[0],
        },
    }
