"""The records that cross rooms. Frozen, without behaviour beyond what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any

CATEGORIES = (
    "fiscal_document",
    "payment_received",
    "order_in_progress_or_shipped",
    "shipment_status",
    "review_request",
)


class State(StrEnum):
    """What the check of one control says, worst first."""

    ERROR = "error"
    FAIL = "fail"
    WOULD_FAIL = "would_fail"
    REVIEW = "review"
    NOT_ASSESSED = "not_assessed"
    PASS = "pass"  # noqa: S105 - a state, not a password
    NOT_APPLICABLE = "not_applicable"


class RunVerdict(StrEnum):
    """The first sentence of every report."""

    READY = "ready"
    NOT_READY = "not_ready"
    NOT_READY_BY = "not_ready_by"
    READY_WITH_CONDITIONS = "ready_with_conditions"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Text:
    """One text in both report languages."""

    pl: str
    en: str

    def into(self, lang: str) -> str:
        """The text in ``lang`` (``pl`` or ``en``)."""
        return self.pl if lang == "pl" else self.en


NO_TEXT = Text("", "")


# --- read -> load -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reached:
    """How far a command has come: in its ``step``, ``done`` of ``total`` parts (0: not known).

    While archives are unpacked and files are read these are bytes, with the records so far.
    """

    step: str  # unpack | look | read | load | classify | check | report | render
    done: int
    total: int
    records: int = 0


Tell = Callable[[Reached], None]


def silent(_done: object) -> None:
    """Nobody wants to hear of progress."""


def nothing() -> None:
    """Nobody wants to hear that a part is done."""


def counting(tell: Tell, step: str, total: int) -> Callable[[], None]:
    """What is called after each of ``total`` parts of a step, and tells how many are done."""
    tell(Reached(step, 0, total))
    parts = count(1)
    return lambda: tell(Reached(step, next(parts), total))


@dataclass(frozen=True)
class InputFile:
    """One file to read: where its bytes are, and how it is named to the user.

    ``name`` is relative to the path the user gave; a member of an archive is ``mail.zip!/a.eml``.
    ``encoding`` and ``columns`` (what a column holds, its name) are what the manifest says about
    it; empty where it is told by the content. ``heard`` hears how many bytes of it are done.
    """

    name: str
    path: Path
    encoding: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    heard: Callable[[int], None] = field(default=silent, compare=False, repr=False)


@dataclass(frozen=True)
class Record:
    """One record of an input file: text values, nothing judged, nothing typed.

    ``table`` is the staging table without its prefix (``mail``, ``order`` ...); the keys of
    ``values`` are that table's columns (``queries/tables/00_staged.sql``), each a text, a list of
    texts or None. ``position`` says where it stands: ``byte 1024``, ``line 17``, ``messages[3]``.
    ``mended`` counts its texts that were encoded twice and are decoded again.
    """

    table: str
    position: str
    values: Mapping[str, Any]
    mended: int = 0


# What the engine understands in a mail log as the reader of single rows does, in the order in which
# it gives cells; a log with other columns that change a record is read row by row.
SCANNED = (
    "recipient", "time", "subject", "body", "attachments", "template", "order_id", "status",
    "message_id", "sender",
)  # fmt: skip


@dataclass(frozen=True)
class Scan:
    """A mail log that the engine can read by itself: UTF-8, cut at ``separator``, or Parquet.

    Records stand below ``header_line`` in ``width`` columns; ``columns`` is our field -> the index
    of its column. ``lines`` counts the physical lines, so that a reading that lost one is noticed.
    ``names`` are the columns of a Parquet file, all of them text; empty for delimited text.
    """

    path: Path
    separator: str
    width: int
    header_line: int
    lines: int
    columns: Mapping[str, int]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """One record that cannot be read at all: where it stands, a reason code, and what was found.

    ``detail`` never holds a personal value; it names the shape (``12 fields, header has 7``).
    """

    position: str
    reason: str
    detail: str = ""


# --- controls -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """The outside text a control rests on."""

    name: str
    published: date | None
    kind: str  # official_notice | staff_answer | faq | press | community | method
    url: str = ""
    file: str = ""
    quote: str = ""


@dataclass(frozen=True)
class EffectiveDate:
    """One announcement about when a rule starts. Days are Europe/Warsaw, ``until`` is inclusive."""

    announced: date
    status: str  # announced | cancelled | in_force | postponed
    starts: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Control:
    """One requirement, as its file in ``queries/controls`` states it."""

    id: str
    category: str
    title: Text
    risk: Text
    severity: str
    effective: tuple[EffectiveDate, ...]
    sources: tuple[Source, ...]
    population: str
    requires: tuple[str, ...]
    remediation: tuple[str, ...]
    known_misses: tuple[str, ...]
    false_alarms: tuple[str, ...]
    sql: str
    path: str


# --- calendar -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Announcement:
    """One announcement about a rule of the calendar. Days are Europe/Warsaw.

    ``announced`` None: the day is unknown, and ``known_by`` the latest it can have been. ``when``
    says in words what no day says (``first quarter of 2026``).
    """

    status: str  # announced | cancelled | in_force | postponed
    known_by: date
    announced: date | None = None
    starts: date | None = None
    until: date | None = None
    when: Text = Text("", "")
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class CalendarRule:
    """One rule with all its announcements, oldest first; ``scored``: a control may fail by it."""

    id: str
    title: Text
    note: Text
    concerns: tuple[str, ...]
    scored: bool
    announcements: tuple[Announcement, ...]


@dataclass(frozen=True)
class Exclusion:
    """Days, both inclusive, whose block notices prove nothing, and why."""

    id: str
    first: date
    last: date
    title: Text
    effect: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class CalendarEntry:
    """A rule as it stood on the as-of day, and what became known only later.

    ``standing``: in_force | in_force_since_unknown | unconfirmed | coming | horizon | over |
    cancelled | unknown_then. ``days`` counts to the start (positive) or since it (negative).
    """

    rule: CalendarRule
    standing: str
    known: Announcement | None
    later: tuple[Announcement, ...] = ()
    days: int | None = None


@dataclass(frozen=True)
class ExcludedNotices:
    """A dated exclusion and how many block notices it left out."""

    exclusion: Exclusion
    notices: int


@dataclass(frozen=True)
class CategoryCourse:
    """Where one category stands in time: messages before and since its rule began, and since when
    none. ``templates_left`` still sent in the last 28 days before the as-of day; ``last_weeks`` are
    those messages; ``stopped`` those that Allegro stopped; ``days_left`` to a start still ahead."""

    category: str
    before: int
    since: int
    last_sent: date | None
    last_weeks: int
    templates_left: int
    stopped: int
    days_left: int | None


# --- check -> assess ----------------------------------------------------------------------------


@dataclass(frozen=True)
class FindingCount:
    """How many findings one control has for one template on one local day.

    ``verdict`` is ``prohibited`` or ``review`` (a person must decide). ``template_id`` is empty for
    what no template explains; ``order_id`` and ``message_id`` are filled for those a waiver names.
    """

    control_id: str
    template_id: str
    day: date | None
    verdict: str
    findings: int
    order_id: str = ""
    message_id: str = ""


@dataclass(frozen=True)
class CheckResult:
    """What checking one control brought: counts, never rows.

    ``missing`` names what the control requires and the data lacks; ``error`` is the engine's
    message when its SELECT failed.
    """

    control: Control
    population: int
    judged: int
    counts: tuple[FindingCount, ...] = ()
    missing: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Waiver:
    """An accepted exception: the control still runs, its findings stay visible.

    It covers one template, order or message, or with none of them the whole control, on the days
    ``starts`` to ``until`` (both inclusive, Europe/Warsaw). It lapses whole when it would cover
    more than ``max_findings`` (None: no limit).
    """

    control: str
    reason: str
    approved_by: str
    starts: date
    until: date
    template: str = ""
    order: str = ""
    message: str = ""
    bucket: str = ""
    owner: str = ""
    max_findings: int | None = None


@dataclass(frozen=True)
class WaiverUse:
    """What became of a waiver: ``state`` is ``active``, ``ending`` (within 30 days), ``not_begun``,
    ``lapsed``, ``over_limit``, ``no_match`` or ``no_such_control``; ``covered`` counts the findings
    within its scope and days, ``returned`` those in its scope that it does not or no longer cover.
    """

    waiver: Waiver
    state: str
    covered: int
    returned: int
    days_left: int


@dataclass(frozen=True)
class Incident:
    """Days whose messages say nothing about the shop and are left out, with the reason given.

    Both days are inclusive, Europe/Warsaw; ``messages`` is how many were left out.
    """

    starts: date
    until: date
    reason: str
    messages: int = 0


@dataclass(frozen=True)
class Assessment:
    """A control's outcome for the period.

    ``findings`` counts those that broke the rule while it was in force, ``early`` those before it,
    ``to_review`` those a person must decide, ``waived`` those a waiver covers.
    ``in_force_from`` is the start known on the as-of day, None where none was known.
    """

    control: Control
    state: State
    reason: str
    population: int
    judged: int
    findings: int = 0
    early: int = 0
    to_review: int = 0
    waived: int = 0
    in_force_from: date | None = None
    missing: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Score:
    """A share with its formula: ``numerator`` of ``denominator`` messages; no share of nothing."""

    name: str  # compliance | readiness
    numerator: int
    denominator: int

    @property
    def share(self) -> float | None:
        """The share from 0 to 1, None when there was nothing to judge."""
        return self.numerator / self.denominator if self.denominator else None


# --- inspection ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """Records of one file rejected for one reason; ``places`` of a few and what was found there."""

    reason: str
    records: int
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FileFacts:
    """One input file. ``sure`` is certain, likely, told (by the manifest) or unknown.

    ``columns`` are (what it holds, name, how that was decided); ``fault`` is why it cannot be read.
    Days are Europe/Warsaw, None where no record has a time.
    """

    file: str
    kind: str
    sure: str
    encoding: str
    columns: tuple[tuple[str, str, str], ...]
    first: date | None
    last: date | None
    read: int
    loaded: int
    duplicates: int
    rejected: int
    examples: tuple[Example, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Need:
    """One thing the data must show, how much of it there is, and what to ask for if it lacks."""

    id: str
    must: bool
    known: int
    total: int
    met: bool
    categories: tuple[str, ...]
    tables: tuple[str, ...]
    without: Text
    ask: Text


@dataclass(frozen=True)
class Outlook:
    """Whether one control can be assessed: ``whole``, ``part`` or ``not``, and what it lacks."""

    control: Control
    can: str
    lacks: tuple[Need, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inspection:
    """What the input files hold. Senders and marketplaces are (name, messages or orders)."""

    files: tuple[FileFacts, ...]
    needs: tuple[Need, ...]
    outlooks: tuple[Outlook, ...]
    senders: tuple[tuple[str, int], ...]
    marketplaces: tuple[tuple[str, int], ...]
    expected_marketplace: str = ""

    @property
    def can_tell(self) -> bool:
        """Whether a run over these files would reach a verdict on the shop."""
        return not self.faults and all(each.met for each in self.needs if each.must)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with files that cannot be read."""
        return tuple(each.fault for each in self.files if each.fault)


