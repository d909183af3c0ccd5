"""The reference lists of columns: names, shapes of values, formats of known systems.

They are data: ``queries/reference/columns.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from audit.paths import shipped

MAIL_LOG = "mail_log"
ORDER_TABLE = "order_table"
NOTICE_LIST = "notice_list"
PAYMENT = "payment"

_TABLES = (MAIL_LOG, NOTICE_LIST, ORDER_TABLE, PAYMENT)
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True)
class Format:
    """A system known by the columns it writes, and the zone of its times without one."""

    name: str
    marks: frozenset[str]
    time_zone: str


@dataclass(frozen=True)
class Vocabulary:
    """The folded aliases of every field of every kind of table, and what values look like."""

    aliases: Mapping[str, Mapping[str, tuple[str, ...]]]
    shapes: Mapping[str, re.Pattern[str]]
    strong: Mapping[str, tuple[str, ...]]
    telling: Mapping[str, frozenset[str]]
    usable: Mapping[str, tuple[frozenset[str], ...]]
    formats: tuple[Format, ...]


def means(word: str, cell: str) -> bool:
    """Whether a cell has the shape ``word`` : ``yes``, ``no``, ``carrier_id``."""
    return vocabulary().shapes[word].fullmatch(cell.strip()) is not None


def fold(name: str) -> str:
    """A column name in lower case, without diacritics, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l"))
    return _NOT_ALPHANUMERIC.sub("", plain)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The reference lists, read once."""
    text = (shipped("queries") / "reference" / "columns.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return Vocabulary(
        aliases={t: {f: _folded(names) for f, names in data[t].items()} for t in _TABLES},
        shapes={field: re.compile(pattern) for field, pattern in data["shape"].items()},
        strong={t: tuple(data["strong"][t]) for t in _TABLES},
        telling={t: frozenset(fields) for t, fields in data["telling"].items()},
        usable={t: tuple(frozenset(group) for group in data["usable"][t]) for t in _TABLES},
        formats=tuple(
            Format(each["name"], frozenset(_folded(each["marks"])), each.get("time_zone", ""))
            for each in data["format"]
        ),
    )


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in names))


def format_of(folded: Sequence[str]) -> Format | None:
    """The system that wrote a table with these columns (folded names), where its header tells."""
    present = set(folded)
    return next((each for each in vocabulary().formats if each.marks <= present), None)
