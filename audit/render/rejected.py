"""``rejected.csv``: every record that could not be read, for whoever exports the data again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from audit.model import RejectedRow, Text

_HEADER = {
    "pl": ("plik", "pozycja", "kod powodu", "powód", "wartość (zamaskowana)"),
    "en": ("file", "position", "reason code", "reason", "value (masked)"),
}
# A spreadsheet takes a cell that starts so for a formula; an apostrophe makes it text.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_rejected(
    path: Path, rows: Iterable[RejectedRow], texts: Mapping[str, Text], lang: str
) -> None:
    """Write all ``rows``, separated by semicolons, in UTF-8 with the mark that Excel needs."""
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(_HEADER[lang])
        for row in rows:
            meaning = texts[row.reason].into(lang) if row.reason in texts else ""
            cells = (row.file, row.position, row.reason, meaning, row.found)
            writer.writerow([plain_cell(cell) for cell in cells])


def plain_cell(text: str) -> str:
    """``text`` as a spreadsheet shows it and never computes it, on one line."""
    shown = _CONTROL.sub("\ufffd", text)
    return f"'{shown}" if text.startswith(_FORMULA_STARTS) else shown
