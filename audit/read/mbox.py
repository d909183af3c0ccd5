"""A mailbox file (mbox): read by ranges of its bytes, big ones by a process for each core."""

from __future__ import annotations

import os
import re
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import chain, pairwise
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any, BinaryIO

from audit.model import InputFile, Record, Rejected
from audit.read.files import unreadable
from audit.read.mail import LARGEST, last_mail_record, mail_record, too_large
from audit.read.mbox_split import message_starts

_BIG = 32 * 1024 * 1024
_RANGE = 8 * 1024 * 1024
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")

# A range of a mailbox: its first byte and the byte after it.
_Range = tuple[int, int]


def read_mbox(source: InputFile) -> Iterator[Record | Rejected]:
    """Every mail of the mailbox; its position is the byte of its ``From `` line.

    ``>From `` is unescaped (mboxrd). A last message that
    ends before its closing boundary was cut off and is rejected.
    """
    try:
        size = source.path.stat().st_size
        ranges = [(at, min(at + _RANGE, size)) for at in range(0, size, _RANGE)]
        is_big = size > _BIG and _cores() > 1
        together = (_by_processes if is_big else _one_by_one)(source.path, ranges)
        for (_, end), records in zip(ranges, together, strict=True):
            yield from records
            source.heard(end)
    except OSError as error:
        raise unreadable(source.name, error) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _one_by_one(path: Path, ranges: Sequence[_Range]) -> Iterator[Iterable[Record | Rejected]]:
    for begin, end in ranges:
        yield range_records(path, begin, end)


def _by_processes(path: Path, ranges: Sequence[_Range]) -> Iterator[Iterable[Record | Rejected]]:
    """The records of each range in order; the processes are a few ranges ahead."""
    waiting: deque[tuple[_Range, Future[list[Any]] | None]] = deque()
    # The engine runs threads, and a process with threads must not be forked.
    pool = ProcessPoolExecutor(_cores(), get_context("spawn"), _ignore_interrupts)
    try:
        for one in ranges:
            waiting.append((one, _submitted(pool, path, one)))
            if len(waiting) > 2 * _cores():
                yield _result(path, *waiting.popleft())
        while waiting:
            yield _result(path, *waiting.popleft())
    except BaseException:
        # Nobody waits for what they read.
        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, path: Path, one: _Range) -> Future[list[Any]] | None:
    with suppress(BrokenProcessPool), _deaf_to_interrupts():
        return pool.submit(_packed_records, path, *one)
    return None


def _ignore_interrupts() -> None:
    # Ctrl-C reaches every process; the one that started the others ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A process that starts meanwhile ignores Ctrl-C from its first moment on, where the system
    can hand that down; here it is heard a moment later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(
    path: Path, one: _Range, future: Future[list[Any]] | None
) -> Iterable[Record | Rejected]:
    """What a process read, or the same read here where the processes did not live."""
    if future is not None:
        with suppress(BrokenProcessPool):
            packed = future.result()
            return (p if isinstance(p, Rejected) else Record("mail", *p) for p in packed)
    return range_records(path, *one)


def _packed_records(path: Path, begin: int, end: int) -> list[Any]:
    # A pair crosses over to the other process in half the time of a record.
    records = range_records(path, begin, end)
    return [one if isinstance(one, Rejected) else (one.position, one.values) for one in records]


def range_records(path: Path, begin: int, end: int) -> Iterator[Record | Rejected]:
    """The records of the mails that start from byte ``begin`` to before byte ``end``."""
    with path.open("rb") as scanned, path.open("rb") as stream:
        size = stream.seek(0, 2)
        starts = message_starts(scanned, begin, end)
        first = next(starts, None)
        if begin == 0 and first != 0:
            yield from _before_first(stream, first)
        if first is not None:
            for start, stop in pairwise(chain([first], starts)):
                yield _mail(stream, start, stop, size)


def _before_first(stream: BinaryIO, first: int | None) -> Iterator[Rejected]:
    stream.seek(0)
    if stream.read(_RANGE if first is None else first).strip():
        yield Rejected("byte 0", "not_a_message", "text before the first message")


def _mail(stream: BinaryIO, start: int, stop: int, size: int) -> Record | Rejected:
    position = f"byte {start}"
    if stop - start > LARGEST:
        return too_large(position, stop - start)
    stream.seek(start)
    raw = stream.read(stop - start)
    text = raw[raw.index(b"\n") + 1 :]
    if b">From " in text:
        text = _ESCAPED.sub(rb"\1", text)
    if stop < size:
        return mail_record(text, position)
    cut = Rejected(position, "cut_message", f"the file ends at byte {size}, inside of it")
    if not text.endswith(b"\n") and not _BLANK_LINE.search(text):
        return cut
    return last_mail_record(text, position) or cut
