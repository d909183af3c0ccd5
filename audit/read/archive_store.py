"""Where the members of archives are put: none of them decides where its bytes are written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from audit.errors import InputError
from audit.model import InputFile, silent

HIGHEST_RATIO = 200
SMALL = 1024 * 1024
_MOST_BYTES = 20 * 1024**3
_CHUNK = 1024 * 1024


@dataclass
class Budget:
    """Where archives are unpacked to, and how many bytes all of them have taken, told on to
    ``heard``."""

    scratch: Path
    spent: int = 0
    heard: Callable[[int], None] = silent


def stored(stream: IO[bytes], name: str, outer: InputFile, budget: Budget) -> InputFile:
    """What ``stream`` holds, as a file of its own named ``outer!/name``.

    InputError for a name that climbs out of the archive and for more bytes than all archives may
    take, or than a file of that size can honestly hold.
    """
    where = f"{outer.name}!/{name}"
    if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name[:2]:
        raise InputError(f"{where}: climbs out of the archive: expected a name inside of it")
    most = max(SMALL, HIGHEST_RATIO * outer.path.stat().st_size)
    budget.scratch.mkdir(parents=True, exist_ok=True)
    descriptor, path = tempfile.mkstemp(dir=budget.scratch, suffix=".member")
    written = 0
    with os.fdopen(descriptor, "wb") as target:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            budget.spent += len(chunk)
            if written > most:
                raise bomb(outer)
            if budget.spent > _MOST_BYTES:
                raise InputError(f"{outer.name}: more than 20 GiB unpacked: expected less")
            target.write(chunk)
            budget.heard(budget.spent)
    return InputFile(where, Path(path))


def bomb(file: InputFile) -> InputError:
    """The error for an archive that grows beyond reason."""
    return InputError(
        f"{file.name}: an archive that grows more than {HIGHEST_RATIO} times:"
        " expected ordinary files"
    )


def is_hidden(name: str) -> bool:
    """Whether a member is none of the user's: hidden, or made by the packing system."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("..", ".")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
