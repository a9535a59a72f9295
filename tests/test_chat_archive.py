"""The archive tab in a real browser: what is indexed, what was left out, adding and removing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from chatting import Pausing, ask, chromium, faults, opened, served
from fakes import ARTICLES, FakeEmbedder, write_articles
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect

from assistant.chat.desk import Desk
from index import Index

pytestmark = pytest.mark.slow

HOSTILE = '<img src=x onerror="window.hacked=1"> <script>window.hacked=1</script>'
FERRY = "The ferry to Orkney sank on Tuesday near Stromness. Fishermen rescued the crew of the ferry."
WHO = "Who rescued the crew of the ferry to Orkney?"


class SlowEmbedder(FakeEmbedder):
    """Takes its time for each article."""

    seconds = 0.0

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(self.seconds)
        return super().embed_documents(texts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("archive")
    articles = {
        **ARTICLES,
        "hostile <b>.txt": f"{HOSTILE}\n\nThe wizard of Wick sold forty brooms. {HOSTILE} He was glad.\n",
        "empty.txt": "",
    }
    Index.update(made / "index", [write_articles(made / "news", articles)], FakeEmbedder())
    return made


@pytest.fixture(scope="module")
def embedder() -> SlowEmbedder:
    return SlowEmbedder()


@pytest.fixture(scope="module")
def desk(folder: Path, embedder: SlowEmbedder) -> Iterator[tuple[str, Desk]]:
    with served(folder, Pausing(), embedder=embedder) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def page(browser: Browser, desk: tuple[str, Desk]) -> Iterator[Page]:
    made = opened(browser, desk[0])
    made.get_by_role("tab", name="Archive").click()
    expect(made.locator(".holdings")).to_be_visible()
    yield made
    assert made.evaluate("window.hacked") is None
    assert made.wrong == []  # type: ignore[attr-defined]
    made.context.close()


def titles(page: Page) -> list[str]:
    """The first column of the table, as far as it is shown."""
    shown = page.locator("#articles tbody tr:not([hidden]) td:first-child")
    return [cell.strip() for cell in shown.all_inner_texts()]


def remove(page: Page, name: str) -> None:
    """Take out a file that was added."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=f"Remove {name}").click()
    expect(page.locator("#adding")).to_contain_text(f"Removed: {name}")


def test_what_is_indexed_is_listed_and_charted(page: Page) -> None:
    expect(page.locator(".holdings")).to_have_text(re.compile("Articles: 4.*Without a date: 2"))
    expect(page.locator("#articles tbody tr")).to_have_count(4)
    row = page.locator("#articles tbody tr").filter(has_text="more/haven.txt")
    expect(row).to_contain_text("2019-11-05")
    expect(row).to_contain_text("Dutch")
    months = page.locator("figure").filter(has_text="Articles by date").locator(".bars li")
    expect(months).to_have_count(17)  # from November 2019 to March 2021
    expect(months.first).to_have_attribute("title", "2019-11: 1")
    page.get_by_text("As numbers").click()
    expect(page.locator(".counts li")).to_have_text(["2019-11: 1", "2021-03: 1"])
    expect(page.locator(".counts li").first).to_be_visible()
    expect(page.locator("figure").filter(has_text="Articles by language")).to_contain_text("English")


def test_the_table_is_sorted_and_searched_by_keyboard_too(page: Page) -> None:
    by_title = page.get_by_role("button", name="Title")
    by_title.focus()
    page.keyboard.press("Enter")
    expect(page.locator("th").filter(has=by_title)).to_have_attribute("aria-sort", "ascending")
    first = titles(page)
    assert len(first) == 4
    page.keyboard.press("Enter")
    expect(page.locator("th").filter(has=by_title)).to_have_attribute("aria-sort", "descending")
    assert titles(page) == first[::-1]
    page.get_by_role("button", name="Date").click()
    dates = page.locator("#articles tbody tr td:nth-child(3)").all_inner_texts()
    assert dates == sorted(dates) and dates[-1] == "2021-03"
    page.get_by_label("Find in the list").fill("HAVEN")
    assert titles(page) == ["more/haven.txt"]


def test_date_and_language_are_in_sight_on_a_small_screen(browser: Browser, desk: tuple[str, Desk]) -> None:
    page = opened(browser, desk[0], viewport={"width": 380, "height": 760}, locale="de-DE")
    page.get_by_role("tab", name="Archiv").click()
    for name in ("Datum", "Sprache"):
        box = page.get_by_role("columnheader", name=name).bounding_box()
        assert box and box["x"] + box["width"] <= 380, name
    expect(page.get_by_role("columnheader", name="Datei")).to_be_hidden()
    page.context.close()


def test_an_article_is_opened_from_the_list(page: Page) -> None:
    button = page.get_by_role("button", name="more/haven.txt")
    button.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("De vakbond kondigde een staking aan")
    expect(dialog).to_contain_text("Dutch")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()


