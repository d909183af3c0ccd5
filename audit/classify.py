"""Makes the relations of ``queries/views`` in file order: what each message says and may say."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from audit import lexicon
from audit.database import add_rows, query, run_folder, set_variables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def classify(con: DuckDBPyConnection) -> None:
    """Give every loaded message its verdict (table ``verdicts``) and what it rests on.

    Sentences are classified once, however many messages say them, and joined back.
    """
    patterns = lexicon.lexicon()
    add_rows(con, "lexicon", [astuple(pattern) for pattern in patterns])
    add_rows(con, "link_hosts", lexicon.link_hosts())
    add_rows(con, "notice_patterns", lexicon.notice_patterns())
    set_variables(con, lexicon.alternations(patterns))
    set_variables(con, lexicon.reference("carriers"))
    run_folder(con, "views/sentences")
    found = {row[0] for row in con.execute("select distinct category from acts").fetchall()}
    for pattern in patterns:
        if pattern.category in found and pattern.role in ("announcement", "subject", "exclusion"):
            _find(con, pattern)
    run_folder(con, "views/verdicts")


def _find(con: DuckDBPyConnection, pattern: lexicon.Pattern) -> None:
    names = ("pattern_id", "language", "role", "pattern", "category")
    con.execute(query("classify", "pattern_hits"), {name: getattr(pattern, name) for name in names})
