"""The sentences that the page and the workbook both say about a report."""

from __future__ import annotations

from audit.model import Assessment, Report, RunVerdict, Score, State, TemplateSummary
from audit.render.names import (
    CATEGORY_NAMES,
    NOT_READY_BY_DAY,
    PRIVACY,
    STATE_NAMES,
    UNDECIDED,
    VERDICT_NAMES,
    named,
    readable,
)
from audit.render.wording import Wording

Figure = tuple[int, str]  # a number, and what it counts
Fact = tuple[str, str]  # a label and its value


def category(words: Wording, code: str) -> str:
    """The name of a category."""
    return named(words, CATEGORY_NAMES, code)


def categories(words: Wording, codes: tuple[str, ...]) -> str:
    """The names of several categories, in one line."""
    return ", ".join(category(words, code) for code in codes)


def state(words: Wording, code: State) -> str:
    """The word for a control's state."""
    return words.say(STATE_NAMES[code])


def reason(words: Wording, report: Report, code: str) -> str:
    """What a reason code or a coverage fact means."""
    text = report.reason_texts.get(code)
    return text.into(words.lang) if text else readable(code)


def period(words: Wording, report: Report) -> str:
    """The days the report is about."""
    if report.period is None:
        return words.say("all days found in the data")
    return words.days(*report.period)


def headline(words: Wording, report: Report) -> str:
    """The verdict as one sentence."""
    if report.verdict is RunVerdict.NOT_READY_BY and report.verdict_date:
        return words.say(NOT_READY_BY_DAY, day=words.day(report.verdict_date))
    return words.say(VERDICT_NAMES[report.verdict])


def because(words: Wording, report: Report) -> list[str]:
    """Why the verdict is what it is, a sentence each, the weightiest first."""
    failed = sum(item.state is State.ERROR for item in report.assessments)
    reasons = []
    if failed:
        reasons.append(
            words.count(
                "%(n)s control could not be checked because of an error.",
                "%(n)s controls could not be checked because of an error.",
                failed,
            )
        )
    if not report.messages.total:
        return [*reasons, words.say("No sent message was found in the period.")]
    return [*reasons, _prohibited_sentence(words, report), *_since_switch_sentence(words, report)]


def _prohibited_sentence(words: Wording, report: Report) -> str:
    counts = report.messages
    if not counts.prohibited:
        return words.count(
            "No prohibited message was found; %(n)s sent message was judged.",
            "No prohibited message was found; %(n)s sent messages were judged.",
            counts.total - counts.not_assessed,
        )
    return words.count(
        "%(n)s of %(total)s sent messages holds what the rules forbid.",
        "%(n)s of %(total)s sent messages hold what the rules forbid.",
        counts.prohibited,
        total=words.number(counts.total),
    )


def _since_switch_sentence(words: Wording, report: Report) -> list[str]:
    late = sum(item.after_switch for item in report.templates)
    if not late:
        return []
    return [
        words.count(
            "%(n)s of them was sent since the switch on %(day)s.",
            "%(n)s of them were sent since the switch on %(day)s.",
            late,
            day=words.day(report.switch),
        )
    ]


def prohibited_count(words: Wording, n: int) -> str:
    """``312 prohibited messages``."""
    return words.count("%(n)s prohibited message", "%(n)s prohibited messages", n)


def since_switch_count(words: Wording, n: int) -> str:
    """``40 since the switch``."""
    return words.say("%(n)s since the switch", n=words.number(n))


def switch_distance(words: Wording, report: Report) -> Figure:
    """How many days there are to the switch, or since it."""
    days = (report.as_of - report.switch).days
    if days < 0:
        said = words.count("day to the switch", "days to the switch", -days)
    else:
        said = words.count("day since the switch", "days since the switch", days)
    return abs(days), said


def score_formula(words: Wording, score: Score) -> str:
    """The numbers a score is made of: ``300 of 612``."""
    return words.say(
        "%(part)s of %(whole)s",
        part=words.number(score.numerator),
        whole=words.number(score.denominator),
    )


def template_name(words: Wording, template: TemplateSummary) -> str:
    """What to call a template: its subject, its system, or that it is no template."""
    if template.written_by_hand:
        return words.say("Messages that no template explains")
    return template.subject or words.say("(no subject)")


def top_templates(report: Report, most: int = 3) -> list[TemplateSummary]:
    """The templates with most prohibited messages, most first."""
    guilty = [item for item in report.templates if item.prohibited and not item.written_by_hand]
    return sorted(guilty, key=lambda item: (-item.prohibited, item.id))[:most]


def top_share(words: Wording, report: Report) -> str:
    """What part of the prohibited messages the top templates cause, as a sentence."""
    top = top_templates(report)
    if not top or not report.messages.prohibited:
        return ""
    share = sum(item.prohibited for item in top) / report.messages.prohibited
    return words.count(
        "%(n)s template causes %(share)s of the prohibited messages.",
        "%(n)s templates cause %(share)s of the prohibited messages.",
        len(top),
        share=words.percent(share),
    )


def unjudged(words: Wording, report: Report) -> list[Figure]:
    """What could not be judged, each a number and what it counts; empty where all was."""
    counts = report.messages
    undecided = [item for item in report.assessments if item.state in UNDECIDED]
    unknown = sum(row.kind == "unknown" for row in report.ledger)
    rejected = sum(row.rejected for row in report.ledger)
    said = [
        (counts.review, _people_decide(words, counts.review)),
        (counts.not_assessed, _not_assessed(words, counts.not_assessed)),
        (len(undecided), _without_result(words, len(undecided))),
        (rejected, words.count("rejected record", "rejected records", rejected)),
        (unknown, words.count("file of no known kind", "files of no known kind", unknown)),
    ]
    return [(number, what) for number, what in said if number]


def _people_decide(words: Wording, n: int) -> str:
    return words.count("message a person must decide", "messages a person must decide", n)


def _not_assessed(words: Wording, n: int) -> str:
    return words.count("message not assessed", "messages not assessed", n)


def _without_result(words: Wording, n: int) -> str:
    return words.count("control without a result", "controls without a result", n)


def share_judged(assessment: Assessment) -> float | None:
    """The part of a control's population that could be judged, None for an empty population."""
    return assessment.judged / assessment.population if assessment.population else None


def of_population(words: Wording, assessment: Assessment) -> str:
    """A control's findings against what it looked at: ``312 of 4 812``."""
    return words.say(
        "%(part)s of %(whole)s",
        part=words.number(assessment.findings),
        whole=words.number(assessment.population),
    )


def provenance(words: Wording, report: Report) -> list[Fact]:
    """How the report was made: pairs of a label and a value."""
    assumed = words.say("assumed: the day after the newest message")
    as_of = words.day(report.as_of) + (f" ({assumed})" if report.as_of_assumed else "")
    days = period(words, report)
    if report.period_assumed:
        found = words.say("assumed: all days found in the data")
        days += f" ({found})"
    return [
        (words.say("Shop"), report.shop or "–"),
        (words.say("Period"), days),
        (words.say("Report date"), as_of),
        (words.say("Switch"), words.day(report.switch)),
        (words.say("Version"), f"allegro-audit {report.tool_version}"),
        (words.say("Control set"), report.control_set),
        (words.say("Engine"), report.engine),
        (words.say("Command"), report.command),
        (words.say("Privacy"), named(words, PRIVACY, report.privacy)),
        (words.say("Times"), "Europe/Warsaw"),
    ]
