"""Delimited text: its separator, header and rows, each row with the line it starts on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from audit.model import InputFile, Rejected
from audit.read.encoding import clean
from audit.read.files import opened_text, unreadable

_SEPARATORS = ";,\t|"
_SEPARATOR_HINT = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_LINE_END = re.compile("\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
_LONGEST_FIELD = 2**31 - 1
_LONGEST_NAME = 80
_SAMPLE = 20
_MOST_TITLES = 12
_NUMBER = re.compile(r"[\d.,:+\-\s/TZ]+")


class Table(NamedTuple):
    """How a delimited file is cut, and its header (on physical line ``line``)."""

    separator: str
    header: tuple[str, ...]
    line: int


class Row(NamedTuple):
    """The cells of one row, as many as the header has, and the physical line it starts on."""

    line: int
    cells: Sequence[str]


def table_of(head: str) -> Table | None:
    """How a file that starts with ``head`` is cut; None when its first line is no header."""
    table = next(tables_of(head), None)
    above = [line for line in _lines(head)[: table.line - 1] if line.strip()] if table else []
    return table if len(above) < (2 if above and _SEPARATOR_HINT.match(above[0]) else 1) else None


def tables_of(head: str) -> Iterator[Table]:
    """How the file may be cut: its first line as the header, then the lines below (titles stand
    above the header of what was a spreadsheet). Nothing when the first line is no header."""
    filled = [(number, line) for number, line in enumerate(_lines(head), 1) if line.strip()]
    hint = _SEPARATOR_HINT.match(filled[0][1]) if filled else None
    for number, line in filled[1:][:_MOST_TITLES] if hint else filled[:_MOST_TITLES]:
        separator = hint[1] if hint else _separator(line)
        header = _header(line, separator) if separator else ()
        if header:
            yield Table(separator, header, number)


def _lines(head: str) -> list[str]:
    """Physical lines as files count them (``splitlines`` knows more line ends)."""
    return _LINE_END.split(head)


def _separator(line: str) -> str:
    bare = _QUOTED.sub("", line)
    best = max(_SEPARATORS, key=bare.count)
    return best if best in bare else ""


def _header(line: str, separator: str) -> tuple[str, ...]:
    if separator in '"\r\n':
        return ()
    names = [clean(name).strip() for name in next(csv.reader([line], delimiter=separator), [])]
    while names and not names[-1]:
        names.pop()
    return tuple(names) if len(names) > 1 and max(map(len, names)) <= _LONGEST_NAME else ()


def has_rows_like_header(table: Table, head: str) -> bool:
    """Whether a file that starts with ``head`` is a table with that header, and not prose.

    At least one row follows, most have the header's width, and names are no numbers.
    """
    lines = _lines(head)[table.line : table.line + _SAMPLE]
    below = [line.replace("\x00", "") for line in lines if line.strip()]
    widths = [len(row) for row in csv.reader(below, delimiter=table.separator) if row]
    fitting = sum(width == len(table.header) for width in widths)
    named = all(name and not _NUMBER.fullmatch(name) for name in table.header)
    return named and fitting > len(widths) * 0.8 and not _is_prose(table, below)


def sample_of(table: Table, head: str) -> list[list[str]]:
    """The cells of the first rows below the header, to tell columns by; a cut row is none."""
    lines = [line.replace("\x00", "") for line in _lines(head)[table.line :][: 10 * _SAMPLE]]
    rows = [row for row in csv.reader(lines, delimiter=table.separator) if any(row)]
    return [row for row in rows if len(row) >= len(table.header)][:_SAMPLE]


def _is_prose(table: Table, below: Sequence[str]) -> bool:
    """Two "columns" with a blank after every comma are a sentence."""
    return len(table.header) == 2 and table.separator == "," and all(", " in line for line in below)


def rows_of(source: InputFile, table: Table, is_ragged: bool = False) -> Iterator[Row | Rejected]:
    """Every row below the header; a row of another width is rejected, an empty one is none.

    ``is_ragged`` tables hold rows of several widths: theirs are given as they stand.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        with opened_text(source) as stream:
            rows = (row for row in _cells(stream, table.separator) if row.line > table.line)
            filled = (row for row in rows if any(cell.strip() for cell in row.cells))
            fitted = (row if is_ragged else _fitted(row, len(table.header)) for row in filled)
            yield from fitted
    except OSError as error:
        raise unreadable(source.name, error) from error


def _cells(stream: Iterable[str], separator: str) -> Iterator[Row]:
    """The rows of a file, header included.

    A row that spans lines and leaves a quote open was no quoted text: its lines are rows of their
    own, so that one stray quote does not swallow the rest of the file.
    """
    held: list[str] = []
    reader = csv.reader(_holding(stream, held), delimiter=separator)
    start = 1
    for cells in reader:
        if len(held) > 1 and sum(line.count('"') for line in held) % 2:
            yield from _unquoted(held, separator, start)
        elif cells:
            yield Row(start, cells)
        start += len(held)
        held.clear()


def _holding(stream: Iterable[str], held: list[str]) -> Iterator[str]:
    for line in stream:
        held.append(line)
        yield line.replace("\x00", "\ufffd")


def _unquoted(lines: Sequence[str], separator: str, start: int) -> Iterator[Row]:
    for number, line in enumerate(lines, start):
        cells = clean(line).rstrip("\r\n").split(separator)
        yield Row(number, [_bare(cell) for cell in cells])


def _bare(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if is_quoted else cell


def _fitted(row: Row, width: int) -> Row | Rejected:
    """The row cut to the header's width where only empty cells stand beyond it."""
    cells = row.cells
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) != width:
        detail = f"{len(cells)} fields, header has {width}"
        return Rejected(f"line {row.line}", "field_count", detail)
    return Row(row.line, cells)
