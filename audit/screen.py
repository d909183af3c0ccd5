"""What stands on the screen while a command runs: its step, how much is done, what is left."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from audit.model import Reached, Tell

if TYPE_CHECKING:
    from rich.progress import TaskID

_BYTES = ("unpack", "read")  # the steps of which bytes are counted
_MANY = 100_000_000  # bytes of which tenths of a megabyte say nothing
_SURE = 2.0  # seconds after which a rate means something


def said(reached: Reached, seconds: float) -> str:
    """How far a step has come after ``seconds`` of it.

    ``120 of 540 MB, 23,400 records, 5,200/s, 1:10 left``; what is left is told of bytes alone, as
    the parts of other steps are not alike: ``7 of 18``.
    """
    if reached.step not in _BYTES:
        return f"{reached.done} of {reached.total}"
    parts = [_megabytes(reached)]
    if reached.records:
        parts.append(f"{reached.records:,} records")
    if seconds >= _SURE:
        parts += _rates(reached, seconds)
    return ", ".join(parts)


def _megabytes(reached: Reached) -> str:
    decimals = 0 if max(reached.done, reached.total) > _MANY else 1
    done, total = (f"{each / 1e6:,.{decimals}f}" for each in (reached.done, reached.total))
    return f"{done} of {total} MB" if reached.total else f"{done} MB"


def _rates(reached: Reached, seconds: float) -> Iterator[str]:
    """Means over the whole step: they change slowly, and say nothing that did not happen."""
    if reached.records:
        yield f"{reached.records / seconds:,.0f}/s"
    if 0 < reached.done < reached.total:
        left = round(seconds * (reached.total - reached.done) / reached.done)
        yield f"{left // 60}:{left % 60:02} left"


@contextmanager
def progress() -> Iterator[Tell]:
    """What hears of progress and shows it on stderr, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.table import Column

    columns = (
        TextColumn("{task.description:8}"),
        BarColumn(8),
        TimeElapsedColumn(Column(min_width=7)),
        TextColumn("{task.fields[said]}"),
    )
    console = Console(stderr=True)
    quiet = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=quiet) as shown:
        tasks: dict[str, TaskID] = {}
        begun = 0.0

        def tell(reached: Reached) -> None:
            """Show how far a step has come; a step that follows another ends it."""
            nonlocal begun
            total = reached.total or None
            if reached.step not in tasks:
                begun = time.monotonic()
                for task in tasks.values():
                    shown.update(task, completed=shown.tasks[task].total)
                    shown.stop_task(task)
                tasks[reached.step] = shown.add_task(reached.step, total=total, said="")
            words = said(reached, time.monotonic() - begun)
            shown.update(tasks[reached.step], completed=reached.done, total=total, said=words)

        yield tell
