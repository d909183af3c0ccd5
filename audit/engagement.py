"""The manifest ``audit.toml``: whose mail is audited, its sender addresses, accepted exceptions."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from audit.errors import ManifestError
from audit.model import Waiver

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from audit.manifest import Manifest, WaiverEntry

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
    "starts": _DATE,
    "until": _DATE,
}
_EXPECTED_BY_ERROR = {
    "list_type": "a list in square brackets",
    "string_too_short": "some text",
    "string_type": "text in quotes",
    "until_before_starts": "the day of starts or a later one",
}
_WRONG = {
    "missing": "is missing",
    "string_too_short": "is empty",
    "until_before_starts": "is before starts",
}


@dataclass(frozen=True)
class Engagement:
    """Whose mail is audited: the shop, its sender addresses (lower case), its waivers."""

    shop: str = ""
    marketplace: str = "allegro-pl"
    sender_addresses: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def read_manifest(path: Path | None) -> Engagement:
    """The engagement a manifest describes; the defaults where there is no manifest.

    Raises ManifestError with every mistake, a line each: ``file:line: key: what is wrong: what was
    expected``.
    """
    if path is None:
        return Engagement()
    text = _read_text(path)
    return _engagement(_validated(_parsed(text, path), text, path))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManifestError(
            f"{path}: byte {error.start} is not UTF-8: expected a TOML file saved as UTF-8"
        ) from error
    except OSError as error:
        raise ManifestError(
            f"{path}: cannot be read ({error.strerror}): expected a TOML file"
        ) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(_syntax_message(path, text, str(error))) from error


def _syntax_message(path: Path, text: str, message: str) -> str:
    found = _SYNTAX_ERROR.fullmatch(message)
    line = found and (found["line"] or len(text.splitlines()) or 1)
    what = found["what"] if found else message
    return f"{path}:{line or 1}: is not TOML ({what}): expected key = value and [[waivers]] tables"


def _validated(values: dict[str, Any], text: str, path: Path) -> Manifest:
    from pydantic import ValidationError

    from audit.manifest import Manifest

    try:
        return Manifest.model_validate(values)
    except ValidationError as error:
        lines = dict(_line_of_each_place(text))
        mistakes = sorted((_line(e["loc"], lines), _mistake(e)) for e in error.errors())
        raise ManifestError("\n".join(f"{path}:{n}: {what}" for n, what in mistakes)) from error


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
        return tuple(part.strip(" \"'") for part in name.split("."))
    seen[name] += 1
    return (name, seen[name] - 1)


def _line(place: Place, lines: dict[Place, int]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _mistake(error: ErrorDetails) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{where}: is not a known key: expected {_known_key(error['loc'])}"
    wrong = _WRONG.get(error["type"]) or f"is {_shown(error['input'])}"
    return f"{where}: {wrong}: expected {_expected(error)}"


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _expected(error: ErrorDetails) -> str:
    if by_error := _EXPECTED_BY_ERROR.get(error["type"]):
        return by_error
    names = [part for part in error["loc"] if isinstance(part, str)]
    return _EXPECTED.get(names[-1], "text in quotes")


def _known_key(place: Place) -> str:
    from audit.manifest import Manifest, WaiverEntry

    keys = list((Manifest if len(place) == 1 else WaiverEntry).model_fields)
    near = get_close_matches(str(place[-1]), keys, n=1)
    return f"{near[0]} (did you mean that?)" if near else f"one of {', '.join(keys)}"


def _engagement(manifest: Manifest) -> Engagement:
    return Engagement(
        shop=manifest.shop,
        marketplace=manifest.marketplace,
        sender_addresses=tuple(manifest.sender_addresses),
        waivers=tuple(_waiver(entry) for entry in manifest.waivers),
    )


def _waiver(entry: WaiverEntry) -> Waiver:
    return Waiver(
        control=entry.control,
        reason=entry.reason,
        approved_by=entry.approved_by,
        starts=entry.starts,
        until=entry.until,
        template=entry.template,
    )
