"""Spreadsheets and Parquet files: old and new formats, damaged ones, sheets of several kinds."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from audit.errors import InputError
from audit.model import InputFile, Record, Rejected
from audit.read import read
from audit.read.detect import detect
from audit.read.sheets import column_maps
from audit.read.workbook import text_of

TO = "8awgqyk6a5+5f147aa75@allegromail.pl"
SAVED = Path(__file__).parent / "workbooks"  # written by LibreOffice: nothing here writes xls


def xlsx(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mailing sklepu Len"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Data wysłania", "Odbiorca", "Temat", "Nr zamówienia"])
    sent_at = datetime.fromisoformat("2026-03-02 08:15:00")
    sheet.append([sent_at, TO, "Zamówienie wysłane", 1002003])
    book.save(path)
    return path


def records(path: Path) -> list[Record | Rejected]:
    source = InputFile(path.name, path)
    kind = detect(source)
    assert kind is not None
    return list(read(kind, source))


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_spreadsheet_is_read_below_its_title(tmp_path: Path, suffix: str) -> None:
    path = xlsx(tmp_path / "a.xlsx") if suffix == "xlsx" else SAVED / f"mail_log.{suffix}"

    (record,) = records(path)

    assert isinstance(record, Record)
    assert (record.table, record.position) == ("mail", "row 3")
    assert record.values["sent_at"] == "2026-03-02 08:15:00"
    assert (record.values["recipients"], record.values["order_id"]) == ([TO], "1002003")
    assert record.values["subject"] == "Zamówienie wysłane"


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_damaged_spreadsheet_is_named(tmp_path: Path, suffix: str) -> None:
    whole = xlsx(tmp_path / "a.xlsx") if suffix == "xlsx" else SAVED / f"mail_log.{suffix}"
    path = tmp_path / f"uciety.{suffix}"
    data = whole.read_bytes()
    path.write_bytes(data[:512] + bytes(64) + data[576:] if suffix == "xls" else data[:-40])

    with pytest.raises(InputError, match=r"^uciety\.\w+: .+: expected a spreadsheet"):
        records(path)


def test_another_document_is_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "list.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")

    assert detect(InputFile("list.docx", path)) is None


def test_sheets_of_several_kinds_and_empty_ones(tmp_path: Path) -> None:
    book = Workbook()
    log = book.active
    assert log is not None
    log.append(["Odbiorca", "Odbiorca", "Temat", "Data", "Data"])
    log.append(["Jan Lis", TO, "Kolor", None, "2.03.2026 8:15"])
    book.create_sheet("Pusty")
    orders = book.create_sheet("Zamówienia")
    orders.append(["Nr zamówienia", "E-mail"])
    orders.append(["1001", TO])
    book.create_sheet("Kurierzy").append(["DPD", "InPost"])
    book.save(tmp_path / "b.xlsx")

    mail, order, strange = records(tmp_path / "b.xlsx")

    assert isinstance(mail, Record)
    assert isinstance(order, Record)
    assert (mail.values["recipients"], mail.values["sent_at"]) == ([TO], "2.03.2026 8:15")
    assert (order.table, order.position) == ("order", "Zamówienia: row 2")
    assert strange == Rejected("Kurierzy: row 1", "sheet_unknown", "2 columns, none of them usable")


def test_the_map_of_the_manifest_has_the_last_word(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Kiedy poszło;Temat;Do;Komu naprawdę\n1;2;x;{TO}\n", encoding="utf-8")
    given = {"time": "kiedy poszlo", "recipient": "Komu naprawdę", "status": "Nie ma takiej"}

    ((_, _, columns),) = column_maps(InputFile("a.csv", path), given)

    assert columns is not None
    found = {field: (one.name, one.decided) for field, one in columns.columns.items()}
    assert found == {
        "time": ("Kiedy poszło", "manifest"),
        "recipient": ("Komu naprawdę", "manifest"),
        "subject": ("Temat", "alias"),
    }
    assert columns.unknown == ("Do",)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1002003.0, "1002003"), (46083.34375, "46083.34375"), (5.2e23, "5.2e+23"),
        (520000012680041086770098.0, "5.2e+23"), (True, "true"), (None, ""), ("00123", "00123"),
        (["a.pdf", "b.pdf"], "a.pdf|b.pdf"), (" x\x00 ", "x\ufffd"),
    ],
)  # fmt: skip
def test_a_cell_as_text(cell: object, text: str) -> None:
    assert text_of(cell) == text
