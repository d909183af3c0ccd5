"""What a run tells of itself while it lasts: in order, never more than is done, to its end."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from audit.model import InputFile, Reached
from audit.pipeline import RunOptions, run
from audit.read import read
from audit.screen import said
from benchmarks.made_shop import Size, write_csv, write_json_lines
from benchmarks.mailbox_maker import write_mailbox

STEPS = ["unpack", "look", "read", "load", "classify", "check", "report", "render"]


@pytest.mark.parametrize(
    ("reached", "seconds", "expected"),
    [
        (
            Reached("read", 120_000_000, 540_000_000, 23_400),
            4.5,
            "120 of 540 MB, 23,400 records, 5,200/s, 0:16 left",
        ),
        (Reached("read", 120_000_000, 540_000_000, 23_400), 1, "120 of 540 MB, 23,400 records"),
        (
            Reached("read", 540_000_000, 540_000_000, 90_000),
            100,
            "540 of 540 MB, 90,000 records, 900/s",
        ),
        (Reached("read", 0, 540_000_000), 9, "0 of 540 MB"),
        (Reached("unpack", 3_000_000_000, 0), 60, "3,000 MB"),
        (Reached("read", 900_000, 2_500_000), 1, "0.9 of 2.5 MB"),
        (Reached("check", 3, 26), 60, "3 of 26"),
    ],
)
def test_it_says_what_is_done_how_fast_and_what_is_left(
    reached: Reached, seconds: float, expected: str
) -> None:
    assert said(reached, seconds) == expected


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Reached], int, int]:
    """What a run over three files told, their bytes, and the records in its ledger."""
    folder = tmp_path_factory.mktemp("told")
    write_csv(Size(12_000), folder / "a_engine.csv")
    write_csv(Size(2_000), folder / "b_rows.csv")
    write_mailbox(folder / "mail.mbox", 200)
    with zipfile.ZipFile(folder / "c.zip", "w") as packed:
        packed.write(folder / "mail.mbox", "mail.mbox")
    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix != ".zip")
    (folder / "mail.mbox").unlink()
    heard: list[Reached] = []
    report = run(RunOptions((folder,), folder / "out", data_only=True), heard.append)
    return heard, size, sum(row.read for row in report.ledger)


def test_every_step_is_told_once_and_in_its_order(
    told: tuple[list[Reached], int, int],
) -> None:
    steps = [each.step for each in told[0]]
    assert list(dict.fromkeys(steps)) == STEPS
    assert [after for before, after in pairwise(steps) if before != after] == STEPS[1:]


def test_no_step_goes_back_or_beyond_its_end_and_each_comes_to_it(
    told: tuple[list[Reached], int, int],
) -> None:
    for step in ("look", "read", "load", "classify", "check", "render"):
        found = [each for each in told[0] if each.step == step]
        assert all(a.done <= b.done and a.records <= b.records for a, b in pairwise(found)), step
        assert {each.total for each in found} == {found[-1].done}, step


def test_what_was_read_at_last_is_every_byte_and_every_record(
    told: tuple[list[Reached], int, int],
) -> None:
    heard, size, records = told
    last = [each for each in heard if each.step == "read"][-1]
    assert (last.done, last.records) == (size, records)


def test_a_big_file_read_by_the_engine_is_told_of_before_it_is_done(
    told: tuple[list[Reached], int, int],
) -> None:
    first = next(each.done for each in told[0] if each.step == "read" and each.records)
    within = {each.done for each in told[0] if each.step == "read" and 0 < each.done < first}
    assert len(within) > 2


def test_a_big_file_read_row_by_row_is_told_of_before_it_is_done(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    write_json_lines(Size(16_000), path)
    heard: list[int] = []

    records = list(read("mail_log", InputFile("log.jsonl", path, heard=heard.append)))

    assert len(records) == 16_000
    assert len(heard) > 3
    assert heard == sorted(heard)
    assert heard[-1] <= path.stat().st_size
