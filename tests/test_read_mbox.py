"""Mailbox files: where messages begin, and what is cut or deleted."""

from pathlib import Path

import pytest

from audit.errors import InputError
from audit.model import InputFile, Record, Rejected
from audit.read.mbox import read_mbox

LINE = "From 1790000000000000000@xxx Mon Mar 02 07:15:43 +0000 2026\n"
MAIL = "From: a@b.pl\nTo: 8awgqyk6a5@allegromail.pl\nSubject: {}\n\n{}\n\n"


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    return tmp_path / "box"


def read(path: Path, text: str | bytes) -> list[Record | Rejected]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_mbox(InputFile("box", path)))


def bodies(records: list[Record | Rejected]) -> list[str]:
    return [record.values["body"] for record in records if isinstance(record, Record)]


def test_each_message_stands_at_the_byte_of_its_from_line(mailbox: Path) -> None:
    first = LINE + MAIL.format("ą", "raz")

    records = read(mailbox, first + LINE + MAIL.format("b", "dwa"))

    assert [record.position for record in records] == ["byte 0", f"byte {len(first.encode())}"]
    assert bodies(records) == ["raz", "dwa"]


@pytest.mark.parametrize(
    "line",
    [
        "From - Mon Mar  2 08:15:00 2026\n",
        "From sklep@x Mon Mar  2 08:15:00 CET 2026\n",
        "From sklep@x Mon, 02 Mar 2026 08:15:00 +0100\n",
        "From sklep@x Mon Mar  2 08:15 2026\r\n",
    ],
)
def test_separators_of_every_mail_program_are_known(mailbox: Path, line: str) -> None:
    assert bodies(read(mailbox, (line + MAIL.format("x", "tekst")) * 2)) == ["tekst", "tekst"]


def test_windows_line_ends_are_split_too(mailbox: Path) -> None:
    text = ((LINE + MAIL.format("x", "tekst")) * 2).replace("\n", "\r\n")

    assert bodies(read(mailbox, text)) == ["tekst", "tekst"]


@pytest.mark.parametrize(
    "body",
    [
        "From poniedziałku wysyłamy szybciej",
        "akapit\n\nFrom now on: wysyłka gratis\nUwaga: tak",
        "akapit\nFrom x@y Mon Mar 22 08:15:00 2026\nSubject: bez pustego wiersza",
    ],
)
def test_a_body_line_that_starts_with_from_does_not_split(mailbox: Path, body: str) -> None:
    assert bodies(read(mailbox, LINE + MAIL.format("x", body))) == [body]


def test_escaped_from_lines_are_restored(mailbox: Path) -> None:
    assert bodies(read(mailbox, LINE + MAIL.format("x", "a\n\n>From b\n>>From c"))) == [
        "a\n\nFrom b\n>From c"
    ]


def test_a_message_deleted_in_thunderbird_is_rejected(mailbox: Path) -> None:
    text = LINE + "X-Mozilla-Status: 0009\n" + MAIL.format("x", "y")

    (rejected,) = read(mailbox, text + "\n")

    assert isinstance(rejected, Rejected)
    assert rejected.reason == "deleted_message"


def test_a_cut_message_is_rejected_and_the_ones_before_it_are_kept(mailbox: Path) -> None:
    whole = LINE + MAIL.format("x", "cała")
    cut = LINE + 'From: a@b.pl\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\npołowa'

    records = read(mailbox, whole + cut)

    size = len((whole + cut).encode())
    assert bodies(records) == ["cała"]
    assert records[1] == Rejected(
        f"byte {len(whole.encode())}", "cut_message", f"the file ends at byte {size}, inside of it"
    )


def test_a_message_cut_inside_its_headers_is_rejected(mailbox: Path) -> None:
    (rejected,) = read(mailbox, LINE + "From: a@b.pl\nSubject: Twoja pacz")

    assert isinstance(rejected, Rejected)
    assert rejected.reason == "cut_message"


def test_a_multipart_without_its_end_in_the_middle_is_read(mailbox: Path) -> None:
    sloppy = 'From: a@allegro.pl\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\ntekst\n\n'

    records = read(mailbox, LINE + sloppy + LINE + MAIL.format("x", "druga"))

    assert bodies(records) == ["tekst", "druga"]


def test_text_before_the_first_message_is_rejected(mailbox: Path) -> None:
    records = read(mailbox, "śmieci\n\n" + LINE + MAIL.format("x", "tekst"))

    assert [type(record) for record in records] == [Rejected, Record]


def test_an_empty_mailbox_holds_nothing(mailbox: Path) -> None:
    assert read(mailbox, "") == []


def test_a_mailbox_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^box: cannot be read \(No such file"):
        list(read_mbox(InputFile("box", tmp_path / "gone")))
