"""Masking: nothing personal stays, the deciding words do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.redact import fold, mask_text

NAMES = frozenset({"anna", "kowalska", "marek", "zajac", "lis", "maja", "nowak", "piotr", "baran"})


def test_folding_drops_case_and_diacritics() -> None:
    assert fold("Zażółć GĘŚLĄ jaźń, Łódź") == "zazolc gesla jazn, lodz"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("pisz na jan.kowalski+x@wp.pl", "pisz na …@…"),
        ("do 8awgqyk6a5+cub31c122@allegromail.pl", "do …@…"),
        ("https://inpost.pl/sledzenie?number=62001.", "https://inpost.pl/…."),
        ("https://jan:haslo@sklep.example/a", "https://sklep.example/…"),
        ("pod inpost.pl/sledzenie/620011", "pod inpost.pl/…"),
        ("na www.allegro.pl", "na www.allegro.pl"),
        ("tel. 501 502 503", "tel. …"),
        ("tel. +48 501-502-503.", "tel. …."),
        ("tel. (22) 123 45 67", "tel. …"),
        ("NIP 123-456-78-90", "NIP …"),
        ("PESEL 44051401359", "PESEL …"),
        ("IBAN PL61 1090 1014 0000 0712 1981 2874", "IBAN PL…"),
        ("zamówienie 7f3b2c1a-1111-11ee-8abc-0242ac120002", "zamówienie …"),
        ("numer 12345", "numer …"),
        ("paczka RR123456789PL", "paczka …"),
        ("w paczkomacie WAW123M", "w paczkomacie …"),
        ("ul. Kwiatowa 12/4, 00-950 Warszawa", "…, …"),
        ("mieszka: Kwiatowa 12/4", "mieszka: …"),
        ("al. Jana Pawła II 12 m. 4", "…"),
    ],
)
def test_what_names_somebody_by_its_form_is_hidden(text: str, masked: str) -> None:
    assert mask_text(text, frozenset()) == masked


@pytest.mark.parametrize(
    "text",
    [
        "w załączniku przesyłamy fakturę VAT FV 12/03/2026",
        "Wpłata 149,99 zł z dnia 02.03.2026 została zaksięgowana.",
        "Zamówienie zostało wysłane 2026-03-02 14:05.",
        "Prosimy o ocenę w Allegro. Dziękujemy!",
        "Paczka czeka w Paczkomacie InPost do 3 maja.",
        "Your order was shipped by DHL on March 3, 2026. Please leave a review.",
        "TWOJE ZAMÓWIENIE ZOSTAŁO WYSŁANE",
        "FV_12_2026.pdf",
        "Dzień dobry Państwu, czy Państwo otrzymali fakturę?",
        "Re: Zapytanie o rozmiar",
        "Bardzo prosimy o listę zakupów",
        "",
    ],
)
def test_the_deciding_words_stay_readable(text: str) -> None:
    assert mask_text(text, NAMES) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Dzień dobry Anno,", "Dzień dobry …,"),
        ("Pani Kowalskiej wysłaliśmy fakturę", "Pani … wysłaliśmy fakturę"),
        ("Panie Marku, dziękujemy", "Panie …, dziękujemy"),
        ("dla anny kowalskiej", "dla …"),
        ("ANNA KOWALSKA", "…"),
        ("Anna Kowalska", "…"),
        ("faktura_Kowalska_12.pdf", "faktura_…_12.pdf"),
        ("Re: Pytanie od Zająca", "Re: Pytanie od …"),
        ("Witaj Maja!", "Witaj …!"),
        ("Piotrowi zwracamy pieniądze", "… zwracamy pieniądze"),
    ],
)
def test_a_known_name_is_hidden_in_every_form(text: str, masked: str) -> None:
    assert mask_text(text, NAMES) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Witaj Janusz!", "Witaj …!"),
        ("Hi John, your order was shipped", "Hi …, your order was shipped"),
        ("Szanowna Pani Wiśniewska-Dąb,", "Szanowna Pani …,"),
        ("Grażyno,", "…,"),
        ("zamówienie złożył Zdzisław Dyrman wczoraj", "zamówienie złożył … wczoraj"),
        ("Zdzisław Dyrman prosi o fakturę", "… prosi o fakturę"),
        ("JANUSZ TRACZ", "…"),
    ],
)
def test_an_unknown_name_is_guessed_from_where_it_stands(text: str, masked: str) -> None:
    assert mask_text(text, frozenset()) == masked


def test_lines_stay_lines() -> None:
    text = "Dzień dobry,\n\nprzesyłamy fakturę.\nPozdrawiamy"
    assert mask_text(text, NAMES) == text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab Ał1.-@/+…\n()", max_size=120))
def test_no_long_number_and_no_address_ever_stays(text: str) -> None:
    masked = mask_text(text, NAMES)
    assert not re.search(r"\d{5}", masked)
    assert not re.search(r"\w@\w", masked)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_masked(text: str) -> None:
    assert mask_text(text, NAMES).count("\n") == text.count("\n")


@pytest.mark.parametrize("unit", ["a", "a@", "1 ", "A b ", "a.", "ul. ", "12-345 ", "Aa 1/", "Ał"])
def test_a_long_line_without_an_end_is_masked_whole(unit: str) -> None:
    assert len(mask_text(unit * 20_000, NAMES)) <= len(unit) * 20_000
