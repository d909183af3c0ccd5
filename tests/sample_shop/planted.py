"""The list of what is planted: machine-readable, and as the tables of ``sample_data/README.md``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

VERDICTS = ("prohibited", "allowed", "review", "not_assessed")
CATEGORIES = (
    "fiscal_document",
    "payment_received",
    "order_in_progress_or_shipped",
    "shipment_status",
    "review_request",
)
OUTCOMES = ("matched", "ambiguous", "unmatched")


@dataclass(frozen=True)
class Group:
    """Sent messages of one kind and the verdict they deserve; ``early`` counts those before the
    switch, ``keys`` name the messages."""

    id: str
    title: str
    verdict: str
    categories: tuple[str, ...]
    blocking: bool
    early: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class LedgerLine:
    """What should become of the records of one input file."""

    file: str
    kind: str
    read: int
    duplicates: int = 0
    rejected: int = 0

    @property
    def loaded(self) -> int:
        """The rest of what was read."""
        return self.read - self.duplicates - self.rejected


@dataclass(frozen=True)
class Planted:
    """Everything the sample promises."""

    groups: tuple[Group, ...]
    ledger: tuple[LedgerLine, ...]
    rejects: tuple[tuple[str, str, str], ...]  # file, position, why
    notices: tuple[tuple[str, str, str, str], ...]  # file, outcome, names, message
    copies: tuple[tuple[str, str, str], ...]  # copy, message, status
    without_document: tuple[str, ...]  # order ids


def verdict_totals(groups: Iterable[Group]) -> dict[str, int]:
    """Messages by verdict."""
    counts: Counter[str] = Counter()
    for group in groups:
        counts[group.verdict] += len(group.keys)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def category_totals(groups: Sequence[Group]) -> dict[str, dict[str, int]]:
    """Prohibited messages by category: all, before the switch, of a kind whose blocking was
    announced."""
    return {category: _category(category, groups) for category in CATEGORIES}


def _category(category: str, groups: Sequence[Group]) -> dict[str, int]:
    bad = [g for g in groups if g.verdict == "prohibited" and category in g.categories]
    return {
        "prohibited": sum(len(g.keys) for g in bad),
        "early": sum(g.early for g in bad),
        "blocking": sum(len(g.keys) for g in bad if g.blocking),
    }


def notice_totals(planted: Planted) -> dict[str, int]:
    """The notices by outcome; ``total`` counts block notices only."""
    counts = Counter(outcome for _, outcome, _, _ in planted.notices)
    matched = {outcome: counts[outcome] for outcome in OUTCOMES}
    others = {"bounces": counts["bounce"], "unknown": counts["unknown"]}
    return {"total": sum(matched.values()), **matched, **others}


def as_toml(planted: Planted) -> str:
    """The list as ``planted.toml``."""
    groups = planted.groups
    tables = [
        "# What a run over sample_data must find. By `python -m tests.sample_shop sample_data`.",
        _table("[totals]", {"sent": sum(len(group.keys) for group in groups)}),
        _table("[totals.verdicts]", verdict_totals(groups)),
        *(_table(f"[totals.categories.{c}]", row) for c, row in category_totals(groups).items()),
        _table("[notices]", notice_totals(planted)),
        *(_table("[[group]]", _group_row(group)) for group in groups),
        *(_table("[[ledger]]", _ledger_row(line)) for line in planted.ledger),
        *_rows("[[reject]]", ("file", "position", "why"), planted.rejects),
        *_rows("[[notice]]", ("file", "outcome", "names", "message"), planted.notices),
        *_rows("[[copy]]", ("copy", "message", "status"), planted.copies),
        _table("[documents]", {"mailed_but_not_added": list(planted.without_document)}),
    ]
    return "\n".join(tables)


def _rows(head: str, names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    return (_table(head, dict(zip(names, row, strict=True))) for row in rows)


def _group_row(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "title": group.title,
        "verdict": group.verdict,
        "categories": list(group.categories),
        "blocking": group.blocking,
        "count": len(group.keys),
        "early": group.early,
        "keys": list(group.keys),
    }


def _ledger_row(line: LedgerLine) -> dict[str, Any]:
    return {
        "file": line.file,
        "kind": line.kind,
        "read": line.read,
        "loaded": line.loaded,
        "duplicates": line.duplicates,
        "rejected": line.rejected,
    }


def _table(head: str, values: Mapping[str, Any]) -> str:
    lines = [f"{name} = {_value(value)}" for name, value in values.items()]
    return "\n".join([head, *lines, ""])


def _value(value: Any) -> str:
    """A TOML value; JSON writes texts, numbers and booleans the same way."""
    if isinstance(value, list) and value:
        return "[\n" + "".join(f"  {_value(one)},\n" for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
