"""inspect and init: each file named for what it is, what lacks asked for, a first manifest."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from audit.cli import exit_code
from audit.database import database
from audit.engagement import read_manifest
from audit.inspection import inspect, outlook
from audit.lexicon import reason_texts
from audit.model import FileFacts, Inspection
from audit.pipeline import RunOptions
from audit.render.inspection import inspection_text
from audit.render.manifest import Given, manifest_text
from tests import api_answers as api

MBOX = f"""\
From 1@xxx Tue Mar 10 10:00:00 +0000 2026
From: Sklep <sklep@len.example>
To: {api.ADDRESS}
Date: Tue, 10 Mar 2026 10:00:00 +0100
Message-ID: <m1@len.example>
Subject: Pytanie
Content-Type: text/plain; charset=utf-8

Jaki kolor?

"""
EML = f"""\
From: {api.ADDRESS}
To: sklep@len.example
Date: Wed, 11 Mar 2026 09:00:00 +0100
Message-ID: <b1@allegromail.pl>
Subject: Re: Pytanie

Czarny.
"""
LOG = f"""\
Data wysłania;Odbiorca;Temat;Treść
12.03.2026 10:00;{api.ADDRESS};Pytanie o łańcuszek;Jaki kolor?
12.03.2026 11:00;{api.ADDRESS};Pytanie
31.02.2026 11:00;{api.ADDRESS};Pytanie;Rozmiar?
Jan Kowalski 600 700 800;{api.ADDRESS};Pytanie;Rozmiar?
"""
BY_VALUES = f"""\
A;Kiedy poszło;Temat
{api.ADDRESS};13.03.2026 10:00;Kolor
{api.ADDRESS};13.03.2026 11:00;Rozmiar
"""
ORDER_TABLE = f"""\
Numer zamówienia,E-mail kupującego,Data zakupu
{api.OTHER_ORDER},7bwgqyk6a5+5f147aa76@allegromail.pl,2026-03-03 08:59
"""
CUT = '{"checkoutForms": [{"id": "9f56'


def folder_of_every_kind(root: Path) -> Path:
    """One file of every kind, and some of none."""
    shop = root / "klient"
    texts = {
        "poczta/Wysłane.mbox": MBOX,
        "poczta/odpowiedz.eml": EML,
        "tabele/zamowienia.csv": ORDER_TABLE,
        "tabele/wedlug_wartosci.csv": BY_VALUES,
        "api/uciete.json": CUT,
        "opis.txt": "Dzień dobry, oto dane.\n",
    }
    answers = {
        "api/orders_0000.json": api.ORDERS,
        "api/events.json": api.EVENTS,
        f"api/invoices/{api.ORDER}.json": api.DOCUMENTS,
        f"api/shipments/{api.ORDER}.json": api.SHIPMENTS,
        "api/carriers.json": api.CARRIERS,
        "api/threads.json": api.THREADS,
        "api/messages.json": api.MESSAGES,
        "api/issues.json": api.ISSUES,
        f"api/issues/{api.ISSUE}/chat.json": api.CHAT,
        "api/disputes.json": api.DISPUTES,
        f"api/disputes/{api.DISPUTE}/messages.json": api.DISPUTE_MESSAGES,
        "api/puste.json": {"shipments": []},
    }
    for name, text in texts.items():
        write(shop / name, text.encode())
    for name, answer in answers.items():
        write(shop / name, json.dumps(answer, ensure_ascii=False).encode())
    write(shop / "tabele/dziennik.csv", LOG.encode("cp1250"))
    write(shop / "faktura.pdf", b"%PDF-1.7\n\x00")
    with zipfile.ZipFile(shop / "strony.zip", "w") as archive:
        archive.writestr("orders_0001.json", json.dumps(api.ORDERS))
    workbook(shop / "tabele/dziennik.xlsx")
    return shop


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def workbook(path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Data wysłania", "Odbiorca", "Temat"])
    book.active.append(["14.03.2026 10:00", api.ADDRESS, "Pytanie"])
    book.save(path)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of_every_kind(tmp_path_factory.mktemp("inspect"))


def look(*paths: Path) -> Inspection:
    return inspect(RunOptions(paths=paths, out=Path()), lambda *_: None)


@pytest.fixture(scope="module")
def found(shop: Path) -> Inspection:
    return look(shop)


@pytest.fixture(scope="module")
def only_orders(shop: Path) -> Inspection:
    return look(shop / "api/orders_0000.json")


@pytest.fixture(scope="module")
def only_mail(shop: Path) -> Inspection:
    return look(shop / "poczta/Wysłane.mbox")


def line(facts: FileFacts) -> tuple[object, ...]:
    """What one line of inspect says: kind, how sure, encoding, days, and the ledger."""
    days = [str(day) if day else None for day in (facts.first, facts.last)]
    numbers = (facts.read, facts.loaded, facts.duplicates, facts.rejected)
    return (facts.kind, facts.sure, facts.encoding, *days, *numbers)


def test_every_line_about_a_folder_with_one_file_of_every_kind_is_right(
    found: Inspection,
) -> None:
    lines = {facts.file.removeprefix("klient/"): line(facts) for facts in found.files}
    day = "2026-03-02"
    assert lines == {
        "api/carriers.json": ("carriers", "certain", "utf-8", None, None, 2, 2, 0, 0),
        "api/disputes.json": ("issues", "certain", "utf-8", *["2025-12-01"] * 2, 2, 2, 0, 0),
        f"api/disputes/{api.DISPUTE}/messages.json": (
            ("issue_chat", "certain", "utf-8", *["2025-12-01"] * 2, 1, 1, 0, 0)
        ),
        "api/events.json": ("order_events", "certain", "utf-8", *["2026-03-03"] * 2, 1, 0, 1, 0),
        f"api/invoices/{api.ORDER}.json": (
            ("order_documents", "certain", "utf-8", None, None, 1, 1, 0, 0)
        ),
        "api/issues.json": ("issues", "certain", "utf-8", *["2026-04-12"] * 2, 2, 2, 0, 0),
        f"api/issues/{api.ISSUE}/chat.json": (
            ("issue_chat", "certain", "utf-8", *["2026-04-12"] * 2, 1, 1, 0, 0)
        ),
        "api/messages.json": (
            ("thread_messages", "certain", "utf-8", "2026-03-26", "2026-03-27", 2, 2, 0, 0)
        ),
        "api/orders_0000.json": ("orders", "certain", "utf-8", day, day, 1, 1, 0, 0),
        "api/puste.json": ("shipments", "likely", "utf-8", None, None, 0, 0, 0, 0),
        f"api/shipments/{api.ORDER}.json": (
            ("shipments", "certain", "utf-8", day, day, 1, 1, 0, 0)
        ),
        "api/threads.json": ("threads", "certain", "utf-8", None, None, 1, 1, 0, 0),
        "api/uciete.json": ("unknown", "unknown", "", None, None, 0, 0, 0, 0),
        "faktura.pdf": ("unknown", "unknown", "", None, None, 0, 0, 0, 0),
        "opis.txt": ("unknown", "unknown", "", None, None, 0, 0, 0, 0),
        "poczta/Wysłane.mbox": ("mbox", "certain", "", *["2026-03-10"] * 2, 1, 1, 0, 0),
        "poczta/odpowiedz.eml": ("eml", "certain", "", *["2026-03-11"] * 2, 1, 1, 0, 0),
        "strony.zip!/orders_0001.json": ("orders", "certain", "utf-8", day, day, 1, 0, 1, 0),
        "tabele/dziennik.csv": (("mail_log", "certain", "cp1250", *["2026-03-12"] * 2, 4, 1, 0, 3)),
        "tabele/dziennik.xlsx": ("mail_log", "certain", "", *["2026-03-14"] * 2, 1, 1, 0, 0),
        "tabele/wedlug_wartosci.csv": (
            ("mail_log", "likely", "utf-8", *["2026-03-13"] * 2, 2, 2, 0, 0)
        ),
        "tabele/zamowienia.csv": (
            ("order_table", "certain", "utf-8", *["2026-03-03"] * 2, 1, 1, 0, 0)
        ),
    }


def test_columns_rejects_and_faults_are_shown_and_nobody_is(found: Inspection) -> None:
    shown = inspection_text(found, reason_texts(), "en")
    for said in (
        "time = Data wysłania (by its name)",
        "recipient = A (by its values)",
        "rejected 2: the time cannot be read",
        "line 4: 31.02.2026 11:00",
        "line 5: xxx xxxxxxxx 999 999 999",
        "line 3: 3 fields, header has 4",
        "Cannot be read: klient/api/uciete.json: JSON cut at byte 31 (line 1)",
        "A new copy of a file that cannot be read: klient/api/uciete.json",
        "Mail to buyers by sender: sklep@len.example",
    ):
        assert said in shown
    assert "Kowalski" not in shown
    assert api.ADDRESS not in shown


@pytest.mark.parametrize(
    ("lang", "greeting", "asked"),
    [("pl", "Dzień dobry,", "skrzynkę „Wysłane”"), ("en", "Good morning,", "the mailbox “Sent”")],
)
def test_without_mail_nothing_can_be_assessed_and_mail_is_asked_for(
    lang: str, greeting: str, asked: str, only_orders: Inspection
) -> None:
    shown = inspection_text(only_orders, reason_texts(), lang)
    assert not only_orders.can_tell
    about_mail = [each for each in only_orders.outlooks if "messages" in each.control.requires]
    assert {each.can for each in about_mail} == {"not"}
    assert greeting in shown
    assert asked in shown
    assert "checkout-forms (JSON" not in shown


def test_mail_alone_can_be_assessed_in_part_and_the_rest_is_asked_for(
    only_mail: Inspection,
) -> None:
    lacks = {each.control.id: {need.id for need in each.lacks} for each in only_mail.outlooks}
    assert only_mail.can_tell
    assert {"buyer_messages", "carriers"} <= lacks["SHIPMENT-001"]
    assert "text" not in lacks["FISCAL-001"]
    assert {each.id for each in only_mail.needs if not each.met} >= {"orders", "notices"}


def test_a_control_whose_table_is_made_later_is_told_by_its_need(
    only_orders: Inspection, only_mail: Inspection
) -> None:
    def can(found: Inspection, *tables: str) -> str:
        control = replace(found.outlooks[0].control, category="x", requires=tables)
        con = database(Path())
        try:
            return outlook(con, control, found.needs).can
        finally:
            con.close()

    assert can(only_mail, "block_records") == "not"
    assert can(only_mail, "cases") == "not"
    assert can(only_orders, "nothing_we_ask_for") == "whole"


def test_files_alike_stand_together_unless_all_are_asked_for(only_orders: Inspection) -> None:
    (one,) = only_orders.files
    names = [f"api/orders/{number}.json" for number in range(6)]
    many = replace(only_orders, files=tuple(replace(one, file=name) for name in names))
    assert "api/orders/… (6 files)\n" in inspection_text(many, {}, "en")
    assert inspection_text(many, {}, "en", every=True).count(".json\n") == 6


def test_orders_of_another_marketplace_are_pointed_out(only_orders: Inspection) -> None:
    other = replace(only_orders, expected_marketplace="allegro-cz")
    said = "No order names the expected marketplace allegro-cz."
    assert said in inspection_text(other, {}, "en")
    assert "expected marketplace" not in inspection_text(only_orders, {}, "en")


def test_the_command_prints_all_of_it_as_json_and_fails_without_a_verdict(
    shop: Path, only_orders: Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["inspect", str(shop / "api/orders_0000.json"), "--json"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert said["can_tell"] is False
    assert [each["file"] for each in said["files"]] == [each.file for each in only_orders.files]


def test_init_writes_a_manifest_that_says_what_inspect_found_and_reads_back(
    shop: Path, tmp_path: Path
) -> None:
    manifest = tmp_path / "audit.toml"
    code = exit_code(["init", str(shop), "--out", str(manifest), "--shop", 'Len "i" spółka'])
    assert code == 0
    read = read_manifest(manifest)
    assert read.shop == 'Len "i" spółka'
    assert read.marketplace == "allegro-pl"
    assert read.sender_addresses == (), "seen is not yet registered with Allegro"
    assert '\n#     "sklep@len.example",\n# ]\n' in manifest.read_text("utf-8")
    assert read.own_domains == ("len.example",)
    assert [path.resolve() for path in read.inputs] == [shop.resolve()]
    log = next(hint for hint in read.files if hint.file == "klient/tabele/dziennik.csv")
    assert log.encoding == "cp1250"
    assert ("time", "Data wysłania") in log.columns


def test_init_never_writes_over_a_manifest_without_force(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = tmp_path / "audit.toml"
    manifest.write_text("mine", "utf-8")
    arguments = ["init", str(shop / "poczta"), "--out", str(manifest)]
    assert exit_code(arguments) == 2
    assert "is there already: expected --force" in capsys.readouterr().err
    assert manifest.read_text("utf-8") == "mine"
    assert exit_code([*arguments, "--force"]) == 0
    assert read_manifest(manifest).own_domains == ("len.example",)


@pytest.mark.parametrize("name", ['Data "wysłania"', "a\\b", "nowa\nlinia", "\x7f\x01", "'", "#"])
def test_a_column_of_any_name_gives_a_manifest_that_can_be_read(
    name: str, only_mail: Inspection, tmp_path: Path
) -> None:
    columns = (("time", name, "alias"), ("Maj: row: subject", "Temat", "alias"), ("x", "", "shape"))
    facts = replace(only_mail.files[0], file=f"dane/{name}.csv", columns=columns)
    path = tmp_path / "audit.toml"
    given = Given(name, (name,), set(), {"time", "subject"})
    path.write_text(manifest_text(replace(only_mail, files=(facts,)), given, "en"), "utf-8")
    (hint,) = read_manifest(path).files
    assert hint.columns == (("time", name),)


def test_an_address_at_a_mail_provider_gives_no_domain_of_the_shop(
    only_mail: Inspection, tmp_path: Path
) -> None:
    found = replace(only_mail, senders=(("sklep@gmail.com", 2), ("sklep@len.example", 1)))
    path = tmp_path / "audit.toml"
    path.write_text(manifest_text(found, Given("", ("a",), {"gmail.com"}, set()), "pl"), "utf-8")
    assert read_manifest(path).own_domains == ("len.example",)
