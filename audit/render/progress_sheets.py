"""The sheets of the plan and the worklists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.model import Report
from audit.render import names, page, phrases, progress_names, progress_page
from audit.render.sheets import DAY, SHARE, WHOLE
from audit.render.wording import Wording
from audit.render.workbook import Column, Link, Toned, Workbook, add_table

FIRST_ROW = 2  # of a sheet without a note: the header is row 1
STEP_TONES = {"sent": "bad", "not_seen": "good"}


def add_plan(book: Workbook, words: Wording, report: Report) -> None:
    """The sheets Plan, Replacements and Worklists."""
    note = " ".join(
        filter(
            None,
            (progress_page.plan_headline(words, report), progress_page.plan_basis(words, report)),
        )
    )
    add_table(book, "Plan", _plan_columns(words), _plan(words, report), note)
    add_table(book, "Replacements", _advice_columns(words), _advice(words, report))
    add_table(
        book, "Worklists", _worklist_columns(words), _worklists(words, report),
        _worklists_note(words, report),
    )  # fmt: skip


def _plan_columns(words: Wording) -> list[Column]:
    return [
        Column(words.say("No."), 6),
        Column(words.say("State"), 18),
        Column(words.say("Template"), 34, wrap=True),
        Column(words.say("Categories"), 26, wrap=True),
        Column(words.say("Sent by"), 24, wrap=True),
        Column(words.say("What replaces it"), 44, wrap=True),
        Column(words.say("A month"), 10, "#,##0.0"),
        Column(words.say("Last 30 days"), 10, WHOLE),
        Column(words.say("Messages"), 11, WHOLE),
        Column(words.say("Removes"), 11, WHOLE),
        Column(words.say("Running total"), 11, WHOLE),
        Column(words.say("Running share"), 11, SHARE),
        Column(words.say("Findings that go"), 11, WHOLE),
        Column(words.say("Stopped by Allegro"), 12, WHOLE),
        Column(words.say("Last sent"), 12, DAY),
        Column(words.say("Effort"), 12),
        Column(words.say("Why that effort"), 44, wrap=True),
        Column(words.say("First switch on, then switch off"), 48, wrap=True),
        Column(words.say("Blocked from"), 13, DAY),
        Column(words.say("Proved by"), 20, wrap=True),
        Column(words.say("Template id"), 18),
    ]


def _plan(words: Wording, report: Report) -> Iterator[list[Any]]:
    advice = {each.id: each for each in report.progress.remediations}
    to_template = _template_links(report)
    for step in report.plan:
        replaced = [
            f"{advice[each.remediation].title.into(words.lang)} ({words.number(each.messages)})"
            for each in step.replacements
        ]
        state = names.named(words, progress_names.STEP_STATES, step.state)
        yield [
            step.order,
            Toned(state, STEP_TONES.get(step.state, "quiet")),
            progress_page.step_name(words, step),
            phrases.categories(words, step.categories),
            progress_page.system(words, step),
            "\n".join(replaced),
            step.a_month,
            step.last_30_days,
            step.messages,
            step.counted,
            step.running,
            step.share,
            step.findings,
            step.stopped,
            step.last_day,
            names.named(words, progress_names.EFFORTS, step.effort),
            step.effort_reason.into(words.lang),
            "\n".join(advice[each].prepare.into(words.lang) for each in step.prepare),
            step.due,
            "\n".join(step.controls),
            to_template.get(step.template, step.template),
        ]


def _template_links(report: Report) -> dict[str, Link]:
    shown = enumerate(page.templates_shown(report), start=FIRST_ROW)
    return {item.id: Link(item.id, "Templates", row) for row, item in shown}


def _advice_columns(words: Wording) -> list[Column]:
    return [
        Column(words.say("What to do"), 34, wrap=True),
        Column(words.say("Category"), 24, wrap=True),
        Column(words.say("First switch on, then switch off"), 44, wrap=True),
        Column(words.say("Steps"), 50, wrap=True),
        Column(words.say("Endpoint"), 40, wrap=True),
        Column(words.say("Seller setting"), 30, wrap=True),
        Column(words.say("Condition"), 34, wrap=True),
        Column(words.say("What is unknown"), 34, wrap=True),
        Column(words.say("Effort"), 12),
        Column(words.say("Sources"), 44, wrap=True),
    ]


def _advice(words: Wording, report: Report) -> Iterator[list[Any]]:
    nothing = words.say("nothing replaces it: Allegro informs the buyer itself")
    for advice in report.progress.remediations:
        lines = [f"{n}. {line.into(words.lang)}" for n, line in enumerate(advice.steps, start=1)]
        yield [
            advice.title.into(words.lang),
            phrases.category(words, advice.category),
            advice.prepare.into(words.lang),
            "\n".join(lines),
            "\n".join(advice.endpoints) or nothing,
            advice.setting.into(words.lang),
            advice.condition.into(words.lang),
            advice.unknown.into(words.lang),
            names.named(words, progress_names.EFFORTS, advice.effort),
            "\n".join(advice.sources),
        ]


def _worklist_columns(words: Wording) -> list[Column]:
    return [
        Column(words.say("Worklist"), 32),
        Column(words.say("Order"), 38),
        Column(words.say("Reason"), 44, wrap=True),
        Column(words.say("Invoice asked for"), 14),
        Column(words.say("At Allegro"), 40, wrap=True),
        Column(words.say("Last sent"), 12, DAY),
        Column(words.say("Messages"), 11, WHOLE),
        Column(words.say("Stopped by Allegro"), 12, WHOLE),
        Column(words.say("Template id"), 15),
    ]


def _worklists(words: Wording, report: Report) -> Iterator[list[Any]]:
    answer = {True: words.say("yes"), False: words.say("no"), None: words.say("unknown")}
    to_template = _template_links(report)
    for worklist in report.progress.worklists:
        for row in worklist.rows:
            yield [
                names.named(words, progress_names.WORKLISTS, worklist.id),
                row.order_id,
                names.named(words, progress_names.WORK_REASONS, row.reason),
                answer[row.invoice_required],
                names.named(words, progress_names.AT_ALLEGRO, row.at_allegro),
                row.mailed_on,
                row.messages,
                row.stopped,
                to_template.get(row.template_id, row.template_id),
            ]


def _worklists_note(words: Wording, report: Report) -> str:
    """How many orders each list has; the CSV files have all of them."""
    counts = "; ".join(
        f"{names.named(words, progress_names.WORKLISTS, each.id)}: {words.number(each.total)}"
        for each in report.progress.worklists
    )
    return " ".join(
        (counts, words.say("(every order stands in the CSV files beside this workbook)"))
    )
