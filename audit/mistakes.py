"""Every mistake in a manifest, with its line, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Place: TypeAlias = tuple[int | str, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]+\"|'[^']+')\s*=")
_SYNTAX_ERROR = re.compile(
    r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)"
)

_DATE = "a date without quotes, such as 2026-12-31"
_EXPECTED = {
    "sender_addresses": "an address such as sklep@example.pl, in quotes",
    "marketplace": "a marketplace id such as allegro-pl",
    "time_zone": '"Europe/Warsaw", the only zone known so far',
    "waivers": "one [[waivers]] table for each waiver",
    "bucket": "one of false_alarm, accepted_until_migration, not_ours, platform_error",
    "max_findings": "a whole number from 1",
    "starts": _DATE,
    "until": _DATE,
    "own_domains": "a domain such as example.pl, in quotes",
    "files": "one [[files]] table for each file",
    "incidents": "one [[incidents]] table for each",
    "columns": 'a [files.columns] table such as recipient = "Odbiorca"',
}
_EXPECTED_BY_ERROR = {
    "list_type": "a list in square brackets",
    "string_too_short": "some text",
    "string_type": "text in quotes",
    "until_before_starts": "the day of starts or a later one",
    "over_180_days": "at most 180 days, the first and the last included",
    "two_scopes": "one of template, order and message",
    "encoding_unknown": "an encoding such as utf-8, cp1250 or iso-8859-2",
}
_WRONG = {
    "missing": "is missing",
    "string_too_short": "is empty",
    "until_before_starts": "is before starts",
    "over_180_days": "is too far from starts",
    "two_scopes": "has two scopes",
}


def syntax_mistake(path: Path, text: str, message: str) -> str:
    """Where a text stops being TOML, from the parser's message."""
    found = _SYNTAX_ERROR.fullmatch(message)
    line = found and (found["line"] or len(text.splitlines()) or 1)
    what = found["what"] if found else message
    return f"{path}:{line or 1}: is not TOML ({what}): expected key = value and [[waivers]] tables"


def mistakes(errors: Sequence[ErrorDetails], text: str, path: Path) -> str:
    """All mistakes found in the manifest ``text``, a line each, in the order of its lines."""
    lines = dict(_line_of_each_place(text))
    found = sorted((_line(_place(error), lines), _mistake(error)) for error in errors)
    return "\n".join(f"{path}:{number}: {what}" for number, what in found)


def _line_of_each_place(text: str) -> Iterator[tuple[Place, int]]:
    """Where tables and keys stand. Keys of inline tables are not seen: their parent answers."""
    table: Place = ()
    seen: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _table_place(header[1], header[2], seen)
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key[1].strip("\"'")), number


def _table_place(brackets: str, name: str, seen: Counter[str]) -> Place:
    if brackets == "[":
        first, *rest = (part.strip(" \"'") for part in name.split("."))
        # [files.columns] belongs to the last [[files]] above it.
        return (first, seen[first] - 1, *rest) if rest and first in seen else (first, *rest)
    seen[name] += 1
    return (name, seen[name] - 1)


def _place(error: ErrorDetails) -> Place:
    return (*error["loc"], *error.get("ctx", {}).get("field", "").split())


def _line(place: Place, lines: dict[Place, int]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _mistake(error: ErrorDetails) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "field_unknown":
        return _strange_field(where, error["ctx"]["field"])
    if error["type"] == "extra_forbidden":
        return f"{where}: is not a known key: expected {_known_key(error['loc'])}"
    wrong = _WRONG.get(error["type"]) or f"is {_shown(error['input'])}"
    return f"{where}: {wrong}: expected {_expected(error)}"


def _strange_field(where: str, field: str) -> str:
    from audit.manifest import COLUMN_FIELDS

    near = get_close_matches(field, COLUMN_FIELDS, n=1)
    expected = f"{near[0]} (did you mean that?)" if near else f"one of {_listed(COLUMN_FIELDS)}"
    return f"{where}.{field}: is nothing a column can hold: expected {expected}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _expected(error: ErrorDetails) -> str:
    if by_error := _EXPECTED_BY_ERROR.get(error["type"]):
        return by_error
    names = [part for part in error["loc"] if isinstance(part, str)]
    return _EXPECTED.get(names[-1], "text in quotes")


def _known_key(place: Place) -> str:
    from audit.manifest import FileEntry, IncidentEntry, Manifest, WaiverEntry

    tables: dict[str, type[BaseModel]] = {
        "waivers": WaiverEntry,
        "files": FileEntry,
        "incidents": IncidentEntry,
    }
    holder: type[BaseModel] = Manifest if len(place) == 1 else tables[str(place[0])]
    keys = list(holder.model_fields)
    near = get_close_matches(str(place[-1]), keys, n=1)
    return f"{near[0]} (did you mean that?)" if near else f"one of {', '.join(keys)}"
