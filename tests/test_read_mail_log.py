"""Mail logs as delimited text."""

from pathlib import Path
from typing import Any

import pytest

from audit.model import InputFile, Record, Rejected
from audit.read.columns import column_map, indexes
from audit.read.mail_log import read_table

TO = "8awgqyk6a5+5f147aa75@allegromail.pl"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def read(path: Path, text: str, codec: str = "utf-8") -> list[Record | Rejected]:
    path.write_bytes(text.encode(codec))
    return list(read_table(InputFile("log", path)))


def values(path: Path, text: str, codec: str = "utf-8") -> dict[str, Any]:
    (record,) = read(path, text, codec)
    assert isinstance(record, Record)
    return dict(record.values)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso8859-2"])
def test_a_log_is_read_in_every_encoding(log: Path, codec: str) -> None:
    text = (
        "Data wysłania;Odbiorca;Temat;Szablon;Status;Załączniki\r\n"
        f"02.03.2026 08:15;{TO};Paczka wysłana, śledź;wysyłka;wysłano;FV 1.pdf|instrukcja.pdf\r\n"
    )

    read_values = values(log, text, codec)

    assert read_values["sent_at"] == "02.03.2026 08:15"
    assert read_values["time_precision"] == "minute"
    assert read_values["recipients"] == [TO]
    assert read_values["subject"] == "Paczka wysłana, śledź"
    assert (read_values["template"], read_values["status"]) == ("wysyłka", "wysłano")
    assert read_values["attachments"] == ["FV 1.pdf", "instrukcja.pdf"]
    assert read_values["direction"] == "sent"
    assert (read_values["has_attachment_info"], read_values["has_thread_info"]) == ("true", "false")
    assert read_values["body"] is None
    assert read_values["msg_id"] is None


DIALECTS = [
    (
        "id_mail,recipient,template,subject,id_lang,date_add",
        f"7,{TO},shipped,Wysłano,6,2026-03-02 08:15:00",
    ),
    (
        "Received,SenderAddress,RecipientAddress,Subject,Status",
        f"2026-03-02T07:15:00Z,a@b.pl,{TO},Wysłano,Delivered",
    ),
    (
        "processed\tmessage_id\tevent\tsubject\tfrom\temail",
        f"2026-03-02 08:15:00\t1@x\tdelivered\tWysłano\ta@b.pl\t{TO}",
    ),
    ("Datum|Příjemce|Předmět", f"2026-03-02 08:15:00|{TO}|Wysłano"),
    ("Data;Godzina;E-mail;Temat", f"02.03.2026;08:15:00;{TO};Wysłano"),
    ('"Data";"Do";"Tytuł"', f'"02.03.2026 08:15:00";"Jan <{TO}>";"Wysłano"'),
]


@pytest.mark.parametrize(("header", "row"), DIALECTS)
def test_columns_are_found_in_every_dialect(log: Path, header: str, row: str) -> None:
    read_values = values(log, f"{header}\n{row}\n")

    assert read_values["recipients"] == [TO]
    assert read_values["subject"] == "Wysłano"
    assert read_values["time_precision"] == "second"


def test_the_line_of_a_record_is_the_one_it_starts_on(log: Path) -> None:
    text = f'data;do;temat;treść\n\n1;{TO};"dwie\nlinie";a\n2;{TO};jedna;b\n'

    first, second = read(log, text)

    assert (first.position, second.position) == ("line 3", "line 5")
    assert isinstance(first, Record)
    assert first.values["subject"] == "dwie\nlinie"


def test_rows_of_another_width_are_rejected_and_the_rest_goes_on(log: Path) -> None:
    text = f"data;do;temat\n1;{TO};a;nadmiar\n2;{TO}\n3;{TO};c;;\n;;\n4;{TO};d\n"

    records = read(log, text)

    assert records[:2] == [
        Rejected("line 2", "field_count", "4 fields, header has 3"),
        Rejected("line 3", "field_count", "2 fields, header has 3"),
    ]
    assert [record.position for record in records[2:]] == ["line 4", "line 6"]


def test_a_stray_quote_swallows_no_rows(log: Path) -> None:
    rows = "".join(f"{n};{TO};temat {n}\n" for n in range(100))

    records = read(log, f'data;do;temat\n0;{TO};"Etui 5 cali\n{rows}')

    assert len(records) == 101
    assert isinstance(records[0], Record)
    assert records[0].values["subject"] == '"Etui 5 cali'
    assert records[-1].position == "line 102"


def test_the_separator_hint_of_spreadsheets_is_no_header(log: Path) -> None:
    assert values(log, f"sep=;\ndata;do;temat\n1;{TO};x\n")["subject"] == "x"


def test_a_row_without_anyone_and_any_time_is_rejected(log: Path) -> None:
    (rejected,) = read(log, "data;do;temat\n;;Razem: 17\n")

    assert isinstance(rejected, Rejected)
    assert (rejected.position, rejected.reason) == ("line 2", "not_a_message")


def test_a_formula_is_only_a_subject(log: Path) -> None:
    assert (
        values(log, f'data;do;temat\n1;{TO};"=HYPERLINK(""x"")"\n')["subject"] == '=HYPERLINK("x")'
    )


def test_nul_bytes_are_replaced(log: Path) -> None:
    assert values(log, f"data;do;temat\n1;{TO};a\x00b\n")["subject"] == "a\ufffdb"


def test_an_html_body_is_read_as_seen_with_its_links(log: Path) -> None:
    body = '<html><style>x</style><p>Śledź <a href=""https://dpd.pl/z"">tu</a></p></html>'

    read_values = values(log, f'data;do;temat;treść\n1;{TO};t;"{body}"\n')

    assert read_values["body"] == "Śledź tu"
    assert read_values["links"] == ["https://dpd.pl/z"]


@pytest.mark.parametrize(
    ("cell", "known", "names"), [("0", "true", []), ("2", "false", None), ("", "true", [])]
)
def test_a_count_of_attachments_names_none(
    log: Path, cell: str, known: str, names: list[str] | None
) -> None:
    read_values = values(log, f"data;do;temat;załączniki\n1;{TO};t;{cell}\n")

    assert (read_values["has_attachment_info"], read_values["attachments"]) == (known, names)


def test_a_log_that_says_received_is_believed(log: Path) -> None:
    assert values(log, f"date,to,subject,direction\n1,{TO},x,Received\n")["direction"] == "received"


def test_one_column_never_holds_the_day_and_the_clock() -> None:
    assert indexes(column_map(["czas", "do", "temat"])) == {"recipient": 1, "time": 0, "subject": 2}
