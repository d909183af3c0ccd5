"""Exports of mail services, providers and servers, each in its true shape."""

import json
from pathlib import Path
from typing import Any

import pytest

from audit.model import InputFile, Record, Rejected
from audit.read import read
from audit.read.columns import table_map
from audit.read.detect import detect

TO = "8awgqyk6a5+5f147aa75@allegromail.pl"
SHOP = "sklep@len.example"


def records(tmp_path: Path, data: str | bytes, name: str = "eksport") -> list[Record | Rejected]:
    path = tmp_path / "file"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    source = InputFile(name, path)
    kind = detect(source)
    assert kind is not None
    return list(read(kind, source))


def mails(found: list[Record | Rejected]) -> list[dict[str, Any]]:
    return [dict(r.values) for r in found if isinstance(r, Record)]


def as_json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)


SENDGRID_CSV = (
    "processed,message_id,event,api_key_id,recv_message_id,credential_id,subject,from,email,"
    "asm_group_id,template_id,originating_ip,reason\n"
    f"2026-03-02 07:15:43,14c5d75ce93@ismtpd-555,delivered,,,,Zamówienie wysłane,{SHOP},{TO},,"
    "d-1234,1.2.3.4,\n"
)
SENDGRID_WEBHOOK = as_json(
    [
        {
            "email": TO,
            "timestamp": 1772435743,
            "smtp-id": "<14c5d75ce93@ismtpd-555>",
            "event": "delivered",
            "category": "order-shipped",
            "sg_event_id": "e1",
            "sg_message_id": "14c5d75ce93.filter0001.1-2.0",
        },
        {
            "email": TO,
            "timestamp": 1772439999,
            "event": "open",
            "sg_event_id": "e2",
            "sg_message_id": "14c5d75ce93.filter0001.1-2.0",
        },
    ]
)
MAILGUN = as_json(
    {
        "items": [
            {
                "event": "delivered",
                "timestamp": 1772435743.12,
                "id": "x1",
                "recipient": TO,
                "recipient-domain": "allegromail.pl",
                "envelope": {"sender": "bounce+1@mg.len.example", "targets": TO},
                "delivery-status": {"code": 250, "message": "OK"},
                "message": {
                    "headers": {
                        "from": f"Sklep Len <{SHOP}>",
                        "to": TO,
                        "subject": "Zamówienie wysłane",
                        "message-id": "20260302071543.1.ABC@mg.len.example",
                    },
                    "size": 2048,
                    "attachments": [
                        {"filename": "FV 1.pdf", "content-type": "application/pdf", "size": 9}
                    ],
                },
                "tags": ["wysylka"],
            }
        ],
        "paging": {"next": "https://api.mailgun.example/next"},
    }
)
SES = {
    "eventType": "Send",
    "mail": {
        "timestamp": "2026-03-02T07:15:43.012Z",
        "source": SHOP,
        "messageId": "0102018e-aa",
        "destination": [TO],
        "headersTruncated": False,
        "headers": [
            {"name": "From", "value": SHOP},
            {"name": "In-Reply-To", "value": "<pytanie@buyer>"},
            {"name": "Message-ID", "value": "<own@len.example>"},
        ],
        "commonHeaders": {"from": [SHOP], "to": [TO], "subject": "Zamówienie wysłane"},
        "tags": {},
    },
}
POSTMARK = as_json(
    {
        "TotalCount": 1,
        "Messages": [
            {
                "MessageID": "0ac29aee-e1cd-480d-b08d-4f48548ff48d",
                "To": [{"Email": TO, "Name": None}],
                "From": f'"Sklep" <{SHOP}>',
                "Subject": "Zamówienie wysłane",
                "Status": "Sent",
                "ReceivedAt": "2026-03-02T02:15:43.0-05:00",
                "Attachments": ["FV.pdf"],
                "Tag": "wysylka",
            }
        ],
    }
)
BREVO = as_json(
    {
        "events": [
            {
                "email": TO,
                "date": "2026-03-02T07:15:43.000Z",
                "messageId": "<202603020715.1@smtp-relay.example>",
                "event": "delivered",
                "subject": "Zamówienie wysłane",
                "tag": "wysylka",
                "templateId": 7,
                "from": SHOP,
            },
            {
                "email": TO,
                "date": "2026-03-02T09:00:00.000Z",
                "messageId": "<x>",
                "event": "opened",
            },
        ]
    }
)
GRAPH = as_json(
    {
        "value": [
            {
                "id": "1",
                "senderAddress": SHOP,
                "recipientAddress": TO,
                "messageId": "<own@len.example>",
                "receivedDateTime": "2026-03-02T07:15:43Z",
                "subject": "Zamówienie wysłane",
                "status": "delivered",
                "size": 9,
            }
        ]
    }
)
MANDRILL = (
    "Date,Email Address,Sender,Subject,Status,Tags,Subaccount,Opens,Clicks,Bounce Detail\n"
    f"2026-03-02 07:15:43,{TO},{SHOP},Zamówienie wysłane,sent,wysylka,,0,0,\n"
)
TRACE = (
    "Received,SenderAddress,RecipientAddress,Subject,Status,MessageId,MessageTraceId,FromIP,ToIP,"
    f"Size\r\n3/2/2026 7:15:43 AM,{SHOP},{TO},Zamówienie wysłane,Delivered,<own@len.example>,"
    "guid,1.2.3.4,,9\r\n"
)
HISTORICAL = (
    "origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,"
    "network_message_id,original_client_ip,directionality,connector_id,delivery_priority\r\n"
    f"2026-03-02T07:15:43.0000000Z,{SHOP},{TO}##Receive;archiwum@len.example##Deliver,"
    "Zamówienie wysłane,9,<own@len.example>,guid,1.2.3.4,Originating,,Normal\r\n"
)
WORKSPACE = (
    "Message ID,Start date,End date,Sender,Message size,Subject,Direction,Attachments,"
    "Recipient address,Event target,Event status\n"
) + "".join(
    f"<own@len.example>,2026-03-02T07:15:4{n}Z,2026-03-02T07:15:49Z,{SHOP},9,Zamówienie wysłane,"
    f"Sent,1,{TO},{target},OK\n"
    for n, target in enumerate(["GMAIL", "RELAY", "POLICY", "SMTP_OUT"])
)
WOOCOMMERCE = (
    "Date,To,Subject,Message,Headers,Attachments\n"
    f'2026-03-02 08:15:43,{TO},Zamówienie wysłane,"<p>Paczka w drodze</p>",From: {SHOP},FV.pdf\n'
)
PRESTASHOP = (
    "id_mail;recipient;template;subject;id_lang;date_add\n"
    f"7;{TO};shipped;Zamówienie wysłane;1;2026-03-02 08:15:43\n"
)
POSTFIX = f"""\
2026-03-02T08:15:43.123456+01:00 mx postfix/smtpd[99]: 4F1A2C0B5: client=localhost[127.0.0.1]
2026-03-02T08:15:43.200000+01:00 mx postfix/cleanup[123]: 4F1A2C0B5: message-id=<own@len.example>
2026-03-02T08:15:43.210000+01:00 mx postfix/cleanup[123]: 4F1A2C0B5: warning: header Subject: \
=?UTF-8?Q?Zam=C3=B3wienie_wys=C5=82ane?= from localhost[127.0.0.1]; from=<{SHOP}> to=<{TO}>
2026-03-02T08:15:43.300000+01:00 mx postfix/qmgr[9]: 4F1A2C0B5: from=<{SHOP}>, size=9, nrcpt=1
2026-03-02T08:15:44.000000+01:00 mx postfix/smtp[5]: 4F1A2C0B5: to=<{TO}>, relay=mx[1.2]:25,\
 delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
2026-03-02T08:15:44.100000+01:00 mx postfix/qmgr[9]: 4F1A2C0B5: removed
"""
EXIM = f"""\
2026-03-02 08:15:43 1abcDE-000123-AB <= {SHOP} H=localhost P=esmtp S=9 id=own@len.example \
T="Zam\\303\\263wienie wys\\305\\202ane"
2026-03-02 08:15:44 1abcDE-000123-AB => {TO} R=dnslookup T=remote_smtp H=mx.allegro C="250 Ok"
2026-03-02 08:15:44 1abcDE-000123-AB Completed
"""

