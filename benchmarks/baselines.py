"""What the audit is measured against, each as a process of its own: ``python -m benchmarks.baselines NAME FILE``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

# A flat pattern set, the same for every peer: one alternation a category, plain words.
FLAT = {
    "fiscal_document": "faktur|paragon|fakturu|invoice|receipt|szamla",
    "payment_received": "wplat|platnosc|zaksiegowan|platbu|payment|befizetes",
    "order_in_progress_or_shipped": "w realizacji|nadana|wyslan|odeslan|shipped|feladt",
    "shipment_status": "w drodze|kurier odebral|doreczen|predana dopravci|handed over|futar",
    "review_request": "ocen|opini|gwiazdk|hodnocen|review|ertekel",
}
_SCAN = "select count(*), sum(length(subject) + length(body)) from"


def scan(path: Path) -> None:
    """The bare scan of the file by the engine."""
    import duckdb

    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    options = "" if reader == "read_parquet" else ", all_varchar = true, header = true"
    print(duckdb.execute(f"{_SCAN} {reader}('{path}'{options})").fetchall())


def pandas_contains(path: Path) -> None:
    """pandas: lower case, then one ``str.contains`` a category."""
    import pandas as pd

    log = pd.read_csv(path, dtype="str", keep_default_na=False)
    text = (log["subject"] + " " + log["body"]).str.lower().map(_folded)
    print({name: int(text.str.contains(words, regex=True).sum()) for name, words in FLAT.items()})


def polars_contains(path: Path) -> None:
    """polars: folded in native code, then one alternation a category."""
    import polars as pl

    log = pl.read_csv(path, infer_schema=False)
    text = pl.concat_str("subject", "body", separator=" ", ignore_nulls=True).str.to_lowercase()
    text = text.str.replace_many(list("ąćęłńóśźżáíéěšřý"), list("acelnoszzaieesry"))
    found = [text.str.contains(words).sum().alias(name) for name, words in FLAT.items()]
    print(log.select(found).to_dicts())


def chdb_match(path: Path) -> None:
    """chdb: ``multiMatchAllIndices``, all patterns in one call."""
    import chdb

    patterns = ", ".join(f"'{words}'" for words in FLAT.values())
    text = "translateUTF8(lowerUTF8(concat(subject, ' ', body)), 'ąćęłńóśźżáíéěšřý', 'acelnoszzaieesry')"
    query = (
        f"select sum(length(multiMatchAllIndices({text}, [{patterns}]))) "
        f"from file('{path}', 'CSVWithNames')"
    )
    print(chdb.query(query, "CSV"))


def mailbox_compat32(path: Path) -> None:
    """The standard library: ``mailbox`` and ``email``, text and attachment names of every mail."""
    import mailbox

    names = 0
    for message in mailbox.mbox(path):
        for part in message.walk():
            names += bool(part.get_filename())
            if part.get_content_maintype() == "text":
                part.get_payload(decode=True)
    print(names)


def our_mailbox(path: Path) -> None:
    """The reader of this project, to records."""
    from audit.model import InputFile
    from audit.read import read

    print(sum(1 for _ in read("mbox", InputFile(path.name, path))))


def doubled(path: Path) -> None:
    """The audit with every pattern of the lexicon twice, under another id."""
    from dataclasses import replace

    from audit import classify, lexicon
    from audit.pipeline import RunOptions, run

    own = lexicon.lexicon()
    twice = own + tuple(replace(p, pattern_id=f"{p.pattern_id}-2") for p in own)
    classify.lexicon.lexicon = lambda: twice  # type: ignore[assignment]
    run(RunOptions((path,), path.parent / "out-doubled", data_only=True), lambda *_: None)


def _folded(text: str) -> str:
    return text.translate(str.maketrans("ąćęłńóśźżáíéěšřý", "acelnoszzaieesry"))


NAMED: dict[str, Callable[[Path], None]] = {
    each.__name__: each
    for each in (
        scan, pandas_contains, polars_contains, chdb_match, mailbox_compat32, our_mailbox, doubled,
    )
}  # fmt: skip

if __name__ == "__main__":
    NAMED[sys.argv[1]](Path(sys.argv[2]))
