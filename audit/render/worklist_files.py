"""The worklists as CSV files: semicolons, UTF-8 with a mark, so that a spreadsheet opens them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from audit.model import WorkItem
from audit.render.rejected import plain_cell

FILES: Final = {
    name: f"worklist_{name}.csv"
    for name in ("documents_to_upload", "links_to_add", "orders_to_inform")
}
_DO: Final = {
    "documents_to_upload": "POST /order/checkout-forms/{id}/invoices; "
    "PUT /order/checkout-forms/{id}/invoices/{invoiceId}/file",
    "links_to_add": "POST /order/{orderId}/billing-documents/links",
    "orders_to_inform": "",
}
_COLUMNS: Final = (
    "order_id", "do", "reason", "invoice_required", "at_allegro", "mailed_on", "messages",
    "stopped", "template_id", "category",
)  # fmt: skip


def write_worklists(rows: Iterable[tuple[str, WorkItem]], folder: Path) -> None:
    """Write every worklist into ``folder``, an empty one with its header alone."""
    with ExitStack() as open_files:
        writers = {}
        for name, file in FILES.items():
            target = open_files.enter_context(
                (folder / file).open("w", encoding="utf-8-sig", newline="")
            )
            writers[name] = csv.writer(target, delimiter=";", lineterminator="\r\n")
            writers[name].writerow(_COLUMNS)
        for name, item in rows:
            writers[name].writerow([plain_cell(value) for value in _values(name, item)])


def _values(name: str, item: WorkItem) -> list[str]:
    required = {True: "yes", False: "no", None: "unknown"}[item.invoice_required]
    return [
        item.order_id,
        _DO[name],
        item.reason,
        required,
        item.at_allegro,
        str(item.mailed_on or ""),
        str(item.messages),
        str(item.stopped),
        item.template_id,
        item.category,
    ]
