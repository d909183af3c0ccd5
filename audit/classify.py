"""Makes the relations of ``queries/views`` in file order: what each message says and may say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from audit import lexicon
from audit.database import add_rows, files_in, query, run_folder, set_variables
from audit.model import nothing
from audit.rule_calendar import exclusion_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def parts() -> int:
    """How often ``classify`` calls ``one_more``."""
    return len(files_in("views/sentences")) + 1 + len(files_in("views/verdicts"))


def classify(con: DuckDBPyConnection, one_more: Callable[[], None] = nothing) -> None:
    """Give every loaded message its verdict (table ``verdicts``) and what it rests on.

    Sentences are classified once, however many messages say them, and joined back. ``one_more`` is
    called after each part of the work.
    """
    patterns = lexicon.lexicon()
    add_rows(con, "lexicon", [astuple(pattern) for pattern in patterns])
    add_rows(con, "link_hosts", lexicon.link_hosts())
    add_rows(con, "notice_patterns", lexicon.notice_patterns())
    add_rows(con, "exclusions", exclusion_rows())
    add_rows(con, "sending_systems", lexicon.sending_systems())
    set_variables(con, lexicon.alternations(patterns))
    set_variables(con, lexicon.reference("carriers"))
    set_variables(con, {"autoresponder": lexicon.autoresponders()})
    run_folder(con, "views/sentences", one_more)
    find_hits(con, patterns)
    one_more()
    run_folder(con, "views/verdicts", one_more)


def find_hits(con: DuckDBPyConnection, patterns: Sequence[lexicon.Pattern]) -> None:
    """Fill ``pattern_hits`` from ``sentences``, family by family.

    Exclusions come last, and only of the categories of which something was found.
    """
    cyrillic = con.execute("select bool_or(regexp_matches(folded, '[а-яєіїґ]')) from sentences")
    skipped = () if cyrillic.fetchall()[0][0] else (lexicon.CYRILLIC,)
    families = lexicon.families([p for p in patterns if p.language not in skipped])
    for family in families:
        if family.role != "exclusion":
            _find(con, family)
    found = {row[0] for row in con.execute("select distinct category from pattern_hits").fetchall()}
    for family in families:
        if family.role == "exclusion" and family.category in found:
            _find(con, family)


def _find(con: DuckDBPyConnection, family: lexicon.Family) -> None:
    about = {"category": family.category, "role": family.role}
    asked = family.category in lexicon.ASKED
    about_family = {**about, "pattern": family.union, "asked": asked}
    con.execute(query("classify", "family"), about_family)
    if not con.execute("select 1 from family limit 1").fetchall():
        return
    hits = query("classify", "pattern_hits")
    for each in family.patterns:
        named = {"pattern_id": each.pattern_id, "language": each.language, "pattern": each.pattern}
        con.execute(hits, {**about, **named})
