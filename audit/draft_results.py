"""What ``lint`` reads and prints: one draft in words, or many as JSON lines."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from audit.drafts import Draft, draft
from audit.errors import InputError
from audit.lexicon import reason_texts, remediations
from audit.lint import DraftVerdict, lint
from audit.model import InputFile, Rejected

PROHIBITED = 1
_WORDS = {
    "en": {
        "prohibited": "PROHIBITED",
        "review": "A PERSON MUST DECIDE",
        "allowed": "ALLOWED",
        "why": "because",
        "words": "the words",
        "remove": "remove",
        "instead": "instead",
        "blocking": "Allegro announced that it stops such mail",
        "not_blocking": "its blocking was not announced",
        "unknown": "unknown",
    },
    "pl": {
        "prohibited": "ZAKAZANA",
        "review": "MUSI ZDECYDOWAĆ CZŁOWIEK",
        "allowed": "DOZWOLONA",
        "why": "bo",
        "words": "słowa",
        "remove": "usuń",
        "instead": "zamiast tego",
        "blocking": "Allegro zapowiedziało, że takie wiadomości zatrzymuje",
        "not_blocking": "blokowania nie zapowiedziano",
        "unknown": "nie wiadomo",
    },
}


def lint_draft(source: Path, about: Mapping[str, Any]) -> int:
    """Print the verdict on one draft; 1 where it is prohibited, else 0."""
    (verdict,) = lint([_about(_draft_in(source), about)])
    click.echo("\n".join(_lines(verdict, about["lang"])))
    return PROHIBITED if verdict.verdict == "prohibited" else 0


def lint_rows(rows: Path) -> int:
    """Print one JSON verdict a line, in the order of the lines of ``rows``; always 0."""
    described = list(_rows(rows))
    for row, verdict in zip(described, lint([draft(row) for row in described]), strict=True):
        click.echo(json.dumps(_answer(row, verdict), ensure_ascii=False))
    return 0


def _answer(row: Mapping[str, Any], verdict: DraftVerdict) -> dict[str, Any]:
    return {
        "id": row.get("id"),
        "verdict": verdict.verdict,
        "categories": list(verdict.categories),
        "blocking": verdict.blocking,
        "reason_code": verdict.reason_code,
        "evidence": verdict.evidence,
        "pattern": verdict.pattern,
        "exemption": verdict.exemption,
    }


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as err:
        raise InputError(f"{path}: cannot be read ({err.strerror}): expected a file") from err


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(_bytes(path).decode("utf-8", "replace").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as err:
            raise InputError(f"{path}:{number}: no JSON ({err.msg}): expected an object") from err
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number}: {type(row).__name__}: expected a JSON object")
        yield row


def _draft_in(path: Path) -> Draft:
    from audit.read.detect import detect
    from audit.read.encoding import decoded
    from audit.read.visible_text import looks_like_html

    data = _bytes(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "draft"
        copy.write_bytes(data)
        source = InputFile(str(path), copy)
        if data.strip() and detect(source) == "eml":
            return _mail_in(source)
    text = decoded(data, None)
    return Draft(body=text, is_html=looks_like_html(text))


def _mail_in(source: InputFile) -> Draft:
    from audit.read import read

    record = next(iter(read("eml", source)))
    if isinstance(record, Rejected):
        raise InputError(f"{source.name}: {record.reason}: expected a mail with its headers")
    values = record.values
    return Draft(
        subject=values["subject"] or "",
        body=values["body"] or "",
        attachments=tuple(values["attachments"] or ()),
        links=tuple(values["links"] or ()),
    )


def _about(each: Draft, about: Mapping[str, Any]) -> Draft:
    return replace(
        each,
        subject=about["subject"] or each.subject,
        attachments=(*each.attachments, *about["attachments"]),
        carrier=about["carrier"],
        conversation="buyer" if about["reply"] else "",
    )


def _lines(verdict: DraftVerdict, lang: str) -> Iterator[str]:
    words, reasons = _WORDS[lang], reason_texts()
    names = f" ({', '.join(verdict.categories)})" if verdict.categories else ""
    yield f"{words[verdict.verdict]}{names}"
    reason = reasons.get(verdict.reason_code)
    yield f"  {words['why']}: {reason.into(lang) if reason else verdict.reason_code}"
    if verdict.evidence:
        yield f"  {words['words']}: {verdict.evidence}  [{verdict.pattern}]"
    for category, sentence in verdict.sentences:
        yield f"  {words['remove']}: {sentence}  ({category})"
    if verdict.verdict == "prohibited":
        yield f"  {words['blocking' if verdict.blocking else 'not_blocking']}"
        yield from _instead(verdict, lang)


def _instead(verdict: DraftVerdict, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    for each in remediations().values():
        if each.category in verdict.categories:
            yield f"  {words['instead']}: {each.title.into(lang)}"
            yield from (f"    {endpoint}" for endpoint in each.endpoints)
            yield f"    {each.condition.into(lang)}"
            yield f"    {words['unknown']}: {each.unknown.into(lang)}"
