"""Mail saved by Outlook (.msg)."""

import struct
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from audit.errors import InputError
from audit.model import InputFile, Record, Rejected
from audit.read import read
from audit.read.detect import detect

pytest.importorskip("olefile")

END, FREE, IN_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Mapping[str, bytes]"]


def chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END] if count else []


def padded(data: bytes, size: int) -> bytes:
    return data + b"\0" * (-len(data) % size)


def ole_file(tree: Tree) -> bytes:
    """An OLE2 file (version 3) of small streams, all of them in its mini stream."""
    mini, mini_fat, entries = b"", list[int](), [["Root Entry", 5, FREE, 0, 0]]

    def add(name: str, content: "bytes | Mapping[str, bytes]") -> int:
        nonlocal mini
        number = len(entries)
        if isinstance(content, bytes):
            assert len(content) < 4096
            start = len(mini_fat)
            mini_fat.extend(chain(start, -(-len(content) // 64)))
            entries.append([name, 2, FREE, start if content else END, len(content)])
            mini += padded(content, 64)
        else:
            entries.append([name, 1, FREE, 0, 0])
            fill(number, content)
        return number

    siblings: dict[int, int] = {}

    def fill(parent: int, members: Tree | Mapping[str, bytes]) -> None:
        numbers = [add(name, content) for name, content in sorted(members.items())]
        entries[parent][2] = numbers[0] if numbers else FREE
        siblings.update(pairwise(numbers))

    fill(0, tree)
    mini = padded(mini, 512)
    fat_of_minis = padded(struct.pack(f"<{len(mini_fat)}I", *mini_fat), 512)
    directory_sectors = -(-len(entries) * 128 // 512)
    mini_at = 1 + directory_sectors + len(fat_of_minis) // 512
    entries[0][3], entries[0][4] = mini_at, len(mini)
    directory = b""
    for number, (name, kind, child, start, size) in enumerate(entries):
        wide = str(name).encode("utf-16-le") + b"\0\0"
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ", wide, len(wide), kind, 1, FREE, siblings.get(number, FREE), child,
            b"", 0, 0, 0, start, size,
        )  # fmt: skip
    fat = [
        IN_FAT,
        *chain(1, directory_sectors),
        *chain(1 + directory_sectors, len(fat_of_minis) // 512),
    ]
    fat += chain(mini_at, len(mini) // 512)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        b"", 0, 1, 1, 0, 4096, 1 + directory_sectors, len(fat_of_minis) // 512, END, 0, 0,
    )  # fmt: skip
    table = struct.pack("<128I", *fat, *[FREE] * (128 - len(fat)))
    header += struct.pack("<108I", *[FREE] * 108)
    return header + table + padded(directory, 512) + fat_of_minis + mini


def text(tag: str, value: str) -> dict[str, bytes]:
    return {f"__substg1.0_{tag}001F": value.encode("utf-16-le")}


# 2026-03-02 07:15:00 UTC
SENT = b"\0" * 32 + struct.pack("<HHIQ", 0x40, 0x39, 6, 134_169_093_000_000_000)
BUYER = text("39FE", "8awgqyk6a5+5f147aa75@allegromail.pl")
COMMON: Tree = {
    "__properties_version1.0": SENT,
    "__recip_version1.0_#00000000": {"__properties_version1.0": b"\0" * 8, **BUYER},
    "__attach_version1.0_#00000000": text("3707", "Faktura ł.pdf"),
    **text("0C1F", "/o=ExchangeLabs/cn=sklep"),
    **text("5D01", "sklep@lniana.example"),
    **text("0037", "Faktura do zamówienia"),
    **text("1035", "<1@lniana.example>"),
}


def saved(folder: Path, tree: Tree) -> InputFile:
    path = folder / "a.msg"
    path.write_bytes(ole_file(tree))
    return InputFile("a.msg", path)


def test_a_sent_mail_without_headers_is_read_from_its_properties(tmp_path: Path) -> None:
    source = saved(tmp_path, {**COMMON, **text("1000", "W załączeniu faktura.\r\n")})

    assert detect(source) == "msg"
    (record,) = read("msg", source)

    assert isinstance(record, Record)
    assert record.values["sender"] == "sklep@lniana.example"
    assert record.values["recipients"] == ["8awgqyk6a5+5f147aa75@allegromail.pl"]
    assert record.values["sent_at"] == "2026-03-02T07:15:00+00:00"
    assert (record.values["subject"], record.values["msg_id"]) == (
        "Faktura do zamówienia",
        "1@lniana.example",
    )
    assert record.values["body"] == "W załączeniu faktura."
    assert record.values["attachments"] == ["Faktura ł.pdf"]


def test_headers_and_html_are_taken_where_outlook_kept_them(tmp_path: Path) -> None:
    html = {"__substg1.0_10130102": b'<p>Paczka <a href="https://inpost.pl/x">tu</a></p>'}
    headers = text("007D", "From: inny@lniana.example\r\nDate: Mon, 02 Mar 2026 09:00:00 +0100\r\n")

    (record,) = read("msg", saved(tmp_path, {**COMMON, **html, **headers}))

    assert isinstance(record, Record)
    assert record.values["sender"] == "inny@lniana.example"
    assert record.values["sent_at"] == "2026-03-02T09:00:00+01:00"
    assert (record.values["body"], record.values["links"]) == ("Paczka tu", ["https://inpost.pl/x"])


def test_a_text_that_is_only_rtf_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (record,) = read("msg", saved(tmp_path, {**COMMON, "__substg1.0_10090102": b"rtf"}))

    assert isinstance(record, Record)
    assert record.values["body"] is None


@pytest.mark.parametrize("kept", [600, 1100, 1600, 3000])
def test_a_cut_file_is_rejected_not_raised(tmp_path: Path, kept: int) -> None:
    source = saved(tmp_path, COMMON)
    source.path.write_bytes(source.path.read_bytes()[:kept])

    (record,) = read("msg", source)

    assert isinstance(record, Rejected | Record)


def test_without_its_package_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)

    with pytest.raises(InputError, match=r"^a\.msg: .*pip install 'allegro-audit\[msg\]'"):
        list(read("msg", saved(tmp_path, COMMON)))
