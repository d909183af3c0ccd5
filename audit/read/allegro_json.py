"""JSON as people save it from the Allegro API: pages, single objects, arrays, JSON Lines, wrappers.

Which kind a document is, and the objects in it with their positions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, TextIO

from audit.errors import InputError
from audit.model import InputFile, Rejected
from audit.read.files import opened_text, unreadable
from audit.read.json_kinds import ELEMENT_PAGES, WRAPPERS, is_uuid, kind_of, own_kind, wrapped
from audit.read.json_stream import CHUNK, JsonError, Window, elements, is_cut, keys, parsed

_STARTS = re.compile(r"\s*(?:\{\s*(?:[\"}]|$)|\[\s*(?:[\[\]{\"]|-?\d|(?:true|false|null)\b|$))")
_EXPECTED = "expected one whole JSON document, or one a line"
_ID_KEYS = ("orderId", "checkoutFormId", "threadId", "issueId")
_DEEPEST_WRAPPER = 5
_LONGEST_LINE = 1 << 26
_LOOKED_AT = 2_000

# Where a value stands, the key of the list it stands in (empty: none), and the value.
Piece = tuple[str, str, Any]


def looks_like_json(text: str) -> bool:
    """Whether a text starts as a JSON object or array does."""
    return _STARTS.match(text) is not None


def json_kind(source: InputFile) -> str | None:
    """The kind of a JSON file, by the keys of its first objects; None when we know none of them.

    InputError when the JSON is cut or broken as far as it was read.
    """
    looked_at = islice(pieces(source), _LOOKED_AT)
    kinds = (_kind(one) for one in looked_at if not isinstance(one, Rejected))
    return next((kind for kind in kinds if kind), None)


def documents(source: InputFile) -> Iterator[tuple[str, Any] | Rejected]:
    """The values of a file as ``pieces`` gives them, without the lists they stood in."""
    for piece in pieces(source):
        yield piece if isinstance(piece, Rejected) else (piece[0], piece[2])


def _kind(piece: Piece) -> str | None:
    _, key, value = piece
    return kind_of({key: [value]} if key in ELEMENT_PAGES else value)


def pieces(source: InputFile) -> Iterator[Piece | Rejected]:
    """The values of a file one by one: documents, the elements of long lists, lines.

    A line of JSON Lines that is no JSON is rejected; a file that is none raises InputError.
    """
    try:
        with opened_text(source, newline="") as text:
            yield from _pieces(text)
    except JsonError as fault:
        raise _input_error(source, fault) from fault
    except OSError as error:
        raise unreadable(source.name, error) from error


def _pieces(stream: TextIO) -> Iterator[Piece | Rejected]:
    window = Window(stream)
    if is_json_lines(window.head):
        stream.seek(0)
        yield from _lines(stream)
        return
    number = 1
    while window.peek():
        start = f"document {number}" if number > 1 else ""
        yield from ((_joined(start, at), key, value) for at, key, value in _document(window))
        number += 1
    if number == 1:
        raise window.fault("Expecting value")


def is_json_lines(head: str) -> bool:
    """Whether lines are documents: the first is one, or those after a broken first one are."""
    lines = [line for line in head.split("\n", 200) if line.strip()][:3]
    if len(lines) < 2 or not all(line.startswith(("{", "[{")) for line in lines[:2]):
        return False
    return _is_json(lines[0]) or (len(lines) == 3 and all(map(_is_json, lines[1:])))


def _is_json(line: str) -> bool:
    try:
        parsed(line)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(stream: TextIO) -> Iterator[Piece | Rejected]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            while len(stream.readline(_LONGEST_LINE)) == _LONGEST_LINE:
                pass
            yield Rejected(f"line {number}", "too_long", "more than 64 MiB")
        elif line.strip("\ufeff \t\r\n"):
            yield _line(number, line.removeprefix("\ufeff"))


def _line(number: int, line: str) -> Piece | Rejected:
    position = f"line {number}"
    try:
        return position, "", parsed(line)
    except json.JSONDecodeError as error:
        text = line.strip()
        word, at = ("cut", len(text)) if is_cut(text, error) else ("broken", error.pos)
        size = len(text[:at].encode("utf-8", "replace"))
        return Rejected(position, "bad_json", f"{word} at byte {size}")
    except (ValueError, RecursionError) as error:
        is_deep = isinstance(error, RecursionError)
        return Rejected(position, "bad_json", "nested too deep" if is_deep else "a number too long")


def _document(window: Window) -> Iterator[Piece]:
    """One document: whole where it fits into memory, else its lists element by element."""
    if window.peek() == "[":
        yield from ((f"[{index}]", "", value) for index, value in elements(window))
        return
    found, value = window.fitting_value()
    if found:
        yield "", "", value
    elif window.peek() == "{":
        yield from _opened(window, "", 0)
    else:
        yield "", "", window.value()


def _opened(window: Window, path: str, depth: int) -> Iterator[Piece]:
    """What an object too big for memory holds, its long lists one element at a time."""
    rest: dict[str, Any] = {}
    is_wrapper = False
    for key in keys(window):
        at, ahead = f"{path}.{key}".lstrip("."), window.peek()
        is_list = ahead == "[" and (key in ELEMENT_PAGES or key in WRAPPERS)
        is_inside = ahead == "{" and key in WRAPPERS and depth < _DEEPEST_WRAPPER
        if is_list:
            yield from ((f"{at}[{n}]", key, _named(rest, one)) for n, one in elements(window))
        elif is_inside:
            yield from _opened(window, at, depth + 1)
        elif is_uuid(key):
            yield at, "", window.value()
        else:
            rest[key] = window.value()
            continue
        is_wrapper = True
    if not is_wrapper or own_kind(rest):
        yield path, "", rest


def members(kind: str, source: InputFile) -> Iterator[tuple[str, Any] | Rejected]:
    """The objects of a file with their positions (``checkoutForms[3]``, ``line 7``, ``$``).

    An object may turn out to be anything else: the caller rejects what is no mapping. What is
    plainly of another kind is rejected here.
    """
    for piece in pieces(source):
        if isinstance(piece, Rejected):
            yield piece
            continue
        start, key, value = piece
        if key in ELEMENT_PAGES:
            yield from _checked(kind, ELEMENT_PAGES[key], start, value)
        else:
            for path, node in _members(kind, value, "", 0):
                yield from _checked(kind, own_kind(node), _joined(start, path) or "$", node)


def _checked(
    kind: str, other: str | None, position: str, node: Any
) -> Iterator[tuple[str, Any] | Rejected]:
    if other is None or other == kind:
        yield position, node
    else:
        yield Rejected(position, "other_kind", f"{other} in a file of {kind}")


def _members(kind: str, node: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEEPEST_WRAPPER or not isinstance(node, list | dict):
        yield path, node
    elif isinstance(node, list):
        for index, one in enumerate(node):
            yield from _members(kind, one, f"{path}[{index}]", depth + 1)
    elif key := next((key for key in node if ELEMENT_PAGES.get(key) == kind), ""):
        yield from _elements(node, key, path)
    elif own_kind(node) is None and (inner := wrapped(node)):
        for key, value in inner:
            yield from _members(kind, _named(node, value), f"{path}.{key}".lstrip("."), depth + 1)
    else:
        yield path, node


def _elements(node: Mapping[str, Any], key: str, path: str) -> Iterator[tuple[str, Any]]:
    at = f"{path}.{key}".lstrip(".")
    if isinstance(node[key], list):
        yield from ((f"{at}[{index}]", one) for index, one in enumerate(node[key]))
    else:
        yield at, node[key]


def _named(wrapper: Mapping[str, Any], value: Any) -> Any:
    """A wrapped object with the ids its wrapper gives it."""
    ids = {key: wrapper[key] for key in _ID_KEYS if key in wrapper}
    return {**ids, **value} if ids and isinstance(value, dict) else value


def _joined(start: str, path: str) -> str:
    if not (start and path):
        return start or path
    if start.startswith(("line ", "document ")):
        return f"{start}: {path}"
    return f"{start}{path}" if path.startswith("[") else f"{start}.{path}"


def _input_error(source: InputFile, fault: JsonError) -> InputError:
    """The fault with its byte (of the text as UTF-8) and line, counted only now that it matters."""
    lines, size, left = 1, 0, fault.at
    with opened_text(source, newline="") as text:
        while left and (part := text.read(min(left, CHUNK))):
            lines += part.count("\n")
            size += len(part.encode("utf-8", "replace"))
            left -= len(part)
    where = f" at byte {size}" if fault.what in ("cut", "broken") else ""
    return InputError(f"{source.name}: JSON {fault.what}{where} (line {lines}): {_EXPECTED}")
