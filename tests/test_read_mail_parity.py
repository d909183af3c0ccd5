"""Both parsers of mail, the quick one and the careful one, give the same record."""

from base64 import b64encode
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model import Record
from audit.read.mail import careful_record, mail_record
from audit.read.mail_walk import OddMessageError, walked_part

QUICK = settings(max_examples=150, deadline=None)
HEAD = (
    b"From: Sklep <sklep@lniana.example>\nTo: 8awgqyk6a5+5f147aa75@allegromail.pl\n"
    b"Date: Mon, 02 Mar 2026 08:15:00 +0100\nMessage-ID: <1@lniana.example>\n"
)
TEXT = "Paczka wysłana, śledź: https://inpost.pl/x\n".encode()
HTML = '<p>Paczka <b>wysłana</b></p><a href="https://inpost.pl/x">tu</a>'.encode()
PDF = b"Content-Type: application/pdf; name=FV.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0x"
PLAIN = b"Content-Type: text/plain; charset=utf-8\n\n" + TEXT


def mail(*lines: bytes, body: bytes = TEXT) -> bytes:
    return HEAD + b"".join(line + b"\n" for line in lines) + b"\n" + body


def multipart(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"=_b") -> bytes:
    head = b"Content-Type: multipart/" + kind + b';\n boundary="' + boundary + b'"\n\n'
    inside = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    return head + inside + b"--" + boundary + b"--\n"


def encoded(text: bytes, coding: bytes = b"base64", charset: bytes = b"utf-8") -> bytes:
    head = b"Content-Type: text/plain; charset=" + charset
    return head + b"\nContent-Transfer-Encoding: " + coding + b"\n\n" + text


ORDINARY = {
    "plain": mail(b"Subject: Temat"),
    "no-type": HEAD + b"\n" + TEXT,
    "folded-subject": mail(b"Subject: =?utf-8?Q?Wys=C5?=\n =?utf-8?Q?=82ano?="),
    "8-bit-subject": mail("Subject: Wpłata".encode("cp1250")),
    "8-bit-body": mail(b"Content-Type: text/plain", body="Wpłata ł".encode("iso8859-2")),
    "charset-lies": mail(b"Content-Type: text/plain; charset=us-ascii"),
    "charset-unknown": mail(b"Content-Type: text/plain; charset=x-nothing"),
    "charset-quoted": mail(b'CONTENT-TYPE: TEXT/PLAIN; CHARSET="UTF-8"'),
    "quoted-printable": HEAD + encoded(b"Paczka wys=C5=82a=\nna\n", b"Quoted-Printable"),
    "quoted-printable-odd": HEAD + encoded(b"Paczka =XX wys=\n", b"quoted-printable"),
    "base64": HEAD + encoded(b64encode(TEXT)),
    "base64-empty": HEAD + encoded(b""),
    "flowed": mail(b"Content-Type: text/plain; format=flowed; delsp=yes", body=b"a \nb\n"),
    "html": mail(b"Content-Type: text/html; charset=utf-8", body=HTML),
    "mixed": HEAD + multipart(PLAIN, PDF),
    "alternative": HEAD
    + multipart(PLAIN, b"Content-Type: text/html\n\n" + HTML, kind=b"alternative"),
    "nested": HEAD + multipart(multipart(PLAIN, kind=b"alternative", boundary=b"=_c"), PDF),
    "prefix-boundary": HEAD + multipart(multipart(PLAIN, boundary=b"=_b1"), PDF),
    "windows": (HEAD + multipart(PLAIN, PDF)).replace(b"\n", b"\r\n"),
    "preamble": HEAD + multipart(PLAIN).replace(b"\n\n--", b"\n\nstary program\n--", 1) + b"epilog",
    "boundary-with-blanks": HEAD + multipart(PLAIN).replace(b"--=_b\n", b"--=_b \t\n"),
    "no-part-headers": HEAD + multipart(b"\n" + TEXT),
    "attached-text": HEAD + multipart(PLAIN, b"Content-Disposition: attachment\n\nobcy"),
    "inline-image": HEAD
    + multipart(
        b'Content-Type: text/html\n\n<img src="cid:logo">',
        b"Content-Type: image/png; name=a.png\nContent-ID: <logo>\n\nx",
    ),
    "two-texts": HEAD + multipart(PLAIN, PLAIN),
    "nul": mail(body=b"a\x00b"),
    "deleted": mail(b"X-Mozilla-Status: 0009"),
    "labels": mail(b"X-Gmail-Labels: =?UTF-8?Q?Wys=C5=82ane?=", b"In-Reply-To:\n <0@x>"),
    "newsletter": b"From: a@b.pl\nTo: c@d.pl\nContent-Type: text/html\n\n" + HTML,
    "order-in-it": b"From: a@b.pl\nTo: c@d.pl\n\n9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa",
}
ODD = {
    "empty": b"",
    "no-body": HEAD,
    "only-body": b"\n" + TEXT,
    "line-without-colon": mail(b"to nie naglowek", b"Subject: x"),
    "header-starts-blank": b" x\n" + mail(),
    "mbox-line": b"From a@b Mon Mar  2 08:15:00 2026\n" + mail(),
    "escaped-mbox-line": b">From a@b Mon Mar  2 08:15:00 2026\n" + mail(),
    "lone-return": mail(b"Subject: a\rb"),
    "mixed-line-ends": HEAD.replace(b"\n", b"\r\n", 2) + b"\n" + TEXT,
    "base64-foreign": HEAD + encoded(b"!!" + b64encode(TEXT)),
    "base64-cut": HEAD + encoded(b64encode(TEXT)[:-3]),
    "base64-one-letter": HEAD + encoded(b"A"),
    "uuencode": HEAD + encoded(b"begin 644 a\n#86)C\n \nend\n", b"x-uuencode"),
    "unclosed": HEAD + multipart(PLAIN, PDF).removesuffix(b"--=_b--\n"),
    "no-boundary": mail(b"Content-Type: multipart/mixed"),
    "boundary-never": mail(b"Content-Type: multipart/mixed; boundary=z"),
    "boundary-twice": HEAD + multipart(PLAIN).replace(b"--=_b\n", b"--=_b\n--=_b\n"),
    "same-boundary-inside": HEAD + multipart(multipart(PLAIN), PDF),
    "return-before-boundary": HEAD + multipart(PLAIN + b"\r--=_b\r\n\nobce"),
    "digest": HEAD + multipart(PLAIN, kind=b"digest"),
    "forwarded": HEAD + multipart(PLAIN, b"Content-Type: message/rfc822\n\n" + mail()),
    "report": HEAD
    + multipart(
        PLAIN,
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
        b"Final-Recipient: rfc822; a@allegromail.pl\nAction: failed\nStatus: 5.1.1",
        b"Content-Type: text/rfc822-headers\n\nMessage-ID: <1@x>",
        kind=b"report",
    ),
    "continued-name": HEAD
    + multipart(
        b"Content-Disposition: attachment; filename*0*=utf-8''FV%201; filename*1*=2.pdf\n"
        b"Content-Type: application/pdf\n\nx"
    ),
    "8-bit-name": HEAD
    + multipart('Content-Disposition: attachment; filename="ł.pdf"\n\nx'.encode()),
    "quotes-in-name": HEAD + multipart(b'Content-Type: a/b; name="a\\"b.pdf"\n\nx'),
    "no-type-at-all": mail(b"Content-Type:"),
    "type-without-slash": mail(b"Content-Type: text; charset=utf-8"),
    "8-bit-type": mail("Content-Type: ł/ą".encode()),
}  # fmt: skip


