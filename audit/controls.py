"""Reads the control files of ``queries/controls`` into records."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from audit.errors import ControlError
from audit.model import Control, EffectiveDate, Source, Text
from audit.paths import shipped

_HEADER = re.compile(r"\A-- /// control\n(?P<toml>(?:--.*\n)*?)-- ///\n(?P<sql>.*)\Z", re.DOTALL)
_FIELDS: Mapping[str, type] = {
    "id": str,
    "severity": str,
    "population": str,
    "requires": list,
    "remediation": list,
    "known_misses": list,
    "false_alarms": list,
    "title": dict,
    "risk": dict,
    "effective": list,
    "sources": list,
}
STATUSES = ("announced", "cancelled", "in_force", "postponed")
SOURCE_KINDS = ("official_notice", "staff_answer", "faq", "press", "community", "method")
SEVERITIES = ("critical", "high", "medium", "low")


def read_controls(folder: Path | None = None) -> tuple[Control, ...]:
    """All controls, by category folder and file name; ids are unique."""
    paths = sorted((folder or shipped("queries") / "controls").glob("*/*.sql"))
    controls = tuple(read_control(path) for path in paths)
    ids = [control.id for control in controls]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise ControlError(
            f"queries/controls: id used twice: {', '.join(twice)}: expected one file an id"
        )
    return controls


def read_control(path: Path) -> Control:
    """One control from its file; the folder names its category."""
    found = _HEADER.match(path.read_text("utf-8"))
    if found is None:
        raise ControlError(
            f"{path}: no control header: expected '-- /// control' on the first line"
        )
    text = "\n".join(line[3:] for line in found["toml"].splitlines())
    try:
        header = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise ControlError(
            f"{path}: the header is no TOML ({err}): expected TOML behind '-- '"
        ) from err
    faults = _faults(header, path)
    if faults:
        raise ControlError("\n".join(f"{path}: {fault}" for fault in faults))
    return _control(header, found["sql"].strip(), path)


def control_set_hash() -> str:
    """A hash of everything under ``queries``: equal where two runs judged by the same rules."""
    root = shipped("queries")
    digest = hashlib.sha256()
    for path in sorted(
        each for each in root.rglob("*") if each.suffix in (".sql", ".toml", ".txt")
    ):
        digest.update(
            path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return digest.hexdigest()[:16]


def known_on(control: Control, day: date) -> EffectiveDate | None:
    """The announcement that counted on ``day``: the newest one made by then, None before the first.

    A date that a later announcement cancelled still counts on the days before that announcement.
    """
    made = [each for each in control.effective if each.announced <= day]
    return max(made, key=lambda each: each.announced) if made else None


def _faults(header: Mapping[str, Any], path: Path) -> list[str]:
    faults = [
        f"no {name}: expected {kind.__name__}"
        for name, kind in _FIELDS.items()
        if name not in header
    ]
    faults += [f"unknown field {name}" for name in header.keys() - _FIELDS.keys()]
    faults += [
        f"{name} is {type(header[name]).__name__}: expected {kind.__name__}"
        for name, kind in _FIELDS.items()
        if name in header and not isinstance(header[name], kind)
    ]
    return faults or _wrong_values(header, path)


def _wrong_values(header: Mapping[str, Any], path: Path) -> list[str]:
    faults = []
    if not path.name.startswith(header["id"].lower().replace("-", "_") + "_"):
        faults.append(f"id {header['id']} does not begin the file name")
    if header["severity"] not in SEVERITIES:
        faults.append(f"severity {header['severity']}: expected one of {', '.join(SEVERITIES)}")
    faults += [
        f"effective {each}: expected announced (a date) and a known status"
        for each in header["effective"]
        if each.get("status") not in STATUSES or not isinstance(each.get("announced"), date)
    ]
    for each in header["sources"]:
        if each.get("kind") not in SOURCE_KINDS or not (each.get("url") or each.get("file")):
            faults.append(f"source {each.get('name')}: expected a known kind, and a url or file")
        if len(each.get("quote", "").split()) > 25:
            faults.append(f"source {each.get('name')}: quote over 25 words")
    if header["title"]["en"].split()[0] in ("Ensure", "Check"):
        faults.append("title is an order: expected the compliant condition")
    return faults


def _control(header: Mapping[str, Any], sql: str, path: Path) -> Control:
    return Control(
        id=header["id"],
        category=path.parent.name,
        title=Text(**header["title"]),
        risk=Text(**header["risk"]),
        severity=header["severity"],
        effective=tuple(EffectiveDate(**each) for each in header["effective"]),
        sources=tuple(Source(**{"published": None, **each}) for each in header["sources"]),
        population=header["population"],
        requires=tuple(header["requires"]),
        remediation=tuple(header["remediation"]),
        known_misses=tuple(header["known_misses"]),
        false_alarms=tuple(header["false_alarms"]),
        sql=sql,
        path=f"queries/controls/{path.parent.name}/{path.name}",
    )
