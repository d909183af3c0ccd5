"""The sheets of bounces by cause and of mail that no pattern explains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.model import Report
from audit.render import names
from audit.render.sheets import DAY, MINUTE, WHOLE
from audit.render.wording import Wording
from audit.render.workbook import Column, Workbook, add_table


def add_notices(book: Workbook, words: Wording, report: Report) -> None:
    """The two sheets, behind those that are there."""
    note = words.say(
        "A bounce is a mail server's answer; it is never counted as a block by the rules."
    )
    add_table(book, "Bounces", bounce_columns(words), bounces(words, report), note)
    note = unrecognised_note(words, report)
    rows = unrecognised(words, report)
    add_table(book, "Unrecognised", unrecognised_columns(words), rows, note)


def bounce_columns(words: Wording) -> list[Column]:
    """The columns of the causes of bounces."""
    return [
        Column(words.say("Cause"), 44, wrap=True),
        Column(words.say("Bounces"), 11, WHOLE),
        Column(words.say("Only late"), 11, WHOLE),
        Column(words.say("About mail to buyers"), 14, WHOLE),
        Column(words.say("Told by Allegro's mail"), 14, WHOLE),
        Column(words.say("First"), 12, DAY),
        Column(words.say("Last"), 12, DAY),
        Column(words.say("What to do"), 60, wrap=True),
        Column(words.say("Sources"), 60, wrap=True),
    ]


def bounces(words: Wording, report: Report) -> Iterator[list[Any]]:
    """The causes of bounces, most first."""
    for each in report.standing.bounces:
        yield [
            each.title.into(words.lang),
            each.bounces,
            each.delayed,
            each.about_buyers,
            each.told_by_allegro,
            each.first_day,
            each.last_day,
            each.advice.into(words.lang),
            "\n".join(f"{source.name} {source.url}" for source in each.sources),
        ]


def unrecognised_note(words: Wording, report: Report) -> str:
    """How much of the mail that no pattern explains the sheet lists, in words."""
    shown, total = len(report.standing.unrecognised), report.standing.unrecognised_total
    if total > shown:
        return words.say(
            "Showing %(shown)s of %(total)s.",
            shown=words.number(shown), total=words.number(total),
        )  # fmt: skip
    return words.say("Showing all %(total)s.", total=words.number(total))


def unrecognised_columns(words: Wording) -> list[Column]:
    """The columns of the mail that no pattern explains."""
    return [
        Column(words.say("What it is"), 18, wrap=True),
        Column(words.say("Received (Europe/Warsaw)"), 18, MINUTE),
        Column(words.say("Sender's domain"), 30),
        Column(words.say("Subject"), 60, wrap=True),
        Column(words.say("The server's answer"), 60, wrap=True),
        Column(words.say("Answers the shop's mail"), 14),
        Column(words.say("File"), 44),
        Column(words.say("Place in the file"), 16),
    ]


def unrecognised(words: Wording, report: Report) -> Iterator[list[Any]]:
    """The mail that no pattern explains, what answers the shop's mail first, then the newest."""
    answer = {True: words.say("yes"), False: words.say("no")}
    for each in report.standing.unrecognised:
        yield [
            names.unrecognised(words, each.is_bounce),
            each.received_at,
            each.sender_domain,
            each.subject,
            each.answer,
            answer[each.answers_mail],
            each.source_file,
            each.source_position,
        ]
