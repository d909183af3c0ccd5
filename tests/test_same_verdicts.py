"""The same 200 messages in every format that carries bodies: the same verdicts."""

from __future__ import annotations

import csv
import json
import mailbox
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from audit.classify import classify
from audit.database import database
from audit.inputs import opened
from audit.load import settle, stage
from audit.read.walk import input_files

SHOP = "sklep@len.example"
COLUMNS = ("message_id", "sent_at", "from", "to", "subject", "body", "attachments")
LABELLED = Path(__file__).parent / "labelled" / "fourth.jsonl"
Row = dict[str, str]
Verdicts = dict[str, tuple[str, list[str], str]]


def rows() -> list[Row]:
    """Messages nobody asked for, each to a buyer of its own. A reply mark proves nothing in a log
    and is told from thread headers in mail, so none has one."""
    described = [json.loads(line) for line in LABELLED.read_text("utf-8").splitlines()]
    plain = [
        each
        for each in described
        if not each["in_reply_to_buyer"]
        and each["body"].strip()
        and not re.match(r"(re|odp|fwd?|pd|vs|aw)\s*:", each["subject"], re.IGNORECASE)
    ]
    return [_row(number, each) for number, each in enumerate(plain[:200])]


def _row(number: int, each: dict[str, Any]) -> Row:
    names = [file if isinstance(file, str) else file["name"] for file in each["attachments"]]
    return {
        "message_id": f"<m{number}@len.example>",
        "sent_at": f"2026-03-{number % 20 + 5:02d} 10:{number % 60:02d}:07",
        "from": SHOP,
        "to": f"kupujacy{number:04d}+5f147aa75@allegromail.pl",
        "subject": each["subject"],
        "body": each["body"],
        "attachments": "; ".join(names),
    }


def mail(row: Row) -> bytes:
    message = EmailMessage()
    for header, field in (("Message-ID", "message_id"), ("From", "from"), ("To", "to")):
        message[header] = row[field]
    message["Subject"] = row["subject"]
    message["Date"] = format_datetime(datetime.fromisoformat(row["sent_at"]).replace(tzinfo=UTC))
    kind = "html" if row["body"].lstrip().startswith("<") else "plain"
    message.set_content(row["body"], subtype=kind)
    for name in filter(None, row["attachments"].split("; ")):
        message.add_attachment(b"%PDF-1.4", "application", "pdf", filename=name)
    return message.as_bytes()


def as_mbox(folder: Path, messages: list[Row]) -> None:
    box = mailbox.mbox(folder / "sent.mbox")
    for row in messages:
        box.add(mail(row))
    box.close()


def as_maildir(folder: Path, messages: list[Row]) -> None:
    box = mailbox.Maildir(folder / "Sent")
    for row in messages:
        box.add(mail(row))


def as_eml(folder: Path, messages: list[Row]) -> None:
    for number, row in enumerate(messages):
        (folder / f"{number}.eml").write_bytes(mail(row))


def as_zip(folder: Path, messages: list[Row]) -> None:
    with zipfile.ZipFile(folder / "sent.zip", "w") as archive:
        for number, row in enumerate(messages):
            archive.writestr(f"sent/{number}.eml", mail(row))


def as_csv(folder: Path, messages: list[Row]) -> None:
    with (folder / "log.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS)
        table.writeheader()
        table.writerows(messages)


def as_json_lines(folder: Path, messages: list[Row]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in messages)
    (folder / "log.jsonl").write_text("\n".join(lines), "utf-8")


def as_xlsx(folder: Path, messages: list[Row]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for row in (dict(zip(COLUMNS, COLUMNS, strict=True)), *messages):
        sheet.append([row[column] for column in COLUMNS])
    book.save(folder / "log.xlsx")


def as_parquet(folder: Path, messages: list[Row]) -> None:
    import duckdb

    as_csv(folder, messages)
    source = folder / "log.csv"
    duckdb.execute(
        f"copy (from read_csv('{source}', all_varchar = true, header = true))"
        f" to '{folder / 'log.parquet'}' (format parquet)"
    )
    source.unlink()


FORMATS: dict[str, Callable[[Path, list[Row]], None]] = {
    each.__name__.removeprefix("as_"): each
    for each in (as_maildir, as_eml, as_zip, as_csv, as_json_lines, as_xlsx, as_parquet)
}


def verdicts(folder: Path, scratch: Path) -> Verdicts:
    scratch.mkdir()
    con = database(scratch, threads=1)
    stage(
        con, opened(input_files([folder], scratch), set(), lambda _: None, lambda *_: None), scratch
    )
    settle(con)
    classify(con)
    said = "select message_id, verdict, list_sort(categories), reason_code from verdicts"
    return {row[0]: row[1:] for row in con.execute(said).fetchall()}


@pytest.fixture(scope="module")
def by_mbox(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    folder = tmp_path_factory.mktemp("mbox")
    (folder / "in").mkdir()
    as_mbox(folder / "in", rows())
    return verdicts(folder / "in", folder / "scratch")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_verdicts(tmp_path: Path, by_mbox: Verdicts, name: str) -> None:
    (tmp_path / "in").mkdir()
    FORMATS[name](tmp_path / "in", rows())
    found = verdicts(tmp_path / "in", tmp_path / "scratch")
    assert len(by_mbox) == 200
    assert {verdict for verdict, _, _ in by_mbox.values()} >= {"prohibited", "allowed"}
    assert found == by_mbox
