"""What the documents say exists: commands, options, targets, files, exit codes; and the pins."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from packaging.requirements import Requirement

from audit import cli, errors

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.pl.md"]
DOCUMENTS = [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"]
PINS = [
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-bench.txt",
    "requirements-oldest.txt",
]

BLOCK = re.compile(r"^```(?:sh|bat)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
PIN = re.compile(r"^([a-z0-9-]+==\S+)(?: ; [^\\]+)? \\$")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str) -> list[list[str]]:
    """The command lines in a document's blocks, as words without comments."""
    lines = (line for block in BLOCK.findall(text(name)) for line in block.splitlines())
    words = (shlex.split(line.replace("\\", "/"), comments=True) for line in lines)
    return [line for line in words if line]


def own_calls(name: str) -> Iterator[list[str]]:
    """The calls of allegro-audit in a document, without the command's own name."""
    for line in commands(name):
        if line[0].split("/")[-1] == "allegro-audit":
            yield line[1:]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))


def pins(name: str) -> list[str]:
    return [found[1] for line in text(name).splitlines() if (found := PIN.match(line))]


def command_group() -> click.Group:
    return next(value for value in vars(cli).values() if isinstance(value, click.Group))


def options(command: click.Command) -> set[str]:
    return {option for param in command.params for option in param.opts if option.startswith("-")}


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_every_make_target_a_document_names_exists(name: str) -> None:
    in_blocks = {line[1] for line in commands(name) if line[0] == "make"}
    in_sentences = set(re.findall(r"`make ([a-z-]+)`", text(name)))
    assert in_blocks | in_sentences <= targets()


def test_make_alone_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == targets()


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_a_readme_shows_exists(name: str) -> None:
    known = command_group().commands
    calls = list(own_calls(name))
    assert calls
    for command, *words in calls:
        shown = {word for word in words if word.startswith("--")}
        assert command in known
        assert shown <= options(known[command]), f"{command} {' '.join(words)}"


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_the_two_commands_first(name: str) -> None:
    assert commands(name)[:2] == [["make", "demo"], ["make", "test"]]


def test_both_readmes_show_the_same_commands_but_for_the_language() -> None:
    english, polish = (
        [[word for word in line if word not in {"pl", "en"}] for line in commands(name)]
        for name in READMES
    )
    assert english == polish


@pytest.mark.parametrize("name", READMES)
def test_every_exit_code_is_documented(name: str) -> None:
    raised = {
        error.exit_code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.AuditError)
    }
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text(name), re.MULTILINE)}
    assert documented == {0, 1, 2, 3, 4, 130}
    assert raised <= documented


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_a_document_links_to_exists(name: str) -> None:
    folder = (ROOT / name).parent
    assert [link for link in LINK.findall(text(name)) if not (folder / link).exists()] == []


def test_the_changelog_starts_with_the_controls() -> None:
    headings = re.findall(r"^### (.+)$", text("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Controls"


def test_no_recipe_has_more_than_four_steps() -> None:
    assert {"1", "4"} <= set(re.findall(r"^(\d+)\.", text("CONTRIBUTING.md"), re.MULTILINE)) <= {
        "1", "2", "3", "4",
    }  # fmt: skip


@pytest.mark.parametrize("name", PINS)
def test_every_pin_has_its_hashes_and_names_no_place(name: str) -> None:
    lines = text(name).splitlines()
    named = [line for line in lines if not line.startswith("    --hash=sha256:")]
    assert named
    assert [line for line in named if not PIN.match(line)] == []
    assert not re.search(r"://|@|file:|--index|--find-links|(?<![\w.-])/", text(name))


def test_what_is_tested_is_what_is_run() -> None:
    assert set(pins("requirements.txt")) <= set(pins("requirements-dev.txt"))


def test_every_dependency_is_pinned_within_its_range() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    pinned = {Requirement(pin).name: Requirement(pin) for pin in pins("requirements.txt")}
    for needed in map(Requirement, project["dependencies"]):
        (pin,) = pinned[needed.name].specifier
        assert needed.specifier.contains(pin.version), needed


def test_the_oldest_engine_is_the_oldest_line_the_range_allows() -> None:
    (pin,) = pins("requirements-oldest.txt")
    assert pin.startswith("duckdb==1.5.")
