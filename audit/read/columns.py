"""Column names of mail logs, in Polish, English and Czech, to what a column holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")

# Folded names, the surest first: the first alias that a header has wins.
_ALIASES: Mapping[str, str] = {
    "recipient": (
        "odbiorca odbiorcy emailodbiorcy adresodbiorcy adresat recipient recipients"
        " recipientaddress recipientemail recipientstatus toemail toaddress emailto sentto to do"
        " prijemce adresatprijemce komu emailkupujacego mailkupujacego emailklienta buyeremail"
        " customeremail email adresemail emailaddress mail rcpt rcptto envelopeto"
    ),
    "time": (
        "datawyslania wyslano czaswyslania sentat datesent sentdate senttime sent datum"
        " odeslano datumodeslani dateadd dataiczas datagodzina datetime timestamp"
        " origintimestamputc processed received receivedat lasteventtime startdate data date"
        " createdat created czas time cas"
    ),
    "subject": "temat tytul subject messagesubject emailsubject mailsubject predmet",
    "template": (
        "szablon nazwaszablonu szablonwiadomosci template templatename templateid emailtemplate"
        " sablona"
    ),
    "order_id": (
        "idzamowienia nrzamowienia numerzamowienia identyfikatorzamowienia orderid"
        " externalorderid checkoutformid zamowienie cisloobjednavky"
    ),
    "status": "status recipientstatus eventstatus deliverystatus statuswysylki event wynik stav",
    "body": (
        "tresc trescwiadomosci trescmaila wiadomosc body bodytext text content message html"
        " bodyhtml obsah zprava"
    ),
    "attachments": (
        "zalaczniki zalacznik nazwyzalacznikow attachments attachment attachmentnames files prilohy"
    ),
    "message_id": (
        "messageid msgid idwiadomosci identyfikatorwiadomosci internetmessageid smtpid idzpravy"
    ),
    "in_reply_to": "inreplyto odpowiedzna",
    "sender": "nadawca od from fromemail fromaddress sender senderaddress mailfrom odesilatel",
    "direction": "kierunek direction directionality smer",
    "clock": "godzina godzinawyslania hour timeofday czas time cas",
}
USABLE = "expected a recipient, a time sent, and a subject or a template"


def fold(name: str) -> str:
    """A column name in lower case, without diacritics, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l"))
    return _NOT_ALPHANUMERIC.sub("", plain)


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """The index of the column that holds each thing a mail log can hold."""
    places = {name: index for index, name in reversed(list(enumerate(map(fold, header))))}
    found = {
        what: next((places[alias] for alias in aliases.split() if alias in places), None)
        for what, aliases in _ALIASES.items()
    }
    known = {what: index for what, index in found.items() if index is not None}
    if known.get("clock") == known.get("time"):
        known.pop("clock", None)
    return known


def is_usable(columns: Mapping[str, int]) -> bool:
    """Whether a mail can be told from these columns: who, when, and what it was about."""
    return {"recipient", "time"} <= columns.keys() and bool(
        {"subject", "template"} & columns.keys()
    )
