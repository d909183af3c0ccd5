"""Ctrl-C: it ends a running query at once, and never falls into the last steps of a run."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AGAIN = 0.05  # seconds; a query that had not begun yet forgets that it was to end


@contextmanager
def interruptible(con: DuckDBPyConnection) -> Iterator[None]:
    """While this lasts, Ctrl-C ends a running query at once, and comes out as KeyboardInterrupt.

    The engine by itself looks for signals only between large pieces of work, and then raises an
    error of its own. Where Ctrl-C does not raise KeyboardInterrupt anyway, this changes nothing.
    """
    if not _is_ours():
        yield
        return
    asked, over = threading.Event(), threading.Event()
    heard, written = socket.socketpair()
    written.setblocking(False)
    before = signal.set_wakeup_fd(written.fileno(), warn_on_full_buffer=False)
    watcher = threading.Thread(target=_watch, args=(con, heard, asked, over), daemon=True)
    watcher.start()
    try:
        yield
    except Exception as error:
        if asked.is_set():
            raise KeyboardInterrupt from error
        raise
    finally:
        over.set()
        signal.set_wakeup_fd(before)
        written.close()
        watcher.join()
        heard.close()


def _is_ours() -> bool:
    """Whether signals arrive in this thread, and Ctrl-C is what it is by default."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _watch(
    con: DuckDBPyConnection, heard: socket.socket, asked: threading.Event, over: threading.Event
) -> None:
    """Wait for Ctrl-C, then end every query that is running or still begins."""
    while signal.SIGINT not in (numbers := heard.recv(64)):
        if not numbers:
            return
    asked.set()
    while not over.wait(_AGAIN):
        with suppress(Exception):
            con.interrupt()


@contextmanager
def undisturbed() -> Iterator[None]:
    """While this lasts, Ctrl-C is not heard: for what takes a moment and must not be cut."""
    if not _is_ours():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
