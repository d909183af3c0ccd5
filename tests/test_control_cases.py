"""Every case beside a control, through the real load and classify."""

import tomllib
from datetime import date
from functools import cache
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from audit.check import check
from audit.controls import known_on, read_controls
from audit.model import Control
from audit.paths import shipped
from tests.mutants import mutants
from tests.shop import shop

AS_OF = date(2026, 4, 1)
PERIOD = ("2025-09-01", "2026-04-30")
# What these look at is made of all mail of the shop: their cases cannot share a database.
APART = ("template_days", "mail_days")
ROWS = ("account", "order", "message", "buyer_message", "notice", "case_of")
CONTROLS = {control.id: control for control in read_controls()}


@cache
def cases_of(control_id: str) -> list[dict[str, Any]]:
    """All cases beside a control: whole ones, and the short lists ``found`` and ``clean``."""
    path = shipped("queries").parent / CONTROLS[control_id].path
    cases: list[dict[str, Any]] = []
    for file in sorted(path.parent.glob(f"{path.stem}.cases*.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        cases += content.get("case", [])
        cases += [_short(row, ["m"]) for row in content.get("found", [])]
        cases += [_short(row, []) for row in content.get("clean", [])]
    return cases


def _short(row: dict[str, Any], expect: list[str]) -> dict[str, Any]:
    """A case of one mail by an integrated carrier, named after what it says."""
    text = " | ".join([row.get("subject", ""), row.get("body", ""), *row.get("attachments", [])])
    message = {"id": "m", "carrier": "DPD", "subject": "", "body": "", **row}
    return {"name": text, "expect": expect, "message": [message]}


ALL = [(control_id, case) for control_id in CONTROLS for case in cases_of(control_id)]


@pytest.mark.parametrize(("control_id", "case"), ALL, ids=[f"{i}: {c['name']}" for i, c in ALL])
def test_the_control_finds_what_its_case_says(control_id: str, case: dict[str, Any]) -> None:
    expected = {name: sorted(case.get(name, [])) for name in ("expect", "early", "review")}
    assert found_in_cases(control_id)[case["name"]] == expected


@pytest.mark.parametrize("control_id", CONTROLS)
def test_a_control_has_four_cases_to_find_and_four_to_leave(control_id: str) -> None:
    cases = cases_of(control_id)
    to_find = [case for case in cases if case["expect"] or case.get("early") or case.get("review")]
    to_leave = [case for case in cases if case not in to_find]
    assert len(to_find) >= 4
    assert len(to_leave) >= 4


def test_situations_that_sellers_asked_about_carry_the_answer_they_got() -> None:
    asked = [case for _, case in ALL if "situation" in case]
    assert len({case["situation"] for case in asked}) >= 40
    assert all(case["answer"] and case["source"].startswith("https://") for case in asked)


@cache
def found_in_cases(control_id: str) -> dict[str, dict[str, list[str]]]:
    """What the control finds in each of its cases, by name.

    Cases share a database, each with its own buyers; where the subject is no message, none do.
    """
    control, cases = CONTROLS[control_id], cases_of(control_id)
    apart = control.population in APART
    batches = [[each] for each in enumerate(cases)] if apart else [list(enumerate(cases))]
    found = [row for batch in batches for row in findings(control, batch)]
    return {case["name"]: _groups(found, number) for number, case in enumerate(cases)}


def findings(
    control: Control, batch: list[tuple[int, dict[str, Any]]]
) -> list[tuple[int, str, str]]:
    con = shop_of(control.id, batch)
    result = check(con, control)
    assert not result.error
    NOTICED.setdefault(control.id, set()).update(noticed(con, control))
    known = known_on(control, AS_OF)
    assert known is not None
    rows = con.execute(
        "select subject_id, source_position, verdict,"
        " coalesce(cast(warsaw(occurred_at) as date) < $starts, true) from findings"
        " where control_id = $id",
        {"starts": known.starts, "id": control.id},
    ).fetchall()
    apart = control.population in APART
    return [
        (
            batch[0][0] if apart else int(position.partition("-")[0]),
            subject.split()[-1] if apart else position.partition("-")[2],
            "review" if verdict == "review" else "early" if early else "expect",
        )
        for subject, position, verdict, early in rows
    ]


SHOPS: dict[str, DuckDBPyConnection] = {}
NOTICED: dict[str, set[str]] = {}  # what may not be left out of a control, by its id


def noticed(con: DuckDBPyConnection, control: Control) -> set[str]:
    """The conditions and entries of the control without which it finds something else here."""
    rows = sorted(map(str, con.execute(control.sql).fetchall()))
    return {
        left_out
        for left_out, sql in mutants(control.sql).items()
        if sorted(map(str, con.execute(sql).fetchall())) != rows
    }


@pytest.mark.parametrize("control_id", CONTROLS)
def test_every_condition_of_a_control_is_needed_by_some_case(control_id: str) -> None:
    found_in_cases(control_id)
    assert mutants(CONTROLS[control_id].sql).keys() - NOTICED[control_id] == set()


def shop_of(control_id: str, batch: list[tuple[int, dict[str, Any]]]) -> DuckDBPyConnection:
    """The database of a batch of cases; the one that a control's cases share is kept for others."""
    rows = [row for number, case in batch for row in rows_of(number, case)]
    period = tuple(batch[0][1].get("period", PERIOD))
    con = shop(rows, (period[0], period[1]), str(AS_OF))
    SHOPS[control_id] = con
    return con


def rows_of(number: int, case: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a case, every id made its own by the number of the case."""
    rows = []
    for kind in ROWS:
        for row in case.get(kind, []):
            ids = {key: f"{number}-{row[key]}" for key in ("id", "of") if key in row}
            ids.setdefault("of", f"{number}-m" if kind == "buyer_message" else ids.get("id", ""))
            named = {
                key: [f"{number}-{each}" for each in row.get(key, [])]
                for key in ("in_reply_to", "about")
            }
            rows.append((kind, {**row, **ids, **named}))
    return rows


def _groups(found: list[tuple[int, str, str]], number: int) -> dict[str, list[str]]:
    mine = [(subject, group) for case, subject, group in found if case == number]
    return {
        name: sorted(subject for subject, group in mine if group == name)
        for name in ("expect", "early", "review")
    }
