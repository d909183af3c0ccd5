"""The Allegro API pages as somebody saved them to disk."""

from __future__ import annotations

import base64
import json
from collections.abc import Container, Iterable
from datetime import datetime, timedelta
from typing import Any

from tests.sample_shop.chance import HEX, number, plain_uuid, token
from tests.sample_shop.clock import iso
from tests.sample_shop.goods import waybill
from tests.sample_shop.orders import Order, has_no_number, is_misnamed, stands_still

PAGE = 100
SELLER_SIDE = {"id": "SELLER"}
MESSAGES = ("Proszę o kolor naturalny", "Na prezent, poproszę bez ceny w środku")


def page_bytes(head: str, items: Iterable[Any], tail: str) -> bytes:
    """One JSON page with one record a line."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"{head}[\n{lines}\n]{tail}\n".encode()


def order_pages(orders: tuple[Order, ...], with_note: Container[int]) -> dict[str, bytes]:
    """List pages, newest order first: one order stands on two pages, one entry is ``null``."""
    forms: list[dict[str, Any] | None] = [
        order_form(order, MESSAGES[order.index % 2] if order.index in with_note else None)
        for order in reversed(orders)
    ]
    forms.insert(PAGE, forms[PAGE - 1])
    forms.insert(2 * PAGE + 17, None)
    pages = [forms[i : i + PAGE] for i in range(0, len(forms), PAGE)]
    return {
        f"allegro_api/orders/orders_{i:04d}.json": page_bytes(
            '{"checkoutForms": ',
            page,
            f', "count": {len(page)}, "totalCount": {len(orders)}}}',
        )
        for i, page in enumerate(pages)
    }


def order_form(order: Order, note: str | None) -> dict[str, Any]:
    """One order as ``GET /order/checkout-forms`` gives it, with the buyer's note to the seller."""
    changed = order.shipped_at or order.placed
    return {
        "id": order.id,
        "messageToSeller": note,
        "buyer": _buyer(order),
        "payment": _payment(order),
        "status": "BOUGHT" if order.kind == "unpaid" else "READY_FOR_PROCESSING",
        "fulfillment": {
            "status": _status(order),
            "shipmentSummary": {"lineItemsSent": "NONE" if order.kind == "unpaid" else "ALL"},
            "provider": SELLER_SIDE,
        },
        "delivery": _delivery(order),
        "invoice": _invoice(order),
        "lineItems": [_line(order, i) for i in range(len(order.lines))],
        "surcharges": [],
        "discounts": [],
        "note": None,
        "marketplace": {"id": "allegro-cz" if order.kind == "foreign" else "allegro-pl"},
        "summary": {"totalToPay": _money(order.total)},
        "updatedAt": iso(changed),
        "revision": token(f"revision/{order.index}", 8, HEX),
    }


def _status(order: Order) -> str:
    if order.kind == "unpaid":
        return "NEW"
    return "PROCESSING" if stands_still(order) else "SENT"


def _buyer(order: Order) -> dict[str, Any]:
    who = order.buyer
    return {
        "id": who.buyer_id,
        "email": order.address,
        "login": who.login,
        "firstName": who.first,
        "lastName": who.last,
        "guest": False,
        "companyName": None,
        "phoneNumber": f"500-000-{order.index:03d}",
        "preferences": {"language": "cs-CZ" if who.foreign else "pl-PL"},
    }


def _payment(order: Order) -> dict[str, Any]:
    providers = {"ONLINE": "AF", "CASH_ON_DELIVERY": None, "WIRE_TRANSFER": "OFFLINE"}
    return {
        "id": plain_uuid(f"payment/{order.index}"),
        "type": order.payment,
        "provider": providers[order.payment],
        "finishedAt": iso(order.paid_at) if order.paid_at else None,
        "paidAmount": _money(order.total) if order.paid_at else None,
        "reconciliation": None,
        "features": [],
    }


def _delivery(order: Order) -> dict[str, Any]:
    point = {"id": f"PRZ{order.index:02d}A", "name": f"Paczkomat PRZ{order.index:02d}A"}
    return {
        "method": {"id": plain_uuid(f"method/{order.carrier.id}"), "name": order.carrier.method},
        "pickupPoint": point if order.carrier.id == "INPOST" else None,
        "address": {
            "firstName": order.buyer.first,
            "lastName": order.buyer.last,
            "street": f"ul. Przykładowa {order.index + 1}",
            "city": "Przykładowo",
            "zipCode": "00-000",
            "countryCode": "CZ" if order.kind == "foreign" else "PL",
        },
        "cost": _money(0),
        "smart": order.kind != "other",
    }


