"""The 260 orders, placed from December 2025 to April 2026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.sample_shop.chance import number, pick, time_uuid
from tests.sample_shop.clock import at, warsaw, working_day
from tests.sample_shop.goods import CARRIERS, PRODUCTS, Carrier, Product, waybill
from tests.sample_shop.people import Buyer, buyer, foreign_buyer, masked

MONTHS = (("2025-12", 31, 60), ("2026-01", 31, 45), ("2026-02", 28, 45), ("2026-03", 31, 60))
APRIL = ("2026-04", 26, 50)
# One parcel in five travels with Allegro's own delivery: the shop writes nothing about those.
ROUTES = (
    *("INPOST", "DPD", "ALLEGRO", "INPOST", "ORLEN", "DHL", "INPOST", "ALLEGRO", "UNPAID"),
    *("INPOST", "DPD", "OTHER", "INPOST", "ALLEGRO", "DHL", "INPOST", "POCZTA_POLSKA", "DPD"),
    *("ALLEGRO", "ORLEN"),
)
FIRST_NUMBER = 24_001


@dataclass(frozen=True)
class Order:
    """One order; instants in UTC. ``kind`` is mail | quiet | unpaid | other | foreign."""

    index: int
    id: str
    buyer: Buyer
    address: str
    placed: datetime
    kind: str
    carrier: Carrier
    waybill: str
    lines: tuple[tuple[Product, int], ...]
    payment: str
    paid_at: datetime | None
    shipped_at: datetime | None
    wants_invoice: bool

    @property
    def no(self) -> int:
        """The number the shop itself gives, printed in its mail."""
        return FIRST_NUMBER + self.index

    @property
    def total(self) -> int:
        """What the buyer pays, in grosz."""
        return sum(product.price * quantity for product, quantity in self.lines)


def stands_still(order: Order) -> bool:
    """Whether its parcel went out while its status was never moved."""
    return order.kind == "quiet" and order.index % 60 == 2


def has_no_number(order: Order) -> bool:
    """Whether it was sent and no parcel number was ever added."""
    return order.kind == "quiet" and order.index % 60 == 27


def is_misnamed(order: Order) -> bool:
    """Whether its parcel was added as OTHER though its carrier has an id of its own."""
    return order.kind == "quiet" and order.index % 60 == 53


def all_orders() -> tuple[Order, ...]:
    """Every order, oldest first."""
    return tuple(_order(i, placed) for i, placed in enumerate(_placed()))


def _placed() -> list[datetime]:
    return sorted(
        at(f"{month}-01 00:00")
        + timedelta(days=(i * days) // count, hours=7)
        + timedelta(milliseconds=number(f"placed/{month}/{i}", 14 * 3_600_000))
        for month, days, count in (*MONTHS, APRIL)
        for i in range(count)
    )


def _order(index: int, placed: datetime) -> Order:
    foreign = index % 43 == 7
    route = "PACKETA" if foreign else ROUTES[index % len(ROUTES)]
    kind = _kind(route)
    carrier = CARRIERS.get(route, CARRIERS["INPOST"])
    who = foreign_buyer(index // 43) if foreign else buyer(_buyer_number(index))
    payment = _payment(index, kind)
    shipped = None if kind == "unpaid" else _shipped(index, placed)
    return Order(
        index=index,
        id=time_uuid(f"order/{index}", placed),
        buyer=who,
        address=masked(who, f"order/{index}"),
        placed=placed,
        kind=kind,
        carrier=carrier,
        waybill=waybill(carrier, str(index)),
        lines=_lines(index),
        payment=payment,
        paid_at=placed + timedelta(seconds=40 + number(f"paid/{index}", 600))
        if payment == "ONLINE"
        else None,
        shipped_at=shipped,
        wants_invoice=kind != "unpaid" and number(f"invoice/{index}", 10) < 3,
    )


def _kind(route: str) -> str:
    named = {"PACKETA": "foreign", "ALLEGRO": "quiet", "UNPAID": "unpaid", "OTHER": "other"}
    return named.get(route, "mail")


def _buyer_number(index: int) -> int:
    """One buyer in twelve is the one who bought sixty-one orders before."""
    return index - 61 if index >= 61 and index % 12 == 5 else index


def _payment(index: int, kind: str) -> str:
    if kind == "unpaid":
        return "WIRE_TRANSFER"
    return "CASH_ON_DELIVERY" if number(f"cash/{index}", 4) == 0 else "ONLINE"


def _shipped(index: int, placed: datetime) -> datetime:
    midnight = warsaw(placed).replace(hour=0, minute=0, second=0, microsecond=0)
    packed = midnight + timedelta(days=1, hours=12, seconds=number(f"shipped/{index}", 3 * 3600))
    return working_day(packed)


def _lines(index: int) -> tuple[tuple[Product, int], ...]:
    first = pick(f"product/{index}", PRODUCTS)
    more = pick(f"product/{index}/more", PRODUCTS)
    lines = ((first, 1 + number(f"quantity/{index}", 2)),)
    return (*lines, (more, 1)) if number(f"lines/{index}", 3) == 0 and more != first else lines
