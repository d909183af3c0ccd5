"""``sample_data/README.md``: what the shop is, and the planted list as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from string import Template

from tests.sample_shop.planted import (
    Group,
    LedgerLine,
    Planted,
    category_totals,
    notice_totals,
    verdict_totals,
)

TEXT = Path(__file__).with_name("readme_template.md")
GROUP_HEAD = ("group", "what", "verdict", "categories", "blocking", "messages", "before")
CATEGORY_HEAD = ("category", "prohibited", "before the switch", "blocking announced")
LEDGER_HEAD = ("files", "kind", "read", "loaded", "duplicates", "rejected")
FOLDED = ("order_documents", "shipments", "thread_messages", "issue_chat", "eml")


def readme(planted: Planted) -> str:
    """The whole text."""
    groups, copies = planted.groups, planted.copies
    categories = category_totals(groups).items()
    return Template(TEXT.read_text(encoding="utf-8")).substitute(
        groups=_table(GROUP_HEAD, map(_group, groups)),
        sent=sum(len(group.keys) for group in groups),
        verdicts=_table(("verdict", "messages"), verdict_totals(groups).items()),
        categories=_table(CATEGORY_HEAD, ((name, *row.values()) for name, row in categories)),
        notices=_table(("notices", "files"), notice_totals(planted).items()),
        copies=len(copies),
        blocked=sum(status == "BLOCKED" for _, _, status in copies),
        ledger=_table(LEDGER_HEAD, _ledger(planted.ledger)),
        rejects="\n".join(f"- `{file}`, {at}: {why}" for file, at, why in planted.rejects),
        missing=len(planted.without_document),
    )


def _group(group: Group) -> tuple[object, ...]:
    return (
        f"`{group.id}`",
        group.title,
        group.verdict,
        ", ".join(group.categories) or "–",
        "yes" if group.blocking else "no",
        len(group.keys),
        group.early,
    )


def _ledger(lines: Iterable[LedgerLine]) -> list[tuple[object, ...]]:
    """One row a file; the many small files of one folder and kind share a row."""
    rows: dict[tuple[str, str], list[LedgerLine]] = {}
    for line in lines:
        folder = "/".join(line.file.split("/")[: 1 if line.kind == "eml" else 2])
        name = f"{folder}/…" if line.kind in FOLDED else line.file
        rows.setdefault((name, line.kind), []).append(line)
    return [(f"`{name}`", kind, *_sums(group)) for (name, kind), group in rows.items()]


def _sums(lines: list[LedgerLine]) -> tuple[int, int, int, int]:
    return (
        sum(line.read for line in lines),
        sum(line.loaded for line in lines),
        sum(line.duplicates for line in lines),
        sum(line.rejected for line in lines),
    )


def _table(head: tuple[str, ...], rows: Iterable[Iterable[object]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
