"""OLE files (xls): whether the chains of their sectors end.

A damaged or hostile one whose chain runs in a circle would keep its reader busy for ever.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_HEADER = 512
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFF9


def has_endless_chain(data: bytes) -> bool:
    """Whether a chain of sectors of an OLE file runs in a circle, or out of the file."""
    try:
        table = _table(data)
        return _has_circle(table) or _has_circle(_small_table(data, table))
    except (struct.error, IndexError):
        return True


def _word(data: bytes, place: int) -> int:
    found: int = struct.unpack_from("<I", data, place)[0]
    return found


def _sector(data: bytes, number: int) -> tuple[int, ...]:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    return struct.unpack_from(f"<{size // 4}I", data, (number + 1) * size)


def _table(data: bytes) -> list[int]:
    """For each sector the next one of its chain; the header lists first which sectors hold that."""
    listed = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    more, left = _word(data, 68), len(data) // _HEADER
    while more <= _LAST_SECTOR and left:
        *numbers, more = _sector(data, more)
        listed += numbers
        left -= 1
    in_use = [number for number in listed if number <= _LAST_SECTOR]
    return [entry for number in in_use for entry in _sector(data, number)]


def _small_table(data: bytes, table: Sequence[int]) -> list[int]:
    """The same for the small sectors inside of one stream."""
    return [entry for number in _chain(table, _word(data, 60)) for entry in _sector(data, number)]


def _chain(table: Sequence[int], number: int) -> Iterator[int]:
    while number <= _LAST_SECTOR:
        yield number
        number = table[number]


def _has_circle(table: Sequence[int]) -> bool:
    seen = [0] * len(table)
    for start in range(len(table)):
        number = start
        while number < len(table) and not seen[number]:
            seen[number] = start + 1
            number = table[number]
        if number < len(table) and seen[number] == start + 1:
            return True
    return False
