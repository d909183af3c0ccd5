"""The generated pages are in step with the controls, and no rule of the calendar is forgotten."""

import re

from audit.controls import known_on, read_controls
from audit.lexicon import reason_texts
from audit.rule_calendar import read_calendar
from tests.control_pages import PAGES, pages


def test_the_pages_are_in_step_with_the_controls() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert written == pages(), "run: python -m tests.control_pages"


def test_whatever_a_control_needs_has_a_sentence_that_says_what_to_ask_for() -> None:
    needed = {name for control in read_controls() for name in control.requires}
    texts = reason_texts()
    assert {name for name in needed if name not in texts} == set()
    assert all("ask for" in texts[name].en or "manifest" in texts[name].en for name in needed)


def test_every_day_on_which_a_scored_rule_starts_is_on_the_calendar() -> None:
    rules, _ = read_calendar()
    told = {
        (concern, each.announced, each.starts)
        for rule in rules
        for concern in rule.concerns
        for each in rule.announcements
    }
    for control in read_controls():
        days = {(control.category, each.announced, each.starts) for each in control.effective}
        if any(control.category in rule.concerns and rule.scored for rule in rules):
            assert days <= told, control.id


def test_every_rule_of_the_calendar_is_scored_by_a_control_or_said_not_to_be() -> None:
    rules, _ = read_calendar()
    categories = {control.category for control in read_controls()}
    text = (PAGES.parent / "rules-without-control.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9-]+)`", text))
    for rule in rules:
        assert rule.id in named or (rule.scored and categories & set(rule.concerns)), rule.id


def test_every_control_is_known_on_the_day_of_its_newest_announcement() -> None:
    for control in read_controls():
        newest = max(each.announced for each in control.effective)
        assert known_on(control, newest) is not None
