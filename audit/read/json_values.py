"""Null-safe reading of parsed JSON: what is missing or of the wrong type is not known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from audit.model import InputFile, Rejected
from audit.read.encoding import clean
from audit.read.json_kinds import uuid_in

_LINE = re.compile(r"(?:line|document) \d+")
_TYPES = {str: "text", bool: "true or false", list: "an array", dict: "an object"}


def at(node: Any, *keys: str) -> Any:
    """The value at a path of keys, None when any step is missing or no object."""
    for key in keys:
        # What the parser made is a dict; asking for a Mapping takes five times as long.
        if not isinstance(node, dict):
            return None
        node = node.get(key)
    return node


def text_at(node: Any, *keys: str) -> str | None:
    """The text at a path; ``true`` and ``false`` as text, None for objects and arrays."""
    value = at(node, *keys)
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value) if isinstance(value, str) else None


def objects_at(node: Any, *keys: str) -> list[Mapping[str, Any]]:
    """The objects of the array at a path; whatever else stands in it is left out."""
    value = at(node, *keys)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def texts_at(nodes: list[Mapping[str, Any]], *keys: str) -> list[str]:
    """The texts at the same path of several objects, without the missing and the empty."""
    return [text for node in nodes if (text := text_at(node, *keys))]


def elements_at(node: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    """The elements of the array under ``key`` with their positions; ``node`` itself without it.

    What is no array comes as the one element it is, for the caller to reject.
    """
    if key not in node:
        return [("", node)]
    value = node[key]
    if not isinstance(value, list):
        return [(key, value)]
    return [(f"{key}[{index}]", one) for index, one in enumerate(value)]


def placed(start: str, element: str) -> str:
    """The position of an element below the position of its document."""
    if start == "$" or not element:
        return element or start
    return f"{start}{': ' if _LINE.fullmatch(start) else '.'}{element}"


def not_an_object(position: str, value: Any) -> Rejected:
    """The rejection of a value where an object is expected."""
    found = "null" if value is None else _TYPES.get(type(value), "a number")
    return Rejected(position, "not_an_object", f"{found}, expected an object")


def owner_id(node: Any, keys: tuple[str, ...], place: str, source: InputFile) -> str | None:
    """The id of what a response belongs to: a wrapper key, else a UUID in the position, file name
    or a parent folder, nearest first."""
    named = (text_at(node, *key.split(".")) for key in keys)
    folders = reversed(source.name.split("/"))
    return next((text.strip() for text in named if text and text.strip()), None) or uuid_in(
        place, *folders
    )
