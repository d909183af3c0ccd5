"""Orders in tables, as tools and people in five countries name their columns."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from audit.model import InputFile, Record, Rejected
from audit.read import read
from audit.read.columns import table_map
from audit.read.detect import detect

ORDER = "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa"
TO = "8awgqyk6a5+5f147aa75@allegromail.pl"
BOUGHT = "02.03.2026 08:15"


def rows(tmp_path: Path, text: str, name: str = "zamowienia.csv") -> list[Record | Rejected]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return of_file(path)


def of_file(path: Path) -> list[Record | Rejected]:
    source = InputFile(path.name, path)
    kind = detect(source)
    assert kind is not None
    return list(read(kind, source))


def orders(records: Sequence[Record | Rejected]) -> list[dict[str, Any]]:
    return [dict(r.values) for r in records if isinstance(r, Record) and r.table == "order"]


# Each a header somebody may well have; {id} {mail} {login} {time} stand where the four facts do.
VARIANTS = [
    # Polish
    ("Numer zamówienia;Data zakupu;Login kupującego;E-mail;Kwota", "{id};{time};{login};{mail};9"),
    ("ID zamówienia;Kupujący;Adres e-mail;Data złożenia;Status", "{id};{login};{mail};{time};SENT"),
    ("Lp.;Zamówienie;Email klienta;Login;Data;Suma", "1;{id};{mail};{login};{time};9"),
    ("Nr zam.;Nick;Mail;Data zamówienia;Telefon", "{id};{login};{mail};{time};500"),
    ("id_zamowienia;email_klienta;nick;data_zakupu", "{id};{mail};{login};{time}"),
    (
        "Identyfikator zamówienia,E-mail kupującego,Nazwa użytkownika,Data sprzedaży",
        "{id},{mail},{login},{time}",
    ),
    (
        "Nr zamówienia;Id zamówienia Allegro;Login Allegro;E-mail;Data dodania",
        "1234;{id};{login};{mail};{time}",
    ),
    (
        "Numer;Numer zewnętrzny;Adres email;Login klienta;Data utworzenia;Źródło",
        "7;{id};{mail};{login};{time};allegro",
    ),
    # English
    ("Order ID,Order date,Buyer,Buyer email,Total", "{id},{time},{login},{mail},9"),
    ("order_id\temail\tuser_login\tdate_add", "{id}\t{mail}\t{login}\t{time}"),
    ("OrderId,BuyerLogin,BuyerEmail,BoughtAt", "{id},{login},{mail},{time}"),
    ("Order Number;Customer Email;Username;Purchase Date", "{id};{mail};{login};{time}"),
    ("Order No.|E-mail Address|Buyer username|Created at", "{id}|{mail}|{login}|{time}"),
    ("Order #,Billing Email,Buyer login,Date Created,VAT", "{id},{mail},{login},{time},23"),
    ("id,checkoutForm.id,buyer.login,buyer.email,boughtAt", "5,{id},{login},{mail},{time}"),
    (
        "order_id;external_order_id;order_source;date_add;user_login;email",
        "88;{id};allegro;{time};{login};{mail}",
    ),
    # Czech
    ("Číslo objednávky;Datum objednávky;E-mail;Uživatel", "{id};{time};{mail};{login}"),
    ("Objednávka;E-mail zákazníka;Přezdívka;Datum vytvoření", "{id};{mail};{login};{time}"),
    ("ID objednávky,Kupující,E-mail kupujícího,Datum nákupu", "{id},{login},{mail},{time}"),
    (
        "Kód objednávky;Externí číslo objednávky;Email;Uživatelské jméno;Datum",
        "2;{id};{mail};{login};{time}",
    ),
    ("Číslo obj.;Emailová adresa;Login;Vytvořeno", "{id};{mail};{login};{time}"),
    ("Objednávka č.;Mail;Uživatelské jméno;Datum prodeje", "{id};{mail};{login};{time}"),
    # Slovak
    ("Číslo objednávky;Dátum objednávky;E-mail;Používateľ", "{id};{time};{mail};{login}"),
    ("Objednávka;E-mail zákazníka;Prezývka;Dátum vytvorenia", "{id};{mail};{login};{time}"),
    ("ID objednávky,Kupujúci,E-mail kupujúceho,Dátum nákupu", "{id},{login},{mail},{time}"),
    ("Č. objednávky;E-mailová adresa;Používateľské meno;Dátum", "{id};{mail};{login};{time}"),
    ("Identifikátor objednávky;Mail;Login kupujúceho;Zakúpené", "{id};{mail};{login};{time}"),
    # Hungarian
    ("Rendelésszám;Rendelés dátuma;E-mail cím;Felhasználónév", "{id};{time};{mail};{login}"),
    ("Rendelés azonosító;Vevő;Vevő e-mail;Vásárlás dátuma", "{id};{login};{mail};{time}"),
    ("Rendelés száma,E-mail,Vásárló,Rendelés ideje", "{id},{mail},{login},{time}"),
    ("Megrendelés száma;Vásárló e-mail címe;Felhasználónév;Dátum", "{id};{mail};{login};{time}"),
    ("Azonosító;Email cím;Vevő felhasználóneve;Létrehozva", "{id};{mail};{login};{time}"),
]


@pytest.mark.parametrize(("header", "row"), VARIANTS)
def test_orders_load_without_a_map(tmp_path: Path, header: str, row: str) -> None:
    filled = row.format(id=ORDER, mail=TO, login="Client:44300444", time=BOUGHT)

    (order,) = orders(rows(tmp_path, f"{header}\n{filled}\n"))

    assert (order["order_id"], order["buyer_email"]) == (ORDER, TO)
    assert (order["buyer_login"], order["bought_at"]) == ("Client:44300444", BOUGHT)


def test_thirty_headers_are_tried() -> None:
    assert len({header for header, _ in VARIANTS}) >= 30


def test_a_column_whose_name_says_nothing_is_told_by_its_values(tmp_path: Path) -> None:
    lines = "".join(f"{ORDER[:-1]}{n};{TO};x;{BOUGHT}\n" for n in range(4))

    found = orders(rows(tmp_path, f"kol1;kol2;kol3;kol4\n{lines}"))

    assert [order["order_id"][-1] for order in found] == ["0", "1", "2", "3"]
    assert {(order["buyer_email"], order["bought_at"]) for order in found} == {(TO, BOUGHT)}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Nr zamówienia;Data;E-mail;Tytuł;Ilość;Cena", "order_table"),
        ("Data zakupu;Adres e-mail;ID zamówienia;Tytuł;Login;Dostawa;Wiadomość", "order_table"),
        ("Nr zamówienia;Data;E-mail;Tytuł;Treść;Status", "mail_log"),
        ("Data;E-mail;Tytuł;Nr zamówienia;Kwota", "mail_log"),
        ("Data wysłania;Odbiorca;Temat;Nr zamówienia;Nadawca;Kwota;Dostawa", "mail_log"),
    ],
)
def test_a_title_is_an_offers_or_a_mails_by_what_stands_beside_it(header: str, kind: str) -> None:
    found = table_map(header.split(";"))

    assert found is not None
    assert found.table == kind


def test_facts_of_an_order_are_read(tmp_path: Path) -> None:
    header = (
        "Nr zamówienia;E-mail;Data wpłaty;Sposób płatności;Sposób dostawy;Faktura;Status realizacji"
        ";Uwagi kupującego;Imię i nazwisko;Marketplace;Produkty"
    )
    row = f"{ORDER};{TO};2.03.2026;PayU;InPost;tak;SENT;Kolor czarny;Jan Lis;allegro-pl;Etui"

    (order,) = orders(rows(tmp_path, f"{header}\n{row}\n"))

    assert order["paid_at"] == "2.03.2026"
    assert (order["payment_type"], order["delivery_method"]) == ("PayU", "InPost")
    assert (order["invoice_required"], order["fulfillment_status"]) == ("true", "SENT")
    assert (order["buyer_wrote"], order["buyer_names"]) == ("true", ["Jan Lis"])
    assert (order["marketplace"], order["products"]) == ("allegro-pl", ["Etui"])


def test_the_sales_report_of_two_record_types(tmp_path: Path) -> None:
    text = (
        "Type,OrderId,MarketplaceId,SellerId,OrderDate,SellerStatus,BuyerLogin,BuyerEmail\n"
        f"order,{ORDER},allegro-pl,437848322,2026-03-02T07:15:43.123Z,SENT,Client:44300444,{TO}\n"
        f'lineItem,{ORDER},7778622952,AH-129834,PLN,"Etui, czarne",1,129.99\n'
        "lineItem,9f562000-1607-11f1-9c2e-7d21a4e0b6aa,1,2,PLN,Obca pozycja,1,9.99\n"
    )

    records = rows(tmp_path, text)

    (order,) = orders(records)
    assert (order["order_id"], order["buyer_email"]) == (ORDER, TO)
    assert order["bought_at"] == "2026-03-02T07:15:43.123Z"
    assert (order["fulfillment_status"], order["products"]) == ("SENT", ["Etui, czarne"])
    assert records[1:] == [Rejected("line 4", "line_without_order")]


def test_the_sales_report_is_read_by_position_when_names_and_values_say_nothing(
    tmp_path: Path,
) -> None:
    text = f"a,b,c,d,e,f\norder,1001,x,x,kiedys,inny\norder,{ORDER},x,x,dawno,y\n"

    assert [order["order_id"] for order in orders(rows(tmp_path, text))] == ["1001", ORDER]


def test_the_payments_history(tmp_path: Path) -> None:
    text = (
        "data, data zaksięgowania, identyfikator, operacja, operator, kupujący, oferta, dostawa,"
        " kwota, saldo\n"
        "02.03.2026 08:16,02.03.2026 08:20,8f1,wpłata,PayU,Client:44300444,777,InPost,"
        '"129.99 zł","129.99 zł"\n'
    )

    (payment,) = rows(tmp_path, text)

    assert isinstance(payment, Record)
    assert payment.table == "payment"
    assert payment.values["paid_at"] == "02.03.2026 08:16"
    assert (payment.values["operator"], payment.values["payment_id"]) == ("PayU", "8f1")
    assert payment.values["buyer_login"] == "Client:44300444"


BASE = f"""{{"status": "SUCCESS", "orders": [
  {{"order_id": 143476260, "shop_order_id": "2824", "external_order_id": "{ORDER}",
    "order_source": "allegro", "order_source_id": 8598, "order_status_id": 6624,
    "date_add": 1772435743, "date_confirmed": 1772435800, "user_login": "Client:44300444",
    "phone": "500600700", "email": "{TO}", "user_comments": "", "want_invoice": "1",
    "payment_method": "PayU", "payment_method_cod": "0", "delivery_method": "Allegro InPost",
    "delivery_package_module": "INPOST", "delivery_package_nr": "520000012680041086770098",
    "delivery_fullname": "Jan Lis", "delivery_address": "Długa 1",
    "products": [{{"order_product_id": 1, "name": "Etui", "auction_id": "777"}}]}},
  {{"order_id": 143476261, "shop_order_id": "2825", "external_order_id": "",
    "order_source": "shop", "date_add": 1772435743, "email": "jan@example.pl"}}]}}"""


def test_the_orders_of_base(tmp_path: Path) -> None:
    records = rows(tmp_path, BASE, "getOrders.json")

    (order,) = orders(records)
    assert (order["order_id"], order["buyer_email"]) == (ORDER, TO)
    assert (order["bought_at"], order["invoice_required"]) == ("1772435743", "true")
    assert (order["buyer_wrote"], order["products"]) == ("false", ["Etui"])
    assert "Długa" not in str(records)
    assert "500600700" not in str(records)
    (shipment,) = [r for r in records if isinstance(r, Record) and r.table == "shipment"]
    assert shipment.values["waybill"] == "520000012680041086770098"
    assert shipment.values["carrier_id"] == "INPOST"
    assert records[-1] == Rejected("object 2", "not_allegro")


def test_a_parcel_number_that_a_spreadsheet_rounded_is_flagged(tmp_path: Path) -> None:
    text = f"order_id;email;waybill;carrier_id\n{ORDER};{TO};5.2E+23;INPOST\n"

    order, rejected = rows(tmp_path, text)

    assert isinstance(order, Record)
    assert isinstance(rejected, Rejected)
    assert (rejected.position, rejected.reason) == ("line 2", "number_damaged")


def test_numbers_of_a_workbook_stay_what_they_were(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nr zamówienia", "E-mail", "Data zakupu", "Nr przesyłki", "Carrier id"])
    sheet.append([1002003, TO, 46083.34375, 520000012680041086770098, "INPOST"])
    sheet.append(["00123", TO, "2.03.2026", "00340434292135100186", "DHL"])
    path = tmp_path / "zamowienia.xlsx"
    book.save(path)

    records = of_file(path)

    first, second = orders(records)
    assert (first["order_id"], first["bought_at"]) == ("1002003", "46083.34375")
    assert second["order_id"] == "00123"
    assert [r.reason for r in records if isinstance(r, Rejected)] == ["number_damaged"]
    shipments = [r.values for r in records if isinstance(r, Record) and r.table == "shipment"]
    assert [shipment["waybill"] for shipment in shipments] == ["00340434292135100186"]
