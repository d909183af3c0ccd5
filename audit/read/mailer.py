"""What the headers of a mail tell of the program that sent it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.read.mail_header import header_text
from audit.read.mail_part import Part, value_of, values_of

_NAMING = ("x-mailer", "user-agent", "x-generator", "x-php-originating-script")
_HOST = re.compile(r"\b(?:from|by) ([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_AT_HOME = frozenset(("local", "lan", "home", "internal", "localdomain", "localhost", "corp"))
_LONGEST = 120  # characters of one value
_MOST = 24  # names of headers, hosts


def mailer(message: Part) -> str | None:
    """Lines such as ``x-mailer: Thunderbird``, ``hosts: …`` and ``headers: x-sg-eid …``, or None.

    Hosts are cut to their last three labels and headers to their names: neither a person's computer
    nor a value that names somebody is kept.
    """
    return "\n".join(_lines(message)) or None


def _lines(message: Part) -> Iterator[str]:
    for name in _NAMING:
        if value := header_text(value_of(message, name))[:_LONGEST]:
            yield f"{name}: {value}"
    if hosts := sorted(set(_hosts(message)))[:_MOST]:
        yield f"hosts: {' '.join(hosts)}"
    if own := {name for name in message.headers if name.startswith("x-")} - set(_NAMING):
        yield f"headers: {' '.join(sorted(own)[:_MOST])}"


def _hosts(message: Part) -> Iterator[str]:
    for raw in values_of(message, "received"):
        for host in _HOST.findall(raw):
            labels = host.lower().split(".")[-3:]
            if not (labels[-1].isdigit() or labels[-1] in _AT_HOME):
                yield ".".join(labels)
