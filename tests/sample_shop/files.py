"""The shop as files: name -> bytes, and what the ledger must say about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.sample_shop.api_files import (
    document_form,
    json_bytes,
    order_pages,
    page_bytes,
    shipment_files,
)
from tests.sample_shop.automatic import templates
from tests.sample_shop.clock import SWITCH
from tests.sample_shop.letter import incoming_entry, mbox_entry
from tests.sample_shop.letters import letter_groups
from tests.sample_shop.mail_log import FILE, KINDS, PARCEL_DESK
from tests.sample_shop.message_center import by_thread, groups, message_form, threads_page
from tests.sample_shop.planted import Group, LedgerLine, Planted
from tests.sample_shop.shop import Shop

SENT_BOX = "Takeout/Poczta/Wysłane.mbox"
RECEIVED_BOX = "Takeout/Poczta/Odebrane.mbox"
TWICE = 7  # the mailbox holds this mail two times: Takeout exports overlap

Made = tuple[LedgerLine, bytes]


def made_files(shop: Shop) -> Iterator[Made]:
    """Every input file with its ledger line, without the README."""
    yield from _mailboxes(shop)
    yield LedgerLine(FILE, "mail_log", shop.log.rows, shop.log.merged, 2), shop.log.data
    yield from _orders(shop)
    yield from _documents(shop)
    yield from _shipments(shop)
    yield from _messages(shop)
    yield from _issues(shop)
    for notice in shop.notices:
        yield LedgerLine(notice.file, "eml", 1), notice.data


def _mailboxes(shop: Shop) -> Iterator[Made]:
    entries = [mbox_entry(mail) for mail in shop.mails]
    entries.insert(TWICE + 3, entries[TWICE])
    yield LedgerLine(SENT_BOX, "mbox", len(entries), 1), b"".join(entries)
    received = [incoming_entry(mail) for mail in shop.incoming]
    yield LedgerLine(RECEIVED_BOX, "mbox", len(received)), b"".join(received)


def _orders(shop: Shop) -> Iterator[Made]:
    pages = order_pages(shop.orders, shop.with_note)
    for i, (name, data) in enumerate(pages.items()):
        records = data.count(b"\n") - 2
        yield LedgerLine(name, "orders", records, int(i == 1), int(i == 2)), data


def _documents(shop: Shop) -> Iterator[Made]:
    for order, state in shop.documents:
        name = f"allegro_api/invoices/{order.id}.json"
        yield LedgerLine(name, "order_documents", 1), json_bytes(document_form(order, state))


def _shipments(shop: Shop) -> Iterator[Made]:
    doubled = {mail.order.index for mail in shop.mails if mail.group == "sent-twice" and mail.order}
    for name, (data, parcels) in shipment_files(shop.orders, doubled).items():
        yield LedgerLine(name, "shipments", parcels), data


def _messages(shop: Shop) -> Iterator[Made]:
    threads = by_thread(list(shop.thread_messages))
    listed = page_bytes('{"threads": ', threads_page(threads), ', "offset": 0, "limit": 100}')
    yield LedgerLine("allegro_api/messaging/threads_0000.json", "threads", len(threads)), listed
    for thread, messages in threads.items():
        name = f"allegro_api/messaging/{thread}/messages_0000.json"
        known = sum(message.key in shop.copied for message in messages)
        forms = [message_form(message) for message in messages]
        data = page_bytes('{"messages": ', forms, ', "offset": 0, "limit": 20}')
        yield LedgerLine(name, "thread_messages", len(messages), known), data


def _issues(shop: Shop) -> Iterator[Made]:
    """The list repeats the first message of every chat: a duplicate, since chats are read first."""
    forms = [form for form, _ in shop.issues]
    name = "allegro_api/issues/issues_0000.json"
    yield (
        LedgerLine(name, "issues", 2 * len(forms), len(forms)),
        page_bytes('{"issues": ', forms, "}"),
    )
    for form, chat in shop.issues:
        name = f"allegro_api/issues/{form['id']}/chat.json"
        yield LedgerLine(name, "issue_chat", len(chat)), page_bytes('{"chat": ', chat, "}")


def planted(shop: Shop, ledger: list[LedgerLine]) -> Planted:
    """What a run over the files must find."""
    pages = [line.file for line in ledger if line.kind == "orders"]
    short, impossible = shop.log.bad_lines
    return Planted(
        groups=_groups(shop),
        ledger=tuple(sorted(ledger, key=lambda line: line.file)),
        rejects=(
            (pages[2], "checkoutForms[17]", "null instead of an order"),
            (FILE, f"line {short}", "three fields instead of six"),
            (FILE, f"line {impossible}", "31.02.2026 is no date"),
        ),
        notices=tuple((n.file, n.outcome, n.names, n.about) for n in shop.notices),
        copies=tuple(
            (message.key, shop.copied[message.key], message.status)
            for message in shop.thread_messages
            if message.key in shop.copied
        ),
        without_document=shop.without_document,
    )


def _groups(shop: Shop) -> tuple[Group, ...]:
    keys: dict[str, list[str]] = defaultdict(list)
    early: dict[str, int] = defaultdict(int)
    sent = [(mail.group, mail.key, mail.sent) for mail in shop.mails]
    sent += [(letter.group, key, letter.sent) for key, letter in shop.log.keyed]
    sent += [(m.group, m.key, m.sent) for m in shop.thread_messages if m.group]
    for group, key, moment in sent:
        keys[group].append(key)
        early[group] += moment < SWITCH
    return tuple(_group(known, keys, early) for known in _known_groups())


def _group(known: Group, keys: dict[str, list[str]], early: dict[str, int]) -> Group:
    return Group(
        known.id,
        known.title,
        known.verdict,
        known.categories,
        known.blocking,
        early[known.id],
        tuple(keys[known.id]),
    )


def _known_groups() -> Iterator[Group]:
    for text in templates().values():
        yield _stated({**text, "verdict": "prohibited"})
    for kind in (*KINDS, PARCEL_DESK):
        bad = kind.verdict == "prohibited"
        yield Group(kind.group, kind.title, kind.verdict, kind.categories, bad, 0, ())
    for text in (*letter_groups(), *groups()):
        yield _stated(text)


def _stated(text: dict[str, object]) -> Group:
    categories = text.get("categories", [])
    return Group(
        str(text["id"]),
        str(text["title"]),
        str(text["verdict"]),
        tuple(sorted(map(str, categories))) if isinstance(categories, list) else (),
        bool(text.get("blocking", False)),
        0,
        (),
    )
