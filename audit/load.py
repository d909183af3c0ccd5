"""Creates the tables and fills them: the only writer of rows, and the keeper of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from audit.database import add_rows, query, run_folder
from audit.model import InputFile, Record, Rejected, Scan, nothing, silent
from audit.scanned import RowReader, odd_records, stage_scan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNKNOWN = "unknown"
# The texts of records, by table: kept as numbered lines.
_TEXTS = {"staged_mail": "body", "staged_thread_message": "text"}
_JSON = """read_json(
    $path, format = 'newline_delimited', columns = {columns}, maximum_object_size = {longest}
)"""
_OFTEN = 1000  # records, after which those who wait hear of them
_SHORTEST = 16 * 1024 * 1024  # the engine's own


@dataclass(frozen=True)
class OpenedFile:
    """An input file whose kind is known, and its records, read as they are asked for."""

    source: InputFile
    kind: str
    sha256: str
    encoding: str
    records: Iterable[Record | Rejected]
    column_map: str = ""
    # How the engine can read the file by itself, told with a folder to write into; and who reads
    # the rows that are odd.
    scan: Callable[[Path], Scan | None] | None = None
    read_row: RowReader | None = None
    counted: Callable[[int], None] = silent  # hears how many records are read, of all files


def stage(con: DuckDBPyConnection, files: Iterable[OpenedFile], scratch: Path) -> None:
    """Fill the staging tables with the records of all files, every value as text.

    Records go through a file a table, so memory does not grow with the input.
    """
    columns = _staging_columns(con)
    with ExitStack() as stack:
        outputs = {
            table: stack.enter_context((scratch / f"{table}.jsonl").open("wb"))
            for table in [*columns, "input_files", "rejected_records"]
        }
        _write_records(con, files, columns, outputs, scratch)
    for table in outputs:
        _insert_json(con, table, scratch / f"{table}.jsonl")


def settle(
    con: DuckDBPyConnection,
    sender_addresses: Sequence[str] = (),
    own_domains: Sequence[str] = (),
    one_more: Callable[[], None] = nothing,
) -> None:
    """Type the staged records, tell copies of one message together, and close the ledger.

    ``sender_addresses`` and ``own_domains`` are the shop's own that the manifest names.
    ``one_more`` is called after each file of ``queries/load``.
    """
    named = [(address.lower(),) for address in sender_addresses]
    add_rows(con, "own_addresses", named)
    add_rows(con, "account_addresses", named)
    add_rows(con, "own_domains", [(domain.lower(),) for domain in own_domains])
    run_folder(con, "load", one_more)
    con.execute("checkpoint run")  # where much was loaded, it is compressed only now
    open_books = con.execute(
        "select source_file from ledger where records_read <> loaded + duplicates + rejected"
    ).fetchall()
    if open_books:
        raise AssertionError(f"the ledger does not balance: {open_books}")


def _staging_columns(con: DuckDBPyConnection) -> dict[str, frozenset[str]]:
    rows = con.execute(
        "select table_name, column_name from duckdb_columns() where table_name like 'staged_%'"
    ).fetchall()
    tables = dict.fromkeys(table for table, _ in rows if table != "staged_lines")
    return {
        table: frozenset({c for u, c in rows if u == table} | {_TEXTS.get(table, "record_id")})
        for table in tables
    }


def _write_records(
    con: DuckDBPyConnection,
    files: Iterable[OpenedFile],
    columns: Mapping[str, frozenset[str]],
    outputs: Mapping[str, IO[bytes]],
    scratch: Path,
) -> None:
    record_id = read = 0
    for number, opened in enumerate(files):
        unreadable = mended = 0
        records, staged = _scanned(con, opened, record_id, scratch)
        scanned, record_id = staged - record_id, staged
        opened.counted(read + scanned)
        # The odd rows of a scan were counted with it.
        for item in records if scanned else _counted(records, opened, read):
            record_id += 1
            if isinstance(item, Rejected):
                unreadable += 1
                _write(outputs["rejected_records"], _rejected_row(opened, item))
            else:
                mended += item.mended
                _write(outputs[_table(item, columns)], _staged_row(opened, item, record_id))
        row = {**_file_row(opened, number), "unreadable": unreadable, "mended": mended}
        _write(outputs["input_files"], row)
        read += scanned or record_id - staged
        opened.counted(read)


def _counted(
    records: Iterable[Record | Rejected], opened: OpenedFile, before: int
) -> Iterator[Record | Rejected]:
    """``records``, and word of how many they are, with those of the files before."""
    for number, item in enumerate(records, 1):
        yield item
        if number % _OFTEN == 0:
            opened.counted(before + number)


def _scanned(
    con: DuckDBPyConnection, opened: OpenedFile, record_id: int, scratch: Path
) -> tuple[Iterable[Record | Rejected], int]:
    """The records still to be written one by one, and the number of the last one staged."""
    scan = opened.scan(scratch) if opened.scan else None
    if scan is None or opened.read_row is None:
        return opened.records, record_id
    about = {
        "first_id": record_id + 1,
        "source_file": opened.source.name,
        "source_kind": opened.kind,
    }
    size = opened.source.path.stat().st_size
    rows = stage_scan(con, scan, about, lambda share: opened.source.heard(round(share * size)))
    if rows is None:
        return opened.records, record_id
    return odd_records(con, scan, opened.read_row), record_id + rows


def _table(record: Record, columns: Mapping[str, frozenset[str]]) -> str:
    table = f"staged_{record.table}"
    strange = record.values.keys() - columns[table]
    if strange:
        raise KeyError(f"{table} has no column {', '.join(sorted(strange))}")
    return table


def _staged_row(opened: OpenedFile, record: Record, record_id: int) -> dict[str, Any]:
    return {
        "record_id": record_id,
        "source_file": opened.source.name,
        "source_position": record.position,
        "source_kind": opened.kind,
        **record.values,
    }


def _rejected_row(opened: OpenedFile, rejected: Rejected) -> dict[str, Any]:
    return {
        "source_file": opened.source.name,
        "source_position": rejected.position,
        "reason": rejected.reason,
        "detail": rejected.detail,
    }


def _file_row(opened: OpenedFile, number: int) -> dict[str, Any]:
    return {
        "file_number": number,
        "source_file": opened.source.name,
        "kind": opened.kind,
        "sha256": opened.sha256,
        "encoding": opened.encoding,
        "column_map": opened.column_map,
    }


def _write(output: IO[bytes], row: Mapping[str, Any]) -> None:
    output.write(msgspec.json.encode(row))
    output.write(b"\n")


def _insert_json(con: DuckDBPyConnection, table: str, path: Path) -> None:
    if path.stat().st_size == 0:
        return
    rows = con.execute(f"describe {table}").fetchall()
    kinds = {name: kind for name, kind, *_ in rows if name not in ("lines", "text_hash")}
    text = _TEXTS.get(table)
    if text is not None:
        kinds[text] = "VARCHAR"
    columns = "{" + ", ".join(f"{name}: '{kind}'" for name, kind in kinds.items()) + "}"
    source = _JSON.format(columns=columns, longest=max(_SHORTEST, _longest_line(path)))
    insert(con, table, source, text, {"path": str(path)})


def _longest_line(path: Path) -> int:
    """Bytes of the longest line: each thread of the engine sets twice that aside."""
    with path.open("rb") as lines:
        return max(map(len, lines), default=0)


def insert(
    con: DuckDBPyConnection, table: str, source: str, text: str | None, values: Mapping[str, Any]
) -> None:
    """Insert the rows of ``source`` into a staging table, its column ``text`` as numbered lines.

    The source is read twice rather than kept: once for the rows, once for its distinct lines.
    """
    if text is None:
        con.execute(f"insert into {table} by name select * from {source}", values)
        return
    con.execute(query("stage", table).format(source=source), values)
    con.execute(query("stage", "lines").format(source=source, text=text), values)
