"""The database of one run: opened in memory, filled by load, locked before anything is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.model import nothing
from audit.paths import shipped

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def database(
    scratch: Path, threads: int | None = None, memory_limit: str = "2GB"
) -> DuckDBPyConnection:
    """A fresh database in memory, empty tables, zone Europe/Warsaw, spilling into ``scratch``.

    ``threads`` as many as cores, unless the work is too small to share out. What does not fit
    ``memory_limit`` waits in ``scratch``.
    """
    import duckdb

    settings = {
        "TimeZone": "Europe/Warsaw",
        "temp_directory": str(scratch / "spill"),
        "memory_limit": memory_limit,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "enable_progress_bar": "false",
    }
    con = duckdb.connect(":memory:", config={"threads": str(threads)} if threads else {})
    # Ids, addresses and subjects compress to a third; the memory that saves is spilling saved.
    con.execute("attach ':memory:' as run (compress)")
    con.execute("use run")
    for name, value in settings.items():
        con.execute(
            f"set {name} = '{value}'".replace(str(scratch), str(scratch).replace("'", "''"))
        )
    run_folder(con, "macros")
    run_folder(con, "tables")
    return con


def run_folder(
    con: DuckDBPyConnection, folder: str, one_more: Callable[[], None] = nothing
) -> None:
    """Run every statement of ``queries/<folder>/*.sql`` in file order; ``one_more`` is called after
    each file."""
    for path in files_in(folder):
        con.execute(path.read_text("utf-8"))
        one_more()


def files_in(folder: str) -> list[Path]:
    """The files of ``queries/<folder>`` in the order in which they are run."""
    return sorted((shipped("queries") / folder).glob("*.sql"))


@cache
def query(folder: str, name: str) -> str:
    """The text of ``queries/<folder>/<name>.sql``."""
    return (shipped("queries") / folder / f"{name}.sql").read_text("utf-8")


def add_rows(con: DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert ``rows`` into ``table``, values in the order of its columns."""
    if not rows:
        return
    described = con.execute(f"describe {table}").fetchall()[: len(rows[0])]
    names = ", ".join(name for name, *_ in described)
    values = ", ".join(f"unnest(${name}::{kind}[])" for name, kind, *_ in described)
    columns = zip(*rows, strict=True)
    lists = {name: list(column) for (name, *_), column in zip(described, columns, strict=True)}
    con.execute(f"insert into {table} ({names}) select {values}", lists)


def set_variables(con: DuckDBPyConnection, values: Mapping[str, str]) -> None:
    """Set the SQL variables that query files read with ``getvariable``."""
    for name, value in values.items():
        con.execute(f"set variable {name} = $value", {"value": value})


def lock(con: DuckDBPyConnection, writable: Path) -> None:
    """Close the database to everything outside it but the folder ``writable``, for good."""
    folder = str(writable.resolve()).replace("'", "''")
    con.execute(f"set allowed_directories = ['{folder}']")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
