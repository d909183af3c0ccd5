"""A control with one condition, or one entry of a list, left out."""

from __future__ import annotations

import re

_CONDITION = re.compile(r"^(?P<before>\s*(?:where|and|or) )(?P<condition>.+)$", re.MULTILINE)
_LIST = re.compile(r"\bin \(\s*(?P<entries>'[^()]*')\s*\)")


def mutants(sql: str) -> dict[str, str]:
    """Every query that lacks one condition or one entry of ``sql``, by what was left out."""
    found = {}
    for line in _CONDITION.finditer(sql):
        condition = line["condition"]
        if condition.count("(") == condition.count(")"):
            always = "false" if line["before"].strip() == "or" else "true"
            found[condition] = sql[: line.start("condition")] + always + sql[line.end() :]
    for listed in _LIST.finditer(sql):
        entries = [entry.strip() for entry in listed["entries"].split(",")]
        for entry in entries if len(entries) > 1 else ():
            rest = ", ".join(other for other in entries if other != entry)
            start, end = listed.span("entries")
            found[f"{entry} of {', '.join(entries)}"] = sql[:start] + rest + sql[end:]
    return found
