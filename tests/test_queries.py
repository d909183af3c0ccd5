"""The house rules of queries/, and that their linter sees what it should."""

from pathlib import Path

import pytest

from tests.query_lint import mistakes

HEADER = '-- /// control\n-- id = "MAIL-001"\n-- ///\n'


def found(folder: Path, name: str, text: str) -> list[str]:
    """What the linter says about one file, without its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [f"{line}: {what}" for _, line, what in mistakes(folder)]


def test_the_queries_keep_the_house_rules() -> None:
    broken = [f"{path}:{line}: {what}" for path, line, what in mistakes()]
    assert not broken, "\n" + "\n".join(broken)


def test_a_good_view_is_left_alone(tmp_path: Path) -> None:
    text = "-- One row a message.\nselect m.id as id from messages as m;\n"
    assert found(tmp_path, "views/10_a.sql", text) == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("SELECT 1", "keyword SELECT: expected lower case"),
        ("select now()", "now differs from run to run: expected the one-row table audit_run"),
        ("select current_date", "current_date differs from run to run"),
        ("select current_timestamp", "current_timestamp differs from run to run"),
        ("select random()", "random differs from run to run"),
        ("select list_transform(l, x -> x + 1)", "arrow lambda: expected lambda x: ..."),
        (r"select regexp_matches(t, '\bjuż')", r"\b is ASCII-only"),
        (r"select regexp_matches(t, '(\w+)')", r"\w is ASCII-only"),
        ("select\t1", "holds a tab: expected spaces"),
        (f"select {'1' * 110}", "is 117 characters long: expected 110 at most"),
        ("select 1 ", "ends with a space: expected none"),
    ],
)
def test_a_breach_is_named_with_its_line(tmp_path: Path, code: str, what: str) -> None:
    (only,) = found(tmp_path, "sections/a.sql", f"-- head\n{code}\n")
    assert only.startswith(f"2: {what}")


@pytest.mark.parametrize(
    "code",
    [
        "select 'NOT NOW() -> SELECT' as said",
        "-- SELECT now(), x -> x",
        "/* FROM\n WHERE */ select 1",
        "select j -> '$.a', j ->> '$.b' from t",
        "select list_transform(l, lambda x: x + 1)",
        r"select regexp_matches(t, '(^|[^\pL\pN])już')",
        "select sent_at as now_sent, nowhere from t",
    ],
)
def test_what_only_looks_like_a_breach_is_left_alone(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, "sections/a.sql", f"{code}\n") == []


def test_a_column_without_a_comment_is_named(tmp_path: Path) -> None:
    text = "-- Orders.\ncreate table t (\n    a varchar,  -- known\n    b decimal(9, 2)\n);\n"
    assert found(tmp_path, "tables/10_t.sql", text) == [
        "4: column b has no comment: expected one here or where it first stands"
    ]


def test_a_column_explained_in_another_table_needs_no_second_comment(tmp_path: Path) -> None:
    found(tmp_path, "tables/10_t.sql", "-- T.\ncreate table t (\n    a varchar[]  -- known\n);\n")
    text = "-- U.\ncreate table u (\n    a varchar[]\n);\n"
    assert found(tmp_path, "tables/20_u.sql", text) == []


def test_a_view_that_does_not_say_what_one_row_is_is_named(tmp_path: Path) -> None:
    (only,) = found(tmp_path, "views/10_a.sql", "-- Messages.\nselect 1;\n")
    assert only.startswith("1: head comment: expected")


def test_a_control_header_may_hold_long_lines(tmp_path: Path) -> None:
    text = HEADER.replace("-- ///\n", f'-- quote = "{"ż" * 120}"\n-- ///\n')
    (tmp_path / "controls").mkdir()
    (tmp_path / "controls" / "mail_001_x.cases.toml").write_text("", encoding="utf-8")
    assert found(tmp_path, "controls/mail_001_x.sql", f"{text}select 1;\n") == []


def test_a_control_without_cases_is_named(tmp_path: Path) -> None:
    assert found(tmp_path, "controls/mail/mail_001_x.sql", f"{HEADER}select 1;\n") == [
        "1: has no cases: expected mail_001_x.cases.toml beside it"
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("select 1;\n", "1: has no header"),
        (f"{HEADER}select 1;\nselect 2;\n", "4: is not one statement"),
        (f"{HEADER.replace('001', '002')}select 1;\n", "1: id is 'MAIL-002'"),
        ("-- /// control\n-- id =\n-- ///\nselect 1;\n", "1: header is not TOML"),
    ],
)
def test_a_control_that_breaks_its_form_is_named(tmp_path: Path, text: str, what: str) -> None:
    folder = tmp_path / "controls" / "mail"
    folder.mkdir(parents=True)
    (folder / "mail_001_x.cases.toml").write_text("", encoding="utf-8")
    (only,) = found(tmp_path, "controls/mail/mail_001_x.sql", text)
    assert only.startswith(what)
