"""How right the verdicts must be on the labelled messages, and that the measure can tell."""

import pytest

from audit.model import CATEGORIES
from tests.quality import (
    Judged,
    category_rates,
    errors,
    judged,
    report,
    review_share,
    verdict_rates,
)


@pytest.fixture(scope="module")
def pairs() -> list[Judged]:
    return judged()


def test_verdicts_on_the_labelled_set_are_right(pairs: list[Judged]) -> None:
    rates = verdict_rates(pairs)
    assert rates.precision >= 0.98, errors(pairs)
    assert rates.recall >= 0.97, errors(pairs)


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_is_found(pairs: list[Judged], category: str) -> None:
    assert category_rates(pairs, category).f1 >= 0.93, errors(pairs)


def test_no_reply_is_prohibited(pairs: list[Judged]) -> None:
    replies = [pair for pair in pairs if pair[0]["in_reply_to_buyer"]]
    assert len(replies) > 10
    assert [row["id"] for row, verdict in replies if verdict.verdict == "prohibited"] == []


def test_little_is_left_to_a_person(pairs: list[Judged]) -> None:
    assert review_share(pairs) <= 0.12


def test_the_measure_sees_a_wrong_verdict(pairs: list[Judged]) -> None:
    turned = [({**row, "expected_verdict": "allowed"}, verdict) for row, verdict in pairs]
    assert verdict_rates(turned).precision == 0
    assert errors(turned)


def test_the_report_names_every_language_and_the_confusion_table(pairs: list[Judged]) -> None:
    text = report(pairs)
    assert all(f"| {row['lang']} |" in text for row, _ in pairs)
    assert "| expected | found | messages |" in text
