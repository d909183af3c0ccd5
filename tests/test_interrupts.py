"""Ctrl-C, sent to real processes: the run ends, and the output folder is as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from benchmarks.made_shop import Size, write_csv
from benchmarks.mailbox_maker import write_mailbox

PATIENCE = 60  # seconds until a process that never gets anywhere fails the test


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Big enough to be read by several processes."""
    path = tmp_path_factory.mktemp("mail") / "Wysłane.mbox"
    write_mailbox(path, 1_200)
    assert path.stat().st_size > 40_000_000
    return path


@pytest.fixture(scope="module")
def mail_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Big enough to be read by the engine."""
    path = tmp_path_factory.mktemp("log") / "log.csv"
    write_csv(Size(30_000), path)
    return path


def interrupted(arguments: list[str], scratch: Path, begun: Callable[[], bool]) -> tuple[int, str]:
    """Exit code and last words of a process, and all it started, that got Ctrl-C once it had
    ``begun``."""
    scratch.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(scratch)},
        start_new_session=True,
    )
    end = time.monotonic() + PATIENCE
    while not begun() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert process.poll() is None, "it ended before anything could interrupt it"
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def has_staged(scratch: Path) -> Callable[[], bool]:
    """Whether a run whose temporary files are in ``scratch`` has read its first records."""
    return lambda: any(path.stat().st_size for path in scratch.glob("*/staged_mail.jsonl"))


def test_a_run_interrupted_while_it_reads_a_big_mailbox_leaves_nothing(
    mailbox: Path, tmp_path: Path
) -> None:
    out, scratch = tmp_path / "report", tmp_path / "scratch"

    code, said = interrupted(
        ["-m", "audit", "run", str(mailbox), "--out", str(out)], scratch, has_staged(scratch)
    )

    assert (code, said.strip()) == (130, "interrupted: nothing was written")
    assert list(out.iterdir()) == []
    assert list(scratch.iterdir()) == []


def test_a_run_interrupted_while_the_engine_reads_leaves_the_report_that_was_there(
    mail_log: Path, tmp_path: Path
) -> None:
    out, scratch = tmp_path / "report", tmp_path / "scratch"
    out.mkdir()
    (out / "report.html").write_text("earlier", "utf-8")

    code, said = interrupted(
        ["-m", "audit", "run", str(mail_log), "--out", str(out)],
        scratch,
        lambda: any(scratch.glob("*/staged_mail.jsonl")),
    )

    assert (code, said.strip()) == (130, "interrupted: nothing was written")
    assert {path.name: path.read_text("utf-8") for path in out.iterdir()} == {
        "report.html": "earlier"
    }
    assert list(scratch.iterdir()) == []


ENDLESS = """
import sys
from pathlib import Path
import duckdb
from audit.interrupts import interruptible

con = duckdb.connect()
Path(sys.argv[1]).touch()
try:
    with interruptible(con):
        con.execute("select sum(a.range * b.range) from range(10000000) a, range(10000000) b")
except KeyboardInterrupt:
    assert con.execute("select 42").fetchall() == [(42,)]
    sys.exit(77)
"""


@pytest.mark.skipif(
    version("duckdb").startswith("1."), reason="DuckDB 1 goes on with such a query to its end"
)
def test_a_query_that_would_never_end_ends_and_the_database_still_answers(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    code, said = interrupted(["-c", ENDLESS, str(begun)], tmp_path / "scratch", begun.exists)

    # The engine's own binding may say at the end of a process that it leaked.
    assert (code, "Traceback" in said) == (77, False)


STUBBORN = """
import sys
from pathlib import Path
from audit.interrupts import undisturbed

begun, done = Path(sys.argv[1]), Path(sys.argv[2])
with undisturbed():
    begun.touch()
    while begun.exists():
        pass
    done.touch()
sys.exit(77)
"""


def test_what_must_not_be_cut_goes_on_to_its_end(tmp_path: Path) -> None:
    begun, done = tmp_path / "begun", tmp_path / "done"
    arguments = [sys.executable, "-c", STUBBORN, str(begun), str(done)]
    with subprocess.Popen(arguments, start_new_session=True) as process:
        while not begun.exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        begun.unlink()
    assert (process.returncode, done.exists()) == (77, True)
