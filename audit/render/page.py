"""What the page prints beside the report itself: chosen, sorted and cut before a template loops."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Final

from audit.model import CATEGORIES, Report, RunVerdict, State, TemplateSummary
from audit.render import names, phrases
from audit.render.progress_page import progress_facts
from audit.render.wording import Wording

MOST_TEMPLATES: Final = 100
MOST_FILES: Final = 500
TONES: Final = {
    RunVerdict.READY: "good",
    RunVerdict.NOT_READY: "bad",
    RunVerdict.NOT_READY_BY: "warn",
    RunVerdict.READY_WITH_CONDITIONS: "warn",
    RunVerdict.CANNOT_TELL: "unknown",
}


def facts(words: Wording, report: Report) -> dict[str, Any]:
    """Everything the templates print that is not in the report as it stands."""
    return {
        **_verdict(words, report),
        "switch_distance": phrases.switch_distance(words, report),
        "period": phrases.period(words, report),
        "scores": _scores(words, report),
        "top": _top(report),
        "top_share": phrases.top_share(words, report),
        "unjudged": phrases.unjudged(words, report),
        "assessments": worst_first(report),
        "templates": templates_shown(report)[:MOST_TEMPLATES],
        "examples_note": _examples_note(words, report),
        "shown_templates": {item.id for item in templates_shown(report)[:MOST_TEMPLATES]},
        **progress_facts(words, report),
        "undecided": [item for item in worst_first(report) if item.state in names.UNDECIDED],
        "coverage": coverage(report),
        "weeks": _weeks(report),
        "week_categories": _week_categories(report),
        "ledger": report.ledger[:MOST_FILES],
        "ledger_total": ledger_total(report),
        "rejects": report.rejects[:MOST_FILES],
        "provenance": phrases.provenance(words, report),
    }


def _verdict(words: Wording, report: Report) -> dict[str, Any]:
    return {
        "headline": phrases.headline(words, report),
        "because": phrases.because(words, report),
        "tone": TONES[report.verdict],
        "verdict_shape": names.VERDICT_SHAPES[report.verdict],
    }


def _scores(words: Wording, report: Report) -> list[dict[str, str]]:
    return [
        {
            "name": names.named(words, names.SCORE_NAMES, score.name),
            "share": words.percent(score.share),
            "numbers": phrases.score_formula(words, score),
            "formula": names.named(words, names.SCORE_FORMULAS, score.name),
        }
        for score in report.scores
    ]


def _top(report: Report) -> list[dict[str, Any]]:
    top = phrases.top_templates(report)
    most = max((item.prohibited for item in top), default=1)
    return [
        {
            "template": item,
            "width": round(100 * item.prohibited / most, 1),
        }
        for item in top
    ]


def worst_first(report: Report) -> list[Any]:
    """The assessments by state, the worst first, then by how much they found."""
    order = list(State)
    return sorted(
        report.assessments,
        key=lambda item: (order.index(item.state), -item.findings - item.early, item.control.id),
    )


def templates_shown(report: Report) -> list[TemplateSummary]:
    """The templates, those with most prohibited messages first."""
    return sorted(report.templates, key=lambda item: (-item.prohibited, -item.review, item.id))


def _examples_note(words: Wording, report: Report) -> str:
    if report.privacy == "masked":
        return words.say("Examples are masked: … stands for a personal detail.")
    return words.say("Examples are not masked: this report holds personal data.")


def coverage(report: Report) -> list[dict[str, Any]]:
    """What the data could show, each with its share; no share of nothing."""
    return [
        {
            "id": fact.id,
            "known": fact.known,
            "total": fact.total,
            "share": fact.known / fact.total if fact.total else None,
        }
        for fact in report.coverage
    ]


def _week_categories(report: Report) -> list[str]:
    found = {count.category for count in report.weeks}
    return [name for name in CATEGORIES if name in found] + sorted(found - set(CATEGORIES))


def _weeks(report: Report) -> list[dict[str, Any]]:
    counts: dict[date, dict[str, int]] = defaultdict(dict)
    for count in report.weeks:
        by_category = counts[count.week]
        by_category[count.category] = by_category.get(count.category, 0) + count.messages
    names = _week_categories(report)
    return [
        {
            "week": week,
            "since_switch": week >= report.switch,
            "counts": [found.get(name, 0) for name in names],
        }
        for week, found in sorted(counts.items())
    ]


def ledger_total(report: Report) -> dict[str, int]:
    """The records of all input files together."""
    names = ("read", "loaded", "duplicates", "rejected")
    return {name: sum(getattr(row, name) for row in report.ledger) for name in names}


def marked(text: str, evidence: str) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is the deciding words.

    Case does not matter, and words are marked whole: evidence is what a pattern matched, which may
    end within a word. Evidence that does not stand in the text marks nothing.
    """
    start = text.lower().find(evidence.lower()) if evidence else -1
    if start < 0 or len(text.lower()) != len(text):
        return [(text, False)]
    end = start + len(evidence)
    while end < len(text) and text[end].isalpha() and text[end - 1].isalpha():
        end += 1
    pieces = [(text[:start], False), (text[start:end], True), (text[end:], False)]
    return [piece for piece in pieces if piece[0]]


def is_web_address(text: str) -> bool:
    """Whether ``text`` may become a link: nothing but http and https."""
    return text.startswith(("https://", "http://")) and not any(c in text for c in " \"'<>")
