"""Stages a big mail log without an object for each of its rows; odd rows are handed to a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from audit.database import query
from audit.model import SCANNED, Record, Rejected, Scan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RowReader = Callable[[str, Mapping[str, str]], Record | Rejected]
_BATCH = 2_000
_LINES = "1 + more_lines + length(body) - length(replace(body, chr(10), ''))"


def stage_scan(
    con: DuckDBPyConnection,
    scan: Scan,
    about: Mapping[str, Any],
    heard: Callable[[float], None],
) -> int | None:
    """How many rows the engine read, odd ones included; None where it cannot read the file.

    ``about`` are ``first_id``, ``source_file`` and ``source_kind`` of the records. ``heard`` hears
    after each query what share of the work on the file is done, as measured. A file that the
    engine refuses, or of which it would lose a line, is left as it was.
    """
    import duckdb

    heard(0.15)  # its lines are counted, and it is in UTF-8
    try:
        con.execute(_filled("scanned", scan), {"path": str(scan.path)})
    except duckdb.Error:
        return None
    rows, lines = con.execute("select count(*), sum(physical_lines) from scanned").fetchall()[0]
    if (lines or 0) + scan.header_line != scan.lines:
        return None
    heard(0.5)
    con.execute(_filled("lines", scan), {"path": str(scan.path)})
    con.execute(query("stage", "odd_lines"))
    heard(0.7)
    con.execute(_filled("scanned_mail", scan), about)
    heard(0.95)
    return int(rows)


def odd_records(
    con: DuckDBPyConnection, scan: Scan, read_row: RowReader
) -> Iterator[Record | Rejected]:
    """The records of the rows that the engine does not read as the reader of rows does."""
    con.execute(_filled("odd_records", scan))
    while rows := con.fetchmany(_BATCH):
        for position, *cells in rows:
            named = zip(SCANNED, cells, strict=True)
            yield read_row(
                position, {field: cell for field, cell in named if field in scan.columns}
            )
    con.execute("drop table scanned; drop table scanned_places")


def _filled(name: str, scan: Scan) -> str:
    """The text of ``queries/stage/<name>.sql`` for the columns of ``scan``."""
    text = query("stage", name)
    for place, value in _places(scan).items():
        text = text.replace("{" + place + "}", value)
    return text


def _places(scan: Scan) -> dict[str, str]:
    columns = scan.columns
    names = ", ".join(f"'c{at}': 'varchar'" for at in range(scan.width))
    others = [f"c{at}" for at in range(scan.width) if at != columns.get("body")]
    body = (
        f"replace(c{columns['body']}, chr(13) || chr(10), chr(10))" if "body" in columns else "''"
    )
    optional = {
        field: f"trim({field})" if field in columns else "null"
        for field in ("subject", "template", "status")
    }
    return {
        "source": _parquet(scan) if scan.names else query("stage", "csv"),
        "names": "{" + names + "}",
        "where": "row" if scan.names else "line",
        "physical_lines": "1" if scan.names else _LINES,
        "separator": scan.separator,
        "text": body,
        "cells": ",\n        ".join(_cell(field, scan) for field in SCANNED),
        "others": ", ".join(others),
        "header_line": str(scan.header_line),
        "has_attachments": "'true'" if "attachments" in columns else "'false'",
        **optional,
    }


def _parquet(scan: Scan) -> str:
    quoted = ['"' + name.replace('"', '""') + '"' for name in scan.names]
    columns = ", ".join(f"{name} as c{at}" for at, name in enumerate(quoted))
    return f"(select {columns} from read_parquet($path))"


def _cell(field: str, scan: Scan) -> str:
    at = scan.columns.get(field)
    return f"'' as {field}" if at is None else f"coalesce(c{at}, '') as {field}"
