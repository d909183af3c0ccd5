"""The sheets that say where the shop stands, from Calendar to Told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.model import Report
from audit.render import names, phrases, standing
from audit.render.notice_sheets import add_notices
from audit.render.sheets import DAY, MINUTE, WHOLE
from audit.render.wording import Wording
from audit.render.workbook import Column, Workbook, add_table


def add_standing(book: Workbook, words: Wording, report: Report) -> None:
    """Calendar, Reconciliation, Contest, Bounces, Unrecognised and Told, behind the others."""
    note = standing.replay(words, report)
    add_table(book, "Calendar", calendar_columns(words), calendar(words, report), note)
    add_table(book, "Reconciliation", agreement_columns(words), agreement(words, report))
    add_table(book, "Contest", contest_columns(words), contest(words, report))
    add_notices(book, words, report)
    add_table(book, "Told", told_columns(words), told(words, report))


def calendar_columns(words: Wording) -> list[Column]:
    """The columns of the calendar."""
    return [
        Column(words.say("Standing"), 24, wrap=True),
        Column(words.say("Rule"), 44, wrap=True),
        Column(words.say("Concerns"), 28, wrap=True),
        Column(words.say("From"), 22, wrap=True),
        Column(words.say("Scored"), 9),
        Column(words.say("Announcements"), 44, wrap=True),
        Column(words.say("Known only later"), 34, wrap=True),
        Column(words.say("Note"), 44, wrap=True),
        Column(words.say("Sources"), 60, wrap=True),
    ]


def calendar(words: Wording, report: Report) -> Iterator[list[Any]]:
    """The rules of the calendar, then the days left out, each under its head."""
    answer = {True: words.say("yes"), False: words.say("no")}
    for entry in report.standing.calendar:
        row = standing.calendar_row(words, entry)
        yield [
            row["standing"],
            row["title"],
            row["concerns"],
            row["day"],
            answer[row["scored"]],
            "\n".join(row["history"]),
            "\n".join(row["later"]),
            row["note"],
            "\n".join(f"{each.name} {each.url}" for each in row["sources"]),
        ]
    for item in report.standing.exclusions:
        each = item.exclusion
        left_out = f"{words.say('Notices left out')}: {words.number(item.notices)}"
        yield [
            words.say("Days left out"),
            each.title.into(words.lang),
            "",
            words.days(each.first, each.last),
            answer[False],
            "",
            "",
            f"{each.effect.into(words.lang)} {left_out}",
            "\n".join(f"{source.name} {source.url}" for source in each.sources),
        ]


def agreement_columns(words: Wording) -> list[Column]:
    """The columns of the reconciliation."""
    return [
        Column(words.say("Category"), 34, wrap=True),
        Column(words.say("Stopped and predicted"), 14, WHOLE),
        Column(words.say("Predicted, not stopped"), 14, WHOLE),
        Column(words.say("Stopped, not predicted"), 14, WHOLE),
        Column(words.say("Precision"), 34),
        Column(words.say("Recall"), 34),
        Column(words.say("Before the rule"), 14, WHOLE),
        Column(words.say("Since the rule"), 14, WHOLE),
        Column(words.say("Last sent"), 13, DAY),
        Column(words.say("Last 28 days"), 13, WHOLE),
        Column(words.say("Templates left"), 13, WHOLE),
        Column(words.say("Pace needed"), 26, wrap=True),
    ]


def agreement(words: Wording, report: Report) -> Iterator[list[Any]]:
    """The categories: our verdicts against Allegro's record, and where each stands in time."""
    course = {each.category: each for each in report.standing.course}
    for each in report.standing.agreement:
        row = standing.agreement_row(words, each)
        shown = [row[key] for key in ("name", "both", "predicted_only", "stopped_only")]
        shares = [row["precision"], row["recall"]]
        if each.category in course:
            time = standing.course_row(words, course[each.category])
            keys = ("before", "since", "last_sent", "last_weeks", "templates_left", "pace")
            yield [*shown, *shares, *(time[key] for key in keys)]
        else:
            yield [*shown, *shares, *[None] * 6]


def contest_columns(words: Wording) -> list[Column]:
    """The columns of the messages to contest, and of other blocks nothing predicted."""
    return [
        Column(words.say("What it is"), 18, wrap=True),
        Column(words.say("Sent (Europe/Warsaw)"), 18, MINUTE),
        Column(words.say("Channel"), 16),
        Column(words.say("Recipient"), 20),
        Column(words.say("Subject"), 40, wrap=True),
        Column(words.say("Reason"), 40, wrap=True),
        Column(words.say("Proof of the reply"), 34, wrap=True),
        Column(words.say("Template"), 16),
        Column(words.say("Order"), 18),
        Column(words.say("The message"), 50, wrap=True),
        Column(words.say("The record of the block"), 50, wrap=True),
        Column(words.say("Stopped (Europe/Warsaw)"), 18, MINUTE),
        Column(words.say("Messages"), 11, WHOLE),
    ]


def contest(words: Wording, report: Report) -> Iterator[list[Any]]:
    """Messages to contest one by one, then by template what no rule predicted."""
    for row in report.standing.contested:
        notice = f"{row.notice_file} {row.notice_position}".strip()
        yield [
            words.say("to contest"),
            row.sent_at,
            names.named(words, names.CHANNELS, row.channel),
            row.recipient,
            row.subject,
            phrases.reason(words, report, row.reason_code),
            names.named(words, standing.PROOFS, row.proof) if row.proof else "",
            row.template_id,
            row.order_id,
            f"{row.source_file} {row.source_position}",
            notice or words.say("status BLOCKED in the Message Center"),
            row.stopped_at,
            1,
        ]
    for each in report.standing.unpredicted:
        if not each.contest:
            reason = phrases.reason(words, report, each.reason_code)
            days = words.days(each.first_day, each.last_day)
            yield [
                words.say("a rule to learn"), None, "", "", "", reason, "", each.template_id, "",
                days, "", None, each.messages,
            ]  # fmt: skip


def told_columns(words: Wording) -> list[Column]:
    """The columns of who told the buyer."""
    return [
        Column(words.say("Information"), 24),
        Column(words.say("Orders"), 11, WHOLE),
        Column(words.say("Own mail alone"), 14, WHOLE),
        Column(words.say("Through the API"), 14, WHOLE),
        Column(words.say("Allegro itself"), 14, WHOLE),
        Column(words.say("Twice"), 11, WHOLE),
        Column(words.say("Nobody"), 11, WHOLE),
        Column(words.say("Unknown"), 11, WHOLE),
    ]


def told(words: Wording, report: Report) -> Iterator[list[Any]]:
    """Orders by who told the buyer each piece of information."""
    for each in report.standing.told:
        yield [
            names.named(words, standing.INFORMATION, each.information),
            each.orders,
            each.own_mail,
            each.api,
            each.allegro,
            each.twice,
            each.nobody,
            each.unknown,
        ]
