"""One MIME message to the values of a staged mail."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from audit.model import InputFile, Record, Rejected
from audit.read.eml import read_eml
from audit.read.mail import mail_record
from audit.read.mail_header import addresses, header_text, iso_date, message_ids


def read(*lines: str | bytes) -> dict[str, Any]:
    """The values of a mail from the shop to a buyer with the given further lines."""
    raw = [b"From: Sklep <sklep@lniana.example>", b"To: 8awgqyk6a5+5f147aa75@allegromail.pl"]
    raw += [line if isinstance(line, bytes) else line.encode() for line in lines]
    record = mail_record(b"\n".join(raw) + b"\n", "byte 0")
    assert isinstance(record, Record)
    assert record.table == "mail"
    return dict(record.values)


def parts(*bodies: str, kind: str = "mixed") -> list[str]:
    head = [f'Content-Type: multipart/{kind}; boundary="b"', ""]
    return [*head, *(line for body in bodies for line in ("--b", body)), "--b--"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?Wys=C5=82ali=C5=9Bmy_paczk=C4=99?=", "Wysłaliśmy paczkę"),
        ("=?utf-8?Q?Wys=C5?= =?utf-8?Q?=82ano?=", "Wysłano"),
        ("=?UTF-8?B?V3lzxYI=?=\n =?utf-8?B?YW5v?= dzis", "Wysłano dzis"),
        ("=?iso-8859-2?Q?Wp=B3ata?= i =?windows-1250?Q?wysy=B3ka?=", "Wpłata i wysyłka"),
        ("=?utf-8?B?V3lzxYJhbm8?=", "Wysłano"),
        ("=?utf-8?B?V3lz!xYJhbm8?=", "Wysłano"),
        ("=?iso-8859-1?Q?zap=B3acone?=", "zapłacone"),
        ("=?utf-8*pl?Q?ko=C5=84?=", "koń"),
        ("=?nonsense?Q?ko=C5=84?=", "koń"),
        ("zwykły\r\n\ttemat", "zwykły temat"),
        ("</script><img src=x onerror=alert(1)>", "</script><img src=x onerror=alert(1)>"),
    ],
)
def test_a_subject_says_what_it_says(raw: str, text: str) -> None:
    assert header_text(raw) == text


def test_an_undeclared_8_bit_subject_is_read() -> None:
    assert read("Subject: Wpłata za zamówienie".encode("cp1250"))["subject"] == (
        "Wpłata za zamówienie"
    )


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("Mon, 02 Mar 2026 08:15:00 +0100 (CET)", "2026-03-02T08:15:00+01:00"),
        ("2 Mar 2026 08:15 +0100", "2026-03-02T08:15:00+01:00"),
        ("Mon, 02 Mar 2026 07:15:00 GMT", "2026-03-02T07:15:00+00:00"),
        ("Mon, 02 Mar 2026 07:15:00 -0000", "2026-03-02T07:15:00+00:00"),
        ("Mon, 02 Mar 2026 08:15:00 CET", "2026-03-02T08:15:00+01:00"),
        ("Mon, 02 Mar 2026 08:15:00", "2026-03-02T08:15:00"),
        ("Mon, 31 Feb 2026 08:15:00 +0100", "Mon, 31 Feb 2026 08:15:00 +0100"),
        ("wczoraj rano", "wczoraj rano"),
    ],
)
def test_a_date_becomes_iso_or_stays_as_it_stood(raw: str, iso: str) -> None:
    assert iso_date(raw) == iso


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Jan <A+1@Allegromail.PL>", ["a+1@allegromail.pl"]),
        ('"Kowalski, Jan <x@y.pl>" <a@b.pl>, c@d.pl', ["a@b.pl", "c@d.pl"]),
        ("a@b.pl <a@b.pl>; C@d.pl (Jan)", ["a@b.pl", "c@d.pl"]),
        ("=?utf-8?Q?Kowalski,_Jan?= <a@b.pl>", ["a@b.pl"]),
        ("=?utf-8?Q?Jan_<a@b.pl>?=", ["a@b.pl"]),
        ("undisclosed-recipients:;", []),
        ("a@b.pl##Delivered;c@d.pl##Failed", ["a@b.pl", "c@d.pl"]),
    ],
)
def test_addresses_are_bare_and_lower_case(raw: str, expected: list[str]) -> None:
    assert [one for one in addresses([raw]) if one not in ("delivered", "failed")] == expected


def test_message_ids_lose_brackets_and_keep_their_case() -> None:
    assert message_ids("<Ab@X> \n <bad id@x>") == ["Ab@X", "bad id@x"]
    assert message_ids("Ab@X") == ["Ab@X"]


def test_the_envelope_of_a_mail_is_read() -> None:
    values = read(
        "Date: Mon, 02 Mar 2026 08:15:00 +0100",
        "Message-ID: <1@x>",
        "In-Reply-To: <0@x>",
        "References: <9@x> <0@x>",
        "Cc: c@d.pl",
        "Auto-Submitted: auto-generated",
        "X-Gmail-Labels: =?UTF-8?Q?Wys=C5=82ane,Wa=C5=BCne?=",
        "",
        "Dzień dobry",
    )

    assert values["sender"] == "sklep@lniana.example"
    assert values["recipients"] == ["8awgqyk6a5+5f147aa75@allegromail.pl", "c@d.pl"]
    assert values["sent_at"] == "2026-03-02T08:15:00+01:00"
    assert (values["msg_id"], values["in_reply_to"]) == ("1@x", ["0@x"])
    assert values["reference_ids"] == ["9@x", "0@x"]
    assert (values["direction"], values["auto_submitted"]) == ("sent", "auto-generated")
    assert (values["has_thread_info"], values["has_attachment_info"]) == ("true", "true")
    assert (values["body"], values["attachments"]) == ("Dzień dobry", [])
    assert (values["template"], values["status"], values["is_bounce"]) == (None, None, "false")


@pytest.mark.parametrize(
    ("labels", "direction"),
    [("Odebrane,Otwarte", "received"), ("Inbox,Sent", "sent"), ("Archiwum", None)],
)
def test_mailbox_labels_tell_the_direction(labels: str, direction: str | None) -> None:
    assert read(f"X-Gmail-Labels: {labels}")["direction"] == direction


def test_a_mail_without_sender_date_and_recipient_is_rejected() -> None:
    rejected = mail_record(b"Subject: x\n\ntekst\n", "byte 7")

    assert rejected == Rejected("byte 7", "not_a_message", "no sender, no date, no recipient")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('text/plain; charset="utf-8"', "Paczka wysłana".encode()),
        ("text/plain; charset=us-ascii", "Paczka wysłana".encode("cp1250")),
        ("text/plain; charset=utf-8", "Paczka wysłana".encode("iso8859-2")),
        ("text/plain; charset=iso-8859-1", "Paczka wysłana".encode("iso8859-2")),
        ("text/html; charset=windows-1250", "<p>Paczka <b>wysła</b>na</p>".encode("cp1250")),
        ("text/plain", b"<html><body>Paczka wys&#322;ana</body></html>"),
    ],
)
def test_a_body_is_read_whatever_its_charset_claims(head: str, body: bytes) -> None:
    assert read(f"Content-Type: {head}", "", body)["body"] == "Paczka wysłana"


@pytest.mark.parametrize("damage", ["{}", "{}x", "{}=x", "!{}"])
def test_damaged_base64_is_repaired(damage: str) -> None:
    body = damage.format(b64encode("Paczka wysłana".encode()).decode().rstrip("="))

    text = read("Content-Transfer-Encoding: base64", "", body)["body"]

    assert text.startswith("Paczka wysłan")


def test_plain_text_is_preferred_and_links_come_from_both() -> None:
    plain = "Content-Type: text/plain\n\nZobacz https://a.pl"
    html = 'Content-Type: text/html\n\n<p>Zobacz <a href="https://b.pl/x">tu</a></p>'

    values = read(*parts(plain, html, kind="alternative"))

    assert values["body"] == "Zobacz https://a.pl"
    assert values["links"] == ["https://a.pl", "https://b.pl/x"]


def test_html_is_taken_where_the_plain_text_is_empty() -> None:
    plain = "Content-Type: text/plain\n\n \n"
    html = "Content-Type: text/html\n\n<p>Treść</p>"

    assert read(*parts(plain, html, kind="alternative"))["body"] == "Treść"


def test_flowed_text_is_put_together() -> None:
    values = read("Content-Type: text/plain; format=flowed", "", "Twoja paczka \nwyszła.", "Koniec")

    assert values["body"] == "Twoja paczka wyszła.\nKoniec"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename*0*=utf-8''FV%2012%2F; filename*1*=2026.pdf", "FV 12/2026.pdf"),
        ("attachment; filename*=iso-8859-2''p%B3atno%B6%E6.pdf", "płatność.pdf"),
        ('attachment; filename="=?utf-8?B?ZmFrdHVyYSDFgi5wZGY=?="', "faktura ł.pdf"),
        ('attachment; filename="płatność.pdf"', "płatność.pdf"),
        ("inline; filename=paragon.pdf", "paragon.pdf"),
        ("attachment", ""),
    ],
)
def test_attachments_keep_their_names(header: str, name: str) -> None:
    part = f"Content-Type: application/pdf\nContent-Disposition: {header}\n\nx"

    values = read(*parts("Content-Type: text/plain\n\nW załączeniu", part))

    assert values["attachments"] == [name]
    assert values["attachment_types"] == ["application/pdf"]
    assert values["body"] == "W załączeniu"


def test_an_image_the_html_shows_is_no_attachment_and_another_is() -> None:
    html = 'Content-Type: text/html\n\n<img src="cid:logo@x"><p>Treść</p>'
    logo = "Content-Type: image/png; name=logo.png\nContent-ID: <logo@x>\n\nx"
    scan = "Content-Type: image/png; name=paragon.png\nContent-ID: <scan@x>\n\nx"

    assert read(*parts(html, logo, scan, kind="related"))["attachments"] == ["paragon.png"]


def test_an_attached_text_is_not_the_body() -> None:
    body = "Content-Type: text/plain; name=body.txt\n\nTreść"
    file = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nobce"

    values = read(*parts(body, file))

    assert (values["body"], values["attachments"]) == ("Treść", ["a.txt"])


def test_a_forwarded_mail_gives_keys_and_no_body() -> None:
    inner = "From: a@b.pl\nMessage-ID: <in@x>\nSubject: Stara\n\nTreść wewnętrzna"
    forwarded = f"Content-Type: message/rfc822; name=stara.eml\n\n{inner}"

    values = read(*parts("Content-Type: text/plain\n\nPrzekazuję", forwarded))

    assert values["body"] == "Przekazuję"
    assert values["attachments"] == ["stara.eml"]
    assert values["returned_msg_id"] == "in@x"
    assert values["returned_body"] == (
        "From: a@b.pl\nSubject: Stara\nMessage-ID: <in@x>\nTreść wewnętrzna"
    )
    assert values["is_bounce"] == "false"


def test_a_delivery_report_names_whom_and_why() -> None:
    status = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Final-Recipient: rfc822;8AWG+1@allegromail.pl\nAction: failed\nStatus: 5.7.23\n"
        "Diagnostic-Code: smtp; 550 5.7.23 SPF fail -\n not authorized\n"
    )
    returned = "Content-Type: text/rfc822-headers\n\nMessage-ID: <sent@x>\nSubject: Temat"

    values = read(
        *parts("Content-Type: text/plain\n\nNie dotarła", status, returned, kind="report")
    )

    assert values["is_bounce"] == "true"
    assert values["bounce_recipients"] == ["8awg+1@allegromail.pl"]
    assert values["bounce_status"] == "5.7.23"
    assert values["bounce_diagnostic"] == "smtp; 550 5.7.23 SPF fail - not authorized"
    assert values["returned_msg_id"] == "sent@x"
    assert values["attachments"] == []
    assert values["body"] == "Nie dotarła"


def test_a_message_nested_absurdly_deep_is_rejected() -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2000))

    rejected = mail_record(f"From: a@b\n{deep}".encode(), "byte 0")

    assert rejected == Rejected("byte 0", "too_deep", "MIME parts nested too deep")


def test_a_saved_message_is_one_record(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"\xef\xbb\xbf\r\nFrom: a@allegro.pl\r\nSubject: x\r\n\r\ntekst\r\n")

    (record,) = read_eml(InputFile("a.eml", path))

    assert isinstance(record, Record)
    assert (record.position, record.values["body"]) == ("byte 0", "tekst")


def test_a_message_in_the_trash_of_a_maildir_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "1.a:2,ST"
    path.write_bytes(b"From: a@b.pl\n\ntekst\n")

    (rejected,) = read_eml(InputFile("cur/1.a:2,ST", path))

    assert isinstance(rejected, Rejected)
    assert rejected.reason == "deleted_message"


def test_what_sent_a_mail_is_told_by_names_alone() -> None:
    values = read(
        "X-Mailer: =?utf-8?Q?Sklep=C3=B3wka_4.2?=",
        "Received: from komputer-anny.local (unknown [10.0.0.7]) by smtp2.eu.sellasist.pl; x",
        "X-SG-EID: c2VjcmV0",
        "x-sg-id: 1",
        "",
        "text",
    )
    assert values["mailer"] == (
        "x-mailer: Sklepówka 4.2\nhosts: eu.sellasist.pl\nheaders: x-sg-eid x-sg-id"
    )
    assert read("Subject: nothing told")["mailer"] is None
