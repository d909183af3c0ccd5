"""Tables, exports and lists through the whole load: one message a mail, nothing lost, nothing clean
that was not looked at."""

from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from audit.classify import classify
from audit.database import database, set_variables
from audit.load import OpenedFile, settle, stage
from audit.model import InputFile
from audit.read import TABLES, read
from audit.read.detect import detect
from audit.read.sheets import columns_text

TO = "8awgqyk6a5+5f147aa75@allegromail.pl"
OTHER = "n5z9ungq4v+5f147aa76@allegromail.pl"
ORDER = "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa"
MBOX = (
    "From - Tue Mar 10 08:15:00 2026\nFrom: sklep@len.example\nTo: {to}\nSubject: {subject}\n"
    "Message-ID: <{id}@len.example>\nDate: Tue, 10 Mar 2026 08:15:00 +0100\n\nWysyłamy.\n\n"
)
# One mail to the buyer and its copy to the shop's archive; four steps of delivery a recipient.
TRACE = "Message ID,Start date,Sender,Subject,Direction,Recipient address,Event target\n" + "".join(
    f"<w@len.example>,2026-03-10T07:15:4{step}Z,sklep@len.example,Paczka wysłana,Sent,{to},STEP\n"
    for to in ("archiwum@len.example", TO)
    for step in (3, 2, 4, 5)
)
PRESTASHOP = (
    "id_mail;recipient;template;subject;id_lang;date_add\n"
    f"7;{TO};shipped;Sklep Len;1;2026-03-11 08:15:43\n"
    f"8;{TO};new_voucher;Sklep Len;1;2026-03-11 09:15:43\n"
    f"9;{TO};shipped;Sklep Len;1;kiedyś\n"
)
BY_DAY = f"data wysłania;do;temat\n10.03.2026;{OTHER};Kolor etui\n"
BLOCKED = f"data;adres;temat;powód\n10.03.2026;{OTHER};Kolor etui;powiela komunikację\n"
PAYMENTS = (
    "data,data zaksięgowania,identyfikator,operacja,operator,kupujący,oferta,dostawa,kwota,saldo\n"
    '02.03.2026 08:16,,8f1,wpłata,PayU,Client:1,7,InPost,"1.00 zł","1.00 zł"\n'
    '02.03.2026 08:16,,8f1,wpłata,PayU,Client:1,7,InPost,"1.00 zł","1.00 zł"\n'
)
DOUBLED = f"data;do;temat\n12.03.2026 10:00;{TO};ZamÃ³wienie wysÅ‚ane\n"


def workbook(path: Path) -> None:
    book = Workbook()
    title = book.active
    assert title is not None
    title.title = "Zamówienia"
    title.append(["Zamówienia sklepu Len"])
    title.merge_cells("A1:D1")
    title.append([])
    title.append(["Nr zamówienia", "E-mail", "Data zakupu", "Status", "Status"])
    title.append([ORDER, TO, "09.03.2026 10:00", "SENT", "opłacone"])
    book.create_sheet("Pusty")
    log = book.create_sheet("Maile")
    log.append(["Wysłano", "Odbiorca", "Temat"])
    log.append([46094.5, TO, "Pytanie o wymiar"])
    book.create_sheet("Notatki").append(["zadzwonić", "do", "kuriera"])
    book.save(path)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder, scratch = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("scratch")
    (folder / "Sent").write_text(
        MBOX.format(to=OTHER, subject="Kolor etui", id="k"), encoding="utf-8"
    )
    for name, text in {
        "by_day.csv": BY_DAY, "blocked.csv": BLOCKED, "doubled.csv": DOUBLED,
        "google.csv": TRACE, "payments.csv": PAYMENTS, "presta.csv": PRESTASHOP,
    }.items():  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    workbook(folder / "sklep.xlsx")
    duckdb.execute(
        "copy (select timestamptz '2026-03-13 08:15:43+01' as sent_at, 'Kod' as subject,"
        f" '{TO}' as recipient, ['FV 7.pdf'] as attachments) to '{folder / 'maile.parquet'}'"
    )
    con = database(scratch, threads=1)
    stage(con, [opened(path) for path in sorted(folder.iterdir())], scratch)
    set_variables(con, {"period_from": "", "period_to": "", "as_of": ""})
    settle(con)
    classify(con)
    return con


def opened(path: Path) -> OpenedFile:
    source = InputFile(path.name, path)
    kind = detect(source)
    assert kind is not None
    columns = columns_text(source) if kind in TABLES else ""
    return OpenedFile(source, kind, "", "", read(kind, source), columns)


def test_every_file_balances(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "select source_file, kind, records_read, loaded, duplicates, rejected from ledger"
    ).fetchall()

    assert {file: tuple(counts) for file, *counts in rows} == {
        "Sent": ("mbox", 1, 1, 0, 0),
        "blocked.csv": ("notice_list", 1, 1, 0, 0),
        "by_day.csv": ("mail_log", 1, 0, 1, 0),
        "doubled.csv": ("mail_log", 1, 1, 0, 0),
        "google.csv": ("mail_log", 8, 1, 7, 0),
        "maile.parquet": ("mail_log", 1, 1, 0, 0),
        "payments.csv": ("payment", 2, 1, 1, 0),
        "presta.csv": ("mail_log", 3, 2, 0, 1),
        "sklep.xlsx": ("order_table", 3, 2, 0, 1),
    }


def test_a_step_of_delivery_is_no_message_and_an_archive_no_buyer(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = con.execute(
        "select to_address, cast(sent_at as varchar) from messages where msg_key = 'w@len.example'"
    ).fetchall()

    assert rows == [(TO, "2026-03-10 07:15:42")]


def test_what_has_no_text_is_judged_by_its_names_or_not_at_all(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = con.execute(
        "select coalesce(template_name, subject), verdict from verdicts"
        " join messages using (message_id) where not messages.has_text order by 1"
    ).fetchall()

    assert dict(rows) == {
        "Kod": "prohibited",
        "Paczka wysłana": "prohibited",
        "Pytanie o wymiar": "not_assessed",
        "Zamówienie wysłane": "prohibited",
        "new_voucher": "not_assessed",
        "shipped": "prohibited",
    }


def test_a_list_kept_by_hand_blocks_the_mail_it_names(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("select rung, message_id from notice_matches").fetchall()

    assert rows == [(2, "k@len.example")]


def test_the_map_of_every_table_is_in_the_ledger(con: duckdb.DuckDBPyConnection) -> None:
    maps = dict(con.execute("select source_file, column_map from ledger").fetchall())

    assert maps["by_day.csv"] == (
        "recipient = do (alias); time = data wysłania (alias); subject = temat (alias)"
    )
    assert len(maps["sklep.xlsx"].splitlines()) == 2
    assert maps["Sent"] == ""


def test_text_that_was_encoded_twice_is_mended_and_counted(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute(
        "select mended from ledger where source_file = 'doubled.csv'"
    ).fetchall() == [(1,)]


def test_an_order_of_a_workbook_is_local_time_below_its_title(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = con.execute(
        "select order_id, buyer_email, cast(bought_at as varchar), source_position from orders"
    ).fetchall()

    assert rows == [(ORDER, TO, "2026-03-09 09:00:00", "Zamówienia: row 4")]
    assert con.execute("select count(*) from payments").fetchall() == [(1,)]
