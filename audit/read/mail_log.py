"""Tables of every kind: mail logs, orders, payments, lists of notices; rows into records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audit.model import InputFile, Record, Rejected
from audit.read.column_words import NOTICE_LIST, ORDER_TABLE, PAYMENT, fold
from audit.read.columns import ColumnMap
from audit.read.delimited import Row
from audit.read.mail_header import addresses, message_ids
from audit.read.order_table import (
    notice_record,
    order_records,
    payment_record,
    texts_of,
    tidy_cells,
)
from audit.read.sales_report import SALES_REPORT, sales_report_records
from audit.read.sheets import Given, Sheet, sheets
from audit.read.staged import blank_mail
from audit.read.visible_text import Shown, looks_like_html, shown_html, shown_text

_LIST_END = re.compile(r"[,;|]")
_TO_THE_SECOND = re.compile(
    r".*\d{1,2}:\d{2}:\d{2}.*|\d{10}(?:\d{3})?(?:\.\d+)?|\d{5}[.,]\d{5,}", re.DOTALL
)
_MIDNIGHT = re.compile(r"[ T]00:00:00$")
_SERIAL = re.compile(r"\d{5}[.,]\d+")
_SERIAL_DAY = re.compile(r"\d{5}")
_CLOCK_SHARE = re.compile(r"0[.,](\d+)")
_HAS_ZONE = re.compile(
    r"(?:Z|UTC|GMT|:\d{2}(?:\.\d+)?\s?[+-]\d{2}:?(?:\d{2})?)$|^\d{10,13}(?:\.\d+)?$"
)
_RECEIVED = frozenset({"received", "incoming", "inbound", "odebrane", "przychodzace", "prijate"})


def read_table(source: InputFile, given: Given | None = None) -> Iterator[Record | Rejected]:
    """The records of every table in a file; a sheet that is none of ours is one rejected record.

    ``given`` is the manifest's map of columns (see ``columns.column_map``).
    """
    for sheet in sheets(source, given):
        if sheet.columns is None:
            wide = f"{len(sheet.header)} columns, none of them usable"
            yield Rejected(f"{sheet.where} 1", "sheet_unknown", wide)
        elif sheet.columns.format == SALES_REPORT:
            yield from sales_report_records(sheet.where, sheet.rows, sheet.columns)
        else:
            yield from _records(sheet, sheet.columns)


def mail_of(position: str, cells: Mapping[str, str]) -> Record | Rejected:
    """The record of one row of a mail log: ``cells`` are our field -> its cell, as it stood."""
    texts, mendings = tidy_cells(cells)
    return _mail(position, texts, "", mendings)


def _records(sheet: Sheet, columns: ColumnMap) -> Iterator[Record | Rejected]:
    for row in sheet.rows:
        if isinstance(row, Rejected):
            yield row
        else:
            yield from _row_records(f"{sheet.where} {row.line}", row, columns)


def _row_records(position: str, row: Row, columns: ColumnMap) -> Iterator[Record | Rejected]:
    cells, mended = texts_of(row, columns)
    if columns.table == ORDER_TABLE:
        yield from order_records(position, cells, mended)
    elif columns.table == NOTICE_LIST:
        yield notice_record(position, cells, mended)
    elif columns.table == PAYMENT:
        yield payment_record(position, cells, mended)
    else:
        yield _mail(position, cells, columns.time_zone, mended)


def _mail(
    position: str, cells: Mapping[str, str], time_zone: str, mended: int
) -> Record | Rejected:
    recipients, status = _recipients(cells)
    sent_at = _time(cells)
    if not (sent_at or recipients or cells.get("sender")):
        return Rejected(position, "not_a_message", "no sender, no time, no recipient")
    values = {
        **blank_mail(),
        "sent_at": _zoned(sent_at, time_zone) or None,
        "time_precision": _precision(sent_at),
        "recipients": recipients,
        "has_thread_info": "true" if "in_reply_to" in cells else "false",
        "direction": "received" if fold(cells.get("direction", "")) in _RECEIVED else "sent",
        **_texts(cells),
        "status": status,
        **_ids(cells),
        **_files(cells.get("attachments")),
    }
    return Record("mail", position, values, mended)


def _recipients(cells: Mapping[str, str]) -> tuple[list[str], str | None]:
    """The addresses, and the status; a trace may hold both in one cell (``a@b.pl##Delivered``)."""
    cell, status = cells.get("recipient", ""), cells.get("status")
    if "##" not in cell:
        return addresses([cell]), status
    parts = [part.partition("##") for part in cell.split(";")]
    return addresses([address for address, _, _ in parts]), status or parts[0][2] or None


def _time(cells: Mapping[str, str]) -> str:
    """The time as it stood; a date and a clock in two columns are put together."""
    day, clock = _MIDNIGHT.sub("", cells.get("time", "")), cells.get("clock", "")
    share = _CLOCK_SHARE.fullmatch(clock)
    if share and _SERIAL_DAY.fullmatch(day):
        return f"{day}.{share[1]}"
    whole = f"{day} {clock}".strip() if ":" not in day else day
    return whole if clock else cells.get("time", "")


def _precision(sent_at: str) -> str:
    if _TO_THE_SECOND.fullmatch(sent_at):
        return "second"
    return "minute" if ":" in sent_at or _SERIAL.fullmatch(sent_at) else "day"


def _zoned(sent_at: str, time_zone: str) -> str:
    """The time with the zone that the system which wrote the table is known to use."""
    is_plain = ":" in sent_at and not _HAS_ZONE.search(sent_at)
    return f"{sent_at} UTC" if time_zone == "UTC" and is_plain else sent_at


def _texts(cells: Mapping[str, str]) -> dict[str, Any]:
    # An empty cell is no empty message: the export did not keep the text.
    body = _body(cells["body"]) if cells.get("body") else None
    return {
        "subject": cells.get("subject"),
        "body": body.text if body else None,
        "links": list(body.links) if body else [],
        "template": cells.get("template"),
        "order_id": cells.get("order_id") or None,
    }


def _body(text: str) -> Shown:
    return shown_html(text) if looks_like_html(text) else shown_text(text)


def _ids(cells: Mapping[str, str]) -> dict[str, Any]:
    sender = addresses([cells.get("sender", "")])
    own = message_ids(cells.get("message_id", ""))
    return {
        "msg_id": own[0] if own else cells.get("message_id") or None,
        "in_reply_to": message_ids(cells["in_reply_to"]) if "in_reply_to" in cells else None,
        "sender": sender[0] if sender else None,
    }


def _files(cell: str | None) -> dict[str, Any]:
    """Attachment names; a bare number above 0 counts files without naming them."""
    if cell is None or (cell.isdigit() and cell.strip("0")):
        return {"has_attachment_info": "false"}
    names = [] if cell.isdigit() else [name.strip() for name in _LIST_END.split(cell)]
    return {"has_attachment_info": "true", "attachments": [name for name in names if name]}
