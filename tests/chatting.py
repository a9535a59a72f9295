"""What the tests of the chat page share: answers, and a page with fakes behind it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fakes import FakeEmbedder, FakeGenerator
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, expect, sync_playwright

from assistant.answers import Answer, Citation, Passage, Statement, Timings
from assistant.api import Assistant
from assistant.chat.conversations import Conversations
from assistant.chat.desk import Desk
from assistant.generate import Conversation, Piece

expect.set_options(timeout=60_000)  # a busy machine is no fault

TEXT = "Before. The mayor of Harlow opened the bridge. After."


def passage(**given: Any) -> Passage:
    made = Passage("bridge.txt", "A bridge", "2021-03", "en", 0, len(TEXT), TEXT, 0.9)
    return replace(made, **given)


def citation(number: int = 1, **given: Any) -> Citation:
    start, end = 8, 46
    made = Citation(
        "bridge.txt", "A bridge", "2021-03", "en", start, end, TEXT[start:end], 0.9, number=number
    )
    return replace(made, **given)


def answer(text: str = "The mayor opened it. [1]", **given: Any) -> Answer:
    made = Answer(
        question="Who opened the bridge?",
        language="en",
        answered=True,
        text=text,
        statements=(Statement(text.replace(" [1]", ""), (1,), supported=True),),
        citations=(citation(),),
        passages=(passage(),),
        timings=Timings(0.1, 0.2, 0.3),
        fingerprint="f",
    )
    return replace(made, **given)


def refusal(**given: Any) -> Answer:
    return answer("The archive does not say.", answered=False, statements=(), citations=(), **given)


BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""A browser that is here; Playwright may have one of its own."""

SERIOUS = {"serious", "critical"}


class Pausing(FakeGenerator):
    """A fake model that can be held at its next question."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()
        self.go_on.set()

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        assert self.go_on.wait(60)
        return super().write(opening, turns, max_tokens=max_tokens)


@contextmanager
def served(
    folder: Path, model: FakeGenerator, port: int = 0, embedder: FakeEmbedder | None = None
) -> Iterator[tuple[str, Desk]]:
    """The page over ``folder``/index, in this process; conversations are kept in ``folder``."""
    import gradio

    from assistant.chat.app import serve

    where = folder / "index"
    with (
        Conversations(folder / "kept.sqlite", str(where)) as kept,
        Assistant(where, model=model, embedder=embedder or FakeEmbedder()) as assistant,
    ):
        desk = Desk(assistant, where, kept)
        address = serve(desk, "127.0.0.1", port or free_port())
        yield address, desk
        gradio.close_all(verbose=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        except Error as error:
            if os.environ.get("CI"):
                raise  # there the page has to be seen
            pytest.skip(f"no Chromium: {error}")
        yield browser
        browser.close()


def opened(browser: Browser, address: str, **given: Any) -> Page:
    """The page in a browser of its own, as somebody sees it who comes for the first time.

    ``page.wrong`` collects what the browser complained of, and each request to another host.
    """
    options = {
        "viewport": {"width": 1280, "height": 860},
        "locale": "en-GB",
        "accept_downloads": True,
    } | given
    page = browser.new_context(**options).new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if _complaint(message) else None)
    page.on("request", lambda request: None if _here(request.url, address) else wrong.append(request.url))
    page.wrong = wrong  # type: ignore[attr-defined]
    page.goto(address)
    page.locator(".shelf").wait_for()
    return page


def _complaint(message: ConsoleMessage) -> bool:
    # Gradio complains of the answer that a reload cuts off.
    return message.type == "error" and "AbortError" not in message.text and "errored out" not in message.text


def _here(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


def ask(page: Page, question: str, wait: float = 60) -> Locator:
    """Ask a question and wait for its turn to be there in full."""
    page.get_by_label(re.compile("Your question|Ihre Frage|Uw vraag")).fill(question)
    before = page.locator("#transcript .turn").count()
    page.keyboard.press("Enter")
    turn = page.locator("#transcript .turn").nth(before)
    turn.wait_for(timeout=wait * 1000)
    return turn


def faults(page: Page) -> list[str]:
    """What axe finds on the page that is serious, or worse."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]
