"""Orders: ``GET /order/checkout-forms`` pages and single forms, and what events tell of them.

Phone, street and identity number are never carried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.model import InputFile, Record, Rejected
from audit.read.allegro_json import members
from audit.read.json_values import at, not_an_object, objects_at, text_at, texts_at
from audit.read.order_pages import plain_page

_NAMES = (
    ("buyer", "firstName"),
    ("buyer", "lastName"),
    ("buyer", "companyName"),
    ("delivery", "address", "firstName"),
    ("delivery", "address", "lastName"),
    ("delivery", "address", "companyName"),
    ("invoice", "address", "naturalPerson", "firstName"),
    ("invoice", "address", "naturalPerson", "lastName"),
    ("invoice", "address", "company", "name"),
)


def read_orders(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a form."""
    yield from plain_page(source) or forms(source)


def forms(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a form of a file of any shape that holds orders."""
    for item in members("orders", source):
        yield item if isinstance(item, Rejected) else _order(*item)


def _order(position: str, form: Any) -> Record | Rejected:
    if not isinstance(form, Mapping):
        return not_an_object(position, form)
    if not text_at(form, "id"):
        return Rejected(position, "no_id", "a form without id")
    return Record("order", position, {**_facts(form), **_buyer(form)})


def read_order_events(source: InputFile) -> Iterator[Record | Rejected]:
    """One order a record of ``GET /order/events``: who bought it, when, at which masked address.

    Everything an event does not say is left open; a form of the same order says more.
    """
    for item in members("order_events", source):
        yield item if isinstance(item, Rejected) else _event(*item)


def _event(position: str, event: Any) -> Record | Rejected:
    if not isinstance(event, Mapping):
        return not_an_object(position, event)
    form = at(event, "order", "checkoutForm")
    if not text_at(form, "id"):
        return Rejected(position, "order_unknown", "an event without order.checkoutForm.id")
    order = {**at(event, "order"), "id": form["id"]}
    return Record("order", position, {**_facts(order), **_buyer(order)})


def read_carriers(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a carrier of ``GET /order/carriers``; OTHER has no name."""
    for item in members("carriers", source):
        yield item if isinstance(item, Rejected) else _carrier(*item)


def _carrier(position: str, carrier: Any) -> Record | Rejected:
    if not isinstance(carrier, Mapping):
        return not_an_object(position, carrier)
    if not text_at(carrier, "id"):
        return Rejected(position, "no_id", "a carrier without id")
    values = {"carrier_id": text_at(carrier, "id"), "name": text_at(carrier, "name")}
    return Record("carrier", position, values)


def _facts(form: Mapping[str, Any]) -> dict[str, Any]:
    lines = objects_at(form, "lineItems")
    return {
        "order_id": text_at(form, "id"),
        "status": text_at(form, "status"),
        "fulfillment_status": text_at(form, "fulfillment", "status"),
        "bought_at": min(texts_at(lines, "boughtAt"), default=None),
        "updated_at": text_at(form, "updatedAt"),
        "paid_at": text_at(form, "payment", "finishedAt"),
        "payment_type": text_at(form, "payment", "type"),
        "invoice_required": text_at(form, "invoice", "required"),
        "delivery_method": text_at(form, "delivery", "method", "name"),
        "marketplace": text_at(form, "marketplace", "id"),
        "products": texts_at(lines, "offer", "name"),
    }


def _buyer(form: Mapping[str, Any]) -> dict[str, Any]:
    email = text_at(form, "buyer", "email")
    names = [text.strip() for path in _NAMES if (text := text_at(form, *path))]
    return {
        "buyer_email": email.strip().lower() if email else None,
        "buyer_login": text_at(form, "buyer", "login"),
        "buyer_names": list(dict.fromkeys(name for name in names if name)),
        "buyer_language": text_at(form, "buyer", "preferences", "language"),
        "buyer_wrote": _wrote(form),
    }


def _wrote(form: Mapping[str, Any]) -> str | None:
    if "messageToSeller" not in form:
        return None
    message = at(form, "messageToSeller")
    return "true" if isinstance(message, str) and message.strip() else "false"
