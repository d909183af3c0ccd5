"""The sheets of the weeks, the comparison and the waivers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.model import Report, RunVerdict
from audit.render import names, phrases, progress_names, progress_page
from audit.render.sheets import DAY, SHARE, WHOLE
from audit.render.trend_chart import month_name
from audit.render.wording import Wording
from audit.render.workbook import Column, Toned, Workbook, add_table

CHANGE_TONES = {
    "new": "bad", "reappeared": "bad", "rule_changed": "warn", "data_changed": "warn",
    "still": "quiet", "fixed": "good",
}  # fmt: skip
WAIVER_TONES = {"active": "good", "ending": "warn", "not_begun": "quiet"}


def add_course(book: Workbook, words: Wording, report: Report) -> None:
    """The sheets Weeks, Changes and Trend (with a comparison) and Waivers (where there are any)."""
    add_table(book, "Weeks", _week_columns(words), _weeks(words, report))
    if report.progress.comparison:
        add_table(book, "Changes", _change_columns(words), _changes(words, report))
        add_table(book, "Trend", _trend_columns(words, report), _trend(words, report))
    if report.waivers:
        add_table(book, "Waivers", _waiver_columns(words), _waivers(words, report))


def _week_columns(words: Wording) -> list[Column]:
    return [
        Column(words.say("week from Monday"), 14, DAY),
        Column(words.say("Template"), 40, wrap=True),
        Column(words.say("Category"), 28),
        Column(words.say("Prohibited"), 12, WHOLE),
        Column(words.say("Blocking announced"), 13, WHOLE),
        Column(words.say("Stopped by Allegro"), 13, WHOLE),
        Column(words.say("Template id"), 15),
    ]


def _weeks(words: Wording, report: Report) -> Iterator[list[Any]]:
    subjects = {step.template: progress_page.step_name(words, step) for step in report.plan}
    for row in report.progress.template_weeks:
        yield [
            row.week,
            subjects.get(row.template, row.template),
            phrases.category(words, row.category),
            row.messages,
            row.blocking,
            row.stopped,
            row.template,
        ]


def _change_columns(words: Wording) -> list[Column]:
    return [
        Column(words.say("Change"), 18),
        Column(words.say("Control"), 18),
        Column(words.say("Template"), 44, wrap=True),
        Column(words.say("Before"), 10, WHOLE),
        Column(words.say("Now"), 10, WHOLE),
        Column(words.say("Last sent"), 12, DAY),
        Column(words.say("Template id"), 15),
    ]


def _changes(words: Wording, report: Report) -> Iterator[list[Any]]:
    comparison = report.progress.comparison
    for row in comparison.changes if comparison else ():
        said = names.named(words, progress_names.CHANGES, row.change)
        yield [
            Toned(said, CHANGE_TONES[row.change]),
            row.control_id,
            row.subject or "–",
            row.before,
            row.now,
            row.last_seen,
            row.template_id,
        ]


def _trend_columns(words: Wording, report: Report) -> list[Column]:
    return [
        Column(words.say("Period"), 32),
        Column(words.say("Verdict"), 34),
        Column(words.say("Sent"), 11, WHOLE),
        Column(words.say("Prohibited"), 11, WHOLE),
        *(Column(phrases.category(words, row.category), 18, WHOLE) for row in report.categories),
        Column(words.say("Compliance"), 12, SHARE),
    ]


def _trend(words: Wording, report: Report) -> Iterator[list[Any]]:
    comparison = report.progress.comparison
    for month in comparison.months if comparison else ():
        yield [
            month_name(words, month),
            words.say(names.VERDICT_NAMES[RunVerdict(month.verdict)]),
            month.messages,
            month.prohibited,
            *(month.by_category.get(row.category, 0) for row in report.categories),
            month.compliance,
        ]


def _waiver_columns(words: Wording) -> list[Column]:
    return [
        Column(words.say("State"), 30, wrap=True),
        Column(words.say("Control"), 18),
        Column(words.say("Scope"), 40),
        Column(words.say("Reason"), 40, wrap=True),
        Column(words.say("Kind"), 24, wrap=True),
        Column(words.say("Owner"), 18),
        Column(words.say("Approved by"), 18),
        Column(words.say("From"), 12, DAY),
        Column(words.say("Until"), 12, DAY),
        Column(words.say("Covered"), 11, WHOLE),
        Column(words.say("Limit"), 11, WHOLE),
        Column(words.say("Not covered"), 12, WHOLE),
    ]


def _waivers(words: Wording, report: Report) -> Iterator[list[Any]]:
    for use in report.waivers:
        waiver = use.waiver
        scope = waiver.template or waiver.order or waiver.message or words.say("the whole control")
        said = names.named(words, progress_names.WAIVER_STATES, use.state)
        yield [
            Toned(said, WAIVER_TONES.get(use.state, "warn")),
            waiver.control,
            scope,
            waiver.reason,
            names.named(words, progress_names.BUCKETS, waiver.bucket),
            waiver.owner,
            waiver.approved_by,
            waiver.starts,
            waiver.until,
            use.covered,
            waiver.max_findings,
            use.returned,
        ]
