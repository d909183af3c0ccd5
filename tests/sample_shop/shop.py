"""The whole shop, put together once: who bought, who wrote what to whom, what was told about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tests.sample_shop.automatic import automatic_letters, mails_invoice
from tests.sample_shop.chance import HEX, token
from tests.sample_shop.clock import at
from tests.sample_shop.issues import Issue, issues
from tests.sample_shop.letter import Incoming, Letter
from tests.sample_shop.letters import OrderBook, hand_written
from tests.sample_shop.mail_log import Log, log_only_letters, written_log
from tests.sample_shop.message_center import ThreadMessage, conversations, copies
from tests.sample_shop.notices import (
    Notice,
    block_notices,
    bounces,
    invoice_notice,
    unrelated_mail,
)
from tests.sample_shop.orders import Order, all_orders

# Mail of the received box that is about nothing here.
UNRELATED = (
    ("2025-12-18 07:30", "newsletter@hurtownia-nici.example", "Promocja na nici", "Rabat 15%."),
    ("2026-02-12 11:11", "biuro@ksiegowosc-wrzos.example", "Faktury", "Dziękuję, wszystko mam."),
    ("2026-04-03 13:13", "zamowienia@tkalnia-modrzew.example", "Wysyłka", "Len wysłany w piątek."),
)
DOCUMENT_STATES = ("none", "none", "uploaded", "none", "promised", "link")


@dataclass(frozen=True)
class Shop:
    """Everything there is to write to disk."""

    orders: tuple[Order, ...]
    mails: tuple[Letter, ...]  # in the mailbox, oldest first
    log: Log
    incoming: tuple[Incoming, ...]
    thread_messages: tuple[ThreadMessage, ...]
    copied: dict[str, str]  # key of a copy -> key of the mail it copies
    issues: tuple[Issue, ...]
    documents: tuple[tuple[Order, str], ...]
    without_document: tuple[str, ...]
    with_note: frozenset[int]  # indexes of orders whose buyer left a note for the seller
    notices: tuple[Notice, ...]


@cache
def shop() -> Shop:
    """The shop; the same on every call."""
    orders = all_orders()
    book = OrderBook(orders)
    by_hand, asked = hand_written(book)
    mails = sorted([*automatic_letters(orders), *by_hand], key=lambda mail: (mail.sent, mail.key))
    talk = conversations(book)
    copy_messages = copies(mails, book)
    only = log_only_letters(orders)
    documents = _documents(orders)
    nowhere = _nowhere(documents, mails)
    return Shop(
        orders=orders,
        mails=tuple(mails),
        log=written_log([mail for mail in mails if mail.template], only),
        incoming=tuple(sorted([*asked, *_unrelated()], key=lambda mail: mail.sent)),
        thread_messages=(*talk, *(message for message, _ in copy_messages)),
        copied={message.key: mail.key for message, mail in copy_messages},
        issues=tuple(issues(book, _order_of(nowhere))),
        documents=documents,
        without_document=_without_document(documents, mails),
        with_note=frozenset(o.index for o in orders if o.kind == "quiet") - book.taken,
        notices=(*_notices([*mails, *only], mails), invoice_notice(nowhere)),
    )


def _order_of(mail: Letter) -> Order:
    if mail.order is None:
        raise ValueError(f"{mail.key}: about no order: expected an invoice")
    return mail.order


def _notices(sent: list[Letter], mails: list[Letter]) -> tuple[Notice, ...]:
    unrelated = unrelated_mail(at("2026-04-01 09:00"))
    return (*block_notices(sent, mails), unrelated, *bounces(mails))


def _unrelated() -> list[Incoming]:
    return [
        Incoming(
            f"{token(sender, 20, HEX)}@{sender.split('@')[1]}", at(sent), sender, subject, body
        )
        for sent, sender, subject, body in UNRELATED
    ]


def _documents(orders: tuple[Order, ...]) -> tuple[tuple[Order, str], ...]:
    """What was asked of the API about documents: orders whose invoice was mailed, and others."""
    mailed = [order for order in orders if mails_invoice(order)]
    others = [order for order in orders if order.shipped_at and not order.wants_invoice][5::12]
    states = [(o, DOCUMENT_STATES[i % len(DOCUMENT_STATES)]) for i, o in enumerate(mailed)]
    return (*states, *((o, "link" if i % 4 == 0 else "uploaded") for i, o in enumerate(others)))


def _nowhere(documents: tuple[tuple[Order, str], ...], mails: list[Letter]) -> Letter:
    """The newest mailed invoice whose order has neither file nor link."""
    missing = {order.id for order, state in documents if state == "none"}
    sent = [mail for mail in mails if mail.group == "auto-invoice" and mail.order]
    return [mail for mail in sent if mail.order and mail.order.id in missing][-1]


def _without_document(
    documents: tuple[tuple[Order, str], ...], mails: list[Letter]
) -> tuple[str, ...]:
    """Orders whose document was mailed while Allegro has neither an uploaded file nor a link."""
    mailed = {mail.order.id for mail in mails if mail.group == "auto-invoice" and mail.order}
    return tuple(o.id for o, state in documents if o.id in mailed and state in ("none", "promised"))
