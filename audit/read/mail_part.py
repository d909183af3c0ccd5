"""One MIME part: its headers, its content and the parts in it, whichever parser read them."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from email.message import Message
from functools import lru_cache
from typing import NamedTuple

from audit.read.mail_header import header_text, parameter

# All other headers are left unread, but those whose names programs make up (X-...).
_WANTED = frozenset(
    (
        *("from", "sender", "to", "cc", "bcc", "delivered-to", "date", "subject", "message-id"),
        *("in-reply-to", "references", "auto-submitted", "x-gmail-labels", "x-mozilla-status"),
        *("x-failed-recipients", "final-recipient", "original-recipient", "action", "status"),
        *("diagnostic-code", "content-type", "content-disposition", "content-id"),
        *("content-transfer-encoding", "received", "user-agent"),
    )
)
_PARAMETERS = ("boundary", "charset", "format", "delsp", "name", "filename")

_VALUE = r"""\s*=\s*(?:"([^"\\\r\n]*)"|([^\s;"\\]+))"""
_PLAIN = re.compile(rf"\s*([^\s;=\"]+)\s*(?:;\s*[a-zA-Z-]+{_VALUE}\s*)*;?\s*")
_PARAMETER = re.compile(rf";\s*([a-zA-Z-]+){_VALUE}")


class Part(NamedTuple):
    """One part. ``headers``: lower-case names, values as they stood (8-bit bytes as surrogate
    escapes). ``content`` is kept of texts only, encoded as ``coding`` says (``base64``,
    ``quoted-printable``, nothing). ``parts`` is None for what holds no other part.
    """

    headers: Mapping[str, Sequence[str]]
    type: str
    content: bytes = b""
    coding: str = ""
    parts: tuple[Part, ...] | None = None


class Field(NamedTuple):
    """A structured header: its value, lower case, and the decoded parameters that matter here."""

    value: str
    parameters: Mapping[str, str]


_NO_FIELD = Field("", {})


def wanted(name: str) -> str:
    """The name of a header in lower case, empty where nobody asks for it."""
    lower = name.lower()
    return lower if lower in _WANTED or lower.startswith("x-") else ""


def values_of(part: Part, name: str) -> Sequence[str]:
    """The values of a header, as they stood, in order."""
    return part.headers.get(name, ())


def value_of(part: Part, name: str) -> str:
    """The first value of a header as it stood, empty where there is none."""
    values = part.headers.get(name)
    return values[0] if values else ""


def field(part: Part, name: str) -> Field:
    """A structured header (``content-type``, ``content-disposition``) of a part."""
    raw = value_of(part, name)
    return field_of(raw) if raw else _NO_FIELD


@lru_cache(maxsize=4096)
def field_of(raw: str) -> Field:
    """A structured header's value and parameters: RFC 2231, encoded words and raw 8-bit text."""
    plain = plain_field(raw)
    return _odd_field(raw) if plain is None else plain


def plain_field(raw: str) -> Field | None:
    """The same, None where the header is not written in the ordinary way."""
    plain = _PLAIN.fullmatch(raw)
    if plain is None:
        return None
    parameters: dict[str, str] = {}
    for name, quoted, bare in _PARAMETER.findall(raw, plain.end(1)):
        parameters.setdefault(name.lower(), header_text(quoted or bare))
    return Field(plain[1].lower(), parameters)


def _odd_field(raw: str) -> Field:
    message = Message()
    message["content-type"] = raw
    found = {name: parameter(message, name, "content-type") for name in _PARAMETERS}
    value = raw.partition(";")[0].strip().lower()
    return Field(value, {name: text for name, text in found.items() if text})


def leaves(part: Part) -> Iterator[Part]:
    """The parts that hold content, in order; an attached message is one part, not opened."""
    if part.parts is None or not part.type.startswith("multipart/"):
        yield part
        return
    for child in part.parts:
        yield from leaves(child)


def part_bytes(part: Part) -> bytes:
    """The content of a text as it was before its transfer. binascii.Error for damaged base64."""
    if part.coding == "base64":
        lines = part.content.translate(None, delete=b"\r\n")
        return binascii.a2b_base64(lines, strict_mode=True) if lines else b""
    return binascii.a2b_qp(part.content) if part.coding == "quoted-printable" else part.content
