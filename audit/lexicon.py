"""The reference lists of ``queries/reference``: lexicon, link hosts, notices, remediations …"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from audit.errors import ControlError
from audit.model import NO_TEXT, Remediation, Source, Text
from audit.paths import shipped

CYRILLIC = "uk"  # the language whose patterns need its own letters
# A question announces nothing, but it may ask for these.
ASKED = frozenset({"review_request", "rating_change", "payment_reminder", "thank_you", "marketing"})
SENTENCE_ROLES = ("announcement", "hint", "subject", "exclusion")
ROLES = (
    *SENTENCE_ROLES, "attachment", "not_attachment", "template_name",
    "quote_start", "signature_start", "courtesy", "summary", "shipped",
    "closing", "contact", "personal", "unrest",
)  # fmt: skip
LONGEST_UNION = 4000  # characters
_GAP = re.compile(r"(\.|\[\^[^\]]*\])\{0,\d+\}")
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


@dataclass(frozen=True)
class Family:
    """Patterns of one category, role and language that are looked for together, as ``union``."""

    category: str
    role: str
    patterns: tuple[Pattern, ...]
    union: str


def reference(name: str) -> dict[str, Any]:
    """The content of ``queries/reference/<name>.toml``."""
    return tomllib.loads((shipped("queries") / "reference" / f"{name}.toml").read_text("utf-8"))


def lexicon() -> tuple[Pattern, ...]:
    """All patterns of ``lexicon/<language>/<category>.toml``, by file and order."""
    files = sorted((shipped("queries") / "reference" / "lexicon").glob("*/*.toml"))
    return tuple(pattern for path in files for pattern in _patterns(path))


def alternations(patterns: tuple[Pattern, ...]) -> dict[str, str]:
    """One expression for each ``<category>_<role>`` that is no speech act, for SQL variables."""
    categories = sorted({pattern.category for pattern in patterns})
    roles = [role for role in ROLES if role not in SENTENCE_ROLES]
    return {
        f"{category}_{role}": _joined(
            p for p in patterns if (p.category, p.role) == (category, role)
        )
        for category in categories
        for role in roles
    }


def families(patterns: Sequence[Pattern]) -> list[Family]:
    """The patterns looked for in sentences, in families, exclusions last.

    RE2 is fast while the states of an expression fit its memory: a family stays small enough.
    """
    found = []
    for role in SENTENCE_ROLES:
        ofs = [pattern for pattern in patterns if pattern.role == role]
        for (category, _), group in groupby(sorted(ofs, key=_kin), key=_kin):
            found += [Family(category, role, part, _union(part)) for part in _parts(tuple(group))]
    return found


def _kin(pattern: Pattern) -> tuple[str, str]:
    return pattern.category, pattern.language


def _parts(patterns: tuple[Pattern, ...]) -> Iterator[tuple[Pattern, ...]]:
    """The patterns in their order, as many together as are no longer than ``LONGEST_UNION``."""
    part: list[Pattern] = []
    for pattern in patterns:
        if part and sum(len(p.pattern) for p in (*part, pattern)) > LONGEST_UNION:
            yield tuple(part)
            part = []
        part.append(pattern)
    yield tuple(part)


def link_hosts() -> list[tuple[str, str]]:
    """Rows (host, kind) with the kind ``document``, ``tracking`` or ``rating``."""
    kinds = reference("link_hosts").items()
    return [(host, kind) for kind, content in kinds for host in content["hosts"]]


def notice_patterns() -> list[tuple[int, str, str, str | None, str]]:
    """Rows (number, id, kind, cause, pattern) in the order in which they are tried."""
    bounces = [{**each, "kind": "bounce"} for each in reference("bounces")["bounce"]]
    rows = enumerate([*reference("notices")["notice"], *bounces])
    return [(n, row["id"], row["kind"], row.get("cause"), row["pattern"]) for n, row in rows]


def bounce_causes() -> dict[str, tuple[Text, Text, tuple[Source, ...]]]:
    """Of every cause of a bounce by id: what it is, what to do, and where that is said."""
    content = reference("bounces")
    sources = {key: Source(**{"published": None, **row}) for key, row in content["source"].items()}
    return {
        row["id"]: (
            Text(**row["title"]),
            Text(**row["advice"]),
            tuple(sources[key] for key in row["sources"]),
        )
        for row in content["cause"]
    }


def autoresponders() -> str:
    """One regular expression for the words of an automatic answer, on folded text."""
    return "|".join(f"(?:{each['pattern']})" for each in reference("autoresponders")["pattern"])


def sending_systems() -> list[tuple[int, str, str, str, str]]:
    """Rows (number, id, name, kind, pattern) in the order in which they are tried."""
    systems = reference("sending_systems")["system"]
    return [(n, s["id"], s["name"], s["kind"], s["pattern"]) for n, s in enumerate(systems)]


def by_hand_effort() -> tuple[str, Text]:
    """The effort of what people write by hand, and why."""
    row = reference("sending_systems")["by_hand"]
    return row["effort"], Text(row["pl"], row["en"])


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


def _joined(patterns: Iterable[Pattern]) -> str:
    return "|".join(f"(?:{pattern.pattern})" for pattern in patterns) or NEVER


def _union(patterns: Iterable[Pattern]) -> str:
    """What may match is looked at again pattern by pattern, so a gap of any length will do here:

    a bounded one is compiled into as many copies as it is long.
    """
    return _GAP.sub(r"\1*", _joined(patterns))


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
        prepare=Text(**row["prepare"]) if "prepare" in row else NO_TEXT,
        effort=row["effort"],
        effort_reason=Text(**row["effort_reason"]),
    )
