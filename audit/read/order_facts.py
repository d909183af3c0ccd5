"""Documents and shipments of one order: responses that do not name their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.model import InputFile, Record, Rejected
from audit.read.allegro_json import members
from audit.read.json_values import (
    elements_at,
    not_an_object,
    objects_at,
    owner_id,
    placed,
    text_at,
    texts_at,
)

_ORDER_KEYS = ("orderId", "checkoutFormId", "order.id", "checkoutForm.id")
_UNKNOWN = "no order id in the response, the file name or a folder"


def read_order_documents(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a response of ``GET /order/checkout-forms/{id}/invoices``."""
    for item in members("order_documents", source):
        yield item if isinstance(item, Rejected) else _documents(*item, source)


def _documents(position: str, response: Any, source: InputFile) -> Record | Rejected:
    if not isinstance(response, Mapping):
        return not_an_object(position, response)
    order_id = owner_id(response, (*_ORDER_KEYS, "id"), position, source)
    if order_id is None:
        return Rejected(position, "order_unknown", _UNKNOWN)
    invoices = objects_at(response, "invoices")
    values = {
        "order_id": order_id,
        "invoice_numbers": texts_at(invoices, "invoiceNumber"),
        "invoice_uploaded_at": texts_at(invoices, "file", "uploadedAt"),
        "invoice_created_at": _each(invoices, "createdAt"),
        "invoice_file_at": _each(invoices, "file", "uploadedAt"),
        "invoice_security": _each(invoices, "file", "securityVerification", "status"),
        "invoice_verification": _each(invoices, "file", "verification", "status"),
        "link_urls": texts_at(objects_at(response, "links"), "url"),
        "has_external_invoices": text_at(response, "hasExternalInvoices"),
    }
    return Record("order_document", position, values)


def _each(nodes: list[Mapping[str, Any]], *keys: str) -> list[str]:
    """The text at one path of every object, empty where it is missing: the places stay aligned."""
    return [text_at(node, *keys) or "" for node in nodes]


def read_shipments(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a shipment of ``GET /order/checkout-forms/{id}/shipments``; none of an order
    without shipments."""
    for item in members("shipments", source):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from _shipments(*item, source)


def _shipments(start: str, response: Any, source: InputFile) -> Iterator[Record | Rejected]:
    if not isinstance(response, Mapping):
        yield not_an_object(start, response)
        return
    # A shipment on its own has an id too, and it is not the order's.
    keys = (*_ORDER_KEYS, "id") if "shipments" in response else _ORDER_KEYS
    order_id = owner_id(response, keys, start, source)
    for element, shipment in elements_at(response, "shipments"):
        yield _shipment(placed(start, element), shipment, order_id)


def _shipment(position: str, shipment: Any, order_id: str | None) -> Record | Rejected:
    if not isinstance(shipment, Mapping):
        return not_an_object(position, shipment)
    if order_id is None:
        return Rejected(position, "order_unknown", _UNKNOWN)
    values = {
        "order_id": order_id,
        "waybill": text_at(shipment, "waybill"),
        "carrier_id": text_at(shipment, "carrierId"),
        "carrier_name": text_at(shipment, "carrierName"),
        "created_at": text_at(shipment, "createdAt"),
    }
    return Record("shipment", position, values)
