"""Spreadsheets (xlsx, xls, xlsb, ods): sheets of cells as text, with the row each stands on."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from audit.errors import InputError
from audit.model import InputFile
from audit.read.compound import has_endless_chain
from audit.read.delimited import Row
from audit.read.encoding import clean
from audit.read.files import file_bytes

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What every spreadsheet of that format has inside: names of members, or of entries in the directory
# (UTF-16, padded with NUL). A locked one is an OLE file whatever it was before.
_MARKS = (b"xl/workbook", b"opendocument.spreadsheet")
_OLE_MARKS = tuple(
    name.encode("utf-16-le") + bytes(16) for name in ("Workbook", "Book", "EncryptedPackage")
)
_MOST_BYTES = 2 * 1024**3
_EXACT = 10**15
_PANIC = "PanicException"  # of the Rust library: no subclass of Exception
_EXPECTED = "expected a spreadsheet that opens without a password"


def is_workbook(head: bytes) -> bool:
    """Whether bytes start as something a spreadsheet may be packed in."""
    return head.startswith((_ZIP, _OLE))


def is_spreadsheet(source: InputFile) -> bool:
    """Whether a packed file is a spreadsheet, and not another document or a message."""
    data = file_bytes(source)
    if data.startswith(_OLE):
        return any(mark in data for mark in _OLE_MARKS)
    return data.startswith(_ZIP) and any(mark in data for mark in _MARKS)


def workbook_rows(source: InputFile, limit: int | None = None) -> Iterator[tuple[str, list[Row]]]:
    """For each sheet where its rows stand (``row``, of several ``Maj: row``) and its filled rows.

    InputError when the file cannot be opened (damaged, or locked by a password).
    """
    data = file_bytes(source)
    _refuse_bomb(source.name, data)
    for where, cells in _opened(source.name, data, limit):
        rows = (Row(number, [text_of(cell) for cell in row]) for number, row in enumerate(cells, 1))
        yield where, [row for row in rows if any(row.cells)]


def _opened(
    name: str, data: bytes, limit: int | None
) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    from python_calamine import CalamineWorkbook

    with _named(name):
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    for sheet in workbook.sheet_names:
        where = "row" if len(workbook.sheet_names) == 1 else f"{clean(sheet)}: row"
        with _named(name):
            cells = workbook.get_sheet_by_name(sheet).to_python(False, limit)
        yield where, cells


@contextmanager
def _named(name: str) -> Iterator[None]:
    """What the library cannot open is an error of the input; it panics over some damaged files."""
    from python_calamine import CalamineError

    try:
        yield
    except BaseException as error:
        if not isinstance(error, CalamineError | ValueError) and type(error).__name__ != _PANIC:
            raise
        raise InputError(f"{name}: cannot be opened as a spreadsheet: {_EXPECTED}") from error


def _refuse_bomb(name: str, data: bytes) -> None:
    if data.startswith(_OLE):
        if has_endless_chain(data):
            raise InputError(f"{name}: is a damaged spreadsheet: {_EXPECTED}")
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(f"{name}: is a damaged spreadsheet: {_EXPECTED}") from error
    if size > _MOST_BYTES:
        raise InputError(f"{name}: unpacks to {size} bytes: expected at most {_MOST_BYTES}")


def text_of(value: Any) -> str:
    """A cell as text: whole numbers without ``.0``, dates as ISO 8601, lists joined by ``|``.

    A number that a double cannot hold exactly stays in scientific notation, so that nobody takes it
    for a parcel number.
    """
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, list | tuple):
        return "|".join(text_of(one) for one in value)
    return "" if value is None else clean(str(value)).strip()


def _number(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.6g}"
    return str(int(value)) if value.is_integer() else repr(value)
