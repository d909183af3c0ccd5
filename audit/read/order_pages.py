"""Pages of orders in the shape that Allegro documents, read without an object for every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from audit.model import InputFile, Record
from audit.read.encoding import clean
from audit.read.files import file_bytes

_LARGEST = 64 * 1024 * 1024  # bytes: a page and its forms are in memory together
_BOM = b"\xef\xbb\xbf"


class _Named(msgspec.Struct, frozen=True):
    id: str | None = None
    name: str | None = None


class _Fulfillment(msgspec.Struct, frozen=True):
    status: str | None = None


class _Person(msgspec.Struct, rename="camel", frozen=True):
    first_name: str | None = None
    last_name: str | None = None
    company_name: str | None = None


class _Preferences(msgspec.Struct, frozen=True):
    language: str | None = None


class _Buyer(_Person, rename="camel", frozen=True):
    email: str | None = None
    login: str | None = None
    preferences: _Preferences = _Preferences()


class _Payment(msgspec.Struct, rename="camel", frozen=True):
    type: str | None = None
    finished_at: str | None = None


class _Delivery(msgspec.Struct, frozen=True):
    method: _Named = _Named()
    address: _Person = _Person()


class _InvoiceAddress(msgspec.Struct, rename="camel", frozen=True):
    natural_person: _Person | None = None
    company: _Named | None = None


class _Invoice(msgspec.Struct, frozen=True):
    required: bool | None = None
    address: _InvoiceAddress | None = None


class _Line(msgspec.Struct, rename="camel", frozen=True):
    bought_at: str | None = None
    offer: _Named = _Named()


class _Form(msgspec.Struct, rename="camel", frozen=True):
    id: str
    line_items: list[_Line]
    status: str | None = None
    updated_at: str | None = None
    message_to_seller: str | msgspec.UnsetType | None = msgspec.UNSET
    buyer: _Buyer = _Buyer()
    payment: _Payment = _Payment()
    fulfillment: _Fulfillment = _Fulfillment()
    delivery: _Delivery = _Delivery()
    invoice: _Invoice = _Invoice()
    marketplace: _Named = _Named()


class _Page(msgspec.Struct, rename="camel", frozen=True, forbid_unknown_fields=True):
    checkout_forms: list[_Form]
    count: int | None = None
    total_count: int | None = None


_PAGE = msgspec.json.Decoder(_Page)


def plain_page(source: InputFile) -> Iterator[Record] | None:
    """One record a form of a page that is just as documented; None for every other file.

    The records are those that ``read_orders`` makes of the page value by value.
    """
    if source.encoding or source.path.stat().st_size > _LARGEST:
        return None
    try:
        forms = _PAGE.decode(file_bytes(source).removeprefix(_BOM)).checkout_forms
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if not all(form.id for form in forms):
        return None
    return (Record("order", f"checkoutForms[{n}]", _order(form)) for n, form in enumerate(forms))


def _order(form: _Form) -> dict[str, Any]:
    buyer, lines, required = form.buyer, form.line_items, form.invoice.required
    return {
        "order_id": _clean(form.id),
        "status": _clean(form.status),
        "fulfillment_status": _clean(form.fulfillment.status),
        "bought_at": min((_texts(line.bought_at for line in lines)), default=None),
        "updated_at": _clean(form.updated_at),
        "paid_at": _clean(form.payment.finished_at),
        "payment_type": _clean(form.payment.type),
        "invoice_required": None if required is None else str(required).lower(),
        "delivery_method": _clean(form.delivery.method.name),
        "marketplace": _clean(form.marketplace.id),
        "products": _texts(line.offer.name for line in lines),
        "buyer_email": clean(buyer.email).strip().lower() if buyer.email else None,
        "buyer_login": _clean(buyer.login),
        "buyer_names": _names(form),
        "buyer_language": _clean(buyer.preferences.language),
        "buyer_wrote": _wrote(form.message_to_seller),
    }


def _names(form: _Form) -> list[str]:
    names: list[str | None] = []
    for one in (form.buyer, form.delivery.address):
        names += [one.first_name, one.last_name, one.company_name]
    if form.invoice.address:
        person = form.invoice.address.natural_person or _Person()
        company = form.invoice.address.company or _Named()
        names += [person.first_name, person.last_name, company.name]
    stripped = (text.strip() for text in _texts(names))
    return list(dict.fromkeys(name for name in stripped if name))


def _wrote(message: str | msgspec.UnsetType | None) -> str | None:
    if message is msgspec.UNSET:
        return None
    return "true" if message and message.strip() else "false"


def _clean(text: str | None) -> str | None:
    return text if text is None else clean(text)


def _texts(texts: Iterable[str | None]) -> list[str]:
    return [clean(text) for text in texts if text]
