"""The year of log lines that do not say it: from the file's name, or from a Message-ID with a date.

Never from the clock or the file's own times: both say when somebody copied it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from audit.model import InputFile
from audit.read.files import file_bytes

YearOf = Callable[[str], str | None]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(?:[0-2]\d|3[01]))?)?(?!\d)"
)
# Postfix names a message without an id by its time: <20260302071543.4F1A2C0B5@mx.example>.
_IN_ID = re.compile(rb"message-id=<(20\d\d)(0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{6}\.[0-9A-Za-z]+@")
_HALF_A_YEAR = 6


def year_of(source: InputFile) -> YearOf:
    """What makes a whole time of a line's: one with a year stays, one without gets it, or None.

    A line whose month lies more than half a year away from the known one is of the year beside.
    """
    return partial(_whole, _known(source))


def _whole(known: tuple[int, int | None] | None, time: str) -> str | None:
    if time[:4].isdigit():
        return time
    if known is None or time[:3] not in _MONTHS:
        return None
    month = _MONTHS.index(time[:3]) + 1
    return f"{_nearest(month, *known)}-{month:02}-{int(time[4:6]):02} {time[7:]}"


def _known(source: InputFile) -> tuple[int, int | None] | None:
    """A year, and the month it is known for."""
    if found := _IN_ID.search(file_bytes(source)):
        return int(found[1]), int(found[2])
    named = list(_IN_NAME.finditer(source.name.rsplit("/", 1)[-1]))
    if not named:
        return None
    return int(named[-1][1]), int(named[-1][2]) if named[-1][2] else None


def _nearest(month: int, year: int, known_month: int | None) -> int:
    if known_month is None:
        return year
    if month - known_month > _HALF_A_YEAR:
        return year - 1
    return year + 1 if known_month - month > _HALF_A_YEAR else year
