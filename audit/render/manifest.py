"""A first ``audit.toml`` from what the input files hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from audit.model import FileFacts, Inspection
from audit.render.wording import Wording, wording

_MOST_SENDERS = 50
_DELETE = "\x7f"


@dataclass(frozen=True)
class Given:
    """What the caller knows: the shop's name (empty: unknown), the inputs as to be written, domains
    that are nobody's own, and what a manifest may say that a column holds."""

    shop: str
    inputs: tuple[str, ...]
    shared_domains: AbstractSet[str]
    fields: AbstractSet[str]


def manifest_text(found: Inspection, given: Given, lang: str) -> str:
    """The manifest as TOML; what could not be found stands there as a comment to fill in.

    A sender's domain counts as the shop's own unless it is one of ``given.shared_domains``.
    """
    words = wording(lang)
    senders = [address for address, _ in found.senders[:_MOST_SENDERS]]
    own = sorted({each.partition("@")[2] for each in senders} - given.shared_domains)
    marketplace = found.marketplaces[0][0] if found.marketplaces else "allegro-pl"
    lines = [
        *_comment(words.say("Written by allegro-audit init. Every line may be changed.")),
        "",
        f"shop = {_text(given.shop)}" if given.shop else '# shop = ""',
        f"marketplace = {_text(marketplace)}",
        'time_zone = "Europe/Warsaw"',
        "",
        *_comment(words.say("Read where run gets no paths; relative to this file.")),
        *_list("inputs", given.inputs),
        "",
        *_comment(words.say("Domains of the shop: mail from any address in them is its own.")),
        *_list("own_domains", own),
        "",
        *_comment(
            words.say("Seen writing to buyers; keep those that stand on the Allegro account:")
        ),
        *(f"# {line}" for line in _list("sender_addresses", senders)),
        *(line for each in found.files for line in _file(each, given.fields)),
        "",
        *_examples(words),
    ]
    return "\n".join(lines) + "\n"


def _file(facts: FileFacts, fields: AbstractSet[str]) -> Iterator[str]:
    """How a table was understood, to be corrected where that is wrong.

    Nothing of a workbook with several tables: a manifest speaks of one header.
    """
    names = Counter(name for _, name, _ in facts.columns)
    columns = [
        (what, name)
        for what, name, _ in facts.columns
        if what in fields and name.strip() and names[name] == 1
    ]
    if not columns:
        return
    yield from ("", "[[files]]", f"file = {_text(facts.file)}")
    if facts.encoding:
        yield f"encoding = {_text(facts.encoding)}"
    yield "[files.columns]"
    yield from (f"{what} = {_text(name)}" for what, name in columns)


def _examples(words: Wording) -> Iterator[str]:
    yield from _comment(words.say("Days that say nothing about the shop, left out of the report:"))
    yield from ("# [[incidents]]", "# starts = 2026-03-05", "# until = 2026-03-06", '# reason = ""')
    yield ""
    yield from _comment(words.say("Accepted exceptions; their findings stay visible:"))
    yield from ("# [[waivers]]", '# control = "REVIEW-001"', '# reason = ""', '# approved_by = ""')
    yield from ("# starts = 2026-03-02", "# until = 2026-04-15")


def _comment(text: str) -> Iterator[str]:
    yield f"# {text}"


def _list(name: str, values: Sequence[str]) -> Iterator[str]:
    if not values:
        yield f"{name} = []"
        return
    yield f"{name} = ["
    yield from (f"    {_text(value)}," for value in values)
    yield "]"


def _text(value: str) -> str:
    """A basic string of TOML: that of JSON, but for the one character JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace(_DELETE, "\\u007F")
