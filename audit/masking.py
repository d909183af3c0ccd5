"""Fills the tables of what may be shown in place of texts and recipients."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from audit.database import add_rows, query
from audit.redact import mask_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Show = Callable[[str], str]


def shower(con: DuckDBPyConnection, privacy: str) -> Show:
    """What makes a text safe to show: masked, knowing the buyers' names; or, ``full``, as it is."""
    if privacy == "full":
        return lambda text: text
    rows = con.execute("select distinct fold(name) from buyer_names").fetchall()
    names = frozenset(word for (name,) in rows for word in name.split() if len(word) > 2)
    return lambda text: mask_text(text, names)


def mask(con: DuckDBPyConnection, show: Show, privacy: str, key: bytes) -> None:
    """Fill ``masked_texts`` and ``pseudonyms``; with ``full`` privacy nothing is masked."""
    texts = con.execute(query("masking", "texts")).fetchall()
    add_rows(con, "masked_texts", [(text, show(text)) for (text,) in texts])
    secret = "" if privacy == "full" else key.hex()
    con.execute(query("masking", "pseudonyms"), {"key": secret})
