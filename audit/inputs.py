"""Opens the input files: which kind each is, its digests, its records as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audit.errors import InputError
from audit.load import UNKNOWN, OpenedFile
from audit.model import InputFile, Reached, Record, Rejected, Tell


@dataclass
class Meter:
    """How much of all input files is read, told on as it grows: bytes, and records."""

    tell: Tell
    total: int
    passed: int = 0  # bytes of the files before this one
    done: int = 0  # bytes of this one
    records: int = 0

    def heard(self, done: int) -> None:
        """So many bytes of the file are done."""
        self.done = done
        self._tell()

    def counted(self, records: int) -> None:
        """So many records are read, of all files."""
        self.records = records
        self._tell()

    def ended(self, size: int) -> None:
        """The file, of so many bytes, is read."""
        self.passed += size
        self.heard(0)

    def _tell(self) -> None:
        self.tell(Reached("read", self.passed + self.done, self.total, self.records))


def opened(
    files: Sequence[InputFile],
    named: AbstractSet[Path],
    add_to_key: Callable[[bytes], None],
    tell: Tell,
    faults: dict[str, str] | None = None,
) -> Iterator[OpenedFile]:
    """Every file with its kind, digest and records; ``add_to_key`` receives a private digest.

    InputError for a file that cannot be read, and for one of the ``named`` files that is of no
    known kind, with all others that can be told at a look; with ``faults`` the reading goes on, and
    what is wrong stands there by file name.
    """
    from audit.read import TABLES
    from audit.read.column_words import MAIL_LOG
    from audit.read.files import digests
    from audit.read.mail_log import mail_of
    from audit.read.scan import scan_of
    from audit.read.sheets import columns_text

    sizes = [_size(source.path) for source in files]
    meter = Meter(tell, sum(sizes))
    for number, unheard in enumerate(files):
        source = replace(unheard, heard=meter.heard)
        try:
            kind = _kind(source, named, faults)
        except InputError as err:
            others = _mistakes(files[number + 1 :], named)
            raise InputError("\n".join([str(err), *others])) from err
        public, private = digests(source.path)
        add_to_key(private)
        encoding = text_encoding(source) if kind in TABLES else ""
        columns = columns_text(source, dict(source.columns)) if kind in TABLES else ""
        scan = partial(scan_of, source) if kind == MAIL_LOG else None
        records = _records(kind, source, faults)
        yield OpenedFile(
            source, kind, public, encoding, records, columns, scan, mail_of, meter.counted
        )
        meter.ended(sizes[number])


def _size(path: Path) -> int:
    """The bytes of a file; none of one that is gone, as whoever opens it will say."""
    with suppress(OSError):
        return path.stat().st_size
    return 0


def text_encoding(source: InputFile) -> str:
    """The encoding of a text file; empty for what is packed or binary, which has none."""
    from audit.read.detect import is_binary
    from audit.read.files import HEAD, file_bytes, file_encoding

    return "" if is_binary(file_bytes(source, HEAD)) else file_encoding(source)


def _mistakes(files: Sequence[InputFile], named: AbstractSet[Path]) -> Iterator[str]:
    """What else is wrong, so that nobody has to mend one file at a time."""
    for source in files:
        try:
            _kind(source, named, None)
        except InputError as err:
            yield str(err)


def _kind(source: InputFile, named: AbstractSet[Path], faults: dict[str, str] | None) -> str:
    """The kind of a file; a file that was named and has none is a mistake of the caller's."""
    from audit.read.detect import detect
    from audit.read.foreign import no_known_kind

    try:
        kind = detect(source, dict(source.columns))
        if kind is None and source.path.resolve() in named:
            raise InputError(no_known_kind(source))
    except InputError as err:
        if faults is None:
            raise
        faults[source.name] = str(err)
        kind = None
    return kind or UNKNOWN


def _records(
    kind: str, source: InputFile, faults: dict[str, str] | None
) -> Iterator[Record | Rejected]:
    from audit.read import read

    if kind == UNKNOWN:
        return
    try:
        yield from read(kind, source, dict(source.columns))
    except InputError as err:
        if faults is None:
            raise
        faults[source.name] = str(err)
