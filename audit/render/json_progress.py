"""The plan, the worklists, the waivers and the comparison as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from audit.model import PlanStep, Remediation, Report, Worklist


def progress_json(report: Report) -> dict[str, Any]:
    """What the plan and the progress section of the report are made of."""
    progress = report.progress
    return {
        "plan": [_step(step, report.lang) for step in report.plan],
        "remediations": [_remediation(each, report.lang) for each in progress.remediations],
        "waivers": [_flat(asdict(use), "waiver") for use in report.waivers],
        "worklists": [_worklist(each) for each in progress.worklists],
        "template_weeks": [asdict(row) for row in progress.template_weeks],
        "pace": asdict(progress.pace) if progress.pace else None,
        "finding_groups": [asdict(row) for row in progress.finding_groups],
        "comparison": asdict(progress.comparison) if progress.comparison else None,
    }


def _flat(values: dict[str, Any], name: str) -> dict[str, Any]:
    """``values`` with those under ``name`` among them."""
    inner: dict[str, Any] = values.pop(name)
    return inner | values


def _step(step: PlanStep, lang: str) -> dict[str, Any]:
    return asdict(step) | {"effort_reason": step.effort_reason.into(lang)}


def _worklist(worklist: Worklist) -> dict[str, Any]:
    """The rows themselves stand in the list's CSV file."""
    return {
        "id": worklist.id,
        "total": worklist.total,
        "reasons": [{"reason": name, "orders": orders} for name, orders in worklist.reasons],
    }


def _remediation(advice: Remediation, lang: str) -> dict[str, Any]:
    return {
        "id": advice.id,
        "category": advice.category,
        "title": advice.title.into(lang),
        "prepare": advice.prepare.into(lang),
        "steps": [line.into(lang) for line in advice.steps],
        "endpoints": advice.endpoints,
        "setting": advice.setting.into(lang),
        "condition": advice.condition.into(lang),
        "unknown": advice.unknown.into(lang),
        "sources": advice.sources,
        "effort": advice.effort,
        "effort_reason": advice.effort_reason.into(lang),
    }
