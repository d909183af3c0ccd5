"""Waivers: what they cover, what became of them, and every mistake in their file at once."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from audit.engagement import read_manifest
from audit.errors import ManifestError
from audit.model import FindingCount, Waiver
from audit.waivers import covers, in_effect, uses
from tests.small_log import PAYMENT, audited, rows

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 31)
WAIVER = Waiver("PAYMENT-001", "moved in April", "A. Maj", FIRST, LAST)
TEXT = """\
[[waivers]]
control = "PAYMENT-001"
reason = "the integrator is changed in April"
bucket = "accepted_until_migration"
owner = "B. Lis"
approved_by = "A. Maj"
starts = 2026-03-02
until = 2026-03-31
"""


def count(day: date = FIRST, findings: int = 1, **more: str) -> FindingCount:
    values = {"control_id": "PAYMENT-001", "template_id": "t-1", "verdict": "prohibited", **more}
    return FindingCount(day=day, findings=findings, **values)


def state(waiver: Waiver, *counts: FindingCount, as_of: date = FIRST) -> str:
    (use,) = uses([waiver], counts, {"PAYMENT-001"}, as_of)
    return use.state


def with_scope(template: str = "", order: str = "", message: str = "") -> Waiver:
    return Waiver("PAYMENT-001", "r", "a", FIRST, LAST, template, order, message)


def test_both_days_belong_to_a_waiver() -> None:
    days = [date(2026, 3, 1), FIRST, LAST, date(2026, 4, 1)]
    assert [covers(WAIVER, count(day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("waiver", "finding", "covered"),
    [
        (with_scope(template="t-1"), count(), True),
        (with_scope(template="t-2"), count(), False),
        (with_scope(order="o-1"), count(order_id="o-1"), True),
        (with_scope(order="o-1"), count(), False),
        (with_scope(message="m-1"), count(message_id="m-1"), True),
        (with_scope(message="m-1"), count(message_id="m-2"), False),
        (WAIVER, count(control_id="ORDER-001"), False),
    ],
)
def test_a_waiver_covers_its_scope_alone(
    waiver: Waiver, finding: FindingCount, covered: bool
) -> None:
    assert covers(waiver, finding) is covered


def test_a_waiver_says_what_became_of_it() -> None:
    assert state(WAIVER, count(), as_of=date(2026, 2, 1)) == "not_begun"
    assert state(WAIVER, count(), as_of=date(2026, 3, 5)) == "ending"
    assert state(WAIVER, count(), as_of=date(2026, 4, 1)) == "lapsed"
    assert state(WAIVER, as_of=date(2026, 3, 5)) == "no_match"
    long = Waiver("PAYMENT-001", "r", "a", FIRST, date(2026, 6, 30))
    assert state(long, count()) == "active"
    assert state(Waiver("GONE-001", "r", "a", FIRST, LAST), count()) == "no_such_control"


def test_a_waiver_over_its_limit_covers_nothing_more() -> None:
    limited = Waiver("PAYMENT-001", "r", "a", FIRST, LAST, max_findings=3)
    assert in_effect([limited], [count(findings=3)]) == (limited,)
    assert in_effect([limited], [count(findings=4)]) == ()
    (use,) = uses([limited], [count(findings=4)], {"PAYMENT-001"}, FIRST)
    assert (use.state, use.covered, use.returned) == ("over_limit", 4, 4)


def test_findings_after_the_last_day_are_back() -> None:
    (use,) = uses([WAIVER], [count(), count(date(2026, 4, 2), 5)], {"PAYMENT-001"}, LAST)
    assert (use.covered, use.returned) == (1, 5)


def test_waivers_stand_beside_the_manifest_or_where_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text('shop = "Len"\n', "utf-8")
    (tmp_path / "waivers.toml").write_text(TEXT, "utf-8")
    (waiver,) = read_manifest(tmp_path / "audit.toml").waivers
    assert (waiver.owner, waiver.bucket) == ("B. Lis", "accepted_until_migration")
    assert read_manifest(None, tmp_path / "waivers.toml").waivers == (waiver,)
    assert read_manifest(None).waivers == ()


def test_every_mistake_is_named_at_once_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "waivers.toml"
    wrong.write_text(
        TEXT.replace("2026-03-31", "2026-09-01").replace('owner = "B. Lis"\n', "")
        + 'template = "t-1"\norder = "o-1"\nbuket = "x"\n\n'
        + TEXT.replace('"accepted_until_migration"', '"because"').replace("2026-03-31", '"soon"'),
        "utf-8",
    )
    with pytest.raises(ManifestError) as caught:
        read_manifest(None, wrong)
    said = str(caught.value).replace(f"{tmp_path}/", "").splitlines()
    assert said == [
        "waivers.toml:1: waivers.0.owner: is missing: expected text in quotes",
        "waivers.toml:7: waivers.0.until: is too far from starts: expected at most 180 days, the "
        "first and the last included",
        "waivers.toml:10: waivers.0.buket: is not a known key: expected bucket (did you mean "
        "that?)",
        'waivers.toml:15: waivers.1.bucket: is "because": expected one of false_alarm, '
        "accepted_until_migration, not_ours, platform_error",
        'waivers.toml:19: waivers.1.until: is "soon": expected a date without quotes, such as '
        "2026-12-31",
    ]


def test_a_waiver_has_one_scope(tmp_path: Path) -> None:
    wrong = tmp_path / "waivers.toml"
    wrong.write_text(TEXT + 'template = "t-1"\norder = "o-1"\n', "utf-8")
    with pytest.raises(ManifestError, match="two scopes: expected one of template, order"):
        read_manifest(None, wrong)


def test_a_waived_finding_stays_visible_and_a_waiver_can_name_one_message(tmp_path: Path) -> None:
    lines = rows(PAYMENT, "03.2026")
    report = audited(tmp_path / "bare", lines)
    verdicts = tmp_path / "bare" / "report" / "verdicts.parquet"
    ((message,),) = duckdb.connect().execute(f"select min(message_id) from '{verdicts}'").fetchall()
    waivers = tmp_path / "waivers.toml"
    whole = TEXT.replace("PAYMENT-001", "TIMELINE-001")
    waivers.write_text(f'{TEXT}message = "{message}"\n\n{whole}max_findings = 1\n', "utf-8")
    waived = audited(tmp_path / "waived", lines, "--waivers", str(waivers))
    assert waived["findings_total"] == report["findings_total"]
    counts = {each["id"]: (each["findings"], each["waived"]) for each in waived["controls"]}
    assert counts["PAYMENT-001"] == (4, 1)
    assert counts["TIMELINE-001"][1] == 0
    assert [each["state"] for each in waived["waivers"]] == ["ending", "over_limit"]
    assert "over its limit" in (tmp_path / "waived/report/report.html").read_text("utf-8")
