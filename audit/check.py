"""Checks controls: runs each SELECT, keeps its findings in the database, brings back counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.database import add_rows, query, set_variables
from audit.model import CheckResult, Control, FindingCount, Waiver

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def check(con: DuckDBPyConnection, control: Control) -> CheckResult:
    """What checking ``control`` brought; findings stay in the table ``findings``.

    A control whose data are missing is not run, and one that fails is reported, never skipped.
    """
    import duckdb

    missing = missing_for(con, control)
    if missing:
        return CheckResult(control, 0, 0, missing=missing)
    try:
        return _counts(con, control)
    except duckdb.Error as err:
        return CheckResult(control, 0, 0, error=str(err).splitlines()[0])


def missing_for(con: DuckDBPyConnection, control: Control) -> tuple[str, ...]:
    """What ``control`` requires (a table, or a column of one) and the data lacks."""
    return tuple(each for each in control.requires if not _supplied(con, each))


def add_waiver_scopes(con: DuckDBPyConnection, waivers: Sequence[Waiver]) -> None:
    """Name the orders and messages that waivers cover, so that their findings are counted apart."""
    scopes = {(kind, getattr(each, kind)) for each in waivers for kind in ("order", "message")}
    add_rows(con, "waiver_scopes", sorted((kind, name) for kind, name in scopes if name))


def _counts(con: DuckDBPyConnection, control: Control) -> CheckResult:
    set_variables(con, {"control_id": control.id})
    con.execute(
        f"create or replace temp view control_population as select * from {control.population}"
    )
    con.execute(f"create or replace temp view control_rows as {control.sql}")
    (population, judged), *_ = con.execute(query("check", "population")).fetchall()
    con.execute(query("check", "findings"))
    rows = con.execute(query("check", "counts")).fetchall()
    return CheckResult(
        control, population, judged, tuple(FindingCount(control.id, *row) for row in rows)
    )


def _supplied(con: DuckDBPyConnection, name: str) -> bool:
    table, _, column = name.partition(".")
    ((supplied,),) = con.execute(f"select count({column or '*'}) > 0 from {table}").fetchall()
    return bool(supplied)
