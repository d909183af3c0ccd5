"""Allegro API answers as people save them."""

import json
from pathlib import Path
from typing import Any

import pytest

from audit.model import InputFile, Record, Rejected
from audit.read import read

ORDER = "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa"
FORM: dict[str, Any] = {
    "id": ORDER,
    "messageToSeller": "Proszę o czarny",
    "buyer": {
        "email": "8AWGQYK6A5+5f147aa75@allegromail.pl",
        "login": "Client:44300444",
        "firstName": "Jan",
        "lastName": "Kowalski",
        "companyName": None,
        "phoneNumber": "+48 600 000 000",
        "personalIdentity": "00000000000",
        "address": {"street": "Polna 1"},
        "preferences": {"language": "pl-PL"},
    },
    "payment": {"type": "ONLINE", "finishedAt": "2026-03-02T07:16:02.551Z"},
    "status": "READY_FOR_PROCESSING",
    "fulfillment": {"status": "SENT"},
    "delivery": {"method": {"name": "Paczkomat"}, "address": {"firstName": "Anna"}},
    "invoice": {"required": False, "address": None},
    "lineItems": [
        {"offer": {"name": "Etui"}, "boughtAt": "2026-03-02T07:15:44Z"},
        {"offer": {"name": "Szkło"}, "boughtAt": "2026-03-02T07:15:43Z"},
    ],
    "marketplace": {"id": "allegro-pl"},
    "updatedAt": "2026-03-02T11:40:10.002Z",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def records(folder: Path, kind: str, document: Any, name: str = "x.json") -> list[Any]:
    path = folder / "file"
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, encoding="utf-8")
    return list(read(kind, InputFile(name, path)))


def test_an_order_is_read_without_phone_street_and_identity(folder: Path) -> None:
    (record,) = records(folder, "orders", {"checkoutForms": [FORM], "count": 1, "totalCount": 1})

    assert record.position == "checkoutForms[0]"
    assert record.values == {
        "order_id": ORDER,
        "buyer_email": "8awgqyk6a5+5f147aa75@allegromail.pl",
        "buyer_login": "Client:44300444",
        "buyer_names": ["Jan", "Kowalski", "Anna"],
        "buyer_language": "pl-PL",
        "status": "READY_FOR_PROCESSING",
        "fulfillment_status": "SENT",
        "bought_at": "2026-03-02T07:15:43Z",
        "updated_at": "2026-03-02T11:40:10.002Z",
        "paid_at": "2026-03-02T07:16:02.551Z",
        "payment_type": "ONLINE",
        "invoice_required": "false",
        "delivery_method": "Paczkomat",
        "marketplace": "allegro-pl",
        "buyer_wrote": "true",
        "products": ["Etui", "Szkło"],
    }


@pytest.mark.parametrize(
    ("document", "positions"),
    [
        (FORM, ["$"]),
        ([FORM, FORM], ["[0]", "[1]"]),
        ({"data": [FORM]}, ["data[0]"]),
        ({"orders": [FORM]}, ["orders[0]"]),
        ([{"checkoutForms": [FORM]}, {"checkoutForms": []}], ["[0].checkoutForms[0]"]),
        (f"{json.dumps(FORM)}\n\n{json.dumps(FORM)}\n", ["line 1", "line 3"]),
        (
            f'{{"checkoutForms": [{json.dumps(FORM)}]}}\n{{"checkoutForms": []}}\n',
            ["line 1: checkoutForms[0]"],
        ),
    ],
)
def test_orders_are_found_however_they_were_saved(
    folder: Path, document: Any, positions: list[str]
) -> None:
    found = records(folder, "orders", document)

    assert [record.position for record in found] == positions
    assert {record.values["order_id"] for record in found} == {ORDER}


@pytest.mark.parametrize(
    ("value", "found"), [(None, "null"), ("x", "text"), (3, "text"), ([], "an array")]
)
def test_what_is_no_object_is_rejected_and_the_rest_goes_on(
    folder: Path, value: Any, found: str
) -> None:
    first, second, third = records(folder, "orders", {"checkoutForms": [FORM, value, FORM]})

    assert second == Rejected("checkoutForms[1]", "not_an_object", f"{found}, expected an object")
    assert isinstance(first, Record)
    assert isinstance(third, Record)


