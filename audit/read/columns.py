"""Which column of a table holds what: by its name, by its values, by the manifest.

The names and shapes are data: ``queries/reference/columns.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from audit.paths import shipped

MAIL_LOG = "mail_log"
ORDER_TABLE = "order_table"
NOTICE_LIST = "notice_list"
PAYMENT = "payment"
USABLE = (
    "expected a recipient, a time sent, and a subject or a template; or an order id with its buyer"
    " or date; or columns named in the manifest"
)

_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")
_FEWEST_FITTING = 0.6
_MOST_SHAPED = 200


@dataclass(frozen=True)
class Column:
    """The column of one of our fields: ``decided`` by its alias, its shape or the manifest."""

    index: int
    name: str
    decided: str


@dataclass(frozen=True)
class ColumnMap:
    """What the columns of a table of one kind hold.

    ``columns`` is our field -> its column; ``unknown`` are the names no field claims, in order.
    ``format`` names the system that wrote the table where its header tells, and ``time_zone`` the
    zone of its times without one (empty: Europe/Warsaw is assumed).
    """

    table: str
    columns: Mapping[str, Column]
    unknown: tuple[str, ...] = ()
    format: str = ""
    time_zone: str = ""


@dataclass(frozen=True)
class _Format:
    name: str
    marks: frozenset[str]
    time_zone: str


@dataclass(frozen=True)
class _Vocabulary:
    """The folded aliases of every field of every kind of table, and what values look like."""

    aliases: Mapping[str, Mapping[str, tuple[str, ...]]]
    shapes: Mapping[str, re.Pattern[str]]
    strong: Mapping[str, tuple[str, ...]]
    usable: Mapping[str, tuple[frozenset[str], ...]]
    formats: tuple[_Format, ...]


def column_map(
    header: Sequence[str],
    sample: Sequence[Sequence[str]] = (),
    given: Mapping[str, str] | None = None,
    table: str = MAIL_LOG,
) -> ColumnMap:
    """The map of a table of the kind ``table``: our field -> column, each decided once.

    ``sample`` are some rows below the header; ``given`` is the manifest's map, our field -> the
    column's name (compared folded; an empty name says that no column holds the field; a name the
    table lacks is passed over).
    """
    known, folded = _vocabulary(), [fold(name) for name in header]
    found = _given(header, folded, given or {}, known.aliases[table])
    barred = {field for field, name in (given or {}).items() if not fold(name)}
    for field, names in known.aliases[table].items():
        if field not in found and field not in barred:
            index = _named(folded, names, known.shapes.get(field), sample, _taken(found))
            if index is not None:
                found[field] = Column(index, header[index], "alias")
    for field in known.strong[table]:
        if field not in found and field not in barred:
            index = _shaped(len(header), known.shapes[field], sample, _taken(found))
            if index is not None:
                found[field] = Column(index, header[index], "shape")
    taken = _taken(found)
    unknown = tuple(name for index, name in enumerate(header) if index not in taken)
    form = _format(folded)
    return ColumnMap(
        table, found, unknown, form.name if form else "", form.time_zone if form else ""
    )


def table_map(
    header: Sequence[str],
    sample: Sequence[Sequence[str]] = (),
    given: Mapping[str, str] | None = None,
) -> ColumnMap | None:
    """The map of a table whose kind is not known yet; None when it is of no kind we can use."""
    for table in (PAYMENT, NOTICE_LIST, MAIL_LOG, ORDER_TABLE):
        found = column_map(header, sample, given, table)
        if is_usable(found) and not (table == NOTICE_LIST and _is_log(header, sample)):
            return found
    return None


def _is_log(header: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
    """A list kept by hand says less than a log that happens to give reasons."""
    log = column_map(header, sample)
    return bool({"message_id", "status", "template", "body", "sender"} & log.columns.keys())


def is_usable(found: ColumnMap) -> bool:
    """Whether the table has what a record of its kind needs."""
    return all(group & found.columns.keys() for group in _vocabulary().usable[found.table])


def indexes(found: ColumnMap) -> dict[str, int]:
    """Our field -> the index of its column."""
    return {field: column.index for field, column in found.columns.items()}


def described(found: ColumnMap) -> str:
    """The map as one line of text for the ledger: ``time = Data wysłania (alias); …``.

    Columns that nothing claimed follow after a bar.
    """
    pairs = (f"{field} = {one.name} ({one.decided})" for field, one in found.columns.items())
    unknown = f" | {', '.join(found.unknown)}" if found.unknown else ""
    return "; ".join(pairs) + unknown


def fields_of(table: str) -> tuple[str, ...]:
    """The fields a manifest may map for a kind of table."""
    return tuple(_vocabulary().aliases[table])


def means(word: str, cell: str) -> bool:
    """Whether a cell has the shape ``word`` : ``yes``, ``no``, ``carrier_id``."""
    return _vocabulary().shapes[word].fullmatch(cell.strip()) is not None


def fold(name: str) -> str:
    """A column name in lower case, without diacritics, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l"))
    return _NOT_ALPHANUMERIC.sub("", plain)


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    text = (shipped("queries") / "reference" / "columns.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    tables = (MAIL_LOG, NOTICE_LIST, ORDER_TABLE, PAYMENT)
    return _Vocabulary(
        aliases={t: {f: _folded(names) for f, names in data[t].items()} for t in tables},
        shapes={field: re.compile(pattern) for field, pattern in data["shape"].items()},
        strong={t: tuple(data["strong"][t]) for t in tables},
        usable={t: tuple(frozenset(group) for group in data["usable"][t]) for t in tables},
        formats=tuple(
            _Format(each["name"], frozenset(_folded(each["marks"])), each.get("time_zone", ""))
            for each in data["format"]
        ),
    )


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in names))


