"""The words of a report: every one translated, plurals, dates and numbers right."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from audit.controls import read_controls
from audit.paths import shipped
from audit.render import phrases
from audit.render.wording import wording

RENDER = Path(phrases.__file__).parent
PYTHON_WORDS: Any = {"say": None, "count": (1, 2), "N_": None}


def words_of_the_templates() -> set[str]:
    found = set()
    for path in shipped("report_templates").rglob("*.html"):
        with path.open("rb") as template:
            options = {"trimmed": "true"}
            for _, _, said, _ in babel_extract(template, ("_", "ngettext"), [], options):
                found.add(said if isinstance(said, str) else (said or ("",))[0])
    return {said for said in found if said}


def words_of_the_code() -> set[str]:
    found = set()
    for path in RENDER.glob("*.py"):
        with path.open("rb") as code:
            for _, said, _, _ in extract("python", code, PYTHON_WORDS):
                found.add(said if isinstance(said, str) else said[0])
    return found


def words_of_the_controls() -> set[str]:
    """What controls may miss, when they may be wrong, and what they call the audit's own method."""
    controls = read_controls()
    lines = {line for each in controls for line in (*each.known_misses, *each.false_alarms)}
    sources = [source for each in controls for source in each.sources]
    return lines | {source.name for source in sources if source.kind == "method"}


def words_said() -> set[str]:
    return words_of_the_templates() | words_of_the_code() | words_of_the_controls()


def catalogue(lang: str) -> dict[str, Message]:
    path = shipped("report_templates") / "locale" / f"{lang}.po"
    with path.open("rb") as source:
        messages = [message for message in read_po(source, locale=lang) if message.id]
    return {m.id if isinstance(m.id, str) else m.id[0]: m for m in messages}


def strings(message: Message) -> list[str]:
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)


def test_every_word_of_the_interface_is_in_the_polish_catalogue() -> None:
    assert words_said() - set(catalogue("pl")) == set()


def test_the_polish_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    assert set(catalogue("pl")) - words_said() == set()


def test_every_polish_word_is_translated_and_none_is_doubtful() -> None:
    for said, message in catalogue("pl").items():
        forms = strings(message)
        assert all(forms), said
        assert not message.fuzzy, said
        assert len(forms) == (3 if message.pluralizable else 1), said


def test_a_translation_names_the_same_values_as_its_english_words() -> None:
    for said, message in catalogue("pl").items():
        forms = strings(message)
        for form in forms:
            for value in ("%(n)s", "%(day)s", "%(total)s", "%(share)s", "%(part)s", "%(whole)s"):
                assert (value in form) == (value in said), said


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 zakazana wiadomość"),
        (2, "2 zakazane wiadomości"),
        (5, "5 zakazanych wiadomości"),
        (12, "12 zakazanych wiadomości"),
        (22, "22 zakazane wiadomości"),
        (112, "112 zakazanych wiadomości"),
        (0, "0 zakazanych wiadomości"),
    ],
)
def test_polish_plurals_follow_the_number(n: int, said: str) -> None:
    assert phrases.prohibited_count(wording("pl"), n) == said


def test_english_plurals_follow_the_number() -> None:
    words = wording("en")
    assert phrases.prohibited_count(words, 1) == "1 prohibited message"
    assert phrases.prohibited_count(words, 2) == "2 prohibited messages"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert wording("pl").number(1234.5) == "1\u00a0234,5"
    assert wording("en").number(1234.5) == "1,234.5"
    assert wording("pl").percent(0.123) == "12,3%"


def test_a_share_that_is_not_whole_is_never_shown_as_whole() -> None:
    words = wording("en")
    assert words.percent(0.99999) == "99.9%"
    assert words.percent(0.00001) == "0.1%"
    assert words.percent(1.0) == "100.0%"
    assert words.percent(None) == "–"


def test_days_are_written_in_words() -> None:
    assert wording("pl").day(date(2026, 3, 2)) == "2 marca 2026"
    assert wording("en").day(date(2026, 3, 2)) == "2 March 2026"
    assert wording("pl").day(None) == "–"


def test_a_stretch_of_days_names_the_shared_month_and_year_once() -> None:
    words = wording("pl")
    assert words.days(date(2026, 3, 1), date(2026, 3, 31)) == "1–31 marca 2026"
    assert words.days(date(2026, 3, 1), date(2026, 4, 2)) == "1 marca – 2 kwietnia 2026"
    assert words.days(date(2025, 12, 1), date(2026, 1, 2)) == "1 grudnia 2025 – 2 stycznia 2026"
    assert words.days(date(2026, 3, 2), date(2026, 3, 2)) == "2 marca 2026"
