"""What a reader of a mail sees: HTML to lines of text, and the links in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit.read.template_html import INVISIBLE, may_name_links, template_links, template_text
from audit.read.template_tags import HIDDEN, SIZED, TINY, frames_of, link_target


class Shown(NamedTuple):
    """Text as lines joined by ``\\n``, and link targets.

    Lines of quoted mail start with ``> ``; links in them are left out.
    """

    text: str
    links: tuple[str, ...] = ()


# The tree is never cut (freed nodes would still be referred to): each node that matters is framed
# by characters that cannot occur in the text, and the frames are read from the flat text.
_LINE, _CLOSE, _LINK, _LINK_END = "\x01", "\x02", "\x03", "\x04"
_HIDDEN, _TINY, _SIZED, _QUOTE, _PRE = "\x05", "\x06", "\x07", "\x0e", "\x0f"
_FRAMES = {HIDDEN: _HIDDEN, TINY: _TINY, SIZED: _SIZED}
_FRAME = re.compile("([\x01\x02\x05-\x07\x0e\x0f]|\x03[0-9]+\x04)")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f]"
    r"|&#(?:0*(?:[0-8]|11|1[4-9]|2[0-9]|3[01])(?![0-9])|x0*(?:[0-8bef]|1[0-9a-f])(?![0-9a-f]));?",
    re.IGNORECASE,
)

_BLOCKS = (
    "p,div,br,hr,table,tr,td,th,caption,ul,ol,li,dl,dt,dd,h1,h2,h3,h4,h5,h6,blockquote,pre,"
    "center,section,article,header,footer,main,nav,aside,address,form,fieldset,figure,option"
)
_NEVER_SHOWN = "script,style,head,title,template,noframes,[hidden]"
_QUOTES = "blockquote,.gmail_quote,.yahoo_quoted,.protonmail_quote"
_INDENT_ONLY = re.compile(r"border\s*:\s*(?:none|0)", re.IGNORECASE)

_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TO_TIDY = re.compile(f"[\r\x0b\x0c\x85\u2028\u2029{INVISIBLE.pattern[1:]}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'\u201d\u201e]+", re.IGNORECASE)
_CID = re.compile(r"cid:([^\"'\s>)]+)", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<!doctype html|<html\b|<(?:p|div|table|body|center|br)\b[^>]*>)", re.IGNORECASE
)


def looks_like_html(text: str) -> bool:
    """Whether a text that does not say what it is starts as HTML."""
    return _HTML.match(text) is not None


def tidy(text: str) -> str:
    """Plain text with ``\\n`` line ends, single blanks, nothing invisible, no edge blank lines."""
    flat = text
    if _TO_TIDY.search(text):
        flat = INVISIBLE.sub("", _LINE_END.sub("\n", text))
    return "\n".join([" ".join(line.split()) for line in flat.split("\n")]).strip("\n")


def shown_text(text: str) -> Shown:
    """Plain text as shown, with the URLs outside of its quoted lines."""
    tidied = tidy(text)
    return Shown(tidied, tuple(_distinct(_urls(tidied))))


def shown_html(html: str) -> Shown:
    """What a mail program shows of ``html``: no script, style or hidden element.

    A new line at every block element and table cell, never a blank inside a word.
    """
    text, targets = template_text(html) or _parsed(html)
    return Shown(text, tuple(_distinct([*targets, *_urls(text)])))


def html_links(html: str) -> tuple[str, ...]:
    """The links of ``shown_html``."""
    links = template_links(html)
    return shown_html(html).links if links is None else tuple(_distinct(links))


def _parsed(html: str) -> tuple[str, list[str]]:
    """The seen text of ``html`` and its seen link targets, as an HTML5 parser reads them."""
    tree = LexborHTMLParser(_CONTROL.sub("", html))
    if tree.body is None:
        return "", []
    targets = _frame(tree.body)
    lines, shown = _unframe(tree.body.text(separator=""))
    return "\n".join(lines), [targets[number] for number in shown]


def inline_images(html: str) -> frozenset[str]:
    """The ids of the attached images that ``html`` shows in its text."""
    return frozenset(_CID.findall(html))


def visible_text(html: str) -> str:
    """The text of ``shown_html``."""
    return (template_text(html) or _parsed(html))[0]


def _urls(text: str) -> Iterator[str]:
    if not may_name_links(text):
        return
    for line in text.split("\n"):
        if not line.startswith(">"):
            yield from (url.rstrip(".,;:!?)]}*_") for url in _URL.findall(line))


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(text for text in texts if text))


def _frame(body: LexborNode) -> list[str]:
    """Frame all that matters below ``body``; the link targets by their number."""
    for node in body.css("[style],font[size]"):
        _frame_styled(node)
    for node in body.css(_NEVER_SHOWN):
        _around(node, _HIDDEN)
    for node in body.css(_QUOTES):
        if not _is_indent(node):
            _around(node, _QUOTE)
    for node in body.css("pre"):
        _around(node, _PRE)
    for node in body.css(_BLOCKS):
        node.insert_before(_LINE)
        node.insert_after(_LINE)
    return _frame_links(body)


def _around(node: LexborNode, opening: str) -> None:
    node.insert_before(opening)
    node.insert_after(_CLOSE)


def _frame_styled(node: LexborNode) -> None:
    frames = frames_of(node.attributes.get("style") or "")
    for frame in frames:
        _around(node, _FRAMES[frame])
    is_sized = node.tag == "font" and node.attributes.get("size")
    if is_sized and not {TINY, SIZED}.intersection(frames):
        _around(node, _SIZED)


def _is_indent(node: LexborNode) -> bool:
    """Editors indent with a borderless blockquote; one that quotes has a border, type or cite."""
    attributes = node.attributes
    plain = not (attributes.get("type") or attributes.get("cite") or attributes.get("class"))
    return plain and _INDENT_ONLY.search(attributes.get("style") or "") is not None


def _frame_links(body: LexborNode) -> list[str]:
    targets: list[str] = []
    for node in body.css("a[href],area[href]"):
        target = link_target(node.attributes.get("href") or "")
        if target:
            node.insert_before(f"{_LINK}{len(targets)}{_LINK_END}")
            targets.append(target)
    return targets


def _unframe(framed: str) -> tuple[list[str], list[int]]:
    """Visible lines and the numbers of visible links outside of quotes."""
    stack: list[str] = []
    lines: list[list[str]] = [[]]
    links: list[int] = []
    for piece in _FRAME.split(INVISIBLE.sub("", framed)):
        if piece[:1] == _LINK:
            links += [int(piece[1:-1])] if _is_visible(stack) and _QUOTE not in stack else []
        elif _FRAME.match(piece):
            _step(piece, stack, lines)
        elif piece and _is_visible(stack):
            lines[-1].append(piece)
            _break_lines(stack, lines)
    joined = (_joined(parts) for parts in lines)
    return [line for line in joined if line], links


def _step(frame: str, stack: list[str], lines: list[list[str]]) -> None:
    closed = stack.pop() if frame == _CLOSE and stack else ""
    if frame not in (_LINE, _CLOSE):
        stack.append(frame)
    if frame in (_LINE, _QUOTE) or closed == _QUOTE:
        lines.append([_QUOTE] if _QUOTE in stack else [])


def _break_lines(stack: list[str], lines: list[list[str]]) -> None:
    if _PRE not in stack or "\n" not in lines[-1][-1]:
        return
    first, *rest = lines[-1].pop().split("\n")
    lines[-1].append(first)
    lines.extend([_QUOTE, line] if _QUOTE in stack else [line] for line in rest)


def _joined(parts: list[str]) -> str:
    quoted = parts[:1] == [_QUOTE]
    line = _BLANKS.sub(" ", "".join(parts[1:] if quoted else parts)).strip()
    return f"> {line}" if quoted and line else line


def _is_visible(stack: list[str]) -> bool:
    if not stack:
        return True
    sizes = [frame for frame in stack if frame in (_TINY, _SIZED)]
    return _HIDDEN not in stack and sizes[-1:] != [_TINY]
