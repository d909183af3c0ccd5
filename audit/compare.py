"""What changed between this run and earlier reports. Pure.

Findings are compared by control and template. The id of a template is a fingerprint of its wording,
the same every month; where the wording was changed, its subject still finds it. Buyers' pseudonyms
differ from run to run and play no part: two reports say nothing together that one does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from audit.baseline import earlier_report, fitting
from audit.model import Change, Comparison, EarlierReport, Report

ORDER = ("new", "reappeared", "rule_changed", "data_changed", "still", "fixed")
UNKNOWN_STATES = ("not_assessed", "error")
MOVED = 0.1  # of a coverage share

Key = tuple[str, str]  # control, template
Counts = Mapping[Key, tuple[int, date | None]]  # findings, their last day


def compared(
    report: Report, earlier: Sequence[EarlierReport], as_json: Callable[[Report], Mapping[str, Any]]
) -> Report:
    """The report with its comparison; this run is seen as a later one will see it, as JSON."""
    if not earlier:
        return report
    fitting(earlier, report.shop, report.period[1] if report.period else None)
    comparison = compare(earlier, earlier_report("", as_json(report)))
    return replace(report, progress=replace(report.progress, comparison=comparison))


def compare(earlier: Sequence[EarlierReport], now: EarlierReport) -> Comparison | None:
    """The changes against the newest of ``earlier`` (oldest first), the trend over all; or None."""
    if not earlier:
        return None
    last = earlier[-1]
    rules, data = _rules(last, now), _data(last, now)
    return Comparison(
        months=tuple(each.month for each in (*earlier, now)),
        changes=_changes(earlier, now, bool(data)),
        rules=rules,
        data=data,
    )


def _changes(
    earlier: Sequence[EarlierReport], now: EarlierReport, data_differs: bool
) -> tuple[Change, ...]:
    last = earlier[-1]
    same = _same_templates(earlier, now)
    current = _counts(now, {})
    before = _counts(last, same)
    older = {key for each in earlier[:-1] for key in _counts(each, same)}
    subjects = {**last.subjects, **now.subjects}
    found = []
    for key in sorted({*current, *before}):
        change = _change(key, current, before, older)
        if change != "still":
            change = _excused(change, key[0], last, now, data_differs)
        day = current.get(key, before.get(key, (0, None)))[1]
        numbers = before.get(key, (0, None))[0], current.get(key, (0, None))[0]
        found.append(Change(change, *key, subjects.get(key[1], ""), *numbers, day))
    return tuple(sorted(found, key=_worst_first))


def _change(key: Key, current: Counts, before: Counts, older: set[Key]) -> str:
    if key not in current:
        return "fixed"
    if key in before:
        return "still"
    return "reappeared" if key in older else "new"


def _excused(
    change: str, control: str, last: EarlierReport, now: EarlierReport, data_differs: bool
) -> str:
    """The change, unless rules or data differ: then nobody can say that the shop changed."""
    if last.control_set != now.control_set or last.starts.get(control) != now.starts.get(control):
        return "rule_changed"
    unknown = {last.states.get(control), now.states.get(control)} & {*UNKNOWN_STATES, None}
    return "data_changed" if unknown or data_differs else change


def _counts(report: EarlierReport, same: Mapping[str, str]) -> Counts:
    """Findings by control and template, templates under the id they have now."""
    sums: dict[Key, tuple[int, date | None]] = defaultdict(lambda: (0, None))
    for group in report.groups:
        key = group.control_id, same.get(group.template_id, group.template_id)
        total, day = sums[key]
        days = [each for each in (day, group.last_day) if each]
        sums[key] = total + group.findings, max(days, default=None)
    return sums


def _same_templates(earlier: Sequence[EarlierReport], now: EarlierReport) -> dict[str, str]:
    """Ids of old templates to the id of the only one today that has the same subject."""
    today = _by_subject(now)
    ids = {group.template_id for group in now.groups}
    return {
        group.template_id: next(iter(today[group.subject_key]))
        for each in earlier
        for group in each.groups
        if group.template_id not in ids
        and len(today.get(group.subject_key, ())) == 1
        and len(_by_subject(each)[group.subject_key]) == 1
    }


def _by_subject(report: EarlierReport) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in report.groups:
        if group.subject_key:
            found[group.subject_key].add(group.template_id)
    return found


def _rules(last: EarlierReport, now: EarlierReport) -> tuple[str, ...]:
    """What differs in the rules: ``control_set``, or the ids of controls whose start differs."""
    moved = sorted(
        each
        for each in {*last.starts, *now.starts}
        if last.starts.get(each) != now.starts.get(each)
    )
    return (*(["control_set"] if last.control_set != now.control_set else []), *moved)


def _data(last: EarlierReport, now: EarlierReport) -> tuple[str, ...]:
    """What differs in the data: kinds of input, coverage facts, the files of the same period."""
    kinds = sorted(last.kinds ^ now.kinds)
    moved = sorted(
        each
        for each in {*last.coverage, *now.coverage}
        if abs(last.coverage.get(each, 0) - now.coverage.get(each, 0)) >= MOVED
    )
    same_days = last.month.period == now.month.period and last.inputs != now.inputs
    return (*kinds, *moved, *(["same_period_other_files"] if same_days else []))


def _worst_first(change: Change) -> tuple[int, int, str, str]:
    amount = max(change.now, change.before)
    return ORDER.index(change.change), -amount, change.control_id, change.template_id
