"""Orders, payments and lists of notices that stand in tables: rows into records.

Phone, street and identity number are never carried: no field asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from audit.model import Record, Rejected
from audit.read.column_words import means
from audit.read.columns import ColumnMap
from audit.read.delimited import Row
from audit.read.encoding import clean, mended
from audit.read.mail_header import addresses

_DAMAGED = re.compile(r"\d+(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_ORDER_ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)
_MASKED = re.compile(r"@(?:allegromail\.|user\.allegrogroup\.)", re.IGNORECASE)


def texts_of(row: Row, columns: ColumnMap) -> tuple[dict[str, str], int]:
    """Our field -> its cell, and how many cells were encoded twice and are mended."""
    return tidy_cells(
        {
            field: row.cells[column.index]
            for field, column in columns.columns.items()
            if column.index < len(row.cells)
        }
    )


def tidy_cells(raw: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """Cells that can be stored, decoded once, and how many of them were encoded twice."""
    cells = {field: clean(cell).strip() for field, cell in raw.items()}
    whole = {field: mended(cell) for field, cell in cells.items()}
    return whole, sum(whole[field] != cell for field, cell in cells.items())


def order_records(
    position: str, cells: Mapping[str, str], mendings: int = 0, products: Sequence[str] = ()
) -> Iterator[Record | Rejected]:
    """The order a row holds, its shipment where the row names Allegro's carrier id, and a rejection
    for a parcel number that a spreadsheet made a rounded number of."""
    refused = _refused(position, cells)
    if refused:
        yield refused
        return
    named = cells.get("products", "")
    yield Record("order", position, _order(cells, [*products, *filter(None, [named])]), mendings)
    waybill, carrier = cells.get("waybill", ""), cells.get("carrier_id", "").upper()
    if _DAMAGED.fullmatch(waybill):
        yield Rejected(position, "number_damaged", "parcel number in scientific notation")
    elif carrier and means("carrier_id", carrier):
        shipment = {
            "order_id": cells["order_id"],
            "waybill": waybill or None,
            "carrier_id": carrier,
            "carrier_name": cells.get("carrier_name") or None,
            "created_at": None,
        }
        yield Record("shipment", position, shipment)


def _refused(position: str, cells: Mapping[str, str]) -> Rejected | None:
    order_id, source = cells.get("order_id", ""), cells.get("source", "")
    is_ours = _ORDER_ID.fullmatch(order_id) or _MASKED.search(cells.get("buyer_email", ""))
    if source and "allegro" not in source.lower() and not is_ours:
        return Rejected(position, "not_allegro")
    if not order_id:
        return Rejected(position, "no_id", "a row without an order id")
    if _DAMAGED.fullmatch(order_id):
        return Rejected(position, "number_damaged", "order id in scientific notation")
    return None


def _order(cells: Mapping[str, str], products: Sequence[str]) -> dict[str, object]:
    email = addresses([cells.get("buyer_email", "")])
    name = cells.get("buyer_name", "")
    wrote = cells.get("message_to_seller")
    return {
        "order_id": cells["order_id"],
        "buyer_email": email[0].lower() if email else None,
        "buyer_login": cells.get("buyer_login") or None,
        "buyer_names": [name] if name else [],
        "buyer_language": cells.get("buyer_language") or None,
        "status": cells.get("status") or None,
        "fulfillment_status": cells.get("fulfillment_status") or None,
        "bought_at": _time(cells.get("bought_at", "")),
        "updated_at": None,
        "paid_at": _time(cells.get("paid_at", "")),
        "payment_type": cells.get("payment_type") or None,
        "invoice_required": _yes_or_no(cells.get("invoice_required", "")),
        # The carrier's name is the same hint at the carrier as the name of the delivery method.
        "delivery_method": cells.get("delivery_method") or cells.get("carrier_name") or None,
        "marketplace": cells.get("marketplace") or None,
        "buyer_wrote": None if wrote is None else "true" if wrote else "false",
        "products": list(products),
    }


def _time(cell: str) -> str | None:
    """A time as it stood; tools write 0 for what did not happen."""
    return None if cell.strip("0-: .") == "" else cell


def _yes_or_no(cell: str) -> str | None:
    return "true" if means("yes", cell) else "false" if means("no", cell) else None


def payment_record(position: str, cells: Mapping[str, str], mendings: int = 0) -> Record:
    """One operation of Allegro's payments history."""
    values = {
        "paid_at": _time(cells.get("paid_at", "")),
        "booked_at": _time(cells.get("booked_at", "")),
        "payment_id": cells.get("payment_id") or None,
        "operation": cells.get("operation") or None,
        "operator": cells.get("operator") or None,
        "buyer_login": cells.get("buyer_login") or None,
    }
    return Record("payment", position, values, mendings)


def notice_record(position: str, cells: Mapping[str, str], mendings: int = 0) -> Record | Rejected:
    """One row of a hand-made list of mails that Allegro stopped."""
    recipients = addresses([cells.get("recipient", "")])
    if not (recipients or cells.get("subject") or cells.get("order_id")):
        return Rejected(position, "not_a_message", "no address, no subject, no order")
    values = {
        "received_at": _time(cells.get("time", "")),
        "recipients": recipients,
        "subject": cells.get("subject") or None,
        "reason": cells.get("reason") or None,
        "order_id": cells.get("order_id") or None,
        "msg_id": cells.get("message_id", "").strip("<> ") or None,
    }
    return Record("notice", position, values, mendings)
