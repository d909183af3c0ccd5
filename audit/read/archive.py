"""ZIP archives, unpacked so that no member decides where its bytes are written."""

from __future__ import annotations

import lzma
import os
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from audit.errors import InputError
from audit.model import InputFile
from audit.read.encoding import clean

_MAGIC = b"PK\x03\x04"
_DOCUMENT_MEMBERS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_HIGHEST_RATIO = 200
_SMALL = 1024 * 1024
_MOST_BYTES = 20 * 1024**3
_DEEPEST = 3
_CHUNK = 1024 * 1024
_DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)


@dataclass
class Budget:
    """Where archives are unpacked to, and how many bytes all of them have taken."""

    scratch: Path
    spent: int = 0


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive, and not a spreadsheet or document that is packed as one.

    InputError when it starts as a ZIP and cannot be opened.
    """
    with path.open("rb") as stream:
        if stream.read(4) != _MAGIC:
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _DOCUMENT_MEMBERS.isdisjoint(archive.namelist())
    except (*_DAMAGES, ValueError) as error:
        raise _damaged(path.name) from error


def unpacked(file: InputFile, budget: Budget, depth: int = 1) -> list[InputFile]:
    """The files in an archive, named ``archive.zip!/member``; archives inside it unpacked too.

    InputError for an encrypted member, a member that climbs out of the archive, an archive that
    grows beyond reason, and a damaged one.
    """
    if depth > _DEEPEST:
        raise InputError(f"{file.name}: archives nested too deep: expected at most {_DEEPEST}")
    try:
        with zipfile.ZipFile(file.path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_bomb(file, members)
            files = [
                _extracted(archive, info, file.name, budget)
                for info in members
                if not _is_hidden(_name(info))
            ]
    except (*_DAMAGES, ValueError, RuntimeError) as error:
        raise _damaged(file.name) from error
    return [inner for one in files for inner in _opened(one, budget, depth)]


def _opened(file: InputFile, budget: Budget, depth: int) -> Iterator[InputFile]:
    try:
        nested = is_archive(file.path)
    except InputError as error:
        raise _damaged(file.name) from error
    yield from unpacked(file, budget, depth + 1) if nested else [file]


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: a damaged ZIP archive: expected one that can be unpacked")


def _refuse_bomb(file: InputFile, members: list[zipfile.ZipInfo]) -> None:
    size, packed = sum(info.file_size for info in members), file.path.stat().st_size
    worst = max((info.file_size / max(info.compress_size, 1) for info in members), default=0)
    if size > _SMALL and max(size / max(packed, 1), worst) > _HIGHEST_RATIO:
        raise InputError(
            f"{file.name}: an archive that grows more than {_HIGHEST_RATIO} times:"
            " expected ordinary files"
        )


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; Polish Windows writes names in CP852, which ``zipfile`` reads as CP437."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        data = name.encode("cp437", "replace")
        try:
            name = data.decode("utf-8")
        except UnicodeDecodeError:
            name = data.decode("cp852", "replace")
    return clean(unicodedata.normalize("NFC", name.replace("\\", "/")))


def _is_hidden(name: str) -> bool:
    parts = [part for part in PurePosixPath(name).parts if part != ".."]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _extracted(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, outer: str, budget: Budget
) -> InputFile:
    name = _name(info)
    where = f"{outer}!/{name}"
    if info.flag_bits & _ENCRYPTED:
        raise InputError(f"{where}: encrypted: expected an archive without a password")
    if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name[:2]:
        raise InputError(f"{where}: climbs out of the archive: expected a name inside of it")
    budget.scratch.mkdir(parents=True, exist_ok=True)
    descriptor, path = tempfile.mkstemp(dir=budget.scratch, suffix=".member")
    with os.fdopen(descriptor, "wb") as target, archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            budget.spent += len(chunk)
            if budget.spent > _MOST_BYTES:
                raise InputError(f"{outer}: more than 20 GiB unpacked: expected less")
            target.write(chunk)
    return InputFile(where, Path(path))
