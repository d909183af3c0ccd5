"""Earlier reports to compare a run with: ``report.json`` as it was written then."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from audit.errors import InputError
from audit.model import EarlierReport, FindingGroup, Month

_LARGEST = 200_000_000  # bytes
_Result = TypeVar("_Result")


def read_baselines(paths: Sequence[Path]) -> tuple[EarlierReport, ...]:
    """The reports at ``paths`` (files, or folders that hold a ``report.json``), oldest first.

    InputError for one that is no report, or of a version that did not keep what is compared.
    """
    read = (_read(path / "report.json" if path.is_dir() else path) for path in paths)
    return tuple(sorted(read, key=_ends))


def fitting(earlier: Sequence[EarlierReport], shop: str, last: date | None) -> None:
    """Nothing, where all are of ``shop`` and of no later days than ``last``; InputError else."""
    for each in earlier:
        if shop and each.shop and each.shop != shop:
            raise InputError(f"{each.name}: is about {each.shop}: expected a report about {shop}")
        if last and each.month.period and each.month.period[1] > last:
            raise InputError(
                f"{each.name}: is about days to {each.month.period[1]}: expected none after "
                f"{last}, the last day of this run"
            )


def earlier_report(name: str, values: Mapping[str, Any]) -> EarlierReport:
    """What is compared of a report, from its JSON; KeyError, TypeError or ValueError for none."""
    templates = values["templates"]
    return EarlierReport(
        name=name,
        shop=str(values["shop"]),
        month=_month(name, values),
        control_set=str(values["tool"]["control_set"]),
        states={row["id"]: str(row["status"]) for row in values["controls"]},
        starts={row["id"]: _day(row["in_force_from"]) for row in values["controls"]},
        groups=tuple(_group(row) for row in values["finding_groups"]),
        subjects={row["id"]: str(row["subject"]) for row in templates},
        kinds=frozenset(row["kind"] for row in values["ledger"] if row["kind"] != "unknown"),
        inputs=frozenset(row["sha256"] for row in values["inputs"]),
        coverage={row["id"]: row["known"] / row["total"] for row in values["coverage"]},
    )


def _read(path: Path) -> EarlierReport:
    text = _reported(
        path, lambda: path.read_text("utf-8") if path.stat().st_size < _LARGEST else ""
    )
    values = _reported(path, lambda: json.loads(text))
    if isinstance(values, dict) and "verdict" in values and "finding_groups" not in values:
        raise InputError(
            f"{path}: was made by a version that kept no findings by template: expected one "
            "made by this version; run it again on the same files"
        )
    return _reported(path, lambda: earlier_report(str(path), values))


def _reported(path: Path, read: Callable[[], _Result]) -> _Result:
    try:
        return read()
    except OSError as err:
        raise InputError(
            f"{path}: cannot be read ({err.strerror}): expected a report.json"
        ) from err
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        ZeroDivisionError,
        RecursionError,
    ) as err:
        raise InputError(f"{path}: is no report of allegro-audit: expected a report.json") from err


def _month(name: str, values: Mapping[str, Any]) -> Month:
    period = values["period"]
    scores = {row["name"]: row["share"] for row in values["scores"]}
    return Month(
        name=name,
        period=(date.fromisoformat(period["from"]), date.fromisoformat(period["to"]))
        if period
        else None,
        as_of=date.fromisoformat(values["as_of"]),
        verdict=str(values["verdict"]),
        messages=int(values["messages"]["total"]),
        prohibited=int(values["messages"]["prohibited"]),
        by_category={key: int(row["prohibited"]) for key, row in values["categories"].items()},
        compliance=scores.get("compliance"),
        findings=int(values["findings_total"]),
    )


def _group(row: Mapping[str, Any]) -> FindingGroup:
    return FindingGroup(
        control_id=str(row["control_id"]),
        template_id=str(row["template_id"]),
        subject_key=str(row["subject_key"]),
        verdict=str(row["verdict"]),
        findings=int(row["findings"]),
        first_day=_day(row["first_day"]),
        last_day=_day(row["last_day"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ends(report: EarlierReport) -> tuple[date, date, str]:
    last = report.month.period[1] if report.month.period else report.month.as_of
    return last, report.month.as_of, report.name