OWN = "own@len.example"
EXPORTS = {
    # name: (data, message id, template, names of attachments or None where unknown)
    "sendgrid activity": (SENDGRID_CSV, "14c5d75ce93@ismtpd-555", "d-1234", None),
    "mailgun": (MAILGUN, "20260302071543.1.ABC@mg.len.example", "wysylka", ["FV 1.pdf"]),
    "amazon ses": (as_json(SES), OWN, None, None),
    "postmark": (POSTMARK, "0ac29aee-e1cd-480d-b08d-4f48548ff48d", "wysylka", ["FV.pdf"]),
    "brevo": (BREVO, "202603020715.1@smtp-relay.example", "wysylka", None),
    "microsoft graph": (GRAPH, OWN, None, None),
    "mandrill": (MANDRILL, None, "wysylka", None),
    "microsoft trace": (TRACE, OWN, None, None),
    "microsoft historical": (HISTORICAL, OWN, None, None),
    "google workspace": (WORKSPACE, OWN, None, None),
    "woocommerce": (WOOCOMMERCE, None, None, ["FV.pdf"]),
    "prestashop": (PRESTASHOP, None, "shipped", None),
    "postfix": (POSTFIX, OWN, None, None),
    "exim": (EXIM, OWN, None, None),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_read_in_its_true_shape(tmp_path: Path, name: str) -> None:
    data, msg_id, template, attachments = EXPORTS[name]

    mail = mails(records(tmp_path, data))[0]

    assert TO in mail["recipients"]
    assert mail["subject"] == "Zamówienie wysłane"
    assert (mail["msg_id"], mail["template"]) == (msg_id, template)
    assert mail["has_attachment_info"] == ("false" if attachments is None else "true")
    assert mail["attachments"] == attachments
    assert mail["direction"] == "sent"
    assert (mail["body"] is None) == (name != "woocommerce")
    assert mail["sender"] == (None if name in ("woocommerce", "prestashop") else SHOP)


FLAT = {"to": TO, "subject": "Zamówienie wysłane", "sent_at": "2026-03-02T08:15:43", "files": ["a"]}


@pytest.mark.parametrize(
    "text",
    [
        f"{as_json(FLAT)}\n{as_json(FLAT)}\n",
        as_json([FLAT, FLAT]),
        as_json({"data": [FLAT, {"mail": {"x": 1}, **FLAT}]}),
    ],
)
def test_objects_of_a_log_are_rows(tmp_path: Path, text: str) -> None:
    first, second = records(tmp_path, text)

    assert isinstance(first, Record)
    assert (first.position, second.position) == ("object 1", "object 2")
    assert (first.values["recipients"], first.values["attachments"]) == ([TO], ["a"])
    assert first.values["sent_at"] == "2026-03-02T08:15:43"


def test_what_happens_after_sending_is_no_message(tmp_path: Path) -> None:
    first, second = records(tmp_path, SENDGRID_WEBHOOK)

    assert isinstance(first, Record)
    assert first.values["msg_id"] == "14c5d75ce93@ismtpd-555"
    assert (first.values["subject"], first.values["template"]) == (None, "order-shipped")
    assert second == Rejected("object 2", "event_after_delivery", "open")


def test_an_event_of_ses_inside_a_notification_and_in_lines(tmp_path: Path) -> None:
    inside = as_json({"Type": "Notification", "Message": as_json(SES)})

    found = mails(records(tmp_path, f"{as_json(SES)}\n{inside}\n"))

    assert [mail["msg_id"] for mail in found] == [OWN, OWN]
    assert found[0]["in_reply_to"] == ["pytanie@buyer"]
    assert found[0]["has_thread_info"] == "true"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1250"])
def test_a_trace_is_read_in_every_encoding_with_and_without_a_mark(
    tmp_path: Path, codec: str
) -> None:
    (mail,) = mails(records(tmp_path, TRACE.encode(codec)))

    assert mail["subject"] == "Zamówienie wysłane"
    assert mail["sent_at"] == "3/2/2026 7:15:43 AM UTC"


def test_both_recipients_of_a_trace_are_kept_with_the_first_status(tmp_path: Path) -> None:
    (mail,) = mails(records(tmp_path, HISTORICAL))

    assert mail["recipients"] == [TO, "archiwum@len.example"]
    assert mail["status"] == "Receive"


def test_a_postfix_log_without_years_takes_it_from_its_name_or_a_message_id(tmp_path: Path) -> None:
    def old_log(month: str, msg_id: str) -> str:
        start = f"{month}  2 08:15:43 mx postfix"
        return (
            f"{start}/cleanup[1]: 4F1A2C0B5: message-id=<{msg_id}>\n"
            f"{start}/smtp[2]: 4F1A2C0B5: to=<{TO}>, relay=x, dsn=2.0.0, status=sent (250 Ok)\n"
        )

    def sent_at(month: str, name: str, msg_id: str = "a@b") -> Any:
        (found,) = records(tmp_path, old_log(month, msg_id), name)
        return found.values["sent_at"] if isinstance(found, Record) else found.reason

    assert sent_at("Mar", "mail.log-20260308") == "2026-03-02 08:15:43"
    assert sent_at("Dec", "mail.log-20260104") == "2025-12-02 08:15:43"
    assert sent_at("Mar", "logi/2025/maillog.2026") == "2026-03-02 08:15:43"
    own = "20260302071543.4F1A2C0B5@mx.example"
    assert sent_at("Mar", "mail.log", own) == "2026-03-02 08:15:43"
    assert sent_at("Mar", "mail.log") == "year_unknown"


def test_a_message_the_log_does_not_follow_to_the_end_is_rejected(tmp_path: Path) -> None:
    cut = "".join(POSTFIX.splitlines(keepends=True)[:2])

    (rejected,) = records(tmp_path, cut)

    assert isinstance(rejected, Rejected)
    assert (rejected.position, rejected.reason) == ("line 1", "cut_message")


def test_mail_that_a_server_delivered_to_the_shop_itself_was_received(tmp_path: Path) -> None:
    log = (
        "2026-03-02T08:15:43+01:00 mx postfix/lmtp[5]: 4F1A2C0B5: to=<sklep@len.example>,"
        " relay=dovecot, dsn=2.0.0, status=sent (250 Ok)\n"
    )

    assert mails(records(tmp_path, log))[0]["direction"] == "received"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("data;adres;temat;powód", "notice_list"),
        ("Data blokady;E-mail;Powód", "notice_list"),
        ("Date;Order number;Block reason", "notice_list"),
        ("Data;Nr zamówienia;Powód;E-mail", "order_table"),
        ("Data;Nr zamówienia;Tytuł;Powód;Kwota;Login", "order_table"),
        ("Data;Odbiorca;Temat;Status;Powód", "mail_log"),
    ],
)
def test_a_list_of_reasons_is_not_always_one_of_blocks(header: str, kind: str) -> None:
    found = table_map(header.split(";"))

    assert found is not None
    assert found.table == kind


def test_a_list_of_blocked_mail_kept_by_hand(tmp_path: Path) -> None:
    text = f"data;adres;temat;powód\n3.03.2026;{TO};Twoja faktura;powiela komunikację Allegro\n"

    (found,) = records(tmp_path, text)

    assert isinstance(found, Record)
    assert found.table == "notice"
    assert found.values["recipients"] == [TO]
    assert found.values["received_at"] == "3.03.2026"
    assert found.values["subject"] == "Twoja faktura"
    assert found.values["reason"] == "powiela komunikację Allegro"
