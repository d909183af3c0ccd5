"""Messages as bytes, without ``email``: that package folds lines differently by version."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.sample_shop.chance import HEX, token

CHUNK = 30  # bytes of text in one encoded word: long subjects split, sometimes inside a word


@dataclass(frozen=True)
class Attachment:
    """A file of a mail; ``form`` is how its name is written: plain | rfc2231 | encoded_word."""

    name: str
    form: str = "plain"
    type: str = "application/pdf"


@dataclass(frozen=True)
class Part:
    """A text body: its subtype, charset and transfer encoding (7bit | qp | base64 | 8bit)."""

    text: str
    subtype: str = "plain"
    charset: str = "utf-8"
    transfer: str = "qp"


@dataclass(frozen=True)
class Content:
    """What a message carries: alternative texts, then attachments."""

    parts: tuple[Part, ...]
    attachments: tuple[Attachment, ...] = field(default=())


def header(text: str, charset: str = "utf-8") -> str:
    """The text as a header value: as it is when ASCII, else encoded words of a few letters."""
    if text.isascii():
        return text
    words = [f"=?{charset.upper()}?B?{_b64(word)}?=" for word in _chunks(text, charset)]
    return "\n ".join(words)


def _chunks(text: str, charset: str) -> list[bytes]:
    chunks = [b""]
    for letter in text:
        raw = letter.encode(charset)
        if len(chunks[-1]) + len(raw) > CHUNK:
            chunks.append(b"")
        chunks[-1] += raw
    return chunks


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def message(headers: list[tuple[str, str]], content: Content, key: str) -> bytes:
    """The whole message with ``\\n`` line ends; ``key`` makes its boundaries."""
    lines = [f"{name}: {value}" for name, value in headers]
    return "\n".join(lines).encode("ascii") + b"\nMIME-Version: 1.0\n" + _content(content, key)


def _content(content: Content, key: str) -> bytes:
    text = _texts(content.parts, key)
    if not content.attachments:
        return text
    files = [_file(attachment) for attachment in content.attachments]
    return _multipart("mixed", [text, *files], f"{key}/mixed")


def _texts(parts: tuple[Part, ...], key: str) -> bytes:
    entities = [_text(part) for part in parts]
    return entities[0] if len(entities) == 1 else _multipart("alternative", entities, key)


def _multipart(subtype: str, entities: list[bytes], key: str) -> bytes:
    boundary = f"==={token(f'boundary/{key}', 16, HEX)}=="
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n'
    body = b"".join(f"--{boundary}\n".encode() + entity + b"\n" for entity in entities)
    return head.encode() + body + f"--{boundary}--\n".encode()


def _text(part: Part) -> bytes:
    raw = part.text.encode(part.charset)
    named = {"qp": "quoted-printable"}.get(part.transfer, part.transfer)
    head = (
        f"Content-Type: text/{part.subtype}; charset={part.charset}\n"
        f"Content-Transfer-Encoding: {named}\n\n"
    )
    return head.encode() + _transferred(raw, part.transfer)


def _transferred(raw: bytes, transfer: str) -> bytes:
    if transfer == "qp":
        return binascii.b2a_qp(raw, istext=True).rstrip(b"\n") + b"\n"
    if transfer == "base64":
        return _wrapped(raw)
    return raw.rstrip(b"\n") + b"\n"


def _wrapped(raw: bytes) -> bytes:
    text = base64.b64encode(raw)
    return b"".join(text[i : i + 76] + b"\n" for i in range(0, len(text), 76))


def _file(attachment: Attachment) -> bytes:
    head = (
        f"Content-Type: {attachment.type}{_name('name', attachment)}\n"
        f"Content-Disposition: attachment{_name('filename', attachment)}\n"
        "Content-Transfer-Encoding: base64\n\n"
    )
    return head.encode("ascii") + _wrapped(_file_bytes(attachment))


def _name(parameter: str, attachment: Attachment) -> str:
    if attachment.form == "rfc2231":
        return "" if parameter == "name" else _continued(quote(attachment.name, safe=""))
    if attachment.form == "encoded_word":
        return f';\n {parameter}="=?UTF-8?B?{_b64(attachment.name.encode())}?="'
    return f'; {parameter}="{attachment.name}"'


def _continued(quoted: str) -> str:
    cut = max(quoted.rfind("%"), 0) or len(quoted) // 2
    return f";\n filename*0*=utf-8''{quoted[:cut]};\n filename*1*={quoted[cut:]}"


def _file_bytes(attachment: Attachment) -> bytes:
    if attachment.type == "application/pdf":
        return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    if attachment.type.endswith("xml"):
        return b'<?xml version="1.0"?><Faktura><!-- sample --></Faktura>\n'
    return b"sample file of an invented shop\n"


def mboxrd(raw: bytes, thread: str, stamp: str) -> bytes:
    """One message of an mbox: separator, ``From `` lines of the body escaped, an empty line."""
    lines = raw.rstrip(b"\n").split(b"\n")
    escaped = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]
    return f"From {thread}@xxx {stamp}\n".encode() + b"\n".join(escaped) + b"\n\n"