def test_a_form_full_of_nulls_is_still_an_order(folder: Path) -> None:
    bare = dict.fromkeys(FORM) | {"id": ORDER, "lineItems": [None, {"boughtAt": None}]}

    (record,) = records(folder, "orders", bare)

    assert record.values["order_id"] == ORDER
    assert record.values["bought_at"] is None
    assert record.values["buyer_email"] is None
    assert record.values["buyer_wrote"] == "false"


def test_a_form_without_id_is_rejected(folder: Path) -> None:
    (rejected,) = records(folder, "orders", {"checkoutForms": [{"lineItems": []}]})

    assert (rejected.position, rejected.reason) == ("checkoutForms[0]", "no_id")


def test_a_broken_line_of_json_lines_is_rejected(folder: Path) -> None:
    line = json.dumps(FORM)

    found = records(folder, "orders", f"{line}\n{line[:40]}\n{line}")

    assert [record.position for record in found] == ["line 1", "line 2", "line 3"]
    assert found[1] == Rejected("line 2", "bad_json", "cut at byte 40")


DOCUMENTS: dict[str, Any] = {
    "invoices": [
        {"invoiceNumber": "FV 1/2026", "file": {"uploadedAt": "2026-03-02T12:00:04Z"}},
        {"invoiceNumber": "FV 2/2026", "file": {"name": "brak.pdf"}},
    ],
    "links": [{"url": "https://paragony.pl/x"}],
    "hasExternalInvoices": True,
}


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (DOCUMENTS, f"shop/invoices/{ORDER.upper()}.json"),
        (DOCUMENTS, f"shop/{ORDER}/invoices.json"),
        (DOCUMENTS, f"shop.zip!/{ORDER}/invoices.json"),
        (DOCUMENTS | {"orderId": ORDER}, "x.json"),
        (DOCUMENTS | {"id": ORDER}, "x.json"),
        ({"orderId": ORDER, "response": DOCUMENTS}, "x.json"),
        ({ORDER: DOCUMENTS}, "x.json"),
    ],
)
def test_documents_find_their_order(folder: Path, document: Any, name: str) -> None:
    (record,) = records(folder, "order_documents", document, name)

    assert {
        "order_id": ORDER,
        "invoice_numbers": ["FV 1/2026", "FV 2/2026"],
        "invoice_uploaded_at": ["2026-03-02T12:00:04Z"],
        "link_urls": ["https://paragony.pl/x"],
        "has_external_invoices": "true",
    }.items() <= record.values.items()


def test_an_order_without_documents_is_a_record_too(folder: Path) -> None:
    empty: dict[str, Any] = {"invoices": None, "links": [], "hasExternalInvoices": False}

    (record,) = records(folder, "order_documents", empty, f"{ORDER}.json")

    assert record.values["invoice_numbers"] == []
    assert record.values["has_external_invoices"] == "false"


SHIPMENT = {"id": "c2hpcA==", "waybill": "5200", "carrierId": "INPOST", "carrierName": None}


def test_shipments_are_one_record_each(folder: Path) -> None:
    page = {"shipments": [SHIPMENT, None, SHIPMENT]}

    first, second, third = records(folder, "shipments", page, f"{ORDER}.json")

    assert first.values["order_id"] == ORDER
    assert (first.values["waybill"], first.values["carrier_id"]) == ("5200", "INPOST")
    assert (second.position, second.reason) == ("shipments[1]", "not_an_object")
    assert third.position == "shipments[2]"


def test_an_order_without_shipments_gives_nothing(folder: Path) -> None:
    assert records(folder, "shipments", {"shipments": []}, "x.json") == []


@pytest.mark.parametrize(
    ("kind", "document", "position"),
    [
        ("order_documents", DOCUMENTS, "$"),
        ("shipments", {"shipments": [SHIPMENT]}, "shipments[0]"),
        ("shipments", SHIPMENT, "$"),
    ],
)
def test_what_names_no_order_is_rejected(
    folder: Path, kind: str, document: Any, position: str
) -> None:
    (rejected,) = records(folder, kind, document)

    assert (rejected.position, rejected.reason) == (position, "order_unknown")


