"""Every control on every other control's cases: what it finds there is listed with its reason."""

import tomllib
from pathlib import Path

from audit.check import check
from tests.test_control_cases import APART, CONTROLS, SHOPS, found_in_cases

LISTED = tomllib.loads((Path(__file__).parent / "cross_fire.toml").read_text("utf-8"))
FAMILIES = [set(row["controls"]) for row in LISTED["family"]]
ANYWHERE = {control_id for row in LISTED["anywhere"] for control_id in row["controls"]}


def crossings() -> dict[str, set[str]]:
    """For each control, the controls outside its family on whose cases it finds something."""
    found: dict[str, set[str]] = {}
    for owner in CONTROLS:
        if CONTROLS[owner].population not in APART:
            found_in_cases(owner)
            for finder in CONTROLS.keys() - ANYWHERE - {owner}:
                if not in_one_family(finder, owner) and finds(finder, owner):
                    found.setdefault(finder, set()).add(owner)
    return found


def in_one_family(one: str, other: str) -> bool:
    return any({one, other} <= family for family in FAMILIES)


def finds(finder: str, owner: str) -> bool:
    result = check(SHOPS[owner], CONTROLS[finder])
    assert not result.error, f"{finder} on the cases of {owner}: {result.error}"
    return any(count.findings for count in result.counts)


def test_what_a_control_finds_in_the_cases_of_another_is_listed() -> None:
    listed = {row["control"]: set(row["finds_in"]) for row in LISTED["crossing"]}
    assert crossings() == listed


def test_every_crossing_has_its_reason() -> None:
    rows = [*LISTED["crossing"], *LISTED["family"], *LISTED["anywhere"]]
    assert all(row["because"] for row in rows)
