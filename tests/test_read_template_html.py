"""HTML of templates, read from its tags alone, says what the HTML5 parser says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.read import visible_text
from audit.read.template_html import template_links, template_text
from audit.read.visible_text import html_links, shown_html

QUICK = settings(max_examples=300, deadline=None)

PAGE = (
    '<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Sklep</title>'
    "<style>p > a {{ color: red }}</style><!--[if mso]><xml></xml><![endif]--></head>\n"
    '<body style="margin:0">{}</body></html>\n'
)
TABLE = '<table width="600"><tbody>\n<tr>\n<td style="padding:4px">{}</td>\n</tr></tbody></table>'
TEMPLATES = [
    "<p>Twoja paczka <b>wyszła</b>.</p>",
    '<div>Zobacz <a href="https://a.pl/?x=1&amp;y=2">tu</a>&nbsp;lub &bdquo;tam&rdquo;</div>',
    TABLE.format("Witaj<br>Jan &amp; Anna<br/>K"),
    TABLE.format(TABLE.format("a") + "<ul><li>b</li><li>c</li></ul>"),
    PAGE.format(TABLE.format("<h1>Dziękujemy</h1><img src='https://x/p.gif' alt=''>")),
    PAGE.format('<div style="display:none">ukryte <b>też</b></div><p>widoczne</p>'),
    PAGE.format('<div style="font-size:0">luka<span style="font-size:14px">tekst</span></div>'),
    PAGE.format("<p>a\u00adb\u200bc</p><!-- uwaga <b> --><font size=2>d</font>"),
    '<a href="https://a.pl">x<span style="display:none"><img src=a.png></span></a>',
    '<div hidden><a href="https://niewidoczny.pl">z</a></div><a href="mailto:a@b.pl">m</a>',
]


@pytest.mark.parametrize("html", TEMPLATES)
def test_templates_are_read_without_a_tree_and_say_the_same(html: str) -> None:
    text = template_text(html)

    assert text == visible_text._parsed(html)
    assert text is not None


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<div>b</div></p>",
        "<table>tekst<tr><td>a</td></tr></table>",
        "<b>a<i>b</b>c</i>",
        "a</div>b",
        "<p title='a>b'>c</p>",
        "<p>a < b</p>",
        "<p>&para_x &#5;</p>",
        "<blockquote>a</blockquote>",
        "<pre>a\nb</pre>",
        "<svg><p>a</p></svg>",
        '<a href="https://a.pl/?a=1&copy">c</a>',
        "<!--> a -->",
        "<script>x()</script>",
    ],
)
def test_what_the_tags_alone_do_not_tell_is_left_to_the_parser(html: str) -> None:
    assert template_text(html) in (None, visible_text._parsed(html))


TAGS = """
<p> </p> <div> </div> <b> </b> <table> <tr> <td> </td> </tr> </table> <tbody> <ul> <li> </li> </ul>
<br> <br/> <hr> <h1> </h1> <h2> <a></a> <span> </span> <img> <center> <!--x--> <!--> <!---> <body>
</body> </html> <head> <html> <pre> <select> <blockquote> <DIV> </Div> <font/size=2> </font> <p/>
<div/**/> <td/x> &amp; &lt; &nbsp; &shy; &#160; &#8222; &#5; &para &foo; & < > " ' a ą 1 =
"""
PIECES = [
    *TAGS.split(),
    *('<div style="display:none">', '<td style="font-size:0">', '<span style="font-size:12px">'),
    *('<div style="font:0/0 a">', '<p class="gmail_quote">', "<div hidden>", "<font size=1>"),
    *('<p style="x:&quot;">', '<a href="https://a.pl?a=1&amp;b=2">', "<a href=//c.pl>", "</a>"),
    *('<a href="http://b.pl/&copy=1">', '<a href="https://a.pl" href="https://b.pl">'),
    *("<a href='www.d.pl/&#x41;'>", "<style>p{}</style>", "https://e.pl.", "WwW.f.pl"),
    *(" ", "\n", "\u200b", "\x00", "\x01", "\x03"),
]
ELEMENTS = "p div b span table tbody tr td th ul li h1 center a font"
ATTRIBUTES = [
    *("", " hidden", ' class="x"', ' href="https://a.pl/1"'),
    *(' style="display:none"', ' style="font-size:0"', ' style="font-size:9px"'),
]
TEXTS = ["", " ", "a", "ą\n b", "&amp;", "&nbsp;", "<br>", "<img src=x>", "https://e.pl", "\u200b"]


def element(before: str, name: str, attribute: str, inside: str, after: str) -> str:
    return f"{before}<{name}{attribute}>{inside}</{name}>{after}"


WELL_FORMED = st.recursive(
    st.sampled_from(TEXTS),
    lambda inner: st.builds(
        element,
        inner,
        st.sampled_from(ELEMENTS.split()),
        st.sampled_from(ATTRIBUTES),
        inner,
        inner,
    ),
    max_leaves=12,
)


@QUICK
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | WELL_FORMED)
def test_no_html_is_read_in_two_ways(html: str) -> None:
    assert template_text(html) in (None, visible_text._parsed(html))
    assert template_links(html) in (None, visible_text._parsed(html)[1])
    assert html_links(html) == shown_html(html).links