def _taken(found: Mapping[str, Column]) -> set[int]:
    return {column.index for column in found.values()}


def _given(
    header: Sequence[str], folded: Sequence[str], given: Mapping[str, str], fields: Iterable[str]
) -> dict[str, Column]:
    """The columns the manifest names; an exact name before a folded one."""
    found = {}
    for field in fields:
        name = given.get(field, "")
        index = list(header).index(name) if name in header else _first(folded, fold(name))
        if name and index is not None:
            found[field] = Column(index, header[index], "manifest")
    return found


def _first(folded: Sequence[str], name: str) -> int | None:
    return folded.index(name) if name and name in folded else None


def _named(
    folded: Sequence[str],
    names: Sequence[str],
    shape: re.Pattern[str] | None,
    sample: Sequence[Sequence[str]],
    taken: set[int],
) -> int | None:
    """The column with the surest name; of several the first with values, and of the right shape."""
    candidates = [
        index
        for name in names
        for index, own in enumerate(folded)
        if own == name and index not in taken
    ]
    filled = [index for index in candidates if any(_cells(sample, index))]
    fitting = [index for index in filled if shape and _fits(sample, index, shape)]
    return next(iter((*fitting, *filled, *candidates)), None)


def _shaped(
    width: int, shape: re.Pattern[str], sample: Sequence[Sequence[str]], taken: set[int]
) -> int | None:
    """The first column nothing claimed whose values have the shape."""
    free = (index for index in range(width) if index not in taken)
    return next((index for index in free if _fits(sample, index, shape)), None)


def _fits(sample: Sequence[Sequence[str]], index: int, shape: re.Pattern[str]) -> bool:
    cells = _cells(sample, index)
    fitting = sum(shape.fullmatch(cell[:_MOST_SHAPED]) is not None for cell in cells)
    return bool(cells) and fitting >= len(cells) * _FEWEST_FITTING


def _cells(sample: Sequence[Sequence[str]], index: int) -> list[str]:
    """The values of one column, those of rows that are too short left out."""
    cells = (row[index].strip() for row in sample if index < len(row))
    return [cell for cell in cells if cell]


def _format(folded: Sequence[str]) -> _Format | None:
    present = set(folded)
    return next((each for each in _vocabulary().formats if each.marks <= present), None)
