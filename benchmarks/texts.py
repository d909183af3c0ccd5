"""Texts of an invented shop: templates in five languages, and sentences people write by hand."""

from __future__ import annotations

# (share, language, template name, subject, lines of the body); {} fields are filled for each message.
TEMPLATES = (
    (12, "pl", "zamowienie-przyjete", "Zamówienie {order} przyjęte do realizacji", (
        "Dzień dobry {name},", "Twoje zamówienie na {product} jest już w realizacji.",
        "Pakujemy je w naszym magazynie w Łodzi.", "Numer zamówienia: {order}",
        "W razie pytań odpowiedz na tę wiadomość.")),
    (12, "pl", "wyslano", "Zamówienie {order} zostało wysłane", (
        "Witaj {name}!", "Z przyjemnością informujemy, że paczka z {product} została dziś nadana.",
        "Numer przesyłki: {waybill}", "Śledzenie: https://inpost.pl/sledzenie-przesylek?number={waybill}",
        "Jeśli coś jest nie tak z adresem, napisz do nas jak najszybciej.")),
    (10, "pl", "platnosc", "Otrzymaliśmy wpłatę za zamówienie", (
        "Dzień dobry,", "potwierdzamy, że otrzymaliśmy Państwa wpłatę w wysokości {price} zł.",
        "Dziękujemy za zakupy w naszym sklepie.", "Zamówienie numer {order}")),
    (10, "pl", "faktura", "Faktura FV/{number}/2026", (
        "Dzień dobry {name},", "w załączniku przesyłamy fakturę FV/{number}/2026 do zamówienia {order}.",
        "Prosimy o zachowanie dokumentu na potrzeby gwarancji.")),
    (9, "pl", "opinia", "Jak oceniasz zakupy?", (
        "Cześć {name}!", "Mamy nadzieję, że {product} sprawdza się świetnie.",
        "Będziemy wdzięczni za wystawienie pozytywnej oceny na Allegro.",
        "To zajmie tylko chwilę, a dla nas znaczy bardzo dużo.")),
    (7, "pl", "status-przesylki", "Twoja paczka jest w drodze", (
        "Dzień dobry {name},", "kurier odebrał paczkę {waybill} i jest ona w drodze do Ciebie.",
        "Doręczenie planowane jest na {day}.", "Prosimy sprawdzić stan opakowania przy odbiorze.")),
    (5, "pl", "instrukcja", "Instrukcja montażu: {product}", (
        "Dzień dobry,", "przesyłamy instrukcję montażu do produktu {product}.",
        "Przed pierwszym użyciem prosimy wymienić filtr.",
        "Części zamienne są dostępne przez dwa lata od zakupu.")),
    (4, "pl", "brak-towaru", "Pytanie do zamówienia {order}", (
        "Dzień dobry {name},", "niestety {product} w wybranym kolorze nie jest dostępny.",
        "Czy możemy wysłać wersję czarną, czy woli Pani zwrot pieniędzy?",
        "Prosimy o odpowiedź do {day}.")),
    (2, "en", "shipped-en", "Your order {order} has been shipped", (
        "Hello {name},", "Your parcel {waybill} has been handed over to the courier today.",
        "You can follow it at https://tracktrace.dpd.com.pl/parcelDetails?p1={waybill}",
        "Thank you for shopping with us.")),
    (3, "cs", "odeslano-cs", "Objednávka {order} byla odeslána", (
        "Dobrý den {name},", "Vaše zásilka {waybill} byla dnes předána dopravci.",
        "Fakturu najdete v příloze.", "Děkujeme za nákup.")),
    (2, "sk", "platba-sk", "Platba za objednávku {order} bola prijatá", (
        "Dobrý deň {name},", "prijali sme Vašu platbu vo výške {price} EUR.",
        "Tovar pripravujeme na odoslanie.", "Ďakujeme za nákup.")),
    (2, "hu", "feladva-hu", "Feladtuk a {order} számú rendelését", (
        "Kedves {name}!", "Csomagját ma átadtuk a futárszolgálatnak, csomagszám: {waybill}.",
        "Kérjük, értékelje vásárlását az Allegro oldalán.", "Köszönjük a vásárlást!")),
)  # fmt: skip

