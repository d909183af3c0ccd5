"""No reader fails on what strangers write, and none loses or invents a record."""

import csv
import io
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import InputError
from audit.model import InputFile, Record, Rejected
from audit.paths import shipped
from audit.read import READERS, read
from audit.read.detect import detect

FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ADDRESS = "8awgqyk6a5+5f147aa75@allegromail.pl"

MBOX_TOKENS = [b"From a Mon Mar  2 08:15:00 2026\n", b"From: a@b\n", b"Date: 1 Mar 2026\n"]
MIME_TOKENS = [
    b'Content-Type: multipart/mixed; boundary="b"\n',
    b"Content-Type: message/rfc822\n",
    b"Content-Type: application/\xb3\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Disposition: x; filename*0*=\xb3''%zz\n",
    b"Subject: =?utf-8?B?xYI?= =?x?Q?=zz?=\n",
]
BODY_TOKENS = [b"\n\n", b"--b\n", b"--b--", b"<div style=font-size:0>", b"</div>", b"<blockquote>"]
OTHER_TOKENS = [
    b"data;do;temat\n",
    b'";',
    b"\x00",
    b"\xb3",
    b"\r",
    b'{"messages":[',
    b"null",
    b"]}",
]
TOKENS = st.sampled_from(MBOX_TOKENS + MIME_TOKENS + BODY_TOKENS + OTHER_TOKENS)
SOUP = st.one_of(st.binary(max_size=400), st.lists(TOKENS, max_size=25).map(b"".join))
NAMES = """
id checkoutForms lineItems buyer summary invoices links url file shipments waybill carrierId data
threads interlocutor messages author thread text issues currentState chat initialMessage orders
orderId boughtAt email messageToSeller events order checkoutForm occurredAt disputes messagesStatus
message carriers name role login createdAt participants orders status thread hasExternalInvoices
"""
KEYS = st.sampled_from(NAMES.split())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


def staged_columns() -> dict[str, set[str]]:
    """The columns a reader fills, by staging table."""
    sql = (shipped("queries") / "tables" / "00_staged.sql").read_text(encoding="utf-8")
    tables = re.findall(r"create table staged_(\w+) \((.*?)\n\);", sql, re.DOTALL)
    ours = {"record_id", "source_file", "source_position", "source_kind", "text_hash"}
    texts = {"mail": {"body"}, "thread_message": {"text"}}  # load keeps them line by line
    return {
        name: set(re.findall(r"^ +(\w+) varchar", columns, re.MULTILINE)) - ours
        | texts.get(name, set())
        for name, columns in tables
    }


COLUMNS = staged_columns()


def all_records(kind: str, source: InputFile) -> list[Record | Rejected]:
    with suppress(InputError):
        return list(read(kind, source))
    return []


def hold(records: Iterable[Record | Rejected]) -> None:
    """Every record fits its staging table and can be stored."""
    for record in records:
        assert record.position
        if isinstance(record, Record):
            assert record.values.keys() == COLUMNS[record.table]
            texts = [v for value in record.values.values() for v in listed(value)]
            assert all(isinstance(text, str) and "\x00" not in text for text in texts)
            "".join(texts).encode()


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


@pytest.fixture
def source(tmp_path: Path) -> InputFile:
    return InputFile("dir/plik", tmp_path / "file")


@pytest.mark.parametrize("kind", READERS)
@FEW
@given(data=SOUP)
def test_no_reader_fails_on_any_bytes(source: InputFile, kind: str, data: bytes) -> None:
    source.path.write_bytes(data)

    hold(all_records(kind, source))


@pytest.mark.parametrize("kind", sorted(set(READERS) - {"mbox", "eml", "mail_log"}))
@FEW
@given(document=JSON)
def test_no_reader_fails_on_any_json(source: InputFile, kind: str, document: Any) -> None:
    source.path.write_text(json.dumps(document), encoding="utf-8")

    hold(all_records(kind, source))


@FEW
@given(data=SOUP | JSON.map(lambda document: json.dumps(document).encode()))
def test_every_file_has_a_kind_or_none_or_an_error(source: InputFile, data: bytes) -> None:
    source.path.write_bytes(data)

    try:
        answer = detect(source)
    except InputError as error:
        answer = str(error)

    is_error = re.fullmatch(r"dir/plik: .+: expected .+", answer or "", re.DOTALL)
    assert answer is None or answer in READERS or is_error


@FEW
@given(
    subjects=st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=20),
    separator=st.sampled_from(";,\t|"),
)
def test_every_row_written_is_read(source: InputFile, subjects: list[str], separator: str) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows(
        [["data", "do", "temat"], *([f"{n}", ADDRESS, s] for n, s in enumerate(subjects))]
    )
    source.path.write_bytes(written.getvalue().encode())

    records = list(read("mail_log", source))

    assert [isinstance(record, Record) for record in records] == [True] * len(subjects)


@FEW
@given(bodies=st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=12))
def test_every_message_of_an_escaped_mailbox_is_read(source: InputFile, bodies: list[str]) -> None:
    mails = [re.sub(r"(?m)^(>*From )", r">\1", body) for body in bodies]
    head = "From x Mon Mar  2 08:15:00 2026\nFrom: a@b.pl\nContent-Type: text/plain\n\n"
    source.path.write_bytes("".join(f"{head}{mail}\n\n" for mail in mails).encode())

    records = list(read("mbox", source))

    assert [isinstance(record, Record) for record in records] == [True] * len(bodies)


@FEW
@given(forms=st.lists(st.none() | st.text(max_size=3) | st.dictionaries(KEYS, st.none())))
def test_every_element_of_a_page_is_accounted_for(source: InputFile, forms: list[Any]) -> None:
    source.path.write_text(json.dumps({"checkoutForms": forms}), encoding="utf-8")

    records = list(read("orders", source))

    assert [record.position for record in records] == [
        f"checkoutForms[{index}]" for index in range(len(forms))
    ]
