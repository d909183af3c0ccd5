"""A shop's data of any size, made from a seed: the same size and seed give the same bytes."""

from __future__ import annotations

import argparse
import csv
import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

from benchmarks.texts import (
    CLERKS,
    CLOSINGS,
    NAMES,
    PRODUCTS,
    SHOPS,
    STREETS,
    TEMPLATES,
    WRITTEN,
)  # fmt: skip

COLUMNS = (
    "message_id", "sent_at", "from", "to", "subject", "body", "attachments", "template", "order_id",
)  # fmt: skip
FIRST_DAY = datetime(2025, 1, 1, 6)
MINUTES = 2 * 365 * 24 * 60
MAIL_PER_ORDER = 3


@dataclass(frozen=True)
class Size:
    """How much is made: ``written`` and ``html`` are shares from 0 to 1."""

    messages: int
    seed: int = 1
    written: float = 0.15
    html: float = 0.1

    @property
    def orders(self) -> int:
        return self.messages // MAIL_PER_ORDER + 1


def order_of(number: int) -> dict[str, str]:
    """The order with that number: id, masked address, day bought; the same in every format."""
    bits = random.Random(number).getrandbits(128)
    order_id = str(uuid.UUID(int=bits & ~(0xF000 << 64) | (0x1000 << 64)))
    pair = f"{(number * 2654435761) % 36**8:010x}"
    bought = FIRST_DAY + timedelta(minutes=(number * 7919) % MINUTES)
    return {
        "order": order_id,
        "to": f"{pair}+{bits % 16**9:09x}@allegromail.pl",
        "bought": bought.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "minute": str((number * 7919) % MINUTES),
    }


def messages(size: Size) -> Iterator[dict[str, str]]:
    """Sent messages in the columns of a mail log, newest of an order last."""
    chance = random.Random(size.seed)
    shares = [template[0] for template in TEMPLATES]
    chosen = chance.choices(TEMPLATES, shares, k=4096)
    for number in range(size.messages):
        order = order_of(number // MAIL_PER_ORDER)
        fields = _fields(chance, order)
        written = chance.random() < size.written
        _, _, name, subject, lines = chosen[chance.randrange(4096)]
        if written:
            name, subject = "", chance.choice(("Zamówienie {order}", "pytanie", "Re: {product}"))
            lines = ("Dzień dobry,", " ".join(chance.sample(WRITTEN, chance.randint(1, 4))))
        closing = chance.choice(CLOSINGS)
        body = "\n".join((*lines, "", *closing)).format_map(fields)
        if chance.random() < size.html:
            body = _as_html(body)
        sent = FIRST_DAY + timedelta(minutes=int(order["minute"]) + number % 3 * 1441)
        yield {
            "message_id": f"<{size.seed}.{number}@lawenda.example>",
            "sent_at": sent.strftime("%Y-%m-%d %H:%M:%S"),
            "from": "sklep@lawenda.example",
            "to": order["to"],
            "subject": subject.format_map(fields),
            "body": body,
            "attachments": f"FV_{fields['number']}_2026.pdf" if name == "faktura" else "",
            "template": name,
            "order_id": order["order"],
        }


def _fields(chance: random.Random, order: dict[str, str]) -> dict[str, str]:
    number = chance.randrange(1, 9999)
    return {
        "order": order["order"],
        "name": NAMES[number % len(NAMES)],
        "product": PRODUCTS[number % len(PRODUCTS)],
        "shop": SHOPS[number % len(SHOPS)],
        "clerk": CLERKS[number % len(CLERKS)],
        "street": STREETS[number % len(STREETS)],
        "waybill": f"6{chance.randrange(10**22):023d}",
        "price": f"{number / 7:.2f}".replace(".", ","),
        "number": str(number),
        "year": str(1990 + number % 30),
        "day": f"{number % 28 + 1}.{number % 12 + 1:02d}.2026",
    }


def _as_html(body: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body.split("\n") if line)
    return (
        "<html><head><style>p{margin:0 0 8px;font-family:Arial}</style></head><body>"
        f'<table width="600"><tr><td>{paragraphs}</td></tr></table></body></html>'
    )


def write_csv(size: Size, path: Path, encoding: str = "utf-8") -> None:
    """The mail log as CSV."""
    with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
        rows = csv.DictWriter(stream, COLUMNS)
        rows.writeheader()
        rows.writerows(messages(size))


def write_json_lines(size: Size, path: Path) -> None:
    """The mail log as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for message in messages(size):
            stream.write(json.dumps(message, ensure_ascii=False) + "\n")


def write_parquet(csv_path: Path, path: Path) -> None:
    """The mail log as Parquet, from the CSV."""
    import duckdb

    duckdb.execute(
        "copy (select * from read_csv($source, all_varchar = true, header = true)) to "
        f"'{path}' (format parquet, compression zstd)",
        {"source": str(csv_path)},
    )


def write_orders(size: Size, folder: Path, per_page: int = 10_000) -> None:
    """Pages of GET /order/checkout-forms."""
    folder.mkdir(parents=True, exist_ok=True)
    for first in range(0, size.orders, per_page):
        numbers = range(first, min(first + per_page, size.orders))
        page = {"checkoutForms": [_form(number) for number in numbers], "count": len(numbers)}
        path = folder / f"checkout-forms-{first // per_page:04d}.json"
        path.write_text(json.dumps(page, ensure_ascii=False), "utf-8")


def _form(number: int) -> dict[str, object]:
    order = order_of(number)
    return {
        "id": order["order"],
        "status": "READY_FOR_PROCESSING",
        "buyer": {"id": str(number), "email": order["to"], "login": f"kupujacy{number}"},
        "payment": {"type": "ONLINE", "finishedAt": order["bought"]},
        "fulfillment": {"status": "SENT", "shipmentSummary": {"lineItemsSent": "ALL"}},
        "delivery": {"method": {"id": "1", "name": "Allegro Paczkomaty InPost"}},
        "invoice": {"required": number % 3 == 0},
        "lineItems": [{"id": f"{number}", "boughtAt": order["bought"], "quantity": 1}],
        "marketplace": {"id": "allegro-pl"},
    }


def main() -> None:
    """``python -m benchmarks.made_shop SIZE FILE``: the format is told by the ending."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("messages", type=int)
    parser.add_argument("path", type=Path, help="x.csv, x.cp1250.csv, x.jsonl, x.parquet, a folder")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    size = Size(chosen.messages, chosen.seed)
    match "".join(chosen.path.suffixes):
        case ".csv":
            write_csv(size, chosen.path)
        case ".cp1250.csv":
            write_csv(size, chosen.path, "cp1250")
        case ".jsonl":
            write_json_lines(size, chosen.path)
        case ".parquet":
            plain = chosen.path.with_suffix(".csv")
            write_csv(size, plain)
            write_parquet(plain, chosen.path)
        case _:
            write_orders(size, chosen.path)


if __name__ == "__main__":
    main()
