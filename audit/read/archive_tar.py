"""What ``gzip`` and ``tar`` pack: one file, or a folder of them (``.tgz``, as Takeout gives it)."""

from __future__ import annotations

import gzip
import tarfile
import unicodedata
import zlib
from pathlib import Path
from typing import IO, cast

from audit.errors import InputError
from audit.model import InputFile
from audit.read.archive_store import Budget, is_hidden, stored
from audit.read.encoding import clean

_GZIP = b"\x1f\x8b\x08"
_TAR, _TAR_AT = b"ustar", 257
_ENDINGS = {".tgz": ".tar", ".gz": ""}
_DAMAGES = (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, OverflowError)


def is_gzip(path: Path) -> bool:
    """Whether a file is packed by gzip."""
    with path.open("rb") as stream:
        return stream.read(len(_GZIP)) == _GZIP


def is_tar(path: Path) -> bool:
    """Whether a file is a tar archive."""
    with path.open("rb") as stream:
        return stream.read(_TAR_AT + len(_TAR))[_TAR_AT:] == _TAR


def gunzipped(file: InputFile, budget: Budget) -> list[InputFile]:
    """The one file that gzip packed, named as before. InputError for a damaged one."""
    name = file.name.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    name = stem + _ENDINGS[dot + ending] if dot + ending in _ENDINGS else name
    try:
        with gzip.open(file.path) as stream:
            return [stored(cast("IO[bytes]", stream), name, file, budget)]
    except _DAMAGES as error:
        raise _damaged(file.name, "gzip file") from error


def untarred(file: InputFile, budget: Budget) -> list[InputFile]:
    """The ordinary files in a tar archive; its links and devices are nobody's data.

    InputError for a damaged one.
    """
    try:
        with tarfile.open(file.path) as archive:
            named = ((member, _name(member)) for member in archive if member.isreg())
            return [
                stored(_opened(archive, member), name, file, budget)
                for member, name in named
                if not is_hidden(name)
            ]
    except _DAMAGES as error:
        raise _damaged(file.name, "tar archive") from error


def _name(member: tarfile.TarInfo) -> str:
    return clean(unicodedata.normalize("NFC", member.name)).removeprefix("./")


def _opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member)
    if stream is None:
        raise tarfile.TarError(member.name)
    return stream


def _damaged(name: str, what: str) -> InputError:
    return InputError(f"{name}: a damaged {what}: expected one that can be unpacked")
