"""The common words of mail, which name nobody."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from audit.paths import shipped

LONGEST_STEM: Final = 20  # letters; no beginning in the list is longer


def fold(text: str) -> str:
    """``text`` in lower case without diacritics, ``ł`` too."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


@lru_cache(maxsize=50_000)
def is_plain(folded: str) -> bool:
    """Whether a word is one of the common words of mail, which names nobody."""
    words, stems = _plain_words()
    return folded in words or any(
        folded[:n] in stems for n in range(3, min(len(folded), LONGEST_STEM) + 1)
    )


@lru_cache(maxsize=1)
def _plain_words() -> tuple[frozenset[str], frozenset[str]]:
    """The shipped plain words, and the beginnings (written with ``*``), all folded."""
    text = (shipped("queries") / "reference" / "plain_words.txt").read_text("utf-8")
    lines = [line.partition("#")[0] for line in text.splitlines()]
    listed = [fold(word) for line in lines for word in line.split()]
    stems = frozenset(word[:-1] for word in listed if word.endswith("*"))
    return frozenset(word for word in listed if not word.endswith("*")), stems