@pytest.mark.parametrize("name", [*ORDINARY, *ODD])
def test_both_parsers_give_the_same_record(name: str) -> None:
    data = {**ORDINARY, **ODD}[name]

    assert mail_record(data, "byte 0") == careful_record(data, "byte 0")


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_mail_takes_the_quick_way(name: str) -> None:
    assert walked_part(ORDINARY[name])


def test_what_the_quick_parser_could_misread_is_left_to_the_careful_one() -> None:
    for name in ("unclosed", "boundary-twice", "forwarded", "lone-return", "no-body"):
        with pytest.raises(OddMessageError):
            walked_part(ODD[name])


def test_a_newsletter_is_counted_without_its_text() -> None:
    newsletter = mail_record(ORDINARY["newsletter"], "byte 0")
    named = mail_record(ORDINARY["order-in-it"], "byte 0")

    assert isinstance(newsletter, Record)
    assert isinstance(named, Record)
    assert (newsletter.values["body"], newsletter.values["sender"]) == (None, "a@b.pl")
    assert named.values["body"] == "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa"


PIECES = [
    *(line + b"\n" for line in HEAD.splitlines()),
    *(
        b"\n",
        b"\r\n",
        b"\r",
        b"\n\n",
        b" ",
        b"\x00",
        b"\xb3",
        b"--b",
        b"--b\n",
        b"--b--\n",
        b"--bb\n",
    ),
    b"Content-Type: multipart/mixed; boundary=b\n",
    b'Content-Type: multipart/alternative; boundary="bb"\r\n',
    b"Content-Type: text/html; charset=iso-8859-2\n",
    b"Content-Type: text/plain; format=flowed; charset=windows-1250\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Type: image/png; name==?utf-8?Q?=C5=82?=\n",
    b"Content-Disposition: attachment; filename*=utf-8''%C5%82\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Subject: =?utf-8?B?xYI?= =?iso-8859-2?Q?=B3?=\n",
    *(b"xYJh", b"=C5=82", b"<p>a</p>", b"<div style=font-size:0>", "zażółć".encode("cp1250")),
]


@QUICK
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_soup_of_mail_is_read_in_two_ways(pieces: Sequence[bytes]) -> None:
    data = b"".join(pieces)

    assert mail_record(data, "byte 0") == careful_record(data, "byte 0")


@QUICK
@given(st.binary(max_size=300), st.sampled_from([*ORDINARY.values(), *ODD.values()]), st.data())
def test_no_damage_to_a_mail_is_read_in_two_ways(
    junk: bytes, whole: bytes, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(whole)))
    damaged = whole[:cut] + junk[:9] + whole[cut + len(junk) // 9 :]

    assert mail_record(damaged, "byte 0") == careful_record(damaged, "byte 0")
