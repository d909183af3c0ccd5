"""The members of a ZIP archive."""

from __future__ import annotations

import lzma
import unicodedata
import zipfile
import zlib
from pathlib import Path

from audit.errors import InputError
from audit.model import InputFile
from audit.read.archive_store import HIGHEST_RATIO, SMALL, Budget, bomb, is_hidden, stored
from audit.read.encoding import clean

_MAGIC = b"PK\x03\x04"
_DOCUMENT_MEMBERS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
    *(ValueError, RuntimeError, IndexError, KeyError),
)


def is_zip(path: Path, name: str) -> bool:
    """Whether a file is a ZIP archive, and not a spreadsheet or document that is packed as one.

    InputError when it starts as a ZIP and cannot be opened.
    """
    with path.open("rb") as stream:
        if stream.read(4) != _MAGIC:
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _DOCUMENT_MEMBERS.isdisjoint(archive.namelist())
    except _DAMAGES as error:
        raise _damaged(name) from error


def unzipped(file: InputFile, budget: Budget) -> list[InputFile]:
    """The files in a ZIP archive. InputError for an encrypted one and a damaged one."""
    try:
        with zipfile.ZipFile(file.path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_bomb(file, members)
            named = [(info, _name(info)) for info in members]
            return [
                _extracted(archive, info, name, file, budget)
                for info, name in named
                if not is_hidden(name)
            ]
    except _DAMAGES as error:
        raise _damaged(file.name) from error


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: a damaged ZIP archive: expected one that can be unpacked")


def _refuse_bomb(file: InputFile, members: list[zipfile.ZipInfo]) -> None:
    size, packed = sum(info.file_size for info in members), file.path.stat().st_size
    worst = max((info.file_size / max(info.compress_size, 1) for info in members), default=0)
    if size > SMALL and max(size / max(packed, 1), worst) > HIGHEST_RATIO:
        raise bomb(file)


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


def _extracted(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, outer: InputFile, budget: Budget
) -> InputFile:
    if info.flag_bits & _ENCRYPTED:
        raise InputError(f"{outer.name}!/{name}: encrypted: expected an archive without a password")
    with archive.open(info) as stream:
        return stored(stream, name, outer, budget)
