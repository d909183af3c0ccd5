"""What the shop sells and who carries it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sample_shop.chance import DIGITS, number, token


@dataclass(frozen=True)
class Product:
    """One offer; ``price`` in grosz."""

    offer: str
    code: str
    name: str
    price: int


@dataclass(frozen=True)
class Carrier:
    """A carrier as the API names it, with its tracking page (``{}`` takes the number)."""

    id: str
    name: str
    method: str
    link: str
    digits: int


PRODUCTS = tuple(
    Product(str(14_000_000_100 + i), f"LC-{100 + i}", name, price)
    for i, (name, price) in enumerate(
        (
            ("Obrus lniany 140x220 szary", 15900),
            ("Obrus lniany 150x250 naturalny", 18900),
            ("Zasłona lniana 140x250 szałwia", 21900),
            ("Pościel lniana 160x200 biała", 34900),
            ("Poszewka lniana 50x60 z haftem", 6900),
            ("Ręcznik lniany 50x100 waflowy", 5900),
            ("Bieżnik lniany 40x140 z mereżką", 8900),
            ("Serwetki lniane 45x45, 4 sztuki", 7900),
            ("Worek lniany na chleb z imieniem", 4900),
            ("Fartuch lniany kuchenny z monogramem", 11900),
        )
    )
)

CARRIERS = {
    "INPOST": Carrier(
        "INPOST",
        "InPost",
        "Allegro Paczkomaty InPost",
        "https://inpost.pl/sledzenie-przesylek?number={}",
        24,
    ),
    "DPD": Carrier(
        "DPD",
        "DPD",
        "Allegro Kurier DPD",
        "https://tracktrace.dpd.com.pl/parcelDetails?typ=1&p1={}",
        14,
    ),
    "DHL": Carrier(
        "DHL",
        "DHL",
        "Allegro Kurier DHL",
        "https://sprawdz.dhl.com.pl/szukaj.aspx?m=0&sn={}",
        11,
    ),
    "ORLEN": Carrier(
        "ORLEN",
        "ORLEN Paczka",
        "Allegro ORLEN Paczka",
        "https://www.orlenpaczka.pl/sledz-paczke/?numer={}",
        13,
    ),
    "POCZTA_POLSKA": Carrier(
        "POCZTA_POLSKA",
        "Poczta Polska",
        "Allegro Pocztex Kurier",
        "https://emonitoring.poczta-polska.pl/?numer={}",
        20,
    ),
    "PACKETA": Carrier(
        "PACKETA", "Packeta", "Allegro Packeta", "https://tracking.packeta.com/en/?id={}", 10
    ),
    "ALLEGRO": Carrier("ALLEGRO", "Allegro One", "Allegro One Box", "", 10),
    "OTHER": Carrier("OTHER", "Transport Tkacka", "Dostawa transportem sprzedawcy", "", 6),
}


def waybill(carrier: Carrier, key: str) -> str:
    """A made-up waybill of the carrier's usual length."""
    first = str(1 + number(f"waybill/{key}/first", 9))
    prefix = {"ALLEGRO": "A0", "OTHER": "TT-", "PACKETA": "Z"}.get(carrier.id, "")
    return prefix + first + token(f"waybill/{key}", carrier.digits - 1, DIGITS)
