"""Instants and how each source writes them; Warsaw has two offsets in the shop's five months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

SWITCH = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
SUMMER_TIME = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORKING_DAYS = 5


def warsaw(instant: datetime) -> datetime:
    """The instant with the offset that clocks in Warsaw show."""
    return instant.astimezone(SUMMER if instant >= SUMMER_TIME else WINTER)


def at(text: str) -> datetime:
    """The instant of a Warsaw time ``2026-03-02 00:01[:40]``; never inside the lost hour."""
    local = datetime.fromisoformat(text)
    zone = SUMMER if text >= "2026-03-29 03" else WINTER
    return local.replace(tzinfo=zone).astimezone(UTC)


def rfc5322(moment: datetime) -> str:
    """``Mon, 02 Mar 2026 08:15:43 +0100``, free of the locale."""
    return (
        f"{DAYS[moment.weekday()]}, {moment.day:02d} {MONTHS[moment.month - 1]} {moment.year} "
        f"{moment:%H:%M:%S %z}"
    )


def asctime(instant: datetime) -> str:
    """``Mon Mar 02 07:15:43 +0000 2026``, the form of a Takeout separator."""
    utc = instant.astimezone(UTC)
    day = f"{DAYS[utc.weekday()]} {MONTHS[utc.month - 1]} {utc.day:02d}"
    return f"{day} {utc:%H:%M:%S} +0000 {utc.year}"


def iso(instant: datetime) -> str:
    """``2026-03-02T07:15:43.123Z``, the form of the API."""
    utc = instant.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def log_time(instant: datetime) -> str:
    """``02.03.2026 08:15``, Warsaw time cut to the minute: the form of the mail log."""
    return f"{warsaw(instant):%d.%m.%Y %H:%M}"


def working_day(instant: datetime) -> datetime:
    """The same time of day on the next Monday when the instant falls on a weekend."""
    ahead = 7 - warsaw(instant).weekday()
    return instant + timedelta(days=ahead) if ahead <= 7 - WORKING_DAYS else instant
