"""The rule calendar of ``queries/reference/calendar.toml``: rules and their announcements."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.errors import ControlError
from audit.model import Announcement, CalendarRule, Exclusion, Source, Text
from audit.paths import shipped

STATUSES = ("announced", "cancelled", "in_force", "postponed")


def read_calendar() -> tuple[tuple[CalendarRule, ...], tuple[Exclusion, ...]]:
    """All rules in the order of the file, and the days whose notices prove nothing."""
    content = tomllib.loads((shipped("queries") / "reference" / "calendar.toml").read_text("utf-8"))
    sources = {key: Source(**{"published": None, **row}) for key, row in content["source"].items()}
    rules = tuple(_rule(row, sources) for row in content["rule"])
    return rules, tuple(_exclusion(row, sources) for row in content["exclusion"])


def exclusion_rows() -> list[tuple[str, date, date]]:
    """Rows (id, first day, last day) of the exclusions."""
    return [(each.id, each.first, each.last) for each in read_calendar()[1]]


def _rule(row: Mapping[str, Any], sources: Mapping[str, Source]) -> CalendarRule:
    announcements = tuple(_announcement(row["id"], each, sources) for each in row["announcement"])
    if list(announcements) != sorted(announcements, key=lambda each: each.known_by):
        raise ControlError(f"calendar.toml: {row['id']}: announcements: expected the oldest first")
    return CalendarRule(
        id=row["id"],
        title=Text(**row["title"]),
        note=Text(**row["note"]),
        concerns=tuple(row["concerns"]),
        scored=row["scored"],
        announcements=announcements,
    )


def _announcement(rule: str, row: Mapping[str, Any], sources: Mapping[str, Source]) -> Announcement:
    if row["status"] not in STATUSES or ("announced" in row) == ("known_by" in row):
        raise ControlError(
            f"calendar.toml: {rule}: {dict(row)}: expected a known status, and either announced "
            "or known_by"
        )
    return Announcement(
        status=row["status"],
        known_by=row.get("announced") or row["known_by"],
        announced=row.get("announced"),
        starts=row.get("starts"),
        until=row.get("until"),
        when=Text(**row.get("when", {"pl": "", "en": ""})),
        sources=tuple(sources[key] for key in row["sources"]),
    )


def _exclusion(row: Mapping[str, Any], sources: Mapping[str, Source]) -> Exclusion:
    return Exclusion(
        id=row["id"],
        first=row["first"],
        last=row["last"],
        title=Text(**row["title"]),
        effect=Text(**row["effect"]),
        sources=tuple(sources[key] for key in row["sources"]),
    )
