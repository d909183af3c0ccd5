"""Every endpoint of the Allegro API: its answer is known by its keys and read as what it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from audit.model import InputFile, Record, Rejected
from audit.read import read
from audit.read.detect import detect
from tests import api_answers as api


def kind_and_records(
    folder: Path, answer: Any, name: str = "x.json"
) -> tuple[str | None, list[Record | Rejected]]:
    path = folder / "file"
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
    source = InputFile(name, path)
    kind = detect(source)
    return kind, list(read(kind, source)) if kind else []


@pytest.mark.parametrize(
    ("answer", "name", "kind", "expected"),
    [
        (api.ORDERS, "orders_0000.json", "orders", {"order_id": api.ORDER, "buyer_wrote": "false"}),
        (
            api.EVENTS,
            "events.json",
            "order_events",
            {
                "order_id": api.OTHER_ORDER,
                "buyer_email": "7bwgqyk6a5+5f147aa76@allegromail.pl",
                "bought_at": "2026-03-03T07:59:00.000Z",
                "status": None,
                "paid_at": None,
            },
        ),
        (
            api.DOCUMENTS,
            f"invoices/{api.ORDER}.json",
            "order_documents",
            {"link_urls": ["https://paragony.pl/x"], "has_external_invoices": "false"},
        ),
        (
            api.SHIPMENTS,
            f"shipments/{api.ORDER}.json",
            "shipments",
            {"waybill": "520000012680041086770098", "carrier_id": "INPOST"},
        ),
        (api.CARRIERS, "carriers.json", "carriers", {"carrier_id": "INPOST", "name": "InPost"}),
        (api.THREADS, "threads.json", "threads", {"buyer_login": "Client:44300444"}),
        (
            api.BETA_THREADS,
            "threads.json",
            "threads",
            {"buyer_login": "ola_44", "order_ids": [api.OTHER_ORDER]},
        ),
        (
            api.MESSAGES,
            "messages.json",
            "thread_messages",
            {"type": "MAIL", "status": "BLOCKED", "subject": "Twoja paczka w drodze"},
        ),
        (api.BLOCKED_MAIL, "one.json", "thread_messages", {"thread_id": api.THREAD}),
        (api.ISSUES, "issues.json", "issues", {"type": "DISPUTE", "status": "DISPUTE_ONGOING"}),
        (api.CHAT, f"{api.ISSUE}/chat.json", "issue_chat", {"issue_id": api.ISSUE}),
        (
            api.DISPUTES,
            "disputes.json",
            "issues",
            {"issue_id": api.DISPUTE, "type": "DISPUTE", "status": "ONGOING"},
        ),
        (
            api.DISPUTE_MESSAGES,
            f"disputes/{api.DISPUTE}/messages.json",
            "issue_chat",
            {"issue_id": api.DISPUTE, "author_role": "SELLER"},
        ),
    ],
)
def test_an_answer_is_known_and_read(
    tmp_path: Path, answer: Any, name: str, kind: str, expected: dict[str, Any]
) -> None:
    found, (first, *_) = kind_and_records(tmp_path, answer, name)

    assert found == kind
    assert isinstance(first, Record)
    assert expected.items() <= first.values.items()


@pytest.mark.parametrize("page", [{"messages": [{"text": "x"}]}, {"events": [{"type": "click"}]}])
def test_a_page_of_somebody_else_is_of_no_known_kind(tmp_path: Path, page: Any) -> None:
    assert kind_and_records(tmp_path, page)[0] is None


@pytest.mark.parametrize(
    ("answer", "path"), [(api.ISSUES, "chat.initialMessage"), (api.DISPUTES, "message")]
)
def test_an_issue_and_an_old_dispute_bring_the_buyers_first_message(
    tmp_path: Path, answer: Any, path: str
) -> None:
    _, (issue, said) = kind_and_records(tmp_path, answer)

    assert isinstance(issue, Record)
    assert isinstance(said, Record)
    assert said.position == f"{issue.position}.{path}"
    assert (said.table, said.values["author_role"]) == ("issue_message", "BUYER")


@pytest.mark.parametrize(
    ("role", "buyer", "allegro"),
    [
        ("BUYER", "true", "false"),
        ("SELLER", "false", "false"),
        ("USER", None, "false"),
        ("SYSTEM", None, "true"),
        ("CHATBOT", None, "true"),
        ("CONSULTANT", None, "true"),
    ],
)
def test_who_wrote_in_a_beta_thread_is_told_by_the_role(
    tmp_path: Path, role: str, buyer: str | None, allegro: str
) -> None:
    message = {**api.QUESTION, "author": {"role": role, "login": "x"}}
    _, (record,) = kind_and_records(tmp_path, {"messages": [message]})

    assert isinstance(record, Record)
    assert (record.values["from_buyer"], record.values["from_allegro"]) == (buyer, allegro)


@pytest.mark.parametrize("name", [f"{api.THREAD}/messages_0000.json", f"{api.THREAD}.json"])
def test_messages_that_name_no_thread_belong_to_the_one_their_folder_names(
    tmp_path: Path, name: str
) -> None:
    message = {key: value for key, value in api.QUESTION.items() if key != "thread"}
    _, (record,) = kind_and_records(tmp_path, {"messages": [message]}, name)

    assert isinstance(record, Record)
    assert record.values["thread_id"] == api.THREAD


def test_an_event_without_its_order_is_rejected(tmp_path: Path) -> None:
    event = {"id": "1", "type": "BOUGHT", "occurredAt": "2026-03-03T08:00:00Z", "order": None}
    _, (rejected,) = kind_and_records(tmp_path, {"events": [event]})

    assert isinstance(rejected, Rejected)
    assert (rejected.position, rejected.reason) == ("events[0]", "order_unknown")


def test_another_kind_within_a_file_is_named_and_not_lost(tmp_path: Path) -> None:
    kind, (form, strange) = kind_and_records(tmp_path, [api.FORM, api.THREADS["threads"][0]])

    assert kind == "orders"
    assert isinstance(form, Record)
    assert strange == Rejected("[1]", "other_kind", "threads in a file of orders")


def test_answers_appended_to_one_file_are_all_read(tmp_path: Path) -> None:
    text = json.dumps(api.ORDERS) + json.dumps(api.ORDERS, indent=1)
    _, records = kind_and_records(tmp_path, text)

    assert [one.position for one in records] == [
        "checkoutForms[0]",
        "document 2: checkoutForms[0]",
    ]
