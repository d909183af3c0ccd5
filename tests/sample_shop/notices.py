"""Block notices, one unrelated mail of Allegro and two technical bounces.

The real form of a block notice is unknown: these are synthetic, and each one says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.sample_shop.chance import HEX, number, token
from tests.sample_shop.clock import SWITCH, log_time, rfc5322, warsaw
from tests.sample_shop.letter import SHOP, SHOP_ADDRESS, Letter
from tests.sample_shop.mime import Content, Part, header, message

ALLEGRO = "Allegro <powiadomienia@allegro.pl>"
SYNTHETIC = "the real form of these notices is unknown"
MARK = "[przykład syntetyczny]"
REASON = "nie została dostarczona, ponieważ powiela powiadomienia Allegro."
SUBJECT = "Twoja wiadomość nie została dostarczona"
WINDOW = timedelta(hours=72)
AFTER = timedelta(minutes=5)
STRANGER = "zz9nowhere+0a0b0c0d0@allegromail.pl"


@dataclass(frozen=True)
class Notice:
    """One file of ``powiadomienia/``: its outcome (matched | ambiguous | unmatched | unknown |
    bounce), the key of the message it is about, and what it names."""

    file: str
    data: bytes
    outcome: str
    names: str
    about: str = ""


def block_notices(letters: Sequence[Letter], mails: Sequence[Letter]) -> list[Notice]:
    """Twenty-five notices about ``mails`` after the switch; ``letters`` is all sent e-mail."""
    told = sorted((m for m in mails if m.sent >= SWITCH and m.order), key=lambda m: m.sent)
    blocked = [m for m in told if m.group in ("auto-shipped", "auto-invoice", "auto-review")]
    single = [m for m in blocked if len(_near(m, letters)) == 1 and "+" in m.to]
    crowded = [m for m in blocked if len(_near(m, letters)) == 2 and "+" in m.to]
    allowed = next(m for m in told if m.group == "out-of-stock")
    chosen, left = single[::2][:19], single[1::2]
    written = [_full(m) for m in chosen[:14]]
    written += [_address_only(m, m.to, "matched") for m in chosen[14:]]
    written += [
        _subject_only([m for m in left if m.group == "auto-shipped"][-1]),
        _address_only(crowded[-1], crowded[-1].to, "ambiguous"),
        _address_only(chosen[2], STRANGER, "unmatched"),
        _full(allowed),
        _by_message_id(left[5]),
        _by_order(left[9]),
    ]
    return [_named(i, notice) for i, notice in enumerate(written, start=1)]


def _near(mail: Letter, letters: Sequence[Letter]) -> list[Letter]:
    """The mail to the same address that a notice soon after this one could mean."""
    told = _notice_time(mail)
    return [m for m in letters if m.to == mail.to and told - WINDOW <= m.sent <= told + AFTER]


def _notice_time(mail: Letter) -> datetime:
    return mail.sent + timedelta(seconds=70 + number(f"notice/{mail.key}", 1500))


def _named(i: int, notice: Notice) -> Notice:
    return Notice(
        f"powiadomienia/{i:03d}.eml", notice.data, notice.outcome, notice.names, notice.about
    )


def _full(mail: Letter) -> Notice:
    text = f"Twoja wiadomość „{mail.subject}” do {mail.to} z {log_time(mail.sent)} {REASON}"
    return Notice("", _eml(mail, text), "matched", "address, subject, time", mail.key)


def _address_only(mail: Letter, address: str, outcome: str) -> Notice:
    text = f"Twoja wiadomość do {address} {REASON}"
    about = mail.key if outcome == "matched" else ""
    return Notice("", _eml(mail, text), outcome, "address", about)


def _subject_only(mail: Letter) -> Notice:
    text = f"Twoja wiadomość o temacie „{mail.subject}” {REASON}"
    return Notice("", _eml(mail, text), "matched", "subject", mail.key)


def _by_message_id(mail: Letter) -> Notice:
    data = _eml(mail, f"Twoja wiadomość {REASON}", ("References", f"<{mail.key}>"))
    return Notice("", data, "matched", "Message-ID in References", mail.key)


def _by_order(mail: Letter) -> Notice:
    order = mail.order.id if mail.order else ""
    text = f"Twoja wiadomość w sprawie zamówienia {order} {REASON}"
    return Notice("", _eml(mail, text), "matched", "order id", mail.key)


def _eml(mail: Letter, text: str, *more: tuple[str, str]) -> bytes:
    body = f"{MARK}\n\nDzień dobry,\n\n{text}\n\nAllegro\n"
    key = f"notice/{mail.key}/{text}"
    return message(_headers(key, SUBJECT, _notice_time(mail), *more), _look(key, body), key)


def _headers(
    key: str, subject: str, moment: datetime, *more: tuple[str, str]
) -> list[tuple[str, str]]:
    return [
        ("X-Synthetic", SYNTHETIC),
        ("From", ALLEGRO),
        ("To", SHOP_ADDRESS),
        ("Date", rfc5322(warsaw(moment))),
        ("Subject", header(subject)),
        ("Message-ID", f"<{token(key, 20, HEX)}@allegro.example>"),
        *more,
    ]


def _look(key: str, body: str) -> Content:
    if number(f"{key}/look", 3):
        return Content((Part(body, transfer="base64" if number(key, 2) else "qp"),))
    paragraphs = "".join(f"<p>{text}</p>" for text in body.strip().split("\n\n"))
    return Content((Part(f"<html><body>{paragraphs}</body></html>\n", "html"),))


def invoice_notice(mail: Letter) -> Notice:
    """A notice about a mailed invoice, by its Message-ID."""
    return replace(_by_message_id(mail), file="powiadomienia/027.eml")


def unrelated_mail(moment: datetime) -> Notice:
    """A mail of Allegro's own address that no pattern of a block notice explains."""
    body = f"{MARK}\n\nZmieniamy Regulamin. Nowe brzmienie obowiązuje od maja.\n\nAllegro\n"
    headers = _headers("terms", "Zmiana regulaminu Allegro", moment)
    data = message(headers, Content((Part(body),)), "terms")
    return Notice("powiadomienia/026.eml", data, "unknown", "nothing")


