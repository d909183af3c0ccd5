"""Where each message of a mailbox file begins: found on bytes, a window at a time.

The standard library splits at every line that starts with ``From ``; here a separator also follows
an empty line, ends in a date, and stands before a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ZONE = rb"(?: [+-]\d{4}| [A-Z]{1,5}){0,3}"
_HEADER = rb"(?:>From [^\r\n]{0,500}\r?\n)?(?=[!-9;-~]{1,200}:)"
_SEPARATOR = re.compile(
    rb"From [^\r\n]{0,500}?" + _DAY + rb"(?:" + _MONTH + rb" {1,9}\d{1,2}|\d{1,2} " + _MONTH + rb")"
    rb"(?: \d{4})? {1,9}\d{1,2}:\d{2}(?::\d{2})?" + _ZONE + rb"(?: \d{4})?" + _ZONE
    + rb"[ \t]{0,99}\r?\n" + _HEADER
)  # fmt: skip
_FIRST = re.compile(rb"From [^\r\n]{0,500}\r?\n" + _HEADER)
_LINE = b"\nFrom "
# No separator with all that belongs to it is longer.
_LONGEST = 2048
_BEFORE = 3
_WINDOW = 1024 * 1024


def starts_as_mbox(head: bytes) -> bool:
    """Whether a file starts with a ``From `` line and a header."""
    return _FIRST.match(head.lstrip(b"\r\n")) is not None


def message_starts(stream: BinaryIO, begin: int, stop: int) -> Iterator[int]:
    """The byte at which each message starts, from ``begin`` to ``stop``, and the one after them.

    That one is where the next message starts, or where the file ends. Which messages a file has
    does not depend on how it is cut into ranges.
    """
    first = _first_start(stream) if begin == 0 else None
    if first is not None:
        yield first
    last, is_found = (begin - 1, False) if first is None else (first, True)
    for start in _separators(stream, max(begin - _BEFORE, 0)):
        if start > last and (is_found or start < stop):
            yield start
            is_found = True
        if start >= stop:
            return
    if is_found:
        yield stream.seek(0, 2)


def _first_start(stream: BinaryIO) -> int | None:
    """Of the first separator less is asked: it needs no date."""
    stream.seek(0)
    head = stream.read(_WINDOW)
    begin = len(head) - len(head.lstrip(b"\r\n"))
    return begin if _FIRST.match(head, begin) else None


def _separators(stream: BinaryIO, at: int) -> Iterator[int]:
    """Where separators start, from byte ``at`` on."""
    stream.seek(at)
    held, window = b"", b"?"
    while window:
        window = stream.read(_WINDOW)
        held += window
        # What is near the end of a window is looked at in the next one, when all of it is there.
        end = len(held) - (_LONGEST if window else 0)
        found = held.find(_LINE, _BEFORE - 1 if at else 0)
        while 0 <= found < end:
            before = held[max(found - 2, 0) : found]
            if before.endswith((b"\n", b"\n\r")) and _SEPARATOR.match(held, found + 1):
                yield at + found + 1
            found = held.find(_LINE, found + 1)
        kept = held[max(end - _BEFORE + 1, 0) :]
        at, held = at + len(held) - len(kept), kept