# --- report -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LedgerRow:
    """One input file: what was read of it and what became of every record.

    ``kind`` is ``unknown`` for a file no reader recognises (nothing is read of it). ``column_map``
    says which column of a table held what, a line a table; ``mended`` counts texts that were
    encoded twice.
    """

    file: str
    kind: str
    sha256: str
    read: int
    loaded: int
    duplicates: int
    rejected: int
    encoding: str = ""
    column_map: str = ""
    mended: int = 0


@dataclass(frozen=True)
class RejectCount:
    """How many records of one file were rejected for one reason, and where the first one stands."""

    file: str
    reason: str
    records: int
    first_position: str
    detail: str = ""


@dataclass(frozen=True)
class RejectedRow:
    """One rejected record as ``rejected.csv`` shows it; ``found`` says what stood there, masked."""

    file: str
    position: str
    reason: str
    found: str


@dataclass(frozen=True)
class MessageCounts:
    """Sent messages of the period by verdict; ``outside_period`` ones are in none of the others."""

    total: int
    prohibited: int
    allowed: int
    review: int
    not_assessed: int
    outside_period: int


@dataclass(frozen=True)
class CategoryCount:
    """Prohibited messages of one category: all, those before the rule was in force (``early``),
    those whose blocking was announced, and those a person must decide (not in ``prohibited``)."""

    category: str
    prohibited: int
    early: int
    blocking: int
    review: int