def test_what_was_left_out_is_told_with_its_reason(page: Page) -> None:
    page.get_by_text("Files that were left out: 1").click()
    expect(page.locator("#skipped table")).to_contain_text("empty.txt")


def test_text_titles_and_names_are_never_code(page: Page) -> None:
    expect(page.locator("#articles")).to_contain_text("hostile <b>.txt")
    expect(page.locator("#articles")).to_contain_text("<script>window.hacked=1</script>")
    page.get_by_role("tab", name="Ask").click()
    turn = ask(page, "How many brooms sold the wizard of Wick?")
    expect(turn).to_contain_text("forty brooms")
    expect(turn).to_contain_text("hostile <b>.txt")
    turn.get_by_role("button", name="Open article").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("<script>window.hacked=1</script>")
    assert dialog.locator("img, script").count() == 0
    page.keyboard.press("Escape")


def test_files_are_added_asked_about_and_removed(page: Page, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY)
    (tmp_path / "nothing.txt").write_text(" ")
    (tmp_path / "<img src=x onerror=window.hacked=1>.txt").write_text(f"{HOSTILE} The imp of Oban sang.")
    page.locator("#add input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    expect(page.locator("#adding")).to_contain_text("Added: 2. You can ask about them now.")
    expect(page.locator("#adding")).to_contain_text("nothing.txt: empty")
    expect(page.locator(".holdings")).to_contain_text("Articles: 6")
    kept = {file.name for file in (folder / "index" / "uploads").iterdir()}
    assert "ferry.txt" in kept and len(kept) == 2
    page.get_by_role("tab", name="Ask").click()
    turn = ask(page, WHO)
    expect(turn.locator(".answer-text")).to_contain_text("Fishermen")
    expect(turn.locator(".source-title")).to_have_text("ferry.txt")
    page.get_by_role("tab", name="Archive").click()
    for left, name in ((1, "ferry.txt"), (0, sorted(kept)[-1])):
        remove(page, name)
        expect(page.locator(".holdings")).to_contain_text(f"Articles: {4 + left}")
    assert page.get_by_role("button", name="Remove").count() == 0
    page.get_by_role("tab", name="Ask").click()
    expect(ask(page, WHO).locator(".verdict")).to_have_text("Not in the archive")


@pytest.mark.parametrize(
    ("locale", "tab", "taken"),
    [
        ("en-GB", "Archive", "formats are taken: .txt .md"),
        ("de-DE", "Archiv", "Tabellen (.jsonl .csv) 200 MB"),
        ("nl-NL", "Archief", "Elk hoogstens 20 MB"),
    ],
)
def test_which_files_are_taken_is_said_in_the_readers_language(
    browser: Browser, desk: tuple[str, Desk], locale: str, tab: str, taken: str
) -> None:
    page = opened(browser, desk[0], locale=locale, viewport={"width": 380, "height": 760})
    page.get_by_role("tab", name=tab).click()
    expect(page.locator("#formats")).to_contain_text(taken)
    label = page.locator("#add label").first.bounding_box()
    icon = page.locator("#add button svg").first.bounding_box()
    assert label and icon
    apart = label["y"] + label["height"] <= icon["y"] or label["x"] + label["width"] <= icon["x"]
    assert apart, (label, icon)
    page.context.close()


def test_what_nothing_can_be_made_of_is_said(page: Page, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    page.locator("#add input[type=file]").set_input_files([tmp_path / "broken.pdf"])
    expect(page.locator("#adding [role=alert]")).to_contain_text("nothing was added (broken.pdf")


def test_adding_is_shown_and_can_be_stopped(
    page: Page, tmp_path: Path, embedder: SlowEmbedder, folder: Path
) -> None:
    embedder.seconds = 3.0
    try:
        for number in range(3):
            (tmp_path / f"{number}.txt").write_text(f"{FERRY} It was number {number} of the year.")
        page.locator("#add input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
        expect(page.locator("#adding progress")).to_be_visible()
        page.locator("#stop-adding").click()
        expect(page.locator("#adding [role=alert]")).to_contain_text("Stopped", timeout=15000)
    finally:
        embedder.seconds = 0.0
    expect(page.locator(".holdings")).to_contain_text("Articles: 5")
    assert [file.name for file in (folder / "index" / "uploads").iterdir()] == ["0.txt"]
    remove(page, "0.txt")
    assert not list((folder / "index" / "incoming").glob("*/*.txt"))


@pytest.mark.parametrize("width", [380, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readable_for_everyone(browser: Browser, desk: tuple[str, Desk], width: int, scheme: str) -> None:
    page = opened(browser, desk[0], viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.get_by_role("tab", name="Archive").click()
    expect(page.locator("#articles")).to_contain_text("more/haven.txt")
    page.get_by_text("Files that were left out: 1").click()
    page.wait_for_timeout(700)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
