"""Who gets a pseudonym, and what it depends on."""

from __future__ import annotations

import re

from duckdb import DuckDBPyConnection

from audit.masking import mask
from tests.shop import shop


def pseudonyms(con: DuckDBPyConnection, key: bytes, privacy: str = "masked") -> dict[str, str]:
    con.execute("delete from pseudonyms")
    mask(con, lambda text: text, privacy, key)
    return dict(con.execute("select raw, shown from pseudonyms").fetchall())


def test_a_pseudonym_is_stable_and_depends_on_key_and_person() -> None:
    con = shop([("message", {"id": "one"}), ("message", {"id": "two"})])
    first = pseudonyms(con, b"key")
    assert len(set(first.values())) == 2
    assert all(re.fullmatch(r"buyer-[0-9a-f]{10}", shown) for shown in first.values())
    assert pseudonyms(con, b"key") == first
    assert not set(pseudonyms(con, b"other").values()) & set(first.values())
    assert all(raw == shown for raw, shown in pseudonyms(con, b"key", "full").items())
