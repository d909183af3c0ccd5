"""Bytes to text: which codec, and what a lying label hides.

The rule for single-byte Polish text: only the bytes of ą, ś, ź, Ą, Ś, Ź differ between cp1250 and
ISO-8859-2, and ISO-8859-2 text never uses 0x80-0x9F.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CUT_HEAD = 1024
_MOST_WIDE = 0.7

_LETTER = rb"[A-Za-z\xa3\xaf\xb3\xbf\xc6\xca\xd1\xd3\xe6\xea\xf1\xf3]"
_BELOW_A0 = re.compile(rb"[\x80-\x9f]")
_IN_CP1250 = re.compile(rb"(?<=%b)[\xb9\xa5]|[\xb9\xa5](?=%b)" % (_LETTER, _LETTER))
_IN_8859_2 = re.compile(
    rb"(?<=%b)[\xb1\xb6\xbc\xa1\xa6\xac]|[\xb1\xb6\xbc\xa1\xa6\xac](?=%b)" % (_LETTER, _LETTER)
)
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_ASCII = bytes(range(128))

_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_TEXT_CODEC = re.compile(r"(?:utf|iso|cp|koi|mac|ascii|big5|gb|hz|shift|euc|johab|tis)")
_SINGLE_BYTE = re.compile(r"(?:iso8859|cp\d|koi|mac|ascii|tis)")
_WESTERN = frozenset({"iso8859-1", "iso8859-15", "cp1252", "cp850", "ascii"})
# "zap³acone": a superscript, a sign or an inverted mark between letters is Polish read as Western.
_POLISH_READ_AS_WESTERN = re.compile("[A-Za-zæêñó][³¹¿±¶¼][A-Za-zæêñó]|[³¹¿]{2}")
# A letter of our languages is two bytes in UTF-8, the first of them Ã, Ä or Å in cp1252 and Ă, Ä or
# Ĺ in cp1250: "zamÃ³wienie", "wysĹ‚ane".
_DOUBLED = re.compile(r"[ÃÅĂĹ][^\sA-Za-z.,;:!?()]|Ä[^\sA-Za-z.,;:!?()]")
_OURS = re.compile("[ąćęłńóśźżáčďéěíňřšťúůýžäĺľŕôöőüű]", re.IGNORECASE)


def encoding_of(head: bytes) -> str:
    """The codec ``head`` is written in: by BOM, then strict UTF-8, then the single-byte rule.

    ``head`` may end in the middle of a character. A text that is UTF-8 but for a few damaged bytes
    stays UTF-8: what single-byte Polish text never does is to form UTF-8 sequences.
    """
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    if wide := _wide(head):
        return wide
    if _is_utf8(head) or _is_damaged_utf8(head):
        return "utf-8"
    return _single_byte(head)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain text is NUL, and hardly any of the rest."""
    pairs = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    if second > _MOST_WIDE * pairs and first * 50 < pairs:
        return "utf-16-le"
    return "utf-16-be" if first > _MOST_WIDE * pairs and second * 50 < pairs else ""


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and len(head) >= _CUT_HEAD
    return True


def _is_damaged_utf8(head: bytes) -> bool:
    high = len(head.translate(None, delete=_ASCII))
    return sum(map(len, _UTF8_SEQUENCE.findall(head))) > 0.9 * high


def _single_byte(data: bytes) -> str:
    if _BELOW_A0.search(data):
        return "cp1250"
    windows, latin2 = len(_IN_CP1250.findall(data)), len(_IN_8859_2.findall(data))
    return "iso8859-2" if latin2 > windows else "cp1250"


def decoded(data: bytes, declared: str | None) -> str:
    """``data`` as text, the ``declared`` charset believed only where the bytes agree with it.

    Never fails: what no codec explains becomes U+FFFD. Text that was encoded twice is repaired.
    """
    text = _text(data, _codec(declared or ""))
    return clean(mended(text))


def _text(data: bytes, codec: str | None) -> str:
    if codec is not None and not _SINGLE_BYTE.match(codec):
        return _strict(data, codec) or data.decode(_fallback(data, codec), "replace")
    if data.isascii():
        return data.decode("ascii")
    return _single_byte_text(data, codec)


def _single_byte_text(data: bytes, codec: str | None) -> str:
    """Text that is not ASCII: UTF-8 whatever is declared, else what is declared, else the rule."""
    if text := _strict(data, "utf-8"):
        return text
    text = _strict(data, codec) if codec else None
    if text is None or (codec in _WESTERN and _POLISH_READ_AS_WESTERN.search(text)):
        return data.decode(encoding_of(data), "replace")
    return text


def _fallback(data: bytes, codec: str) -> str:
    return encoding_of(data) if codec.startswith("utf-8") else codec


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


@lru_cache(maxsize=256)
def _codec(declared: str) -> str | None:
    """Python's name for a charset label, None for what is unknown or no charset (``base64``)."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return name if _TEXT_CODEC.match(name) else None


def mended(text: str) -> str:
    """``text``, decoded once more where UTF-8 was taken for single bytes and encoded again."""
    # Looking for one letter is much faster than a search for all pairs.
    may_be = "Ĺ" in text or "Ä" in text or "Å" in text or "Ă" in text or "Ã" in text
    return _undoubled(text) if may_be and _DOUBLED.search(text) else text


def _undoubled(text: str) -> str:
    for codec in ("cp1250", "cp1252"):
        try:
            once = text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if _OURS.search(once):
            return once
    return text


def clean(text: str) -> str:
    """``text`` without what cannot be stored: NUL and lone surrogates become U+FFFD."""
    if "\x00" not in text and (text.isascii() or _is_encodable(text)):
        return text
    return _UNSAFE.sub("\ufffd", text)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
