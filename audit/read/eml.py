"""One saved message (.eml)."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from audit.model import InputFile, Record, Rejected
from audit.read.files import file_bytes
from audit.read.mail import LARGEST, mail_record, too_large


def read_eml(source: InputFile) -> Iterator[Record | Rejected]:
    """The one mail of the file."""
    size = source.path.stat().st_size
    if size > LARGEST:
        yield too_large("byte 0", size)
        return
    data = file_bytes(source).removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    yield mail_record(data, "byte 0")
