"""Opens the input files: which kind each is, its digests, its records as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from audit.errors import InputError
from audit.load import UNKNOWN, OpenedFile
from audit.model import InputFile, Reached, Record, Rejected, Tell, counting

_MAIL_AND_UNKNOWN = frozenset({"mbox", "eml", "msg", None})


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

    InputError, before anything is read, that names every file that cannot be read, every JSON
    document that was cut, and every one of the ``named`` files of no known kind; one cut where only
    reading it can tell is named when it is reached. With ``faults`` the reading goes on, and what
    is wrong stands there by file name.
    """
    from audit.read import TABLES
    from audit.read.column_words import MAIL_LOG
    from audit.read.files import digests
    from audit.read.mail_log import mail_of
    from audit.read.scan import scan_of
    from audit.read.sheets import columns_text

    kinds = _kinds(files, named, faults, counting(tell, "look", len(files)))
    sizes = [_size(source.path) for source in files]
    meter = Meter(tell, sum(sizes))
    for number, (kind, unheard) in enumerate(zip(kinds, files, strict=True)):
        source = replace(unheard, heard=meter.heard)
        public, private = digests(source.path)
        add_to_key(private)
        encoding = text_encoding(source) if kind in TABLES else ""
        columns = columns_text(source, dict(source.columns)) if kind in TABLES else ""
        scan = partial(scan_of, source) if kind == MAIL_LOG else None
        records = _records(kind, source, faults, _later(files, kinds, number))
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


def _kinds(
    files: Sequence[InputFile],
    named: AbstractSet[Path],
    faults: dict[str, str] | None,
    one_more: Callable[[], None],
) -> list[str]:
    """The kind of each file; what is wrong with any stands in one error, so that nobody has to
    mend one file at a time."""
    kinds: list[str] = []
    mistakes: list[str] = []
    for source in files:
        try:
            kinds.append(_kind(source, named, faults))
        except InputError as err:
            mistakes.append(str(err))
        one_more()
    if mistakes:
        raise InputError("\n".join(mistakes))
    return kinds


def _later(files: Sequence[InputFile], kinds: Sequence[str], number: int) -> Iterator[InputFile]:
    """The files of a known kind behind the one with that number."""
    for source, kind in islice(zip(files, kinds, strict=True), number + 1, None):
        if kind != UNKNOWN:
            yield source


def _kind(source: InputFile, named: AbstractSet[Path], faults: dict[str, str] | None) -> str:
    """The kind of a file; a file that was named and has none is a mistake of the caller's."""
    from audit.read.detect import detect
    from audit.read.foreign import no_known_kind
    from audit.read.whole_json import refuse_cut

    try:
        kind = detect(source, dict(source.columns))
        if kind is None and source.path.resolve() in named:
            raise InputError(no_known_kind(source))
        if faults is None and kind not in _MAIL_AND_UNKNOWN:
            refuse_cut(source)
    except InputError as err:
        if faults is None:
            raise
        faults[source.name] = str(err)
        kind = None
    return kind or UNKNOWN


def _records(
    kind: str, source: InputFile, faults: dict[str, str] | None, later: Iterable[InputFile]
) -> Iterator[Record | Rejected]:
    """The records of a file; what is wrong with it is told with what is wrong in ``later`` ones."""
    from audit.read import read
    from audit.read.whole_json import broken

    if kind == UNKNOWN:
        return
    try:
        yield from read(kind, source, dict(source.columns))
    except InputError as err:
        if faults is None:
            raise InputError("\n".join([str(err), *broken(later)])) from err
        faults[source.name] = str(err)
