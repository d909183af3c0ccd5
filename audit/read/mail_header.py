"""Mail headers as raw text (8-bit bytes as surrogate escapes) to what they say."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.message import Message
from email.utils import parsedate_tz
from itertools import groupby

from audit.read.encoding import clean, decoded

_FOLD = re.compile(r"[\r\n]+")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
_ONE_WORD = re.compile(
    r"=\?([a-zA-Z0-9_-]+)\?[bB]\?"
    r"((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\?="
)
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")
_NOT_BASE64 = re.sub(rb"[A-Za-z0-9+/]", b"", bytes(range(256)))

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ONE_ADDRESS = re.compile(
    r"(?:[A-Za-z0-9 _-]{0,200}<(?=[^<>]+>$))?"
    r"([A-Za-z0-9+_-][A-Za-z0-9+._-]*@[A-Za-z0-9.-]+[A-Za-z0-9])>?"
)
_ITEM_END = re.compile(r"[,;]")
_ADDRESS_END = re.compile(r"[\s<>,;:\"()\[\]#|]+")
_ONE_ID = re.compile(r"<[!-;=?-~]+>")
_MESSAGE_ID = re.compile(r"<([^<>]+)>")
_FOLDED_BLANK = re.compile(r"[\r\n]+[ \t]*")

_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_USUAL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, )?([0-9]{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"(20[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) (\+[0-9]{4}|-(?!0000)[0-9]{4})(?: \([A-Z]{3,5}\))?"
)
_UNKNOWN_ZONE = re.compile(r"-0000\b")
_OFFSET = re.compile(r"[+-]\d{4}\b|\b(?:GMT|UTC?|Z|[ECMP][SD]T)\b", re.IGNORECASE)
_ZONES = {"cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3}
_ZONE_NAME = re.compile(r"\b(cet|mez|cest|mesz|eet|eest)\b", re.IGNORECASE)


def header_text(raw: str) -> str:
    """A header decoded and unfolded, blanks collapsed.

    Adjacent encoded words are joined as bytes first: senders cut them in the middle of a letter.
    """
    if raw.isascii() and "=?" not in raw:
        flat = _FOLD.sub("", raw) if "\n" in raw or "\r" in raw else raw
        return " ".join(clean(flat).split())
    word = _ONE_WORD.fullmatch(raw)
    if word:
        text = decoded(binascii.a2b_base64(word[2]), word[1].lower())
        return " ".join(text.split())
    flat = _BETWEEN_WORDS.sub("", _FOLD.sub("", raw))
    tokens = groupby(_tokens(flat), key=lambda token: token[0])
    text = "".join(decoded(b"".join(data for _, data in run), charset) for charset, run in tokens)
    return " ".join(text.split())


def _tokens(text: str) -> Iterator[tuple[str | None, bytes]]:
    """Pieces of a header: the charset of an encoded word (None outside of one), its bytes."""
    end = 0
    for word in _WORD.finditer(text):
        if word.start() > end:
            yield None, raw_bytes(text[end : word.start()])
        charset, coding, payload = word.groups()
        data = raw_bytes(payload)
        data = unbase64(data) if coding in "bB" else binascii.a2b_qp(data, header=True)
        yield charset.partition("*")[0].lower(), data
        end = word.end()
    if end < len(text):
        yield None, raw_bytes(text[end:])


def raw_bytes(text: str) -> bytes:
    """The bytes a parsed mail held, from text with surrogate escapes."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return clean(text).encode()


def unbase64(data: bytes) -> bytes:
    """Base64 decoded, damaged or not: foreign characters dropped, a cut end cut further."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        letters = data.translate(None, delete=_NOT_BASE64)
        whole = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def addresses(raws: Iterable[str]) -> list[str]:
    """Bare lower-case addresses of address headers, each once, in order."""
    return list(dict.fromkeys(address for raw in raws for address in _one_or_more(raw)))


def _one_or_more(raw: str) -> list[str]:
    """The addresses as they stand, else those inside of encoded words."""
    return _addresses(raw) or (_addresses(header_text(raw)) if "=?" in raw else [])


def _addresses(raw: str) -> list[str]:
    if "@" not in raw:
        return []
    one = _ONE_ADDRESS.fullmatch(raw)
    if one:
        return [one[1].lower()]
    text = _QUOTED.sub(" ", _FOLD.sub("", raw)) if '"' in raw else _FOLD.sub("", raw)
    return [address for item in _ITEM_END.split(text) for address in _addresses_of_item(item)]


def _addresses_of_item(item: str) -> list[str]:
    """``a@b <c@d>`` holds one address, the one in brackets; ``a@b c@d`` two."""
    bracketed = item.rsplit("<", 1)[1].split(">", 1)[0] if "<" in item else ""
    words = _ADDRESS_END.split(bracketed if "@" in bracketed else item)
    bare = (clean(word.strip("'.").lower()) for word in words if "@" in word)
    return [word for word in bare if not word.startswith("@") and not word.endswith("@")]


def message_ids(raw: str) -> list[str]:
    """Message-IDs without ``<>``, case kept; one that stands without ``<>`` is taken as it is."""
    if _ONE_ID.fullmatch(raw):
        return [raw[1:-1]]
    text = _FOLDED_BLANK.sub("", raw)
    bracketed = [clean(found.strip()) for found in _MESSAGE_ID.findall(text)]
    bare = [clean(word.strip("<>")) for word in text.split() if "@" in word]
    return [found for found in bracketed or bare if found]


def iso_date(raw: str) -> str:
    """An RFC 5322 date as ISO 8601, with its offset where it states one.

    ``-0000`` (time known, zone not) is taken as UTC. What is no date stays as it stood.
    """
    usual = _USUAL_DATE.fullmatch(raw)
    if usual:
        return _usual_date(usual) or raw
    text = _BLANKS.sub(" ", clean(header_text(raw)))
    try:
        fields = parsedate_tz(text)
        if fields is None:
            return text
        return datetime(*fields[:6], tzinfo=_zone(text, fields[9] or 0)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text


def _usual_date(usual: re.Match[str]) -> str:
    """The date as ISO 8601, empty where the calendar has no such day."""
    day, month, year, clock, zone = usual.groups()
    number = _MONTHS.index(month) // 3 + 1
    iso = f"{year}-{number:02}-{int(day):02}T{clock}{zone[:3]}:{zone[3:]}"
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return iso


def _zone(text: str, offset: int) -> timezone | None:
    if _UNKNOWN_ZONE.search(text):
        return UTC
    if offset or _OFFSET.search(text):
        return timezone(timedelta(seconds=offset))
    name = _ZONE_NAME.search(text)
    return timezone(timedelta(hours=_ZONES[name[1].lower()])) if name else None


def parameter(part: Message, name: str, header: str) -> str | None:
    """A decoded parameter of a header of ``part``: RFC 2231, encoded words and raw 8-bit text."""
    try:
        value = part.get_param(name, header=header)
    except (ValueError, TypeError, IndexError, LookupError):
        return None
    if isinstance(value, tuple):
        charset, _, text = value
        return _BLANKS.sub(" ", decoded(_extended_bytes(text), charset)).strip() or None
    return header_text(value) or None if isinstance(value, str) else None


def _extended_bytes(text: str) -> bytes:
    """RFC 2231 text: the standard library has unquoted its bytes as Latin-1."""
    try:
        return text.encode("latin-1", "surrogateescape")
    except UnicodeEncodeError:
        return raw_bytes(clean(text))
