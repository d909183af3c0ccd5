"""The page: one file, safe, complete, the verdict first."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from audit.model import MessageCounts, Progress, Report, RunVerdict, Score, TemplateSummary
from audit.render import page
from audit.render.charts import weeks_chart
from audit.render.html import render_html
from tests.report_fixture import HOSTILE_SUBJECT, SWITCH, sample_report


class Reader(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return render_html(sample_report("pl"))


@pytest.fixture(scope="module")
def read(html: str) -> Reader:
    return Reader(html)


def empty_report(lang: str = "en") -> Report:
    """A run that loaded nothing."""
    return replace(
        sample_report(lang),
        verdict=RunVerdict.CANNOT_TELL,
        messages=MessageCounts(0, 0, 0, 0, 0, 0),
        categories=(), reasons=(), scores=(Score("compliance", 0, 0), Score("readiness", 0, 0)),
        assessments=(), weeks=(), templates=(), plan=(), coverage=(), ledger=(), rejects=(),
        waivers=(), period=None, shop="", progress=Progress(),
    )  # fmt: skip


def test_the_verdict_is_the_only_first_heading(html: str) -> None:
    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", html)
    assert headings == ["Sklep nie jest gotowy"]


def test_the_page_says_its_language() -> None:
    assert Reader(render_html(sample_report("en"))).all("html") == [{"lang": "en"}]
    assert Reader(render_html(sample_report("pl"))).all("html") == [{"lang": "pl"}]


def test_bounces_stand_with_their_cause_and_what_to_do(read: Reader) -> None:
    text = "".join(read.text)
    assert "SPF: domena nadawcy nie upoważnia serwera" in text
    assert "Dopisz ten serwer do rekordu SPF" in text
    assert {"href": "https://github.com/allegro/allegro-api/issues/5168"}.items() <= max(
        (link for link in read.all("a") if "5168" in (link["href"] or "")), key=len
    ).items()


def test_the_page_lists_mail_that_no_pattern_explains_and_says_how_much_more_there_is(
    read: Reader,
) -> None:
    text = "".join(read.text)
    assert "5.1.1 no such user" in text
    assert text.count("In.mbox, byte") == 50
    assert "Pokazano 50 z 61" in text


def test_a_hostile_subject_is_text(html: str, read: Reader) -> None:
    assert HOSTILE_SUBJECT not in html
    assert HOSTILE_SUBJECT in "".join(read.text)
    assert len(read.all("script")) == 1
    assert [image["src"] or "" for image in read.all("img") if image.get("onerror")] == []


def test_the_page_loads_nothing(html: str, read: Reader) -> None:
    loading = [a.get("src") or "" for _, a in read.elements if a.get("src")]
    assert all(address.startswith("data:") for address in loading)
    assert read.all("link") == []
    assert "url(" not in html.split("</style>", maxsplit=1)[0]


def test_only_web_addresses_become_links(read: Reader) -> None:
    addresses = [link["href"] or "" for link in read.all("a")]
    assert addresses
    assert all(address.startswith(("#", "https://")) for address in addresses)


def test_style_and_script_are_allowed_by_their_hash(html: str, read: Reader) -> None:
    policy = next(m["content"] for m in read.all("meta") if m.get("http-equiv")) or ""
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_no_element_carries_a_style_or_a_handler(read: Reader) -> None:
    names = {name for _, attributes in read.elements for name in attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_every_link_inside_the_page_has_its_target(read: Reader) -> None:
    targets = {a["id"] for _, a in read.elements if "id" in a}
    inside = {(a["href"] or "")[1:] for a in read.all("a") if (a["href"] or "").startswith("#")}
    assert inside - targets == set()


def test_no_id_stands_twice(read: Reader) -> None:
    ids = [a["id"] for _, a in read.elements if "id" in a]
    assert sorted(ids, key=str) == sorted(set(ids), key=str)


def test_every_table_has_a_caption_and_scoped_headers(html: str, read: Reader) -> None:
    assert html.count("<table") == html.count("<caption>")
    assert all("scope" in head for head in read.all("th"))


def test_the_first_screen_holds_distance_scores_and_what_was_not_judged(html: str) -> None:
    first = html[: html.index('id="categories"')]
    for said in ("63", "dni od zmiany zasad", "93,2%", "4\u00a0335 z 4\u00a0650", "83,2%",
                 "3 szablony powodują", "Faktura do zamówienia …",
                 "nieocenione wiadomości"):  # fmt: skip
        assert said in first


def test_before_the_switch_the_days_to_it_are_counted() -> None:
    html = render_html(replace(sample_report("en"), as_of=date(2026, 2, 18)))
    assert re.search(r"12 <span>days to the switch", html)


def test_the_ledger_adds_up_on_the_page(html: str) -> None:
    total = page.ledger_total(sample_report())
    assert total["read"] == total["loaded"] + total["duplicates"] + total["rejected"]
    assert "read = loaded + duplicates + rejected" in render_html(sample_report("en"))


def test_the_deciding_words_are_marked_in_the_example(html: str) -> None:
    assert "<mark>w załączniku przesyłamy fakturę VAT</mark>" in html


def test_a_report_that_shows_personal_data_says_so() -> None:
    html = render_html(replace(sample_report("en"), privacy="full"))
    assert "this report holds personal data" in html
    assert "Examples are masked" not in html


def test_evidence_is_marked_in_whole_words_or_not_at_all() -> None:
    assert page.marked("wpłata dotarła!", "DOTARŁ") == [
        ("wpłata ", False), ("dotarła", True), ("!", False),
    ]  # fmt: skip
    assert page.marked("a text", "another") == [("a text", False)]
    assert page.marked("A Text", "text") == [("A ", False), ("Text", True)]


def test_a_run_that_loaded_nothing_still_gives_a_page() -> None:
    html = render_html(empty_report())
    assert "Readiness cannot be judged" in html
    assert "No sent message was found in the period." in html
    assert "<img" not in html


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("verdict", list(RunVerdict))
def test_every_verdict_has_its_sentence(lang: str, verdict: RunVerdict) -> None:
    html = render_html(replace(sample_report(lang), verdict=verdict, verdict_date=SWITCH))
    assert ("2 March 2026" in html) == (lang == "en")
    assert re.search(r'<h1 id="verdict">[^<%]+</h1>', html)


def test_a_verdict_without_a_known_day_names_none() -> None:
    html = render_html(
        replace(sample_report("en"), verdict=RunVerdict.NOT_READY_BY, verdict_date=None)
    )
    assert "The shop is not ready for the announced rules</h1>" in html


def test_a_cut_table_says_of_how_many() -> None:
    one = sample_report("en").templates[0]
    many = tuple(replace(one, id=f"t_{n:08x}") for n in range(page.MOST_TEMPLATES + 7))
    html = render_html(replace(sample_report("en"), templates=many))
    assert "Showing 100 of 107; the workbook has them all." in html


def test_the_same_report_gives_the_same_bytes(html: str) -> None:
    assert render_html(sample_report("pl")) == html


def test_the_chart_marks_the_switch_and_names_no_moment() -> None:
    svg = weeks_chart(sample_report())
    assert svg == weeks_chart(sample_report())
    assert "dc:date" not in svg
    assert "#b91c1c" in svg


def test_a_chart_of_weeks_before_the_switch_has_no_line_for_it() -> None:
    early = tuple(count for count in sample_report().weeks if count.week < date(2026, 1, 15))
    assert "#b91c1c;" not in weeks_chart(replace(sample_report(), weeks=early)).split("</style>")[1]


def test_an_unknown_category_or_code_is_shown_as_words() -> None:
    odd = TemplateSummary("t_1", ("new_category",), 1, 1, 0, 0, 0, SWITCH, SWITCH, "", "", "", "")
    assert "new category" in render_html(replace(sample_report("en"), templates=(odd,)))