@pytest.mark.parametrize(
    ("thread", "login", "orders"),
    [
        ({"id": "t1", "lastMessageDateTime": "x", "interlocutor": {"login": "jan"}}, "jan", None),
        (
            {
                "id": "t1",
                "participants": [
                    {"role": "SELLER", "login": "sklep"},
                    {"role": "BUYER", "login": "jan"},
                ],
                "orders": [{"id": ORDER}],
            },
            "jan",
            [ORDER],
        ),
    ],
)
def test_threads_of_both_versions_are_read(
    folder: Path, thread: Any, login: str, orders: list[str] | None
) -> None:
    (record,) = records(folder, "threads", {"threads": [thread], "offset": 0, "limit": 20})

    assert record.position == "threads[0]"
    expected = {"thread_id": "t1", "buyer_login": login, "order_ids": orders}
    assert expected.items() <= record.values.items()


def test_a_blocked_mail_in_the_message_center_is_read(folder: Path) -> None:
    message = {
        "id": "m1",
        "type": "MAIL",
        "status": "BLOCKED",
        "createdAt": "2026-03-27T12:30:43.000Z",
        "author": {"login": "sklep", "isInterlocutor": False},
        "subject": "Wysłano",
        "text": "Śledź:\r\nhttps://dpd.pl/z",
        "relatesTo": {"offer": None, "order": {"id": ORDER}},
        "thread": {"id": "t1"},
        "attachments": [{"fileName": "fv.pdf"}],
    }

    (record,) = records(
        folder, "thread_messages", {"messages": [message], "offset": 0, "limit": 20}
    )

    assert record.position == "messages[0]"
    assert record.values == {
        "message_id": "m1",
        "thread_id": "t1",
        "type": "MAIL",
        "status": "BLOCKED",
        "created_at": "2026-03-27T12:30:43.000Z",
        "author_login": "sklep",
        "from_buyer": "false",
        "from_allegro": "false",
        "subject": "Wysłano",
        "text": "Śledź:\nhttps://dpd.pl/z",
        "order_id": ORDER,
        "attachments": ["fv.pdf"],
        "links": ["https://dpd.pl/z"],
    }


@pytest.mark.parametrize(
    ("author", "from_buyer"),
    [
        ({"isInterlocutor": True, "role": "SELLER"}, "true"),
        ({"role": "BUYER"}, "true"),
        ({"role": "SELLER"}, "false"),
        ({"login": "jan"}, None),
        (None, None),
    ],
)
def test_the_side_of_an_author_is_told_or_left_open(
    folder: Path, author: Any, from_buyer: str | None
) -> None:
    page = {"messages": [{"id": "m1", "author": author, "thread": None}]}

    (record,) = records(folder, "thread_messages", page)

    assert record.values["from_buyer"] == from_buyer


def test_an_issue_brings_the_message_it_began_with(folder: Path) -> None:
    issue = {
        "id": "i1",
        "type": "CLAIM",
        "openedDate": "2026-03-17T17:20:00Z",
        "buyer": {"login": "jan"},
        "checkoutForm": {"id": ORDER},
        "currentState": {"status": "CLAIM_SUBMITTED"},
        "chat": {"initialMessage": {"id": "m1", "author": {"role": "BUYER"}, "createdAt": "z"}},
    }

    first, message = records(folder, "issues", {"issues": [issue]})

    assert (first.table, first.position) == ("issue", "issues[0]")
    assert {
        "issue_id": "i1",
        "type": "CLAIM",
        "status": "CLAIM_SUBMITTED",
        "opened_at": "2026-03-17T17:20:00Z",
        "buyer_login": "jan",
        "order_id": ORDER,
    }.items() <= first.values.items()
    assert (message.table, message.position) == ("issue_message", "issues[0].chat.initialMessage")
    assert {
        "issue_id": "i1",
        "message_id": "m1",
        "author_role": "BUYER",
        "created_at": "z",
    }.items() <= message.values.items()


def test_a_chat_belongs_to_the_issue_its_folder_names(folder: Path) -> None:
    page = {"chat": [{"id": "m1", "author": {"role": "SELLER"}, "createdAt": "z"}]}

    (record,) = records(folder, "issue_chat", page, f"issues/{ORDER}/chat.json")
    (rejected,) = records(folder, "issue_chat", page, "chat.json")

    assert (record.values["issue_id"], record.position) == (ORDER, "chat[0]")
    assert (rejected.position, rejected.reason) == ("chat[0]", "issue_unknown")
