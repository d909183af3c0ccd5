"""Which answer of the Allegro API an object is, by its keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
WRAPPERS = ("data", "orders", "items", "results", "response", "body", "content")
_DEEPEST_WRAPPER = 5

# Pages whose elements stand for themselves; of the others the page is the object (it may name the
# order, thread or issue it belongs to).
ELEMENT_PAGES: Mapping[str, str] = {
    "checkoutForms": "orders",
    "threads": "threads",
    "issues": "issues",
    "disputes": "issues",
    "events": "order_events",
    "carriers": "carriers",
}
# A list under this key is a page of that kind; an element must hold one of the names.
_PAGES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("checkoutForms", "orders", frozenset()),
    ("threads", "threads", frozenset({"interlocutor", "participants", "lastMessageDateTime"})),
    ("issues", "issues", frozenset({"currentState", "checkoutForm", "openedDate"})),
    ("disputes", "issues", frozenset({"messagesStatus", "messagesCount", "checkoutForm"})),
    ("chat", "issue_chat", frozenset({"author"})),
    ("messages", "thread_messages", frozenset({"author", "thread"})),
    ("shipments", "shipments", frozenset({"waybill"})),
    ("invoices", "order_documents", frozenset({"invoiceNumber", "file"})),
    ("links", "order_documents", frozenset({"url"})),
    ("events", "order_events", frozenset({"order", "occurredAt"})),
    ("carriers", "carriers", frozenset({"id"})),
)
_SINGLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("order_events", frozenset({"occurredAt", "order"})),
    ("orders", frozenset({"lineItems", "buyer"})),
    ("orders", frozenset({"lineItems", "summary"})),
    ("order_documents", frozenset({"hasExternalInvoices"})),
    ("threads", frozenset({"id", "lastMessageDateTime", "interlocutor"})),
    ("threads", frozenset({"id", "lastMessageDateTime", "participants"})),
    ("issues", frozenset({"id", "currentState"})),
    ("issues", frozenset({"id", "messagesStatus"})),
    ("thread_messages", frozenset({"author", "thread", "text"})),
    ("shipments", frozenset({"waybill", "carrierId"})),
)
_OF_A_THREAD = frozenset({"thread", "relatesTo", "status", "hasAdditionalAttachments"})


def kind_of(node: Any, depth: int = 0) -> str | None:
    """The kind of a parsed document, also inside of arrays and wrappers."""
    if depth > _DEEPEST_WRAPPER:
        return None
    if isinstance(node, list):
        return next((kind for one in node if (kind := kind_of(one, depth + 1))), None)
    if not isinstance(node, dict):
        return None
    own = own_kind(node)
    inner = [] if own else [value for _, value in wrapped(node)]
    return own or next((kind for one in inner if (kind := kind_of(one, depth + 1))), None)


def own_kind(node: Any) -> str | None:
    """The kind an object is by itself."""
    if not isinstance(node, dict):
        return None
    single = next((kind for kind, keys in _SINGLES if keys <= node.keys()), None)
    pages = (kind for key, kind, marks in _PAGES if _is_page(node, key, marks))
    kind = single or next(pages, None)
    return "issue_chat" if kind == "thread_messages" and _is_dispute_page(node) else kind


def _is_page(node: Mapping[str, Any], key: str, marks: frozenset[str]) -> bool:
    if key not in node:
        return False
    elements = node[key]
    if not isinstance(elements, list):
        return not marks
    objects = [one for one in elements if isinstance(one, dict)]
    return not marks or not objects or any(marks & one.keys() for one in objects)


def _is_dispute_page(node: Mapping[str, Any]) -> bool:
    """Messages of ``/sale/disputes/{id}/messages``: authors by their role, nothing of a thread."""
    listed = node.get("messages")
    objects = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return bool(objects) and all(map(_is_dispute_message, objects))


def _is_dispute_message(message: Mapping[str, Any]) -> bool:
    author = message.get("author")
    known = isinstance(author, dict) and "role" in author and "isInterlocutor" not in author
    return known and not _OF_A_THREAD & message.keys()


def wrapped(node: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What an object only wraps: a well-known key, or one key an order id."""
    keys = [key for key in WRAPPERS if isinstance(node.get(key), list | dict)][:1]
    if not keys and node and all(map(is_uuid, node)):
        keys = list(node)
    return [(key, node[key]) for key in keys]


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID, as order ids are."""
    return _UUID.fullmatch(text) is not None


def uuid_in(*texts: str | None) -> str | None:
    """The first UUID found in the texts, lower case."""
    found = (_UUID.search(text) for text in texts if text)
    return next((match[0].lower() for match in found if match), None)
