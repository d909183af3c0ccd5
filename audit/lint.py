"""The verdict on drafts before they are sent, by the same load and SQL as the audit."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.classify import classify
from audit.database import add_rows, database, query
from audit.drafts import Draft, records
from audit.load import OpenedFile, settle, stage
from audit.model import InputFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NO_VERDICT = "review"


@dataclass(frozen=True)
class DraftVerdict:
    """The verdict on one draft. ``sentences`` are those it rests on: (category, sentence)."""

    verdict: str  # prohibited | allowed | review
    categories: tuple[str, ...]
    blocking: bool
    reason_code: str
    evidence: str
    pattern: str
    exemption: str
    sentences: tuple[tuple[str, str], ...]


def lint(drafts: Sequence[Draft]) -> list[DraftVerdict]:
    """One verdict a draft, in their order.

    A draft that says nothing of the five categories is allowed, also where the audit would call
    it not assessed: a draft is all there is to know of it. One that cannot be loaded is ``review``
    with the reason ``draft_rejected``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        con = database(Path(scratch), threads=1)
        opened = OpenedFile(
            source=InputFile("drafts", Path("drafts")),
            kind="drafts",
            sha256="",
            encoding="",
            records=(r for number, each in enumerate(drafts) for r in records(number, each)),
        )
        stage(con, [opened], Path(scratch))
        settle(con)
        add_rows(con, "drafts", [(str(number),) for number in range(len(drafts))])
        classify(con)
        return _verdicts(con, len(drafts))


def _verdicts(con: DuckDBPyConnection, total: int) -> list[DraftVerdict]:
    sentences: dict[str, list[tuple[str, str]]] = {}
    for message_id, category, _, sentence in con.execute(query("lint", "sentences")).fetchall():
        sentences.setdefault(message_id, []).append((category, sentence))
    found = {row[0]: row[1:] for row in con.execute(query("lint", "verdicts")).fetchall()}
    return [
        _verdict(found.get(str(number)), tuple(sentences.get(str(number), ())))
        for number in range(total)
    ]


def _verdict(row: tuple[Any, ...] | None, sentences: tuple[tuple[str, str], ...]) -> DraftVerdict:
    if row is None:
        return DraftVerdict(NO_VERDICT, (), False, "draft_rejected", "", "", "", ())
    verdict, categories, blocking, reason_code, evidence, pattern, exemption = row
    return DraftVerdict(
        verdict="allowed" if verdict == "not_assessed" else verdict,
        categories=tuple(categories),
        blocking=blocking,
        reason_code=reason_code,
        evidence=evidence,
        pattern=pattern,
        exemption=exemption,
        sentences=sentences,
    )
