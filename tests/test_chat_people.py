"""Several people at one page: nobody sees another's conversation, and who goes away frees the model."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chatting import Pausing, ask, chromium, opened, served
from fakes import FakeEmbedder, write_articles
from gradio_client import Client
from playwright.sync_api import Browser, Page, expect

from assistant.chat.desk import Desk
from assistant.generate import Conversation, Piece
from index import Index

pytestmark = pytest.mark.slow

BRIDGE = "Who opened the new bridge of Harlow?"
ZOO = "Was zeigt der Zoo von Bremen seit Freitag?"


class Counting(Pausing):
    """Knows which questions it was asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def write(self, opening: Conversation, turns: Conversation, *, max_tokens: int) -> Iterator[Piece]:
        self.heard.append(turns[-1].content)
        return super().write(opening, turns, max_tokens=max_tokens)

    def times(self, question: str) -> int:
        return sum(question in one for one in self.heard)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("people")
    articles = {
        f"{n}.txt": f"Report {n}: the mayor of Harlow said that a bridge may be opened in year {n}."
        for n in range(5)
    }
    Index.update(
        made / "index",
        [write_articles(made / "news"), write_articles(made / "more", articles)],
        FakeEmbedder(),
    )
    return made


@pytest.fixture
def model() -> Counting:
    return Counting()


@pytest.fixture
def desk(folder: Path, model: Counting) -> Iterator[tuple[str, Desk]]:
    with served(folder, model) as made:
        yield made
        model.go_on.set()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


def begin(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    page.locator("#live .turn").wait_for()


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_two_people_at_once_each_see_their_own(
    browser: Browser, desk: tuple[str, Desk], model: Counting
) -> None:
    anna, ben = opened(browser, desk[0]), opened(browser, desk[0])
    model.go_on.clear()
    begin(anna, BRIDGE)
    until(lambda: model.times(BRIDGE) == 1)
    begin(ben, ZOO)
    expect(ben.locator("#live .doing")).to_contain_text("Number 1 in line")
    model.go_on.set()
    expect(anna.locator("#transcript .answer-text")).to_contain_text("Harlow")
    expect(ben.locator("#transcript .answer-text")).to_contain_text("Schneeleoparden")
    for page, theirs, others in ((anna, BRIDGE, ZOO), (ben, ZOO, BRIDGE)):
        page.reload()
        expect(page.locator(".shelf li")).to_have_text([theirs])
        expect(page.locator("#transcript .asked")).to_have_text(theirs)
        assert others not in page.content()
        page.context.close()


def test_the_conversation_of_another_cannot_be_opened(browser: Browser, desk: tuple[str, Desk]) -> None:
    anna, ben = opened(browser, desk[0]), opened(browser, desk[0])
    ask(anna, BRIDGE)
    id = anna.locator(".shelf li button").first.get_attribute("data-id")
    ask(ben, ZOO)
    # Ben's page claims that this conversation is one of his.
    ben.locator(".shelf li button").first.evaluate("(button, id) => { button.dataset.id = id; }", id)
    ben.locator(".shelf li button").first.click()
    expect(ben.locator(".welcome")).to_be_visible()
    assert BRIDGE not in ben.content()
    for page in (anna, ben):
        page.context.close()


def test_a_closed_tab_frees_the_model(browser: Browser, desk: tuple[str, Desk], model: Counting) -> None:
    anna, ben = opened(browser, desk[0]), opened(browser, desk[0])
    model.go_on.clear()
    begin(anna, BRIDGE)
    until(lambda: model.times(BRIDGE) == 1)
    begin(ben, ZOO)
    anna.context.close()
    time.sleep(2.5)  # Gradio notices within two heartbeats
    model.go_on.set()
    expect(ben.locator("#transcript .answer-text")).to_contain_text("Schneeleoparden")
    assert model.times(BRIDGE) == 1  # the judgement under way was the last for Anna
    ben.context.close()


def test_a_program_that_goes_away_frees_the_model_and_its_place(
    desk: tuple[str, Desk], model: Counting
) -> None:
    anna, ben = (Client(desk[0], verbose=False, analytics_enabled=False) for _ in range(2))
    model.go_on.clear()
    first = anna.submit(BRIDGE, api_name="/ask")
    until(lambda: model.times(BRIDGE) == 1)
    second = ben.submit("Who opened the old bridge?", api_name="/ask")
    until(lambda: {"waiting": 1} in second.outputs())
    first.cancel()
    second.cancel()
    time.sleep(2.5)
    model.go_on.set()
    third = Client(desk[0], verbose=False, analytics_enabled=False).submit(ZOO, api_name="/ask")
    assert third.result(30)["answered"]
    assert (model.times(BRIDGE), model.times("Who opened the old bridge?")) == (1, 0)


def test_who_finds_the_line_full_is_told_and_can_ask_again(
    browser: Browser, desk: tuple[str, Desk], model: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk[1].line, "_most", 1)
    client = Client(desk[0], verbose=False, analytics_enabled=False)
    model.go_on.clear()
    working = client.submit(BRIDGE, api_name="/ask")
    until(lambda: model.times(BRIDGE) == 1)
    waiting = client.submit(ZOO, api_name="/ask")
    until(lambda: {"waiting": 1} in waiting.outputs())
    page = opened(browser, desk[0])
    begin_full = page.get_by_label("Your question")
    begin_full.fill("Who was rescued?")
    page.keyboard.press("Enter")
    turn = page.locator("#transcript .turn")
    expect(turn).to_contain_text("Too many questions wait already")
    with pytest.raises(Exception, match="questions wait already"):
        client.predict("Who was hurt?", api_name="/ask")
    model.go_on.set()
    assert working.result(30)["answered"] and waiting.result(30)["answered"]
    turn.get_by_role("button", name="Ask again").click()
    expect(turn.locator(".answer-text")).to_be_visible()
    page.context.close()
