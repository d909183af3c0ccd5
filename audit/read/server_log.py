"""Logs of mail servers: Postfix and Exim. Lines of one message are joined by its queue id.

They hold no text, and a subject only where the server was told to log it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.model import InputFile, Record, Rejected
from audit.read.encoding import clean, decoded
from audit.read.files import opened_text, unreadable
from audit.read.mail_header import addresses, header_text, message_ids
from audit.read.staged import blank_mail
from audit.read.syslog_year import YearOf, year_of

_POSTFIX = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)"
    r" \S+ \S*postfix\S*?/(?P<part>\w+)\[\d+\]: (?P<id>[0-9A-Za-z]{6,20}): (?P<rest>.*)"
)
_EXIM = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4})?) (?:\[\d+\] )?"
    r"(?P<id>\w{6}-\w{6,11}-\w{2,4}) (?P<part><=|=>|->|>>|\*\*|==|Completed)(?P<rest>.*)"
)
_MESSAGE_ID = re.compile(r"(?:message-id=|\bid=)(<[^<>]*>|\S+@\S+)")
_FROM, _TO = re.compile(r"\bfrom=<([^>]*)>"), re.compile(r"^to=<([^>]*)>")
_STATUS = re.compile(r"\bstatus=(\w+)")
_SUBJECT = re.compile(r"header Subject: (.*?) from [^;]*;|\bT=\"((?:[^\"\\]|\\.)*)\"")
_OCTAL = re.compile(r"\\([0-3][0-7]{2})")
_TRANSPORT = re.compile(r"\bT=(\w+)")
_INBOUND = frozenset({"local", "virtual", "lmtp", "pipe", "local_delivery", "dovecot_lmtp"})
_EXIM_STATUS = {"=>": "sent", "->": "sent", ">>": "sent", "**": "bounced", "==": "deferred"}
_LOOKED_AT = 200


@dataclass
class _Mail:
    """What the lines of one queue id have said so far."""

    line: int
    time: str
    msg_id: str = ""
    sender: str | None = None
    subject: str | None = None
    recipients: list[str] = field(default_factory=list)
    status: str | None = None
    is_inbound: bool = False


def is_server_log(head: str) -> bool:
    """Whether a text starts as the log of a mail server does."""
    return any(_match(line) for line in head.splitlines()[:_LOOKED_AT])


def _match(line: str) -> re.Match[str] | None:
    return _POSTFIX.match(line) or _EXIM.match(line)


def read_server_log(source: InputFile) -> Iterator[Record | Rejected]:
    """One record a message that had a recipient; one whose recipients the log does not reach is
    rejected."""
    years = year_of(source)
    for mail in _mails(source):
        yield _record(mail, years)


def _mails(source: InputFile) -> Iterator[_Mail]:
    """The messages in the order in which they left the queue; queue ids are used again."""
    open_mails: dict[str, _Mail] = {}
    for number, found in _lines(source):
        queue_id, rest = found["id"], found["rest"].strip()
        if rest == "removed" or found["part"] == "Completed":
            yield from filter(None, [open_mails.pop(queue_id, None)])
        else:
            mail = open_mails.setdefault(queue_id, _Mail(number, found["time"]))
            _hear(mail, found["part"], rest)
    yield from open_mails.values()


def _lines(source: InputFile) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines about a message, with their number."""
    try:
        with opened_text(source) as stream:
            matches = ((number, _match(line)) for number, line in enumerate(stream, 1))
            yield from ((number, found) for number, found in matches if found)
    except OSError as error:
        raise unreadable(source.name, error) from error


def _hear(mail: _Mail, part: str, rest: str) -> None:
    """Add to a message what one line says of it."""
    if found := _MESSAGE_ID.search(rest):
        mail.msg_id = mail.msg_id or next(iter(message_ids(found[1])), "")
    if found := _SUBJECT.search(rest):
        mail.subject = _subject(found[1] or found[2] or "")
    if part == "<=":
        mail.sender = next(iter(addresses([rest.split(" ", 1)[0]])), None)
    elif part in _EXIM_STATUS:
        _deliver(mail, rest.split(" R=", 1)[0], _EXIM_STATUS[part])
        transport = _TRANSPORT.search(rest)
        mail.is_inbound |= transport is not None and transport[1] in _INBOUND
    else:
        _hear_postfix(mail, part, rest)


def _hear_postfix(mail: _Mail, part: str, rest: str) -> None:
    if found := _TO.search(rest):
        status = _STATUS.search(rest)
        _deliver(mail, found[1], status[1] if status else None)
        mail.is_inbound |= part in _INBOUND
    elif found := _FROM.search(rest):
        mail.sender = mail.sender or next(iter(addresses([found[1]])), None)


def _deliver(mail: _Mail, recipient: str, status: str | None) -> None:
    mail.recipients += [one for one in addresses([recipient]) if one not in mail.recipients]
    mail.status = status


def _subject(logged: str) -> str:
    """The subject as it was: encoded words decoded, and the bytes Exim writes as octal numbers."""
    if "=?" in logged:
        return header_text(logged)
    if not _OCTAL.search(logged):
        return clean(logged)
    whole = _OCTAL.sub(lambda found: chr(int(found[1], 8)), logged)
    return decoded(whole.encode("latin-1", "replace"), None)


def _record(mail: _Mail, years: YearOf) -> Record | Rejected:
    position = f"line {mail.line}"
    if not mail.recipients:
        return Rejected(position, "cut_message", "the log names no recipient of it")
    sent_at = years(mail.time)
    if sent_at is None:
        return Rejected(position, "year_unknown", "expected a year in the file name: mail.log-2026")
    values = {
        **blank_mail(),
        "msg_id": mail.msg_id or None,
        "sent_at": sent_at,
        "time_precision": "second",
        "sender": mail.sender,
        "recipients": mail.recipients,
        "subject": mail.subject,
        "links": [],
        "has_thread_info": "false",
        "has_attachment_info": "false",
        "direction": "received" if mail.is_inbound else "sent",
        "status": mail.status,
    }
    return Record("mail", position, values)
