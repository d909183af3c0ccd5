"""The shop's mail log: a CSV of Polish habits, and the mail that only it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.sample_shop.automatic import sent_by_parcel_desk
from tests.sample_shop.chance import number
from tests.sample_shop.clock import at, log_time
from tests.sample_shop.letter import Letter
from tests.sample_shop.mime import Attachment
from tests.sample_shop.orders import Order
from tests.sample_shop.wording import filled

FILE = "mailing/dziennik_wysylki.csv"
TOO_SHORT = "{};mailer zatrzymany;wznowiony"
IMPOSSIBLE_DATE = "31.02.2026 09:00;{};Informacja o zamówieniu;;wysłano;"
HEADER = "Data wysłania;Odbiorca;Temat;Szablon;Status;Załączniki"


@dataclass(frozen=True)
class LogOnly:
    """A kind of mail that left another system and stands in the log alone (so: without a body)."""

    group: str
    title: str
    verdict: str
    categories: tuple[str, ...]
    template: str
    subject: str
    attachment: str
    sent: tuple[str, ...]


NEUTRAL = (
    *("2025-12-08 08:20", "2025-12-19 08:21", "2026-01-09 08:22", "2026-01-22 08:23"),
    *("2026-02-06 08:24", "2026-02-19 08:25", "2026-03-02 08:26", "2026-03-10 08:27"),
    *("2026-03-19 08:28", "2026-03-31 08:29", "2026-04-09 08:30", "2026-04-21 08:31"),
)
KINDS = (
    LogOnly(
        "log-neutral",
        "Log only, neutral subject and no body: cannot be judged",
        "not_assessed",
        (),
        "wiadomosc_reczna",
        "Informacja o zamówieniu",
        "",
        NEUTRAL,
    ),
    LogOnly(
        "log-neutral-separator",
        "Log only, a subject with the separator inside quotes: cannot be judged",
        "not_assessed",
        (),
        "wiadomosc_reczna",
        "Informacja o zamówieniu {no}; prosimy o kontakt",
        "",
        ("2026-02-27 08:40", "2026-03-12 08:41"),
    ),
    LogOnly(
        "log-invoice",
        "Log only: invoice, by subject and attachment name",
        "prohibited",
        ("fiscal_document",),
        "faktura_panel",
        "Faktura VAT {fv}",
        "{fv_file}.pdf",
        (
            *("2026-01-14 16:05", "2026-02-13 16:06", "2026-02-26 16:07"),
            *("2026-03-06 16:08", "2026-03-16 16:09", "2026-04-10 16:11"),
        ),
    ),
    LogOnly(
        "log-attachment-name",
        "Log only: nothing but the attachment's name tells",
        "prohibited",
        ("fiscal_document",),
        "zalacznik",
        "Zamówienie {no}",
        "Faktura {fv_file}.pdf",
        ("2026-02-20 16:30", "2026-03-18 16:31"),
    ),
    LogOnly(
        "log-payment",
        "Log only: payment received, by subject",
        "prohibited",
        ("payment_received",),
        "potwierdzenie_wplaty",
        "Wpłata za zamówienie {no} dotarła",
        "",
        ("2026-01-30 12:05", "2026-02-24 12:06", "2026-03-09 12:07"),
    ),
    LogOnly(
        "log-rating",
        "Log only: please rate us, two of them a minute apart around the switch",
        "prohibited",
        ("review_request",),
        "opinia_panel",
        "Prosimy o opinię o zamówieniu {no}",
        "",
        ("2026-02-15 20:00", "2026-03-01 23:59", "2026-03-02 00:00", "2026-03-15 20:01"),
    ),
    LogOnly(
        "log-template-name",
        "Log only: nothing but the template's name tells",
        "prohibited",
        ("review_request",),
        "prosba_o_opinie",
        "Lniana Chata, zamówienie {no}",
        "",
        ("2026-02-08 20:30", "2026-03-22 20:31"),
    ),
)
PARCEL_DESK = LogOnly(
    "log-shipped",
    "Log only: the parcel desk's mail, parcel number in the subject",
    "prohibited",
    ("order_in_progress_or_shipped", "shipment_status"),
    "panel_nadania",
    "Paczka {no} nadana – numer przesyłki {waybill}",
    "",
    (),
)


def log_only_letters(orders: tuple[Order, ...]) -> list[Letter]:
    """Mail that the log alone knows; keys are given when the log is written."""
    listed = [_listed(kind, i, orders) for kind in KINDS for i in range(len(kind.sent))]
    return listed + [_parcel(order) for order in orders if sent_by_parcel_desk(order)]


def _listed(kind: LogOnly, i: int, orders: tuple[Order, ...]) -> Letter:
    sent = at(kind.sent[i])
    ready = [o for o in orders if o.kind == "mail" and o.placed <= sent - timedelta(days=2)]
    order = ready[-1 - number(f"log/{kind.group}/{i}", 5)]
    return _row_letter(kind, order, sent)


def _parcel(order: Order) -> Letter:
    if order.shipped_at is None:
        raise ValueError(f"order {order.no}: never shipped: expected a parcel")
    return _row_letter(PARCEL_DESK, order, order.shipped_at + timedelta(minutes=9))


def _row_letter(kind: LogOnly, order: Order, sent: datetime) -> Letter:
    return Letter(
        group=kind.group,
        key="",
        sent=sent,
        to=order.address,
        subject=filled(kind.subject, order, sent),
        body="",
        order=order,
        template=kind.template,
        attachments=(Attachment(filled(kind.attachment, order, sent)),) if kind.attachment else (),
        only="log",
    )


@dataclass(frozen=True)
class Log:
    """The written log: its bytes, the key of every log-only letter, counts for the ledger."""

    data: bytes
    keyed: tuple[tuple[str, Letter], ...]
    rows: int
    merged: int
    bad_lines: tuple[int, int]


def written_log(logged: list[Letter], only: list[Letter]) -> Log:
    """The log in order of time, with two broken rows among the good ones."""
    entries = sorted([*logged, *only], key=lambda letter: (letter.sent, letter.to, letter.subject))
    rows: list[Letter | str] = list(entries)
    short, impossible = len(rows) // 3, 2 * len(rows) // 3
    rows.insert(short, TOO_SHORT.format(log_time(entries[short].sent)))
    rows.insert(impossible, IMPOSSIBLE_DATE.format(entries[5].to))
    lines = [HEADER, *(row if isinstance(row, str) else _line(row) for row in rows)]
    keyed = tuple(
        (f"{FILE} line {position}", row)
        for position, row in enumerate(rows, start=2)
        if isinstance(row, Letter) and row.only
    )
    data = "".join(line + "\r\n" for line in lines).encode("cp1250")
    return Log(data, keyed, len(rows), len(logged), (short + 2, impossible + 2))


def _line(letter: Letter) -> str:
    files = ", ".join(file.name for file in letter.attachments)
    fields = (
        log_time(letter.sent),
        letter.to,
        letter.subject,
        letter.template,
        "dostarczono" if number(f"status/{letter.to}/{letter.subject}", 4) else "wysłano",
        files,
    )
    return ";".join(_field(field) for field in fields)


def _field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ';"') else text
