"""Every pattern of the lexicon against its own examples, in the engine that runs it."""

import duckdb
import pytest

from audit.controls import read_controls
from audit.database import database
from audit.lexicon import (
    Pattern,
    alternations,
    lexicon,
    notice_patterns,
    reason_texts,
    remediations,
)

PATTERNS = lexicon()


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
    for _, _, _, pattern in notice_patterns():
        assert not matches(con, pattern, "Zmiana regulaminu Allegro")


def test_every_reason_has_both_languages() -> None:
    assert all(text.pl and text.en for text in reason_texts().values())
