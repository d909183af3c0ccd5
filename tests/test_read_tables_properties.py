"""Tables nobody would write: no traceback, and every row is loaded, a duplicate or rejected."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.database import database, set_variables
from audit.errors import InputError
from audit.load import OpenedFile, settle, stage
from audit.model import InputFile
from audit.read import TABLES, read
from audit.read.columns import column_map, indexes, table_map
from audit.read.detect import detect
from audit.read.sheets import columns_text

ADDRESS = "8awgqyk6a5+5f147aa75@allegromail.pl"
NAMES = st.sampled_from(
    ["data", "do", "temat", "Temat", "treść", "status", "załączniki", "nr zamówienia", "e-mail",
     "szablon", "godzina", "powód", "message-id", "", "Uwagi własne", "=1+1", "kolumna\u202e"]
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(
        ["", ADDRESS, f"{ADDRESS}##Delivered", "02.03.2026 08:15", "46083.34375", "5.2E+23", "0",
         "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa", "a\x00b", "1" * 5000, "ZamÃ³wienie", "<p>x</p>",
         '"', "'", "\n", "\r\n", "1772435743", "2026-13-45 99:99", "-0001-01-01 00:00:00"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=12),
)  # fmt: skip
HEADERS = st.lists(NAMES, min_size=3, max_size=8).map(lambda names: ["data", "do", *names])
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def written(header: list[str], rows: list[list[str]], end: str, separator: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


TABLES_OF_ANYTHING = st.builds(
    written,
    HEADERS,
    st.lists(st.lists(CELLS, max_size=9), max_size=12),
    LINE_ENDS,
    st.sampled_from(";,\t|"),
)


def opened(path: Path) -> OpenedFile | None:
    source = InputFile(path.name, path)
    try:
        kind = detect(source)
    except InputError:
        return None
    columns = columns_text(source) if kind in TABLES else ""
    return OpenedFile(source, kind, "", "", read(kind, source), columns) if kind else None


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TABLES_OF_ANYTHING | st.binary(max_size=300), min_size=20, max_size=30))
def test_every_row_of_any_table_is_accounted_for(files: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch, paths = Path(folder), []
        for number, data in enumerate(files):
            paths.append(scratch / f"{number}.csv")
            paths[-1].write_bytes(data)
        con = database(scratch, threads=1)
        stage(con, filter(None, map(opened, paths)), scratch)
        set_variables(con, {"period_from": "", "period_to": "", "as_of": ""})
        settle(con)  # raises where read is not loaded + duplicates + rejected


@settings(max_examples=60, deadline=None)
@given(HEADERS, st.lists(st.lists(CELLS, max_size=9), max_size=5))
def test_no_column_holds_two_things(header: list[str], rows: list[list[str]]) -> None:
    for table in TABLES:
        found = column_map(header, rows, table=table)
        used = list(indexes(found).values())
        assert len(used) == len(set(used))
        assert len(used) + len(found.unknown) == len(header)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(CELLS, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=5),
    st.dictionaries(st.sampled_from(["time", "recipient", "x"]), CELLS),
)
def test_any_header_has_a_map_or_none(
    header: list[str], rows: list[list[str]], named: dict[str, str]
) -> None:
    found = table_map(header, rows, named)

    assert found is None or found.table in TABLES


@pytest.mark.parametrize("place", ["body", "header", "separator"])
def test_a_field_of_many_megabytes_is_read_or_named(tmp_path: Path, place: str) -> None:
    huge = "x" * 3_000_000
    text = {
        "body": f'data;do;temat;treść\n1;{ADDRESS};t;"{huge}"\n',
        "header": f"data;do;temat;{huge}\n1;{ADDRESS};t;x\n",
        "separator": f"data;do;temat\n1;{ADDRESS};{';' * 3_000_000}\n",
    }[place]
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")

    found = opened(path)

    assert found is None or len(list(found.records)) == 1
