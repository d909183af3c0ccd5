"""The buyers: invented names, logins and the pair part of their masked addresses."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sample_shop.chance import HEX, number, pick, token

WOMEN = (
    ("Anna", "Anno"),
    ("Beata", "Beato"),
    ("Celina", "Celino"),
    ("Dorota", "Doroto"),
    ("Elżbieta", "Elżbieto"),
    ("Grażyna", "Grażyno"),
    ("Halina", "Halino"),
    ("Izabela", "Izabelo"),
    ("Joanna", "Joanno"),
    ("Łucja", "Łucjo"),
    ("Małgorzata", "Małgorzato"),
    ("Żaneta", "Żaneto"),
)
MEN = (
    ("Adam", "Adamie"),
    ("Błażej", "Błażeju"),
    ("Cezary", "Cezary"),
    ("Grzegorz", "Grzegorzu"),
    ("Jacek", "Jacku"),
    ("Michał", "Michale"),
    ("Paweł", "Pawle"),
    ("Zbigniew", "Zbigniewie"),
)
STEMS = (
    "Lipowsk",
    "Jaworsk",
    "Olchowsk",
    "Wierzbick",
    "Topolsk",
    "Leszczyńsk",
    "Dębick",
    "Jesionowsk",
    "Bukowieck",
    "Świerkowsk",
    "Żytnick",
    "Kłosińsk",
    "Łubińsk",
    "Miętowsk",
    "Makowsk",
)
FOREIGN = (("Martin", "Vzorný"), ("Petra", "Ukázková"), ("Tomáš", "Příkladný"))
NICKS = ("len_i_lawenda", "domek", "haft", "wrzosowisko", "kotek", "obrusik", "poddasze", "zielnik")


@dataclass(frozen=True)
class Buyer:
    """One invented buyer; ``pair`` is the stable part of the masked address."""

    number: int
    first: str
    vocative: str
    last: str
    woman: bool
    login: str
    buyer_id: str
    pair: str
    foreign: bool = False

    @property
    def title(self) -> str:
        """``Pani`` or ``Pan``."""
        return "Pani" if self.woman else "Pan"


def buyer(index: int) -> Buyer:
    """The buyer with this number; three in ten have a nick, the rest are ``Client:<id>``."""
    woman = number(f"buyer/{index}/sex", 10) < 7
    first, vocative = pick(f"buyer/{index}/first", WOMEN if woman else MEN)
    last = pick(f"buyer/{index}/last", STEMS) + ("a" if woman else "i")
    return _with_account(index, (first, vocative, last), woman, foreign=False)


def foreign_buyer(index: int) -> Buyer:
    """A buyer of allegro-cz, to whom the shop writes in English."""
    first, last = FOREIGN[index % len(FOREIGN)]
    return _with_account(9000 + index, (first, first, last), last.endswith("á"), foreign=True)


def _with_account(index: int, names: tuple[str, str, str], woman: bool, *, foreign: bool) -> Buyer:
    account = str(90_000_000 + number(f"buyer/{index}/id", 9_999_999))
    nick = f"{pick(f'buyer/{index}/nick', NICKS)}_{index}"
    login = nick if number(f"buyer/{index}/named", 10) < 3 else f"Client:{account}"
    pair = token(f"buyer/{index}/pair", 10)
    return Buyer(index, *names, woman, login, account, pair, foreign)


def masked(who: Buyer, transaction: str) -> str:
    """The whole masked address of the buyer in one transaction."""
    return f"{who.pair}+{token(f'transaction/{transaction}', 9, HEX)}@allegromail.pl"
