"""Allegro's sales report: one CSV with rows of two types and of two widths.

The positions were read in a public tool's parser (2021); the header's names were never seen, so
names and values decide first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from audit.model import Record, Rejected
from audit.read.columns import ORDER_TABLE, Column, ColumnMap, column_map
from audit.read.delimited import Row
from audit.read.order_table import order_records, texts_of

SALES_REPORT = "allegro_sales_report"

_TYPES = {"order", "lineItem"}
_POSITIONS = {"order_id": 1, "bought_at": 4, "fulfillment_status": 5}
_LINE_ORDER, _LINE_PRODUCT = 1, 5


def sales_report_map(header: Sequence[str], sample: Sequence[Sequence[str]]) -> ColumnMap | None:
    """The map of its order rows; None for any other table."""
    kinds = {row[0] for row in sample if row}
    if not kinds or not kinds <= _TYPES or "order" not in kinds:
        return None
    orders = [row for row in sample if row[0] == "order"]
    named = column_map(header, orders, table=ORDER_TABLE)
    columns = dict(named.columns)
    taken = {column.index for column in columns.values()}
    for field, index in _POSITIONS.items():
        if field not in columns and index not in taken and index < len(orders[0]):
            name = header[index] if index < len(header) else ""
            columns[field] = Column(index, name, "position")
    taken = {column.index for column in columns.values()}
    unknown = tuple(name for place, name in enumerate(header) if place not in taken)
    return ColumnMap(ORDER_TABLE, columns, unknown, SALES_REPORT)


def sales_report_records(
    where: str, rows: Iterable[Row | Rejected], columns: ColumnMap
) -> Iterator[Record | Rejected]:
    """One record an order, with the products of its lines; a line without its order is rejected."""
    held = list(rows)
    lines: dict[str, list[str]] = {}
    for row in held:
        if isinstance(row, Row) and row.cells[0] == "lineItem" and len(row.cells) > _LINE_PRODUCT:
            lines.setdefault(row.cells[_LINE_ORDER], []).append(row.cells[_LINE_PRODUCT])
    known = {_order_id(row, columns) for row in held if isinstance(row, Row)}
    for row in held:
        yield from _record(where, row, columns, lines, known)


def _order_id(row: Row, columns: ColumnMap) -> str:
    index = columns.columns["order_id"].index
    return row.cells[index] if row.cells[0] == "order" and index < len(row.cells) else ""


def _record(
    where: str,
    row: Row | Rejected,
    columns: ColumnMap,
    lines: Mapping[str, list[str]],
    known: set[str],
) -> Iterator[Record | Rejected]:
    if isinstance(row, Rejected):
        yield row
    elif row.cells[0] == "order":
        cells, mended = texts_of(row, columns)
        products = lines.get(_order_id(row, columns), [])
        yield from order_records(f"{where} {row.line}", cells, mended, products)
    elif row.cells[0] != "lineItem":
        yield Rejected(f"{where} {row.line}", "row_type_unknown", "neither order nor lineItem")
    elif len(row.cells) <= _LINE_ORDER or row.cells[_LINE_ORDER] not in known:
        yield Rejected(f"{where} {row.line}", "line_without_order")
