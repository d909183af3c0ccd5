"""The manifest audit.toml: what it says, and every mistake in it at once."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.engagement import Engagement, read_manifest
from audit.errors import ManifestError
from audit.manifest import json_schema
from audit.model import Waiver

SCHEMA = Path(__file__).parent.parent / "docs" / "audit.schema.json"

WAIVER = """\
[[waivers]]
control = "MAIL-001"
reason = "documents move to the API on 15 April"
approved_by = "A. Nowak"
starts = 2026-03-02
until = 2026-04-15
"""


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "audit.toml"
    path.write_bytes(text.encode(encoding))
    return path


def mistakes(folder: Path, text: str) -> list[str]:
    """The mistakes found in ``text``, each without the folder it was written to."""
    with pytest.raises(ManifestError) as caught:
        read_manifest(written(folder, text))
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def test_without_a_manifest_the_defaults_hold() -> None:
    assert read_manifest(None) == Engagement("", "allegro-pl", (), ())


def test_an_empty_manifest_is_the_defaults(tmp_path: Path) -> None:
    assert read_manifest(written(tmp_path, "")) == Engagement()


def test_a_full_manifest_is_read_whole(tmp_path: Path) -> None:
    text = f"""\
shop = "Sklep Żółw"
marketplace = "allegro-cz"
time_zone = "Europe/Warsaw"
sender_addresses = ["Sklep@Example.pl", "faktury@example.pl"]

{WAIVER}template = "t-0a1b"
"""
    assert read_manifest(written(tmp_path, text)) == Engagement(
        shop="Sklep Żółw",
        marketplace="allegro-cz",
        sender_addresses=("sklep@example.pl", "faktury@example.pl"),
        waivers=(
            Waiver(
                control="MAIL-001",
                reason="documents move to the API on 15 April",
                approved_by="A. Nowak",
                starts=date(2026, 3, 2),
                until=date(2026, 4, 15),
                template="t-0a1b",
            ),
        ),
    )


def test_a_waiver_without_a_template_covers_the_whole_control(tmp_path: Path) -> None:
    assert read_manifest(written(tmp_path, WAIVER)).waivers[0].template == ""


def test_a_waiver_of_one_day_is_accepted(tmp_path: Path) -> None:
    text = WAIVER.replace("2026-04-15", "2026-03-02")
    assert read_manifest(written(tmp_path, text)).waivers[0].until == date(2026, 3, 2)


def test_a_byte_order_mark_is_not_a_mistake(tmp_path: Path) -> None:
    assert read_manifest(written(tmp_path, 'shop = "A"', "utf-8-sig")).shop == "A"


def test_a_waiver_that_ends_before_it_starts_is_named_with_its_line(tmp_path: Path) -> None:
    text = f'shop = "A"\n\n{WAIVER.replace("2026-04-15", "2026-03-01")}'
    assert mistakes(tmp_path, text) == [
        "audit.toml:8: waivers.0.until: is before starts: expected the day of starts or a later one"
    ]


def test_every_mistake_is_reported_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = """\
shop = 12
time_zone = "UTC"
sender_addresses = ["sklep"]

[[waivers]]
control = ""
reason = "r"
approved_by = "a"
starts = "2026-03-02"
until = 2026-04-15
"""
    assert mistakes(tmp_path, text) == [
        "audit.toml:1: shop: is 12: expected text in quotes",
        'audit.toml:2: time_zone: is "UTC": expected "Europe/Warsaw", the only zone known so far',
        'audit.toml:3: sender_addresses.0: is "sklep": '
        "expected an address such as sklep@example.pl, in quotes",
        "audit.toml:6: waivers.0.control: is empty: expected some text",
        'audit.toml:9: waivers.0.starts: is "2026-03-02": '
        "expected a date without quotes, such as 2026-12-31",
    ]


def test_an_unknown_key_is_answered_with_the_nearest_known_one(tmp_path: Path) -> None:
    text = f'shp = "A"\n{WAIVER}aproved_by = "B"\n'
    assert mistakes(tmp_path, text) == [
        "audit.toml:1: shp: is not a known key: expected shop (did you mean that?)",
        "audit.toml:8: waivers.0.aproved_by: is not a known key: "
        "expected approved_by (did you mean that?)",
    ]


def test_an_unknown_key_like_no_other_is_answered_with_all_of_them(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "xyz = 1") == [
        "audit.toml:1: xyz: is not a known key: "
        "expected one of shop, marketplace, time_zone, sender_addresses, own_domains, inputs, "
        "files, incidents, waivers"
    ]


def test_the_second_waiver_is_named_by_its_own_line(tmp_path: Path) -> None:
    text = f'{WAIVER}\n[[waivers]]\ncontrol = "MAIL-002"\nreason = "r"\nstarts = 2026-03-02\n'
    assert mistakes(tmp_path, text) == [
        "audit.toml:8: waivers.1.approved_by: is missing: expected text in quotes",
        "audit.toml:8: waivers.1.until: is missing: "
        "expected a date without quotes, such as 2026-12-31",
    ]


def test_a_mistake_in_an_inline_table_is_named_by_the_line_of_its_key(tmp_path: Path) -> None:
    assert mistakes(tmp_path, 'shop = "A"\nwaivers = [{ control = "X" }]')[0].startswith(
        "audit.toml:2: waivers.0."
    )


def test_a_time_of_day_is_not_a_date(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, WAIVER.replace("2026-03-02", "2026-03-02T10:00:00"))
    assert mistake.startswith("audit.toml:5: waivers.0.starts:")


def test_one_waivers_table_instead_of_a_list_is_explained(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "[waivers]\ncontrol = 'X'")[0].startswith("audit.toml:1: waivers:")


@pytest.mark.parametrize(
    ("text", "line"), [('shop = "A"\nmarketplace = ', 2), ('shop = "A"\nshop = "B"\n', 2)]
)
def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.startswith(f"audit.toml:{line}: is not TOML (")


def test_a_manifest_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, 'shop = "Żółw"', "cp1250")
    with pytest.raises(ManifestError, match=r"byte 8 is not UTF-8: expected a TOML file saved as"):
        read_manifest(path)


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"none\.toml: cannot be read .*: expected a TOML file"):
        read_manifest(tmp_path / "none.toml")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_manifest_error(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder), text)
        with suppress(ManifestError):
            assert isinstance(read_manifest(path), Engagement)


def test_the_committed_schema_is_the_one_of_the_manifest() -> None:
    expected = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    assert SCHEMA.read_text(encoding="utf-8") == expected, "run: make schema"
