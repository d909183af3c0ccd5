"""A big mail log: what the engine reads by itself is what the reader of rows makes of it."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from audit.database import database
from audit.inputs import opened
from audit.load import settle, stage
from audit.model import InputFile
from audit.read.mail_log import mail_of
from audit.read.scan import scan_of

HEADER = (
    "Message-ID", "Data", "Od", "Do", "Temat", "Treść", "Załączniki", "Szablon", "Zamówienie",
)  # fmt: skip
ODD_BODIES = (
    "",
    " ",
    "Dzień dobry,\npaczka wysłana.\n\nPozdrawiam",
    "<p>Faktura w&nbsp;załączniku</p><p>Do widzenia</p>",
    "linia\r\nnastępna\r\n\r\nhttps://inpost.pl/sledzenie?number=6200123456.",
    "www.dpd.com.pl/p1=12, proszę",
    "Odpisuję.\n> https://allegro.pl/oceny\n> cytat",
    "wpĹ‚ata dotarĹ‚a, dziÄ™kujÄ™",
    "tab\tw \u00a0 środku",
    'cudzysłów "w środku"; przecinek, i tyle',
    "wiersz\x0bz pionowym tabulatorem",
    "zero\u200bszerokość",
)
ODD_CELLS: dict[int, tuple[str, ...]] = {
    0: ("<a{n}@x.pl>", "", "a{n}", "<a b{n}>"),
    1: (
        "2026-03-1{d} 10:15:0{d}",
        "1{d}.03.2026 10:15",
        "2026-03-1{d}T10:15:00+01:00",
        "",
        "jutro",
    ),
    2: ("sklep@len.example", "Sklep <sklep@len.example>", ""),
    3: ("k{n}upujacy+5f147aa75@allegromail.pl", "Jan <Jan{n}@x.pl>", "a@x.pl, b@x.pl", "ktoś"),
    4: ("Zamówienie {n}", "  Faktura  ", "", "Ĺšwietnie"),
    6: ("", "FV {n}.pdf", "a.pdf; b.pdf|c.pdf", "0", "2"),
    7: ("faktura", "", " wysłano "),
    8: ("9f5620c0-1607-11f1-9c2e-0000000000{d}{d}", "", "17"),
}


def rows(many: int) -> list[list[str]]:
    chance = random.Random(7)
    made = []
    for n in range(many):
        cells = {at: chance.choice(texts) for at, texts in ODD_CELLS.items()}
        row = [cells.get(at, "").format(n=n, d=n % 10) for at in range(len(HEADER))]
        made.append([*row[:5], chance.choice(ODD_BODIES), *row[6:]])
    return made


def written(path: Path, encoding: str = "utf-8") -> InputFile:
    with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADER, *rows(200)])
    return InputFile(path.name, path)


MAIL = """
    select
        staged.* exclude (record_id, lines, text_hash),
        (
            select string_agg(tidy_line(staged_lines.line), chr(10) order by place)
            from (
                select
                    unnest(staged.lines) as line_id,
                    generate_subscripts(staged.lines, 1) as place
            ) as said
            inner join staged_lines using (line_id)
        ) as body
    from staged_mail as staged
    order by source_position
"""


def staged(source: InputFile, scratch: Path, by_engine: bool) -> dict[str, Any]:
    """Everything about the staged mail and the ledger, by position in the file."""
    scratch.mkdir()
    con = database(scratch, threads=1)
    (file,) = opened([source], frozenset(), lambda _: None, lambda *_: None)
    scan = partial(scan_of, source, smallest=0) if by_engine else None
    stage(con, [replace(file, scan=scan, read_row=mail_of)], scratch)
    result = {"mail": con.execute(MAIL).fetchall()}
    settle(con)
    for name in ("ledger", "rejected_records"):
        result[name] = con.execute(f"select * from {name}").fetchall()
    return result


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1250"])
def test_the_engine_and_the_reader_of_rows_agree(tmp_path: Path, encoding: str) -> None:
    source = written(tmp_path / "log.csv", encoding)
    one, other = (staged(source, tmp_path / str(by), by) for by in (True, False))
    assert one["ledger"] == other["ledger"]
    assert sorted(one["rejected_records"]) == sorted(other["rejected_records"])
    for left, right in zip(one["mail"], other["mail"], strict=True):
        assert left == right


def test_a_log_the_engine_would_read_in_another_way_is_left_to_the_reader(tmp_path: Path) -> None:
    source = written(tmp_path / "log.csv")
    text = source.path.read_text("utf-8")
    source.path.write_text(text + "za;krótki;wiersz\n", "utf-8")
    result = staged(source, tmp_path / "scratch", by_engine=True)
    assert "field_count" in {row[2] for row in result["rejected_records"]}


def test_small_files_and_other_tables_are_no_scans(tmp_path: Path) -> None:
    assert scan_of(written(tmp_path / "log.csv"), tmp_path) is None
    orders = tmp_path / "orders.csv"
    orders.write_text("id zamówienia;login kupującego;data\n1;a;2026-03-01\n", "utf-8")
    assert scan_of(InputFile("orders.csv", orders), tmp_path, 0) is None
