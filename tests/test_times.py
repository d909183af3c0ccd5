"""Texts into instants: every shape of a date that shops, spreadsheets and services write."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from audit.database import database

MORNING = "2026-03-02 07:15:00"


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> DuckDBPyConnection:
    return database(Path(tmp_path_factory.mktemp("times")), threads=1)


def instants(con: DuckDBPyConnection, values: Sequence[str]) -> dict[str, str | None]:
    """The instant of every value, by one query: planning the macro costs more than running it."""
    sql = """
        select value, cast(mail_instant(value) as varchar)
        from (select unnest($values::varchar[]) as value)
    """
    return dict(con.execute(sql, {"values": list(values)}).fetchall())


SHAPES = [
    "02.03.2026 08:15", "02.03.2026 08:15:00", "2.3.2026 8:15", "2. 3. 2026 8:15",
    "02.03.2026, 08:15", "02.03.2026 r. 08:15", "02-03-2026 08:15", "02/03/2026 08:15",
    "2026-03-02 08:15:00", "2026-03-02T08:15", "2026-03-02 08:15:00.000", "2026/03/02 08:15",
    "2026. 03. 02. 8:15", "2026.03.02 08:15", "2026-03-02 08:15:00,000",
    "2026-03-02T07:15:00Z", "2026-03-02T07:15:00.000Z", "2026-03-02T08:15:00+01:00",
    "2026-03-02T08:15:00+0100", "2026-03-02 08:15:00+01", "2026-03-02 07:15:00 UTC",
    "02.03.2026 08:15 CET", "02.03.2026 09:15:00 +0200",
    "1772435700", "1772435700000", "1772435700.00",
    "46083.34375", "46083,34375",
    "Mon, 02 Mar 2026 08:15:00 +0100", "Mon, 02 Mar 2026 08:15:00 +0100 (CET)",
    "02 Mar 2026 08:15:00 +0100", "Mon, 2 Mar 2026 07:15:00 -0000",
    "2 marca 2026, 08:15", "2 mar 2026 08:15", "2. března 2026 8:15", "2. marca 2026 8:15",
    "2026. március 2. 8:15", "March 2, 2026 8:15 AM", "Mar 2, 2026, 8:15:00 AM",
    "3/2/2026 8:15:00 AM", "03/02/2026 8:15 AM",
]  # fmt: skip


def test_every_shape_of_one_morning_is_the_same_instant(con: DuckDBPyConnection) -> None:
    assert instants(con, SHAPES) == dict.fromkeys(SHAPES, MORNING)


DAYS = ["02.03.2026", "02-03-2026", "02/03/2026", "2026-03-02", "46083", "2 marca 2026"]


def test_a_day_without_a_clock_starts_at_midnight_in_warsaw(con: DuckDBPyConnection) -> None:
    assert instants(con, DAYS) == dict.fromkeys(DAYS, "2026-03-01 23:00:00")


NO_TIMES = [
    "", "wczoraj", "32.01.2026", "2026-13-01 08:15", "12", "2.5E+10", "99999", "32 marca 2026",
    "2 lutka 26", "NaN", "0000-00-00 00:00:00", "9999999999999999", "1" * 400, "08:15",
]  # fmt: skip


def test_what_is_no_time_is_null(con: DuckDBPyConnection) -> None:
    assert instants(con, NO_TIMES) == dict.fromkeys(NO_TIMES)


MONTHS = [
    ("stycznia", 1), ("lutego", 2), ("kwietnia", 4), ("maja", 5), ("czerwca", 6), ("lipca", 7),
    ("sierpnia", 8), ("września", 9), ("października", 10), ("listopada", 11), ("grudnia", 12),
    ("ledna", 1), ("února", 2), ("dubna", 4), ("května", 5), ("června", 6), ("července", 7),
    ("srpna", 8), ("září", 9), ("října", 10), ("prosince", 12), ("januára", 1), ("februára", 2),
    ("apríla", 4), ("júna", 6), ("júla", 7), ("augusta", 8), ("októbra", 10), ("decembra", 12),
    ("Jan", 1), ("Sep", 9), ("december", 12),
]  # fmt: skip


def test_months_in_five_languages(con: DuckDBPyConnection) -> None:
    days = {f"2 {month} 2026 12:00:00 UTC": f"2026-{n:02}-02 12:00:00" for month, n in MONTHS}

    assert instants(con, list(days)) == days


CHANGES = {
    "2026-03-29 01:59:59": "2026-03-29 00:59:59",
    "2026-03-29 03:00:00": "2026-03-29 01:00:00",
    "2026-10-25 01:59:59": "2026-10-24 23:59:59",
    "2026-10-25 03:00:00": "2026-10-25 02:00:00",
}


def test_the_clock_changes_at_its_hour(con: DuckDBPyConnection) -> None:
    assert instants(con, list(CHANGES)) == CHANGES


@pytest.mark.parametrize("local", ["2026-03-29 02:30:00", "2026-10-25 02:30:00"])
def test_an_hour_that_is_missing_or_there_twice_is_at_most_an_hour_off(
    con: DuckDBPyConnection, local: str
) -> None:
    found = instants(con, [local])[local]

    assert found is not None
    away = datetime.fromisoformat(found) - datetime.fromisoformat(local)
    assert abs(away.total_seconds() + 5400) <= 1800


def test_seconds_of_the_epoch_are_the_instant_python_knows(con: DuckDBPyConnection) -> None:
    aware = datetime(2026, 10, 25, 0, 30, 7, tzinfo=UTC)

    value = str(int(aware.timestamp()))

    assert instants(con, [value]) == {value: f"{aware:%Y-%m-%d %H:%M:%S}"}
