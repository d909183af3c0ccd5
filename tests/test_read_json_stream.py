"""JSON of any size: the same records whatever fits into memory, the same faults, nothing lost."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.database import database
from audit.errors import InputError
from audit.inputs import opened
from audit.load import settle, stage
from audit.model import InputFile, Record, Rejected
from audit.read import json_stream, read
from audit.read.allegro_json import members
from audit.read.detect import detect
from tests import api_answers as api

FORMS = [{**api.FORM, "id": f"{n:08x}-1607-11f1-9c2e-7d21a4e0b6aa"} for n in range(12)]
ANSWERS: dict[str, Any] = {
    "page": {"count": 12, "checkoutForms": FORMS, "totalCount": 12},
    "array": FORMS,
    "pages": [{"checkoutForms": FORMS[:5]}, {"checkoutForms": FORMS[5:]}],
    "wrapper": {"status": "SUCCESS", "data": FORMS},
    "wrapped page": {"data": {"checkoutForms": FORMS}},
    "not forms": {"checkoutForms": [None, 1, "x", [], {}], "count": 5},
}


@pytest.fixture
def source(tmp_path: Path) -> InputFile:
    return InputFile("orders.json", tmp_path / "file")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ANSWERS)
def test_what_does_not_fit_into_memory_is_read_as_what_does(
    name: str, indent: int | None, source: InputFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.path.write_text(json.dumps(ANSWERS[name], indent=indent, ensure_ascii=False), "utf-8")
    whole = list(members("orders", source))

    monkeypatch.setattr(json_stream, "CHUNK", 37)

    assert list(members("orders", source)) == whole
    assert detect(source) == "orders"


@pytest.mark.parametrize("size", range(60, len(json.dumps(ANSWERS["page"])), 397))
def test_a_page_cut_anywhere_is_an_error_however_it_is_read(
    size: int, source: InputFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps(ANSWERS["page"])[:size].rstrip()
    source.path.write_text(text, "utf-8")
    monkeypatch.setattr(json_stream, "CHUNK", 37)

    with pytest.raises(InputError, match=rf"orders\.json: JSON cut at byte {len(text)} \(line 1\)"):
        list(members("orders", source))


def test_a_broken_page_names_the_byte_and_the_line(
    source: InputFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 8)
    source.path.write_text('{"checkoutForms": [\n{"id": "ąę"},,\n{"id": "2"}]}', "utf-8")

    with pytest.raises(InputError, match=r"JSON broken at byte 35 \(line 2\)"):
        list(members("orders", source))


def test_a_long_list_of_somebody_elses_events_is_of_no_known_kind(
    source: InputFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 37)
    source.path.write_text(json.dumps({"events": [{"type": "click"}] * 20}), "utf-8")

    assert detect(source) is None


def test_a_value_too_large_for_memory_is_refused(
    source: InputFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 64)
    monkeypatch.setattr(json_stream, "_LARGEST", 1_000)
    source.path.write_text(json.dumps({"data": [{"x": "y" * 5_000}]}), "utf-8")

    with pytest.raises(InputError, match="value of more than 256 MiB"):
        list(members("orders", source))


NAMES = """
id checkoutForms lineItems buyer summary email login payment finishedAt invoice required invoices
links url file uploadedAt hasExternalInvoices shipments waybill carrierId createdAt threads
interlocutor participants orders messages author thread text type status role isInterlocutor
relatesTo issues currentState openedDate chat initialMessage disputes messagesStatus events order
occurredAt checkoutForm carriers name data items orderId
"""
KEYS = st.sampled_from(NAMES.split())
TEXTS = st.sampled_from([api.ORDER, "2026-03-02T07:15:43Z", "31.02.2026", "BUYER", "MAIL", "=1+1"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.text(max_size=5)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)
ANSWER_NAMES = [name for name, value in vars(api).items() if name.isupper() and type(value) is dict]


@st.composite
def damaged_answers(draw: st.DrawFn) -> Any:
    """A true answer in which one value somewhere is of another type, or gone."""
    answer = json.loads(json.dumps(getattr(api, draw(st.sampled_from(ANSWER_NAMES)))))
    places = list(_places(answer))
    holder, key = draw(st.sampled_from(places))
    if draw(st.booleans()):
        holder[key] = draw(LEAVES | st.just([]) | st.just({}))
    elif isinstance(holder, dict):
        del holder[key]
    return answer


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in list(keys):
        yield node, key
        yield from _places(node[key])


TEXT_OF_A_FILE = st.one_of(
    damaged_answers().map(json.dumps),
    JSON.map(json.dumps),
    st.tuples(damaged_answers().map(json.dumps), st.integers(0, 400)).map(lambda t: t[0][: t[1]]),
    st.lists(damaged_answers().map(json.dumps), min_size=2, max_size=4).map("\n".join),
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXT_OF_A_FILE, min_size=12, max_size=20))
def test_every_record_of_damaged_answers_is_loaded_a_duplicate_or_rejected(
    texts: list[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            path = Path(folder) / str(number)
            path.write_text(text, "utf-8", errors="replace")
            files.append(InputFile(f"{api.ORDER}/{number}.json", path))
        faults: dict[str, str] = {}
        con = database(Path(folder), threads=1)
        stage(con, opened(files, frozenset(), lambda _: None, lambda *_: None, faults), path.parent)
        settle(con)
        read_of = dict(con.execute("select source_file, records_read from ledger").fetchall())
        con.close()

        assert all(": expected " in fault for fault in faults.values())
        for file in files:
            if file.name not in faults:
                assert read_of[file.name] == len(_records(file))


def _records(file: InputFile) -> list[Record | Rejected]:
    kind = detect(file)
    return list(read(kind, file)) if kind else []
