"""JSON objects as rows: whatever a tool saved one object a row, its keys as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.errors import InputError
from audit.model import InputFile, Rejected
from audit.read.allegro_json import documents, looks_like_json
from audit.read.delimited import Row
from audit.read.encoding import clean
from audit.read.files import head_text

_WRAPPERS = ("orders", "data", "items", "rows", "records", "results", "messages", "emails", "logs")
_NAMES = ("filename", "fileName", "name", "email", "Email", "address")
_COLUMNS_FROM = 200
_DEEPEST = 4


def flat_documents(source: InputFile) -> tuple[list[str], Iterator[Row | Rejected]] | None:
    """The keys of the first objects as columns, every object as a row; None for what is no JSON.

    Nested keys are joined by dots (``buyer.email``). The row number is the object's, from 1.
    """
    if not looks_like_json(head_text(source)):
        return None
    try:
        first = [one for one, _ in zip(_objects(source), range(_COLUMNS_FROM), strict=False)]
    except InputError:
        return None
    keys = dict.fromkeys(key for one in first if isinstance(one, dict) for key in one)
    return (list(keys), _rows(source, list(keys))) if keys else None


def _rows(source: InputFile, keys: list[str]) -> Iterator[Row | Rejected]:
    for number, one in enumerate(_objects(source), 1):
        if isinstance(one, Rejected):
            yield one
        else:
            yield Row(number, [one.get(key, "") for key in keys])


def _objects(source: InputFile) -> Iterator[dict[str, str] | Rejected]:
    for item in documents(source):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from (flat(one) for one in elements(item[1], _WRAPPERS))


def elements(
    document: Any, wrappers: tuple[str, ...], depth: int = 0
) -> Iterator[Mapping[str, Any]]:
    """The objects in a document: itself, those of an array, those under a well-known key."""
    if depth > _DEEPEST:
        return
    if isinstance(document, list):
        for one in document:
            yield from elements(one, wrappers, depth + 1)
    elif isinstance(document, Mapping):
        wrapped = next((key for key in wrappers if isinstance(document.get(key), list)), None)
        if wrapped:
            yield from elements(document[wrapped], wrappers, depth + 1)
        else:
            yield document


def flat(node: Mapping[str, Any], start: str = "", depth: int = 0) -> dict[str, str]:
    """An object as keys and texts; of a list of objects their names."""
    found: dict[str, str] = {}
    for key, value in node.items():
        name = clean(f"{start}{key}")
        if isinstance(value, Mapping) and depth < _DEEPEST:
            found.update(flat(value, f"{name}.", depth + 1))
        else:
            found[name] = _text(value)
    return found


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(filter(None, map(_text, value)))
    if isinstance(value, Mapping):
        named = (value[key] for key in _NAMES if isinstance(value.get(key), str))
        return clean(next(named, ""))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else clean(str(value))
