"""What kind of input file it is, by its content alone."""

from __future__ import annotations

import codecs
import re

from audit.errors import InputError
from audit.model import InputFile
from audit.read.allegro_json import json_kind, looks_like_json
from audit.read.columns import USABLE, columns_of, is_usable
from audit.read.delimited import has_rows_like_header, table_of
from audit.read.encoding import clean, encoding_of
from audit.read.files import HEAD, file_bytes
from audit.read.mbox_split import starts_as_mbox

_BINARY = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG"),
    *(b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"SQLite format 3"),
)
_MOST_NULS = 0.05
_HEADER = re.compile(rb"([!-9;-~]+):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)")
_MAIL_HEADERS = frozenset(
    b"from to cc bcc date subject message-id received return-path delivered-to mime-version"
    b" content-type reply-to in-reply-to references sender x-gmail-labels dkim-signature".split()
)
_OUR_KEYS = re.compile(
    '"(?:checkoutForms|lineItems|shipments|invoices|hasExternalInvoices|threads|messages|issues)"'
)
_FEWEST_HEADERS = 2
_NAMED_COLUMNS = 2
_SHOWN_COLUMNS = 12


def detect(source: InputFile) -> str | None:
    """The kind of reader ``source`` needs (a key of ``READERS``), None for no known kind.

    InputError for JSON that is cut or broken, and for a table that holds no mail.
    """
    head = file_bytes(source, HEAD)
    if not head.strip() or _is_binary(head):
        return None
    if starts_as_mbox(head):
        return "mbox"
    if _is_mail(head):
        return "eml"
    text = head.decode(encoding_of(head), "replace").removeprefix("\ufeff")
    return _json_kind(source, text) if looks_like_json(text) else _table_kind(source, text)


def _is_binary(head: bytes) -> bool:
    if head.startswith(_BINARY):
        return True
    is_utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return not is_utf16 and head.count(b"\x00") > _MOST_NULS * len(head)


def _is_mail(head: bytes) -> bool:
    """Whether the file starts with mail headers, two well-known ones among them."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    names, at = set(), 0
    while header := _HEADER.match(text, at):
        names.add(header[1].lower())
        at = header.end()
    return len(names & _MAIL_HEADERS) >= _FEWEST_HEADERS


def _json_kind(source: InputFile, head: str) -> str | None:
    try:
        return json_kind(source)
    except InputError as error:
        # A text may start like JSON ("[1] see ..."): it is one when it is cut, or names our keys.
        if "JSON cut" in str(error) or _OUR_KEYS.search(head):
            raise
        return None


def _table_kind(source: InputFile, head: str) -> str | None:
    table = table_of(head)
    if table is None:
        return None
    columns = columns_of(table.header)
    if is_usable(columns):
        return "mail_log"
    if len(columns) < _NAMED_COLUMNS and not has_rows_like_header(table, head):
        return None
    named = ", ".join(clean(name) for name in table.header[:_SHOWN_COLUMNS])
    raise InputError(f"{source.name}: a table without usable columns ({named}): {USABLE}")
