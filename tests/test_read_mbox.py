"""Mailbox files: where messages begin, and what is cut or deleted."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import InputError
from audit.model import InputFile, Record, Rejected
from audit.read import read as read_kind
from audit.read.mbox import range_records, read_mbox
from audit.read.mbox_split import message_starts
from benchmarks.mailbox_maker import write_mailbox

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


WINDOW = 1024 * 1024


@pytest.mark.parametrize("before_end", [0, 1, 2, 3, 60, 2047, 2048, 2049, 2050, 2051])
def test_a_message_is_found_wherever_a_window_ends(before_end: int) -> None:
    head = LINE + "From: a@b.pl\n\n"
    filler = "x" * (WINDOW - before_end - len(head) - 2) + "\n\n"
    text = (head + filler + LINE + MAIL.format("x", "y") * 40).encode()

    starts = list(message_starts(io.BytesIO(text), 0, len(text)))

    assert starts == [0, WINDOW - before_end, len(text)]


PIECES = [
    *(LINE.encode(), b"From - Mon Mar  2 08:15:00 2026\r\n", b"From x\n", b"\n", b"\r\n", b"a"),
    *(b"From: a@b\n", b">From b\n", b"\x00", b"To: 8awgqyk6a5@allegromail.pl\n\n", b"\n\n"),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SOUP, st.lists(st.integers(0, 400), max_size=6))
def test_how_a_mailbox_is_cut_into_ranges_changes_nothing(
    mailbox: Path, text: bytes, cuts: list[int]
) -> None:
    mailbox.write_bytes(text)
    ends = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})

    whole = list(range_records(mailbox, 0, len(text)))
    by_ranges = [one for pair in pairwise(ends) for one in range_records(mailbox, *pair)]

    assert by_ranges == (whole if text else [])


def test_a_big_mailbox_read_by_processes_gives_the_same(mailbox: Path) -> None:
    write_mailbox(mailbox, 110, attachment_bytes=230_000)
    size = mailbox.stat().st_size
    heard: list[int] = []

    records = list(read_kind("mbox", InputFile("box", mailbox, heard=heard.append)))

    assert size > 32 * WINDOW
    assert records == list(range_records(mailbox, 0, size))
    assert len(records) == 110
    assert heard == sorted(heard)
    assert heard[-1] == size


def test_a_line_that_never_ends_is_refused_and_what_follows_is_read(mailbox: Path) -> None:
    with mailbox.open("wb") as file:
        file.write((LINE + "From: a@b.pl\nTo: c@d.pl\n\n").encode())
        file.seek(70 * WINDOW, 1)  # a hole in the file: zeros that take no room
        file.write(("\n\n" + LINE + MAIL.format("x", "druga")).encode())

    large, mail = read_mbox(InputFile("box", mailbox))

    assert isinstance(large, Rejected)
    assert isinstance(mail, Record)
    assert (large.position, large.reason) == ("byte 0", "too_large")
    assert mail.values["body"] == "druga"
