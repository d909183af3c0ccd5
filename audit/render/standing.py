"""Where the shop stands, as page and data file say it: calendar, Allegro's record, buyers."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from audit.model import (
    Agreement,
    Announcement,
    CalendarEntry,
    CategoryCourse,
    Report,
    RungCount,
    Share,
    Text,
)
from audit.render import phrases
from audit.render.names import CATEGORY_NAMES, EFFECTIVE_STATUSES, N_, named
from audit.render.wording import Wording

STANDINGS: Final = {
    "coming": N_("ahead"),
    "in_force": N_("in force"),
    "in_force_since_unknown": N_("in force, first day unknown"),
    "unconfirmed": N_("day has come, not confirmed"),
    "horizon": N_("on the horizon, no date"),
    "over": N_("over"),
    "cancelled": N_("cancelled"),
    "unknown_then": N_("not known on that day"),
}
CONCERNS: Final = {
    "payment_reminder": N_("Payment reminders"),
    "rating_change": N_("Requests to change a rating"),
    "masked_address": N_("Masked addresses"),
    "email_channel": N_("E-mail as a channel"),
    "message_center": N_("Message Center"),
    "replacement": N_("What replaces own mail"),
    "discussion": N_("Discussions and claims"),
}
INFORMATION: Final = {
    "document": N_("Sales document"),
    "payment": N_("Payment received"),
    "sent": N_("Order sent"),
    "tracking": N_("Parcel number"),
}
RUNGS: Final = {
    0: N_("nothing found"),
    1: N_("1: Message-ID"),
    2: N_("2: full address and subject"),
    3: N_("3: full address, the only mail in the window"),
    4: N_("4: order number"),
    5: N_("5: first part of the address"),
    6: N_("6: subject, the only mail in the window"),
}
RECORDS: Final = {
    "notice": N_("block notices"),
    "other_mail": N_("other mail from Allegro"),
    "blocked_status": N_("stopped e-mail in the Message Center"),
    "message_center_mail": N_("other e-mail in the Message Center"),
}
PROOFS: Final = {
    "thread_header": N_("answers the buyer's message (thread header)"),
    "message_center_thread": N_("answers the buyer in a Message Center thread"),
    "same_subject": N_("answers the buyer's message of the same subject"),
    "earlier_buyer_message": N_("the buyer had written shortly before"),
}


def standing_json(report: Report) -> dict[str, Any]:
    """The keys that ``report.json`` has for all of this; texts in the report's language."""
    standing = report.standing
    plain: dict[str, Any] = _plain(
        {
            "rules_of": report.rules_of,
            "calendar": standing.calendar,
            "exclusions": standing.exclusions,
            "course": standing.course,
            "reconciliation": {
                "observed_to": standing.observed_to,
                "records": dict(standing.records),
                "rungs": standing.rungs,
                "categories": standing.agreement,
                "unpredicted": standing.unpredicted,
                "contested": standing.contested,
                "contested_total": standing.contested_total,
            },
            "bounces": standing.bounces,
            "unrecognised": {
                "total": standing.unrecognised_total,
                "shown": standing.unrecognised,
            },
            "told": standing.told,
            "passes": standing.passes,
        },
        report.lang,
    )
    return plain


def _plain(value: Any, lang: str) -> Any:
    if isinstance(value, Text):
        return value.into(lang)
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name), lang) for each in fields(value)}
    if isinstance(value, dict):
        return {name: _plain(each, lang) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each, lang) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def facts(words: Wording, report: Report) -> dict[str, Any]:
    """What the templates of these sections print beside the report itself."""
    rules = [calendar_row(words, each) for each in report.standing.calendar]
    settled = [row for row in rules if row["code"] == "in_force" and not row["scored"]]
    return {
        "replay": replay(words, report),
        "calendar": [row for row in rules if row not in settled],
        "background": settled,
        "agreement": [agreement_row(words, each) for each in report.standing.agreement],
        "measurable": any(each.measurable for each in report.standing.agreement),
        "course": [course_row(words, each) for each in report.standing.course],
        "rungs": [
            {"name": rung(words, each), "matched": each.matched, "ambiguous": each.ambiguous}
            for each in report.standing.rungs
        ],
        "records": [
            (named(words, RECORDS, name), count) for name, count in report.standing.records
        ],
    }


