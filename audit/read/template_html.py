"""HTML of the kind templates make, read without building a tree.

Only what is well formed and known is read here: every element closed where it has to be, tables
holding rows and rows holding cells. Then what is seen follows from the tags alone, and mails of one
template share it. All else is left to the HTML5 parser of ``visible_text``; where both read a text
they give the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from itertools import chain
from typing import NamedTuple

from audit.read.template_tags import HIDDEN, SIZED, TINY, tag_of

_LINE, _NO_TEXT, _UNSEEN, _SEEN = " \x01 ", "\x02", "\x03", "\x04"
_DEEPEST = 200

_TAG = re.compile(r"""(<(?:!--.*?--|[^<>"]*(?:"[^"]*"[^<>"]*)*)>)""", re.DOTALL)
_HEAD = re.compile(
    r"""\s*(?:<!doctype[^<>]*>\s*)?(?:<html\b[^<>]*>\s*)?(?:<head(?:\s[^<>]*)?>
    (?:\s|<(?:meta|link|base)\b[^<>]*>|<(style|title)\b[^<>]*>[^<]*</\1>
    |<!--(?!-?>)(?:(?!--!?>).)*-->)*</head>\s*)?""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_UNREAD = re.compile("[<\x00-\x08\x0b\x0e-\x1f]")
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
_ODD = re.compile(f"{_UNREAD.pattern[:-1]}{INVISIBLE.pattern[1:]}")
_TEXT_IN_TABLE = re.compile("\x02[ \t\n\r\f]*[^ \t\n\r\f\x01-\x04]")
_LINES_BETWEEN = re.compile(" \x01(?: \x01)* ?")
_UNSEEN_TEXT = re.compile("\x03[^\x04]*\x04")
_REFERENCE = re.compile(r"&(#[0-9]{2,4};|[a-zA-Z0-9]+;|(?=\s))?")

_VOID = frozenset({"br", "hr", "img"})
_INLINE = frozenset(
    ("a", "b", "strong", "i", "em", "u", "s", "span", "font", "small", "big", "sup", "sub")
)
_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW = frozenset(
    ("p", "div", "center", "ul", "ol", "li", "section", "article", "header", "footer", "main")
)
_LINES = _FLOW | _HEADINGS | _CELLS | {"br", "hr", "table", "tr"}
_PARENTS = {
    "tbody": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "tr": _TABLE - {"tr"},
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "li": frozenset({"ul", "ol"}),
}


_KNOWN = _INLINE | _VOID | _LINES | _PARENTS.keys() | {"body"}


class _Plan(NamedTuple):
    """What stands for each tag between the texts, and which of the tags are links that are seen."""

    between: tuple[str, ...]
    links: tuple[int, ...]


class _Template(NamedTuple):
    """The texts of a body, what stands between them, and the targets of its seen links."""

    texts: list[str]
    between: tuple[str, ...]
    targets: list[str]


class _Open(NamedTuple):
    """An element that is not closed yet, and what it does to its text."""

    name: str
    frames: tuple[str, ...]


def template_text(html: str) -> tuple[str, list[str]] | None:
    """The seen text of ``html`` and its seen link targets, None where it needs the HTML5 parser."""
    read = _read(html)
    if read is None:
        return None
    text = _seen_text(
        "".join(chain.from_iterable(zip(read.texts, (*read.between, ""), strict=True)))
    )
    return None if text is None else (text, read.targets)


def template_links(html: str) -> list[str] | None:
    """The seen link targets alone, None where the text may name others or needs the parser."""
    read = _read(html)
    return None if read is None or may_name_links("".join(read.texts)) else read.targets


def may_name_links(text: str) -> bool:
    """Whether a text can hold a URL; much faster than a search for one."""
    has_www = "ww." in text or "WW." in text or "wW." in text or "Ww." in text
    return has_www or "://" in text


def _read(html: str) -> _Template | None:
    """The texts and tags of ``html``, None where it needs the HTML5 parser."""
    body = max(html.find("<body"), 0)
    if body and not _is_plain_head(html[:body]):
        return None
    pieces = _TAG.split(html[body:] if body else html)
    tags = [tag_of(tag) for tag in pieces[1::2]]
    plan = _plan(tuple([tag.code for tag in tags]))
    texts = None if plan is None else _texts(pieces[::2])
    if plan is None or texts is None:
        return None
    targets = [tags[number].target for number in plan.links if tags[number].target]
    return _Template(texts, plan.between, targets)


@lru_cache(maxsize=256)
def _is_plain_head(head: str) -> bool:
    return _HEAD.fullmatch(head) is not None


def _texts(pieces: list[str]) -> list[str] | None:
    """The texts between tags as read, None where one is not plainly text."""
    together = "".join(pieces)
    is_odd = _ODD.search(together) is not None
    if is_odd and _UNREAD.search(together):
        return None
    if "&" in together:
        try:
            pieces = [_REFERENCE.sub(_referred, text) for text in pieces]
        except KeyError:
            return None
    elif not is_odd:
        return pieces
    return [INVISIBLE.sub("", text) for text in pieces]


def _referred(reference: re.Match[str]) -> str:
    """The character a reference names. KeyError for what browsers would have to guess."""
    name = reference[1]
    if name is None:
        raise KeyError
    if name.startswith("#"):
        number = int(name[1:-1])
        if number < 32 or 127 <= number < 160:
            raise KeyError(number)
        return chr(number)
    return html5[name] if name else "&"


def _seen_text(flat: str) -> str | None:
    """The lines of a flat text, joined, None where text stands in a table outside of its cells."""
    if _NO_TEXT in flat:
        if _TEXT_IN_TABLE.search(flat):
            return None
        flat = flat.replace(_NO_TEXT, "")
    if _UNSEEN in flat:
        flat = _UNSEEN_TEXT.sub("", flat)
    words = " ".join(flat.split())
    return _LINES_BETWEEN.sub("\n", " " + words).strip("\n ")


@lru_cache(maxsize=1024)
def _plan(codes: tuple[str, ...]) -> _Plan | None:
    """What the tags of a template do to its texts, None unless all are known and well nested."""
    stack: list[_Open] = []
    between: list[str] = []
    links: list[int] = []
    seen = True
    for number, code in enumerate(codes):
        name, *frames = code.split() or [""]
        if not _step(_Open(name, tuple(frames)), stack, number):
            return None
        was_seen, seen = seen, _is_seen(stack)
        if name == "a" and seen:
            links.append(number)
        line = _LINE if name.removeprefix("/") in _LINES else ""
        no_text = _NO_TEXT if stack and stack[-1].name in _TABLE else ""
        between.append(("" if was_seen else _SEEN) + line + ("" if seen else _UNSEEN) + no_text)
    return None if stack else _Plan(tuple(between), tuple(links))


def _step(tag: _Open, stack: list[_Open], number: int) -> bool:
    """Open or close an element; whether HTML leaves it where it stands."""
    if tag.name == "-" or (tag.name == "/html" and not stack):
        return True
    if tag.name.startswith("/"):
        return bool(stack) and stack.pop().name == tag.name[1:]
    if not _is_allowed(tag.name, [one.name for one in stack], number):
        return False
    if tag.name == "body":
        stack.append(_Open("body", ()))
    elif tag.name not in _VOID:
        stack.append(tag)
    return True


def _is_allowed(name: str, above: list[str], number: int) -> bool:
    parent = above[-1] if above else ""
    if name not in _KNOWN or len(above) > _DEEPEST or (name == "body" and number):
        return False
    if name in _PARENTS or parent in _TABLE:
        return parent in _PARENTS.get(name, ())
    in_cell = above[max((i + 1 for i, one in enumerate(above) if one in _CELLS), default=0) :]
    if name in _LINES - {"br"} and ("p" in in_cell or not _HEADINGS.isdisjoint(in_cell)):
        return False
    return name != "a" or "a" not in above


def _is_seen(stack: list[_Open]) -> bool:
    frames = [frame for one in stack for frame in one.frames]
    sizes = [frame for frame in frames if frame in (TINY, SIZED)]
    return HIDDEN not in frames and sizes[-1:] != [TINY]