# What people write by hand: any of these, one after another.
WRITTEN = (
    "mam pytanie o rozmiar, bo w zamówieniu jest podany {number}.",
    "Proszę o podanie numeru telefonu dla kuriera.", "Czy adres {street} {number} jest aktualny?",
    "Nie otrzymaliśmy jeszcze wpłaty za zamówienie.", "Po zaksięgowaniu wpłaty wyślemy towar.",
    "Na jaki NIP wystawić fakturę?", "Paczka wróciła do nas, bo nikt jej nie odebrał.",
    "Spakowałem dziś {product} i jutro rano idzie kurierem.", "Pieniążki dotarły, dziękuję ślicznie!",
    "Gwiazdki mile widziane :)", "Zwrot środków zlecimy w ciągu {number} dni roboczych.",
    "Reklamację rozpatrzymy do {day}.", "Proszę o zdjęcie uszkodzonego elementu.",
    "Kolor może się różnić od tego na zdjęciu, czy to nie problem?",
    "Brakuje nam numeru mieszkania w adresie {street}.", "Niestety ostatnia sztuka miała wadę.",
    "Wystarczy odesłać starą część na nasz koszt.", "Dobierzemy odpowiedni model do auta z {year} roku.",
    "Pasuje do ramy {number} mm, proszę zmierzyć jeszcze raz.", "Życzymy udanego dnia.",
    "Możemy dołożyć śruby gratis, jeśli będą potrzebne.", "Paragon dorzuciłem do pudełka.",
    "Prosimy o wybór zapachu: lawenda czy wanilia?", "W tym tygodniu mamy urlop do {day}.",
    "Do produktu {product} potrzebna jest bateria AA.", "Instrukcja jest na naszej stronie.",
)  # fmt: skip
CLOSINGS = (
    (
        "Pozdrawiamy",
        "Zespół sklepu {shop}",
        "tel. 42 600 {number} 00, pon.–pt. 8–16",
        "Wiadomość wygenerowano automatycznie, ale chętnie na nią odpowiemy.",
        "Administratorem Twoich danych jest {shop} sp. z o.o., ul. Sienkiewicza 4, 90-001 Łódź; "
        "dane przetwarzamy tylko po to, żeby zrealizować umowę.",
    ),
    (
        "Z poważaniem",
        "{clerk}",
        "{shop} sp. z o.o., NIP 725 000 00 00, KRS 0000000000",
        "Sąd Rejonowy dla Łodzi-Śródmieścia, kapitał zakładowy 50 000 zł, wpłacony w całości.",
        "Treść tej wiadomości jest poufna i przeznaczona wyłącznie dla adresata. Prosimy ją usunąć, "
        "jeśli trafiła do Państwa przez pomyłkę.",
    ),
    ("Pozdrawiam serdecznie", "{clerk}", "{shop}, 90-001 Łódź"),
)
SHOPS = ("Lawenda i Len", "AutoGraty24", "Księgarnia Pod Sową")
CLERKS = ("Marta", "Grzegorz Wilk", "Ola z działu wysyłek", "Dział obsługi klienta")
NAMES = (
    "Anna", "Piotrze", "Katarzyno", "Tomaszu", "Ewo", "Jakubie", "Zofio", "Marku", "Elżbieto",
    "Łukaszu", "Żaneto", "Grażyno", "Michale", "Julio", "Pani Nowak", "Panie Kowalski", "Petře",
    "Jano", "László", "John",
)  # fmt: skip
PRODUCTS = (
    "lampka nocna LED", "zestaw filtrów oleju", "kubek z imieniem", "pościel lniana 160x200",
    "wiertarka udarowa", "książka „Cisza”", "klocki hamulcowe przód", "krem nawilżający 50 ml",
    "obroża dla psa", "stolik kawowy dąb", "piłka rehabilitacyjna", "wkład do ekspresu",
)  # fmt: skip
STREETS = ("ul. Polna", "ul. Długa", "al. Jana Pawła II", "ul. Żeromskiego", "os. Tysiąclecia")