@dataclass(frozen=True)
class ReasonCount:
    """How many messages share a verdict and reason code (``queries/reference/reasons.toml``)."""

    verdict: str
    reason_code: str
    messages: int


@dataclass(frozen=True)
class WeekCount:
    """Prohibited messages of one category in the week that starts on Monday ``week``."""

    week: date
    category: str
    messages: int


@dataclass(frozen=True)
class TemplateSummary:
    """One template of mail that causes findings, with an example safe to show.

    ``sample`` is its text and ``subject`` its subject, both already masked; ``evidence`` are the
    deciding words. ``after_switch`` counts the prohibited messages sent since the switch.
    ``written_by_hand`` marks the collecting row for messages that no template explains.
    ``sent_by`` is the program that sent most of it, ``system_kind`` what kind that is, ``system``
    its name and that of the log; ``subject_key`` is a fingerprint of the subject alone, empty where
    subjects differ.
    """

    id: str
    categories: tuple[str, ...]
    messages: int
    prohibited: int
    review: int
    after_switch: int
    blocking: int
    first_day: date
    last_day: date
    subject: str
    sample: str
    evidence: str
    system: str
    written_by_hand: bool = False
    sent_by: str = ""
    system_kind: str = "unknown"
    subject_key: str = ""


@dataclass(frozen=True)
class Remediation:
    """What to do instead: steps, endpoint, setting and condition, each with a source.

    ``prepare`` must work before the own mail is switched off (empty where nothing must);
    ``effort`` is ``small``, ``medium`` or ``large``, ``effort_reason`` says why.
    """

    id: str
    category: str
    title: Text
    steps: tuple[Text, ...]
    endpoints: tuple[str, ...]
    setting: Text
    condition: Text
    unknown: Text
    sources: tuple[str, ...]
    prepare: Text = NO_TEXT
    effort: str = "medium"
    effort_reason: Text = NO_TEXT