def replay(words: Wording, report: Report) -> str:
    """That all mail was judged under the rules of one day; empty where it was not."""
    if report.rules_of is None:
        return ""
    return words.say(
        "Replay: all mail is judged as if it had been sent on %(day)s.",
        day=words.day(report.rules_of),
    )


def calendar_row(words: Wording, entry: CalendarEntry) -> dict[str, Any]:
    """One rule of the calendar in words."""
    rule = entry.rule
    known = entry.known or entry.later[-1]
    return {
        "id": rule.id,
        "standing": named(words, STANDINGS, entry.standing),
        "code": entry.standing,
        "title": rule.title.into(words.lang),
        "note": rule.note.into(words.lang),
        "concerns": ", ".join(
            named(words, CATEGORY_NAMES | CONCERNS, each) for each in rule.concerns
        ),
        "scored": rule.scored and entry.standing != "cancelled",
        "starts": known.starts,
        "day": _from(words, known) or "–",
        "distance": "" if entry.standing == "cancelled" else _distance(words, entry.days),
        "history": [
            announcement(words, each) for each in rule.announcements if each not in entry.later
        ],
        "later": [announcement(words, each) for each in entry.later],
        "sources": _sources(rule.announcements),
    }


def announcement(words: Wording, each: Announcement) -> str:
    """One announcement: when it was made, what it said, from when."""
    made = words.day(each.announced) if each.announced else words.say("day unknown")
    said = named(words, EFFECTIVE_STATUSES, each.status)
    return ", ".join(filter(None, (f"{made}: {said}", _from(words, each))))


def _from(words: Wording, each: Announcement) -> str:
    """``from 2 March 2026``, else the words that stand for a day."""
    if each.starts:
        return f"{words.say('from')} {words.day(each.starts)}"
    return each.when.into(words.lang)


def _distance(words: Wording, days: int | None) -> str:
    if days is None:
        return ""
    if days > 0:
        return words.count("in %(n)s day", "in %(n)s days", days)
    return words.count("%(n)s day ago", "%(n)s days ago", -days) if days else words.say("today")


def _sources(announcements: tuple[Announcement, ...]) -> list[Any]:
    sources = [source for each in announcements for source in each.sources]
    return list(dict.fromkeys(sources))


def agreement_row(words: Wording, each: Agreement) -> dict[str, Any]:
    """One category of the reconciliation in words."""
    names = {"": words.say("None of the five"), "all": words.say("All together")}
    name = names.get(each.category) or phrases.category(words, each.category)
    return {
        "name": name,
        "total": each.category == "all",
        "both": each.both,
        "predicted_only": each.predicted_only,
        "stopped_only": each.stopped_only,
        "precision": interval(words, each.precision, each.measurable),
        "recall": interval(words, each.recall, each.measurable),
    }


def interval(words: Wording, share: Share, measurable: bool = True) -> str:
    """A share with its interval and n: ``24.6% (17.8%–32.9%), n = 122``."""
    if not measurable or share.share is None or share.low is None or share.high is None:
        return words.say("not measurable")
    low, high = words.percent(share.low), words.percent(share.high)
    return f"{words.percent(share.share)} ({low}–{high}), n = {words.number(share.denominator)}"


def course_row(words: Wording, each: CategoryCourse) -> dict[str, Any]:
    """One category in time, in words: what is left, or since when nothing is sent."""
    return {
        "category": each.category,
        "before": each.before,
        "since": each.since,
        "last_sent": each.last_sent,
        "last_weeks": each.last_weeks,
        "templates_left": each.templates_left,
        "stopped": each.stopped,
        "pace": _pace(words, each),
    }


def _pace(words: Wording, each: CategoryCourse) -> str:
    if not each.templates_left:
        return words.say("nothing left to switch off") if not each.last_weeks else "–"
    if each.days_left is None:
        return words.say("overdue") if each.since else "–"
    weeks = max(each.days_left / 7, 1 / 7)
    return words.count(
        "%(n)s template a week",
        "%(n)s templates a week",
        max(1, round(each.templates_left / weeks + 0.4999)),
    )


def rung(words: Wording, each: RungCount) -> str:
    """The name of a rung of the match ladder."""
    return words.say(RUNGS[each.rung])
