"""Months against each other: what is new, fixed, back; and when nobody can tell."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.baseline import fitting, read_baselines
from audit.compare import compare
from audit.errors import InputError
from audit.model import EarlierReport, FindingGroup, Month
from tests.small_log import PAYMENT, RATING, SHIPPED, audited, rows


def month(number: int, *groups: tuple[str, str], **more: Any) -> EarlierReport:
    """A report of one month with findings of (control, template)."""
    days = date(2026, number, 1), date(2026, number, 28)
    counted = Month(f"{number}", days, days[1], "not_ready", 10, 5, {}, 0.5, 5)
    values: dict[str, Any] = {
        "name": f"{number}.json", "shop": "", "month": counted, "control_set": "abc",
        "states": {"A-1": "fail"}, "starts": {"A-1": date(2026, 3, 2)},
        "groups": tuple(
            FindingGroup(control, template, f"s-{template}", "prohibited", 3, *days)
            for control, template in groups
        ),
        "subjects": {}, "kinds": frozenset({"mbox"}), "inputs": frozenset({"x"}),
        "coverage": {"with_text": 0.9},
    }  # fmt: skip
    return EarlierReport(**{**values, **more})


def changes(*reports: EarlierReport) -> dict[str, str]:
    """The change of each template of the last report or the one before."""
    comparison = compare(reports[:-1], reports[-1])
    assert comparison is not None
    return {each.template_id: each.change for each in comparison.changes}


def test_findings_are_new_fixed_still_there_or_back() -> None:
    first = month(1, ("A-1", "back"), ("A-1", "still"))
    second = month(2, ("A-1", "still"), ("A-1", "fixed"))
    third = month(3, ("A-1", "still"), ("A-1", "back"), ("A-1", "new"))
    assert changes(first, second, third) == {
        "still": "still", "fixed": "fixed", "back": "reappeared", "new": "new",
    }  # fmt: skip


def test_without_an_earlier_report_nothing_is_compared() -> None:
    assert compare((), month(3, ("A-1", "t"))) is None


@pytest.mark.parametrize(
    ("more", "change"),
    [
        ({"control_set": "other"}, "rule_changed"),
        ({"starts": {"A-1": None}}, "rule_changed"),
        ({"states": {"A-1": "not_assessed"}}, "data_changed"),
        ({"kinds": frozenset({"mail_log"})}, "data_changed"),
        ({"coverage": {"with_text": 0.7}}, "data_changed"),
        ({"coverage": {"with_text": 0.85}}, "new"),
    ],
)
def test_where_rules_or_data_differ_nobody_can_say_that_the_shop_changed(
    more: dict[str, Any], change: str
) -> None:
    before = month(2, ("A-1", "still"), **more)
    assert changes(before, month(3, ("A-1", "still"), ("A-1", "t"))) == {
        "still": "still", "t": change,
    }  # fmt: skip


def test_other_files_about_the_same_days_are_other_data() -> None:
    again = replace(month(2, ("A-1", "t")), inputs=frozenset({"y"}))
    comparison = compare([month(2)], again)
    assert comparison is not None
    assert comparison.data == ("same_period_other_files",)
    assert [each.change for each in comparison.changes] == ["data_changed"]


def test_a_template_whose_text_changed_is_found_by_its_subject() -> None:
    old = month(2, ("A-1", "t-old"))
    (group,) = month(3, ("A-1", "t-new")).groups
    new = replace(month(3), groups=(replace(group, subject_key="s-t-old"),))
    assert changes(old, new) == {"t-new": "still"}


def test_two_months_of_a_shop_are_told_apart(tmp_path: Path) -> None:
    audited(tmp_path / "march", [*rows(PAYMENT, "03.2026"), *rows(RATING, "03.2026")])
    base = tmp_path / "march" / "report"
    april = audited(
        tmp_path / "april", [*rows(PAYMENT, "04.2026"), *rows(SHIPPED, "04.2026")],
        "--baseline", str(base),
    )  # fmt: skip
    comparison = april["comparison"]
    assert (comparison["rules"], comparison["data"]) == ([], [])
    found = {(each["control_id"], each["change"]) for each in comparison["changes"]}
    assert {("PAYMENT-001", "still"), ("REVIEW-001", "fixed"), ("ORDER-001", "new")} <= found
    assert [each["prohibited"] for each in comparison["months"]] == [8, 8]
    html = (tmp_path / "april" / "report" / "report.html").read_text("utf-8")
    assert "one bar a report" in html
    assert "<dt>fixed</dt>" in html


def test_a_report_of_a_later_month_or_another_shop_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"4\.json: is about days to 2026-04-28: expected none"):
        fitting([month(4)], "", date(2026, 3, 31))
    with pytest.raises(InputError, match="is about Inny: expected a report about Len"):
        fitting([month(2, shop="Inny")], "Len", date(2026, 3, 31))
    fitting([month(2, shop="Len")], "Len", date(2026, 3, 31))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[]", "is no report of allegro-audit"),
        ("{", "is no report of allegro-audit"),
        ('{"verdict": "ready"}', "kept no findings by template"),
        ('{"verdict": "ready", "finding_groups": []}', "is no report of allegro-audit"),
    ],
)
def test_what_is_no_report_is_named(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "report.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match=what):
        read_baselines([tmp_path])
    with pytest.raises(InputError, match="cannot be read"):
        read_baselines([tmp_path / "missing.json"])


def test_a_report_tells_nothing_about_a_buyer_that_could_link_two(sample_out: Path) -> None:
    report = json.loads((sample_out / "report.json").read_text("utf-8"))
    assert report["finding_groups"]
    for group in report["finding_groups"]:
        assert set(group) == {
            "control_id", "template_id", "subject_key", "verdict", "findings", "first_day",
            "last_day",
        }  # fmt: skip
