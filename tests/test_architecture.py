"""Which room may import which, how large things may grow, and what ``--help`` may not load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

import audit

PACKAGE = Path(audit.__file__).parent

# Every room may also import the words all rooms speak: model, errors, paths.
SHARED = {"model", "errors", "paths", "__version__"}
MAY_IMPORT: dict[str, set[str]] = {
    "cli": {
        "arguments", "pipeline", "engagement", "results", "draft_results", "inspect_results",
    },
    "arguments": set(),
    "draft_results": {"lint", "drafts", "lexicon", "read"},
    "lint": {"drafts", "database", "load", "classify"},
    "drafts": {"read"},
    "results": {"pipeline", "controls", "assess", "outputs", "render", "screen"},
    "screen": set(),
    "pipeline": {
        "engagement", "inputs", "read", "load", "classify", "controls", "check", "sections",
        "assess", "masking", "outputs", "render", "lexicon", "database", "standing_rows",
        "plan", "progress", "deliver", "waivers", "baseline", "compare", "interrupts",
    },
    "inputs": {"read", "load"},
    "inspection": {
        "pipeline", "inputs", "read", "load", "controls", "check", "redact", "lexicon", "database",
        "interrupts",
    },
    "inspect_results": {"inspection", "pipeline", "lexicon", "manifest", "render", "screen"},
    "outputs": {"interrupts"},
    "interrupts": set(),
    "masking": {"database", "redact"},
    "engagement": {"manifest", "mistakes"},
    "mistakes": {"manifest"},
    "manifest": {"read"},
    "read": set(),
    "database": set(),
    "load": {"database", "scanned"},
    "scanned": {"database"},
    "lexicon": set(),
    "classify": {"database", "lexicon", "rule_calendar"},
    "rule_calendar": set(),
    "standing_rows": {"database", "lexicon", "rule_calendar", "standing"},
    "standing": set(),
    "controls": set(),
    "check": {"database"},
    "sections": {"database", "waivers"},
    "plan": {"database", "lexicon"},
    "worklists": {"database"},
    "progress": {"database", "plan", "worklists"},
    "deliver": {"redact", "render", "sections", "worklists"},
    "baseline": set(),
    "compare": {"baseline"},
    "waivers": set(),
    "assess": {"waivers"},
    "redact": set(),
    "render": set(),
    "model": set(),
    "errors": set(),
    "paths": set(),
}  # fmt: skip
PURE = {"assess", "waivers", "standing"}
ENGINE_ROOMS = {
    "pipeline", "lint", "database", "load", "scanned", "lexicon", "classify", "check", "sections",
    "masking", "render", "read", "inspection", "plan", "progress", "worklists", "deliver",
    "standing_rows", "interrupts",
}  # fmt: skip
HEAVY = {"duckdb", "pandas", "numpy", "matplotlib", "xlsxwriter", "jinja2", "babel", "selectolax"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "_data" not in path.parts]


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The dotted names a module imports, at its head or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "audit":
            yield from (f"audit.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def imported_rooms(path: Path) -> set[str]:
    dotted = (name.split(".") for name in imported(path))
    return {parts[1] for parts in dotted if parts[0] == "audit" and len(parts) > 1}


def outside(path: Path) -> set[str]:
    """The packages from outside that a module imports."""
    return {name.split(".")[0] for name in imported(path)} - {"audit"}


def functions() -> Iterator[tuple[str, Function]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}", node


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    docstring = 0
    if ast.get_docstring(function) is not None:
        docstring = (function.body[0].end_lineno or 0) - function.body[0].lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def depth(node: ast.AST) -> int:
    """How many blocks stand inside each other below ``node``; ``elif`` is no deeper than ``if``."""
    blocks = (ast.If, ast.For, ast.While, ast.With, ast.Try)
    return max((_depth_of(node, child, blocks) for child in ast.iter_child_nodes(node)), default=0)


def _depth_of(parent: ast.AST, child: ast.AST, blocks: tuple[type[ast.AST], ...]) -> int:
    if isinstance(child, Function):
        return 0
    is_elif = isinstance(parent, ast.If) and isinstance(child, ast.If) and child in parent.orelse
    return depth(child) + (isinstance(child, blocks) and not is_elif)


def test_every_room_is_on_the_map() -> None:
    rooms = {room(path) for path in MODULES} - {"__init__", "__main__"}
    assert rooms <= MAY_IMPORT.keys()


def test_imports_point_one_way() -> None:
    broken = [
        f"{path.relative_to(PACKAGE)} imports {', '.join(sorted(wrong))}"
        for path in MODULES
        if room(path) not in {"__init__", "__main__"}
        and (wrong := imported_rooms(path) - MAY_IMPORT[room(path)] - SHARED - {room(path)})
    ]
    assert broken == []


def test_assessing_is_pure_no_files_no_database_no_clock() -> None:
    harmless = {"__future__", "collections", "dataclasses", "datetime", "itertools", "typing"}
    broken = {
        path.name: beyond
        for path in MODULES
        if room(path) in PURE
        and (beyond := (outside(path) - harmless) | (imported_rooms(path) - PURE - {"model"}))
    }
    assert broken == {}


def test_only_rooms_of_data_touch_the_engine() -> None:
    assert [p.name for p in MODULES if "duckdb" in outside(p) and room(p) not in ENGINE_ROOMS] == []


def test_no_module_grows_beyond_250_lines() -> None:
    # model.py is one list of records; splitting it would hide what crosses rooms.
    grown = [path for path in MODULES if room(path) != "model"]
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in grown}
    assert {name: lines for name, lines in sizes.items() if lines > 250} == {}


def test_no_function_grows_beyond_50_lines() -> None:
    assert {name: length(f) for name, f in functions() if length(f) > 50} == {}


def test_half_of_all_functions_have_ten_lines_at_most() -> None:
    assert median(length(function) for _, function in functions()) <= 10


def test_no_function_nests_deeper_than_three_blocks() -> None:
    assert {name: depth(f) for name, f in functions() if depth(f) > 3} == {}


def test_every_public_function_says_what_the_caller_gets() -> None:
    silent = [
        name
        for name, function in functions()
        if not function.name.startswith("_") and ast.get_docstring(function) is None
    ]
    assert silent == []


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"]])
def test_asking_for_help_loads_nothing_heavy(arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "audit", *arguments]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in answer.stderr.splitlines()}
    assert HEAVY & loaded == set()
