"""Mail logs as delimited text: exports of shops, integrators and mail services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audit.model import InputFile, Record, Rejected
from audit.read.columns import column_map, fold, indexes
from audit.read.delimited import Row, rows_of, sample_of, table_of
from audit.read.encoding import clean, encoding_of
from audit.read.files import HEAD, file_bytes
from audit.read.mail_header import addresses, message_ids
from audit.read.staged import blank_mail
from audit.read.visible_text import Shown, looks_like_html, shown_html, shown_text

_LIST_END = re.compile(r"[,;|]")
_SECONDS = re.compile(r"\d{1,2}:\d{2}:\d{2}|^\d{10,14}(?:\.\d+)?$")
_RECEIVED = frozenset({"received", "incoming", "inbound", "odebrane", "przychodzace", "prijate"})


def read_mail_log(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a row: a mail the shop sent, unless a column says it was received."""
    head = file_bytes(source, HEAD)
    text = head.decode(encoding_of(head), "replace").removeprefix("\ufeff")
    table = table_of(text)
    if table is None:
        return
    columns = indexes(column_map(table.header, sample_of(table, text)))
    for row in rows_of(source, table):
        yield row if isinstance(row, Rejected) else _mail(row, columns)


def _mail(row: Row, columns: Mapping[str, int]) -> Record | Rejected:
    cells = {what: clean(row.cells[index]).strip() for what, index in columns.items()}
    position = f"line {row.line}"
    sent_at, recipients = _time(cells), addresses([cells.get("recipient", "")])
    if not (sent_at or recipients or cells.get("sender")):
        return Rejected(position, "not_a_message", "no sender, no time, no recipient")
    values = {
        **blank_mail(),
        "sent_at": sent_at or None,
        "time_precision": "second" if _SECONDS.search(sent_at) else "minute",
        "recipients": recipients,
        "has_thread_info": "true" if "in_reply_to" in cells else "false",
        "direction": "received" if fold(cells.get("direction", "")) in _RECEIVED else "sent",
        **_texts(cells),
        **_ids(cells),
        **_files(cells.get("attachments")),
    }
    return Record("mail", position, values)


def _time(cells: Mapping[str, str]) -> str:
    """The time as it stood; a date and a clock in two columns are put together."""
    day, clock = cells.get("time", ""), cells.get("clock", "")
    return f"{day} {clock}".strip() if ":" not in day else day


def _texts(cells: Mapping[str, str]) -> dict[str, Any]:
    body = _body(cells["body"]) if "body" in cells else None
    return {
        "subject": cells.get("subject"),
        "body": body.text if body else None,
        "links": list(body.links) if body else [],
        "template": cells.get("template"),
        "order_id": cells.get("order_id") or None,
        "status": cells.get("status"),
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
