"""Disputes and claims: ``GET /sale/issues``, the chat of one issue, and the old ``/sale/disputes``.

An old dispute has another id than the issue it became; nothing links the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.model import InputFile, Record, Rejected
from audit.read.allegro_json import members
from audit.read.json_values import at, elements_at, not_an_object, owner_id, placed, text_at

_INITIAL = (("chat", "initialMessage"), ("message",))  # of an issue, of an old dispute


def read_issues(source: InputFile) -> Iterator[Record | Rejected]:
    """One record an issue, and one for the message it began with."""
    for item in members("issues", source):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from _issue(*item)


def _issue(position: str, issue: Any) -> Iterator[Record | Rejected]:
    if not isinstance(issue, Mapping):
        yield not_an_object(position, issue)
        return
    issue_id = text_at(issue, "id")
    if not issue_id:
        yield Rejected(position, "no_id", "an issue without id")
        return
    yield Record("issue", position, _facts(issue))
    for path in _INITIAL:
        initial = at(issue, *path)
        if isinstance(initial, Mapping):
            yield _message(placed(position, ".".join(path)), initial, issue_id)


def _facts(issue: Mapping[str, Any]) -> dict[str, Any]:
    is_old = "messagesStatus" in issue
    return {
        "issue_id": text_at(issue, "id"),
        "type": text_at(issue, "type") or ("DISPUTE" if is_old else None),
        "status": text_at(issue, "currentState", "status") or text_at(issue, "status"),
        "opened_at": text_at(issue, "openedDate"),
        "buyer_login": text_at(issue, "buyer", "login"),
        "order_id": text_at(issue, "checkoutForm", "id"),
        "reason": text_at(issue, "reason", "type"),
        "chat_active": text_at(issue, "currentState", "chatActive"),
        "return_required": text_at(issue, "currentState", "returnRequired"),
        "status_due_at": text_at(issue, "currentState", "statusDueDate"),
        "decision_due_at": text_at(issue, "decisionDueDate"),
    }


def read_issue_chat(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a message of an issue's ``/chat`` or of an old dispute's ``/messages``."""
    for item in members("issue_chat", source):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from _chat(*item, source)


def _chat(start: str, response: Any, source: InputFile) -> Iterator[Record | Rejected]:
    if not isinstance(response, Mapping):
        yield not_an_object(start, response)
        return
    issue_id = owner_id(response, ("issueId", "id"), start, source)
    key = "messages" if "messages" in response else "chat"
    for element, message in elements_at(response, key):
        yield _message(placed(start, element), message, issue_id)


def _message(position: str, message: Any, issue_id: str | None) -> Record | Rejected:
    if not isinstance(message, Mapping):
        return not_an_object(position, message)
    if issue_id is None:
        detail = "no issue id in the response, the file name or a folder"
        return Rejected(position, "issue_unknown", detail)
    values = {
        "issue_id": issue_id,
        "message_id": text_at(message, "id"),
        "author_role": text_at(message, "author", "role"),
        "created_at": text_at(message, "createdAt"),
        "text": text_at(message, "text"),
    }
    return Record("issue_message", position, values)
