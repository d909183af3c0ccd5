"""Pages of orders just as documented are read at one go, all others value by value: alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from audit.model import InputFile
from audit.read.order_pages import plain_page
from audit.read.orders import forms

TEXT = st.text(max_size=8) | st.sampled_from(["", " ", "Zażółć", "a\x00b", "NOWAK@Example.PL "])
TEXTS = TEXT | st.none()


def objects(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with some of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


PERSON = {"firstName": TEXTS, "lastName": TEXTS, "companyName": TEXTS}
LINE = objects(boughtAt=TEXTS, offer=objects(id=TEXTS, name=TEXTS), quantity=st.integers())
INVOICED = objects(
    naturalPerson=objects(**PERSON) | st.none(),
    company=objects(name=TEXTS, ids=st.just([])) | st.none(),
)
FORM = st.fixed_dictionaries(
    {"id": TEXT.filter(bool), "lineItems": st.lists(LINE, max_size=3)},
    optional={
        "status": TEXTS,
        "updatedAt": TEXTS,
        "messageToSeller": TEXTS,
        "buyer": objects(email=TEXTS, login=TEXTS, preferences=objects(language=TEXTS), **PERSON),
        "payment": objects(type=TEXTS, finishedAt=TEXTS, paidAmount=st.none()),
        "fulfillment": objects(status=TEXTS),
        "delivery": objects(method=objects(id=TEXTS, name=TEXTS), address=objects(**PERSON)),
        "invoice": objects(required=st.booleans() | st.none(), address=INVOICED | st.none()),
        "marketplace": objects(id=TEXTS),
    },
)
# What the documentation does not say: such a page is read value by value.
ODD = st.sampled_from(
    [
        {"lineItems": [7]},
        {"buyer": "x"},
        {"id": 12},
        {"id": ""},
        {"status": 1.50},
        {"invoice": {"required": "true"}},
        {"payment": None},
        {"messageToSeller": True},
    ]
)


def page(folder: Path, value: Any) -> InputFile:
    path = folder / "orders.json"
    path.write_text(json.dumps(value), "utf-8")
    return InputFile("orders.json", path)


@given(found=st.lists(FORM, max_size=4))
def test_a_documented_page_gives_the_records_of_reading_it_value_by_value(
    tmp_path_factory: Any, found: list[Any]
) -> None:
    source = page(tmp_path_factory.mktemp("page"), {"checkoutForms": found, "count": len(found)})
    at_one_go = plain_page(source)
    assert at_one_go is not None
    assert list(at_one_go) == list(forms(source))


@given(form=FORM, odd=ODD)
def test_a_page_that_is_not_as_documented_is_left_to_the_reader_of_any_shape(
    tmp_path_factory: Any, form: dict[str, Any], odd: dict[str, Any]
) -> None:
    source = page(tmp_path_factory.mktemp("page"), {"checkoutForms": [{**form, **odd}]})
    assert plain_page(source) is None


def test_what_holds_more_than_a_page_is_left_to_the_reader_of_any_shape(tmp_path: Path) -> None:
    values: list[Any] = [[], {"data": {"checkoutForms": []}}, {"checkoutForms": [], "threads": []}]
    for value in values:
        assert plain_page(page(tmp_path, value)) is None


def test_a_cut_page_is_left_to_the_reader_that_says_where(tmp_path: Path) -> None:
    path = tmp_path / "orders.json"
    path.write_text('{"checkoutForms": [{"id": "a", "lineItems": []}', "utf-8")
    assert plain_page(InputFile("orders.json", path)) is None
