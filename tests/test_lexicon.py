"""Every pattern of the lexicon against its own examples, in the engine that runs it."""

import re
import tomllib
from collections import Counter

import duckdb
import pytest

from audit.controls import read_controls
from audit.database import database
from audit.lexicon import (
    ROLES,
    Pattern,
    alternations,
    lexicon,
    notice_patterns,
    reason_texts,
    remediations,
)
from audit.model import CATEGORIES
from audit.paths import shipped
from tests.lexicon_work import RARE, gaps, places, unions

PATTERNS = lexicon()
MOST_PATTERNS = 20  # of a category, language and role; RE2 slows down when many are joined
MOST_PLACES = 5000  # in one pattern; far below what makes RE2 forget where it has been
CASES = {"pl": 25, "en": 25, "cs": 25, "sk": 25, "hu": 25, "uk": 8}  # of each kind and category

# What is still to be written or mended, to be emptied.
TOO_FEW_CASES = ("pl", "en")
COSTLY_GAPS = (
    "payment-en-state",
    "review-en-asked",
    "shipment-en-state",
    "shipment-en-on-its-way",
    "shipment-en-delivered",
    "shipment-en-chatty",
    "fiscal-pl-document-state",
    "fiscal-pl-can-be-taken",
    "fiscal-pl-ksef",
    "order-not-condition",
    "payment-not-condition",
    "shipment-not-condition",
)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return database(tmp_path_factory.mktemp("spill"))


def matches(con: duckdb.DuckDBPyConnection, pattern: str, text: str) -> bool:
    query = "select regexp_matches(fold(clean_text($text)), $pattern)"
    return bool(con.execute(query, {"text": text, "pattern": pattern}).fetchall()[0][0])


@pytest.mark.parametrize("pattern", PATTERNS, ids=[each.pattern_id for each in PATTERNS])
def test_a_pattern_matches_its_example_and_not_its_counterexample(
    con: duckdb.DuckDBPyConnection, pattern: Pattern
) -> None:
    assert matches(con, pattern.pattern, pattern.match)
    assert not pattern.no_match or not matches(con, pattern.pattern, pattern.no_match)


def test_pattern_ids_are_unique() -> None:
    ids = [each.pattern_id for each in PATTERNS]
    assert len(ids) == len(set(ids))


def test_a_role_without_patterns_matches_nothing(con: duckdb.DuckDBPyConnection) -> None:
    never = alternations(PATTERNS)["thank_you_attachment"]
    assert not matches(con, never, "")
    assert not matches(con, never, "zażółć gęślą jaźń")


def test_folding_keeps_every_character_in_its_place(con: duckdb.DuckDBPyConnection) -> None:
    text = "ZAŻÓŁĆ gęślą jaźń — Příliš žluťoučký kůň, árvíztűrő tükörfúrógép"
    folded = con.execute("select fold($text)", {"text": text}).fetchall()[0][0]
    assert folded == "zazolc gesla jazn — prilis zlutoucky kun, arvizturo tukorfurogep"
    assert len(folded) == len(text)


def test_hidden_characters_do_not_hide_a_word(con: duckdb.DuckDBPyConnection) -> None:
    assert matches(con, "twoja paczka", "Two\u00adja\u00a0pa\u200bczka")


def test_remediations_that_controls_name_exist() -> None:
    named = {each for control in read_controls() for each in control.remediation}
    assert named <= remediations().keys()


def test_notice_patterns_are_folded_text_the_engine_accepts(
    con: duckdb.DuckDBPyConnection,
) -> None:
    for *_, pattern in notice_patterns():
        assert not matches(con, pattern, "Zmiana regulaminu Allegro")


def test_every_reason_has_both_languages() -> None:
    assert all(text.pl and text.en for text in reason_texts().values())


@pytest.mark.parametrize("language", [each for each in CASES if each not in TOO_FEW_CASES])
@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_has_cases_to_find_and_to_leave_in_each_language(
    category: str, language: str
) -> None:
    files = (shipped("queries") / "controls" / category).glob(f"*.cases.{language}.toml")
    content = [tomllib.loads(path.read_text("utf-8")) for path in files]
    for kind in ("found", "clean"):
        assert sum(len(each.get(kind, [])) for each in content) >= CASES[language], kind


def test_words_of_a_file_are_all_spelled_out() -> None:
    named = re.compile(r"<[a-z_]+>")
    assert [each.pattern_id for each in PATTERNS if named.search(each.pattern)] == []


def test_a_long_gap_stands_behind_something_rare() -> None:
    costly = {
        each.pattern_id
        for each in PATTERNS
        if any(letters < RARE for letters in gaps(each.pattern))
    }
    assert costly <= set(COSTLY_GAPS)


def test_the_count_sees_a_costly_gap() -> None:
    assert gaps("(a|e) .{0,60}(paczka|list)") == [1]
    assert gaps(r"\b(adres|ul)\w* (\S+ ){0,6}(niepelny|bledny)") == []
    assert gaps(r"^\W*[^.!]{0,40}paczka.*list") == [1000, 1006]


def test_no_pattern_is_too_big() -> None:
    assert [each.pattern_id for each in PATTERNS if places(each.pattern) > MOST_PLACES] == []
    assert places("(ab|c){3}d?") == 10


def test_few_patterns_share_a_category_language_and_role() -> None:
    groups = Counter((each.category, each.language, each.role) for each in PATTERNS)
    assert [each for each, number in groups.items() if number > MOST_PATTERNS] == []


def test_no_query_matches_a_giant_union() -> None:
    numbers = Counter(f"{each.category}_{each.role}" for each in PATTERNS)
    sql = "".join(path.read_text("utf-8") for path in shipped("queries").rglob("*.sql"))
    named = [name for name in unions(sql) if name.endswith(ROLES)]
    assert len(named) > 5
    assert [name for name in named if numbers[name] > MOST_PATTERNS] == []


def test_no_ascii_class_on_text_that_is_not_ascii() -> None:
    ascii_only = re.compile(r"\\[bBwW]")
    letters = re.compile(r"[^\x00-\x7f]")
    beside = re.compile(r"\\b[(]*[^\x00-\x7f]|[^\x00-\x7f][)]*\\[bw]")
    wrong = [
        each.pattern_id
        for each in PATTERNS
        if (each.language == "uk" and ascii_only.search(each.pattern))
        or (each.role == "signature_start" and re.search(r"\\[bw]", each.pattern))
        or (letters.search(each.pattern) and beside.search(each.pattern))
    ]
    assert wrong == []
