"""What the headers of a mail tell of the program that sent it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from audit.read.mail_header import header_text

_NAMING = ("x-mailer", "user-agent", "x-generator", "x-php-originating-script")
_HOST = re.compile(r"\b(?:from|by) ([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_LONGEST = 120  # characters of one value
_MOST = 24  # names of headers, hosts


def mailer(message: Message) -> str | None:
    """Lines such as ``x-mailer: Thunderbird``, ``hosts: …`` and ``headers: x-sg-eid …``, or None.

    Hosts are cut to their last three labels and headers to their names: neither a person's computer
    nor a value that names somebody is kept.
    """
    return "\n".join(_lines(message)) or None


def _lines(message: Message) -> Iterator[str]:
    for name in _NAMING:
        if value := header_text(str(message.get(name, "")))[:_LONGEST]:
            yield f"{name}: {value}"
    if hosts := sorted(set(_hosts(message)))[:_MOST]:
        yield f"hosts: {' '.join(hosts)}"
    own = {name.lower() for name in message.keys() if name[:2] in ("X-", "x-")}  # noqa: SIM118
    if own := own - set(_NAMING):
        yield f"headers: {' '.join(sorted(own)[:_MOST])}"


def _hosts(message: Message) -> Iterator[str]:
    for raw in message.get_all("received", []):
        for host in _HOST.findall(str(raw)):
            if not host[-1].isdigit():
                yield ".".join(host.lower().split(".")[-3:])
