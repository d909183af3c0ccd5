"""One mail saved by Outlook (.msg): an OLE2 file of MAPI properties."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from audit.errors import InputError
from audit.model import InputFile, Record, Rejected
from audit.read.encoding import decoded
from audit.read.files import file_bytes
from audit.read.mail import LARGEST, record_of, too_large
from audit.read.mail_careful import headers_only
from audit.read.mail_part import Part

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE = b"\xd0\xcf\x11\xe0"
_MARK = "__properties_version1.0".encode("utf-16-le")
_HEADERS, _PLAIN, _HTML, _SUBMITTED = "007D", "1000", "1013", 0x0039
# Where Outlook kept no headers, as it does of sent mail: a header and the properties that hold it.
_PROPERTIES = (
    ("from", ("5D01", "0C1F", "0065")),
    ("subject", ("0037",)),
    ("message-id", ("1035",)),
    ("in-reply-to", ("1042",)),
    ("references", ("1039",)),
)
_ADDRESS, _FILE_NAME = ("39FE", "3003"), ("3707", "3704")
_ROOT_HEADER = 32
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_DAMAGES = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, OverflowError)


def is_outlook(source: InputFile, head: bytes) -> bool:
    """Whether a file is a mail saved by Outlook, and no other OLE2 file (an old workbook)."""
    return head.startswith(OLE) and _MARK in file_bytes(source, LARGEST)


def read_outlook(source: InputFile) -> Iterator[Record | Rejected]:
    """The one mail of the file. Its text is None where Outlook kept nothing but RTF.

    InputError where the package that opens such files is not installed.
    """
    try:
        import olefile
    except ImportError as error:
        raise InputError(
            f"{source.name}: a mail saved by Outlook: expected the package that opens it"
            " (pip install 'allegro-audit[msg]'), or the mail saved as .eml"
        ) from error
    size = source.path.stat().st_size
    if size > LARGEST:
        yield too_large("byte 0", size)
        return
    try:
        with olefile.OleFileIO(source.path) as ole:
            message = _message(ole)
    except _DAMAGES:
        yield Rejected("byte 0", "cut_message", "the Outlook file is damaged")
        return
    yield _record(message)


def _record(message: Part) -> Record | Rejected:
    record = record_of(message, "byte 0")
    has_text = any(part.parts for part in message.parts or ())
    if isinstance(record, Rejected) or has_text:
        return record
    return replace(record, values={**record.values, "body": None})


def _message(ole: OleFileIO) -> Part:
    written = _text(ole, (), _HEADERS)
    headers = dict(headers_only(written).headers) if written else {}
    for name, value in _kept(ole):
        if value and not headers.get(name):
            headers[name] = [value]
    names = [_first(ole, (path,), _FILE_NAME) for path in _storages(ole, "__attach_version1.0_#")]
    texts = [("text/plain", _text(ole, (), _PLAIN).encode()), ("text/html", _bytes(ole, _HTML))]
    bodies = [Part({}, kind, content) for kind, content in texts if content.strip()]
    body = Part({}, "multipart/alternative", parts=tuple(bodies))
    return Part(headers, "multipart/mixed", parts=(*(bodies and [body]), *map(_attached, names)))


def _kept(ole: OleFileIO) -> Iterator[tuple[str, str]]:
    """The headers that the properties stand for."""
    for name, tags in _PROPERTIES:
        yield name, _first(ole, (), tags)
    paths = _storages(ole, "__recip_version1.0_#")
    yield "to", ", ".join(_first(ole, (path,), _ADDRESS) for path in paths)
    sent = _submitted(ole.openstream("__properties_version1.0").read())
    yield "date", format_datetime(sent) if sent else ""


def _attached(name: str) -> Part:
    disposition = f"attachment; filename*=utf-8''{quote(name)}"
    return Part({"content-disposition": [disposition]}, "application/octet-stream")


def _storages(ole: OleFileIO, prefix: str) -> list[str]:
    return sorted({path[0] for path in ole.listdir() if path[0].startswith(prefix)})


def _first(ole: OleFileIO, path: tuple[str, ...], tags: tuple[str, ...]) -> str:
    """The first property that holds something; of addresses, the first with an ``@``."""
    values = [value for tag in tags if (value := _text(ole, path, tag))]
    return next((value for value in values if "@" in value), values[0] if values else "")


def _text(ole: OleFileIO, path: tuple[str, ...], tag: str) -> str:
    wide, narrow = ([*path, f"__substg1.0_{tag}{kind}"] for kind in ("001F", "001E"))
    if ole.exists(wide):
        return str(ole.openstream(wide).read().decode("utf-16-le", "replace")).rstrip("\0")
    return decoded(ole.openstream(narrow).read(), None) if ole.exists(narrow) else ""


def _bytes(ole: OleFileIO, tag: str) -> bytes:
    name = f"__substg1.0_{tag}0102"
    if ole.exists(name):
        return bytes(ole.openstream(name).read())
    return _text(ole, (), tag).encode()


def _submitted(properties: bytes) -> datetime | None:
    """When the mail was handed over, from the properties of fixed length: 16 bytes each."""
    for at in range(_ROOT_HEADER, len(properties) - 15, 16):
        kind, tag, _, ticks = struct.unpack_from("<HHIQ", properties, at)
        if (kind, tag) == (0x0040, _SUBMITTED):
            return _EPOCH + timedelta(microseconds=ticks // 10)
    return None
