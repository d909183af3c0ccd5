"""Message Center threads and messages, in the public.v1 and the beta.v1 shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audit.model import InputFile, Record, Rejected
from audit.read.allegro_json import members
from audit.read.json_values import (
    elements_at,
    not_an_object,
    objects_at,
    placed,
    text_at,
    texts_at,
)
from audit.read.visible_text import shown_text

_ALLEGRO_ROLES = frozenset({"SYSTEM", "CHATBOT", "CONSULTANT", "ADMIN"})
# "0EfC3hHyzFaJsxVCCbmb2TY0jZDi": a folder or file named after the thread it holds.
_THREAD_ID = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_-]{20,64}={0,2}")


def read_threads(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a thread of ``GET /messaging/threads``."""
    for item in members("threads", source):
        yield item if isinstance(item, Rejected) else _thread(*item)


def _thread(position: str, thread: Any) -> Record | Rejected:
    if not isinstance(thread, Mapping):
        return not_an_object(position, thread)
    if not text_at(thread, "id"):
        return Rejected(position, "no_id", "a thread without id")
    values = {
        "thread_id": text_at(thread, "id"),
        "buyer_login": text_at(thread, "interlocutor", "login") or _participant(thread),
        "type": text_at(thread, "type"),
        "sub_type": text_at(thread, "subType"),
        "opened_at": text_at(thread, "createdAt"),
        "order_ids": texts_at(objects_at(thread, "orders"), "id") if "orders" in thread else None,
    }
    return Record("thread", position, values)


def _participant(thread: Mapping[str, Any]) -> str | None:
    people = objects_at(thread, "participants")
    return next((text_at(one, "login") for one in people if text_at(one, "role") == "BUYER"), None)


def read_thread_messages(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a message of ``GET /messaging/threads/{id}/messages``."""
    for item in members("thread_messages", source):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from _messages(*item, source)


def _messages(start: str, page: Any, source: InputFile) -> Iterator[Record | Rejected]:
    if not isinstance(page, Mapping):
        yield not_an_object(start, page)
        return
    thread_id = text_at(page, "threadId") or text_at(page, "thread", "id") or _named(source)
    for element, message in elements_at(page, "messages"):
        yield _message(placed(start, element), message, thread_id)


def _named(source: InputFile) -> str | None:
    """The thread that the file or its folder is named after; a response may not name it."""
    file, *folders = reversed(source.name.split("/"))
    names = (file.partition(".")[0], *folders[:1])
    return next((name for name in names if _THREAD_ID.fullmatch(name)), None)


def _message(position: str, message: Any, thread_id: str | None) -> Record | Rejected:
    if not isinstance(message, Mapping):
        return not_an_object(position, message)
    values = {
        "message_id": text_at(message, "id"),
        "thread_id": text_at(message, "thread", "id") or thread_id,
        "type": text_at(message, "type"),
        "status": text_at(message, "status"),
        "created_at": text_at(message, "createdAt"),
        "order_id": text_at(message, "relatesTo", "order", "id"),
        **_author(message),
        **_content(message),
    }
    return Record("thread_message", position, values)


def _author(message: Mapping[str, Any]) -> dict[str, Any]:
    """Which side wrote: told by the flag, else by the role; USER may be either."""
    flag = text_at(message, "author", "isInterlocutor")
    role = (text_at(message, "author", "role") or "").upper()
    by_role = {"BUYER": "true", "SELLER": "false"}.get(role)
    return {
        "author_login": text_at(message, "author", "login"),
        "from_buyer": flag if flag in ("true", "false") else by_role,
        "from_allegro": "true" if role in _ALLEGRO_ROLES else "false",
    }


def _content(message: Mapping[str, Any]) -> dict[str, Any]:
    text = text_at(message, "text")
    body = None if text is None else shown_text(text)
    return {
        "subject": text_at(message, "subject"),
        "text": body.text if body else None,
        "links": list(body.links) if body else [],
        "attachments": texts_at(objects_at(message, "attachments"), "fileName"),
    }
