"""Which column of a table holds what: by its name, by its values, by the manifest.

The names and shapes are data: ``queries/reference/columns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit.read.column_words import (
    MAIL_LOG,
    NOTICE_LIST,
    ORDER_TABLE,
    PAYMENT,
    fold,
    format_of,
    means,
    vocabulary,
)

USABLE = (
    "expected a recipient, a time sent, and a subject or a template; or an order id with its buyer"
    " or date; or columns named in the manifest"
)

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
    known, folded = vocabulary(), [fold(name) for name in header]
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
    form = format_of(folded)
    return ColumnMap(
        table, found, unknown, form.name if form else "", form.time_zone if form else ""
    )


def table_map(
    header: Sequence[str],
    sample: Sequence[Sequence[str]] = (),
    given: Mapping[str, str] | None = None,
) -> ColumnMap | None:
    """The map of a table whose kind is not known yet; None when it is of no kind we can use.

    A header that holds values is none: its row would be lost, and its values printed as names.
    """
    if any(holds_value(name) for name in header):
        return None
    maps = [column_map(header, sample, given, t) for t in (PAYMENT, NOTICE_LIST, MAIL_LOG)]
    orders = column_map(header, sample, given, ORDER_TABLE)
    maps.insert(2 if _is_rather(orders, maps[-1]) else 3, orders)
    usable = (found for found in maps if is_usable(found))
    return next((one for one in usable if _is_meant(one, maps, sample)), None)


def _is_meant(found: ColumnMap, maps: Sequence[ColumnMap], sample: Sequence[Sequence[str]]) -> bool:
    """Whether a usable map is no accident: reasons of blocks, and orders that mail can be told to
    belong to (a buyer, or Allegro's own ids)."""
    if found.table == NOTICE_LIST:
        return _is_list(found, maps)
    if found.table != ORDER_TABLE or {"buyer_email", "buyer_login"} & found.columns.keys():
        return True
    shape = vocabulary().shapes["order_id"]
    return _fits(sample, found.columns["order_id"].index, shape)


def _is_rather(orders: ColumnMap, log: ColumnMap) -> bool:
    """Whether the columns tell of orders more than of mail."""
    ours = vocabulary().telling[ORDER_TABLE] & orders.columns.keys()
    return len(ours) > 1 and len(ours) > len(vocabulary().telling[MAIL_LOG] & log.columns.keys())


def _is_list(found: ColumnMap, maps: Sequence[ColumnMap]) -> bool:
    """Whether reasons are those of stopped mail: the list names subjects or speaks of blocks, says
    less than a log that happens to give reasons, and nothing of what orders hold."""
    log = next(one for one in maps if one.table == MAIL_LOG)
    orders = next(one for one in maps if one.table == ORDER_TABLE)
    names = [fold(column.name) for column in found.columns.values()]
    speaks = "subject" in found.columns or any(means("block", name) for name in names)
    says_more = {"message_id", "status", "template", "body", "sender"} & log.columns.keys()
    return speaks and not says_more and not {"amount", "quantity"} & orders.columns.keys()


def is_usable(found: ColumnMap) -> bool:
    """Whether the table has what a record of its kind needs."""
    return all(group & found.columns.keys() for group in vocabulary().usable[found.table])


def indexes(found: ColumnMap) -> dict[str, int]:
    """Our field -> the index of its column."""
    return {field: column.index for field, column in found.columns.items()}


def holds_value(name: str) -> bool:
    """Whether what stands in a header is no name but an address, an id or a time."""
    return "@" in name or any(means(shape, name) for shape in ("order_id", "time"))


def described(found: ColumnMap) -> str:
    """The map as one line of text for the ledger: ``time = Data wysłania (alias); …``.

    Columns that nothing claimed follow after a bar.
    """
    pairs = (f"{field} = {one.name} ({one.decided})" for field, one in found.columns.items())
    unknown = f" | {', '.join(found.unknown)}" if found.unknown else ""
    return "; ".join(pairs) + unknown


def fields_of(table: str) -> tuple[str, ...]:
    """The fields a manifest may map for a kind of table."""
    return tuple(vocabulary().aliases[table])


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
