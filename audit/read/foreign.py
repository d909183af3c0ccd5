"""What a file is that no reader knows, in words that help whoever sent it."""

from __future__ import annotations

from audit.model import InputFile
from audit.read.files import HEAD, file_bytes

_EXPORT = "expected the data itself: a mailbox, a mail log, notices or pages of the Allegro API"
_UNPACKED = "expected its content, or a ZIP archive of it"
_MAILBOX = "expected the mailbox exported as mbox or .eml files"
# How a file begins, what it is then, and what to ask for instead.
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", _EXPORT),
    (b"\x89PNG", "a picture", _EXPORT),
    (b"\xff\xd8\xff", "a picture", _EXPORT),
    (b"GIF8", "a picture", _EXPORT),
    (b"!BDN", "an Outlook data file (.pst)", _MAILBOX),
    (b"SQLite format 3", "a database", _EXPORT),
    (b"\x1f\x8b", "a gzip archive", _UNPACKED),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACKED),
    (b"Rar!", "a RAR archive", _UNPACKED),
    (b"PK\x03\x04", "a document packed as ZIP (.docx or alike)", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "an Office document or an Outlook message", _MAILBOX),
)


def no_known_kind(source: InputFile) -> str:
    """The mistake of naming ``source`` as an input: what it is, and what was expected."""
    head = file_bytes(source, HEAD)
    if not head.strip():
        return f"{source.name}: is empty: {_EXPORT}"
    for beginning, what, expected in _BEGINNINGS:
        if head.startswith(beginning):
            return f"{source.name}: is {what}, of no use here: {expected}"
    return f"{source.name}: no known kind of input: {_EXPORT}"
