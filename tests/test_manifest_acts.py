"""What stands in the manifest is what the run does: each value changes the report."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from audit.cli import exit_code

ADDRESS = "8awgqyk6a5+5f147aa75@allegromail.pl"
PRIVATE = "jan.kowalski@poczta.example"
ORDER = "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa"

# The columns are named the wrong way round; nothing in the bytes tells cp1250 from ISO-8859-2.
LOG = f"""\
Temat;Kiedy;Data;Do kogo
10.03.2026 10:00;{ADDRESS};Prosimy o opini\xea;x
20.03.2026 10:00;{ADDRESS};Wp\xb3ata dotar\xb3a;x
01.03.2026 09:00;{ADDRESS};Wp\xb3ata dotar\xb3a;x
=HYPERLINK("http://x.example","{PRIVATE}");{ADDRESS};Pytanie;x
+48 600 700 800;{ADDRESS};Pytanie;x
11.03.2026 10:00;{ADDRESS};Pytanie
"""
MBOX = f"""\
From 1@xxx Tue Mar 10 10:00:00 +0000 2026
From: biuro@poczta.len.example
To: {PRIVATE}
Date: Tue, 10 Mar 2026 12:00:00 +0100
Message-ID: <a@len.example>
Subject: Faktura do zamówienia

Zamówienie {ORDER}: faktura w załączniku.

From 1@xxx Tue Mar 10 10:00:00 +0000 2026
From: ala@len.example
To: ola@len.example
Date: Tue, 10 Mar 2026 13:00:00 +0100
Message-ID: <b@len.example>
Subject: do nas

Zamówienie {ORDER} czeka.
"""
FORM = {"id": ORDER, "lineItems": [], "buyer": {"email": ADDRESS}}
MANIFEST = """\
shop = "Len"
inputs = ["dane"]
own_domains = ["len.example"]

[[files]]
file = "log.csv"
encoding = "iso-8859-2"
[files.columns]
time = "Temat"
recipient = "Kiedy"
subject = "Data"

[[incidents]]
starts = 2026-03-20
until = 2026-03-21
reason = "awaria, wszystko wysłane dwa razy"
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run of a folder by its manifest alone."""
    folder = tmp_path_factory.mktemp("acts")
    data = folder / "dane"
    data.mkdir()
    (data / "log.csv").write_bytes(LOG.encode("latin-1"))
    (data / "sent.mbox").write_text(MBOX, "utf-8")
    (data / "orders.json").write_text(json.dumps({"checkoutForms": [FORM]}), "utf-8")
    (folder / "audit.toml").write_text(MANIFEST, "utf-8")
    arguments = ["--manifest", str(folder / "audit.toml"), "--out", str(folder / "out")]
    assert exit_code(["run", *arguments]) == 1
    return folder / "out"


@pytest.fixture(scope="module")
def report(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
    return found


def test_its_inputs_are_read_where_no_paths_are_given(report: dict[str, Any]) -> None:
    assert [row["file"] for row in report["ledger"]] == [
        "dane/log.csv",
        "dane/orders.json",
        "dane/sent.mbox",
    ]


def test_its_columns_and_encoding_reach_the_reader(report: dict[str, Any]) -> None:
    (log, *_) = report["ledger"]
    assert (log["encoding"], log["read"], log["loaded"], log["rejected"]) == ("iso8859-2", 6, 3, 3)
    assert report["categories"]["review_request"]["prohibited"] == 1
    assert report["categories"]["payment_received"]["prohibited"] == 1


def test_days_of_an_incident_are_left_out_and_the_report_says_so(
    report: dict[str, Any], out: Path
) -> None:
    assert report["left_out"] == [
        {
            "starts": "2026-03-20",
            "until": "2026-03-21",
            "reason": "awaria, wszystko wysłane dwa razy",
            "messages": 1,
        }
    ]
    assert "awaria, wszystko wysłane dwa razy" in (out / "report.html").read_text("utf-8")


def test_mail_from_its_own_domains_is_the_shops_and_mail_into_them_is_nobodys(
    report: dict[str, Any],
) -> None:
    assert report["messages"]["total"] == 3 + 1, "two of the log, one to a buyer, one within"
    assert report["categories"]["fiscal_document"]["review"] == 1


def test_rejected_records_are_listed_masked_and_without_formulas(out: Path) -> None:
    text = (out / "rejected.csv").read_text("utf-8-sig")
    header, *rows = csv.reader(text.splitlines(), delimiter=";")
    assert header[:3] == ["plik", "pozycja", "kod powodu"]
    assert [(row[1], row[2]) for row in rows] == [
        ("line 7", "field_count"),
        ("line 5", "time_unreadable"),
        ("line 6", "time_unreadable"),
    ]
    assert rows[1][4].startswith("'=xxxxxxxxx(")
    assert rows[2][4] == "'+99 999 999 999"
    assert PRIVATE not in text
    assert "600" not in text


def test_the_report_counts_rejected_records_by_reason(report: dict[str, Any]) -> None:
    counts = {row["reason"]: row["records"] for row in report["rejects"]}
    assert counts == {"time_unreadable": 2, "field_count": 1}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('time = "Temat"', 'time = "Tematt"'), "the manifest names columns that are not there"),
        (('file = "log.csv"', 'file = "lg.csv"'), "expected log.csv (did you mean that?)"),
        (('inputs = ["dane"]', 'inputs = ["danne"]'), "danne: no such file or folder: expected"),
    ],
)
def test_a_slip_of_the_pen_is_named_and_never_does_nothing(
    change: tuple[str, str], message: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = out.parent / "slip.toml"
    slip.write_text(MANIFEST.replace(*change), "utf-8")
    assert exit_code(["run", "--manifest", str(slip), "--out", str(out.parent / "x")]) in (2, 3)
    assert message in capsys.readouterr().err
