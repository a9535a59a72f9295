"""Makes docs/chat.png and docs/sources.png: the chat page over the sample corpus, with the real models.

python docs/chat_screenshots.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""Chromium of this system; None is Playwright's own, which `playwright install chromium` brings."""

SIZE = {"width": 1280, "height": 800}
"""Pixels."""

LOADED = 300_000
"""Milliseconds that the models may take for their first answer, if they are here."""

ANSWERED = "Who vetoed the 2022 sanctions?"
REFUSED = "Who is the president of France?"


def main() -> None:
    """Take both pictures."""
    with tempfile.TemporaryDirectory() as empty:  # no conversations of whoever takes the pictures
        index = Path(empty) / "index"
        command = [sys.executable, "-m", "assistant.cli"]
        subprocess.run([*command, "index", HERE.parent / "seeds", "--index", index], check=True)
        chat = [*command, "chat", "--index", str(index)]
        environment = {**os.environ, "XDG_DATA_HOME": empty}
        server = subprocess.Popen(chat, stdout=subprocess.PIPE, text=True, env=environment)
        try:
            assert server.stdout
            _take(server.stdout.readline().strip())
        finally:
            server.terminate()
            server.wait()


def _take(address: str) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en-GB", device_scale_factor=1.5)
        page.goto(address)
        page.locator(".shelf").wait_for(timeout=LOADED)
        for number, question in enumerate((ANSWERED, REFUSED), 1):
            page.get_by_label("Your question").fill(question)
            page.keyboard.press("Enter")
            expect(page.locator("#transcript .turn")).to_have_count(number, timeout=LOADED)
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.wait_for_timeout(500)
        page.screenshot(path=HERE / "chat.png")
        _sources(page)
        browser.close()


def _sources(page: Page) -> None:
    """The sentence that was cited, in its article."""
    turn = page.locator("#transcript .turn").first
    turn.locator("a.cite").first.click()
    turn.get_by_role("button", name="Open article").first.click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / "sources.png")


if __name__ == "__main__":
    main()
