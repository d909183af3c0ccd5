"""An invented mailbox of any size: mail to buyers with two bodies and an attachment each."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from pathlib import Path

_SUBJECTS = (
    "Wysłaliśmy Twoją paczkę",
    "Otrzymaliśmy wpłatę",
    "Faktura do zamówienia",
    "Dziękujemy",
)
_SENTENCES = (
    "Twoja paczka została dziś nadana i jest już w drodze.",
    "Dziękujemy za zakupy w naszym sklepie, wpłata została zaksięgowana.",
    "W załączniku przesyłamy fakturę do Twojego zamówienia.",
    "Jeśli masz pytania, odpowiedz na tę wiadomość, chętnie pomożemy.",
    "Produkt jest objęty gwarancją producenta przez 24 miesiące.",
)
_ROW = '<tr><td style="padding:8px 24px;font-size:14px;color:#333333">{}</td></tr>\n'
_LINK = '<tr><td><a href="https://sklep.example/z/{}?a=1&amp;b=2">Zamówienie</a></td></tr>\n'
_HEAD = (
    '<html><head><meta charset="utf-8"><style>p {{ margin: 0 }}</style></head>\n'
    '<body style="margin:0"><table width="600" cellpadding="0">\n{}</table></body></html>\n'
)


def write_mailbox(path: Path, mails: int, seed: int = 1, attachment_bytes: int = 30_000) -> None:
    """Write ``mails`` messages to ``path`` as an mbox; the same arguments give the same bytes."""
    pick = random.Random(seed)
    pdf = pick.randbytes(attachment_bytes)
    with path.open("wb") as mailbox:
        for number in range(mails):
            mailbox.writelines(_message(pick, number, pdf))


def _message(pick: random.Random, number: int, pdf: bytes) -> Iterator[bytes]:
    buyer, order = pick.randbytes(5).hex(), pick.randbytes(5).hex()
    day, clock = number % 28 + 1, f"{number % 24:02}:{number % 60:02}:{number % 59:02}"
    subject = base64.b64encode(f"{pick.choice(_SUBJECTS)} {order}".encode()).decode()
    sentences = [pick.choice(_SENTENCES) for _ in range(12)]
    rows = "".join(_ROW.format(sentence) for sentence in sentences) + _LINK.format(order)
    yield (
        f"From - Mon Mar {day:2} {clock} 2026\n"
        f"From: Sklep Lniana <sklep@lniana.example>\nTo: {buyer}+{order}@allegromail.pl\n"
        f"Date: Mon, {day} Mar 2026 {clock} +0100\nSubject: =?utf-8?B?{subject}?=\n"
        f"Message-ID: <{number}.{order}@lniana.example>\nMIME-Version: 1.0\n"
        f"Received: by mx.lniana.example with ESMTPSA id {order};\n\tMon, {day} Mar 2026 {clock}\n"
        f'Content-Type: multipart/mixed; boundary="=_m{order}"\n\n--=_m{order}\n'
        f'Content-Type: multipart/alternative;\n boundary="=_a{order}"\n\n'
    ).encode()
    for kind, text in ("plain", "\n".join(sentences)), ("html", _HEAD.format(rows)):
        yield f"--=_a{order}\nContent-Type: text/{kind}; charset=utf-8\n".encode()
        yield b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(text.encode()) + b"\n"
    yield (
        f"--=_a{order}--\n\n--=_m{order}\nContent-Type: application/pdf; name=FV-{number}.pdf\n"
        f"Content-Disposition: attachment; filename=FV-{number}.pdf\n"
        "Content-Transfer-Encoding: base64\n\n"
    ).encode()
    yield base64.encodebytes(pdf) + f"\n--=_m{order}--\n\n".encode()
