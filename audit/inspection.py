"""What the input files hold, which controls they can show, and what is missing: before any audit.

The files are read and loaded by the code of a run; nothing is classified or checked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.check import missing_for
from audit.controls import read_controls
from audit.database import database, query
from audit.inputs import opened, text_encoding
from audit.interrupts import interruptible
from audit.lexicon import reference
from audit.load import UNKNOWN
from audit.model import (
    Control,
    Example,
    FileFacts,
    InputFile,
    Inspection,
    Need,
    Outlook,
    Tell,
    Text,
)
from audit.pipeline import RunOptions, files_of, load_opened
from audit.redact import shape_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAIL_KINDS = ("mbox", "eml")


def inspect(options: RunOptions, tell: Tell) -> Inspection:
    """What the files below ``options.paths`` hold; a file that cannot be read is named, not fatal.

    InputError for paths that are missing or empty and for archives that cannot be unpacked.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch, faults = Path(folder), dict[str, str]()
        con = database(scratch)
        with interruptible(con):
            files = files_of(options, scratch, tell)
            reading = opened(files, frozenset(), lambda _: None, tell, faults)
            load_opened(con, reading, options, scratch, tell)
            shown = str if options.privacy == "full" else shape_of
            needs = _needs(con)
            found = Inspection(
                files=tuple(_file(con, files, faults, shown)),
                needs=needs,
                outlooks=tuple(outlook(con, control, needs) for control in read_controls()),
                senders=tuple(_rows(con, "senders")),
                marketplaces=tuple(_rows(con, "marketplaces")),
                expected_marketplace=options.engagement.marketplace,
            )
        con.close()
    return found


def _file(
    con: DuckDBPyConnection,
    files: Sequence[InputFile],
    faults: Mapping[str, str],
    shown: Callable[[str], str],
) -> list[FileFacts]:
    days = {name: (first, last) for name, first, last in _rows(con, "days")}
    examples = _examples(con, shown)
    ledger = con.execute(query("sections", "ledger")).fetchall()
    by_name = {row[0]: row for row in ledger}
    facts = []
    for source in files:
        _, kind, _, read, loaded, duplicates, rejected, *_ = by_name[source.name]
        columns = _columns(source, kind)
        facts.append(
            FileFacts(
                file=source.name,
                kind=kind,
                sure=_sure(kind, read, columns),
                encoding=_encoding(source, kind),
                columns=columns,
                first=days.get(source.name, (None, None))[0],
                last=days.get(source.name, (None, None))[1],
                read=read,
                loaded=loaded,
                duplicates=duplicates,
                rejected=rejected,
                examples=tuple(examples.get(source.name, ())),
                fault=faults.get(source.name, ""),
            )
        )
    return facts


def _examples(con: DuckDBPyConnection, shown: Callable[[str], str]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for file, reason, records, places, details, values in _rows(con, "rejects"):
        what = [detail or shown(value) for detail, value in zip(details, values, strict=True)]
        shown_at = tuple(zip(places, what, strict=True))
        found.setdefault(file, []).append(Example(reason, records, shown_at))
    return found


def _columns(source: InputFile, kind: str) -> tuple[tuple[str, str, str], ...]:
    """The columns of every table in the file; of several tables each with its place."""
    from audit.read import TABLES
    from audit.read.sheets import column_maps

    tables = column_maps(source, dict(source.columns)) if kind in TABLES else []
    start = "{}: " if len(tables) > 1 else ""
    return tuple(
        (start.format(where) + what, column.name, column.decided)
        for where, _, found in tables
        for what, column in (found.columns.items() if found else ())
    )


def _encoding(source: InputFile, kind: str) -> str:
    """Of text files; a mail names its own encodings, part by part."""
    return "" if kind in (*MAIL_KINDS, UNKNOWN) else text_encoding(source)


def _sure(kind: str, read: int, columns: tuple[tuple[str, str, str], ...]) -> str:
    """An empty page, and columns known by their values alone, may be something else after all."""
    decided = {how for _, _, how in columns}
    if kind == UNKNOWN:
        return "unknown"
    if not read or "shape" in decided:
        return "likely"
    return "told" if "manifest" in decided else "certain"


def _needs(con: DuckDBPyConnection) -> tuple[Need, ...]:
    facts = {name: (known, total) for name, known, total in _rows(con, "facts")}
    return tuple(_need(row, *facts[row["id"]]) for row in reference("needs")["need"])


def _need(row: Mapping[str, Any], known: int, total: int) -> Need:
    return Need(
        id=row["id"],
        must=row["must"],
        known=known,
        total=total,
        met=known > 0 and known >= row["share"] * total,
        categories=tuple(row["categories"]),
        tables=tuple(row["tables"]),
        without=Text(**row["without"]),
        ask=Text(**row["ask"]),
    )


def outlook(con: DuckDBPyConnection, control: Control, needs: Sequence[Need]) -> Outlook:
    """Whether ``control`` can be assessed with what was loaded, and which needs are not met."""
    required = {each.partition(".")[0] for each in control.requires}
    touching = [n for n in needs if control.category in n.categories or required & set(n.tables)]
    lacks = tuple(each for each in touching if not each.met)
    missing = _missing(con, control, needs)
    if missing or any(each.must for each in lacks):
        return Outlook(
            control, "not", tuple(each for each in lacks if required & set(each.tables)), missing
        )
    return Outlook(control, "part" if lacks else "whole", lacks)


def _missing(con: DuckDBPyConnection, control: Control, needs: Sequence[Need]) -> tuple[str, ...]:
    """What the control requires and a run will lack; what classifying makes is told by its need."""
    made = {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
    loaded = [each for each in control.requires if each.partition(".")[0] in made]
    later = [each for each in control.requires if each.partition(".")[0] not in made]
    known = {table for each in needs if each.known for table in each.tables}
    told = {table for each in needs for table in each.tables}
    return (
        *missing_for(con, replace(control, requires=tuple(loaded))),
        *(each for each in later if each in told - known),
    )


def _rows(con: DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return con.execute(query("inspect", name)).fetchall()
