"""Several people and programs at one chat page, with the real models."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chatting import ask, free_port, opened
from fakes import validate
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent
from playwright.sync_api import Browser, expect
from test_models_chat import FRANCE, PATIENCE, VETO, browser, chat, folder

pytestmark = pytest.mark.models

__all__ = ["browser", "folder"]


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with chat(folder, free_port(), "--mcp") as served:
        yield served


HOSTILE = '<script>window.hacked=1</script> <img src=x onerror="window.hacked=1">'


def test_two_people_at_once_and_a_tab_closed_midway(browser: Browser, address: str) -> None:
    gone, anna, ben = (opened(browser, address) for _ in range(3))
    for page, question in ((gone, "Wer hat das Veto eingelegt?"), (anna, VETO), (ben, FRANCE)):
        page.get_by_label("Your question").fill(question)
        page.keyboard.press("Enter")
        if page is gone:
            at_work = re.compile("Reading|Finding|Writing|Checking")
            expect(gone.locator("#live .doing")).to_have_text(at_work, timeout=PATIENCE * 1000)
    gone.context.close()
    expect(anna.locator("#transcript .verdict")).to_be_visible(timeout=PATIENCE * 1000)
    expect(ben.locator("#transcript .verdict")).to_have_text("Not in the archive", timeout=PATIENCE * 1000)
    expect(anna.locator("#transcript .answer-text")).to_contain_text("Russia")
    for page, mine, other in ((anna, VETO, FRANCE), (ben, FRANCE, VETO)):
        expect(page.locator(".shelf li")).to_have_text([mine])
        assert other not in page.locator("#desk").inner_text()
        assert page.wrong == []  # type: ignore[attr-defined]
        page.context.close()


def test_a_hostile_article_is_text(browser: Browser, address: str, tmp_path: Path) -> None:
    page = opened(browser, address)
    file = tmp_path / "<img src=x onerror=window.hacked=1>.txt"
    file.write_text(
        f"{HOSTILE}\n\nThe glassblower Ottokar Plumm of Wendelstein sold 412 vases {HOSTILE} last week.\n",
        encoding="utf-8",
    )
    page.get_by_role("tab", name="Archive").click()
    page.locator("#add input[type=file]").set_input_files([file])
    expect(page.locator("#adding")).to_contain_text("Added: 1", timeout=PATIENCE * 1000)
    expect(page.locator("#articles")).to_contain_text("<script>window.hacked=1</script>")
    page.get_by_role("tab", name="Ask").click()
    turn = ask(page, "How many vases did Ottokar Plumm sell?", PATIENCE)
    expect(turn).to_contain_text("412")
    turn.get_by_role("button", name="Open article").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("<script>window.hacked=1</script>")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Archive").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=re.compile("^Remove .*hacked")).click()
    expect(page.locator("#adding")).to_contain_text("Removed:", timeout=PATIENCE * 1000)
    assert page.evaluate("window.hacked") is None
    assert page.wrong == []  # type: ignore[attr-defined]
    page.context.close()


def test_programs_ask_and_search_by_the_real_clients(address: str) -> None:
    client = Client(address, verbose=False, analytics_enabled=False)
    answer = client.predict(VETO, api_name="/ask")
    validate(answer)
    assert answer["answered"]
    found = client.predict("sanctions", k=2, languages=["de"], api_name="/search")
    assert [passage["language"] for passage in found["passages"]] == ["de", "de"]

    async def tools() -> tuple[str, str]:
        async with (
            streamable_http_client(f"{address.rstrip('/')}/gradio_api/mcp/") as (reads, writes, _),
            ClientSession(reads, writes) as session,
        ):
            await session.initialize()
            asked = await session.call_tool("ask", {"question": VETO})
            searched = await session.call_tool("search", {"query": "sanctions"})
        texts = [
            part.text for told in (asked, searched) for part in told.content if isinstance(part, TextContent)
        ]
        return texts[0], texts[1]

    with ThreadPoolExecutor(1) as other:  # Playwright's loop runs in this thread
        asked, searched = other.submit(asyncio.run, tools()).result()
    assert answer["text"] in asked.replace("\n", " ")
    assert searched.startswith("1. ")
