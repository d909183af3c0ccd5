"""How much work a pattern makes the engine, counted on the pattern, never timed.

RE2 walks a text once, with a set of places in the pattern. A gap (``.{0,60}``) behind something
that stands in every sentence keeps a place for each distance from each such word: hundreds of
times dearer than the same gap behind a rare word. Patterns are read by Python's own reader.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

LONG = 20  # characters a gap may bridge before it counts as long
RARE = 3  # letters that must stand before a long gap, spaces not counted
ANCHORED = 1000  # a gap behind the start of the text is walked once
_reader = importlib.import_module("re._parser")


def gaps(pattern: str) -> list[int]:
    """The fewest letters that can stand before each long gap of the pattern."""
    found: list[int] = []
    _letters(_read(pattern), 0, found)
    return found


def places(pattern: str) -> int:
    """How many places the engine may stand at in the pattern, bounded repeats written out."""
    return _places(_read(pattern))


def _read(pattern: str) -> Any:
    python = re.sub(r"\\p(\{\w+\}|\w)", r"\\w", pattern)
    return _reader.parse(re.sub(r"\\x\{\w+\}", "x", python))


def _letters(nodes: Any, before: int, found: list[int]) -> int:
    """The fewest letters up to the end of ``nodes``; long gaps on the way go to ``found``."""
    for name, value in nodes:
        kind = str(name)
        if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
            least, most, inner = value
            if int(most) >= LONG and _is_wide(inner):
                found.append(before)
            inside = _letters(inner, before, found)
            before += (inside - before) * int(least)
        elif kind == "BRANCH":
            before = min(_letters(branch, before, found) for branch in value[1])
        elif kind == "SUBPATTERN":
            before = _letters(value[-1], before, found)
        else:
            before += _weight(kind, value)
    return before


def _weight(kind: str, value: Any) -> int:
    if kind == "AT":
        return ANCHORED if "BEGINNING" in str(value) else 0
    if kind == "LITERAL":
        return int(chr(value) != " ")
    return int(kind == "IN" and not _is_wide([(kind, value)]))


def _is_wide(nodes: Any) -> bool:
    """Does it let most characters pass, spaces too?"""
    (name, value), *rest = list(nodes)
    members = {str(member) for member, _ in value} if str(name) == "IN" else set[str]()
    return not rest and (str(name) in {"ANY", "NOT_LITERAL"} or "NEGATE" in members)


def _places(nodes: Any) -> int:
    return sum(_size(str(name), value) for name, value in nodes)


def _size(kind: str, value: Any) -> int:
    if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
        most = int(value[1])
        return _places(value[2]) * (most if most < int(_reader.MAXREPEAT) else 1)
    if kind == "BRANCH":
        return sum(map(_places, value[1]))
    return _places(value[-1]) if kind == "SUBPATTERN" else 1


def unions(sql: str) -> Iterator[str]:
    """The names of variables that the SQL matches texts against."""
    yield from re.findall(r"getvariable\('(\w+)'\)", sql)
