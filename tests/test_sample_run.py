"""The whole run over sample_data: what is planted is found, and nothing else is."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft202012Validator

from audit.cli import exit_code
from audit.paths import shipped
from tests.sample_shop.orders import has_no_number, is_misnamed, stands_still
from tests.sample_shop.shop import shop

PLANTED = tomllib.loads(
    (Path(__file__).parent / "sample_shop" / "planted.toml").read_text(encoding="utf-8")
)
Verdict = tuple[str, tuple[str, ...], bool]


@pytest.fixture(scope="module")
def out(sample_out: Path) -> Path:
    return sample_out


@pytest.fixture(scope="module")
def report(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / "report.json").read_text("utf-8")))


def found(out: Path) -> dict[str, Verdict]:
    """The verdict on every message of verdicts.parquet, under its id and its place in its file."""
    rows = (
        duckdb.connect()
        .execute(
            "select message_id, source_file, source_position, verdict, categories, blocking"
            f" from '{out / 'verdicts.parquet'}'"
        )
        .fetchall()
    )
    by_key = {}
    for message_id, file, position, verdict, categories, blocking in rows:
        judged = (verdict, tuple(sorted(categories)), blocking)
        by_key[message_id] = judged
        by_key[f"{file.partition('/')[2]} {position}"] = judged
    return by_key


def planted() -> Iterator[tuple[str, str, Verdict]]:
    for group in PLANTED["group"]:
        judged = (group["verdict"], tuple(sorted(group["categories"])), group["blocking"])
        for key in group["keys"]:
            yield key, group["id"], judged


def test_what_is_planted_is_found_and_nothing_else_is(out: Path) -> None:
    by_key = found(out)
    missed = [
        f"{key} ({group}): planted {judged}, found {by_key.get(key)}"
        for key, group, judged in planted()
        if by_key.get(key) != judged
    ]
    keys = {key for key, _, _ in planted()}
    rows = (
        duckdb.connect()
        .execute(
            f"select message_id, source_file, source_position from '{out / 'verdicts.parquet'}'"
        )
        .fetchall()
    )
    extra = [
        f"{message_id}: {by_key[message_id]}"
        for message_id, file, position in rows
        if not {message_id, f"{file.partition('/')[2]} {position}"} & keys
    ]
    print(f"planted: {len(keys)}", *missed, f"besides: {len(extra)}", *extra, sep="\n")
    assert missed == []
    assert extra == []


def test_messages_are_counted_by_verdict(report: dict[str, Any]) -> None:
    counts = report["messages"]
    assert counts["total"] == PLANTED["totals"]["sent"]
    assert {name: counts[name] for name in PLANTED["totals"]["verdicts"]} == PLANTED["totals"][
        "verdicts"
    ]


def test_categories_are_counted_and_early_ones_told_apart(report: dict[str, Any]) -> None:
    counted = {
        name: {key: counts[key] for key in ("prohibited", "early", "blocking")}
        for name, counts in report["categories"].items()
    }
    assert counted == PLANTED["totals"]["categories"]


def test_every_ledger_line_is_as_planted_and_balances(report: dict[str, Any]) -> None:
    keys = ("kind", "read", "loaded", "duplicates", "rejected")
    ledger = {
        row["file"].partition("/")[2]: {key: row[key] for key in keys} for row in report["ledger"]
    }
    expected = {row["file"]: {key: row[key] for key in keys} for row in PLANTED["ledger"]}
    assert ledger == expected
    for row in ledger.values():
        assert row["read"] == row["loaded"] + row["duplicates"] + row["rejected"]


def test_the_report_fits_its_schema(report: dict[str, Any]) -> None:
    schema = json.loads(
        (shipped("queries").parent / "docs" / "report.schema.json").read_text("utf-8")
    )
    Draft202012Validator(schema).validate(report)


def test_notices_are_matched_and_bounces_are_not_taken_for_them(report: dict[str, Any]) -> None:
    assert {key: report["notices"][key] for key in PLANTED["notices"]} == PLANTED["notices"]


def test_bounces_stand_by_cause_and_what_nothing_explains_is_listed(report: dict[str, Any]) -> None:
    causes = {each["id"]: (each["bounces"], each["about_buyers"]) for each in report["bounces"]}
    assert causes == {"spf": (1, 1), "blocklist": (1, 1)}
    (row,) = report["unrecognised"]["shown"]
    (unknown,) = [each for each in PLANTED["notice"] if each["outcome"] == "unknown"]
    assert row["source_file"].partition("/")[2] == unknown["file"]
    assert (row["sender_domain"], report["unrecognised"]["total"]) == ("allegro.pl", 1)


def test_the_same_input_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    exit_code(["run", str(shipped("sample_data")), "--out", str(tmp_path), "--lang", "en"])
    for name in ("report.json", "report.html", "report.xlsx", "verdicts.parquet"):
        first, second = (out / name).read_bytes(), (tmp_path / name).read_bytes()
        assert first.replace(str(out).encode(), b"") == second.replace(str(tmp_path).encode(), b"")


def test_nothing_of_a_buyer_leaves_the_house(out: Path) -> None:
    orders = [
        order
        for page in sorted((shipped("sample_data") / "allegro_api" / "orders").glob("*.json"))
        for order in json.loads(page.read_text("utf-8"))["checkoutForms"]
        if order
    ]
    secrets = {order["buyer"]["email"] for order in orders} | {
        order["buyer"]["login"] for order in orders
    }
    surnames = {order["buyer"]["lastName"] for order in orders if order["buyer"].get("lastName")}
    for text in texts_of(out):
        assert not [secret for secret in secrets if secret in text]
        assert not [name for name in surnames if re.search(rf"\b{re.escape(name)}\b", text)]


def texts_of(out: Path) -> Iterator[str]:
    """The text of every output; the workbook's from its cells, the Parquet file's from its rows."""
    from openpyxl import load_workbook

    yield (out / "report.html").read_text("utf-8")
    yield from (path.read_text("utf-8") for path in sorted(out.glob("*.csv")))
    yield (out / "report.json").read_text("utf-8")
    yield str(duckdb.connect().execute(f"select * from '{out / 'verdicts.parquet'}'").fetchall())
    book = load_workbook(out / "report.xlsx", read_only=True)
    yield str([row for sheet in book for row in sheet.iter_rows(values_only=True)])


def stopped() -> set[str]:
    """The messages that were stopped: by a notice for certain, or by their status."""
    told = {row["message"] for row in PLANTED["notice"] if row["outcome"] == "matched"}
    copied = {row["message"] for row in PLANTED["copy"] if row["status"] == "BLOCKED"}
    written = {one.key for one in shop().thread_messages if one.status == "BLOCKED"}
    return told | copied | (written - shop().copied.keys())


def test_reconciliation_counts_what_the_sample_planted(report: dict[str, Any]) -> None:
    judged = {key: verdict for key, _, verdict in planted()}
    both = {key for key in stopped() if judged[key][2]}
    counted = {row["category"]: row for row in report["reconciliation"]["categories"]}
    assert counted["all"]["both"] == len(both)
    assert counted["all"]["stopped_only"] == len(stopped() - both)
    for name in PLANTED["totals"]["categories"]:
        assert counted[name]["both"] == len({key for key in both if name in judged[key][1]})
        share = counted[name]["recall"]
        assert share["denominator"] == counted[name]["both"] + counted[name]["stopped_only"]
    assert all(row["measurable"] for row in counted.values())


def test_what_the_rules_allow_and_allegro_stopped_is_to_contest(report: dict[str, Any]) -> None:
    judged = {key: verdict for key, _, verdict in planted()}
    allowed = {key for key in stopped() if judged[key][0] == "allowed"}
    assert report["reconciliation"]["contested_total"] == len(allowed) == 1
    (row,) = report["reconciliation"]["contested"]
    files = {each["message"]: each["file"] for each in PLANTED["notice"]}
    assert row["notice_file"].partition("/")[2] in {files[key] for key in allowed}


def test_who_told_the_buyer_is_counted_order_by_order(report: dict[str, Any]) -> None:
    orders = shop().orders
    told = {row["information"]: row for row in report["told"]}
    for row in told.values():
        ways = ("own_mail", "api", "allegro", "twice", "nobody", "unknown")
        assert row["orders"] == sum(row[way] for way in ways)
    assert told["payment"]["orders"] == sum(order.paid_at is not None for order in orders)
    assert told["sent"]["orders"] == sum(order.shipped_at is not None for order in orders)
    assert told["tracking"]["nobody"] == sum(map(has_no_number, orders))
    assert told["sent"]["nobody"] == sum(map(stands_still, orders))
    assert told["document"]["nobody"] == 1
    assert [told[name]["unknown"] for name in ("payment", "sent", "tracking")] == [0, 0, 0]


def test_each_planted_gap_is_found_by_its_control(report: dict[str, Any]) -> None:
    found = {row["id"]: row["findings"] + row["to_review"] for row in report["controls"]}
    orders = shop().orders
    expected = {
        "REPLACEMENT-003": sum(map(stands_still, orders)),
        "REPLACEMENT-004": sum(map(has_no_number, orders)),
        "REPLACEMENT-005": sum(map(is_misnamed, orders)),
        "TOLD-001": 1,  # the invoice whose notice stands alone
        "TOLD-003": 2,  # the shipping mail's words in the Message Center
        "DISCUSSION-001": 2,  # answered late after an autoresponder; by an autoresponder alone
        "DISCUSSION-003": 2,  # claims that nobody decided
        "DISCUSSION-004": 1,  # the buyer of the stopped invoice
    }
    assert {name: found[name] for name in expected} == expected


def test_february_under_the_rules_of_two_days_differs_in_what_was_prohibited(
    tmp_path: Path,
) -> None:
    before, after = (in_force(tmp_path / day, day) for day in ("2026-02-28", "2026-03-02"))
    sent = {key for key, _, verdict in planted() if verdict[0] == "prohibited"}
    assert before == {}
    assert {key for key in after if key in sent or after[key] in sent} == set(after)
    assert len(after) == len(february(tmp_path / "2026-03-02"))


def in_force(out: Path, day: str) -> dict[str, str]:
    """The messages of February that break a rule in force on ``day``: id, and place in the file."""
    sample = str(shipped("sample_data"))
    exit_code(["run", sample, "--out", str(out), "--period", "2026-02", "--rules-of", day])
    rows = duckdb.connect().execute(
        "select message_id, source_file, source_position"
        f" from '{out / 'verdicts.parquet'}' where in_force"
    )
    return {key: f"{file.partition('/')[2]} {place}" for key, file, place in rows.fetchall()}


def february(out: Path) -> list[Any]:
    """The prohibited messages of February, whatever day's rules."""
    path = out / "verdicts.parquet"
    return (
        duckdb.connect()
        .execute(f"select message_id from '{path}' where verdict = 'prohibited'")
        .fetchall()
    )
