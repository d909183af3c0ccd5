"""Mail written by hand, from the ``letters_*.toml`` files, and the buyers' mail it answers."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.sample_shop.automatic import RECEIVED_UNTIL, received_mail
from tests.sample_shop.chance import HEX, number, token
from tests.sample_shop.clock import at, warsaw
from tests.sample_shop.letter import Incoming, Letter, message_key
from tests.sample_shop.mime import Attachment
from tests.sample_shop.orders import Order
from tests.sample_shop.people import buyer, masked
from tests.sample_shop.wording import filled, without_diacritics

HERE = Path(__file__).parent
FILES = ("letters_allowed.toml", "letters_prohibited.toml", "letters_open.toml")
TYPES = {".xml": "application/xml"}
SHARED = ("foreign", "unpaid")  # too few: several letters may be about one of these
FITS: dict[str, Callable[[Order], bool]] = {
    "inpost": lambda order: order.kind == "mail" and order.carrier.id == "INPOST",
    "dpd": lambda order: order.kind == "mail" and order.carrier.id == "DPD",
    "received": lambda order: order.kind == "mail" and order.placed < RECEIVED_UNTIL,
}


@dataclass
class OrderBook:
    """Hands out orders: most are the subject of one hand-written conversation at most.

    Buyers with two orders are left out, so that no conversation reaches into another one.
    """

    orders: tuple[Order, ...]
    taken: set[int] = field(default_factory=set)

    def latest(self, kind: str, before: datetime) -> Order:
        """The newest free order of the kind, placed at least twenty hours before."""
        pairs = Counter(order.buyer.pair for order in self.orders)
        free = [
            order
            for order in self.orders
            if (FITS[kind](order) if kind in FITS else order.kind == kind)
            and order.placed <= before - timedelta(hours=20)
            and order.index not in self.taken
            and pairs[order.buyer.pair] == 1
        ]
        if not free:
            raise ValueError(f"orders: none of kind {kind} is free on {before}: expected one")
        if kind not in SHARED:
            self.taken.add(free[-1].index)
        return free[-1]


def letter_groups() -> list[dict[str, Any]]:
    """The groups of hand-written mail as their files state them."""
    texts = (tomllib.loads((HERE / name).read_text(encoding="utf-8")) for name in FILES)
    return [group for text in texts for group in text["group"]]


def hand_written(book: OrderBook) -> tuple[list[Letter], list[Incoming]]:
    """Every hand-written letter, and the buyers' mail that some of them answer."""
    letters: list[Letter] = []
    asked: list[Incoming] = []
    for group in letter_groups():
        for letter, question in _of_group(group, book, letters):
            letters.append(letter)
            asked.extend([question] if question else [])
    return letters, asked


Pair = tuple[Letter, Incoming | None]


def _of_group(group: dict[str, Any], book: OrderBook, earlier: list[Letter]) -> Iterator[Pair]:
    if "follows" in group:
        opened = [letter for letter in earlier if letter.group == group["follows"]]
        for i, first in enumerate(opened[: group["count"]]):
            yield _answer(group, i, first.order, first.sent + timedelta(hours=5), (first.key,))
        return
    order: Order | None = None
    for i, text in enumerate(group["sent"]):
        sent = at(text)
        if not (group.get("pairs") and i % 2):
            order = _order(group, book, sent)
        yield _answer(group, i, order, sent, ())


def _order(group: dict[str, Any], book: OrderBook, sent: datetime) -> Order | None:
    kind = group.get("order", "none")
    return None if kind in ("none", "unknown") else book.latest(kind, sent)


def _answer(
    group: dict[str, Any], i: int, order: Order | None, sent: datetime, opened: tuple[str, ...]
) -> Pair:
    question = _question(group, i, order, sent, opened) if order and "asked" in group else None
    return _letter(group, i, order, sent, question), question


def _question(
    group: dict[str, Any], i: int, order: Order, sent: datetime, opened: tuple[str, ...]
) -> Incoming:
    asked = sent - timedelta(minutes=25 + number(f"asked/{group['id']}/{i}", 150))
    return Incoming(
        key=f"{token(f'asked/{order.index}', 24, HEX)}@allegromail.pl",
        sent=asked,
        sender=order.address,
        subject=filled(_turn(group["asked_subject"], i), order, asked),
        body=filled(_turn(group["asked"], i), order, asked) + "\n",
        parents=opened,
    )


def _letter(
    group: dict[str, Any], i: int, order: Order | None, sent: datetime, question: Incoming | None
) -> Letter:
    text = {name: _text(group, name, i, order, sent) for name in ("subject", "body", "attachments")}
    look = _turn(group["looks"], i)
    body = without_diacritics(text["body"]) if look == "ascii" else text["body"]
    return Letter(
        group=group["id"],
        key=message_key(group["id"], sent, order, str(i)),
        sent=sent,
        to=_recipient(group, i, order),
        subject=text["subject"] or f"Re: {question.subject if question else ''}",
        body=body + "\n" + (_quoted(question) if question else ""),
        order=order,
        look=look,
        attachments=(_file(text["attachments"]),) if text["attachments"] else (),
        template=group.get("log", ""),
        preheader=group.get("preheader", ""),
        parents=_parents(group, order, question),
        automatic_reply=group.get("automatic_reply", False),
    )


def _text(group: dict[str, Any], name: str, i: int, order: Order | None, sent: datetime) -> str:
    text = _turn(group.get(name, [""]), i).strip()
    return filled(text, order, sent) if order else text


def _turn(texts: list[str], i: int) -> str:
    return texts[i % len(texts)]


def _recipient(group: dict[str, Any], i: int, order: Order | None) -> str:
    if order:
        return order.address
    stranger = masked(buyer(9900 + i), f"{group['id']}/{i}")
    return str(group.get("to", stranger))


def _parents(
    group: dict[str, Any], order: Order | None, question: Incoming | None
) -> tuple[str, ...]:
    if question:
        return (*question.parents, question.key)
    return (received_mail(order).key,) if order and "parents" in group else ()


def _quoted(question: Incoming) -> str:
    lines = "\n".join(f"> {line}" for line in question.body.strip().split("\n"))
    moment = warsaw(question.sent)
    return f"\nW dniu {moment:%d.%m.%Y} o {moment:%H:%M}, {question.sender} pisze:\n{lines}\n"


def _file(name: str) -> Attachment:
    return Attachment(name, type=TYPES.get(Path(name).suffix, "application/pdf"))