@dataclass(frozen=True)
class Replacement:
    """What takes the place of a template's mail: a remediation, for how many of its messages."""

    remediation: str
    messages: int


@dataclass(frozen=True)
class PlanStep:
    """One step of the migration: one template, what replaces it, what goes when it goes.

    ``messages`` are its prohibited ones, ``in_force`` those that broke a rule in force that day,
    ``counted`` those the plan is ordered by (``in_force``; where no step has any, ``messages``).
    ``findings`` go when its messages are left out; ``running`` is ``counted`` of this step and all
    before it, ``share`` the same as a part of all. ``state`` is ``sent`` or ``not_seen`` (silent
    for longer than its usual gaps). ``prepare`` are remediations that must work first, ``controls``
    those whose next run proves the step done.
    """

    order: int
    template: str
    subject: str
    categories: tuple[str, ...]
    system: str
    system_kind: str
    state: str
    first_day: date
    last_day: date
    messages: int
    in_force: int
    blocking: int
    stopped: int  # of them by Allegro: a notice or its own status says so
    last_30_days: int
    a_month: float
    counted: int
    findings: int
    running: int
    share: float | None
    replacements: tuple[Replacement, ...]
    effort: str
    effort_reason: Text
    due: date | None
    prepare: tuple[str, ...]
    controls: tuple[str, ...]
    written_by_hand: bool = False


@dataclass(frozen=True)
class WorkItem:
    """One order of a worklist: what to do for it and what shows it; nothing about the buyer."""

    order_id: str
    reason: str
    invoice_required: bool | None
    at_allegro: str  # none | not_asked | what there is
    mailed_on: date | None
    messages: int
    stopped: int
    template_id: str
    category: str


@dataclass(frozen=True)
class Worklist:
    """Orders to do something for; ``rows`` are the first of ``total``, the CSV file has all."""

    id: str  # documents_to_upload | links_to_add | orders_to_inform
    total: int
    reasons: tuple[tuple[str, int], ...]
    rows: tuple[WorkItem, ...]


@dataclass(frozen=True)
class TemplateWeek:
    """Prohibited messages of one template and category in the week from Monday ``week``.

    ``blocking`` are those whose blocking was announced, ``stopped`` those that Allegro stopped.
    """

    week: date
    template: str
    category: str
    messages: int
    blocking: int
    stopped: int


