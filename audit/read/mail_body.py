"""What a MIME message shows and carries: text, links, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.errors import InvalidBase64LengthDefect
from email.message import Message
from typing import NamedTuple

from audit.read.encoding import clean, decoded
from audit.read.mail_header import parameter, unbase64
from audit.read.visible_text import Shown, looks_like_html, shown_html, shown_text

_SOFT_BREAK = re.compile(r"(?<!^--) (?:\r?\n)(?!>|-- ?\r?\n)", re.MULTILINE)


class Attachment(NamedTuple):
    """An attached file: its name (empty where it has none) and its content type."""

    name: str
    type: str


def leaves(part: Message) -> Iterator[Message]:
    """The parts that hold content, in order; an attached message is one part, not opened."""
    children = _children(part)
    if children is None:
        yield part
    for child in children or ():
        yield from leaves(child)


def _children(part: Message) -> list[Message] | None:
    """The parts of a multipart, None for a leaf."""
    # is_multipart is cheap, the content type is not; an attached message is_multipart as well.
    if not part.is_multipart() or part.get_content_maintype() != "multipart":
        return None
    return inner(part)


def inner(part: Message) -> list[Message] | None:
    """The messages the parser found inside of a part, None where it holds text."""
    if not part.is_multipart():
        return None
    return [child for child in part.get_payload() if isinstance(child, Message)]


def part_text(part: Message) -> str:
    """The text of a leaf, whatever charset and transfer encoding it claims."""
    return decoded(_part_bytes(part), parameter(part, "charset", "content-type"))


def _part_bytes(part: Message) -> bytes:
    # With decode=False the standard library would decode by the declared charset, and lose bytes.
    data = None if part.is_multipart() else part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    is_undecoded = any(isinstance(one, InvalidBase64LengthDefect) for one in part.defects)
    return unbase64(data) if is_undecoded else data


def shown(part: Message) -> Shown:
    """The text a mail program shows of ``part`` and below; links of every alternative."""
    children = _children(part)
    return _shown_leaf(part) if children is None else _shown_children(part, children)


def _shown_children(part: Message, children: list[Message]) -> Shown:
    below = [shown(child) for child in children]
    texts = [one.text for one in below if one.text]
    if part.get_content_subtype() == "alternative":
        texts = _preferred(children, below)[:1] or texts[-1:]
    links = dict.fromkeys(link for one in below for link in one.links)
    images = frozenset[str]().union(*(one.images for one in below))
    return Shown("\n".join(texts), tuple(links), images)


def _preferred(children: list[Message], below: list[Shown]) -> list[str]:
    pairs = zip(children, below, strict=True)
    return [s.text for c, s in pairs if c.get_content_type() == "text/plain" and s.text]


def _shown_leaf(part: Message) -> Shown:
    kind = part.get_content_type()
    # A multipart whose boundary never comes holds its text itself.
    is_plain = kind == "text/plain" or kind.startswith("multipart/")
    if not (is_plain or kind == "text/html") or _is_attached_text(part):
        return Shown("")
    text = part_text(part)
    if kind == "text/html" or looks_like_html(text):
        return shown_html(text)
    return shown_text(_unflowed(part, text))


def _unflowed(part: Message, text: str) -> str:
    """``format=flowed`` (RFC 3676) text with its soft line breaks undone."""
    if (parameter(part, "format", "content-type") or "").lower() != "flowed":
        return text
    delete = (parameter(part, "delsp", "content-type") or "").lower() == "yes"
    return _SOFT_BREAK.sub("" if delete else " ", text)


def attachments(parts: Iterable[Message], images: frozenset[str]) -> list[Attachment]:
    """The attached files among leaves; ``images`` are the content ids the HTML shows inline."""
    return [
        Attachment(file_name(part) or "", clean(part.get_content_type()))
        for part in parts
        if _is_attachment(part, images)
    ]


def file_name(part: Message) -> str | None:
    """The name a part carries as a file, from either header."""
    return parameter(part, "filename", "content-disposition") or parameter(
        part, "name", "content-type"
    )


def _is_attachment(part: Message, images: frozenset[str]) -> bool:
    kind = part.get_content_type()
    if kind in ("text/plain", "text/html"):
        return _is_attached_text(part)
    if kind.startswith("multipart/"):
        return False
    if not kind.startswith("image/") or _disposition(part) == "attachment":
        return True
    return file_name(part) is not None and _content_id(part) not in images


def _is_attached_text(part: Message) -> bool:
    """A name in Content-Type alone does not make a text an attachment: some senders name bodies."""
    if "content-disposition" not in part:
        return False
    named = parameter(part, "filename", "content-disposition") is not None
    return named or _disposition(part) == "attachment"


def _disposition(part: Message) -> str:
    return str(part.get("content-disposition", "")).partition(";")[0].strip().lower()


def _content_id(part: Message) -> str:
    return str(part.get("content-id", "")).strip().strip("<>")
