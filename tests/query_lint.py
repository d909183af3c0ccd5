"""The house rules of ``queries/``. ``python -m tests.query_lint`` prints what breaks them."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

QUERIES = Path(__file__).parent.parent / "queries"
LONGEST_LINE = 110

KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        """
    all and any array as asc begin between bigint boolean by case cast create cross date decimal
    delete desc distinct double drop else end except exclude exists false filter following from
    full function group having if ilike in inner insert integer intersect interval into is join
    lateral left like limit macro materialized natural not null nulls offset on or order outer
    over partition preceding qualify recursive replace right row rows select semi set struct
    table temp then timestamp timestamptz true try_cast union unnest update using values varchar
    view when where window with
    """,
    )
)
CLOCK_OR_CHANCE = re.compile(
    r"\b(?:(?:now|today|random|uuid|gen_random_uuid|get_current_timestamp|transaction_timestamp)\s*\("
    r"|current_date\b|current_timestamp\b|current_time\b|localtimestamp\b|localtime\b)",
    re.IGNORECASE,
)
# DuckDB 2 no longer takes `x -> x + 1`; what follows the arrow of a JSON path is a text.
ARROW_LAMBDA = re.compile(r"->(?!>)(?!\s*')")
ASCII_ONLY_CLASS = re.compile(r"\\[bBwW]")
CONTROL_HEADER = re.compile(r"\A-- /// control\n(?P<toml>(?:--(?: .*)?\n)*?)-- ///\n")
COLUMN = re.compile(
    r"^ {4}(?P<name>[a-z_][a-z0-9_]*) +[a-z][a-z0-9]*(?:\([^)]*\))?(?:\[\])*[^-]*?,?\s*"
    r"(?P<comment>--\s*\S.*)?$"
)
TOKEN = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", re.DOTALL)

Mistake = tuple[Path, int, str]


def mistakes(root: Path = QUERIES) -> list[Mistake]:
    """Every breach of a house rule below ``root``: file, line, what is wrong: what was expected."""
    files = sorted(root.rglob("*.sql"))
    commented = {name for path in files for name, _, comment in columns(path) if comment}
    return [
        (path, line, what)
        for path in files
        for line, what in sorted(set(file_mistakes(path, root, commented)))
    ]


def file_mistakes(path: Path, root: Path, commented: set[str]) -> Iterator[tuple[int, str]]:
    """The breaches in one file; ``commented`` are the columns any table file explains."""
    text = path.read_text(encoding="utf-8")
    room = path.relative_to(root).parts[0]
    yield from layout_mistakes(text)
    yield from length_mistakes(text)
    yield from code_mistakes(code_of(text))
    yield from pattern_mistakes(text)
    if room == "tables":
        yield from dictionary_mistakes(path, commented)
    if room == "views":
        yield from view_mistakes(text)
    if room == "controls":
        yield from control_mistakes(path, text)


def layout_mistakes(text: str) -> Iterator[tuple[int, str]]:
    """Tabs, spaces at line ends, a missing end of line."""
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            yield number, "holds a tab: expected spaces"
        if line != line.rstrip():
            yield number, "ends with a space: expected none"
    if not text.endswith("\n"):
        yield text.count("\n") + 1, "has no end of line: expected one"


def length_mistakes(text: str) -> Iterator[tuple[int, str]]:
    """Long lines. A control's header may hold them: a TOML text, or an address, does not break."""
    header = CONTROL_HEADER.match(text)
    first = line_of(text, header.end()) if header else 1
    for number, line in enumerate(text.split("\n"), 1):
        if number >= first and len(line) > LONGEST_LINE:
            yield number, f"is {len(line)} characters long: expected {LONGEST_LINE} at most"


