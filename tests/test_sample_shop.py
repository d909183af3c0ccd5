"""The sample shop: what is committed is what its generator makes, and the list is true to it."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.sample_shop.automatic import mails_invoice
from tests.sample_shop.chance import GREGORIAN
from tests.sample_shop.clock import SWITCH, log_time
from tests.sample_shop.letter import Letter
from tests.sample_shop.notices import AFTER, WINDOW
from tests.sample_shop.planted import CATEGORIES, VERDICTS
from tests.sample_shop.product import PLANTED, product
from tests.sample_shop.shop import shop

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data"
MASKED = re.compile(r"[a-z0-9]{10}(\+[0-9a-f]{9})?@allegromail\.pl")
LIMIT = 2_500_000


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return product()[0]


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    return tomllib.loads(PLANTED.read_text(encoding="utf-8"))


def names_on_disk() -> set[str]:
    files = (path for path in SAMPLE.rglob("*") if path.is_file())
    return {
        unicodedata.normalize("NFC", str(path.relative_to(SAMPLE).as_posix())) for path in files
    }


def entries(box: bytes) -> list[EmailMessage]:
    """The messages of a mailbox, read with the standard library only."""
    parts = re.split(rb"(?m)^From \d+@xxx .*\n", box)[1:]
    raw = [re.sub(rb"(?m)^>(>*From )", rb"\1", part) for part in parts]
    return [email.message_from_bytes(one, policy=email.policy.default) for one in raw]


def message_id(message: EmailMessage) -> str:
    return str(message["Message-ID"]).strip().strip("<>")


def test_what_is_committed_is_what_the_generator_makes(made: dict[str, bytes]) -> None:
    assert names_on_disk() == set(made)
    differing = [name for name, data in made.items() if (SAMPLE / name).read_bytes() != data]
    assert differing == []


def test_the_committed_list_is_what_the_generator_makes() -> None:
    assert PLANTED.read_bytes() == product()[1]


def test_another_run_makes_the_same_bytes(tmp_path: Path, made: dict[str, bytes]) -> None:
    command = [sys.executable, "-m", "tests.sample_shop", str(tmp_path)]
    subprocess.run(
        command, cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    )
    assert {name: (tmp_path / name).read_bytes() for name in made} == made


def test_the_readme_tells_the_same_as_the_list(
    made: dict[str, bytes], listed: dict[str, Any]
) -> None:
    text = made["README.md"].decode()
    rows = [
        f"| `{g['id']}` | {g['title']} | {g['verdict']} | {', '.join(g['categories']) or '–'} "
        f"| {'yes' if g['blocking'] else 'no'} | {g['count']} | {g['early']} |"
        for g in listed["group"]
    ]
    assert [row for row in rows if row not in text] == []
    assert f"each counted once: **{listed['totals']['sent']}**" in text
    for name, row in listed["totals"]["categories"].items():
        assert f"| {name} | {row['prohibited']} | {row['early']} | {row['blocking']} |" in text


def test_every_message_has_one_group_and_the_totals_add_up(listed: dict[str, Any]) -> None:
    keys = [key for group in listed["group"] for key in group["keys"]]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert listed["totals"]["sent"] == len(keys)
    assert all(group["count"] == len(group["keys"]) > 0 for group in listed["group"])
    assert sum(listed["totals"]["verdicts"].values()) == len(keys)
    assert {group["verdict"] for group in listed["group"]} == set(VERDICTS)


def test_every_prohibited_group_names_its_categories(listed: dict[str, Any]) -> None:
    for group in listed["group"]:
        assert set(group["categories"]) <= set(CATEGORIES)
        assert bool(group["categories"]) or group["verdict"] != "prohibited"
        assert not group["blocking"] or group["verdict"] == "prohibited"
        assert not group["categories"] or group["verdict"] in ("prohibited", "review")


def test_the_mailbox_holds_what_the_list_names(
    made: dict[str, bytes], listed: dict[str, Any]
) -> None:
    found = [message_id(one) for one in entries(made["Takeout/Poczta/Wysłane.mbox"])]
    keys = {key for group in listed["group"] for key in group["keys"]}
    assert set(found) == {key for key in keys if key.endswith("@lniana-chata.example")}
    assert len(found) == len(set(found)) + 1


def test_another_reader_sees_the_subject_the_text_and_the_files(made: dict[str, bytes]) -> None:
    letters = {mail.key: mail for mail in shop().mails}
    for message in entries(made["Takeout/Poczta/Wysłane.mbox"]):
        letter = letters[message_id(message)]
        assert message["Subject"] == letter.subject
        assert [one.addr_spec for one in message["To"].addresses] == [letter.to]
        assert message["Date"].datetime.astimezone(UTC) == letter.sent
        assert seen_text(message) == seen_text_of(letter)
        files = [part.get_filename() for part in message.iter_attachments()]
        assert files == [file.name for file in letter.attachments]


def seen_text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    assert body is not None
    text = str(body.get_content())
    return re.sub(r"\s|<[^>]*>", "", text) if body.get_content_subtype() == "plain" else "html"


def seen_text_of(letter: Letter) -> str:
    return "html" if letter.look == "html" else re.sub(r"\s|<[^>]*>", "", letter.body)


def test_sent_mail_goes_to_masked_addresses_of_the_orders() -> None:
    addresses = {order.address for order in shop().orders}
    pairs = {order.buyer.pair for order in shop().orders}
    strangers = [
        mail.group
        for mail in shop().mails
        if mail.to not in addresses and mail.to.split("@")[0] not in pairs
    ]
    assert set(strangers) == {"order-unknown", "accountant", "supplier", "courier"}
    assert all(MASKED.fullmatch(mail.to) for mail in shop().mails if mail.order)
    cut = [mail for mail in shop().mails if mail.order and "+" not in mail.to]
    assert len(cut) == 3


def test_an_address_without_its_transaction_belongs_to_one_order_only() -> None:
    pairs = Counter(order.buyer.pair for order in shop().orders)
    cut = [mail for mail in shop().mails if mail.order and "+" not in mail.to]
    assert [pairs[mail.to.split("@")[0]] for mail in cut] == [1, 1, 1]


def test_some_buyers_buy_twice_under_one_pair() -> None:
    pairs = Counter(order.buyer.pair for order in shop().orders)
    assert sum(times == 2 for times in pairs.values()) >= 10
    assert len({order.address for order in shop().orders}) == len(shop().orders)


def test_an_order_id_carries_the_moment_of_the_order() -> None:
    for order in shop().orders:
        carried = GREGORIAN + timedelta(microseconds=uuid.UUID(order.id).time // 10)
        assert carried == order.placed


def test_no_two_messages_share_recipient_subject_and_minute() -> None:
    everything = [*shop().mails, *(letter for _, letter in shop().log.keyed)]
    marks = Counter((mail.to, mail.subject, log_time(mail.sent)) for mail in everything)
    assert [mark for mark, times in marks.items() if times > 1] == []


def test_the_log_repeats_the_mailbox_to_the_minute(made: dict[str, bytes]) -> None:
    text = made["mailing/dziennik_wysylki.csv"].decode("cp1250")
    rows = [line.split(";") for line in text.split("\r\n") if '"' not in line]
    marks = {(row[1], row[2], row[0]) for row in rows if len(row) == 6}
    logged = [mail for mail in shop().mails if mail.template]
    assert len(logged) == shop().log.merged
    assert all((mail.to, mail.subject, log_time(mail.sent)) in marks for mail in logged)


def test_the_last_rating_mails_stand_around_midnight_in_warsaw() -> None:
    asked = sorted(mail.sent for mail in shop().mails if mail.group == "auto-review")
    assert [log_time(sent) for sent in asked[-3:]] == [
        "01.03.2026 23:58",
        "01.03.2026 23:59",
        "02.03.2026 00:01",
    ]
    assert sum(sent >= SWITCH for sent in asked) == 1


def test_answers_name_a_mail_that_the_shop_received() -> None:
    received = {mail.key for mail in shop().incoming}
    sent = {mail.key for mail in shop().mails}
    answers = [mail for mail in shop().mails if mail.parents]
    own = {mail.group for mail in answers if mail.parents[-1] in sent}
    assert own == {"own-thread", "question-over-old-mail"}
    assert all(mail.parents[-1] in received | sent for mail in answers)


def test_nobody_wrote_before_a_faked_reply() -> None:
    writers = {mail.sender for mail in shop().incoming}
    fakes = [mail for mail in shop().mails if mail.group == "fake-reply"]
    assert all(mail.to not in writers and not mail.parents for mail in fakes)


def test_notices_that_name_little_still_mean_one_message(listed: dict[str, Any]) -> None:
    mails = {mail.key: mail for mail in shop().mails}
    everything = [*shop().mails, *(letter for _, letter in shop().log.keyed)]
    for notice in listed["notice"]:
        candidates = meant(notice, everything)
        if notice["names"] == "address" and notice["outcome"] == "matched":
            assert [mail.key for mail in candidates] == [notice["message"]]
        if notice["outcome"] == "ambiguous":
            assert len(candidates) == 2
        if notice["names"] == "subject":
            same = [m for m in everything if m.subject == mails[notice["message"]].subject]
            assert len(same) == 1


def meant(notice: dict[str, Any], everything: list[Letter]) -> list[Letter]:
    """Mail to the address that the notice names, within the window before it."""
    message = parsed_notice(notice["file"])
    body = message.get_body(("plain", "html"))
    found = MASKED.search(str(body.get_content())) if body else None
    told = message["Date"].datetime
    near = [mail for mail in everything if told - WINDOW <= mail.sent <= told + AFTER]
    return [mail for mail in near if found and mail.to == found.group()]


def parsed_notice(name: str) -> EmailMessage:
    return email.message_from_bytes((SAMPLE / name).read_bytes(), policy=email.policy.default)


def test_each_message_has_one_notice_at_most_and_each_notice_says_it_is_synthetic(
    listed: dict[str, Any],
) -> None:
    about = [notice["message"] for notice in listed["notice"] if notice["message"]]
    assert len(about) == len(set(about))
    for notice in listed["notice"]:
        assert parsed_notice(notice["file"])["X-Synthetic"]
        body = parsed_notice(notice["file"]).get_body(("plain", "html"))
        assert notice["outcome"] == "bounce" or (body and "[przykład" in body.get_content())


def test_no_two_notices_share_a_message_id(listed: dict[str, Any]) -> None:
    ids = [message_id(parsed_notice(notice["file"])) for notice in listed["notice"]]
    assert len(ids) == len(set(ids))


def test_a_copy_sits_in_no_thread_that_a_buyer_opened() -> None:
    written = [one for one in shop().thread_messages if one.from_buyer]
    pairs = {one.order.buyer.pair for one in written}
    copied = [one for one in shop().thread_messages if one.key in shop().copied]
    assert {one.status for one in copied} == {"DELIVERED", "BLOCKED"}
    assert not pairs & {one.order.buyer.pair for one in copied}


def test_every_json_page_can_be_read_and_the_ledger_counts_it(
    made: dict[str, bytes], listed: dict[str, Any]
) -> None:
    counts = {line["file"]: line["read"] for line in listed["ledger"]}
    for name, data in made.items():
        if name.endswith(".json"):
            assert records(json.loads(data)) == counts[name], name


def records(page: Any) -> int:
    if isinstance(page, list):
        return sum(len(one["shipments"]) for one in page)
    if "issues" in page:
        return 2 * len(page["issues"])
    if "orderMode" in page:
        return 1
    known = ("checkoutForms", "shipments", "threads", "messages", "chat")
    return sum(len(page[name]) for name in known if name in page)


def test_documents_missing_at_allegro_were_mailed(listed: dict[str, Any]) -> None:
    mailed = {order.id for order in shop().orders if mails_invoice(order)}
    missing = set(listed["documents"]["mailed_but_not_added"])
    assert missing
    assert missing <= mailed


def test_the_sample_stays_small(made: dict[str, bytes]) -> None:
    assert sum(len(data) for data in made.values()) < LIMIT
    assert datetime(2025, 12, 1, tzinfo=UTC) < min(mail.sent for mail in shop().mails)
