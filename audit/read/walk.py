"""The input files below the paths a user gave, archives unpacked."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from audit.errors import InputError
from audit.model import InputFile, silent
from audit.read.archive import unpacked
from audit.read.archive_store import Budget
from audit.read.encoding import clean

_SKIPPED = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


def input_files(
    paths: Sequence[Path], scratch: Path, heard: Callable[[int], None] = silent
) -> list[InputFile]:
    """Every file to read, sorted by name, each once; archives are unpacked into ``scratch``, and
    ``heard`` hears how many bytes of them are.

    Hidden files and symlinked folders are left out. InputError with a line for every path that is
    missing, empty or unreadable and every archive that cannot be unpacked.
    """
    found: dict[str, InputFile] = {}
    mistakes: list[str] = []
    budget = Budget(scratch, heard=heard)
    for path, name in zip(paths, _names(paths), strict=True):
        try:
            for file in _files(path, name):
                found.setdefault(_real(file.path), file)
        except InputError as error:
            mistakes.append(str(error))
    files = [one for file in found.values() for one in _readable(file, budget, mistakes)]
    if mistakes:
        raise InputError("\n".join(mistakes))
    return sorted(files, key=lambda file: file.name.split("/"))


def _real(path: Path) -> str:
    """Where a path leads. Unlike ``Path.resolve`` it never fails, on a loop of links either."""
    return os.path.realpath(path)


def _names(paths: Sequence[Path]) -> list[str]:
    """What the paths are called: their last part, or the whole path where two end alike."""
    last = [Path(_real(path)).name or "input" for path in paths]
    return [
        _text(name if last.count(name) == 1 else path.as_posix())
        for path, name in zip(paths, last, strict=True)
    ]


def _text(name: str) -> str:
    return clean(unicodedata.normalize("NFC", name))


def _files(path: Path, name: str) -> Iterator[InputFile]:
    if path.is_file():
        yield InputFile(name, path)
    elif path.is_dir():
        yield from _folder(path, name)
    else:
        raise InputError(f"{_text(str(path))}: no such file or folder: expected an existing path")


def _folder(folder: Path, name: str) -> Iterator[InputFile]:
    files = [InputFile(_text(f"{name}/{below}"), folder / below) for below in _below(folder)]
    if not files:
        raise InputError(f"{_text(str(folder))}: no files in it: expected at least one input file")
    yield from files


def _below(folder: Path) -> Iterator[str]:
    """Relative names of the files below a folder; dangling links count as files, to be named."""
    for base, folders, names in os.walk(folder, onerror=_raise):
        here = Path(base)
        folders[:] = sorted(one for one in folders if _is_walked(here / one))
        for one in sorted(names):
            path = here / one
            if not one.startswith(".") and one.lower() not in _SKIPPED and _is_regular(path):
                yield path.relative_to(folder).as_posix()


def _raise(error: OSError) -> None:
    where = _text(str(error.filename))
    raise InputError(f"{where}: cannot be read ({error.strerror}): expected a readable folder")


def _is_walked(folder: Path) -> bool:
    """Hidden folders are skipped, but a Maildir keeps its subfolders in hidden ones; what is in its
    ``tmp`` never arrived.
    """
    is_hidden = folder.name.startswith(".") and not (folder / "cur").is_dir()
    is_arriving = folder.name == "tmp" and (folder.parent / "cur").is_dir()
    return not (is_hidden or is_arriving) and folder.name.lower() not in _SKIPPED


def _is_regular(path: Path) -> bool:
    return path.is_file() or (path.is_symlink() and not path.exists())


def _readable(file: InputFile, budget: Budget, mistakes: list[str]) -> list[InputFile]:
    """The file, or the members of an archive; what is wrong goes to ``mistakes``."""
    try:
        with file.path.open("rb") as stream:
            stream.read(1)
        return unpacked(file, budget)
    except InputError as error:
        mistakes.append(str(error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        mistakes.append(f"{file.name}: cannot be read ({reason}): expected a readable file")
    return []
