"""One reader a kind of input file: bytes in, records out, each with its position."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module

from audit.model import InputFile, Record, Rejected

Reader = Callable[[InputFile], Iterator[Record | Rejected]]

_HOMES: Mapping[str, tuple[str, str]] = {
    "mbox": ("mbox", "read_mbox"),
    "eml": ("eml", "read_eml"),
    "msg": ("outlook", "read_outlook"),
    "orders": ("orders", "read_orders"),
    "order_events": ("orders", "read_order_events"),
    "carriers": ("orders", "read_carriers"),
    "order_documents": ("order_facts", "read_order_documents"),
    "shipments": ("order_facts", "read_shipments"),
    "threads": ("messaging", "read_threads"),
    "thread_messages": ("messaging", "read_thread_messages"),
    "issues": ("issues", "read_issues"),
    "issue_chat": ("issues", "read_issue_chat"),
    "mail_events": ("mail_events", "read_mail_events"),
    "server_log": ("server_log", "read_server_log"),
}
# One reader for every kind of table: a workbook may hold several.
TABLES = ("mail_log", "order_table", "notice_list", "payment")


def read(
    kind: str, source: InputFile, given: Mapping[str, str] | None = None
) -> Iterator[Record | Rejected]:
    """Every record of ``source``, read or rejected, in the order of the file.

    ``kind`` is what ``audit.read.detect.detect`` said; ``given`` is the manifest's map of columns,
    our field -> a column's name, for tables. InputError when the file cannot be read.
    """
    if kind in TABLES:
        from audit.read.mail_log import read_table

        return read_table(source, given)
    module, function = _HOMES[kind]
    reader: Reader = getattr(import_module(f"audit.read.{module}"), function)
    return reader(source)


READERS: Mapping[str, Reader] = {kind: partial(read, kind) for kind in (*_HOMES, *TABLES)}
