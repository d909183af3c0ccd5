"""JSON as people save it from the Allegro API: pages, single objects, arrays, JSON Lines, wrappers.

Which kind a document is, and the objects in it with their positions. Numbers are kept as text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from audit.errors import InputError
from audit.model import InputFile, Rejected
from audit.read.encoding import encoding_of
from audit.read.files import file_bytes

_STARTS = re.compile(r"\s*(?:\{\s*(?:[\"}]|$)|\[\s*(?:[\[\]{\"]|-?\d|(?:true|false|null)\b|$))")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_CUT_ESCAPE = re.compile(r"\\?u?[0-9a-fA-F]{0,4}")
_WORDS = ("true", "false", "null", "-")
_EXPECTED = "expected one whole JSON document, or one a line"

_WRAPPERS = ("data", "orders", "items", "results", "response", "body", "content")
_ID_KEYS = ("orderId", "checkoutFormId", "threadId", "issueId")
_DEEPEST_WRAPPER = 5

# A list under this key is a page of that kind; an element must hold one of the names.
_PAGES: Mapping[str, tuple[str, frozenset[str]]] = {
    "checkoutForms": ("orders", frozenset()),
    "threads": ("threads", frozenset({"interlocutor", "participants", "lastMessageDateTime"})),
    "issues": ("issues", frozenset({"currentState", "checkoutForm", "openedDate"})),
    "chat": ("issue_chat", frozenset({"author"})),
    "messages": ("thread_messages", frozenset({"author", "thread"})),
    "shipments": ("shipments", frozenset({"waybill"})),
    "invoices": ("order_documents", frozenset({"invoiceNumber", "file"})),
    "links": ("order_documents", frozenset({"url"})),
}
_SINGLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("orders", frozenset({"lineItems", "buyer"})),
    ("orders", frozenset({"lineItems", "summary"})),
    ("order_documents", frozenset({"hasExternalInvoices"})),
    ("threads", frozenset({"id", "lastMessageDateTime", "interlocutor"})),
    ("threads", frozenset({"id", "lastMessageDateTime", "participants"})),
    ("issues", frozenset({"id", "currentState"})),
    ("thread_messages", frozenset({"author", "thread", "text"})),
    ("shipments", frozenset({"waybill", "carrierId"})),
)
# Pages whose elements stand for themselves; of the others the page is the object (it may name the
# order, thread or issue it belongs to).
_ELEMENT_PAGES = {"orders": "checkoutForms", "threads": "threads", "issues": "issues"}


def looks_like_json(text: str) -> bool:
    """Whether a text starts as a JSON object or array does."""
    return _STARTS.match(text) is not None


def json_kind(source: InputFile) -> str | None:
    """The kind of a JSON file, by its keys; None when they are no kind we know.

    InputError when the JSON is cut, or is broken and of a kind we know.
    """
    kinds = (kind_of(item[1]) for item in documents(source) if not isinstance(item, Rejected))
    return next((kind for kind in kinds if kind), None)


def documents(source: InputFile) -> Iterator[tuple[str, Any] | Rejected]:
    """The JSON documents of a file with the position of each: empty for one, else ``line N``.

    A line of JSON Lines that is no JSON is rejected; a file that is none raises InputError.
    """
    data = file_bytes(source)
    text = data.decode(encoding_of(data), "replace")
    try:
        yield "", _parsed(text)
    except (ValueError, RecursionError) as error:
        if not _is_json_lines(text):
            raise _input_error(source.name, text, error) from error
        yield from _line_documents(text)


def _parsed(text: str) -> Any:
    return json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=str)


def _is_json_lines(text: str) -> bool:
    lines = [line for line in text.split("\n", 200) if line.strip()][:2]
    return len(lines) == 2 and all(line.startswith(("{", "[{")) for line in lines)


def _line_documents(text: str) -> Iterator[tuple[str, Any] | Rejected]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield f"line {number}", _parsed(line)
        except (ValueError, RecursionError) as error:
            yield Rejected(f"line {number}", "bad_json", _fault(line, error))


def _fault(text: str, error: Exception) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return "nested too deep" if isinstance(error, RecursionError) else "a number too long"
    if _is_cut(text, error):
        return f"cut at byte {len(text.rstrip().encode('utf-8', 'replace'))}"
    return f"broken at byte {len(text[: error.pos].encode('utf-8', 'replace'))}"


def _is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """The parser stops at the start of a string that never ends, else within the last token."""
    rest = text.rstrip()[error.pos :]
    if error.msg.startswith("Invalid"):
        return _CUT_ESCAPE.fullmatch(rest) is not None
    return error.msg.startswith("Unterminated") or any(word.startswith(rest) for word in _WORDS)


def _input_error(name: str, text: str, error: Exception) -> InputError:
    at = len(text.rstrip())
    if isinstance(error, json.JSONDecodeError) and not _is_cut(text, error):
        at = error.pos
    line = text.count("\n", 0, at) + 1
    return InputError(f"{name}: JSON {_fault(text, error)} (line {line}): {_EXPECTED}")


def kind_of(node: Any, depth: int = 0) -> str | None:
    """The kind of a parsed document, also inside of arrays and wrappers."""
    if depth > _DEEPEST_WRAPPER:
        return None
    if isinstance(node, list):
        return next((kind for one in node if (kind := kind_of(one, depth + 1))), None)
    if not isinstance(node, dict):
        return None
    own = _own_kind(node)
    inner = [] if own else [value for _, value in _wrapped(node)]
    return own or next((kind for one in inner if (kind := kind_of(one, depth + 1))), None)


def _own_kind(node: Mapping[str, Any]) -> str | None:
    single = next((kind for kind, keys in _SINGLES if keys <= node.keys()), None)
    pages = (kind for key, (kind, marks) in _PAGES.items() if _is_page(node, key, marks))
    return single or next(pages, None)


def _is_page(node: Mapping[str, Any], key: str, marks: frozenset[str]) -> bool:
    if key not in node:
        return False
    elements = node[key]
    if not isinstance(elements, list):
        return not marks
    objects = [one for one in elements if isinstance(one, dict)]
    return not marks or not objects or any(marks & one.keys() for one in objects)


def _wrapped(node: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What an object only wraps: a well-known key, or one key an order id."""
    keys = [key for key in _WRAPPERS if isinstance(node.get(key), list | dict)][:1]
    if not keys and node and all(_UUID.fullmatch(key) for key in node):
        keys = list(node)
    return [(key, node[key]) for key in keys]


