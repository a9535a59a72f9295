"""The page of a run in a real browser: filters, charts, a highlighted quote, and no request off the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from checking import stand_in, write_cases
from playwright.sync_api import Page, sync_playwright

from assistant.cli import main

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed"),
]

PROBLEMS: list[str] = []
"""What the browser complained of, and what it asked for besides the page."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    write_cases(folder)
    with pytest.MonkeyPatch.context() as patch:
        stand_in(patch, folder)
        cases, baseline = str(folder / "news.yaml"), str(folder / "base.json")
        main(["check", cases, "--save", baseline])
        text = (folder / "news.yaml").read_text()
        (folder / "news.yaml").write_text(
            text.replace("[Norway]", "[Sweden]").replace("none: [Sweden]", "none: []")
        )
        assert main(["check", cases, "--baseline", baseline, "--html", str(folder / "r.html")]) == 1
    return folder / "r.html"


@pytest.fixture(scope="module")
def page(report: Path) -> Iterator[Page]:
    PROBLEMS.clear()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.on("console", lambda message: PROBLEMS.append(message.text))
        opened.on("pageerror", lambda error: PROBLEMS.append(str(error)))
        opened.on(
            "request",
            lambda request: PROBLEMS.append(request.url) if request.url != report.as_uri() else None,
        )
        opened.goto(report.as_uri())
        yield opened
        browser.close()


@pytest.fixture(autouse=True)
def afresh(page: Page) -> Iterator[None]:
    page.get_by_role("button", name="show all").click()
    yield
    assert PROBLEMS == []


def shown(page: Page) -> list[str]:
    return page.locator(".case:visible > summary b").all_inner_texts()


def test_filters_show_the_cases_that_fit(page: Page) -> None:
    assert shown(page) == ["bridge", "zoo", "singer", "mayor"]
    page.select_option("#verdict", "failed")
    assert shown(page) == ["bridge", "mayor"]
    assert page.locator("#count").inner_text() == "2 of 4"
    page.select_option("#change", "newly failing")
    assert shown(page) == ["bridge"]
    page.get_by_role("button", name="show all").click()
    page.select_option("#tag", "german")
    assert shown(page) == ["zoo"]
    page.get_by_role("button", name="show all").click()
    page.fill("#search", "HARLOW")
    assert shown(page) == ["mayor"]
    page.fill("#search", "nothing has this")
    assert shown(page) == []


def test_a_cell_of_the_matrix_and_a_change_are_filters(page: Page) -> None:
    page.get_by_role("row", name="de").get_by_role("button").click()
    assert shown(page) == ["zoo"]
    page.get_by_role("button", name="newly failing: 1").click()
    assert shown(page) == ["bridge"]


def test_three_charts_are_drawn(page: Page) -> None:
    assert page.locator("canvas").count() == 3
    blank = """canvas => {
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return pixels.every(value => value === 0);
    }"""
    assert [canvas.evaluate(blank) for canvas in page.locator("canvas").all()] == [False] * 3
    assert "2 of 2" not in page.locator("#pairs").inner_text()
    page.locator("#pairs .u-over").hover(position={"x": 40, "y": 60})
    assert "de→de" in page.locator("#pairs").inner_text()


def test_the_cited_sentence_is_highlighted_in_its_passage(page: Page) -> None:
    case = page.locator(".case", has_text="Who built the bridge?")
    mark = case.locator("mark")
    assert mark.inner_text() == "Engineers from Norway built the bridge."
    assert mark.evaluate("node => getComputedStyle(node).backgroundColor") not in (
        "rgba(0, 0, 0, 0)",
        "transparent",
    )
    assert "Nobody was hurt" in case.locator("blockquote").inner_text()
