"""Makes docs/check.png: the page of a run in Chromium, with the failures that were written wrong.

assistant check tests/cases --tag report --baseline tests/cases/baseline.json --html report.html
python docs/check_screenshot.py report.html docs/check.png
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""Chromium of this system; None is Playwright's own, which `playwright install chromium` brings."""

SIZE = {"width": 1280, "height": 1450}
"""Pixels: the figures, the charts, the filters and a case or two."""


def main(page: Path, picture: Path) -> None:
    """Take the picture of a page that --html wrote."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page(viewport=SIZE, color_scheme="light")
        opened.goto(page.absolute().as_uri())
        opened.select_option("#verdict", "failed")
        opened.select_option("#stage", "written wrong")
        opened.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check_screenshot.py PAGE.html PICTURE.png")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