@dataclass(frozen=True)
class Pace:
    """How fast the templates still sent must go: ``days_left`` to the next day of a known rule,
    None once every known rule is in force or none has a day; ``a_week`` templates to switch off."""

    templates_left: int
    messages_left: int  # a month, of those templates
    day: date | None
    days_left: int | None
    a_week: float | None
    templates_gone: int


@dataclass(frozen=True)
class NoticeCounts:
    """Block notices: found, matched to one message, to several, to none; technical bounces apart.

    ``unknown`` are mails from Allegro's senders that match no pattern: listed as ``Unrecognised``.
    """

    total: int
    matched: int
    ambiguous: int
    unmatched: int
    bounces: int
    unknown: int
    blocked_and_prohibited: int
    blocked_not_prohibited: int


@dataclass(frozen=True)
class BounceCause:
    """Why mail was not taken, a technical matter and never a block: bounces in all, of them of mail
    that was only late, of them about mail to buyers; and mail of Allegro that says the same."""

    id: str
    title: Text
    advice: Text
    sources: tuple[Source, ...]
    bounces: int
    delayed: int
    about_buyers: int
    told_by_allegro: int
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Unrecognised:
    """A mail of Allegro, or a bounce, that no pattern explains; its texts are already masked.

    ``answer`` is what a mail server said, where it said it in a field of its own.
    """

    is_bounce: bool
    received_at: datetime  # Europe/Warsaw, naive
    sender_domain: str
    subject: str
    answer: str
    answers_mail: bool  # of the shop, by its Message-ID
    source_file: str
    source_position: str


@dataclass(frozen=True)
class CoverageFact:
    """One thing the data could show of ``known`` messages of ``total`` (text under its id)."""

    id: str
    known: int
    total: int


@dataclass(frozen=True)
class FindingRow:
    """One finding as it may leave the house: everything personal already masked."""

    control_id: str
    verdict: str
    early: bool
    sent_at: datetime  # Europe/Warsaw, naive
    channel: str
    recipient: str
    subject: str
    categories: tuple[str, ...]
    blocking: bool
    reason_code: str
    evidence: str
    template_id: str
    order_id: str
    source_file: str
    source_position: str


@dataclass(frozen=True)
class Share:
    """``numerator`` of ``denominator`` with its 95 % Wilson interval; all None of nothing."""

    numerator: int
    denominator: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Agreement:
    """Our verdicts against what Allegro stopped, for one category (empty: no category; ``all``).

    Counted from the switch to the last day of which the records tell. ``predicted_only`` is a gap
    in enforcement, never a permission. ``measurable`` is false where nothing could be stopped yet
    or no record was supplied; the shares are then of nothing.
    """

    category: str
    measurable: bool
    both: int
    predicted_only: int
    stopped_only: int
    precision: Share
    recall: Share


@dataclass(frozen=True)
class RungCount:
    """How many block notices one rung of the match ladder settled (0: none did)."""

    rung: int
    matched: int
    ambiguous: int


@dataclass(frozen=True)
class StoppedTemplate:
    """Stopped mail that no published rule predicted, by template, verdict and reason.

    ``contest``: the published rules allow it; otherwise there is a rule to learn.
    """

    template_id: str
    verdict: str
    reason_code: str
    messages: int
    first_day: date
    last_day: date
    contest: bool


@dataclass(frozen=True)
class Contested:
    """One message that the published rules allow and Allegro stopped all the same."""

    sent_at: datetime  # Europe/Warsaw, naive
    channel: str
    recipient: str
    subject: str
    reason_code: str
    proof: str
    template_id: str
    order_id: str
    source_file: str
    source_position: str
    notice_file: str
    notice_position: str
    stopped_at: datetime | None
    rung: int


@dataclass(frozen=True)
class ToldCount:
    """Who told the buyer one piece of information, by orders that called for it."""

    information: str  # document | payment | sent | tracking
    orders: int
    own_mail: int
    api: int
    allegro: int
    twice: int
    nobody: int
    unknown: int


@dataclass(frozen=True)
class PassBasis:
    """What a control that passed rests on: the coverage of what could have shown a finding."""

    control_id: str
    title: Text
    facts: tuple[CoverageFact, ...]


