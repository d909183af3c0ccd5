"""How right the verdicts are on the labelled messages: ``python -m tests.quality [FILE]``.

Prints precision, recall and F1 by verdict, category, language and tag, the confusion table and
every error with its deciding words, and writes the numbers to ``docs/quality.md``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit.controls import control_set_hash
from audit.drafts import draft
from audit.lint import DraftVerdict, lint
from audit.model import CATEGORIES

LABELLED = Path(__file__).parent / "labelled" / "messages.jsonl"
WRITTEN = Path(__file__).parent.parent / "docs" / "quality.md"
Row = Mapping[str, Any]
Judged = tuple[Row, DraftVerdict]


@dataclass(frozen=True)
class Rates:
    """How often a class was found: true, false and missed ones."""

    true: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.true / (self.true + self.missed) if self.true + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def judged(path: Path = LABELLED) -> list[Judged]:
    """Every labelled message with its verdict."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return list(zip(rows, lint([draft(row) for row in rows]), strict=True))


def clear(pairs: Iterable[Judged]) -> list[Judged]:
    """Those on which honest readers agree."""
    return [pair for pair in pairs if pair[0]["expected_verdict"] != "unclear"]


def rates(
    pairs: Iterable[Judged], is_so: Callable[[Row], bool], found: Callable[[DraftVerdict], bool]
) -> Rates:
    """The rates of one class among ``pairs``."""
    seen = Counter((is_so(row), found(verdict)) for row, verdict in pairs)
    return Rates(seen[True, True], seen[False, True], seen[True, False])


def verdict_rates(pairs: Iterable[Judged]) -> Rates:
    """The rates of ``prohibited`` among the clear ones."""
    return rates(
        clear(pairs),
        lambda row: row["expected_verdict"] == "prohibited",
        lambda verdict: verdict.verdict == "prohibited",
    )


def category_rates(pairs: Iterable[Judged], category: str) -> Rates:
    """The rates of one category among the clear ones."""
    return rates(
        clear(pairs),
        lambda row: category in row["labels"] and row["expected_verdict"] == "prohibited",
        lambda verdict: verdict.verdict == "prohibited" and category in verdict.categories,
    )


def review_share(pairs: Iterable[Judged]) -> float:
    """The share of clear messages that are left to a person."""
    plain = clear(pairs)
    return sum(verdict.verdict == "review" for _, verdict in plain) / len(plain)


def report(pairs: Sequence[Judged]) -> str:
    """The numbers as Markdown."""
    languages = sorted({row["lang"] for row, _ in pairs})
    tags = Counter(tag for row, _ in clear(pairs) for tag in row["tags"])
    groups = [
        ("verdict", [("prohibited", verdict_rates(pairs))]),
        ("category", [(name, category_rates(pairs, name)) for name in CATEGORIES]),
        ("language", [(name, verdict_rates(_where(pairs, "lang", name))) for name in languages]),
        ("tag", [(name, verdict_rates(_tagged(pairs, name))) for name, n in tags.items() if n > 2]),
    ]
    return "\n".join(_markdown(pairs, groups))


def errors(pairs: Iterable[Judged]) -> list[str]:
    """Every wrong verdict or category with the words that decided it."""
    return [
        f"{row['id']} {row['lang']}: {row['expected_verdict']} {row['labels']},"
        f" found {verdict.verdict} {list(verdict.categories)}: {verdict.reason_code}"
        f" {verdict.evidence!r} [{verdict.pattern}]"
        f" | {row['subject']} | {' '.join(row['body'].split())[:140]}"
        for row, verdict in clear(pairs)
        if _wrong(row, verdict)
    ]


def _wrong(row: Row, verdict: DraftVerdict) -> bool:
    prohibited = row["expected_verdict"] == "prohibited"
    expected = {label for label in row["labels"] if label in CATEGORIES} if prohibited else set()
    found = set(verdict.categories) if verdict.verdict == "prohibited" else set()
    return row["expected_verdict"] != verdict.verdict or expected != found


def _where(pairs: Iterable[Judged], field: str, value: str) -> list[Judged]:
    return [pair for pair in pairs if pair[0][field] == value]


def _tagged(pairs: Iterable[Judged], tag: str) -> list[Judged]:
    return [pair for pair in pairs if tag in pair[0]["tags"]]


def _markdown(
    pairs: Sequence[Judged], groups: Sequence[tuple[str, Sequence[tuple[str, Rates]]]]
) -> Iterator[str]:
    yield "# How right the verdicts are"
    yield ""
    yield "Generated by `make quality`; do not edit by hand."
    yield ""
    yield f"{datetime.now(UTC).date()}, control set `{control_set_hash()}`."
    yield f"{len(pairs)} labelled messages, {len(clear(pairs))} of them clear to a reader;"
    yield f"{review_share(pairs):.1%} of the clear ones are left to a person."
    yield "The labels are one reader's."
    for title, rows in groups:
        yield ""
        yield f"| {title} | precision | recall | F1 | found | false | missed |"
        yield "|---|---|---|---|---|---|---|"
        for name, each in rows:
            rest = f"{each.f1:.3f} | {each.true} | {each.false} | {each.missed}"
            yield f"| {name} | {each.precision:.3f} | {each.recall:.3f} | {rest} |"
    yield ""
    yield "| expected | found | messages |"
    yield "|---|---|---|"
    table = Counter((row["expected_verdict"], verdict.verdict) for row, verdict in pairs)
    yield from (f"| {was} | {found} | {n} |" for (was, found), n in sorted(table.items()))
    yield ""


def main() -> None:
    """Print the report and the errors; write the report when it is about our own labelled set."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else LABELLED
    pairs = judged(path)
    text = report(pairs)
    print(text)
    print(*errors(pairs), sep="\n")
    if path == LABELLED:
        WRITTEN.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
