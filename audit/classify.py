"""Makes the relations of ``queries/views`` in file order: what each message says and may say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from audit import lexicon
from audit.database import add_rows, query, run_folder, set_variables
from audit.rule_calendar import exclusion_rows

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
    add_rows(con, "exclusions", exclusion_rows())
    set_variables(con, lexicon.alternations(patterns))
    set_variables(con, lexicon.reference("carriers"))
    set_variables(con, {"autoresponder": lexicon.autoresponders()})
    run_folder(con, "views/sentences")
    find_hits(con, patterns)
    run_folder(con, "views/verdicts")


def find_hits(con: DuckDBPyConnection, patterns: Sequence[lexicon.Pattern]) -> None:
    """Fill ``pattern_hits`` from ``acts``; patterns of a category without acts are not run."""
    found = {row[0] for row in con.execute("select distinct category from acts").fetchall()}
    hits = query("classify", "pattern_hits")
    names = ("pattern_id", "language", "role", "pattern", "category")
    for pattern in patterns:
        if pattern.category in found and pattern.role in lexicon.SENTENCE_ROLES:
            con.execute(hits, {name: getattr(pattern, name) for name in names})