def _invoice(order: Order) -> dict[str, Any]:
    company = {
        "name": f"Firma Przykładowa {order.no}",
        "ids": [{"type": "PL_NIP", "value": "0000000000"}],
    }
    address = {"company": company, "naturalPerson": None}
    return {
        "required": order.wants_invoice,
        "address": address if order.wants_invoice else None,
        "dueDate": None,
    }


def _line(order: Order, i: int) -> dict[str, Any]:
    product, quantity = order.lines[i]
    return {
        "id": plain_uuid(f"line/{order.index}/{i}"),
        "offer": {"id": product.offer, "name": product.name, "external": {"id": product.code}},
        "quantity": quantity,
        "originalPrice": _money(product.price),
        "price": _money(product.price),
        "boughtAt": iso(order.placed),
    }


def _money(grosz: int) -> dict[str, str]:
    return {"amount": f"{grosz // 100}.{grosz % 100:02d}", "currency": "PLN"}


def shipment_files(
    orders: tuple[Order, ...], doubled: Container[int]
) -> dict[str, tuple[bytes, int]]:
    """Responses of ``GET …/shipments`` with the number of shipments in each.

    Forty orders have a file of their own, the rest share one; ``doubled`` orders have two parcels.
    """
    shipped = [order for order in orders if order.shipped_at and not has_no_number(order)]
    alone = shipped[::6][:40]
    lists = {order.id: _shipments(order, order.index in doubled) for order in shipped}
    files = {
        f"allegro_api/shipments/{o.id}.json": (
            json_bytes({"shipments": lists[o.id]}),
            len(lists[o.id]),
        )
        for o in alone
    }
    wrapped = [{"orderId": o.id, "shipments": lists[o.id]} for o in shipped if o not in alone]
    parcels = sum(len(lists[o.id]) for o in shipped if o not in alone)
    return {
        **files,
        "allegro_api/shipments/shipments_all.json": (page_bytes("", wrapped, ""), parcels),
    }


def json_bytes(form: Any) -> bytes:
    """One JSON document on one line."""
    return (json.dumps(form, ensure_ascii=False) + "\n").encode()


def _shipments(order: Order, two: bool) -> list[dict[str, Any]]:
    created = order.shipped_at or order.placed
    second = waybill(order.carrier, f"{order.index}/second")
    numbers = (order.waybill, second) if two else (order.waybill,)
    return [_shipment(order, number_, created) for number_ in numbers]


def _shipment(order: Order, parcel: str, created: datetime) -> dict[str, Any]:
    carrier = "OTHER" if is_misnamed(order) else order.carrier.id
    name = "Paczkomaty InPost" if is_misnamed(order) else order.carrier.name
    return {
        "id": base64.b64encode(f"{carrier}:{parcel}".encode()).decode(),
        "waybill": parcel,
        "carrierId": carrier,
        "carrierName": name if carrier == "OTHER" else None,
        "lineItems": [{"id": plain_uuid(f"line/{order.index}/0")}],
        "createdAt": iso(created),
    }


def document_form(order: Order, state: str) -> dict[str, Any]:
    """``GET …/invoices`` of one order: state is none | uploaded | promised | link."""
    created = (order.shipped_at or order.placed) + timedelta(hours=1)
    number_ = f"FV {order.index + 11}/{created.year}"
    file = {
        "name": "faktura.pdf",
        "uploadedAt": iso(created) if state == "uploaded" else None,
        "securityVerification": {"status": "ACCEPTED" if state == "uploaded" else "WAITING"},
    }
    invoice = {
        "id": plain_uuid(f"document/{order.index}"),
        "invoiceNumber": number_,
        "createdAt": iso(created),
        "file": file,
    }
    url = f"https://hub.eparagony.pl/p/sample-{order.id[:8]}"
    link = {"id": plain_uuid(f"link/{order.index}"), "url": url, "createdAt": iso(created)}
    return {
        "orderMode": "REGULAR",
        "invoices": [invoice] if state in ("uploaded", "promised") else [],
        "links": [link] if state == "link" else [],
        "hasExternalInvoices": state == "none" and number(f"external/{order.index}", 4) > 0,
    }
