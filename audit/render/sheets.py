"""The tables of the workbook: their columns and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from audit.model import Assessment, FindingRow, Report, State
from audit.render import names, page, phrases
from audit.render.wording import Wording
from audit.render.workbook import Column, Toned

WHOLE: Final = "#,##0"
SHARE: Final = "0.0%"
DAY: Final = "yyyy-mm-dd"
MINUTE: Final = "yyyy-mm-dd hh:mm"
STATE_TONES: Final = {
    State.ERROR: "bad",
    State.FAIL: "bad",
    State.WOULD_FAIL: "warn",
    State.REVIEW: "ask",
    State.NOT_ASSESSED: "quiet",
    State.PASS: "good",
    State.NOT_APPLICABLE: "quiet",
}
MESSAGE_TONES: Final = {"prohibited": "bad", "review": "ask"}


def control_columns(words: Wording) -> list[Column]:
    """The columns of the controls."""
    return [
        Column(words.say("Control"), 18),
        Column(words.say("State"), 16),
        Column(words.say("What must be true"), 40, wrap=True),
        Column(words.say("Category"), 24, wrap=True),
        Column(words.say("Severity"), 12),
        Column(words.say("Looked at"), 11, WHOLE),
        Column(words.say("Judged"), 11, WHOLE),
        Column(words.say("Judged share"), 11, SHARE),
        Column(words.say("Findings"), 11, WHOLE),
        Column(words.say("Early"), 11, WHOLE),
        Column(words.say("To review"), 11, WHOLE),
        Column(words.say("Waived"), 11, WHOLE),
        Column(words.say("In force from"), 13, DAY),
        Column(words.say("Reason"), 34, wrap=True),
        Column(words.say("Risk"), 34, wrap=True),
        Column(words.say("Sources"), 44, wrap=True),
    ]


def controls(words: Wording, report: Report) -> Iterator[list[Any]]:
    """The controls and their results, the worst first."""
    for item in page.worst_first(report):
        control = item.control
        sources = [f"{source.name} {source.url or source.file}" for source in control.sources]
        yield [
            control.id,
            Toned(phrases.state(words, item.state), STATE_TONES[item.state]),
            control.title.into(words.lang),
            phrases.category(words, control.category),
            names.named(words, names.SEVERITIES, control.severity),
            item.population,
            item.judged,
            phrases.share_judged(item),
            item.findings,
            item.early,
            item.to_review,
            item.waived,
            item.in_force_from,
            _why(words, report, item),
            control.risk.into(words.lang),
            "\n".join(sources),
        ]


def _why(words: Wording, report: Report, item: Assessment) -> str:
    missing = [phrases.reason(words, report, name) for name in item.missing]
    return " ".join([phrases.reason(words, report, item.reason), *missing, item.error])


def template_columns(words: Wording) -> list[Column]:
    """The columns of the templates."""
    return [
        Column(words.say("Template"), 18),
        Column(words.say("Subject"), 40, wrap=True),
        Column(words.say("Categories"), 28, wrap=True),
        Column(words.say("System"), 18, wrap=True),
        Column(words.say("Messages"), 11, WHOLE),
        Column(words.say("Prohibited"), 11, WHOLE),
        Column(words.say("Since the switch"), 12, WHOLE),
        Column(words.say("Blocking announced"), 13, WHOLE),
        Column(words.say("To review"), 11, WHOLE),
        Column(words.say("First sent"), 12, DAY),
        Column(words.say("Last sent"), 12, DAY),
        Column(words.say("Deciding words"), 40, wrap=True),
        Column(words.say("Example"), 64, wrap=True),
    ]


def templates(words: Wording, report: Report) -> Iterator[list[Any]]:
    """The templates, those with most prohibited messages first."""
    for item in page.templates_shown(report):
        yield [
            item.id,
            phrases.template_name(words, item),
            phrases.categories(words, item.categories),
            item.system,
            item.messages,
            item.prohibited,
            item.after_switch,
            item.blocking,
            item.review,
            item.first_day,
            item.last_day,
            item.evidence,
            item.sample,
        ]


def finding_columns(words: Wording) -> list[Column]:
    """The columns of the findings."""
    return [
        Column(words.say("Control"), 16),
        Column(words.say("Verdict"), 14),
        Column(words.say("Early"), 9),
        Column(words.say("Sent (Europe/Warsaw)"), 18, MINUTE),
        Column(words.say("Channel"), 16),
        Column(words.say("Recipient"), 20),
        Column(words.say("Subject"), 40),
        Column(words.say("Categories"), 28),
        Column(words.say("Blocking announced"), 12),
        Column(words.say("Reason"), 32),
        Column(words.say("Deciding words"), 48),
        Column(words.say("Template"), 16),
        Column(words.say("Order"), 18),
        Column(words.say("File"), 34),
        Column(words.say("Place in the file"), 16),
        # For whoever reviews the findings: nothing reads these back.
        Column(words.say("Decision"), 14, choices=decisions(words)),
        Column(words.say("Note of the reviewer"), 40, wrap=True),
    ]


def decisions(words: Wording) -> tuple[str, ...]:
    """What a reviewer may decide about a finding."""
    return words.say("right"), words.say("wrong"), words.say("exception")


def findings(words: Wording, report: Report, findings: Iterable[FindingRow]) -> Iterator[list[Any]]:
    """The findings, in the order given."""
    answer = {True: words.say("yes"), False: words.say("no")}
    for row in findings:
        verdict = names.named(words, names.MESSAGE_VERDICTS, row.verdict)
        yield [
            row.control_id,
            Toned(verdict, MESSAGE_TONES.get(row.verdict, "quiet")),
            answer[row.early],
            row.sent_at,
            names.named(words, names.CHANNELS, row.channel),
            row.recipient,
            row.subject,
            phrases.categories(words, row.categories),
            answer[row.blocking],
            phrases.reason(words, report, row.reason_code),
            row.evidence,
            row.template_id,
            row.order_id,
            row.source_file,
            row.source_position,
            None,
            None,
        ]


def coverage_columns(words: Wording) -> list[Column]:
    """The columns of the coverage."""
    return [
        Column(words.say("About"), 22),
        Column(words.say("What"), 60, wrap=True),
        Column(words.say("Kind or reason"), 34, wrap=True),
        Column(words.say("Read"), 11, WHOLE),
        Column(words.say("Loaded"), 11, WHOLE),
        Column(words.say("Duplicates"), 11, WHOLE),
        Column(words.say("Rejected"), 11, WHOLE),
        Column(words.say("Share"), 10, SHARE),
        Column(words.say("Note"), 70),
    ]


def coverage(words: Wording, report: Report) -> Iterator[list[Any]]:
    """What the data shows, then every input file, then what was rejected and why."""
    data = words.say("What the data shows")
    for fact in page.coverage(report):
        what = phrases.reason(words, report, fact["id"])
        yield [data, what, "", fact["total"], fact["known"], None, None, fact["share"], ""]
    for row in report.ledger:
        kind = names.named(words, names.FILE_KINDS, row.kind)
        counts = [row.read, row.loaded, row.duplicates, row.rejected]
        note = f"SHA-256 {row.sha256} {row.column_map}".strip()
        yield [words.say("Input file"), row.file, kind, *counts, None, note]
    for reject in report.rejects:
        reason = phrases.reason(words, report, reject.reason)
        place = f"{reject.first_position} {reject.detail}".strip()
        title = words.say("Rejected records")
        none = [None, None, None]
        yield [title, reject.file, reason, *none, reject.records, None, place]
