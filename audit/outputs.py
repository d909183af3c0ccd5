"""Where a run writes: beside its results until all of them are whole, then in their place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.errors import AuditError
from audit.interrupts import undisturbed

OUTPUTS = (
    "report.html", "report.xlsx", "report.json", "verdicts.parquet", "rejected.csv",
    "worklist_documents_to_upload.csv", "worklist_links_to_add.csv",
    "worklist_orders_to_inform.csv",
)  # fmt: skip


@contextmanager
def unfinished(out: Path) -> Iterator[Path]:
    """A folder inside ``out`` where files grow, removed at the end, also of an interrupted run.

    Made before any work: AuditError at once where the output folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=out))
    except OSError as err:
        raise AuditError(
            f"{out}: cannot be written ({err.strerror}): expected a folder for the report"
        ) from err
    try:
        yield folder
    finally:
        with undisturbed():
            shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, out: Path) -> None:
    """Put every finished output in its place; what an earlier run left and this one did not write
    is removed, so that all that stands there is of one run."""
    with undisturbed():
        for name in OUTPUTS:
            if (folder / name).exists():
                (folder / name).replace(out / name)
            else:
                (out / name).unlink(missing_ok=True)
