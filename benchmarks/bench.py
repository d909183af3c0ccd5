"""Measures the audit against bare scans and peers, in turns: ``python -m benchmarks.bench --help``."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.made_shop import Size, write_csv, write_orders, write_parquet
from benchmarks.mailbox_maker import write_mailbox
from benchmarks.runs import Pairs, in_turn, row

HEAD = (
    "| what | pairs | wall s | CPU s | peak MiB | baseline s | ratio: min – **median** – max | at most |\n"
    "|---|---|---|---|---|---|---|---|"
)
PEERS = {
    "pandas_contains": "pandas",
    "polars_contains": "polars",
    "chdb_match": "chdb",
}


def main() -> None:
    """Make the data, run every pair, print the table and write it where ``--out`` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--data", type=Path, default=Path("build/bench"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--million", action="store_true", help="also a million, once")
    parser.add_argument("--full", action="store_true", help="also five times as many messages")
    chosen = parser.parse_args()
    lines = [HEAD]
    for pairs, goal in measured(chosen):
        lines.append(row(pairs, goal))
        print(lines[-1], file=sys.stderr, flush=True)
    text = _page(chosen, "\n".join(lines))
    print(text)
    if chosen.out:
        chosen.out.write_text(text, "utf-8")


def measured(chosen: argparse.Namespace) -> Iterator[tuple[Pairs, str]]:
    """Every pair of the table with its goal, in order."""
    log, orders = _made(chosen.data, chosen.messages)
    parquet = log.with_suffix(".parquet")
    if not parquet.exists():
        write_parquet(log, parquet)
    million = "9" if chosen.messages >= 1_000_000 else ""
    pages = "13" if chosen.messages >= 1_000_000 else ""
    out, few = chosen.data / "out", max(1, chosen.pairs // 5)
    for name, ours, base, goal in (
        ("CSV to verdicts.parquet and report.json", _audit(out, log, "--data-only"), log, million),
        ("the same with 1 order in 3 messages", _audit(out, log, orders, "--data-only"), log, ""),
        ("the same with report.html and report.xlsx", _audit(out, log, orders), log, pages),
        ("Parquet to verdicts.parquet and report.json", _audit(out, parquet, "--data-only"),
         parquet, "12" if million else ""),
    ):  # fmt: skip
        pairs = chosen.pairs if ours == _audit(out, log, "--data-only") else few
        yield in_turn(name, ours, _baseline("scan", base), pairs), goal
    for peer, package in PEERS.items():
        if importlib.util.find_spec(package):
            ours = _baseline(peer, log)
            yield in_turn(f"{package}, a flat pattern set", ours, _baseline("scan", log), few), ""
    yield _mailbox(chosen), "0.1"
    if chosen.million or chosen.full:
        yield _doubled(out, log), "1.4"
    if chosen.million:
        large, _ = _made(chosen.data, 1_000_000)
        ours = _audit(out, large, "--data-only")
        yield in_turn("1,000,000 messages, CSV", ours, _baseline("scan", large), 1), "9"
    if chosen.full:
        yield _five_times(chosen), "6"
        yield _little_memory(chosen), ""


def _doubled(out: Path, log: Path) -> Pairs:
    plain = _audit(out, log, "--data-only")
    return in_turn("pattern set doubled / as it is", _baseline("doubled", log), plain, 1)


def _mailbox(chosen: argparse.Namespace) -> Pairs:
    path = chosen.data / f"mail-{chosen.mails}.mbox"
    if not path.exists():
        write_mailbox(path, chosen.mails)
    return in_turn(
        f"mbox, {chosen.mails:,} mails / mailbox + email", _baseline("our_mailbox", path),
        _baseline("mailbox_compat32", path), max(1, chosen.pairs // 2),
    )  # fmt: skip


def _five_times(chosen: argparse.Namespace) -> Pairs:
    small, _ = _made(chosen.data, chosen.messages)
    large, _ = _made(chosen.data, 5 * chosen.messages)
    out = chosen.data / "out"
    ours = _audit(out, large, "--data-only")
    return in_turn("five times the messages", ours, _audit(out, small, "--data-only"), 1)


def _little_memory(chosen: argparse.Namespace) -> Pairs:
    large, _ = _made(chosen.data, 5 * chosen.messages)
    ours = _audit(chosen.data / "out-small", large, "--data-only", "--memory-limit", "512MB")
    plain = _audit(chosen.data / "out", large, "--data-only")
    return in_turn("five times, memory limit 512 MB / 2 GB", ours, plain, 1)


def _made(folder: Path, messages: int) -> tuple[Path, Path]:
    """The mail log and the folder of order pages, made where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    log, orders = folder / f"log-{messages}.csv", folder / f"orders-{messages}"
    if not log.exists():
        write_csv(Size(messages), log)
    if not orders.exists():
        write_orders(Size(messages), orders)
    return log, orders


def _audit(out: Path, *arguments: Path | str) -> list[str]:
    return [sys.executable, "-m", "audit", "run", "--out", str(out), *map(str, arguments)]


def _baseline(name: str, path: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.baselines", name, str(path)]


def _page(chosen: argparse.Namespace, table: str) -> str:
    import duckdb

    cpu = next(
        (line.partition(":")[2].strip() for line in _cpu_lines() if line.startswith("model name")),
        platform.processor(),
    )
    return f"""# How fast it is

Generated by `make bench`{" and `make bench-full`" if chosen.messages > 100_000 else ""}; do not edit by hand.

{chosen.messages:,} messages (seed 1; 15 % written by hand, 10 % HTML, five languages, two years), {os.cpu_count()} cores
({cpu}), Python {platform.python_version()}, DuckDB {duckdb.__version__}. Whole processes in turns; the
ratio is to the baseline measured in the same run: the bare scan
`select count(*), sum(length(subject) + length(body))` of the same file, where nothing else is said.

{table}
"""


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    main()
