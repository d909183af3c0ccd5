"""The plan, the worklists, what is still sent: counted on the sample, proved on a small shop."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from audit.lexicon import reference, remediations, sending_systems
from audit.model import WorkItem
from audit.render.rejected import plain_cell
from audit.render.worklist_files import write_worklists
from tests.small_log import PAYMENT, RATING, SHIPPED, audited, rows


@pytest.fixture(scope="module")
def report(sample_out: Path) -> dict[str, Any]:
    return dict(json.loads((sample_out / "report.json").read_text("utf-8")))


def worklist(sample_out: Path, name: str) -> list[dict[str, str]]:
    text = (sample_out / f"worklist_{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def test_the_first_steps_of_the_sample_remove_most(report: dict[str, Any]) -> None:
    first = [(s["subject"], s["state"], s["counted"], s["running"]) for s in report["plan"][:4]]
    assert first == [
        ("Paczka z zamowienia … jest juz w drodze", "sent", 64, 64),
        ("Paczka … nadana – numer przesyłki …", "sent", 13, 77),
        ("", "sent", 12, 89),
        ("Paczka czeka w Paczkomacie", "sent", 3, 92),
    ]
    assert round(report["plan"][2]["share"], 3) == 0.636


def test_the_steps_cover_every_prohibited_message_once_and_end_at_all(
    report: dict[str, Any],
) -> None:
    plan = report["plan"]
    assert sum(step["messages"] for step in plan) == report["messages"]["prohibited"]
    assert [step["order"] for step in plan] == list(range(1, len(plan) + 1))
    assert plan[-1]["share"] == 1
    states = [step["state"] for step in plan]
    assert states == sorted(states, reverse=True), "what is still sent comes first"
    for state in set(states):
        counted = [step["counted"] for step in plan if step["state"] == state]
        assert counted == sorted(counted, reverse=True)


def test_a_template_that_stopped_is_not_seen_any_more(report: dict[str, Any]) -> None:
    gone = {s["subject"]: s["last_day"] for s in report["plan"] if s["state"] == "not_seen"}
    assert gone["Dziękujemy! Zamówienie … przyjęte do realizacji"] == "2026-02-19"
    assert gone["Faktura FV … do zamówienia …"] == "2026-03-20"
    assert report["pace"]["templates_gone"] == len(gone) == 7


def test_a_document_is_replaced_by_what_the_order_asks_for(report: dict[str, Any]) -> None:
    amounts: Counter[str] = Counter()
    for step in report["plan"]:
        for each in step["replacements"]:
            amounts[each["remediation"]] += each["messages"]
    fiscal = report["categories"]["fiscal_document"]["prohibited"]
    assert amounts["invoice_upload"] == 45
    assert amounts["billing_document_link"] == 27
    assert amounts["invoice_upload"] + amounts["billing_document_link"] == fiscal


def test_the_sending_program_is_told_by_its_own_name(report: dict[str, Any]) -> None:
    kinds = {step["subject"]: (step["system"], step["system_kind"]) for step in report["plan"]}
    assert kinds["Paczka z zamowienia … jest juz w drodze"] == ("SklepMailer", "program")
    assert kinds["Paczka czeka w Paczkomacie"] == ("Poczta", "mail_program")
    assert kinds["Paczka … nadana – numer przesyłki …"] == ("", "mail_log")


def test_a_step_waits_for_what_has_to_work_first(report: dict[str, Any]) -> None:
    shipped = report["plan"][0]
    assert shipped["prepare"] == ["fulfillment_status", "shipment_number"]
    assert shipped["controls"] == ["ORDER-001", "SHIPMENT-001"]
    payment = next(s for s in report["plan"] if s["categories"] == ["payment_received"])
    assert payment["prepare"] == []
    (advice,) = [r for r in report["remediations"] if r["id"] == "switch_off_payment_mail"]
    assert advice["endpoints"] == []


def test_every_remediation_says_its_effort_and_why() -> None:
    for advice in remediations().values():
        assert advice.effort in ("small", "medium", "large")
        assert advice.effort_reason.pl
        assert advice.effort_reason.en


def test_every_sending_system_knows_its_own_example() -> None:
    systems = reference("sending_systems")["system"]
    con = duckdb.connect()
    assert len({each["id"] for each in systems}) == len(systems) == len(sending_systems())
    for number, each in enumerate(systems):
        found = con.execute(
            "select min(n) from (select unnest(?) as p, unnest(range(?)) as n)"
            " where regexp_matches(?, p)",
            [[one["pattern"] for one in systems], len(systems), each["match"]],
        ).fetchall()
        assert found == [(number,)], each["id"]


def test_the_worklists_of_the_sample_hold_these_orders(
    sample_out: Path, report: dict[str, Any]
) -> None:
    counts = {each["id"]: each["total"] for each in report["worklists"]}
    assert counts == {"documents_to_upload": 29, "links_to_add": 26, "orders_to_inform": 1}
    for name, total in counts.items():
        listed = worklist(sample_out, name)
        assert len(listed) == total
        assert len({(row["order_id"], row["reason"]) for row in listed}) == total
    shown = Counter(row["at_allegro"] for row in worklist(sample_out, "documents_to_upload"))
    assert shown == {"external": 15, "none": 9, "not_asked": 5}
    assert {row["invoice_required"] for row in worklist(sample_out, "links_to_add")} == {"no"}
    (stopped,) = worklist(sample_out, "orders_to_inform")
    assert stopped["reason"] == "matter_stopped"


def test_a_worklist_holds_no_formula_and_nothing_of_a_buyer(tmp_path: Path) -> None:
    for text in ("=1+1", "+48", "-2", "@SUM(A1)", "\tx", "\rx"):
        assert plain_cell(text).startswith("'")
    item = WorkItem("=cmd()", "document_mailed", None, "none", None, 1, 0, "@t", "fiscal_document")
    write_worklists([("links_to_add", item)], tmp_path)
    (row,) = worklist(tmp_path, "links_to_add")
    assert (row["order_id"], row["template_id"]) == ("'=cmd()", "'@t")
    assert not {"buyer", "recipient", "email", "login", "name"} & row.keys()
    assert worklist(tmp_path, "documents_to_upload") == []


def test_a_step_removes_what_is_gone_when_its_messages_are_left_out(tmp_path: Path) -> None:
    paid, rated = rows(PAYMENT, "03.2026", 5), rows(RATING, "03.2026")
    both = audited(tmp_path / "both", [*paid, *rated])
    without = audited(tmp_path / "without", rated)
    (step,) = [each for each in both["plan"] if each["categories"] == ["payment_received"]]
    assert step["counted"] == 5
    assert both["findings_total"] - step["findings"] == without["findings_total"] > 0
    assert [each["running"] for each in both["plan"]] == [5, 9]


def test_before_the_switch_the_pace_to_it_is_told(tmp_path: Path) -> None:
    lines = [*rows(PAYMENT, "02.2026"), *rows(SHIPPED, "02.2026")]
    report = audited(tmp_path, lines, "--as-of", "2026-02-16")
    assert report["pace"]["day"] == "2026-03-02"
    assert (report["pace"]["days_left"], report["pace"]["a_week"]) == (14, 1.0)
    assert all(step["counted"] == step["messages"] for step in report["plan"])
    html = (tmp_path / "report" / "report.html").read_text("utf-8")
    assert "14 days are left to 2 March 2026" in html
    weeks = report["template_weeks"]
    assert sum(row["blocking"] for row in weeks) == sum(row["messages"] for row in weeks) == 8
