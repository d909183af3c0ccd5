"""Events of mail services as JSON: SendGrid, Mailgun, Amazon SES, Postmark, Brevo, Microsoft 365.

Which keys tell a service and where its facts stand is data: ``queries/reference/mail_events.toml``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from audit.errors import InputError
from audit.model import InputFile, Record, Rejected
from audit.paths import shipped
from audit.read.allegro_json import documents
from audit.read.encoding import clean, mended
from audit.read.flat_json import elements
from audit.read.json_values import at, text_at
from audit.read.mail_header import addresses, message_ids
from audit.read.staged import blank_mail
from audit.read.visible_text import looks_like_html, shown_html, shown_text

Service = Mapping[str, Any]

_LOOKED_AT = 50


def is_mail_events(source: InputFile) -> bool:
    """Whether one of the first JSON objects of a file is an event of a service we know."""
    try:
        nodes = (node for _, node in _nodes(source) if isinstance(node, Mapping))
        first = (node for node, _ in zip(nodes, range(_LOOKED_AT), strict=False))
        return any(_service(node) for node in first)
    except InputError:
        return False


def read_mail_events(source: InputFile) -> Iterator[Record | Rejected]:
    """One record an event of sending or delivery; what happens to a mail later is rejected."""
    for position, node in _nodes(source):
        if isinstance(node, Rejected):
            yield node
        elif service := _service(node):
            yield _event(position, node, service)
        else:
            yield Rejected(position, "not_a_message", "no event of a mail service")


def _nodes(source: InputFile) -> Iterator[tuple[str, Mapping[str, Any] | Rejected]]:
    wrappers = tuple(_services()["wrappers"])
    number = 0
    for item in documents(source):
        if isinstance(item, Rejected):
            yield item.position, item
            continue
        for node in elements(item[1], wrappers):
            number += 1
            yield f"object {number}", _unwrapped(node)


def _unwrapped(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The event itself: SNS carries it as a text in ``Message``, Lambda that in ``Sns``."""
    inner = at(node, "Sns") if isinstance(node.get("Sns"), Mapping) else node
    message = inner.get("Message")
    if not isinstance(message, str) or not message.lstrip().startswith("{"):
        return node
    try:
        event = json.loads(message, strict=False, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return node
    return event if isinstance(event, Mapping) else node


def _service(node: Mapping[str, Any]) -> Service | None:
    known: Sequence[Service] = _services()["service"]
    return next((one for one in known if all(_has(node, mark) for mark in one["marks"])), None)


def _has(node: Mapping[str, Any], path: str) -> bool:
    return at(node, *path.split(".")) is not None


def _event(position: str, node: Mapping[str, Any], service: Service) -> Record | Rejected:
    status = _text(node, service, "status")
    if status in service.get("after", ()):
        return Rejected(position, "event_after_delivery", clean(status or "")[:40])
    headers = _headers(node, service)
    subject, body = _text(node, service, "subject"), _text(node, service, "body")
    whole, shown = mended(subject or ""), _shown(body)
    values = {
        **blank_mail(),
        **_who(node, service, headers),
        "sent_at": _sent_at(node, service),
        "time_precision": "second",
        "subject": None if subject is None else whole,
        "body": shown.text if shown else None,
        "links": list(shown.links) if shown else [],
        "has_thread_info": "false" if headers is None else "true",
        **_attachments(node, service),
        "direction": "sent",
        "template": _text(node, service, "template"),
        "status": status,
    }
    return Record("mail", position, values, int(whole != (subject or "")))


def _shown(body: str | None) -> Any:
    if not body:
        return None
    return shown_html(body) if looks_like_html(body) else shown_text(body)


def _sent_at(node: Mapping[str, Any], service: Service) -> str | None:
    sent_at = _text(node, service, "sent_at")
    is_plain = sent_at and "Z" not in sent_at and "+" not in sent_at
    return f"{sent_at}Z" if is_plain and service.get("time_zone") == "UTC" else sent_at


def _who(
    node: Mapping[str, Any], service: Service, headers: Mapping[str, str] | None
) -> dict[str, Any]:
    known = headers or {}
    own = known.get("message-id") or _text(node, service, "msg_id") or ""
    sender = addresses(_texts(node, service, "sender"))
    return {
        "msg_id": next(iter(message_ids(own)), own.strip("<> ").partition(".filter")[0]) or None,
        "in_reply_to": message_ids(known.get("in-reply-to", "")),
        "reference_ids": message_ids(known.get("references", "")),
        "sender": sender[0] if sender else None,
        "recipients": addresses(_texts(node, service, "recipients")),
    }


def _headers(node: Mapping[str, Any], service: Service) -> dict[str, str] | None:
    """The mail's own headers by name in lower case; None where the event does not carry all."""
    path = service.get("headers", "")
    listed = at(node, *path.split(".")) if path else None
    if not isinstance(listed, list) or text_at(node, "mail", "headersTruncated") == "true":
        return None
    return {
        (text_at(one, "name") or "").lower(): text_at(one, "value") or ""
        for one in listed
        if isinstance(one, Mapping)
    }


def _attachments(node: Mapping[str, Any], service: Service) -> dict[str, Any]:
    mark = service.get("attachment_mark", "")
    if not mark or not _has(node, mark):
        return {"has_attachment_info": "false"}
    return {
        "has_attachment_info": "true",
        "attachments": _texts(node, service, "attachments"),
        "attachment_types": _texts(node, service, "attachment_types"),
    }


def _text(node: Mapping[str, Any], service: Service, field: str) -> str | None:
    return next(iter(_texts(node, service, field)), None)


def _texts(node: Mapping[str, Any], service: Service, field: str) -> list[str]:
    found = (list(_at(node, path.split("."))) for path in service.get(field, ()))
    return next((texts for texts in found if texts), [])


def _at(node: Any, path: Sequence[str]) -> Iterator[str]:
    """The texts at a path; a list of texts is all of them."""
    if not path:
        if isinstance(node, list):
            yield from (clean(one) for one in node if isinstance(one, str) and one)
        elif isinstance(node, str) and node:
            yield clean(node)
    elif path[0] == "[]":
        for one in node if isinstance(node, list) else []:
            yield from _at(one, path[1:])
    elif isinstance(node, Mapping):
        yield from _at(node.get(path[0]), path[1:])


@lru_cache(maxsize=1)
def _services() -> dict[str, Any]:
    path = shipped("queries") / "reference" / "mail_events.toml"
    return tomllib.loads(path.read_text("utf-8"))