@dataclass(frozen=True)
class Standing:
    """Where the shop stands: on the calendar, against Allegro's record, and with its buyers."""

    calendar: tuple[CalendarEntry, ...] = ()
    exclusions: tuple[ExcludedNotices, ...] = ()
    course: tuple[CategoryCourse, ...] = ()
    observed_to: date | None = None
    records: tuple[tuple[str, int], ...] = ()
    rungs: tuple[RungCount, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    unpredicted: tuple[StoppedTemplate, ...] = ()
    contested: tuple[Contested, ...] = ()
    contested_total: int = 0
    told: tuple[ToldCount, ...] = ()
    passes: tuple[PassBasis, ...] = ()
    bounces: tuple[BounceCause, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    unrecognised_total: int = 0


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one control about one template (empty: about what no template explains).

    Two reports are compared by these: the id of a template is a fingerprint of its wording with
    numbers, links and names left out, the same in every month and for every key of pseudonyms.
    """

    control_id: str
    template_id: str
    subject_key: str  # fingerprint of the subject alone: finds a template whose text was changed
    verdict: str
    findings: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Month:
    """One report of the trend: its period, and what it counted."""

    name: str
    period: tuple[date, date] | None
    as_of: date
    verdict: str
    messages: int
    prohibited: int
    by_category: Mapping[str, int]
    compliance: float | None
    findings: int


@dataclass(frozen=True)
class EarlierReport:
    """What is compared of a report: counts and codes, nothing about a buyer."""

    name: str
    shop: str
    month: Month
    control_set: str
    states: Mapping[str, str]
    starts: Mapping[str, date | None]
    groups: tuple[FindingGroup, ...]
    subjects: Mapping[str, str]
    kinds: frozenset[str]
    inputs: frozenset[str]
    coverage: Mapping[str, float]


@dataclass(frozen=True)
class Change:
    """One line of the comparison: ``change`` is ``new``, ``fixed``, ``still``, ``reappeared``,
    ``rule_changed`` or ``data_changed`` (where the difference may be the rules' or the data's)."""

    change: str
    control_id: str
    template_id: str
    subject: str
    before: int
    now: int
    last_seen: date | None


@dataclass(frozen=True)
class Comparison:
    """This run against earlier reports: changes against the newest of them, trend over all.

    ``rules`` and ``data`` name in codes what else differs: the set of controls, the calendar of a
    control, the kinds of input, a coverage fact, the inputs of the same period.
    """

    months: tuple[Month, ...]
    changes: tuple[Change, ...]
    rules: tuple[str, ...]
    data: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """How the shop gets on: what replaces its mail, for which orders, how fast, since last time."""

    remediations: tuple[Remediation, ...] = ()
    worklists: tuple[Worklist, ...] = ()
    template_weeks: tuple[TemplateWeek, ...] = ()
    pace: Pace | None = None
    finding_groups: tuple[FindingGroup, ...] = ()
    comparison: Comparison | None = None


@dataclass(frozen=True)
class Report:
    """All that render receives. Every text in it is safe to show; every decision is made."""

    tool_version: str
    control_set: str  # hash of queries/
    engine: str  # DuckDB version
    command: str
    lang: str
    privacy: str
    shop: str
    as_of: date
    as_of_assumed: bool
    period: tuple[date, date] | None
    period_assumed: bool
    switch: date
    verdict: RunVerdict
    verdict_date: date | None
    messages: MessageCounts
    categories: tuple[CategoryCount, ...]
    reasons: tuple[ReasonCount, ...]
    scores: tuple[Score, ...]
    assessments: tuple[Assessment, ...]
    weeks: tuple[WeekCount, ...]
    templates: tuple[TemplateSummary, ...]
    plan: tuple[PlanStep, ...]
    notices: NoticeCounts
    coverage: tuple[CoverageFact, ...]
    ledger: tuple[LedgerRow, ...]
    rejects: tuple[RejectCount, ...]
    reason_texts: Mapping[str, Text] = field(default_factory=dict)
    findings_total: int = 0
    waivers: Sequence[WaiverUse] = ()
    incidents: tuple[Incident, ...] = ()
    progress: Progress = field(default_factory=Progress)
    rules_of: date | None = None
    standing: Standing = field(default_factory=Standing)