def code_mistakes(code: str) -> Iterator[tuple[int, str]]:
    """Upper-case keywords, the clock, chance, arrow lambdas; ``code`` is free of comments."""
    for word in re.finditer(r"\b[A-Za-z_]+\b", code):
        if word[0].lower() in KEYWORDS and word[0] != word[0].lower():
            yield line_of(code, word.start()), f"keyword {word[0]}: expected lower case"
    for call in CLOCK_OR_CHANCE.finditer(code):
        yield (
            line_of(code, call.start()),
            f"{call[0].strip('( ')} differs from run to run: expected the one-row table audit_run",
        )
    for arrow in ARROW_LAMBDA.finditer(code):
        yield line_of(code, arrow.start()), "arrow lambda: expected lambda x: ..."


def pattern_mistakes(text: str) -> Iterator[tuple[int, str]]:
    r"""Texts that hold ``\b`` or ``\w``: both know ASCII letters only."""
    for token in TOKEN.finditer(text):
        if token[0][0] == "'" and (found := ASCII_ONLY_CLASS.search(token[0])):
            at = token.start() + found.start()
            yield (
                line_of(text, at),
                f"{found[0]} is ASCII-only: expected [^\\pL\\pN] or the lexicon",
            )


def columns(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Each column of a table file: name, line, whether a comment explains it."""
    if path.parent.name != "tables":
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if column := COLUMN.match(line):
            yield column["name"], number, bool(column["comment"])


def dictionary_mistakes(path: Path, commented: set[str]) -> Iterator[tuple[int, str]]:
    """Columns no table file explains; staging, texts as they stood, is explained by its head."""
    if not path.read_text(encoding="utf-8").startswith("-- "):
        yield 1, "starts without a comment: expected one that says what the tables hold"
    if path.name == "00_staged.sql":
        return
    for name, number, _ in columns(path):
        if name not in commented:
            yield (
                number,
                f"column {name} has no comment: expected one here or where it first stands",
            )


def view_mistakes(text: str) -> Iterator[tuple[int, str]]:
    """A view that does not start by saying what one row is."""
    head = re.match(r"(?:--.*\n)*", text)
    if head is None or "one row" not in head[0].lower():
        yield 1, "head comment: expected one that says what one row is ('one row a message')"


def control_mistakes(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """A control without its header, its id in the file name, its one select, or its cases."""
    if not path.with_suffix("").with_suffix(".cases.toml").exists():
        yield 1, f"has no cases: expected {path.stem}.cases.toml beside it"
    header = CONTROL_HEADER.match(text)
    if header is None:
        yield 1, "has no header: expected TOML comments between '-- /// control' and '-- ///'"
        return
    yield from header_mistakes(path, header["toml"])
    if len([part for part in code_of(text).split(";") if part.strip()]) != 1:
        yield line_of(text, header.end()), "is not one statement: expected exactly one select"


def header_mistakes(path: Path, commented_toml: str) -> Iterator[tuple[int, str]]:
    """A header that is not TOML, or whose id is not the file's."""
    toml = "\n".join(line[3:] for line in commented_toml.splitlines())
    try:
        control_id = str(tomllib.loads(toml).get("id", ""))
    except tomllib.TOMLDecodeError as error:
        yield 1, f"header is not TOML ({error}): expected key = value"
        return
    start = control_id.lower().replace("-", "_")
    if not start or not path.name.lower().replace("-", "_").startswith(f"{start}_"):
        yield 1, f"id is {control_id!r}: expected the start of the file name"


def code_of(text: str) -> str:
    """``text`` with comments and what is between quotes blanked; lines stay where they are."""
    return TOKEN.sub(_blank, text)


def _blank(token: re.Match[str]) -> str:
    quote = token[0][0] if token[0][0] in "'\"" else ""
    return quote + "\n" * token[0].count("\n") + quote


def line_of(text: str, offset: int) -> int:
    """The line, from 1, in which ``offset`` lies."""
    return text.count("\n", 0, offset) + 1


def main() -> int:
    """0 where every rule holds, else 1 with a line on stdout for each breach."""
    found = mistakes()
    for path, line, what in found:
        print(f"{path.relative_to(QUERIES.parent)}:{line}: {what}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
