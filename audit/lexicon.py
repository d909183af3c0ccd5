"""The reference lists of ``queries/reference``: lexicon, link hosts, notices, remediations."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.errors import ControlError
from audit.model import Remediation, Text
from audit.paths import shipped

SENTENCE_ROLES = ("announcement", "hint", "subject", "exclusion")
ROLES = (
    *SENTENCE_ROLES, "attachment", "not_attachment", "template_name",
    "quote_start", "signature_start", "courtesy", "summary", "shipped",
    "closing", "contact", "personal", "unrest",
)  # fmt: skip
_GAP = re.compile(r"\.\{0,\d+\}")
NEVER = r"[^\x00-\x{10FFFF}]"  # RE2: matches no character, so no text


@dataclass(frozen=True)
class Pattern:
    """One pattern of the lexicon: RE2 on a folded sentence, file name or template name."""

    pattern_id: str
    category: str
    language: str
    role: str
    pattern: str
    match: str
    no_match: str


def reference(name: str) -> dict[str, Any]:
    """The content of ``queries/reference/<name>.toml``."""
    return tomllib.loads((shipped("queries") / "reference" / f"{name}.toml").read_text("utf-8"))


def lexicon() -> tuple[Pattern, ...]:
    """All patterns of ``lexicon/<language>/<category>.toml``, by file and order."""
    files = sorted((shipped("queries") / "reference" / "lexicon").glob("*/*.toml"))
    return tuple(pattern for path in files for pattern in _patterns(path))


def alternations(patterns: tuple[Pattern, ...]) -> dict[str, str]:
    """One regular expression for each ``<category>_<role>``, of every role, for SQL variables."""
    categories = {pattern.category for pattern in patterns}
    return {f"{c}_{role}": _union(patterns, c, role) for c in sorted(categories) for role in ROLES}


def link_hosts() -> list[tuple[str, str]]:
    """Rows (host, kind) with the kind ``document``, ``tracking`` or ``rating``."""
    kinds = reference("link_hosts").items()
    return [(host, kind) for kind, content in kinds for host in content["hosts"]]


def notice_patterns() -> list[tuple[int, str, str, str]]:
    """Rows (number, id, kind, pattern) in the order in which they are tried."""
    notices = reference("notices")["notice"]
    return [(n, each["id"], each["kind"], each["pattern"]) for n, each in enumerate(notices)]


def remediations() -> dict[str, Remediation]:
    """The remediations by id."""
    return {key: _remediation(key, each) for key, each in reference("remediations").items()}


def reason_texts() -> dict[str, Text]:
    """The text of every reason code, coverage fact and assessment reason."""
    groups = reference("reasons").values()
    return {code: Text(**text) for group in groups for code, text in group.items()}


def _patterns(path: Path) -> Iterator[Pattern]:
    content = tomllib.loads(path.read_text("utf-8"))
    words = content.get("words", {})
    for row in content["pattern"]:
        if row.get("role") not in ROLES:
            raise ControlError(
                f"{path}: {row.get('id')}: role {row.get('role')!r}: expected {ROLES}"
            )
        yield Pattern(
            pattern_id=row["id"],
            category=path.stem,
            language=path.parent.name,
            role=row["role"],
            pattern=_spelled(row["pattern"], words),
            match=row["match"],
            no_match=row.get("no_match", ""),
        )


def _spelled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with every ``<name>`` of the file's ``[words]`` written out."""
    for name, alternatives in words.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{alternatives})")
    return pattern


def _union(patterns: tuple[Pattern, ...], category: str, role: str) -> str:
    parts = [f"(?:{p.pattern})" for p in patterns if (p.category, p.role) == (category, role)]
    union = "|".join(parts) or NEVER
    # What may be an act is looked at again pattern by pattern, so a gap of any length will do here;
    # a bounded one is compiled into as many copies as it is long.
    return _GAP.sub(".*", union) if role in ("announcement", "hint", "subject") else union


def _remediation(key: str, row: dict[str, Any]) -> Remediation:
    return Remediation(
        id=key,
        category=row["category"],
        title=Text(**row["title"]),
        steps=tuple(Text(**step) for step in row["steps"]),
        endpoints=tuple(row["endpoints"]),
        setting=Text(**row["setting"]),
        condition=Text(**row["condition"]),
        unknown=Text(**row["unknown"]),
        sources=tuple(row["sources"]),
    )
