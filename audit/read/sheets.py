"""Tables in files, whatever holds them: each a header, its map and its rows as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from audit.errors import InputError
from audit.model import InputFile, Rejected
from audit.read.allegro_json import looks_like_json
from audit.read.column_words import means
from audit.read.columns import USABLE, ColumnMap, column_map, described, holds_value, table_map
from audit.read.delimited import (
    Row,
    has_rows_like_header,
    rows_of,
    sample_of,
    table_of,
    tables_of,
)
from audit.read.encoding import clean
from audit.read.files import HEAD, file_bytes, head_text
from audit.read.flat_json import flat_documents
from audit.read.parquet import is_parquet, parquet_rows
from audit.read.sales_report import sales_report_map
from audit.read.workbook import is_spreadsheet, is_workbook, workbook_rows

Given = Mapping[str, str]

_NAMED_COLUMNS = 2
_SHOWN_COLUMNS = 12
_MOST_TITLES = 12
_SAMPLE = 20
_HEAD_ROWS = 100


class Sheet(NamedTuple):
    """One table of a file. ``where`` begins the position of its rows (``line``, ``Maj: row``);
    without ``columns`` it is of no kind we can use."""

    where: str
    header: Sequence[str]
    columns: ColumnMap | None
    rows: Iterable[Row | Rejected]


def table_kind(source: InputFile, given: Given | None = None) -> str | None:
    """The kind of the first table in ``source`` that we can use; None when it holds no table.

    InputError for a table that is none of ours: it names the columns.
    """
    found = list(sheets(source, given, _HEAD_ROWS))
    kinds = [sheet.columns.table for sheet in found if sheet.columns]
    if kinds:
        return kinds[0]
    if found and any(means("recipient", name) for name in found[0].header):
        raise InputError(f"{source.name}: its first row holds values: expected names of columns")
    if found and _is_meant(source, found[0].header):
        shown = ("…" if holds_value(name) else clean(name) for name in found[0].header)
        named = ", ".join(islice(shown, _SHOWN_COLUMNS))
        raise InputError(f"{source.name}: a table without usable columns ({named}): {USABLE}")
    return None


def column_maps(
    source: InputFile, given: Given | None = None
) -> list[tuple[str, Sequence[str], ColumnMap | None]]:
    """For each table in a file: where its rows stand, its header, and the map that reading uses."""
    return [(one.where, one.header, one.columns) for one in sheets(source, given, _HEAD_ROWS)]


def columns_text(source: InputFile, given: Given | None = None) -> str:
    """The maps used for ``source`` as text for the ledger, one line a table."""
    maps = [columns for _, _, columns in column_maps(source, given)]
    return "\n".join(described(columns) for columns in maps if columns)


def is_packed_table(source: InputFile, head: bytes) -> bool:
    """Whether a file that starts with ``head`` is a spreadsheet or a Parquet file."""
    return is_parquet(head) or (is_workbook(head) and is_spreadsheet(source))


def sheets(
    source: InputFile, given: Given | None = None, limit: int | None = None
) -> Iterator[Sheet]:
    """Every table of a file that is not empty; of a workbook at most ``limit`` rows a sheet."""
    head = file_bytes(source, HEAD)
    if is_workbook(head):
        yield from (_grid(at, rows, given) for at, rows in workbook_rows(source, limit) if rows)
    elif is_parquet(head):
        yield _streamed("row", *parquet_rows(source), given)
    elif found := flat_documents(source):
        yield _streamed("object", *found, given)
    else:
        yield from _delimited(source, given)


def _is_meant(source: InputFile, header: Sequence[str]) -> bool:
    """Whether somebody meant a table, and not prose with commas in it, or JSON of others."""
    if is_packed_table(source, file_bytes(source, HEAD)):
        return True
    head = head_text(source)
    if looks_like_json(head):
        return False
    table = table_of(head)
    is_named = len(column_map(header).columns) >= _NAMED_COLUMNS
    return is_named or (table is not None and has_rows_like_header(table, head))


def _delimited(source: InputFile, given: Given | None) -> Iterator[Sheet]:
    head = head_text(source)
    for table in tables_of(head):
        sample = sample_of(table, head)
        if report := sales_report_map(table.header, sample):
            yield Sheet("line", table.header, report, rows_of(source, table, is_ragged=True))
            return
        if columns := table_map(table.header, sample, given):
            yield Sheet("line", table.header, columns, rows_of(source, table))
            return
    if first := table_of(head):
        yield Sheet("line", first.header, None, ())


def _streamed(
    where: str, header: Sequence[str], rows: Iterator[Row | Rejected], given: Given | None
) -> Sheet:
    """A table whose header is known before its rows; some rows are held to tell columns by."""
    held = list(islice(rows, _SAMPLE))
    sample = [row.cells for row in held if isinstance(row, Row)]
    return Sheet(where, header, table_map(header, sample, given), chain(held, rows))


def _grid(where: str, rows: Sequence[Row], given: Given | None) -> Sheet:
    """A table on a sheet: titles may stand above its header: the first row that makes one."""
    for place, row in enumerate(rows[:_MOST_TITLES]):
        sample = [one.cells for one in rows[place + 1 :][:_SAMPLE]]
        columns = sales_report_map(row.cells, sample) or table_map(row.cells, sample, given)
        if columns:
            return Sheet(where, row.cells, columns, rows[place + 1 :])
    return Sheet(where, rows[0].cells, None, rows)
