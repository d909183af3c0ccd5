"""Drafts before they are sent: the same verdict as the audit's, and words to act on."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audit.cli import exit_code
from audit.drafts import Draft, draft
from audit.lint import lint
from audit.model import InputFile, Record
from audit.read import read
from tests.quality import LABELLED, Row, clear, judged
from tests.shop import loaded

SHIPPED = "Dzień dobry, Twoje zamówienie zostało wysłane.\nJaki kolor wybrać następnym razem?"


def one(**values: Any) -> Any:
    return lint([Draft(**values)])[0]


def test_the_sentence_to_remove_is_named_and_the_other_is_not() -> None:
    verdict = one(body=SHIPPED, carrier="DPD")
    assert verdict.verdict == "prohibited"
    assert [sentence for _, sentence in verdict.sentences] == [
        "Dzień dobry, Twoje zamówienie zostało wysłane."
    ]


def test_the_same_words_in_a_reply_are_allowed_and_say_so() -> None:
    verdict = one(body=SHIPPED, carrier="DPD", conversation="buyer")
    assert (verdict.verdict, verdict.exemption) == ("allowed", "thread_header")


def test_a_conversation_the_seller_opened_is_for_a_person() -> None:
    verdict = one(body=SHIPPED, carrier="DPD", conversation="seller")
    assert (verdict.verdict, verdict.reason_code) == ("review", "thread_opened_by_seller")


def test_the_message_center_is_forbidden_and_its_blocking_was_not_announced() -> None:
    verdict = one(body=SHIPPED, carrier="DPD", channel="message_center")
    assert (verdict.verdict, verdict.blocking) == ("prohibited", False)


def test_a_document_sent_as_a_link_is_forbidden_and_its_blocking_was_not_announced() -> None:
    verdict = one(body="https://hub.eparagony.pl/p/9f2Kx1abc")
    assert (verdict.categories, verdict.blocking) == (("fiscal_document",), False)


def test_a_link_behind_a_click_counter_is_the_link_it_carries() -> None:
    wrapped = "https://click.mailer.example/c?u=https%3A%2F%2Finpost.pl%2Fs%3Fnumber%3D6800123456"
    verdict = one(body="Szczegóły: " + wrapped)
    assert verdict.categories == ("shipment_status",)


def test_a_buyers_private_address_is_for_a_person() -> None:
    verdict = one(body=SHIPPED, carrier="DPD", recipient="jan@poczta.example")
    assert (verdict.verdict, verdict.reason_code) == ("review", "private_address")


def test_mail_about_no_order_to_somebody_else_is_allowed() -> None:
    verdict = one(body=SHIPPED, recipient="biuro@rachunki.example", about_an_order=False)
    assert (verdict.verdict, verdict.reason_code) == ("allowed", "not_to_a_buyer")


def test_a_footer_under_most_mail_is_for_a_person_and_not_prohibited() -> None:
    footer = "Prosimy o opinię o naszym sklepie na Allegro."
    drafts = [
        Draft(subject=f"Sprawa {word}", body=f"Pytanie o {word}?\n{footer}") for word in WORDS
    ]
    assert {verdict.reason_code for verdict in lint(drafts)} == {"boilerplate"}


WORDS = ["kolor", "rozmiar", "adres", "nadruk", "termin", "wzór", "model", "dostawę", "zwrot"]


@pytest.mark.parametrize(
    "values",
    [
        {"body": ""},
        {"body": "x" * 1_000_000},
        {"body": "Dzień dobry. " * 100_000},
        {"body": "\n".join(f"https://a{n}.example/{n}" for n in range(10_000))},
        {"body": "".join(f"{'>' * depth} cytat\n" for depth in range(1, 51))},
        {"body": "<div><p>Dzień <b>dobry", "is_html": True},
        {"body": "<table>" * 200 + "x", "is_html": True},
        {"body": "wp\u0142ata\ud800 \x00 \ufffd"},
        {"body": "Dzień dobry", "sent_at": "2026-13-45"},
        {"subject": "=cmd|' /C calc'!A0", "body": "</script><script>alert(1)</script>"},
    ],
    ids=lambda values: str(values)[:40],
)
def test_odd_bodies_get_a_verdict_and_never_a_traceback(values: dict[str, Any]) -> None:
    assert one(**values).verdict in ("allowed", "review")


def test_a_draft_that_cannot_be_loaded_is_never_called_allowed() -> None:
    assert one(body="Dzień dobry", sent_at="nie wiem").reason_code == "draft_rejected"


def test_the_same_mail_gets_the_same_verdict_from_mbox_log_and_message_center(
    tmp_path: Path,
) -> None:
    rows = [
        row
        for row, _ in clear(judged())
        if row["channel"] == "email"
        and not row["is_html"]
        and not row["in_reply_to_buyer"]
        and "allegromail" in row["to"]
        and not row["attachments"]
        # A log shows no thread headers, so there a faked reply is left to a person.
        and not row["subject"].lower().startswith("re:")
    ][:30]
    assert len(rows) == 30
    expected = [(v.verdict, v.categories) for v in lint([draft(row) for row in rows])]
    center = lint([replace(draft(row), channel="message_center") for row in rows])
    assert [(v.verdict, v.categories) for v in center] == expected
    assert through(tmp_path, "sent.mbox", "mbox", mbox(rows), rows) == expected
    assert through(tmp_path, "log.csv", "mail_log", log(rows), rows) == expected


def address(number: int) -> str:
    return f"pair{number:06d}+{number:09x}@allegromail.pl"


def mbox(rows: Sequence[Row]) -> bytes:
    from email.message import EmailMessage

    parts = []
    for number, row in enumerate(rows):
        mail = EmailMessage()
        mail["From"], mail["To"] = "shop@x.example", address(number)
        mail["Date"] = f"Tue, 10 Mar 2026 {number // 60:02d}:{number % 60:02d}:00 +0100"
        mail["Message-ID"], mail["Subject"] = f"<{number}@x.example>", row["subject"]
        mail.set_content(row["body"], cte="base64")
        parts.append(b"From 1@xxx Tue Mar 10 10:00:00 +0000 2026\n" + mail.as_bytes() + b"\n")
    return b"".join(parts)


def log(rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow(["Data wysłania", "Odbiorca", "Temat", "Treść", "Message-ID"])
    for number, row in enumerate(rows):
        cells = [row["subject"], row["body"], f"{number}@x.example"]
        table.writerow(["10.03.2026 10:00:00", address(number), *cells])
    return text.getvalue().encode("cp1250", "replace")


def through(
    folder: Path, name: str, kind: str, data: bytes, rows: Sequence[Row]
) -> list[tuple[str, tuple[str, ...]]]:
    (folder / name).write_bytes(data)
    read_records = list(read(kind, InputFile(name, folder / name)))
    orders = [Record("order", "o", each) for n, row in enumerate(rows) for each in order(n, row)]
    shipments = [
        Record(
            "shipment", "s", {"order_id": each["order_id"], "carrier_id": carrier, "waybill": "1"}
        )
        for n, row in enumerate(rows)
        for each in order(n, row)
        if (carrier := draft(row).carrier)
    ]
    assert all(isinstance(each, Record) for each in read_records)
    con = loaded([*orders, *shipments, *(e for e in read_records if isinstance(e, Record))])
    found = con.execute("select message_id, verdict, categories from verdicts").fetchall()
    by_id = {message_id: (verdict, tuple(categories)) for message_id, verdict, categories in found}
    return [by_id[f"{number}@x.example"] for number in range(len(rows))]


def order(number: int, row: Row) -> list[dict[str, str]]:
    order_id = f"{number:08x}-1607-11f1-9c2e-7d21a4e0b6aa"
    return [{"order_id": order_id, "buyer_email": address(number)}] if row["order"] else []


def test_many_drafts_come_out_as_one_json_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["lint", "--jsonl", str(LABELLED)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    ids = [json.loads(line)["id"] for line in LABELLED.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ids
    keys = {"id", "verdict", "categories", "blocking", "reason_code", "evidence", "pattern"}
    assert all(keys <= line.keys() for line in lines)


def test_one_draft_is_answered_in_words_with_what_to_use_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(SHIPPED, "utf-8")
    assert exit_code(["lint", str(path), "--carrier", "DPD", "--lang", "pl"]) == 1
    answer = capsys.readouterr().out
    assert "ZAKAZANA (order_in_progress_or_shipped)" in answer
    assert "PUT /order/checkout-forms/{id}/fulfillment" in answer
    assert exit_code(["lint", str(path), "--carrier", "DPD", "--reply"]) == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [("{bad", "rows.jsonl:1: no JSON"), ("[1]", "rows.jsonl:1: list: expected a JSON object")],
)
def test_a_line_that_is_no_object_is_named(
    content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, "utf-8")
    assert exit_code(["lint", "--jsonl", str(path)]) == 3
    assert message in capsys.readouterr().err
