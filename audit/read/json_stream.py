"""JSON of any size, a value at a time: what is in memory is one element, never the whole file.

Numbers are kept as text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

CHUNK = 1 << 22
_LARGEST = 1 << 28
_NEAR_END = 16
_BLANK = re.compile(r"[ \t\n\r]*")
_CUT_ESCAPE = re.compile(r"\\?u?[0-9a-fA-F]{0,4}")
_WORDS = ("true", "false", "null", "-")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)


class JsonError(Exception):
    """What is wrong with a text, and at which of its characters."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what, self.at = what, at


class Window:
    """The part of a text that is being parsed: read ahead as needed, dropped when done with."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text, self._at, self._passed, self._ended = "", 0, 0, False
        self._grow(CHUNK)

    @property
    def head(self) -> str:
        """What is in memory and not yet parsed."""
        return self._text[self._at :]

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            self._at = _end_of_blank(self._text, self._at)
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._grow(CHUNK)

    def took(self, character: str) -> bool:
        """Whether ``character`` comes next; it is passed then."""
        found = self.peek() == character
        self._at += found
        return found

    def value(self) -> Any:
        """The value that comes next, whole. JsonError where none does."""
        self.peek()
        while True:
            found, value = self._decoded()
            if found:
                return value
            if len(self._text) - self._at > _LARGEST:
                raise JsonError("has a value of more than 256 MiB", self._passed + self._at)
            self._grow(max(CHUNK, len(self._text) - self._at))

    def fitting_value(self) -> tuple[bool, Any]:
        """The value that comes next, if it is in memory whole."""
        self.peek()
        if len(self._text) - self._at < CHUNK:
            self._grow(CHUNK)
        return self._decoded()

    def fault(self, message: str = "Expecting") -> JsonError:
        """The fault of the text not going on as it must."""
        return self._fault(json.JSONDecodeError(message, self._text, self._at))

    def _decoded(self) -> tuple[bool, Any]:
        """Whether a value is there whole, and the value. A number at the end may still go on."""
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            if self._ended or not self._may_go_on(error):
                raise self._fault(error) from error
            return False, None
        except RecursionError as error:
            raise JsonError("nested too deep", self._passed + self._at) from error
        except ValueError as error:
            raise JsonError("has a number too long", self._passed + self._at) from error
        if end == len(self._text) and not self._ended:
            return False, None
        self._at = end
        return True, value

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        is_open = error.msg.startswith(("Unterminated", "Invalid \\u"))
        return is_open or error.pos >= len(self._text) - _NEAR_END

    def _fault(self, error: json.JSONDecodeError) -> JsonError:
        text = self._text.rstrip()
        if self._ended and is_cut(text, error):
            return JsonError("cut", self._passed + len(text))
        return JsonError("broken", self._passed + error.pos)

    def _grow(self, size: int) -> None:
        more = self._stream.read(size)
        self._passed += self._at
        self._text, self._at = self._text[self._at :] + more, 0
        self._ended = len(more) < size


def is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """Whether ``text``, without blanks at its end, stops in the middle of JSON.

    The parser stops at the start of a string that never ends, else within the last token.
    """
    rest = text[error.pos :]
    if error.msg.startswith("Invalid"):
        return _CUT_ESCAPE.fullmatch(rest) is not None
    return error.msg.startswith("Unterminated") or any(word.startswith(rest) for word in _WORDS)


def parsed(text: str) -> Any:
    """The value of a whole text. ValueError or RecursionError where it is none."""
    text = text.strip()
    value, end = _DECODER.raw_decode(text)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def elements(window: Window) -> Iterator[tuple[int, Any]]:
    """The elements of the array that comes next, numbered from 0."""
    window.took("[")
    if window.took("]"):
        return
    index = 0
    while True:
        yield index, window.value()
        index += 1
        if window.took("]"):
            return
        if not window.took(","):
            raise window.fault("Expecting ',' delimiter")


def keys(window: Window) -> Iterator[str]:
    """The keys of the object that comes next; the caller takes the value of each in turn."""
    window.took("{")
    if window.took("}"):
        return
    while True:
        if window.peek() != '"':
            raise window.fault("Expecting property name")
        key = str(window.value())
        if not window.took(":"):
            raise window.fault("Expecting ':' delimiter")
        yield key
        if window.took("}"):
            return
        if not window.took(","):
            raise window.fault("Expecting ',' delimiter")


def _end_of_blank(text: str, start: int) -> int:
    found = _BLANK.match(text, start)
    return found.end() if found else start
