"""Masking of what names somebody by its form: addresses, numbers, codes, places."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from audit.redact.plain_words import fold, is_plain

HIDDEN: Final = "…"

# Every repetition below is bounded or runs over disjoint characters: a megabyte
# without a blank must not cost more than its length.
URL: Final = re.compile(r"(?i)\b(https?://)([^\s<>\"'„”)\]]+)")
BARE_URL: Final = re.compile(
    r"(?i)(?<![\w.@/-])((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})/[^\s<>\"'„”)\]]*"
)
MAIL: Final = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}")
UUID: Final = re.compile(r"(?i)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
CODE: Final = re.compile(r"[^\W_]{6,}")
NUMBER: Final = re.compile(r"\+?\(?\d(?:[ \u00a0.\-/()]{0,2}\d){6,}")
DATE: Final = re.compile(r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1\d{4})(?![\d./-]\d|\d)")
LONG_RUN: Final = re.compile(r"\d{5,}")
_DIGIT: Final = re.compile(r"\d")
_CAPITAL: Final = "[^\\W\\d_a-zäáąàâčçćďéěęèíłĺľňńóôöőřŕšśťúůüűýžźż]"
POSTCODE: Final = re.compile(
    rf"(?<!\d)\d{{2}}-\d{{3}}(?!\d)(?:[ \t]{{1,2}}{_CAPITAL}[^\W\d_]{{1,30}}"
    rf"(?:[ -]{_CAPITAL}[^\W\d_]{{1,30}}){{0,2}})?"
)
_FLAT: Final = r"\d{1,4}[a-z]?(?: ?(?:/|m\.?|lok\.?) ?\d{1,4}[a-z]?)?"
STREET: Final = re.compile(
    r"(?i)(?<![\w.])(?:ul\.|al\.|os\.|pl\.|ulic[aęyi]|alej[aei]|osiedl[eua]|placu?) ?"
    rf"(?:[^\W\d_]{{1,30}}\.?[ -]){{1,4}}{_FLAT}(?!\w)"
)
HOUSE: Final = re.compile(
    rf"({_CAPITAL}[^\W\d_]{{2,30}}) \d{{1,4}}[A-Za-z]? ?(?:/|m\.?) ?\d{{1,4}}[A-Za-z]?(?!\w)"
)


def without_identifiers(text: str) -> str:
    """``text`` with addresses, numbers, codes and places hidden; dates and amounts stay."""
    for needed, pattern, replacement in _RULES:
        if needed in text if needed else _DIGIT.search(text):
            text = pattern.sub(replacement, text)
    return text


def _host_only(match: re.Match[str]) -> str:
    address = match[2].rstrip(".,;:!?…")
    end = match[2][len(address) :]
    host = re.split(r"[/?#]", address, maxsplit=1)[0]
    rest = f"/{HIDDEN}" if len(host) < len(address) else ""
    return f"{match[1]}{host.rpartition('@')[2]}{rest}{end.removeprefix(HIDDEN)}"


def _code_hidden(match: re.Match[str]) -> str:
    """Letters mixed with digits name a parcel, a locker or a login; a plain word before stays."""
    code = match[0]
    digits = sum(mark.isdigit() for mark in code)
    if digits < 3 or digits == len(code):
        return code
    letters = re.match(r"[^\W\d_]*", code)
    word = letters[0] if letters else ""
    return f"{word}{HIDDEN}" if len(word) > 1 and is_plain(fold(word)) else HIDDEN


def _number_hidden(match: re.Match[str]) -> str:
    """Dates stay; what stands around them is hidden when it is long enough to name somebody."""
    number, shown, place = match[0], [], 0
    for date in DATE.finditer(number):
        shown += [_long_hidden(number[place : date.start()]), date[0]]
        place = date.end()
    return "".join([*shown, _long_hidden(number[place:])])


def _long_hidden(piece: str) -> str:
    if sum(mark.isdigit() for mark in piece) < 7:
        return piece
    before = piece[: len(piece) - len(piece.lstrip())]
    after = piece[len(piece.rstrip()) :]
    return f"{before}{HIDDEN}{after}"


def _house_hidden(match: re.Match[str]) -> str:
    return match[0] if is_plain(fold(match[1])) else HIDDEN


_Replacement = str | Callable[[re.Match[str]], str]
# What a text must hold for a rule to find anything; "": a digit.
_RULES: Final[tuple[tuple[str, re.Pattern[str], _Replacement], ...]] = (
    ("://", URL, _host_only),
    ("/", BARE_URL, rf"\1/{HIDDEN}"),
    ("@", MAIL, f"{HIDDEN}@{HIDDEN}"),
    ("-", UUID, HIDDEN),
    ("", STREET, HIDDEN),
    ("-", POSTCODE, HIDDEN),
    ("", HOUSE, _house_hidden),
    ("", CODE, _code_hidden),
    ("", NUMBER, _number_hidden),
    ("", LONG_RUN, HIDDEN),
)
