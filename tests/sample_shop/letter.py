"""What every sent e-mail of the sample is before it becomes bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.sample_shop.chance import DIGITS, HEX, token
from tests.sample_shop.clock import asctime, rfc5322, warsaw
from tests.sample_shop.mime import Attachment, Content, Part, header, mboxrd, message
from tests.sample_shop.orders import Order

SHOP = "Lniana Chata"
SHOP_ADDRESS = "sklep@lniana-chata.example"


@dataclass(frozen=True)
class Letter:
    """One sent e-mail; ``look`` is how its body travels, ``template`` its name in the mail log.

    ``only`` is ``log`` for mail that the mailbox has not; ``clock`` is the zone of its Date header.
    """

    group: str
    key: str
    sent: datetime
    to: str
    subject: str
    body: str
    order: Order | None = None
    look: str = "qp"
    attachments: tuple[Attachment, ...] = ()
    template: str = ""
    preheader: str = ""
    parents: tuple[str, ...] = ()
    automatic_reply: bool = False
    sender: str = SHOP_ADDRESS
    only: str = ""
    clock: str = "warsaw"


@dataclass(frozen=True)
class Incoming:
    """One mail the shop received."""

    key: str
    sent: datetime
    sender: str
    subject: str
    body: str
    parents: tuple[str, ...] = ()


def message_key(group: str, sent: datetime, order: Order | None, seed: str = "") -> str:
    """A Message-ID without its brackets, of the shop's mail system."""
    who = order.index if order else "-"
    unique = token(f"message/{group}/{who}/{sent:%Y%m%d%H%M%S}/{seed}", 10, HEX)
    return f"{sent.astimezone(UTC):%Y%m%d%H%M%S}.{unique}@lniana-chata.example"


def mbox_entry(letter: Letter) -> bytes:
    """The sent mail as one entry of the Takeout mailbox."""
    return _entry(_headers(letter), Content(_parts(letter), letter.attachments), letter.key, letter)


def incoming_entry(mail: Incoming) -> bytes:
    """The received mail as one entry of the Takeout mailbox."""
    headers = [
        ("X-GM-THRID", _thread(mail.key)),
        ("X-Gmail-Labels", "=?UTF-8?Q?Odebrane,Otwarte?="),
        ("Date", rfc5322(warsaw(mail.sent))),
        ("From", mail.sender),
        ("To", SHOP_ADDRESS),
        ("Subject", header(mail.subject)),
        ("Message-ID", f"<{mail.key}>"),
        *_threading(mail.parents),
    ]
    return _entry(headers, Content((Part(mail.body, transfer="qp"),)), mail.key, mail)


def _entry(
    headers: list[tuple[str, str]], content: Content, key: str, mail: Letter | Incoming
) -> bytes:
    return mboxrd(message(headers, content, key), _thread(key), asctime(mail.sent))


def _thread(key: str) -> str:
    return "17" + token(f"thread/{key}", 17, DIGITS)


def _headers(letter: Letter) -> list[tuple[str, str]]:
    charset = "iso-8859-2" if letter.look == "latin2" else "utf-8"
    moment = warsaw(letter.sent) if letter.clock == "warsaw" else letter.sent.astimezone(UTC)
    system = "SklepMailer 4.2" if letter.template else "Poczta 128.5"
    headers = [
        ("X-GM-THRID", _thread(letter.key)),
        ("X-Gmail-Labels", "=?UTF-8?Q?Wys=C5=82ane?="),
        ("Date", rfc5322(moment)),
        ("From", f"{SHOP} <{letter.sender}>"),
        ("To", _recipient(letter)),
        ("Subject", header(letter.subject, charset)),
        ("Message-ID", f"<{letter.key}>"),
        *_threading(letter.parents),
        ("X-Mailer", system),
    ]
    return [*headers, ("Auto-Submitted", "auto-replied")] if letter.automatic_reply else headers


def _recipient(letter: Letter) -> str:
    """The bare address, or with the buyer's name as mail programs add it."""
    if letter.template or letter.order is None or letter.order.index % 2:
        return letter.to
    who = letter.order.buyer
    return f"{header(f'{who.first} {who.last}')} <{letter.to}>"


def _threading(parents: tuple[str, ...]) -> list[tuple[str, str]]:
    if not parents:
        return []
    references = "\n ".join(f"<{parent}>" for parent in parents)
    return [("In-Reply-To", f"<{parents[-1]}>"), ("References", references)]


def _parts(letter: Letter) -> tuple[Part, ...]:
    forms = {
        "qp": (Part(letter.body),),
        "base64": (Part(letter.body, transfer="base64"),),
        "windows": (Part(letter.body, charset="windows-1250", transfer="8bit"),),
        "latin2": (Part(letter.body, charset="iso-8859-2"),),
        "ascii": (Part(letter.body, charset="us-ascii", transfer="7bit"),)
        if letter.body.isascii()
        else (),
        "html": (Part(_html(letter), "html"),),
        "alternative": (Part(letter.body), Part(_html(letter), "html")),
    }
    return forms[letter.look]


def _html(letter: Letter) -> str:
    hidden = (
        '<div style="display:none;max-height:0;overflow:hidden;font-size:0">'
        f"{_escaped(letter.preheader)}&nbsp;&zwnj;</div>"
    )
    paragraphs = "".join(f"<p>{_paragraph(text)}</p>" for text in letter.body.split("\n\n"))
    return (
        '<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Lniana Chata</title>'
        "<style>.s{font-size:11px;color:#777}</style></head>\n"
        f'<body>{hidden if letter.preheader else ""}<table width="600"><tr><td>'
        f'<img src="https://lniana-chata.example/logo.png" alt="Lniana Chata">\n{paragraphs}'
        "</td></tr></table></body></html>\n"
    )


def _paragraph(text: str) -> str:
    linked = re.sub(r"https://\S+", r'<a href="\g<0>">\g<0></a>', _escaped(text))
    return linked.replace("\n", "<br>\n")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
