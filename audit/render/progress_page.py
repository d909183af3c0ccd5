"""What the page prints of the plan, the worklists, the pace and the comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from audit.model import Comparison, PlanStep, Report, RunVerdict, TemplateWeek
from audit.render import names, phrases, progress_names
from audit.render.wording import Wording

MOST_STEPS: Final = 60
MOST_ORDERS: Final = 25
MOST_CHANGES: Final = 100
MOST_WEEKS: Final = 10
MOST_TEMPLATE_ROWS: Final = 20
HEADLINE_STEPS: Final = 3


def progress_facts(words: Wording, report: Report) -> dict[str, Any]:
    """Everything these sections print that is not in the report as it stands."""
    steps = report.plan[:MOST_STEPS]
    return {
        "plan_headline": plan_headline(words, report),
        "plan_open": [step for step in steps if step.state == "sent"],
        "plan_gone": [step for step in steps if step.state != "sent"],
        "plan_basis": plan_basis(words, report),
        "advice": _advice(report),
        "waits": [row for row in _advice(report) if row["remediation"].prepare.en],
        "most_steps": MOST_STEPS,
        "most_changes": MOST_CHANGES,
        "most_orders": MOST_ORDERS,
        "template_weeks": template_weeks(words, report),
        "pace_said": pace_sentences(words, report),
        "changes": _changes(report.progress.comparison),
        "change_counts": change_counts(report.progress.comparison),
        "differences": _differences(words, report),
    }


def progress_filters(words: Wording, report: Report) -> dict[str, Any]:
    """The filters these sections print values with."""
    named = partial(names.named, words)
    return {
        "step_name": partial(step_name, words),
        "system": partial(system, words),
        "effort": partial(named, progress_names.EFFORTS),
        "worklist": partial(named, progress_names.WORKLISTS),
        "worklist_action": partial(named, progress_names.WORKLIST_ACTIONS),
        "work_reason": partial(named, progress_names.WORK_REASONS),
        "at_allegro": partial(named, progress_names.AT_ALLEGRO),
        "waiver_state": partial(named, progress_names.WAIVER_STATES),
        "bucket": partial(named, progress_names.BUCKETS),
        "change": partial(named, progress_names.CHANGES),
        "run_verdict": lambda verdict: words.say(names.VERDICT_NAMES[RunVerdict(verdict)]),
        "remediation_title": partial(_title, report, words.lang),
    }


def step_name(words: Wording, step: PlanStep) -> str:
    """What to call the template of a step."""
    if step.written_by_hand:
        return words.say("Messages that no template explains")
    return step.subject or words.say("(no subject)")


def system(words: Wording, step: PlanStep) -> str:
    """The sending system: its name and kind, or the kind alone."""
    kind = names.named(words, progress_names.SYSTEM_KINDS, step.system_kind)
    return f"{step.system} ({kind})" if step.system else kind


def plan_headline(words: Wording, report: Report) -> str:
    """What the first steps remove, as a sentence; empty where there is nothing to remove."""
    first = report.plan[:HEADLINE_STEPS]
    if not first or first[-1].share is None:
        return ""
    return words.count(
        "%(n)s template: %(share)s of what the plan removes.",
        "%(n)s templates: %(share)s of what the plan removes.",
        len(first),
        share=words.percent(first[-1].share),
    )


def plan_basis(words: Wording, report: Report) -> str:
    """What the plan counts: messages that broke a rule in force, or all that a rule will forbid."""
    if any(step.counted != step.messages for step in report.plan):
        return words.say("Counted are the messages that broke a rule in force on their day.")
    return words.say("Counted are all messages that a known rule forbids.")


def pace_sentences(words: Wording, report: Report) -> list[str]:
    """How many templates are left, and how many must go each week until the next day, if any."""
    pace = report.progress.pace
    if pace is None:
        return []
    said = [
        words.count(
            "%(n)s template with prohibited messages is still sent.",
            "%(n)s templates with prohibited messages are still sent.",
            pace.templates_left,
        ),
        words.count(
            "%(n)s such message went out in the last 30 days of the data.",
            "%(n)s such messages went out in the last 30 days of the data.",
            pace.messages_left,
        ),
        words.count(
            "%(n)s template is not seen any more.",
            "%(n)s templates are not seen any more.",
            pace.templates_gone,
        ),
    ]
    if pace.days_left and pace.a_week is not None:
        left = words.count(
            "%(n)s day is left to %(day)s:",
            "%(n)s days are left to %(day)s:",
            pace.days_left,
            day=words.day(pace.day),
        )
        needed = words.say("%(pace)s templates a week", pace=words.number(pace.a_week))
        said.append(f"{left} {needed}.")
    elif pace.templates_left:
        said.append(words.say("Every known rule with a day is in force: no time is left."))
    return said


def template_weeks(words: Wording, report: Report) -> dict[str, Any]:
    """A table of the newest weeks: a row a template and category, those with most first."""
    rows = report.progress.template_weeks
    weeks = sorted({row.week for row in rows})[-MOST_WEEKS:]
    subjects = {step.template: step_name(words, step) for step in report.plan}
    found = _by_template(rows)
    ordered = sorted(found.items(), key=lambda item: (-sum(map(_messages, item[1])), item[0]))
    return {
        "weeks": weeks,
        "short": [week.strftime("%d.%m") for week in weeks],
        "rows": [
            _week_row(key, subjects, by_week, weeks)
            for key, by_week in ordered[:MOST_TEMPLATE_ROWS]
        ],
        "total": len(found),
    }


def _by_template(
    rows: Sequence[TemplateWeek],
) -> dict[tuple[str, str], list[TemplateWeek]]:
    found: dict[tuple[str, str], list[TemplateWeek]] = defaultdict(list)
    for row in rows:
        found[row.template, row.category].append(row)
    return found


def _messages(row: TemplateWeek) -> int:
    return row.messages


def _week_row(
    key: tuple[str, str],
    subjects: dict[str, str],
    rows: list[TemplateWeek],
    weeks: list[date],
) -> dict[str, Any]:
    by_week = {row.week: row.messages for row in rows}
    return {
        "template": key[0],
        "name": subjects.get(key[0], key[0]),
        "category": key[1],
        "counts": [by_week.get(week, 0) for week in weeks],
        "total": sum(row.messages for row in rows),
        "blocking": sum(row.blocking for row in rows),
        "stopped": sum(row.stopped for row in rows),
    }


def _advice(report: Report) -> list[dict[str, Any]]:
    """Each remediation with the steps that use it."""
    return [
        {
            "remediation": advice,
            "steps": [
                step
                for step in report.plan[:MOST_STEPS]
                if any(each.remediation == advice.id for each in step.replacements)
            ],
        }
        for advice in report.progress.remediations
    ]


def _changes(comparison: Comparison | None) -> list[Any]:
    return [each for each in comparison.changes if each.change != "still"] if comparison else []


def change_counts(comparison: Comparison | None) -> list[tuple[str, int]]:
    """How many lines of the comparison there are of each kind, all kinds named."""
    if comparison is None:
        return []
    kinds = [each.change for each in comparison.changes]
    return [(name, kinds.count(name)) for name in progress_names.CHANGES]


def _differences(words: Wording, report: Report) -> list[str]:
    """What differs between the two runs beside the mail, in words."""
    comparison = report.progress.comparison
    if comparison is None:
        return []
    known = {
        **progress_names.DIFFERENCES,
        **names.FILE_KINDS,
    }
    return [
        words.say(known[code]) if code in known else phrases.reason(words, report, code)
        for code in (*comparison.rules, *comparison.data)
    ]


def _title(report: Report, lang: str, remediation: str) -> str:
    titles = {each.id: each.title.into(lang) for each in report.progress.remediations}
    return titles.get(remediation, remediation)
