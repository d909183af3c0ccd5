"""What a MIME message shows and carries: text, links, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audit.read.encoding import clean, decoded
from audit.read.mail_part import Part, field, part_bytes, value_of
from audit.read.visible_text import (
    Shown,
    html_links,
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
    chosen = _chosen(part.parts) if part.type == "multipart/alternative" else None
    if chosen is None:
        below = [shown(child) for child in part.parts]
        texts = [one.text for one in below if one.text]
        texts = texts[-1:] if part.type == "multipart/alternative" else texts
        return Shown("\n".join(texts), _distinct(one.links for one in below))
    number, plain = chosen
    links = (plain.links if i == number else _links(child) for i, child in enumerate(part.parts))
    return Shown(plain.text, _distinct(links))


def _chosen(parts: Sequence[Part]) -> tuple[int, Shown] | None:
    """The first alternative that is plain text and holds some, and its number."""
    for number, part in enumerate(parts):
        plain = _shown_leaf(part) if part.type == "text/plain" else None
        if plain and plain.text:
            return number, plain
    return None


def _links(part: Part) -> tuple[str, ...]:
    """The links of ``shown(part)``, for a part whose text nobody sees."""
    if part.parts is not None and part.type.startswith("multipart/"):
        return _distinct(_links(child) for child in part.parts)
    if part.type == "text/html" and is_body(part):
        return html_links(part_text(part))
    return _shown_leaf(part).links


def _distinct(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([link for links in lists for link in links]))


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
