"""What a MIME message shows and carries: text, links, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audit.read.encoding import clean, decoded
from audit.read.mail_part import Part, field, part_bytes, value_of
from audit.read.visible_text import (
    Shown,
    inline_images,
    looks_like_html,
    shown_html,
    shown_text,
)

_SOFT_BREAK = re.compile(r"(?<!^--) (?:\r?\n)(?!>|-- ?\r?\n)", re.MULTILINE)


class Attachment(NamedTuple):
    """An attached file: its name (empty where it has none) and its content type."""

    name: str
    type: str


def part_text(part: Part) -> str:
    """The text of a leaf, whatever charset and transfer encoding it claims."""
    return decoded(part_bytes(part), field(part, "content-type").parameters.get("charset"))


def shown(part: Part) -> Shown:
    """The text a mail program shows of ``part`` and below; links of every alternative."""
    if part.parts is None or not part.type.startswith("multipart/"):
        return _shown_leaf(part)
    below = [shown(child) for child in part.parts]
    texts = [one.text for one in below if one.text]
    if part.type == "multipart/alternative":
        texts = _preferred(part.parts, below)[:1] or texts[-1:]
    return Shown("\n".join(texts), tuple(dict.fromkeys([u for one in below for u in one.links])))


def _preferred(parts: Sequence[Part], below: list[Shown]) -> list[str]:
    pairs = zip(parts, below, strict=True)
    return [one.text for part, one in pairs if part.type == "text/plain" and one.text]


def is_body(part: Part) -> bool:
    """Whether a mail program shows the text of a leaf as the mail's own."""
    # A multipart whose boundary never comes holds its text itself.
    is_text = part.type in ("text/plain", "text/html") or part.type.startswith("multipart/")
    return is_text and not _is_attached_text(part)


def _shown_leaf(part: Part) -> Shown:
    if not is_body(part):
        return Shown("")
    text = part_text(part)
    if part.type == "text/html" or looks_like_html(text):
        return shown_html(text)
    return shown_text(_unflowed(part, text))


def _unflowed(part: Part, text: str) -> str:
    """``format=flowed`` (RFC 3676) text with its soft line breaks undone."""
    parameters = field(part, "content-type").parameters
    if parameters.get("format", "").lower() != "flowed":
        return text
    delete = parameters.get("delsp", "").lower() == "yes"
    return _SOFT_BREAK.sub("" if delete else " ", text)


def attachments(parts: Sequence[Part], is_report: bool) -> list[Attachment]:
    """The attached files among leaves: neither text nor images that the text shows, nor the
    technical parts of a delivery report.
    """
    files = [part for part in parts if _is_file(part)]
    if is_report:
        files = [part for part in files if not _is_technical(part)]
    if any(part.type.startswith("image/") for part in files):
        images = _images(parts)
        files = [part for part in files if _is_attached_image(part, images)]
    return [Attachment(file_name(part) or "", clean(part.type)) for part in files]


def _is_file(part: Part) -> bool:
    if part.type in ("text/plain", "text/html"):
        return _is_attached_text(part)
    return not part.type.startswith("multipart/")


def _is_technical(part: Part) -> bool:
    return part.type.startswith("message/") or part.type == "text/rfc822-headers"


def _is_attached_image(part: Part, images: frozenset[str]) -> bool:
    if not part.type.startswith("image/") or _disposition(part) == "attachment":
        return True
    return file_name(part) is not None and _content_id(part) not in images


def _images(parts: Iterable[Part]) -> frozenset[str]:
    """The ids of the images that the mail's HTML shows."""
    texts = [part_text(part) for part in parts if is_body(part)]
    return frozenset[str]().union(*(inline_images(text) for text in texts))


def file_name(part: Part) -> str | None:
    """The name a part carries as a file, from either header."""
    named = field(part, "content-disposition").parameters.get("filename")
    return named or field(part, "content-type").parameters.get("name") or None


def _is_attached_text(part: Part) -> bool:
    """A name in Content-Type alone does not make a text an attachment: some senders name bodies."""
    disposition = field(part, "content-disposition")
    return disposition.value == "attachment" or "filename" in disposition.parameters


def _disposition(part: Part) -> str:
    return field(part, "content-disposition").value


def _content_id(part: Part) -> str:
    return value_of(part, "content-id").strip().strip("<>")
