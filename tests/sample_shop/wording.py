"""Texts filled from an order: numbers, names and amounts as the shop prints them."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.sample_shop.clock import warsaw
from tests.sample_shop.goods import waybill
from tests.sample_shop.orders import Order

PLAIN = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")


def without_diacritics(text: str) -> str:
    """The text as a mailer without Polish letters writes it."""
    return text.translate(PLAIN)


def invoice_number(order: Order, sent: datetime) -> str:
    """The invoice number, counted by order within its year."""
    return f"FV {order.index + 11}/{warsaw(sent).year}"


def filled(text: str, order: Order, sent: datetime) -> str:
    """The text with its placeholders replaced."""
    tracking = order.carrier.link.format(order.waybill)
    later = warsaw(sent) + timedelta(days=9)
    return text.format(
        no=order.no,
        id=order.id,
        first=order.buyer.first,
        vocative=order.buyer.vocative,
        title=order.buyer.title,
        lines="\n".join(f"- {p.name}, {q} szt." for p, q in order.lines),
        product=order.lines[0][0].name,
        total=amount(order.total),
        carrier=order.carrier.name,
        waybill=order.waybill,
        tracking=tracking,
        second_waybill=waybill(order.carrier, f"{order.index}/second"),
        fv=invoice_number(order, sent),
        fv_file=invoice_number(order, sent).replace("/", "_"),
        later=f"{later:%d.%m.%Y}",
        token=order.id[:8],
    )


def amount(grosz: int) -> str:
    """``1 234,50``: złoty as Polish mail prints them."""
    whole = f"{grosz // 100:,}".replace(",", " ")
    return f"{whole},{grosz % 100:02d}"