REFUSALS = (
    ("5.7.23", "550 5.7.23 <{}>: Recipient address rejected: SPF fail - not authorized"),
    (
        "5.7.1",
        "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using bl.spamcop.net",
    ),
)


def bounces(mails: Sequence[Letter]) -> list[Notice]:
    """Two delivery status notifications about mail that the rules have nothing to do with."""
    refused = [m for m in mails if m.group in ("ask-tax-number", "delay-with-choice")][:4:3]
    return [
        Notice(
            f"powiadomienia/zwrot_{i:02d}.eml",
            _dsn(mail, status, diagnostic.format(mail.to)),
            "bounce",
            "returned headers",
            mail.key,
        )
        for i, (mail, (status, diagnostic)) in enumerate(zip(refused, REFUSALS, strict=True), 1)
    ]


def _dsn(mail: Letter, status: str, diagnostic: str) -> bytes:
    boundary = token(f"dsn/{mail.key}", 20, HEX)
    moment = rfc5322(warsaw(mail.sent + timedelta(seconds=4)))
    returned = (
        f"From: {SHOP} <{SHOP_ADDRESS}>\nTo: {mail.to}\nSubject: {header(mail.subject)}\n"
        f"Date: {rfc5322(warsaw(mail.sent))}\nMessage-ID: <{mail.key}>\n"
    )
    report = (
        "Reporting-MTA: dns; poczta.lniana-chata.example\n\n"
        f"Final-Recipient: rfc822; {mail.to}\nAction: failed\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {diagnostic}\n"
    )
    words = (
        f"{MARK}\nThe mail system could not deliver your message to <{mail.to}>.\n{diagnostic}\n"
    )
    parts = (
        ("text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit", words),
        ("message/delivery-status", report),
        ("text/rfc822-headers", returned),
    )
    body = "".join(f"--{boundary}\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    head = (
        "X-Synthetic: an invented bounce, in the form of RFC 3464\n"
        "From: Mail Delivery System <MAILER-DAEMON@poczta.lniana-chata.example>\n"
        f"To: {SHOP_ADDRESS}\nDate: {moment}\nSubject: Undelivered Mail Returned to Sender\n"
        f"Message-ID: <{token(f'dsn-id/{mail.key}', 16, HEX)}@poczta.lniana-chata.example>\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"\n\n'
    )
    return (head + body + f"--{boundary}--\n").encode()
