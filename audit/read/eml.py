"""One saved message (.eml)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from audit.model import InputFile, Record, Rejected
from audit.read.files import file_bytes
from audit.read.mail import LARGEST, deleted, mail_record, too_large

# Maildir keeps its marks at the end of the file name; T is for the trash.
_TRASHED = re.compile(r"[:;!]2,[A-Za-z]*T[A-Za-z]*$")


def read_eml(source: InputFile) -> Iterator[Record | Rejected]:
    """The one mail of the file."""
    size = source.path.stat().st_size
    if size > LARGEST:
        yield too_large("byte 0", size)
        return
    data = file_bytes(source).removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    record = mail_record(data, "byte 0")
    yield deleted("byte 0") if _TRASHED.search(source.name) else record
