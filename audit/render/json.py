"""The report as data: ``docs/report.schema.json`` describes every key."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Any

from audit.model import Assessment, Control, Report, Score, TemplateSummary
from audit.render.json_progress import progress_json
from audit.render.standing import standing_json


def report_json(report: Report) -> dict[str, Any]:
    """The report as values JSON can hold: days ``YYYY-MM-DD``, texts in the report's language."""
    facts = _verdict(report) | _counts(report) | _rows(report) | _sources(report)
    plain: dict[str, Any] = _plain(facts | standing_json(report))
    return plain


def _verdict(report: Report) -> dict[str, Any]:
    period = report.period and {"from": report.period[0], "to": report.period[1]}
    return {
        "verdict": report.verdict,
        "verdict_date": report.verdict_date,
        "shop": report.shop,
        "lang": report.lang,
        "as_of": report.as_of,
        "as_of_assumed": report.as_of_assumed,
        "period": period,
        "period_assumed": report.period_assumed,
        "switch": report.switch,
    }


def _counts(report: Report) -> dict[str, Any]:
    return {
        "messages": asdict(report.messages),
        "categories": {
            row.category: _without(asdict(row), "category") for row in report.categories
        },
        "scores": [_score(score) for score in report.scores],
        "findings_total": report.findings_total,
        "notices": asdict(report.notices),
        "weeks": [asdict(row) for row in report.weeks],
        "reasons": [
            asdict(row) | {"meaning": _meaning(report, row.reason_code)} for row in report.reasons
        ],
        "coverage": [
            asdict(fact) | {"meaning": _meaning(report, fact.id)} for fact in report.coverage
        ],
    }


def _rows(report: Report) -> dict[str, Any]:
    return {
        "controls": [_control(report, item) for item in report.assessments],
        "templates": [_template(item) for item in report.templates],
        **progress_json(report),
        "left_out": [asdict(incident) for incident in report.incidents],
    }


def _sources(report: Report) -> dict[str, Any]:
    return {
        "ledger": [asdict(row) for row in report.ledger],
        "rejects": [
            asdict(row) | {"meaning": _meaning(report, row.reason)} for row in report.rejects
        ],
        "inputs": [{"file": row.file, "sha256": row.sha256} for row in report.ledger],
        "tool": {
            "version": report.tool_version,
            "control_set": report.control_set,
            "engine": report.engine,
            "command": report.command,
            "privacy": report.privacy,
        },
    }


def _meaning(report: Report, code: str) -> str:
    text = report.reason_texts.get(code)
    return text.into(report.lang) if text else ""


def _score(score: Score) -> dict[str, Any]:
    return asdict(score) | {"share": score.share}


def _control(report: Report, item: Assessment) -> dict[str, Any]:
    control = item.control
    outcome = _without(asdict(item), "control", "state", "reason")
    return {
        "id": control.id,
        "category": control.category,
        "title": control.title.into(report.lang),
        "risk": control.risk.into(report.lang),
        "severity": control.severity,
        "status": item.state,
        "reason": item.reason,
        "meaning": _meaning(report, item.reason),
        **outcome,
        **_basis(control),
    }


def _basis(control: Control) -> dict[str, Any]:
    return {
        "remediation": control.remediation,
        "effective": [asdict(row) for row in control.effective],
        "sources": [asdict(row) for row in control.sources],
    }


def _template(item: TemplateSummary) -> dict[str, Any]:
    first = item.categories[0] if item.categories else None
    return asdict(item) | {"category": first}


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
