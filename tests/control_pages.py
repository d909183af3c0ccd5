"""The page of each control, ``docs/controls/<ID>.md``: ``python -m tests.control_pages``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.controls import read_controls
from audit.lexicon import reason_texts, remediations
from audit.model import Control, EffectiveDate, Source
from audit.paths import shipped

PAGES = Path(__file__).parent.parent / "docs" / "controls"
MOST_CASES = 12


def pages() -> dict[str, str]:
    """The pages by file name, with the list of them all as ``README.md``."""
    controls = read_controls()
    found = {f"{control.id}.md": "\n".join(_page(control)) + "\n" for control in controls}
    return {"README.md": "\n".join(_list(controls)) + "\n", **found}


def _list(controls: tuple[Control, ...]) -> Iterator[str]:
    yield "# Controls"
    yield ""
    yield "Generated from `queries/controls` by `python -m tests.control_pages`, never edited."
    yield "Rules that no control covers: [rules-without-control.md](../rules-without-control.md)."
    yield ""
    yield "| control | what must be true | severity | category |"
    yield "| --- | --- | --- | --- |"
    for each in controls:
        title = each.title.en
        yield f"| [{each.id}]({each.id}.md) | {title} | {each.severity} | {each.category} |"


def _page(control: Control) -> Iterator[str]:
    yield f"# {control.id}: {control.title.en}"
    yield ""
    yield f"*{control.title.pl}.*"
    yield ""
    yield f"{control.risk.en}"
    yield ""
    yield f"- Severity: {control.severity}"
    yield f"- Looks at: `{control.population}`"
    yield f"- Needs: {', '.join(f'`{each}`' for each in control.requires)}{_asks(control)}"
    yield f"- File: `{control.path}`"
    yield ""
    yield from _titled("When", [_effective(each) for each in control.effective])
    yield from _titled("Sources", [_source(each) for each in control.sources])
    yield from _titled(
        "What to do", [remediations()[each].title.en for each in control.remediation]
    )
    yield from _titled("What it may miss", control.known_misses)
    yield from _titled("When it may be wrong", control.false_alarms)
    found, clean = _cases(control)
    yield from _titled("Finds, for example", found[:MOST_CASES])
    yield from _titled("Leaves alone, for example", clean[:MOST_CASES])
    yield "## Select"
    yield ""
    yield f"```sql\n{control.sql}\n```"


def _asks(control: Control) -> str:
    texts = reason_texts()
    asked = [texts[each].en for each in control.requires if each in texts]
    return f" ({'; '.join(asked)})" if asked else ""


def _titled(title: str, lines: Any) -> Iterator[str]:
    if lines:
        yield f"## {title}"
        yield ""
        yield from (f"- {line}" for line in lines)
        yield ""


def _effective(each: EffectiveDate) -> str:
    start = f"from {each.starts}" if each.starts else "no day given"
    until = f" until {each.until}" if each.until else ""
    return f"announced {each.announced}: {each.status.replace('_', ' ')}, {start}{until}"


def _source(each: Source) -> str:
    where = f"[{each.name}]({each.url})" if each.url else f"{each.name} (`{each.file}`)"
    day = f", {each.published}" if each.published else ""
    quote = f": “{each.quote}”" if each.quote else ""
    return f"{where}, {each.kind.replace('_', ' ')}{day}{quote}"


def _cases(control: Control) -> tuple[list[str], list[str]]:
    path = shipped("queries").parent / control.path
    content = tomllib.loads(path.with_suffix("").with_suffix(".cases.toml").read_text("utf-8"))
    cases = content.get("case", [])
    found = [each for each in cases if any(each.get(key) for key in ("expect", "early", "review"))]
    clean = [each["name"] for each in cases if each not in found]
    return [each["name"] for each in found], clean


def main() -> None:
    """Write every page, and remove those of controls that are gone."""
    PAGES.mkdir(exist_ok=True)
    made = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
