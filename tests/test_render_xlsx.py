"""The workbook: sheets of real tables, safe cells, the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from audit.model import Report
from audit.render.wording import wording
from audit.render.workbook import LONGEST, safe_text
from audit.render.xlsx import findings_note, render_xlsx
from tests.report_fixture import FORMULA_SUBJECT, HOSTILE_SUBJECT, sample_findings, sample_report
from tests.test_render_html import empty_report

STANDING = ["Calendar", "Reconciliation", "Contest", "Bounces", "Unrecognised", "Told"]
SHEETS = [
    "Summary", "Plan", "Replacements", "Worklists", "Controls", "Templates", "Findings", "Weeks",
    "Changes", "Trend", "Waivers", "Coverage", *STANDING,
]  # fmt: skip


def written(tmp_path: Path, report: Report, many: int = 40) -> Path:
    path = tmp_path / "report.xlsx"
    render_xlsx(report, sample_findings(many), path)
    return path


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return load_workbook(written(tmp_path_factory.mktemp("book"), sample_report("en")))


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_sheets_have_the_same_names_in_both_languages(tmp_path: Path, lang: str) -> None:
    assert load_workbook(written(tmp_path, sample_report(lang))).sheetnames == SHEETS


def test_headers_are_in_the_language_of_the_report(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, sample_report("pl")))["Controls"]
    assert sheet["A1"].value == "Kontrola"


def test_every_data_sheet_is_a_table_whose_columns_are_its_headers(book: Workbook) -> None:
    for name in SHEETS[1:]:
        sheet = book[name]
        (table,) = sheet.tables.values()
        (header, *rows) = sheet[table.ref]
        assert [column.name for column in table.tableColumns] == [cell.value for cell in header]
        assert table.autoFilter is not None
        assert len({cell.value for cell in header}) == len(header)
        assert rows
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_no_cell_is_a_formula(book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds
    assert "e" not in kinds


def test_all_mail_that_no_pattern_explains_is_listed_behind_how_much_there_is(
    book: Workbook,
) -> None:
    sheet = book["Unrecognised"]
    assert sheet["A1"].value == "Showing all 61."
    assert len(list(sheet.iter_rows(min_row=4))) == 61
    assert [cell.value for cell in sheet[4]][2:5] == [
        "mx.example", FORMULA_SUBJECT, "5.1.1 no such user",
    ]  # fmt: skip


def test_a_cause_of_bounces_stands_with_what_to_do(book: Workbook) -> None:
    row = [cell.value for cell in book["Bounces"][4]]
    assert row[1:5] == [2, 1, 2, 0]
    assert "SPF record" in str(row[7])


def test_text_that_looks_like_a_formula_stays_as_it_was(book: Workbook) -> None:
    subjects = [row[6] for row in book["Findings"].iter_rows(min_row=4)]
    assert [cell.value for cell in subjects[:6]] == [
        HOSTILE_SUBJECT, FORMULA_SUBJECT, "+48", "-1+1", "@SUM(A1)", "#N/A",
    ]  # fmt: skip
    assert subjects[1].quotePrefix
    assert not subjects[0].quotePrefix


def test_control_characters_are_replaced_and_long_text_is_cut_visibly() -> None:
    assert safe_text("bell \x07 rang") == "bell \ufffd rang"
    assert safe_text("x" * (LONGEST + 5)) == "x" * LONGEST + "… [+5]"


def test_numbers_days_and_times_are_values_with_a_format(book: Workbook) -> None:
    moment = book["Findings"]["D4"]
    assert moment.value == datetime.fromisoformat("2026-02-20T08:15")
    assert moment.number_format == "yyyy-mm-dd hh:mm"
    assert book["Controls"]["H3"].number_format == "0.0%"
    assert isinstance(book["Controls"]["F3"].value, int)


def test_the_findings_say_how_many_are_shown() -> None:
    words = wording("en")
    report = sample_report("en")
    assert findings_note(words, report) == "Showing all 754 findings."
    cut = replace(report, findings_total=61_234)
    assert findings_note(words, cut).startswith("Showing 50,000 of 61,234 findings")


def test_findings_beyond_the_limit_are_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.render.xlsx.MOST_FINDINGS", 10)
    sheet = load_workbook(written(tmp_path, sample_report("en"), 25))["Findings"]
    assert sheet.max_row == 3 + 10


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, sample_report()).read_bytes()
    assert written(tmp_path, sample_report()).read_bytes() == first


def test_no_moment_of_saving_is_kept(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, sample_report())) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        assert archive.read("docProps/core.xml").count(b"2026-01-01T00:00:00Z") == 2


def test_a_run_that_loaded_nothing_still_gives_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    render_xlsx(empty_report(), iter(()), path)
    assert load_workbook(path)["Summary"]["A1"].value == "Readiness cannot be judged"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_and_keeps_text_as_text(tmp_path: Path) -> None:
    path = written(tmp_path, sample_report("en"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    findings = (tmp_path / "report-Findings.csv").read_text("utf-8")
    assert '=HYPERLINK(""http://x.example"",""x"")' in findings


def linked(sheet: Any) -> dict[str, str]:
    """Where the links of a sheet lead, by the text they stand on."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return {cell.value: cell.hyperlink.location for cell in cells}


def test_the_sheets_lead_to_each_other(book: Workbook) -> None:
    assert linked(book["Summary"]) == {name: f"'{name}'!A1" for name in SHEETS[1:]}
    places = {text: place for text, place in linked(book["Plan"]).items() if text[:2] == "t_"}
    assert len(places) == 3
    templates: Any = book["Templates"]
    for text, place in places.items():
        assert templates[place.removeprefix("'Templates'!")].value == text


def test_a_reviewer_chooses_from_a_list_and_may_write_a_note(book: Workbook) -> None:
    sheet: Any = book["Findings"]
    header = {cell.value: cell.column_letter for cell in sheet[3]}
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"right,wrong,exception"'
    assert str(choice.sqref) == f"{header['Decision']}4:{header['Decision']}{sheet.max_row}"
    assert sheet[f"{header['Note of the reviewer']}4"].value is None
