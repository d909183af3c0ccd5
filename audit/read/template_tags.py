"""One HTML tag of a template: which element it opens or closes, and what it does to its text."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

HIDDEN, TINY, SIZED = "hidden", "tiny", "sized"

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
_ATTRIBUTE = re.compile(
    r"""\s+([a-zA-Z][a-zA-Z:_-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`/]+)))?(?=[\s/>])"""
)
_LINK = re.compile(
    r"""(<a(?:\s[^<>"']*(?:"[^"<>]*"[^<>"']*)*)?)\shref="([^"<>]*)"((?:[\s/][^<>]*)?>)"""
)
_END = re.compile(r"\s*/?>")
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--!?>).)*-->", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_AMPERSAND = re.compile(r"&(#|[a-zA-Z0-9]*)([;=]?)")

_STYLED_AWAY = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:max-height|opacity)\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_FONT_SIZE = re.compile(r"font(?:-size)?\s*:\s*([^;]*)", re.IGNORECASE)
_ZERO_SIZE = re.compile(r"(?:^|\s)0(?:\.0*)?(?:px|pt|em|rem|%)?(?:\s|!|/|$)")
_TARGET = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)


class Tag(NamedTuple):
    """The element a tag opens or closes and what it does to its text (``td``, ``td tiny``, ``/td``,
    ``-`` for a comment, nothing for what is not read here), and where it links to.
    """

    code: str
    target: str = ""


_UNREAD = Tag("")


def frames_of(style: str) -> tuple[str, ...]:
    """What an inline style does to its text: ``HIDDEN``, and ``TINY`` (size zero) or ``SIZED``."""
    hidden = (HIDDEN,) if _STYLED_AWAY.search(style) else ()
    size = _FONT_SIZE.search(style)
    if size is None:
        return hidden
    return (*hidden, TINY if _ZERO_SIZE.search(size[1]) else SIZED)


def link_target(href: str) -> str:
    """A link's target without blanks, empty for what leads to no page (``mailto:``, ``#top``)."""
    target = "".join(href.split())
    return target if _TARGET.match(target) else ""


@lru_cache(maxsize=4096)
def tag_of(tag: str) -> Tag:
    """What one tag or comment says."""
    # The links of every mail are others, what stands around them is not.
    link = _LINK.fullmatch(tag)
    if link is None:
        return _tag_of(tag)
    href = _unescaped(link[2])
    around = _tag_of(link[1] + link[3])
    if href is None or around is _UNREAD or _CONTROL.search(href):
        return _UNREAD
    return Tag(around.code, link_target(href))


@lru_cache(maxsize=1024)
def _tag_of(tag: str) -> Tag:
    name = _NAME.match(tag)
    if name is None:
        return Tag("-") if _COMMENT.fullmatch(tag) else _UNREAD
    if name[1]:
        return Tag("/" + name[2].lower()) if _END.fullmatch(tag, name.end()) else _UNREAD
    attributes = _attributes(tag, name.end())
    return _UNREAD if attributes is None else _opening(name[2].lower(), attributes)


def _attributes(tag: str, start: int) -> dict[str, str] | None:
    """The attributes of an opening tag, None where they are written in no ordinary way."""
    attributes: dict[str, str] = {}
    while found := _ATTRIBUTE.match(tag, start):
        name = found[1].lower()
        if name in attributes:
            return None
        attributes[name] = found[2] or found[3] or found[4] or ""
        start = found.end()
    is_plain = _END.fullmatch(tag, start) and not _CONTROL.search(tag)
    return attributes if is_plain else None


def _opening(name: str, attributes: dict[str, str]) -> Tag:
    style, href = attributes.get("style", ""), _unescaped(attributes.get("href", ""))
    is_quote = "quote" in attributes.get("class", "").lower()
    if is_quote or "&" in style or href is None:
        return _UNREAD
    frames = frames_of(style)
    if name == "font" and attributes.get("size") and not {TINY, SIZED}.intersection(frames):
        frames = (*frames, SIZED)
    if "hidden" in attributes:
        frames = (*frames, HIDDEN)
    return Tag(" ".join((name, *frames)), link_target(href) if name == "a" else "")


def _unescaped(value: str) -> str | None:
    """An attribute's value, None where its character references are more than ``&amp;``."""
    if "&" not in value:
        return value
    for word, end in _AMPERSAND.findall(value):
        is_plain = end == ";" and word == "amp"
        is_bare = word not in html5 and word != "#" and end != ";"
        if not (is_plain or is_bare or (end == "=" and word != "#")):
            return None
    return value.replace("&amp;", "&")
