"""The chat page in a real browser, with fakes for models."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chatting import Pausing, ask, chromium, faults, free_port, opened, served
from fakes import ARTICLES, FakeEmbedder, write_articles
from playwright.sync_api import Browser, Page, Route, expect

from assistant.chat.desk import Desk
from assistant.chat.line import Waiting
from assistant.check.cases import load
from index import Index
from index.errors import UsageError

pytestmark = pytest.mark.slow

OPENED = "Who opened the new bridge of Harlow?"
REFUSED = "Which singer won the yodelling contest?"
REFUSED_NEAR = "When did the vakbond of Brazil start in the haven van Gent?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("chat")
    quill = {"quill.txt": "The dyke was closed again. “It will hold,” said Ada Quill. It was raining.\n"}
    Index.update(made / "index", [write_articles(made / "news", {**ARTICLES, **quill})], FakeEmbedder())
    return made


@pytest.fixture(scope="module")
def model() -> Pausing:
    return Pausing()


@pytest.fixture(scope="module")
def desk(folder: Path, model: Pausing) -> Iterator[tuple[str, Desk]]:
    with served(folder, model) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def page(browser: Browser, desk: tuple[str, Desk], model: Pausing) -> Iterator[Page]:
    made = opened(browser, desk[0])
    yield made
    model.go_on.set()
    assert made.wrong == []  # type: ignore[attr-defined]
    made.context.close()


def test_steps_then_the_answer_word_by_word(page: Page, model: Pausing) -> None:
    page.evaluate(
        """() => {
            window.seen = [];
            const live = document.querySelector("#live");
            const look = () => window.seen.push(live.innerText);
            new MutationObserver(look).observe(live, {subtree: true, childList: true, characterData: true});
        }"""
    )
    model.go_on.clear()
    page.get_by_label("Your question").fill(OPENED)
    page.keyboard.press("Enter")
    expect(page.locator("#live .doing")).to_have_text(re.compile("Writing the answer"))
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    model.go_on.set()
    turn = page.locator("#transcript .turn")
    expect(turn).to_have_count(1)
    expect(turn.locator(".verdict")).to_have_text("Checked against the article")
    shown = turn.locator(".answer-text").inner_text()
    seen = page.evaluate("window.seen")
    beginnings = {text.removeprefix(OPENED).strip() for text in seen} - {""}
    assert len([text for text in beginnings if shown.startswith(text) and text != shown]) >= 2
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()


def test_a_screen_reader_is_told_the_steps_and_once_the_answer(page: Page, model: Pausing) -> None:
    said = page.locator("#announced")
    expect(said).to_have_role("status")
    page.evaluate(
        """() => {
            window.said = [];
            const region = document.querySelector("#announced");
            const look = () => window.said.push(region.textContent);
            new MutationObserver(look).observe(region, {childList: true});
        }"""
    )
    model.go_on.clear()
    page.get_by_label("Your question").fill(OPENED)
    page.keyboard.press("Enter")
    expect(said).to_have_text("Writing the answer")
    page.wait_for_timeout(2500)  # it is drawn again each second
    model.go_on.set()
    turn = page.locator("#transcript .turn")
    expect(said).to_contain_text("Checked against the article. The mayor of Harlow opened")
    expect(said.locator("span").last).to_have_attribute("lang", "en")
    ask(page, REFUSED)
    expect(said).to_contain_text("Not in the archive. The archive does not say.")
    heard = page.evaluate("window.said")
    assert len([one for one in heard if one.startswith("Checked")]) == 1
    assert heard.count("Reading passage 1") <= 2  # of two questions
    assert page.locator(":is(#live, #transcript) :is([role=status], [aria-live])").count() == 0
    assert turn.count() == 2


def test_one_click_from_the_number_to_the_sentence_to_the_article(page: Page) -> None:
    turn = ask(page, OPENED)
    turn.locator("a.cite").click()
    source = turn.locator(".source.pointed")
    expect(source).to_be_focused()
    expect(source.locator("mark")).to_have_text("The mayor of Harlow opened the new bridge on Monday.")
    expect(source).to_contain_text("March 2021")
    expect(source).to_contain_text("English")
    turn.get_by_role("button", name="Open article").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_be_in_viewport()
    expect(dialog).to_contain_text("Engineers from Norway built the bridge.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(turn.get_by_role("button", name="Open article")).to_be_focused()
    turn.get_by_role("button", name="Open article").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_keyboard_alone_suffices(page: Page) -> None:
    page.get_by_label("Your question").focus()
    page.keyboard.type(OPENED)
    page.keyboard.press("Enter")
    page.locator("#transcript .turn").wait_for()

    def go_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Shift+Tab")
        raise AssertionError(f"{selector} is not reached")

    go_to("button[data-do=article]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    go_to("button[data-do=keep]")
    go_to("a.cite")
    page.keyboard.press("Enter")
    expect(page.locator(".source.pointed")).to_be_focused()
    go_to("button[data-do=export]")
    with page.expect_download():
        page.keyboard.press("Enter")
    go_to("input.title")
    page.keyboard.press("Control+A")
    page.keyboard.type("Bridges")
    page.keyboard.press("Enter")
    expect(page.locator(".shelf li")).to_have_text("Bridges")
    go_to(".shelf li button")
    go_to("button.fresh")
    page.keyboard.press("Enter")
    expect(page.locator(".welcome")).to_be_visible()


def test_the_interface_is_in_the_browsers_language(browser: Browser, desk: tuple[str, Desk]) -> None:
    languages = (("de-AT", "Fragen", "Fragen Sie"), ("nl-NL", "Vraag", "Vraag het"), ("fr-FR", "Ask", "Ask"))
    for locale, button, welcome in languages:
        page = opened(browser, desk[0], locale=locale)
        expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()
        expect(page.locator(".welcome h1")).to_contain_text(welcome)
        spoken = "en" if locale == "fr-FR" else locale
        assert page.locator("html").get_attribute("lang") == spoken
        turn = ask(page, REFUSED)
        expect(turn.locator(".answer-text")).to_have_text("The archive does not say.")
        expect(turn.get_by_role("button", name=re.compile("Kop|Copy"))).to_be_visible()
        page.context.close()


def test_one_page_is_in_one_language(browser: Browser, desk: tuple[str, Desk]) -> None:
    """Of a browser whose first language the page does not speak, but whose second one it does."""
    page = browser.new_context(locale="fr-FR").new_page()
    page.set_extra_http_headers({"Accept-Language": "fr-FR,fr;q=0.9,de;q=0.8"})
    page.add_init_script("Object.defineProperty(navigator, 'languages', {get: () => ['fr-FR', 'fr', 'de']})")
    page.goto(desk[0])
    expect(page.locator(".welcome h1")).to_have_text("Ask your archive")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.context.close()


def test_a_refusal_and_a_filter_are_plain_to_see(page: Page) -> None:
    page.get_by_role("button", name="Narrow the search").click()
    page.get_by_label("From", exact=True).fill("2021")
    turn = ask(page, OPENED)
    expect(turn.locator(".filter")).to_contain_text("from 2021")
    expect(turn).to_contain_text("Articles of unknown date left out: 2")
    page.get_by_label("From", exact=True).fill("")
    page.get_by_label("Languages").click()
    page.get_by_role("option", name="Dutch").click()
    page.keyboard.press("Escape")
    turn = ask(page, REFUSED_NEAR)
    expect(turn.locator(".filter .chip")).to_have_text("Dutch")
    expect(turn.locator(".verdict")).to_have_text("Not in the archive")
    nearest = turn.locator(".sources.nearest")
    expect(nearest).to_contain_text("Nearest passages: no answer")
    expect(nearest.locator("mark")).to_have_count(0)
    assert set(nearest.locator(".source-title").all_inner_texts()) == {"more/haven.txt"}
    page.get_by_label("Up to", exact=True).fill("yesterday")
    page.get_by_label("Your question").fill(OPENED)
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("yesterday")
    expect(page.get_by_label("Your question")).to_have_value(OPENED)


def test_wrong_dates_are_told_in_the_readers_language(browser: Browser, desk: tuple[str, Desk]) -> None:
    page = opened(browser, desk[0], locale="de-DE")
    page.get_by_role("button", name="Suche eingrenzen").click()
    for since, until, told in (("gestern", "", "„gestern“ ist kein Datum"), ("2022", "2021", "tauschen Sie")):
        page.get_by_label("Von", exact=True).fill(since)
        page.get_by_label("Bis", exact=True).fill(until)
        page.get_by_label("Ihre Frage").fill(OPENED)
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text(told)
    page.context.close()


def test_a_question_is_not_lost_by_a_reload(page: Page, model: Pausing) -> None:
    ask(page, OPENED)
    model.go_on.clear()
    page.get_by_label("Your question").fill("Who built the new bridge of Harlow?")
    page.keyboard.press("Enter")
    page.locator("#live .turn").wait_for()
    page.get_by_label("Your question").fill("half a question")
    page.reload()
    expect(page.locator("#live .turn")).to_contain_text("Who built")
    expect(page.get_by_label("Your question")).to_have_value("half a question")
    model.go_on.set()
    expect(page.locator("#transcript .turn")).to_have_count(2, timeout=20000)
    expect(page.locator("#transcript .turn").nth(1).locator(".answer-text")).not_to_be_empty()


def is_arrival(route: Route) -> bool:
    """Whether a request of the page is the one that sets it up: the first of its events."""
    return bool(route.request.post_data_json["fn_index"] == 0)


def arriving(page: Page) -> Callable[[], None]:
    """Open the page anew; what sets it up reaches it only when the returned function is called."""
    held: list[Callable[[], None]] = []

    def hold(route: Route) -> None:
        if is_arrival(route):
            told = route.fetch(timeout=60_000)
            held.append(lambda: route.fulfill(response=told))
        else:
            route.continue_()

    page.route("**/run/predict*", hold)
    page.reload()
    end = time.monotonic() + 60
    while not held:
        assert time.monotonic() < end, "the page does not ask to be set up"
        page.wait_for_timeout(50)
    return held[0]


def test_a_question_waits_until_the_page_knows_its_reader(page: Page) -> None:
    page.evaluate("localStorage.clear()")  # as somebody who comes for the first time
    arrive = arriving(page)
    page.get_by_label("Your question").fill(OPENED)
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Ask", exact=True).click()  # impatient
    page.wait_for_timeout(500)
    arrive()
    expect(page.locator("#transcript .verdict")).to_have_text("Checked against the article")
    expect(page.locator("#transcript .asked")).to_have_text([OPENED])
    expect(page.get_by_label("Your question")).to_have_value("")
    expect(page.locator(".shelf li")).to_have_text([OPENED])


def test_an_example_waits_until_the_page_knows_its_reader(page: Page) -> None:
    page.evaluate("localStorage.clear()")
    arrive = arriving(page)
    example = page.locator(".examples button").first
    expect(example).to_be_visible()
    question = example.inner_text()
    example.click()
    page.wait_for_timeout(500)
    arrive()
    expect(page.locator("#transcript .asked")).to_have_text([question])


def test_a_question_waits_until_the_open_conversation_is_there(page: Page) -> None:
    ask(page, REFUSED)
    arrive = arriving(page)
    page.get_by_label("Your question").fill(OPENED)
    page.keyboard.press("Enter")
    page.wait_for_timeout(3000)
    expect(page.locator("#transcript .turn")).to_have_count(0)  # the arrival would draw over it
    arrive()
    expect(page.locator("#transcript .asked")).to_have_text([REFUSED, OPENED])
    expect(page.locator("#transcript .verdict")).to_have_text(
        ["Not in the archive", "Checked against the article"]
    )
    expect(page.locator(".shelf li")).to_have_text([REFUSED])


def test_a_page_that_cannot_be_set_up_says_so_in_the_readers_language(
    browser: Browser, desk: tuple[str, Desk]
) -> None:
    page = opened(browser, desk[0], locale="de-DE")
    page.evaluate("localStorage.clear()")
    broken = {"status": 500, "json": {"error": None}}
    page.route(
        "**/run/predict*",
        lambda route: route.fulfill(**broken) if is_arrival(route) else route.continue_(),
    )
    with page.expect_response("**/run/predict*", timeout=60_000):
        page.reload()
    box = page.get_by_label("Ihre Frage")
    box.fill(OPENED)
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("Laden Sie sie neu; Ihre Frage bleibt im Feld stehen.")
    page.unroute_all()
    page.reload()
    expect(box).to_have_value(OPENED)
    box.press("Enter")
    expect(page.locator("#transcript .asked")).to_have_text([OPENED])
    page.context.close()


def test_stop_and_ask_again(page: Page, model: Pausing) -> None:
    model.go_on.clear()
    page.get_by_label("Your question").fill(OPENED)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").click()
    turn = page.locator("#transcript .turn")
    expect(turn.locator(".verdict")).to_have_text("Stopped")
    model.go_on.set()
    turn.get_by_role("button", name="Ask again").click()
    expect(turn.locator(".verdict")).to_have_text("Checked against the article")


def test_an_answer_outlives_a_stop_of_its_question(page: Page, model: Pausing) -> None:
    turn = ask(page, OPENED)
    before = turn.locator(".answer-text").inner_text()
    model.go_on.clear()
    turn.get_by_role("button", name="Ask again").click()
    expect(page.locator("#live .doing")).to_contain_text("Writing the answer")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#transcript .answer-text")).to_have_text(before)


def test_what_could_not_be_loaded_is_forgotten_once_a_question_is_answered(
    page: Page, desk: tuple[str, Desk]
) -> None:
    desk[1].trouble = "no room"
    page.reload()
    expect(page.get_by_text("Nothing can be answered: no room")).to_be_visible()
    ask(page, OPENED)
    expect(page.get_by_text("Nothing can be answered: no room")).to_have_count(0)


def test_a_second_question_is_told_that_one_is_being_answered(page: Page, model: Pausing) -> None:
    ask(page, REFUSED)
    model.go_on.clear()
    box, notice = page.get_by_label("Your question"), page.locator("#notice")
    box.fill(OPENED)
    page.keyboard.press("Enter")
    expect(page.locator("#live .step")).to_contain_text("Writing the answer")
    box.fill("Who built it?")
    page.keyboard.press("Enter")
    expect(notice).to_contain_text("One question is being answered already")
    expect(box).to_have_value("Who built it?")
    page.locator("#transcript").get_by_role("button", name="Ask again").click()
    expect(page.locator("#live .asked")).to_have_text(OPENED)
    model.go_on.set()
    expect(page.locator("#transcript .turn")).to_have_count(2)
    expect(notice).to_be_empty()
    expect(box).to_have_value("Who built it?")


def test_conversations_are_opened_renamed_exported_and_deleted(page: Page) -> None:
    ask(page, OPENED)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#transcript .turn")).to_have_count(0)
    ask(page, REFUSED)
    expect(page.locator(".shelf li")).to_have_text([REFUSED, OPENED])
    page.locator(".shelf li button").nth(1).click()
    expect(page.locator("#transcript .asked")).to_have_text(OPENED)
    page.get_by_label("Name of this conversation").fill("The bridge")
    page.keyboard.press("Enter")
    expect(page.locator(".shelf li").nth(1)).to_have_text("The bridge")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Export").click()
    assert saved.value.suggested_filename == "The-bridge.md"
    written = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "[^1]: (bridge.txt, March 2021, English): “The mayor of Harlow opened" in written
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".shelf li")).to_have_count(2)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".shelf li")).to_have_text([REFUSED])
    expect(page.locator(".welcome")).to_be_visible()


def test_a_question_on_its_way_stays_in_its_conversation(page: Page, model: Pausing) -> None:
    model.go_on.clear()
    page.get_by_label("Your question").fill(OPENED)
    page.keyboard.press("Enter")
    expect(page.locator("#live .doing")).to_contain_text("Writing the answer")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    page.wait_for_timeout(1500)
    expect(page.locator("#live .turn")).to_have_count(0)
    page.locator(".shelf li button").click()
    expect(page.locator("#live .asked")).to_have_text(OPENED)
    page.get_by_role("button", name="New conversation").click()
    model.go_on.set()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    page.locator(".shelf li button").click()
    expect(page.locator("#transcript .verdict")).to_have_text("Checked against the article")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".shelf li")).to_have_count(0)


def test_copy_takes_the_quotes_along(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(page, OPENED)
    turn.get_by_role("button", name="Copy").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert (
        "[1] bridge.txt, March 2021, English: “The mayor of Harlow opened the new bridge on Monday.”"
        in copied
    )


def test_a_translation_is_marked_and_stays(browser: Browser, desk: tuple[str, Desk]) -> None:
    page = opened(browser, desk[0], locale="de-DE")
    turn = ask(page, OPENED)
    turn.get_by_role("button", name="Übersetzen").click()
    expect(turn.locator(".translation p")).to_have_count(2)
    expect(turn.locator(".translation-label")).to_contain_text("Maschinelle Übersetzung")
    ask(page, REFUSED)
    expect(turn.locator(".translation-label")).to_contain_text("Maschinelle Übersetzung")
    page.context.close()


def test_a_translation_tells_its_place_and_is_given_up_with_the_tab(
    browser: Browser, desk: tuple[str, Desk], model: Pausing
) -> None:
    page = opened(browser, desk[0], locale="de-DE")
    turn = ask(page, OPENED)
    button = turn.get_by_role("button", name="Übersetzen")
    model.go_on.clear()
    try:
        desk[1].ask(OPENED)
        button.click()
        expect(turn.locator(".translation")).to_have_text("Nummer 1 in der Reihe")
        expect(button).to_be_disabled()
        expect(button).to_be_focused()
        behind = desk[1].line.join(lambda tell: None)
        assert behind.state == Waiting(2)
        page.context.close()
        end = time.monotonic() + 120
        while behind.state != Waiting(1):
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        model.go_on.set()


def test_a_translation_that_fails_can_be_asked_for_again(
    browser: Browser, desk: tuple[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> None:
        raise UsageError("no such words")

    page = opened(browser, desk[0], locale="de-DE")
    turn = ask(page, OPENED)
    button = turn.get_by_role("button", name="Übersetzen")
    monkeypatch.setattr(desk[1].assistant, "translate", fails)
    button.click()
    expect(page.get_by_text("no such words")).to_be_visible()
    expect(button).to_be_enabled()
    expect(turn.locator(".translation p")).to_have_count(0)
    monkeypatch.undo()
    button.click()
    expect(turn.locator(".translation p")).to_have_count(2)
    page.context.close()


def test_an_answer_becomes_a_test(page: Page, desk: tuple[str, Desk]) -> None:
    turn = ask(page, OPENED)
    turn.get_by_role("button", name="Keep as a test").click()
    expect(page.get_by_text(re.compile("Kept as a test: who-opened"))).to_be_visible()
    (task,) = load([desk[1].cases / "cases.yaml"])
    assert task.case.question == OPENED
    turn.get_by_role("button", name="Wrong").click()
    expect(page.get_by_text(re.compile("Kept as wrong: who-opened"))).to_be_visible()
    (task,) = load([desk[1].cases / "wrong.yaml"])
    assert task.case.question == OPENED and task.case.none and not task.case.all


def test_an_example_is_asked_with_one_click(page: Page) -> None:
    example = page.locator(".examples button").first
    question = example.inner_text()
    example.click()
    expect(page.locator("#transcript .asked")).to_have_text(question)


def test_a_question_is_no_code(page: Page) -> None:
    hostile = "Who opened ${alert(1)} {{value}} <img src=x onerror=alert(2)> `the` bridge of Harlow?"
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    turn = ask(page, hostile)
    expect(turn.locator(".asked")).to_have_text(hostile)
    page.reload()
    expect(page.locator("#transcript .asked")).to_have_text(hostile)
    assert page.locator("#desk img").count() == 0


@pytest.mark.parametrize("width", [380, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readable_for_everyone(browser: Browser, desk: tuple[str, Desk], width: int, scheme: str) -> None:
    page = opened(browser, desk[0], viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert faults(page) == []
    ask(page, OPENED)
    ask(page, REFUSED)
    page.get_by_role("button", name="Narrow the search").click()
    page.wait_for_timeout(500)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(int(part) for part in re.findall(r"\d+", paper)[:3]) > 380
    assert light == (scheme == "light")
    page.locator("button[data-do=article]").first.click()
    page.get_by_role("dialog").wait_for()
    assert faults(page) == []
    page.context.close()


def test_conversations_outlive_browser_and_server(browser: Browser, folder: Path, model: Pausing) -> None:
    port = free_port()
    with served(folder, model, port) as (address, _):
        page = opened(browser, address)
        ask(page, OPENED)
        memory = page.context.storage_state()
        page.context.close()
    with served(folder, model, port) as (address, _):
        page = opened(browser, address, storage_state=memory)
        expect(page.locator("#transcript .asked")).to_have_text(OPENED)
        page.context.close()
        stranger = opened(browser, address)
        expect(stranger.locator(".shelf li")).to_have_count(0)
        stranger.context.close()
