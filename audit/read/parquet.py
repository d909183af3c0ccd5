"""Parquet files: rows as text. The engine reads them, apart from the run's own database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.errors import InputError
from audit.model import InputFile
from audit.read.delimited import Row
from audit.read.workbook import text_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MAGIC = b"PAR1"
_BATCH = 10_000


def is_parquet(head: bytes) -> bool:
    """Whether bytes start as a Parquet file."""
    return head.startswith(_MAGIC)


def parquet_rows(source: InputFile) -> tuple[list[str], Iterator[Row]]:
    """The column names, and the rows with their number from 1; instants are UTC and say so.

    InputError when it cannot be read.
    """
    import duckdb

    con = duckdb.connect(config={"threads": 1})
    try:
        con.execute("set timezone = 'UTC'")
        relation = "read_parquet($path)"
        described = con.execute(f"describe select * from {relation}", {"path": str(source.path)})
        columns = [(str(name), str(kind)) for name, kind, *_ in described.fetchall()]
        chosen = ", ".join(_selected(name, kind) for name, kind in columns)
        con.execute(f"select {chosen} from {relation}", {"path": str(source.path)})
    except duckdb.Error as error:
        raise _unreadable(source) from error
    return [name for name, _ in columns], _rows(source, con)


def _selected(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({quoted} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')"
    is_text_of = kind in ("DOUBLE", "FLOAT") or kind.endswith("[]")
    return quoted if is_text_of else f"cast({quoted} as varchar)"


def _rows(source: InputFile, con: DuckDBPyConnection) -> Iterator[Row]:
    import duckdb

    number = 0
    try:
        while batch := con.fetchmany(_BATCH):
            for cells in batch:
                number += 1
                yield Row(number, [text_of(cell) for cell in cells])
    except duckdb.Error as error:
        raise _unreadable(source) from error


def _unreadable(source: InputFile) -> InputError:
    return InputError(f"{source.name}: cannot be read as Parquet: expected a whole Parquet file")
