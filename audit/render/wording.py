"""Words, plurals, dates and numbers of a report, in its language."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations

from audit.paths import shipped

LANGUAGES = ("en", "pl")
_LOCALES = {"en": "en_GB", "pl": "pl_PL"}


@dataclass(frozen=True)
class Wording:
    """How one language says things; the message ids are the English words."""

    lang: str
    translations: Translations

    @property
    def locale(self) -> str:
        """The Babel locale of dates and numbers."""
        return _LOCALES[self.lang]

    def say(self, words: str, **values: object) -> str:
        """``words`` in this language, with ``%(name)s`` filled from ``values``."""
        said: str = self.translations.gettext(words)
        return said % values if values else said

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The plural form for ``n``; ``%(n)s`` in it is ``n`` as this language writes numbers."""
        said: str = self.translations.ngettext(one, many, n)
        return said % {"n": self.number(n), **values}

    def number(self, value: float) -> str:
        """``1 234,5`` in Polish, ``1,234.5`` in English."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float | None) -> str:
        """``share`` (0 to 1) with one decimal, a dash for no share of nothing.

        Only a true all or nothing reads 100% or 0%: a rounded one would hide the rest.
        """
        if share is None:
            return "–"
        shown = share if share in (0, 1) else min(max(share, 0.001), 0.999)
        return format_percent(shown, format="#,##0.0%", locale=self.locale)

    def day(self, day: date | None) -> str:
        """``2 marca 2026``; a dash for no day."""
        return format_date(day, "d MMMM y", locale=self.locale) if day else "–"

    def days(self, first: date, last: date) -> str:
        """A stretch of days, both inclusive: ``1–31 marca 2026``."""
        if first == last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last)}"
        short = "d MMMM" if first.year == last.year else "d MMMM y"
        return f"{format_date(first, short, locale=self.locale)} – {self.day(last)}"


@lru_cache(maxsize=len(LANGUAGES))
def wording(lang: str) -> Wording:
    """The wording of ``lang``, its catalogue compiled in memory."""
    compiled = io.BytesIO()
    with (shipped("report_templates") / "locale" / f"{lang}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return Wording(lang, Translations(fp=compiled))


def jinja_filters(words: Wording) -> dict[str, Any]:
    """The filters a template prints values with."""
    return {
        "said": words.say,
        "number": words.number,
        "percent": words.percent,
        "day": words.day,
    }
