"""What a reader of an HTML mail sees."""

import pytest

from audit.read.visible_text import shown_html, shown_text, tidy, visible_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>wpła<b>ta</b></p>", "wpłata"),
        ("<p>jeden</p><p>dwa</p>", "jeden\ndwa"),
        ("jeden<br>dwa", "jeden\ndwa"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<p>a\n   b&nbsp;c\u202fd</p>", "a b c d"),
        ("<p>pa\u00adczka wy\u200bsłana</p>", "paczka wysłana"),
        ("<p title='a>b'>c</p>", "c"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<style>p{}</style><script>x()</script><title>t</title>tekst", "tekst"),
        ("<!--[if mso]>dla Outlooka<![endif]-->a<![if !mso]>b<![endif]>", "ab"),
        ("", ""),
    ],
)
def test_html_becomes_lines_of_text(html: str, text: str) -> None:
    assert visible_text(html) == text


@pytest.mark.parametrize(
    "attributes",
    [
        'style="display:none"',
        'style="DISPLAY : none !important"',
        'style="visibility:hidden"',
        'style="font-size:0"',
        'style="color:#fff;font-size:0px;line-height:0"',
        'style="max-height:0;overflow:hidden"',
        'style="max-height:0px"',
        'style="opacity:0"',
        "hidden",
    ],
)
def test_a_hidden_preheader_is_not_seen(attributes: str) -> None:
    html = f'<div {attributes}>ukryte <p>też</p><a href="https://x.pl">z</a></div><p>widoczne</p>'

    assert shown_html(html) == ("widoczne", ())


@pytest.mark.parametrize(
    "style", ["opacity:0.9", "max-height:0.5em", "font-size:0.9em", "mso-hide:all"]
)
def test_small_is_not_hidden(style: str) -> None:
    assert visible_text(f'<div style="{style}">widoczne</div>') == "widoczne"


def test_a_cell_of_size_zero_shows_what_sets_its_own_size() -> None:
    html = '<td style="font-size:0">luka<div style="font-size:14px">Twoja <b>paczka</b></div></td>'

    assert visible_text(f"<table><tr>{html}</tr></table>") == "Twoja paczka"


def test_quoted_mail_stays_recognisable_and_its_links_do_not_count() -> None:
    html = (
        '<p>Dziękuję <a href="https://a.pl/1">link</a></p><div class="gmail_quote">Dnia X pisze:'
        '<blockquote>linia<br>druga <a href="https://b.pl/2">l</a></blockquote></div><p>koniec</p>'
    )

    shown = shown_html(html)

    assert shown.text == "Dziękuję link\n> Dnia X pisze:\n> linia\n> druga l\nkoniec"
    assert shown.links == ("https://a.pl/1",)


def test_a_borderless_blockquote_only_indents() -> None:
    html = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">adres</blockquote>'

    assert visible_text(html) == "adres"


def test_links_come_from_targets_and_from_the_text() -> None:
    html = (
        '<a href=" https://inpost.pl/x?a=1&amp;b=2 ">śledź</a> lub https://dpd.pl/z.'
        ' <a href="mailto:a@b">m</a>'
    )

    assert shown_html(html).links == ("https://inpost.pl/x?a=1&b=2", "https://dpd.pl/z")


def test_control_characters_cannot_hide_text() -> None:
    assert visible_text("<p>a&#5;b&#x06;c\x05d</p>e") == "abcd\ne"


def test_deeply_nested_html_is_read() -> None:
    assert visible_text("<div>" * 5_000 + "dno") == "dno"


def test_plain_text_is_tidied_and_its_quoted_links_do_not_count() -> None:
    shown = shown_text("\r\n Witam\u00a0Pana \r\n\r\n> https://b.pl\r\nhttps://a.pl/x).\r\n")

    assert shown.text == "Witam Pana\n\n> https://b.pl\nhttps://a.pl/x)."
    assert shown.links == ("https://a.pl/x",)


def test_line_ends_of_every_kind_become_one() -> None:
    assert tidy("a\rb\r\nc\u2028d") == "a\nb\nc\nd"
