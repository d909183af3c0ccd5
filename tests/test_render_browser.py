"""The page in a real browser: silent, accessible, narrow enough, and whole without a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audit.render.html import render_html
from tests.report_fixture import sample_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed: the page is not opened"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_html(sample_report("pl")), "utf-8")
    return path.as_uri()


def opened(browser: Browser, address: str, **settings: object) -> tuple[Page, list[str]]:
    """The page, and the growing list of what it asks for or complains about."""
    page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]
    noise: list[str] = []
    page.on("console", lambda message: noise.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on("dialog", lambda dialog: noise.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: noise.extend(_asked(request.url, address)))
    page.goto(address)
    return page, noise


def _asked(url: str, address: str) -> list[str]:
    """The request, unless it is for the file itself or for a picture inside it."""
    return [] if url == address or url.startswith("data:") else [f"request: {url}"]


def test_the_page_asks_for_nothing_and_complains_about_nothing(
    browser: Browser, address: str
) -> None:
    page, noise = opened(browser, address, viewport=WIDE)
    assert page.title().startswith("Sklep nie jest gotowy")
    assert noise == []


def test_a_hostile_subject_stays_text(browser: Browser, address: str) -> None:
    page, noise = opened(browser, address, viewport=WIDE)
    page.locator("#template-t_bad00bad summary").click()
    sources = [image.get_attribute("src") or "" for image in page.locator("img").all()]
    assert len(sources) == 2
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    assert page.locator("#template-t_bad00bad").inner_text().count("<img src=x") == 3
    assert noise == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_breaks_no_accessibility_rule(
    browser: Browser, address: str, scheme: str, viewport: dict[str, int]
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    page, _ = opened(browser, address, viewport=viewport, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    found = axe.Axe().run(page, options=WCAG).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_never_scrolls_sideways(
    browser: Browser, address: str, viewport: dict[str, int]
) -> None:
    page, _ = opened(browser, address, viewport=viewport)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_the_first_screen_holds_verdict_figures_and_causes(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, viewport=WIDE)
    for place in (
        "#verdict",
        "#tile-switch",
        "#tile-score-2",
        ".top-list li:last-child",
        "#unjudged",
    ):
        box = page.locator(place).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= WIDE["height"], place


def test_a_column_sorts_by_its_button_and_says_so(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, viewport=WIDE)
    head = page.locator("#templates thead th").nth(4)
    first = page.locator("#templates tbody tr th").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert first.inner_text() == "Faktura do zamówienia …"
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert first.inner_text().startswith("=HYPERLINK")
    assert page.locator("#said").inner_text().startswith("Zakazane")
    assert page.locator("[aria-sort]").count() == 1


def test_a_link_to_an_example_opens_it(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, viewport=WIDE)
    page.locator(".top-list a").first.click()
    assert page.locator("#template-t_9f2c41d0 .letter").is_visible()


def test_without_a_script_everything_is_there(browser: Browser, address: str) -> None:
    page, noise = opened(browser, address, viewport=WIDE, java_script_enabled=False)
    assert page.locator("th button, .find").count() == 0
    assert page.locator("#template-t_0b77a812 .letter").count() == 1
    assert noise == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_print_opens_what_is_folded(browser: Browser, address: str, tmp_path: Path) -> None:
    import subprocess

    page, _ = opened(browser, address, viewport=WIDE)
    page.pdf(path=str(tmp_path / "report.pdf"))
    command = ["pdftotext", str(tmp_path / "report.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert "Prosimy o ocenę" in text
    assert "a" * 20 in text
