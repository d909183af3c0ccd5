"""``rejected.csv``: every record that could not be read, for whoever exports the data again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from audit.model import RejectedRow, Text
from audit.render.worklist_files import plain_cell

_HEADER = {
    "pl": ("plik", "pozycja", "kod powodu", "powód", "wartość (zamaskowana)"),
    "en": ("file", "position", "reason code", "reason", "value (masked)"),
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


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
            writer.writerow([_cell(cell) for cell in cells])


def _cell(text: str) -> str:
    """``text`` on one line, and never a formula."""
    return plain_cell(_CONTROL.sub("\ufffd", text))
