"""A mailbox file (mbox): split on bytes, streamed, ``>From `` unescaped (mboxrd).

The standard library splits at every line that starts with ``From ``; here a separator also follows
an empty line, ends in a date, and stands before a header.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator

from audit.model import InputFile, Record, Rejected
from audit.read.files import unreadable
from audit.read.mail import is_cut, mail_record, parsed, record_of

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ZONE = rb"(?: [+-]\d{4}| [A-Z]{1,5})*"
_SEPARATOR = re.compile(
    rb"From [^\r\n]{0,500}?" + _DAY + rb"(?:" + _MONTH + rb" +\d{1,2}|\d{1,2} " + _MONTH + rb")"
    rb"(?: \d{4})? +\d{1,2}:\d{2}(?::\d{2})?" + _ZONE + rb"(?: \d{4})?" + _ZONE + rb"[ \t]*\r?\n"
    rb"(?:>From [^\r\n]*\r?\n)?(?=[!-9;-~]+:)"
)
_FIRST = re.compile(rb"From [^\r\n]*\r?\n(?:>From [^\r\n]*\r?\n)?(?=[!-9;-~]+:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def starts_as_mbox(head: bytes) -> bool:
    """Whether a file starts with a ``From `` line and a header."""
    return _FIRST.match(head.lstrip(b"\r\n")) is not None


def read_mbox(source: InputFile) -> Iterator[Record | Rejected]:
    """Every mail of the mailbox; its position is the byte of its ``From `` line.

    A last message that ends before its closing boundary was cut off and is rejected.
    """
    try:
        with source.path.open("rb") as stream:
            if not stream.seek(0, 2):
                return
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield from _mails(data)
    except OSError as error:
        raise unreadable(source.name, error) from error


def _mails(data: mmap.mmap) -> Iterator[Record | Rejected]:
    starts = _starts(data)
    start = next(starts, None)
    if data[: 0 if start is None else start].strip() or start is None:
        yield Rejected("byte 0", "not_a_message", "text before the first message")
    while start is not None:
        end = next(starts, None)
        yield _mail(data, start, end)
        start = end


def _starts(data: mmap.mmap) -> Iterator[int]:
    """Where each message starts, in order."""
    first = re.compile(rb"[\r\n]*").match(data)
    begin = first.end() if first else 0
    if _FIRST.match(data, begin):
        yield begin
    at = data.find(b"\nFrom ", begin)
    while at >= 0:
        if _follows_empty_line(data, at) and _SEPARATOR.match(data, at + 1):
            yield at + 1
        at = data.find(b"\nFrom ", at + 1)


def _follows_empty_line(data: mmap.mmap, at: int) -> bool:
    before = data[max(at - 2, 0) : at]
    return before.endswith(b"\n") or before == b"\n\r"


def _mail(data: mmap.mmap, start: int, end: int | None) -> Record | Rejected:
    raw = data[start : len(data) if end is None else end]
    text = raw[raw.index(b"\n") + 1 :]
    if b">From " in text:
        text = _ESCAPED.sub(rb"\1", text)
    position = f"byte {start}"
    return mail_record(text, position) if end is not None else _last_mail(text, position, len(data))


def _last_mail(text: bytes, position: str, size: int) -> Record | Rejected:
    try:
        message = parsed(text)
        if is_cut(message) or _ends_in_headers(text):
            return Rejected(position, "cut_message", f"the file ends at byte {size}, inside of it")
        return record_of(message, position)
    except RecursionError:
        return mail_record(text, position)


def _ends_in_headers(text: bytes) -> bool:
    return not text.endswith(b"\n") and _BLANK_LINE.search(text) is None
