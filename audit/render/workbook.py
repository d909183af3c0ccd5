"""How a workbook is written: tables of safe cells, fixed dates, the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

LINE: Final = 15.5  # points
A3, A4 = "8", "9"
TALLEST: Final = 260  # points; Excel allows 409
LONGEST: Final = 2000  # characters; a cell holds 32,767, but nobody reads that in a cell
FIXED: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook holds no zones
CONTROL_CHARACTERS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
STARTS_LIKE_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "#")
WRAP: Final = Alignment(vertical="top", wrap_text=True)
PLAIN: Final = Alignment(vertical="top")
INDENTED: Final = Alignment(vertical="top", indent=1)
TEXT: Final = Font(name="Calibri", size=11)
HEAD: Final = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
HEAD_FILL: Final = PatternFill("solid", fgColor="0F4C81")
TITLE: Final = Font(name="Calibri", size=16, bold=True, color="172033")
SOFT: Final = Font(name="Calibri", size=11, color="526077")
TONES: Final = {
    "bad": PatternFill("solid", fgColor="FBD5D5"),
    "warn": PatternFill("solid", fgColor="FCE6C4"),
    "good": PatternFill("solid", fgColor="CFEFDA"),
    "ask": PatternFill("solid", fgColor="E3D9F5"),
    "quiet": PatternFill("solid", fgColor="E5E9EF"),
}

Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Toned:
    """A word with a colour that stresses it; the word alone says the same."""

    text: str
    tone: str


@dataclass(frozen=True)
class Column:
    """A column: its header, width in characters, number format, and whether long text wraps."""

    header: str
    width: int
    number_format: str = "General"
    wrap: bool = False


def new_workbook(title: str) -> Workbook:
    """An empty workbook with fixed document properties."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "allegro-audit"
    book.properties.created = book.properties.modified = FIXED
    return book


def add_table(
    book: Workbook,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    note: str = "",
) -> None:
    """A sheet with one table under a frozen header; ``note`` stands above it in words."""
    sheet = _new_sheet(book, name, columns)
    header_row = 3 if note else 1
    sheet.freeze_panes = f"B{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    for line in [[styled(sheet, note, font=SOFT)], []] if note else []:
        sheet.append(line)
    sheet.row_dimensions[header_row].height = 2 * LINE
    sheet.append([_head(sheet, column.header) for column in columns])
    written = _append(sheet, columns, rows, header_row)
    last = f"{get_column_letter(len(columns))}{header_row + written}"
    # add_table() would warn that a write-only table has no columns; this one has them.
    sheet._tables.add(_table(name, f"A{header_row}:{last}", columns))


def _append(
    sheet: Any, columns: Sequence[Column], rows: Iterable[Sequence[Any]], header_row: int
) -> int:
    """How many rows were written: one at least, for a table without a row breaks the file."""
    written = 0
    for row in rows:
        written += 1
        pairs = list(zip(row, columns, strict=True))
        lines = max(_lines(value, column) for value, column in pairs)
        if lines > 1:  # not every program fits rows to wrapped text by itself
            sheet.row_dimensions[header_row + written].height = min(lines * LINE, TALLEST)
        sheet.append([_cell(sheet, value, column) for value, column in pairs])
    if not written:
        sheet.append([None for _ in columns])
    return max(written, 1)


def _lines(value: object, column: Column) -> int:
    """About how many lines a value takes in its column."""
    if not (column.wrap and isinstance(value, str)):
        return 1
    return sum(-(-max(len(line), 1) // column.width) for line in value.split("\n"))


def add_page(
    book: Workbook, name: str, widths: Sequence[int], lines: Iterable[Sequence[Any]]
) -> None:
    """A sheet of free lines: titles, facts and figures; a cell may be ``(value, looks)``."""
    sheet = _new_sheet(book, name, [Column("", width) for width in widths])
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 26
    for line in lines:
        sheet.append([_page_cell(sheet, value, place) for place, value in enumerate(line)])


def _new_sheet(book: Workbook, name: str, columns: Sequence[Column]) -> Any:
    sheet: Any = book.create_sheet(name)
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4 if len(columns) < 5 else A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A  &P/&N"
    sheet.sheet_view.showGridLines = False
    return sheet


def _table(name: str, place: str, columns: Sequence[Column]) -> Table:
    table = Table(displayName=f"{name}Table", ref=place)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    # A write-only sheet cannot read its header back: without the names Excel repairs the file.
    table._initialise_columns()  # type: ignore[attr-defined]
    for number, column in enumerate(columns):
        table.tableColumns[number].name = safe_text(column.header)
    return table


def styled(sheet: Any, value: Any, **looks: Any) -> Any:
    """A cell that holds ``value`` as it is: text stays text, whatever it starts with."""
    if isinstance(value, str):
        text = safe_text(value)
        cell = WriteOnlyCell(sheet, value=text)
        cell.data_type = "s"
        # Excel shows the text as typed, and keeps it text when somebody edits the cell.
        looks["quotePrefix"] = text.startswith(STARTS_LIKE_FORMULA)
    else:
        cell = WriteOnlyCell(sheet, value=value)
    cell.font = TEXT
    for look, worth in looks.items():
        _set_look(cell, look, worth)
    return cell


def _set_look(cell: Any, look: str, worth: Any) -> None:
    if look == "quotePrefix":
        if worth:
            cell._style.quotePrefix = 1
    else:
        setattr(cell, look, worth)


def _head(sheet: Any, header: str) -> Any:
    return styled(sheet, header, font=HEAD, fill=HEAD_FILL, alignment=WRAP)


def _cell(sheet: Any, value: Value | Toned, column: Column) -> Any:
    alignment = WRAP if column.wrap else PLAIN
    if isinstance(value, Toned):
        return styled(sheet, value.text, fill=TONES[value.tone], alignment=alignment)
    return styled(sheet, value, alignment=alignment, number_format=column.number_format)


def _page_cell(sheet: Any, value: Any, place: int) -> Any:
    if isinstance(value, tuple):
        text, looks = value
        return styled(sheet, text, **{"alignment": PLAIN, **looks})
    return styled(sheet, value, alignment=INDENTED if place else PLAIN)


def safe_text(text: str) -> str:
    """``text`` without what a workbook cannot hold, and visibly cut where it is very long."""
    clean = CONTROL_CHARACTERS.sub("\ufffd", text)
    if len(clean) <= LONGEST:
        return clean
    return f"{clean[:LONGEST]}… [+{len(clean) - LONGEST}]"


def save(book: Workbook, path: Path) -> None:
    """The workbook at ``path``; the same content gives the same bytes."""
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _pinned(members):
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # else the bytes would name the operating system
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)


def _pinned(members: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The members, without the moment of saving that openpyxl writes into the properties."""
    moment = FIXED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    for name, content in members:
        if name == "docProps/core.xml":
            yield name, re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment, content)
        else:
            yield name, content
