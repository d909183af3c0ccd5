"""Any message by the standard library's parser: slow, and lenient with what is damaged."""

from __future__ import annotations

from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64LengthDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.policy import Compat32

from audit.read.mail_header import unbase64
from audit.read.mail_part import Part, wanted

_CUT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


class _RawHeaders(Compat32):
    """The compat32 policy, but headers come as they stood: 8-bit bytes as surrogate escapes."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value as it stood."""
        return value


_POLICY = _RawHeaders()
_PARSER = BytesParser(policy=_POLICY)
_HEADERS = HeaderParser(policy=_POLICY)


def careful_part(data: bytes) -> tuple[Part, bool]:
    """The message in ``data``, and whether it was cut: it ends before its closing boundary.

    RecursionError when its parts are nested absurdly deep.
    """
    message = _PARSER.parsebytes(data)
    return _part(message), any(isinstance(defect, _CUT) for defect in message.defects)


def headers_only(text: str) -> Part:
    """The headers in a text, as a message without content."""
    return _part(_HEADERS.parsestr(text))


def _part(message: Message) -> Part:
    headers: dict[str, list[str]] = {}
    for name, value in message.items():
        if key := wanted(name):
            headers.setdefault(key, []).append(str(value).lstrip(" \t\r\n"))
    kind = message.get_content_type()
    if not message.is_multipart():
        content = _content(message) if kind.startswith(("text/", "multipart/")) else b""
        return Part(headers, kind, content)
    children = [child for child in message.get_payload() if isinstance(child, Message)]
    return Part(headers, kind, parts=tuple(map(_part, children)))


def _content(message: Message) -> bytes:
    # With decode=False the standard library would decode by the declared charset, and lose bytes.
    data = message.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    is_undecoded = any(isinstance(one, InvalidBase64LengthDefect) for one in message.defects)
    return unbase64(data) if is_undecoded else data
