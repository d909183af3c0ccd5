"""The shop's automatic mail: which template goes to which order, when, and until when."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.sample_shop.chance import number
from tests.sample_shop.clock import at, warsaw
from tests.sample_shop.letter import Letter, message_key
from tests.sample_shop.mime import Attachment
from tests.sample_shop.orders import Order
from tests.sample_shop.wording import filled, invoice_number, without_diacritics

TEXTS = Path(__file__).with_name("automatic.toml")
RECEIVED_UNTIL = at("2026-02-20 00:00")
PAYMENT_UNTIL = at("2026-02-25 00:00")
INVOICE_UNTIL = at("2026-03-21 00:00")
REVIEW_UNTIL = at("2026-03-02 00:00")
HTML_PAYMENTS_FROM = at("2026-01-20 00:00")
INVOICES_SENDER = "faktury@lniana-chata.example"
# The rating mails of the last night: two before midnight in Warsaw, one after it.
LAST_REVIEWS = ("2026-03-01 23:58:20", "2026-03-01 23:59:40", "2026-03-02 00:01:10")
PARCEL_DESK_FROM = at("2026-01-12 00:00")
NAME_FORMS = ("plain", "rfc2231", "encoded_word")


@cache
def templates() -> dict[str, dict[str, Any]]:
    """The automatic templates by id."""
    return {table["id"]: table for table in _texts()["template"]}


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def automatic_letters(orders: tuple[Order, ...]) -> Iterator[Letter]:
    """Every automatic e-mail that the mailbox holds, order by order."""
    for order in orders:
        if order.kind in ("mail", "other"):
            yield from _of_order(order)
    yield from _last_reviews(orders)


def received_mail(order: Order) -> Letter:
    """The shop's first mail about the order, to which it sometimes threads its own later mail."""
    return _letter("auto-received", order, order.placed + timedelta(seconds=95))


def sent_by_parcel_desk(order: Order) -> bool:
    """Whether the parcel desk told the buyer about the parcel, in a mail only the log knows."""
    return order.kind == "mail" and order.index % 6 == 1 and _shipped(order) >= PARCEL_DESK_FROM


def mails_invoice(order: Order) -> bool:
    """Whether the invoice went to the buyer as an automatic mail."""
    if order.kind not in ("mail", "other") or not order.wants_invoice:
        return False
    return _invoice_time(order) < INVOICE_UNTIL


def _of_order(order: Order) -> Iterator[Letter]:
    if order.placed < RECEIVED_UNTIL:
        yield received_mail(order)
    if order.paid_at and order.paid_at < PAYMENT_UNTIL:
        html = order.placed >= HTML_PAYMENTS_FROM
        template = "auto-payment-html" if html else "auto-payment"
        yield _letter(template, order, order.paid_at + timedelta(seconds=30))
    if mails_invoice(order):
        yield _letter("auto-invoice", order, _invoice_time(order))
    if order.kind == "mail":
        yield from _after_packing(order)


def _after_packing(order: Order) -> Iterator[Letter]:
    shipped = _shipped(order)
    if not sent_by_parcel_desk(order):
        yield _letter("auto-shipped", order, shipped + timedelta(minutes=4))
    asked = _evening(shipped + timedelta(days=8), order)
    if order.index % 4 == 0 and asked < REVIEW_UNTIL:
        yield _letter("auto-review", order, asked)


def _last_reviews(orders: tuple[Order, ...]) -> Iterator[Letter]:
    waiting = [o for o in orders if o.kind == "mail" and o.index % 2 and o.placed < REVIEW_UNTIL]
    for order, moment in zip(waiting[-8:-5], LAST_REVIEWS, strict=True):
        yield _letter("auto-review", order, at(moment))


def _shipped(order: Order) -> datetime:
    if order.shipped_at is None:
        raise ValueError(f"order {order.no}: never shipped: expected a parcel")
    return order.shipped_at


def _invoice_time(order: Order) -> datetime:
    return _shipped(order) + timedelta(hours=1, minutes=number(f"invoice/{order.index}/m", 90))


def _evening(day: datetime, order: Order) -> datetime:
    evening = warsaw(day).replace(hour=18, minute=30, second=0, microsecond=0)
    return evening + timedelta(seconds=number(f"evening/{order.index}", 3600))


def _letter(template: str, order: Order, sent: datetime) -> Letter:
    table = templates()[template]
    look = table["looks"][order.index % len(table["looks"])]
    body = filled(table["body"].strip() + _texts()["footer"] + "\n", order, sent)
    invoice = template == "auto-invoice"
    plain = table.get("ascii", False)
    return Letter(
        group=template,
        key=message_key(template, sent, order),
        sent=sent.replace(microsecond=0),
        to=order.address.split("+")[0] + "@allegromail.pl"
        if _cut(template, order)
        else order.address,
        subject=filled(table["subject"], order, sent),
        body="\n" if look == "empty" else without_diacritics(body) if plain else body,
        order=order,
        look="qp" if look == "empty" else look,
        attachments=(_invoice_file(order, sent),) if invoice else (),
        template=table["log"],
        preheader=table.get("preheader", ""),
        sender=INVOICES_SENDER if invoice else "sklep@lniana-chata.example",
        clock="utc" if template == "auto-review" else "warsaw",
    )


def _cut(template: str, order: Order) -> bool:
    """Three parcels whose mail lost the transaction part of the address on its way."""
    return template == "auto-shipped" and order.index in (123, 170, 214)


def _invoice_file(order: Order, sent: datetime) -> Attachment:
    form = NAME_FORMS[order.index % len(NAME_FORMS)]
    name = invoice_number(order, sent).replace("/", "_")
    return Attachment(f"{'Faktura ' if form != 'plain' else ''}{name}.pdf", form)
