"""Whether JSON goes on to its end: a page cut while it was saved is none that can be counted on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from audit.errors import InputError
from audit.model import InputFile
from audit.read.allegro_json import is_json_lines, looks_like_json, pieces
from audit.read.files import head_text, unreadable

_TAIL = 4096
_BLANK = b"\x00 \t\r\n"  # in UTF-16, too
_QUICK = 64 * 1024 * 1024


def refuse_cut(source: InputFile) -> None:
    """InputError for a JSON document that ends in the middle, as far as its last byte tells: then
    alone is it read whole. What is no JSON, or a document a line, is left to its reader."""
    head = head_text(source)
    if looks_like_json(head) and not is_json_lines(head) and _last_byte(source) not in (b"}", b"]"):
        _read_through(source)


def broken(sources: Iterable[InputFile]) -> Iterator[str]:
    """What is wrong with those of ``sources`` that are JSON and quick to read, cut anywhere."""
    for source in sources:
        if source.path.stat().st_size <= _QUICK and looks_like_json(head_text(source)):
            try:
                _read_through(source)
            except InputError as error:
                yield str(error)


def _read_through(source: InputFile) -> None:
    deque(pieces(source), maxlen=0)


def _last_byte(source: InputFile) -> bytes:
    """The last byte that is no blank; empty where there is none near the end."""
    try:
        with source.path.open("rb") as stream:
            stream.seek(max(0, stream.seek(0, 2) - _TAIL))
            return stream.read().rstrip(_BLANK)[-1:]
    except OSError as error:
        raise unreadable(source.name, error) from error
