"""Masking of personal names, known and guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from audit.redact.identifiers import HIDDEN
from audit.redact.plain_words import LONGEST_STEM, fold, is_plain

WORD: Final = re.compile(r"[^\W\d_]+")
REPEATED: Final = re.compile(rf"{HIDDEN}(?:[ \u00a0-]{{1,2}}{HIDDEN})+")
ENDINGS: Final = (
    "", "a", "e", "i", "o", "u", "y", "ie", "ia", "ii", "iu", "ze", "owi", "em", "iem", "om", "ami",
    "ach", "ow", "ego", "emu", "ej", "im", "ym", "iego", "iemu", "iej", "owie", "owa", "owej",
)  # fmt: skip
GREETINGS: Final = frozenset(
    {
        "witaj",
        "witam",
        "czesc",
        "hej",
        "hejka",
        "siema",
        "dobry",
        "pani",
        "panie",
        "panu",
        "pan",
        "pania",
        "panem",
        "panstwo",
        "panstwu",
        "szanowna",
        "szanowny",
        "szanowni",
        "drogi",
        "droga",
        "drodzy",
        "mily",
        "mila",
        "kochana",
        "kochany",
        "hi",
        "hello",
        "dear",
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "madam",
        "imie",
        "nazwisko",
        "odbiorca",
        "odbiorcy",
        "adresat",
        "kupujacy",
        "kupujaca",
        "klient",
        "klienta",
        "nabywca",
    }
)
# A dot after these ends no sentence.
ABBREVIATIONS: Final = frozenset(
    {
        "p",
        "ul",
        "al",
        "os",
        "pl",
        "dr",
        "mgr",
        "inz",
        "prof",
        "sz",
        "im",
        "sw",
        "mr",
        "mrs",
        "ms",
        "np",
        "tj",
    }
)


@dataclass(frozen=True)
class _Names:
    """Known names: as they are, in their inflected forms, and by the beginning they share."""

    exact: frozenset[str]
    forms: frozenset[str]
    longest: dict[str, int]  # beginning -> the longest word that may still be the name


@dataclass
class _Word:
    """One word of a line: where it stands, what precedes it, and whether it is hidden."""

    start: int
    end: int
    text: str
    gap: str
    folded: str
    hidden: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[0].isupper() and len(self.text) > 1


@lru_cache(maxsize=50_000)
def without_names(text: str, names: frozenset[str]) -> str:
    """``text`` with words hidden that are known names, or stand where names stand.

    Without their numbers, many texts are the same.
    """
    known = _known(names)
    lines = [_line_without_names(line, known) for line in text.split("\n")]
    return REPEATED.sub(HIDDEN, "\n".join(lines))


@lru_cache(maxsize=2)
def _known(names: frozenset[str]) -> _Names:
    exact = frozenset(part for name in names for part in WORD.findall(fold(name)) if len(part) > 1)
    longest: dict[str, int] = {}
    for name in exact:
        if len(name) > 2:
            beginning = name[: max(3, len(name) - 2)]
            longest[beginning] = max(longest.get(beginning, 0), len(name) + 4)
    forms = (stem + ending for name in exact for stem in _stems(name) for ending in ENDINGS)
    return _Names(exact, frozenset(forms), longest)


def _stems(name: str) -> Iterator[str]:
    """What endings are put to: ``ann`` of Anna, ``mark`` of Marek."""
    if len(name) < 3:
        return
    yield name[:-1] if name[-1] in "aeiouy" else name
    if len(name) > 3 and name[-2] == "e" and name[-1] in "kclr":
        yield name[:-2] + name[-1]


def _is_name(word: _Word, known: _Names) -> bool:
    """Whether the word is a known name or a form of one."""
    folded = word.folded
    if folded in known.exact:
        return not is_plain(folded) or (word.capital and word.gap.strip() in ("", ","))
    if is_plain(folded):
        return False
    if folded in known.forms and (word.capital or len(folded) > 3):
        return True
    ends = range(3, min(len(folded), LONGEST_STEM) + 1)
    return word.capital and any(len(folded) <= known.longest.get(folded[:n], 0) for n in ends)


def _line_without_names(line: str, known: _Names) -> str:
    words = _words(line)
    shouted = _is_shouted(words)
    for before, word in zip([None, *words], words, strict=False):
        word.hidden = _is_name(word, known) or (
            not is_plain(word.folded) and _looks_like_name(before, word, shouted, words)
        )
    _hide_first_names(words)
    shown, place = [], 0
    for word in words:
        if word.hidden:
            shown += [line[place : word.start], HIDDEN]
            place = word.end
    return "".join([*shown, line[place:]])


def _words(line: str) -> list[_Word]:
    found, place = [], 0
    for match in WORD.finditer(line):
        gap = line[place : match.start()]
        found.append(_Word(match.start(), match.end(), match[0], gap, _folded(match[0])))
        place = match.end()
    return found


def _looks_like_name(before: _Word | None, word: _Word, shouted: bool, words: list[_Word]) -> bool:
    """Whether an unknown word stands where names do: after a greeting, or in mid-sentence."""
    if not word.capital or shouted:
        return False
    if before is None:
        return len(words) == 1
    if before.folded in GREETINGS and word.gap.strip() in ("", ",", ":"):
        return True
    acronym = word.text.isupper() and len(word.text) < 4
    return not acronym and not _starts_sentence(before, word)


def _starts_sentence(before: _Word, word: _Word) -> bool:
    ended = any(mark in ".!?;•|>" for mark in word.gap)
    return ended and before.folded not in ABBREVIATIONS


def _is_shouted(words: list[_Word]) -> bool:
    """Whether a line is all capitals and says something; a name alone in capitals is not."""
    if len(words) < 2 or not all(word.text.isupper() for word in words):
        return False
    return len(words) > 4 or any(is_plain(word.folded) for word in words)


def _hide_first_names(words: list[_Word]) -> None:
    """Hide the capital words right before a hidden one: ``Anna`` at the start, of Anna Kowalska."""
    for before, word in zip(reversed(words[:-1]), reversed(words), strict=False):
        joined = word.hidden and word.capital and word.gap in (" ", "-", "\u00a0")
        if joined and before.capital and not is_plain(before.folded):
            before.hidden = True


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)
