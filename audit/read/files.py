"""The bytes of an input file."""

from __future__ import annotations

import codecs
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from audit.errors import InputError
from audit.model import InputFile
from audit.read.encoding import encoding_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 64 * 1024
_CHUNK = 1024 * 1024


def unreadable(name: str, error: OSError) -> InputError:
    """The error that says why a file cannot be read."""
    reason = error.strerror or type(error).__name__
    return InputError(f"{name}: cannot be read ({reason}): expected a readable file")


def file_bytes(source: InputFile, limit: int = -1) -> bytes:
    """The whole content, or its first ``limit`` bytes."""
    try:
        with source.path.open("rb") as stream:
            return stream.read(limit)
    except OSError as error:
        raise unreadable(source.name, error) from error


class _Heard(io.FileIO):
    """The bytes of a file, which tells how many of them were read."""

    def __init__(self, source: InputFile) -> None:
        super().__init__(source.path)
        self._heard, self._told = source.heard, 0

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        """Read, and tell of each further mebibyte."""
        read = super().readinto(buffer)
        if self.tell() - self._told > _CHUNK:
            self._told = self.tell()
            self._heard(self._told)
        return read


def opened_text(source: InputFile, newline: str | None = None) -> TextIO:
    """The text of a file, to be read as a stream, in its encoding; what is none is replaced.

    OSError where it cannot be opened.
    """
    encoding = file_encoding(source)
    stream = io.BufferedReader(_Heard(source), _CHUNK)
    return io.TextIOWrapper(stream, encoding, "replace", newline)


def head_text(source: InputFile) -> str:
    """The first ``HEAD`` bytes as text, without a byte order mark."""
    head = file_bytes(source, HEAD)
    return head.decode(source.encoding or encoding_of(head), "replace").removeprefix("\ufeff")


def file_encoding(source: InputFile) -> str:
    """The codec of the whole file: one stray byte at its end decides as well as one at its start.

    Names are Python's: ``utf-8``, ``utf-8-sig``, ``utf-16``, ``cp1250``, ``iso8859-2``. What the
    manifest says about the file is not questioned.
    """
    if source.encoding:
        return source.encoding
    guess = encoding_of(file_bytes(source, HEAD))
    if guess != "utf-8":
        return guess
    try:
        with source.path.open("rb") as stream:
            return encoding_of(_first_doubtful(stream))
    except OSError as error:
        raise unreadable(source.name, error) from error


def _first_doubtful(stream: BinaryIO) -> bytes:
    """What decides: from the first chunk that is no UTF-8 on; nothing when all of it is."""
    strict = codecs.getincrementaldecoder("utf-8")()
    while chunk := stream.read(_CHUNK):
        try:
            strict.decode(chunk)
        except UnicodeDecodeError:
            return chunk + stream.read(_CHUNK)
    return b""


def digests(path: Path) -> tuple[str, bytes]:
    """The SHA-256 that the report prints, and a second digest that stays in the run."""
    public, private = hashlib.sha256(), hashlib.blake2b(person=b"pseudonyms")
    with path.open("rb") as bytes_of:
        while block := bytes_of.read(1 << 20):
            public.update(block)
            private.update(block[: 1 << 16])  # a sample nobody can guess, at a fraction of the time
    return public.hexdigest(), private.digest()
