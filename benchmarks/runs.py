"""Whole processes, timed from outside: two commands in turn, their ratio pair by pair."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Run:
    """One finished process: seconds of wall clock and CPU, peak memory of the largest process."""

    wall: float
    cpu: float
    mebibytes: float


@dataclass(frozen=True)
class Pairs:
    """A command and its baseline, run in turns."""

    name: str
    ours: tuple[Run, ...]
    baseline: tuple[Run, ...]

    @property
    def ratios(self) -> list[float]:
        pairs = zip(self.ours, self.baseline, strict=True)
        return sorted(one.wall / other.wall for one, other in pairs)


def timed(command: Sequence[str]) -> Run:
    """One run of ``command``; exit codes 0 and 1 (findings) are both a finished run."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        error = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: ended with {process.returncode}: {error.decode()[-800:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(name: str, ours: Sequence[str], baseline: Sequence[str], pairs: int) -> Pairs:
    """``pairs`` runs of each command, one after the other, so that a drifting machine moves both."""
    runs = [(timed(ours), timed(baseline)) for _ in range(pairs)]
    return Pairs(name, tuple(one for one, _ in runs), tuple(other for _, other in runs))


def row(pairs: Pairs, goal: str = "") -> str:
    """A row of the table: seconds, CPU, memory and the ratio, its minimum, median and maximum."""
    low, middle, high = pairs.ratios[0], median(pairs.ratios), pairs.ratios[-1]
    wall = median(run.wall for run in pairs.ours)
    cpu = median(run.cpu for run in pairs.ours)
    peak = max(run.mebibytes for run in pairs.ours)
    base = median(run.wall for run in pairs.baseline)
    return (
        f"| {pairs.name} | {len(pairs.ours)} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {base:.2f} "
        f"| {low:.1f} – **{middle:.1f}** – {high:.1f} | {goal} |"
    )
