"""What a value that could not be typed looked like, without the value."""

from __future__ import annotations

import re

_TIME = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T,]+[\d:.+Z-]{1,18})?")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 60


def shape_of(value: str) -> str:
    """``value`` with x for every letter and 9 for every digit, cut where it is long.

    What is written like a day stands as it is: 31.02.2026 explains itself, and names nobody.
    """
    shown = value[:_LONGEST]
    if not _TIME.fullmatch(shown):
        shown = _LETTER.sub("x", re.sub(r"\d", "9", shown))
    return shown + ("…" if len(value) > _LONGEST else "")
