"""The worklists: orders to do something for, as rows; nothing is sent anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from audit.database import query
from audit.model import WorkItem, Worklist

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORKLISTS = ("documents_to_upload", "links_to_add", "orders_to_inform")
MOST_ROWS = 2_000
_BATCH = 5_000


def worklists(con: DuckDBPyConnection) -> tuple[Worklist, ...]:
    """Every worklist, also an empty one, with its first 2,000 orders."""
    found = {name: _gathered(name, items) for name, items in _by_list(con)}
    return tuple(found.get(name, Worklist(name, 0, (), ())) for name in WORKLISTS)


def worklist_rows(con: DuckDBPyConnection) -> Iterator[tuple[str, WorkItem]]:
    """Every order of every worklist, under the list's name; streamed, list by list."""
    con.execute(query("sections", "worklists"))
    while rows := con.fetchmany(_BATCH):
        for name, *values in rows:
            yield name, WorkItem(*values)


def _by_list(con: DuckDBPyConnection) -> Iterator[tuple[str, Iterator[WorkItem]]]:
    for name, rows in groupby(worklist_rows(con), key=lambda row: row[0]):
        yield name, (item for _, item in rows)


def _gathered(name: str, items: Iterator[WorkItem]) -> Worklist:
    kept: list[WorkItem] = []
    reasons: Counter[str] = Counter()
    for item in items:
        reasons[item.reason] += 1
        if len(kept) < MOST_ROWS:
            kept.append(item)
    return Worklist(name, reasons.total(), _most_first(reasons), tuple(kept))


def _most_first(reasons: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    ordered: Sequence[tuple[str, int]] = sorted(
        reasons.items(), key=lambda each: (-each[1], each[0])
    )
    return tuple(ordered)
