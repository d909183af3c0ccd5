"""The kind of a file by its content; what no reader can use is named."""

import json
from pathlib import Path

import pytest

from audit.errors import InputError
from audit.model import InputFile
from audit.read.columns import USABLE
from audit.read.detect import detect

FORM = '{"id":"1","lineItems":[],"buyer":{},"summary":{}}'


def kind(tmp_path: Path, data: bytes | str, name: str = "plik.jpg") -> str | None:
    path = tmp_path / "file"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return detect(InputFile(name, path))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("From - Mon Mar  2 08:15:00 2026\nFrom: a@b\n\nx", "mbox"),
        ("From MAILER-DAEMON\nReturn-Path: <>\n\nx", "mbox"),
        ("Return-Path: <a@b>\nReceived: from x\n\tby y\nFrom: a@b\n\nx", "eml"),
        ("\ufeffDate: x\r\nSubject: y\r\n\r\nz", "eml"),
        ("data;do;temat\n", "mail_log"),
        ("id_mail,recipient,template,subject,id_lang,date_add\n", "mail_log"),
        ("Data wysłania;Odbiorca;Temat\n".encode("cp1250"), "mail_log"),
        ("Data wysłania\tOdbiorca\tTemat\n".encode("utf-16"), "mail_log"),
        ('{"checkoutForms":[],"count":0,"totalCount":0}', "orders"),
        ('{"checkoutForms":[null]}', "orders"),
        (FORM, "orders"),
        (f"[null, {FORM}]", "orders"),
        (f"{FORM}\n{FORM}\n", "orders"),
        (f'{{"data":[{FORM}]}}', "orders"),
        (f'{{"status":"SUCCESS","orders":[{FORM}]}}', "orders"),
        ('{"invoices":[],"links":[],"hasExternalInvoices":false}', "order_documents"),
        ('{"invoices":[]}', "order_documents"),
        ('{"9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa":{"invoices":[]}}', "order_documents"),
        ('{"shipments":[]}', "shipments"),
        ('{"threads":[{"id":"1","interlocutor":{}}],"offset":0,"limit":20}', "threads"),
        ('{"messages":[{"author":{},"thread":{}}],"offset":0}', "thread_messages"),
        ('{"issues":[{"currentState":{}}]}', "issues"),
        ('{"chat":[{"author":{"role":"BUYER"}}]}', "issue_chat"),
    ],
)
def test_a_kind_is_told_by_the_content(tmp_path: Path, data: bytes | str, expected: str) -> None:
    assert kind(tmp_path, data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"%PDF-1.7\n",
        b"PK\x03\x04\x14\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        bytes(range(256)) * 8,
        "# Sklep, opis\n\nTo jest tekst, zwykły.\n| a | b |\n|---|---|\n",
        "Dzień dobry, panie Janie\nPozdrawiam, Anna\n",
        "[1] przypis\n[2] drugi\n",
        "[sekcja]\nklucz = wartość\n",
        "{ // komentarz\n}",
        '{"name":"pakiet","version":"1.0.0"}',
        '{"orders":[{"order_id":7}]}',
        '{"links":[{"rel":"self"}]}',
        "{}",
        "[]",
        "From: przepis bez nagłówków\n\ntekst",
        "<html><body>a, b</body></html>",
    ],
)
def test_a_file_of_no_known_kind_is_none(tmp_path: Path, data: bytes | str) -> None:
    assert kind(tmp_path, data) is None


PAGE = json.dumps({"checkoutForms": [{"id": "1", "buyer": {"login": "ł\n"}}], "count": 10})


@pytest.mark.parametrize("size", range(1, len(PAGE)))
def test_json_cut_anywhere_is_named_with_its_byte(tmp_path: Path, size: int) -> None:
    text = PAGE[:size].rstrip()

    with pytest.raises(InputError) as raised:
        kind(tmp_path, text, "orders.json")

    where = f"orders.json: JSON cut at byte {len(text)} (line 1): "
    assert str(raised.value) == f"{where}expected one whole JSON document, or one a line"


def test_the_line_where_json_is_cut_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^plik\.jpg: JSON cut at byte 22 \(line 2\): expected"):
        kind(tmp_path, '{\n  "checkoutForms": [\n')


def test_broken_json_of_a_known_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"JSON broken at byte 22 \(line 2\): expected"):
        kind(tmp_path, '{"checkoutForms": []\n,, "count": 1}')


def test_json_nested_too_deep_is_an_error_of_the_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nested too deep"):
        kind(tmp_path, '{"checkoutForms":' + "[" * 100_000 + "]" * 100_000 + "}")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("imię;wiek\nJan;30\nAnna;31\n", "imię, wiek"),
        ("data;do;kwota\n1;a@b.pl;3\n", "data, do, kwota"),
        (
            "data, data zaksięgowania, identyfikator, kupujący\n1,2,3,4\n",
            "data, data zaksięgowania, identyfikator, kupujący",
        ),
    ],
)
def test_a_table_without_usable_columns_is_named(tmp_path: Path, data: str, named: str) -> None:
    with pytest.raises(InputError) as raised:
        kind(tmp_path, data, "log.csv")

    assert str(raised.value) == (f"log.csv: a table without usable columns ({named}): {USABLE}")


def test_a_table_whose_first_row_holds_values_is_named(tmp_path: Path) -> None:
    row = "02.03.2026 08:15;8awgqyk6a5+5f147aa75@allegromail.pl;Temat\n"

    with pytest.raises(InputError, match=r"^log\.csv: its first row holds values: expected names"):
        kind(tmp_path, row * 3, "log.csv")


def test_orders_no_mail_can_be_told_to_belong_to_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^zwroty\.csv: a table without usable columns"):
        kind(tmp_path, "Data;Nr zamówienia;Powód\n2.03.2026;123;inny\n", "zwroty.csv")


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^x: cannot be read \(No such file"):
        detect(InputFile("x", tmp_path / "gone"))
