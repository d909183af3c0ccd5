"""What kind of input file it is, by its content alone."""

from __future__ import annotations

import codecs
import re

from audit.errors import InputError, ManifestError
from audit.model import InputFile
from audit.read.allegro_json import json_kind, looks_like_json
from audit.read.column_words import MAIL_LOG, NOTICE_LIST, ORDER_TABLE, PAYMENT, fold
from audit.read.encoding import clean, encoding_of
from audit.read.files import HEAD, file_bytes, head_text
from audit.read.mail_events import is_mail_events
from audit.read.mbox_split import starts_as_mbox
from audit.read.outlook import is_outlook
from audit.read.server_log import is_server_log
from audit.read.sheets import Given, column_maps, is_packed_table, table_kind

_BINARY = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG"),
    *(b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"SQLite format 3", b"PAR1"),
)
_TABLES = frozenset({MAIL_LOG, NOTICE_LIST, ORDER_TABLE, PAYMENT})
_SHOWN_COLUMNS = 12
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


def detect(source: InputFile, given: Given | None = None) -> str | None:
    """The kind of reader ``source`` needs (a key of ``READERS``), None for no known kind.

    ``given`` is the manifest's map of columns. InputError for JSON that is cut or broken, and for a
    table that is none of ours.
    """
    kind = _detected(source, given)
    named = {what: name for what, name in (given or {}).items() if name}
    if named and kind in _TABLES:
        _refuse_strange_names(source, named)
    return kind


def _detected(source: InputFile, given: Given | None) -> str | None:
    head = file_bytes(source, HEAD)
    if kind := _mail_kind(source, head):
        return kind
    if is_packed_table(source, head):
        return table_kind(source, given)
    if not head.strip() or is_binary(head):
        return None
    text = head_text(source)
    if looks_like_json(text) and (kind := _json_kind(source, text)):
        return kind
    return "server_log" if is_server_log(text) else table_kind(source, given)


def _mail_kind(source: InputFile, head: bytes) -> str | None:
    if is_outlook(source, head):
        return "msg"
    if starts_as_mbox(head):
        return "mbox"
    return "eml" if _is_mail(head) else None


def is_binary(head: bytes) -> bool:
    """Whether a file that starts with ``head`` is no text."""
    if head.startswith(_BINARY):
        return True
    is_utf16 = encoding_of(head).startswith("utf-16")
    return not is_utf16 and head.count(b"\x00") > _MOST_NULS * len(head)


def _is_mail(head: bytes) -> bool:
    """Whether the file starts with mail headers, two well-known ones among them."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    names, at = set(), 0
    while header := _HEADER.match(text, at):
        names.add(header[1].lower())
        at = header.end()
    return len(names & _MAIL_HEADERS) >= _FEWEST_HEADERS


def _refuse_strange_names(source: InputFile, given: Given) -> None:
    """ManifestError for a column the manifest names and no table of the file has."""
    names = [name for _, header, _ in column_maps(source, given) for name in header]
    folded = {fold(name) for name in names}
    strange = [f"{what} = {name}" for what, name in given.items() if fold(name) not in folded]
    if strange:
        named = ", ".join(clean(name) for name in names[:_SHOWN_COLUMNS])
        raise ManifestError(
            f"{source.name}: the manifest names columns that are not there ({'; '.join(strange)}): "
            f"expected some of {named}"
        )


def _json_kind(source: InputFile, head: str) -> str | None:
    try:
        return json_kind(source) or ("mail_events" if is_mail_events(source) else None)
    except InputError as error:
        # A text may start like JSON ("[1] see ..."): it is one when it is cut, or names our keys.
        if "JSON cut" in str(error) or _OUR_KEYS.search(head):
            raise
        return None
