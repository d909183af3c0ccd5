"""The report as data, held against its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from audit.render.json import report_json
from tests.report_fixture import sample_report
from tests.test_render_html import empty_report

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "report.schema.json").read_text("utf-8"))


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every schema of an object inside ``schema``."""
    if isinstance(schema, list):
        return [found for each in schema for found in objects(each)]
    if not isinstance(schema, dict):
        return []
    inside = [found for each in schema.values() for found in objects(each)]
    return [schema, *inside] if "properties" in schema and "type" in schema else inside


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_allows_no_unknown_key_and_asks_for_all_known_ones() -> None:
    assert len(objects(SCHEMA)) > 15
    for each in objects(SCHEMA):
        assert each["additionalProperties"] is False
        assert sorted(each["required"]) == sorted(each["properties"])


def test_every_key_at_the_top_is_described() -> None:
    assert all(each.get("description") for each in SCHEMA["properties"].values())


@pytest.mark.parametrize("report", [sample_report("pl"), sample_report("en"), empty_report()])
def test_a_report_fits_its_schema(report: Any) -> None:
    plain = json.loads(json.dumps(report_json(report)))
    errors = list(Draft202012Validator(SCHEMA).iter_errors(plain))
    assert [f"{list(error.path)}: {error.message}" for error in errors] == []


def test_days_are_iso_days_and_codes_are_plain_words() -> None:
    plain = report_json(sample_report())
    assert plain["as_of"] == "2026-05-04"
    assert plain["period"] == {"from": "2025-12-01", "to": "2026-04-30"}
    assert plain["verdict"] == "not_ready"
    assert plain["controls"][0]["status"] == "fail"


def test_a_template_names_its_first_category_and_all_of_them() -> None:
    template = report_json(sample_report())["templates"][1]
    assert template["category"] == "order_in_progress_or_shipped"
    assert template["categories"] == ["order_in_progress_or_shipped", "shipment_status"]


def test_texts_are_in_the_language_of_the_report() -> None:
    assert report_json(sample_report("en"))["controls"][0]["title"].startswith("The sales document")
    assert report_json(sample_report("pl"))["controls"][0]["title"].startswith("Dokument")
