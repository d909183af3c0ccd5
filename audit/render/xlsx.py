"""The report as a workbook: to filter, to hand round, to tick off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from audit.model import FindingRow, Report, RunVerdict
from audit.render import names, phrases, sheets
from audit.render.course_sheets import add_course
from audit.render.progress_sheets import add_plan
from audit.render.sheets import SHARE, WHOLE
from audit.render.standing_sheets import add_standing
from audit.render.wording import Wording, wording
from audit.render.workbook import (
    HEAD,
    SOFT,
    TITLE,
    TONES,
    Link,
    add_page,
    add_table,
    new_workbook,
    save,
)

MOST_FINDINGS: Final = 50_000
VERDICT_TONES: Final = {
    RunVerdict.READY: "good",
    RunVerdict.NOT_READY: "bad",
    RunVerdict.NOT_READY_BY: "warn",
    RunVerdict.READY_WITH_CONDITIONS: "warn",
    RunVerdict.CANNOT_TELL: "quiet",
}


def render_xlsx(report: Report, findings: Iterable[FindingRow], path: Path) -> None:
    """The workbook at ``path``: Summary, Plan, Replacements, Worklists, Controls, Templates,
    Findings, Weeks, Changes and Trend (with a comparison), Waivers (if any), Coverage,
    Calendar, Reconciliation, Contest, Bounces, Unrecognised, Told.

    Of the findings the first 50,000 are written, and the sheet says of how many.
    """
    words = wording(report.lang)
    book = new_workbook(path, phrases.headline(words, report))
    add_page(book, "Summary", (48, 14, 100), _summary(words, report))
    add_plan(book, words, report)
    add_table(book, "Controls", sheets.control_columns(words), sheets.controls(words, report))
    add_table(book, "Templates", sheets.template_columns(words), sheets.templates(words, report))
    shown = islice(findings, MOST_FINDINGS)
    add_table(
        book, "Findings", sheets.finding_columns(words), sheets.findings(words, report, shown),
        findings_note(words, report),
    )  # fmt: skip
    add_course(book, words, report)
    add_table(book, "Coverage", sheets.coverage_columns(words), sheets.coverage(words, report))
    add_standing(book, words, report)
    save(book)


def sheet_names(report: Report) -> list[str]:
    """The sheets behind the summary, in their order."""
    compared = ["Changes", "Trend"] if report.progress.comparison else []
    return [
        "Plan", "Replacements", "Worklists", "Controls", "Templates", "Findings", "Weeks",
        *compared, *(["Waivers"] if report.waivers else []), "Coverage",
        "Calendar", "Reconciliation", "Contest", "Bounces", "Unrecognised", "Told",
    ]  # fmt: skip


def findings_note(words: Wording, report: Report) -> str:
    """How many of all findings the sheet shows, in words."""
    shown = words.number(min(report.findings_total, MOST_FINDINGS))
    total = words.number(report.findings_total)
    if report.findings_total > MOST_FINDINGS:
        return words.say(
            "Showing %(shown)s of %(total)s findings; verdicts.parquet has every message.",
            shown=shown, total=total,
        )  # fmt: skip
    return words.say("Showing all %(total)s findings.", total=total)


def _summary(words: Wording, report: Report) -> Iterator[list[Any]]:
    tone = TONES[VERDICT_TONES[report.verdict]]
    blank = ("", tone)
    yield [(phrases.headline(words, report), {**tone, **TITLE}), blank, blank]
    for sentence in phrases.because(words, report):
        yield [sentence]
    yield [phrases.top_share(words, report)]
    yield from _summary_scores(words, report)
    yield from _summary_categories(words, report)
    yield from _summary_unjudged(words, report)
    yield _title(words.say("Contents"))
    for name in sheet_names(report):
        yield [Link(name, name, 1), "", names.named(words, names.SHEETS, name)]
    yield _title(words.say("How this report was made"))
    for label, value in phrases.provenance(words, report):
        yield [(label, SOFT), value]


def _title(text: str) -> list[Any]:
    return [(text, HEAD), ("", HEAD), ("", HEAD)]


def _summary_scores(words: Wording, report: Report) -> Iterator[list[Any]]:
    number, said = phrases.switch_distance(words, report)
    yield _title(words.say("Key figures"))
    yield [said, (number, {"num_format": WHOLE}), words.day(report.switch)]
    for score in report.scores:
        formula = names.named(words, names.SCORE_FORMULAS, score.name)
        yield [
            names.named(words, names.SCORE_NAMES, score.name),
            ("–" if score.share is None else score.share, {"num_format": SHARE}),
            f"{phrases.score_formula(words, score)}: {formula}",
        ]


def _summary_categories(words: Wording, report: Report) -> Iterator[list[Any]]:
    yield _title(words.say("Prohibited messages by category"))
    for row in report.categories:
        yield [
            phrases.category(words, row.category),
            (row.prohibited, {"num_format": WHOLE}),
            words.say(
                "early: %(early)s; blocking announced: %(blocking)s; to review: %(review)s",
                early=words.number(row.early),
                blocking=words.number(row.blocking),
                review=words.number(row.review),
            ),
        ]


def _summary_unjudged(words: Wording, report: Report) -> Iterator[list[Any]]:
    yield _title(words.say("What could not be judged"))
    for number, what in phrases.unjudged(words, report):
        yield [what, (number, {"num_format": WHOLE})]
