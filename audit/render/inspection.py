"""What ``inspect`` found, as text: files, controls, and a letter that asks for what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import commonpath
from typing import Final

from audit.model import FileFacts, Inspection, Need, Outlook, Text
from audit.render.names import FILE_KINDS, N_, named
from audit.render.wording import Wording, wording

_MOST_ALIKE = 4
_MOST_NAMED = 10
_OF_MAIL = ("text", "attachments", "zones")
_CONTROL = dict.fromkeys([*range(32), *range(127, 160)], "\ufffd")
_SURE: Final = {
    "certain": N_("certain"),
    "likely": N_("likely"),
    "told": N_("as the manifest says"),
    "unknown": N_("not read"),
}
_DECIDED: Final = {
    "alias": N_("by its name"),
    "shape": N_("by its values"),
    "manifest": N_("by the manifest"),
}
_CAN: Final = {
    "whole": N_("can be assessed"),
    "part": N_("can be assessed in part"),
    "not": N_("cannot be assessed"),
}


def inspection_text(
    found: Inspection, reasons: Mapping[str, Text], lang: str, every: bool = False
) -> str:
    """Everything found, in ``lang``; files alike are told together but for ``every``."""
    words = wording(lang)
    files = _files(words, found.files, reasons, every)
    controls = _controls(words, found.outlooks)
    return "\n".join([*files, *_shop(words, found), "", *controls, "", *_letter(words, found)])


def _files(
    words: Wording, files: Sequence[FileFacts], reasons: Mapping[str, Text], every: bool
) -> Iterator[str]:
    yield words.count("%(n)s input file", "%(n)s input files", len(files))
    for group in _alike(files, every):
        yield ""
        yield _shown(group[0].file) if len(group) == 1 else _together(words, group)
        yield from (f"  {line}" for line in _about(words, group, reasons))


def _together(words: Wording, group: Sequence[FileFacts]) -> str:
    shared = commonpath([_folder(each.file) or "." for each in group])
    number = words.count("%(n)s file", "%(n)s files", len(group))
    return f"{_shown(shared)}/… ({number})"


def _alike(files: Sequence[FileFacts], every: bool) -> list[list[FileFacts]]:
    """Files of one kind, in one folder or in folders side by side, stand together where they have
    nothing of their own to say."""
    groups: dict[object, list[FileFacts]] = {}
    for number, one in enumerate(files):
        plain = not (every or one.fault or one.rejected or one.columns or one.sure == "unknown")
        beside = _folder(_folder(one.file))
        key: object = (beside, one.kind, one.sure, one.encoding) if plain else number
        groups.setdefault(key, []).append(one)
    return [
        part
        for group in groups.values()
        for part in ([group] if len(group) > _MOST_ALIKE else [[one] for one in group])
    ]


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _about(
    words: Wording, group: Sequence[FileFacts], reasons: Mapping[str, Text]
) -> Iterator[str]:
    first = group[0]
    if first.fault:
        broken = words.say("Cannot be read")
        yield f"{broken}: {_shown(first.fault)}"
        return
    encoding = f"; {first.encoding}" if first.encoding else ""
    yield f"{named(words, FILE_KINDS, first.kind)} ({words.say(_SURE[first.sure])}){encoding}"
    if first.sure == "unknown":
        return
    yield _numbers(words, group)
    for what, name, decided in first.columns:
        yield f"{what} = {_shown(name)} ({words.say(_DECIDED[decided])})"
    for example in first.examples:
        text = reasons.get(example.reason)
        meaning = text.into(words.lang) if text else example.reason
        label = words.say("rejected")
        yield f"{label} {words.number(example.records)}: {meaning}"
        for place, value in example.places:
            yield f"  {_shown(place)}" + (f": {_shown(value)}" if value else "")


def _numbers(words: Wording, group: Sequence[FileFacts]) -> str:
    days = [day for one in group for day in (one.first, one.last) if day]
    span = f"; {words.days(min(days), max(days))}" if days else ""
    return (
        words.say(
            "records: %(read)s = loaded %(loaded)s + duplicates %(twice)s + rejected %(rejected)s",
            read=words.number(sum(one.read for one in group)),
            loaded=words.number(sum(one.loaded for one in group)),
            twice=words.number(sum(one.duplicates for one in group)),
            rejected=words.number(sum(one.rejected for one in group)),
        )
        + span
    )


def _shop(words: Wording, found: Inspection) -> Iterator[str]:
    """Who wrote to buyers, and where they bought: what a manifest would say."""
    for label, rows in (
        (N_("Mail to buyers by sender"), found.senders),
        (N_("Orders by marketplace"), found.marketplaces),
    ):
        if rows:
            said = ", ".join(
                f"{_shown(name)} ({words.number(n)})" for name, n in rows[:_MOST_NAMED]
            )
            yield ""
            yield f"{words.say(label)}: {said}"
    yield from _other_marketplace(words, found)


def _other_marketplace(words: Wording, found: Inspection) -> Iterator[str]:
    """Whether these may be the files of another shop."""
    expected, names = found.expected_marketplace, {name for name, _ in found.marketplaces}
    if names and expected not in names:
        yield words.say("No order names the expected marketplace %(name)s.", name=expected)


def _controls(words: Wording, outlooks: Sequence[Outlook]) -> Iterator[str]:
    yield words.say("What can be assessed with these files")
    for each in outlooks:
        missing = f" ({', '.join(each.missing)})" if each.missing else ""
        yield f"  {each.control.id:16} {words.say(_CAN[each.can])}{missing}"
    lacking = {need.id: need for each in outlooks for need in each.lacks}
    for need in lacking.values():
        who = ", ".join(each.control.id for each in outlooks if need in each.lacks)
        yield f"  – {need.without.into(words.lang)} [{who}]"


def _letter(words: Wording, found: Inspection) -> Iterator[str]:
    """The text to send to the client; nothing to ask for is said too."""
    asked = [need for need in found.needs if not need.met and _is_asked(need, found)]
    if not (asked or found.faults):
        yield words.say("Nothing is missing: there is nothing to ask the client for.")
        return
    yield words.say("To the client (ready to send):")
    yield ""
    yield words.say("Good morning,")
    yield ""
    yield words.say("to finish the audit of the messages sent to Allegro buyers we still need:")
    yield ""
    texts = [need.ask.into(words.lang) for need in asked]
    broken = [
        words.say("A new copy of a file that cannot be read: %(what)s", what=_shown(fault))
        for fault in found.faults
    ]
    yield from (f"{number}. {text}" for number, text in enumerate([*texts, *broken], start=1))
    yield ""
    yield words.say(
        "Please send the files as they are, without opening them in a spreadsheet and saving them"
        " again: that changes dates and long numbers."
    )


def _is_asked(need: Need, found: Inspection) -> bool:
    """What cannot be had without sent mail is not asked for before there is any."""
    has_mail = any(each.must and each.met for each in found.needs)
    return need.must or has_mail or need.id not in _OF_MAIL


def _shown(text: str) -> str:
    """A name of a stranger's on one line, without what a terminal would obey."""
    return text.translate(_CONTROL)
