"""Bytes to text, whatever the label says."""

import pytest

from audit.read.encoding import clean, decoded, encoding_of

PANGRAM = "Zażółć gęślą jaźń: ŚLĄSK, ŹRÓDŁO, wysłaliśmy paczkę"


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("cp1250", "cp1250"),
        ("iso8859-2", "iso8859-2"),
    ],
)
def test_the_codec_of_polish_text_is_recognised(codec: str, expected: str) -> None:
    data = PANGRAM.encode(codec)

    assert encoding_of(data) == expected
    assert data.decode(encoding_of(data)) == PANGRAM


def test_a_head_cut_in_the_middle_of_a_letter_is_still_utf8() -> None:
    assert encoding_of(("ą" * 1000).encode()[:-1]) == "utf-8"


def test_utf8_with_one_damaged_byte_stays_utf8() -> None:
    assert encoding_of(PANGRAM.encode() * 5 + b"\xb3") == "utf-8"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (PANGRAM.encode("iso8859-2"), "iso-8859-1"),
        (PANGRAM.encode("cp1250"), "us-ascii"),
        (PANGRAM.encode("cp1250"), "utf-8"),
        (PANGRAM.encode("cp1250"), "no-such-charset"),
        (PANGRAM.encode("cp1250"), None),
        (PANGRAM.encode(), "iso-8859-2"),
        (PANGRAM.encode(), "windows-1250"),
        (PANGRAM.encode("cp1250"), "base64"),
    ],
)
def test_a_lying_charset_does_not_garble_polish(data: bytes, declared: str | None) -> None:
    assert decoded(data, declared) == PANGRAM


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("¿Qué tal? 5 m³ à la carte", "iso-8859-1"),
        ("šíření zboží, příští týden", "windows-1250"),
        ("Ваше замовлення відправлено", "koi8-u"),
        ("注文ありがとう", "iso-2022-jp"),
    ],
)
def test_an_honest_charset_is_believed(text: str, declared: str) -> None:
    assert decoded(text.encode(declared), declared) == text


def test_text_encoded_twice_is_repaired() -> None:
    doubled = "Wysłaliśmy paczkę".encode().decode("cp1250")

    assert decoded(doubled.encode(), "utf-8") == "Wysłaliśmy paczkę"


def test_what_cannot_be_stored_is_replaced() -> None:
    assert clean("a\x00b\ud800c") == "a\ufffdb\ufffdc"