def members(kind: str, source: InputFile) -> Iterator[tuple[str, Any] | Rejected]:
    """The objects of a file with their positions (``checkoutForms[3]``, ``line 7``, ``$``).

    An object may turn out to be anything else: the caller rejects what is no mapping.
    """
    for item in documents(source):
        if isinstance(item, Rejected):
            yield item
        else:
            start, document = item
            for path, node in _members(kind, document, "", 0):
                yield ": ".join(text for text in (start, path) if text) or "$", node


def _members(kind: str, node: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEEPEST_WRAPPER or not isinstance(node, list | dict):
        yield path, node
    elif isinstance(node, list):
        for index, one in enumerate(node):
            yield from _members(kind, one, f"{path}[{index}]", depth + 1)
    elif _ELEMENT_PAGES.get(kind) in node:
        yield from _elements(node, _ELEMENT_PAGES[kind], path)
    elif _own_kind(node) is None and (inner := _wrapped(node)):
        for key, value in inner:
            named = {**_ids(node), **value} if isinstance(value, dict) else value
            yield from _members(kind, named, f"{path}.{key}".lstrip("."), depth + 1)
    else:
        yield path, node


def _elements(node: Mapping[str, Any], key: str, path: str) -> Iterator[tuple[str, Any]]:
    at = f"{path}.{key}".lstrip(".")
    if isinstance(node[key], list):
        yield from ((f"{at}[{index}]", one) for index, one in enumerate(node[key]))
    else:
        yield at, node[key]


def _ids(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: node[key] for key in _ID_KEYS if key in node}


def uuid_in(*texts: str | None) -> str | None:
    """The first UUID found in the texts, lower case."""
    found = (_UUID.search(text) for text in texts if text)
    return next((match[0].lower() for match in found if match), None)
