"""Big mail logs as the engine can read them by itself: cut how, which column is what."""

from __future__ import annotations

import codecs
from pathlib import Path

from audit.model import SCANNED, InputFile, Scan
from audit.read.column_words import MAIL_LOG
from audit.read.columns import ColumnMap, indexes, table_map
from audit.read.delimited import Table, sample_of, tables_of
from audit.read.encoding import encoding_of
from audit.read.files import HEAD, file_bytes, file_encoding, head_text
from audit.read.parquet import is_parquet
from audit.read.sheets import Given

SMALLEST = 4 * 1024 * 1024
_ENGINE_CODECS = ("utf-8", "utf-8-sig")
_BLOCK = 8 * 1024 * 1024


def scan_of(source: InputFile, scratch: Path, smallest: int = SMALLEST) -> Scan | None:
    """How the engine can read ``source`` by itself; None where each row needs a look.

    A file in a legacy encoding is written once as UTF-8 into ``scratch``.
    """
    if source.path.stat().st_size < smallest:
        return None
    head = file_bytes(source, HEAD)
    if is_parquet(head):
        return _parquet_scan(source)
    if b"\x00" in head and encoding_of(head) in _ENGINE_CODECS:
        return None
    found = _table(head_text(source), dict(source.columns))
    if found is None:
        return None
    table, columns = found
    path = _as_utf8(source, scratch)
    lines = _line_count(path)
    width = len(table.header)
    return Scan(path, table.separator, width, table.line, lines, indexes(columns))


def _parquet_scan(source: InputFile) -> Scan | None:
    import duckdb

    path = {"path": str(source.path)}
    try:
        with duckdb.connect(config={"threads": 1}) as con:
            described = con.execute("describe from read_parquet($path)", path).fetchall()
            sample = con.execute("select * from read_parquet($path) limit 20", path).fetchall()
            (rows,) = con.execute("select count(*) from read_parquet($path)", path).fetchall()[0]
    except duckdb.Error:
        return None
    if any(kind != "VARCHAR" for _, kind, *_ in described):
        return None
    names = tuple(str(name) for name, *_ in described)
    cells = [[cell or "" for cell in row] for row in sample]
    columns = table_map(names, cells, dict(source.columns))
    if columns is None or not _is_plain(columns):
        return None
    return Scan(source.path, "", len(names), 0, int(rows), indexes(columns), names)


def _is_plain(columns: ColumnMap) -> bool:
    known = columns.columns.keys() <= set(SCANNED)
    return columns.table == MAIL_LOG and not columns.time_zone and known


def _table(text: str, given: Given | None) -> tuple[Table, ColumnMap] | None:
    for table in tables_of(text):
        columns = table_map(table.header, sample_of(table, text), given)
        if columns is not None:
            return (table, columns) if _is_plain(columns) else None
    return None


def _as_utf8(source: InputFile, scratch: Path) -> Path:
    codec = file_encoding(source)
    if codec in _ENGINE_CODECS:
        return source.path
    target = scratch / f"{abs(hash(source.path))}.utf8"
    decode = codecs.getincrementaldecoder(codec)("replace")
    with source.path.open("rb") as old, target.open("wb") as new:
        while block := old.read(_BLOCK):
            new.write(decode.decode(block).encode("utf-8", "replace"))
        new.write(decode.decode(b"", final=True).encode("utf-8", "replace"))
    return target


def _line_count(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")
