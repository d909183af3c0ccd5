"""The command line on wrong input: a clear message, the right exit code, nothing lost."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audit import pipeline
from audit.cli import exit_code
from audit.controls import read_controls
from audit.errors import InputError
from audit.model import InputFile
from audit.outputs import OUTPUTS
from audit.read.foreign import no_known_kind

ADDRESS = "8awgqyk6a5+5f147aa75@allegromail.pl"
HEADER = "Data wysłania;Odbiorca;Temat"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "report"


def run(*arguments: str | Path) -> int:
    return exit_code(["run", *map(str, arguments)])


def mail_log(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "log.csv"
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def mbox(folder: Path, subject: str = "Pytanie", body: str = "Jaki kolor?") -> Path:
    path = folder / "sent.mbox"
    path.write_text(
        "From 1@xxx Tue Mar 10 10:00:00 +0000 2026\n"
        f"From: sklep@len.example\nTo: {ADDRESS}\nDate: Tue, 10 Mar 2026 10:00:00 +0100\n"
        f"Message-ID: <m@len.example>\nSubject: {subject}\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n\n",
        "utf-8",
    )
    return path


def report(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / "report.json").read_text("utf-8")))


def test_a_clean_mailbox_alone_is_ready_with_conditions(tmp_path: Path, out: Path) -> None:
    assert run(mbox(tmp_path), "--out", out) == 0
    assert report(out)["verdict"] == "ready_with_conditions"
    assert {path.name for path in out.iterdir()} == set(OUTPUTS)


def test_findings_in_force_exit_1_and_fail_on_none_forgives_them(tmp_path: Path, out: Path) -> None:
    log = mail_log(tmp_path, f"10.03.2026 10:00;{ADDRESS};Faktura do zamówienia 7")
    assert run(log, "--out", out) == 1
    assert run(log, "--out", out, "--fail-on", "none") == 0
    assert report(out)["verdict"] == "not_ready"


def test_early_findings_before_the_switch_are_not_ready_by_its_day(
    tmp_path: Path, out: Path
) -> None:
    log = mail_log(tmp_path, f"20.02.2026 10:00;{ADDRESS};Faktura do zamówienia 7")
    assert run(log, "--out", out) == 0
    assert run(log, "--out", out, "--fail-on", "would_fail") == 1
    found = report(out)
    assert (found["verdict"], found["as_of"]) == ("not_ready_by", "2026-02-21")


def test_a_missing_path_and_an_empty_folder_are_named_together(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(tmp_path / "gone.mbox", empty, "--out", out) == 3
    message = capsys.readouterr().err
    assert "gone.mbox: no such file or folder" in message
    assert "empty: no files in it" in message


def test_a_file_of_no_known_kind_is_refused_when_it_was_named(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dzień dobry", "utf-8")
    assert run(note, "--out", out) == 3
    assert "note.txt: no known kind of input: expected" in capsys.readouterr().err


def test_every_file_that_cannot_be_read_is_named_at_once(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text('{"checkoutForms": [', "utf-8")
    (tmp_path / "b.json").write_text('{"threads": ', "utf-8")
    assert run(tmp_path / "a.json", mbox(tmp_path), tmp_path / "b.json", "--out", out) == 3
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("a.json: JSON cut")
    assert second.startswith("b.json: JSON cut")


def test_a_run_that_loaded_nothing_cannot_tell(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "note.txt").write_text("Dzień dobry", "utf-8")
    assert run(folder, "--out", out) == 3
    found = report(out)
    assert found["verdict"] == "cannot_tell"
    assert [(row["kind"], row["read"]) for row in found["ledger"]] == [("unknown", 0)]


def test_a_period_without_mail_cannot_tell(tmp_path: Path, out: Path) -> None:
    assert run(mbox(tmp_path), "--out", out, "--period", "2026-01") == 3
    found = report(out)
    assert (found["verdict"], found["messages"]["outside_period"]) == ("cannot_tell", 1)


def test_a_table_without_a_usable_column_names_its_columns(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = mail_log(tmp_path, "1;2;3", header="kolor;rozmiar;cena")
    assert run(table, "--out", out) == 3
    assert "kolor" in capsys.readouterr().err


def test_json_cut_in_the_middle_stops_with_its_place(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "orders.json"
    page.write_text('{"checkoutForms": [{"id": "9f5620c0-1607-11f1', "utf-8")
    assert run(mbox(tmp_path), page, "--out", out) == 3
    assert "orders.json: " in capsys.readouterr().err
    assert not list(out.iterdir())


def pages(folder: Path, *texts: str) -> list[Path]:
    """Pages of orders as people save them, one text each."""
    paths = [folder / f"orders_{number:03}.json" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths


def page_of(*numbers: int) -> str:
    forms = [
        {"id": f"9f5620c0-1607-11f1-9c2e-{n:012x}", "buyer": {"email": ADDRESS}, "lineItems": []}
        for n in numbers
    ]
    return json.dumps({"checkoutForms": forms, "count": len(forms), "totalCount": len(forms)})


def test_all_pages_that_were_cut_are_named_at_once_and_before_anything_is_read(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = page_of(1, 2, 3)
    found = pages(tmp_path, whole, whole[: len(whole) // 2], page_of(4), whole[:-20])
    steps: list[str] = []
    with pytest.raises(InputError) as raised:
        pipeline.run(
            pipeline.RunOptions((mbox(tmp_path), *found), out),
            lambda reached: steps.append(reached.step),
        )
    assert [line.split(":")[0] for line in str(raised.value).splitlines()] == [
        "orders_001.json",
        "orders_003.json",
    ]
    assert set(steps) == {"look"}
    assert list(out.iterdir()) == []


def test_pages_cut_right_behind_an_order_are_named_together_too(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = page_of(1, 2, 3)
    cut = whole[: whole.index("}, {", 200) + 1]
    (tmp_path / "package.json").write_text('{"name": }', "utf-8")
    found = pages(tmp_path, page_of(4), cut, page_of(5), cut)
    assert run(*found, tmp_path, "--out", out) == 3
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in said] == ["orders_001.json", "orders_003.json"]
    assert all(": JSON cut at byte " in line for line in said)
    assert list(out.iterdir()) == []


def test_a_line_that_was_cut_off_json_lines_is_one_rejected_record(
    tmp_path: Path, out: Path
) -> None:
    lines = [json.dumps(json.loads(page_of(n))["checkoutForms"][0]) for n in range(3)]
    path = tmp_path / "orders.jsonl"
    path.write_text("\n".join([*lines, lines[0][:60]]), "utf-8")
    assert run(mbox(tmp_path), path, "--out", out) == 0
    row = next(row for row in report(out)["ledger"] if row["file"] == "orders.jsonl")
    assert (row["read"], row["loaded"], row["rejected"]) == (4, 3, 1)


def test_a_null_order_is_rejected_and_the_rest_is_loaded(tmp_path: Path, out: Path) -> None:
    order = {
        "id": "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa",
        "buyer": {"email": ADDRESS},
        "lineItems": [],
    }
    page = tmp_path / "orders.json"
    page.write_text(json.dumps({"checkoutForms": [None, order], "count": 2, "totalCount": 2}))
    assert run(mbox(tmp_path), page, "--out", out) == 0
    ledger = {row["file"]: row for row in report(out)["ledger"]}
    row = ledger["orders.json"]
    assert (row["read"], row["loaded"], row["rejected"]) == (2, 1, 1)


def test_a_truncated_mailbox_loses_nothing_silently(tmp_path: Path, out: Path) -> None:
    path = mbox(tmp_path)
    cut = (
        "From 2@xxx Tue Mar 10 11:00:00 +0000 2026\n"
        f"From: sklep@len.example\nTo: {ADDRESS}\nDate: Tue, 10 Mar 2026 11:00:00 +0100\n"
        'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        "Content-Type: text/plain\n\nJaki"
    )
    path.write_text(path.read_text("utf-8") + cut, "utf-8")
    run(path, "--out", out)
    found = report(out)
    assert [(row["read"], row["loaded"], row["rejected"]) for row in found["ledger"]] == [(2, 1, 1)]
    assert [row["reason"] for row in found["rejects"]] == ["cut_message"]


@pytest.mark.parametrize(
    "subject", ["</script><img src=x onerror=alert(1)>", '=HYPERLINK("x")', "{{ 7*7 }}"]
)
def test_a_hostile_subject_goes_through_as_text(subject: str, tmp_path: Path, out: Path) -> None:
    assert run(mbox(tmp_path, subject, "Prosimy o opinię."), "--out", out) == 1
    page = (out / "report.html").read_text("utf-8")
    assert "<img src=x" not in page


def test_a_folder_that_cannot_be_written_fails_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run(tmp_path / "gone", "--out", blocked / "report") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_an_interrupted_run_leaves_the_old_report_and_no_half_one(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(mbox(tmp_path), "--out", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def interrupt(*_: object) -> Iterator[None]:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "classify", interrupt)
    assert run(mbox(tmp_path), "--out", out) == 130
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_fault_of_our_own_is_exit_4_and_not_findings(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(pipeline, "classify", fail)
    assert run(mbox(tmp_path), "--out", out) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "x", "--out", "y", "--lang", "de"],
        ["run", "x", "--out", "y", "--period", "marzec"],
        ["run", "x", "--out", "y", "--period", "2026-03-02..2026-03-01"],
        ["run", "x", "--out", "y", "--as-of", "2026-02-30"],
        ["run", "x", "--out", "y", "--manifest", "gone.toml"],
        ["run", "x", "--out", "y", "--period", "2026-03-01..x"],
        ["run", "--out", "y"],
        ["run", "x"],
        ["run", "x", "--out"],
        ["run", "x", "--outt", "y"],
        ["inspect"],
        ["inspect", "x", "--lang", "de"],
        ["init"],
        ["init", "x", "--out", "."],
        ["lint", "a", "b"],
        ["lint"],
        ["bogus"],
        ["controls", "NONE-001"],
        ["controls", "--as-of", "jutro"],
    ],
)
def test_wrong_usage_is_exit_2_and_says_where_what_and_what_was_expected(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(arguments) == 2
    captured = capsys.readouterr()
    assert re.fullmatch(r"[^:]+: .+: expected .+\n", captured.err)
    assert not captured.out


@pytest.mark.parametrize("command", ["run", "inspect", "init"])
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gone.mbox", None, "gone.mbox: no such file or folder: expected an existing path"),
        ("folder", b"", "folder: no files in it: expected at least one input file"),
        ("bad.zip", b"PK\x03\x04junk", "bad.zip: a damaged ZIP archive: expected one that"),
    ],
)
def test_paths_that_are_no_input_are_named_by_every_command(
    command: str, name: str, data: bytes | None, said: str,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    out = [] if command == "inspect" else ["--out", str(tmp_path / "out")]
    assert exit_code([command, str(path), *out]) == 3
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "x: is a PDF document, of no use here: expected the data itself"),
        (b" \n", "x: is empty: expected the data itself"),
        (b"!BDN\x00", "x: is an Outlook data file (.pst), of no use here: expected the mailbox"),
        (b"Rar!\x1a\x07", "x: is a RAR archive, of no use here: expected its content"),
        ("Dzień dobry".encode(), "x: no known kind of input: expected the data itself"),
    ],
)
def test_a_named_file_of_no_use_is_called_what_it_is(
    data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert no_known_kind(InputFile("x", path)).startswith(said)


def test_json_prints_the_report_and_nothing_else(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(mbox(tmp_path), "--out", out, "--json")
    assert json.loads(capsys.readouterr().out) == report(out)


def test_full_privacy_shows_recipients_and_masked_does_not(tmp_path: Path, out: Path) -> None:
    path = mbox(tmp_path, body="Prosimy o opinię.")
    run(path, "--out", out)
    assert ADDRESS.encode() not in (out / "verdicts.parquet").read_bytes()
    run(path, "--out", out, "--privacy", "full")
    assert ADDRESS.encode() in (out / "verdicts.parquet").read_bytes()


def test_controls_are_listed_with_dates_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["controls"]) == 0
    listed = capsys.readouterr().out
    for control in read_controls():
        assert control.id in listed
        assert all((source.url or source.file) in listed for source in control.sources)


def test_a_control_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["controls", "FISCAL-001"]) == 0
    shown = capsys.readouterr().out
    assert "announced 2025-09-11: cancelled, from 2025-10-20" in shown
    assert "from category_mail" in shown


def test_a_waiver_of_the_manifest_stays_visible(tmp_path: Path, out: Path) -> None:
    manifest = tmp_path / "audit.toml"
    manifest.write_text(
        'shop = "Len"\n[[waivers]]\ncontrol = "REVIEW-001"\nreason = "r"\napproved_by = "o"\n'
        "starts = 2026-03-01\nuntil = 2026-03-31\n",
        "utf-8",
    )
    path = mbox(tmp_path, body="Prosimy o opinię.")
    run(path, "--out", out, "--manifest", manifest)
    states = {each["id"]: each for each in report(out)["controls"]}
    assert (states["REVIEW-001"]["status"], states["REVIEW-001"]["waived"]) == ("fail", 1)
