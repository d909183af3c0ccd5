"""How a workbook is written: tables of safe cells, fixed dates, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

LINE: Final = 15.5  # points
A3, A4 = 8, 9
TALLEST: Final = 260  # points; Excel allows 409
LONGEST: Final = 2000  # characters; a cell holds 32,767, but nobody reads that in a cell
FIXED: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook holds no zones
CONTROL_CHARACTERS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
STARTS_LIKE_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "#")

Looks = Mapping[str, Any]  # format properties, as XlsxWriter names them
TEXT: Final[Looks] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
WRAP: Final[Looks] = {"text_wrap": True}
HEAD: Final[Looks] = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0F4C81"}
TITLE: Final[Looks] = {"bold": True, "font_size": 16, "font_color": "#172033"}
LINKED: Final[Looks] = {"font_color": "#0F4C81", "underline": 1}
SOFT: Final[Looks] = {"font_color": "#526077"}
TONES: Final[Mapping[str, Looks]] = {
    "bad": {"bg_color": "#FBD5D5"},
    "warn": {"bg_color": "#FCE6C4"},
    "good": {"bg_color": "#CFEFDA"},
    "ask": {"bg_color": "#E3D9F5"},
    "quiet": {"bg_color": "#E5E9EF"},
}


@dataclass(frozen=True)
class Workbook:
    """A workbook being written, and the formats it has: one for each combination of looks."""

    file: xlsxwriter.Workbook
    formats: dict[frozenset[tuple[str, Any]], Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Toned:
    """A word with a colour that stresses it; the word alone says the same."""

    text: str
    tone: str


@dataclass(frozen=True)
class Link:
    """A text that leads to a sheet of the same workbook, to its ``row`` counted from 1."""

    text: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Column:
    """A column: its header, width in characters, number format, and whether long text wraps.

    ``choices`` are what may be entered by hand, where that is limited.
    """

    header: str
    width: int
    number_format: str = "General"
    wrap: bool = False
    choices: tuple[str, ...] = ()


def new_workbook(path: Path, title: str) -> Workbook:
    """An empty workbook that ``save`` puts at ``path``, with fixed document properties."""
    file = xlsxwriter.Workbook(path)
    file.set_properties({"title": title, "author": "allegro-audit", "created": FIXED})
    return Workbook(file)


def add_table(
    book: Workbook,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    note: str = "",
) -> None:
    """A sheet with one table under a frozen header; ``note`` stands above it in words."""
    sheet = _new_sheet(book, name, columns)
    head = 2 if note else 0
    if note:
        _write(book, sheet, (0, 0), note, SOFT)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    sheet.set_row(head, 2 * LINE)
    # An empty table breaks the file: it gets one empty row.
    last = max(_append(book, sheet, columns, rows, head + 1), head + 1)
    looks = _format(book, {**HEAD, **WRAP})
    headers = [{"header": safe_text(c.header), "header_format": looks} for c in columns]
    style = {"name": f"{name}Table", "style": "Table Style Light 1", "columns": headers}
    sheet.add_table(head, 0, last, len(columns) - 1, style)
    for place, column in enumerate(columns):
        if column.choices:
            choices = {"validate": "list", "source": list(column.choices), "ignore_blank": True}
            sheet.data_validation(head + 1, place, last, place, choices)


def _append(
    book: Workbook, sheet: Any, columns: Sequence[Column], rows: Iterable[Sequence[Any]], first: int
) -> int:
    """The number of the last row written."""
    place = first - 1
    looks = [_column_looks(column) for column in columns]
    wrapped = [place for place, column in enumerate(columns) if column.wrap]
    for place, row in enumerate(rows, start=first):
        lines = max((_lines(row[at], columns[at]) for at in wrapped), default=1)
        if lines > 1:  # not every program fits rows to wrapped text by itself
            sheet.set_row(place, min(lines * LINE, TALLEST))
        for at, value in enumerate(row):
            _write(book, sheet, (place, at), value, looks[at])
    return place


def _column_looks(column: Column) -> Looks:
    number = {"num_format": column.number_format} if column.number_format != "General" else {}
    return {**number, **(WRAP if column.wrap else {})}


def _lines(value: object, column: Column) -> int:
    """About how many lines a value takes in its column."""
    if not isinstance(value, str):
        return 1
    return sum(-(-max(len(line), 1) // column.width) for line in value.split("\n"))


def add_page(
    book: Workbook, name: str, widths: Sequence[int], lines: Iterable[Sequence[Any]]
) -> None:
    """A sheet of free lines: titles, facts and figures; a cell may be ``(value, looks)``."""
    sheet = _new_sheet(book, name, [Column("", width) for width in widths])
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 26)
    for place, line in enumerate(lines):
        for at, cell in enumerate(line):
            value, looks = cell if isinstance(cell, tuple) else (cell, {"indent": 1} if at else {})
            _write(book, sheet, (place, at), value, looks)


def _new_sheet(book: Workbook, name: str, columns: Sequence[Column]) -> Any:
    sheet = book.file.add_worksheet(name)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    sheet.set_landscape()
    sheet.set_paper(A4 if len(columns) < 5 else A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A  &P/&N")
    sheet.hide_gridlines(2)
    return sheet


def _write(book: Workbook, sheet: Any, place: tuple[int, int], value: Any, looks: Looks) -> None:
    """Write ``value`` as it is: text stays text, whatever it starts with."""
    if isinstance(value, Link):
        _write_link(book, sheet, place, value, looks)
        return
    if isinstance(value, Toned):
        value, looks = value.text, {**looks, **TONES[value.tone]}
    match value:
        case None:
            return
        case str():
            text = safe_text(value)
            if text.startswith(STARTS_LIKE_FORMULA):
                # Excel shows the text as typed, and keeps it text when somebody edits the cell.
                looks = {**looks, "quote_prefix": True}
            sheet.write_string(*place, text, _format(book, looks))
        case bool():
            sheet.write_boolean(*place, value, _format(book, looks))
        case int() | float():
            sheet.write_number(*place, value, _format(book, looks))
        case _:
            sheet.write_datetime(*place, value, _format(book, looks))


def _write_link(
    book: Workbook, sheet: Any, place: tuple[int, int], link: Link, looks: Looks
) -> None:
    text = safe_text(link.text)
    looks = {**looks, **LINKED, "quote_prefix": text.startswith(STARTS_LIKE_FORMULA)}
    sheet.write_url(*place, f"internal:'{link.sheet}'!A{link.row}", _format(book, looks), text)


def _format(book: Workbook, looks: Looks) -> Any:
    key = frozenset(looks.items())
    if key not in book.formats:
        book.formats[key] = book.file.add_format({**TEXT, **looks})
    return book.formats[key]


def safe_text(text: str) -> str:
    """``text`` without what a workbook cannot hold, and visibly cut where it is very long."""
    clean = CONTROL_CHARACTERS.sub("\ufffd", text)
    if len(clean) <= LONGEST:
        return clean
    return f"{clean[:LONGEST]}… [+{len(clean) - LONGEST}]"


def save(book: Workbook) -> None:
    """The workbook is at its path; the same content gives the same bytes."""
    book.file.close()
