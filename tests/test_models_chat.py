"""The chat page as somebody uses it: real models, a real server, a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chatting import ask, chromium, faults, free_port, opened
from playwright.sync_api import Browser, Page, expect
from serving import ready

from assistant.check.cases import load

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.models

VETO = "Who vetoed the 2022 sanctions?"
FRANCE = "Who is the president of France?"

PATIENCE = 300.0
"""Seconds for an answer, on a machine that does much else."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("chat")
    command = [
        sys.executable,
        "-m",
        "assistant.cli",
        "index",
        str(ROOT / "seeds"),
        "--index",
        str(made / "index"),
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return made


@contextmanager
def chat(folder: Path, port: int, *options: str) -> Iterator[str]:
    """``assistant chat`` in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "assistant.cli",
        "chat",
        "--index",
        str(folder / "index"),
        "--port",
        str(port),
        *options,
    ]
    environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield ready(server.stdout.readline().strip())
        server.terminate()


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def address(folder: Path, port: int) -> Iterator[str]:
    with chat(folder, port) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    made = opened(browser, address)
    yield made
    assert made.wrong == []  # type: ignore[attr-defined]
    made.context.close()


def test_something_is_there_before_the_page_is(folder: Path) -> None:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "assistant.cli",
        "chat",
        "--index",
        str(folder / "index"),
        "--port",
        str(port),
    ]
    environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
    began = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as server:
        shown = ""
        while not shown and time.monotonic() - began < 60:
            try:
                shown = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read().decode()
            except urllib.error.HTTPError as error:
                shown = error.read().decode()
            except OSError:
                time.sleep(0.02)
        server.terminate()
    assert "The page is opening" in shown


def test_ask_watch_it_stream_and_see_the_proof(page: Page) -> None:
    page.evaluate(
        """() => {
            window.seen = [];
            const live = document.querySelector("#live");
            const look = () => window.seen.push(live.innerText);
            new MutationObserver(look).observe(live, {subtree: true, childList: true, characterData: true});
        }"""
    )
    turn = ask(page, VETO, PATIENCE)
    text = turn.locator(".answer-text").inner_text()
    assert "Russia" in text
    assert "China" in text
    seen = page.evaluate("window.seen")
    for step in ("Searching the archive", "Reading passage 1", "Writing the answer"):
        assert any(step in one for one in seen), step
    beginnings = {one.removeprefix(VETO).strip() for one in seen} - {""}
    assert len([one for one in beginnings if text.startswith(one) and one != text]) >= 2

    turn.locator("a.cite").first.click()
    source = turn.locator(".source.pointed")
    expect(source).to_be_focused()
    expect(source.locator("mark")).to_contain_text("Veto")
    turn.get_by_role("button", name="Open article").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_be_in_viewport()
    assert dialog.locator("mark").inner_text() == source.locator("mark").text_content()
    page.keyboard.press("Escape")

    turn.get_by_role("button", name="Translate").first.click()
    translation = turn.locator(".translation").first
    expect(translation).to_contain_text("Machine translation", timeout=PATIENCE * 1000)
    assert re.search("China", translation.inner_text())


def test_a_german_question_and_a_follow_up(browser: Browser, address: str) -> None:
    page = opened(browser, address, locale="de-DE")
    turn = ask(page, "Wer hat 2022 das Veto eingelegt?", PATIENCE)
    expect(turn.locator(".answer-text")).to_contain_text("Russland")
    expect(turn.locator(".verdict")).to_contain_text(re.compile("geprüft|zitiert"))
    turn = ask(page, "Und warum?", PATIENCE)
    expect(turn.locator(".asked")).to_have_text("Und warum?")
    expect(turn.locator(".answer-text")).not_to_be_empty()
    page.context.close()


def test_a_refusal_looks_different(page: Page) -> None:
    turn = ask(page, FRANCE, PATIENCE)
    expect(turn.locator(".verdict")).to_have_text("Not in the archive")
    expect(turn.locator(".answer-text")).to_have_text("The archive does not say.")
    expect(turn.locator(".sources.nearest blockquote").first).to_be_visible()
    expect(turn.locator("a.cite, mark")).to_have_count(0)


def test_the_filter_narrows_and_is_shown(page: Page) -> None:
    page.get_by_role("button", name="Narrow the search").click()
    page.get_by_label("From", exact=True).fill("2017")
    page.get_by_label("Up to", exact=True).fill("2018")
    turn = ask(page, "Which two North Koreans were put under sanctions?", PATIENCE)
    expect(turn.locator(".filter")).to_contain_text("from 2017")
    expect(turn).to_contain_text("Articles of unknown date left out: 4")
    files = {text for text in turn.locator(".source-title, .file").all_inner_texts() if text.endswith(".txt")}
    assert files == {"004_d907bef210df6a2b.txt"}


def test_upload_and_ask(page: Page, tmp_path: Path) -> None:
    news = tmp_path / "ferry.txt"
    news.write_text(
        "Ferry Marigold aground off Skarnholm\n\nThe ferry Marigold ran aground off Skarnholm on Tuesday. "
        "Captain Ylva Brandt said that all 214 passengers were brought ashore within two hours.\n",
        encoding="utf-8",
    )
    page.get_by_role("tab", name="Archive").click()
    page.locator("#add input[type=file]").set_input_files(news)
    expect(page.locator("#adding")).to_contain_text("Added: 1", timeout=PATIENCE * 1000)
    page.get_by_role("tab", name="Ask").click()
    turn = ask(page, "How many passengers were on the ferry Marigold?", PATIENCE)
    expect(turn.locator(".answer-text")).to_contain_text("214")
    expect(turn.locator(".file, .source-title").last).to_contain_text("ferry.txt")


def test_keep_it_take_it_along_and_find_it_again(page: Page, folder: Path) -> None:
    turn = ask(page, VETO, PATIENCE)
    turn.get_by_role("button", name="Keep as a test").click()
    expect(page.get_by_text(re.compile("Kept as a test: "))).to_be_visible()
    tasks = load([folder / "index" / "cases" / "cases.yaml"])
    assert VETO in [task.case.question for task in tasks]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Export").click()
    written = Path(saved.value.path()).read_text(encoding="utf-8")
    assert f"## {VETO}" in written
    assert re.search(r"^\[\^1\]: .*: “.*Veto.*”$", written, re.M)
    page.reload()
    expect(page.locator("#transcript .asked")).to_have_text(VETO)
    expect(page.locator("#transcript .answer-text")).to_contain_text("Russia")


def test_a_small_screen_and_the_keyboard_alone(browser: Browser, address: str) -> None:
    page = opened(browser, address, viewport={"width": 380, "height": 760}, color_scheme="dark")
    page.get_by_label("Your question").focus()
    page.keyboard.type(VETO)
    page.keyboard.press("Enter")
    page.locator("#transcript .turn").wait_for(timeout=PATIENCE * 1000)
    for selector in ("button[data-do=article]", "a.cite"):
        for _ in range(60):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                break
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        if selector == "a.cite":
            expect(page.locator(".source.pointed")).to_be_focused()
        else:
            expect(page.get_by_role("dialog").locator("mark")).to_be_in_viewport()
            page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert faults(page) == []
    page.context.close()
