"""Numbers that look random and never change: each depends on its own key only.

A keyed hash instead of ``random``: adding one mail must not move every other one.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

BASE36 = "abcdefghijklmnopqrstuvwxyz0123456789"
DIGITS = "0123456789"
HEX = "0123456789abcdef"
GREGORIAN = datetime(1582, 10, 15, tzinfo=UTC)


def number(key: str, below: int) -> int:
    """A number from 0 to ``below`` - 1."""
    digest = hashlib.sha256(f"lniana-chata/{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % below


def pick(key: str, items: Sequence[T]) -> T:
    """One of the items."""
    return items[number(key, len(items))]


def token(key: str, length: int, alphabet: str = BASE36) -> str:
    """A text of ``length`` characters of the alphabet."""
    return "".join(pick(f"{key}/{i}", alphabet) for i in range(length))


def time_uuid(key: str, instant: datetime) -> str:
    """A UUID version 1 that carries ``instant``, as Allegro's order ids do."""
    ticks = (instant - GREGORIAN) // timedelta(microseconds=1) * 10
    low, middle, high = ticks & 0xFFFFFFFF, ticks >> 32 & 0xFFFF, ticks >> 48 & 0x0FFF
    clock = 0x8000 | number(f"{key}/clock", 0x4000)
    fields = (low, middle, high | 0x1000, clock >> 8, clock & 0xFF, number(f"{key}/node", 1 << 48))
    return str(uuid.UUID(fields=fields))


def plain_uuid(key: str) -> str:
    """A UUID version 4."""
    return str(uuid.UUID(hex=token(key, 32, HEX), version=4))
