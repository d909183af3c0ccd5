"""Orders: ``GET /order/checkout-forms`` pages and single forms.

Phone, street and identity number are never carried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.model import InputFile, Record, Rejected
from audit.read.allegro_json import members
from audit.read.json_values import at, not_an_object, objects_at, text_at, texts_at

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
    for item in members("orders", source):
        yield item if isinstance(item, Rejected) else _order(*item)


def _order(position: str, form: Any) -> Record | Rejected:
    if not isinstance(form, Mapping):
        return not_an_object(position, form)
    if not text_at(form, "id"):
        return Rejected(position, "no_id", "a form without id")
    return Record("order", position, {**_facts(form), **_buyer(form)})


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
