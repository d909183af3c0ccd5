"""A shop that has nothing but a mail log: a few rows, a run of about a second."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audit.cli import exit_code

HEADER = "Data wysłania;Odbiorca;Temat;Szablon;Status;Załączniki"
PAYMENT = "Otrzymaliśmy wpłatę za zamówienie"
RATING = "Prosimy o opinię o zamówieniu"
SHIPPED = "Potwierdzenie wysyłki zamówienia"


def rows(subject: str, month: str, many: int = 4) -> list[str]:
    """``many`` mails with one subject, to as many buyers, on days of ``month`` (``03.2026``)."""
    return [
        f"{n + 3:02}.{month} 10:00;{subject[:4].lower():x<6}{n}aaaa+5f147aa7{n}@allegromail.pl;"
        f"{subject} {2300 + n};szablon;wysłano;"
        for n in range(many)
    ]


def audited(folder: Path, lines: Sequence[str], *more: str) -> dict[str, Any]:
    """The report of a run over a log of ``lines``, written below ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "dziennik.csv"
    log.write_text("\n".join((HEADER, *lines)) + "\n", encoding="cp1250")
    out = folder / "report"
    assert exit_code(["run", str(log), "--out", str(out), "--lang", "en", *more]) in (0, 1)
    return dict(json.loads((out / "report.json").read_text("utf-8")))
