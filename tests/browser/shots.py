"""Pictures of every kind of page, to lay beside design/png: `python -m tests.browser.shots FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, EXECUTABLE
from tests.browser.places import PAGES
from tests.browser.tabs import DESKTOP, PHONE
from tests.serving import COMMAND, serving


def shoot(address: str, folder: Path) -> None:
    """For each page the first screen of a desk, the whole page, and a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        for size, suffix, whole in (
            (DESKTOP, "desktop", False),
            (DESKTOP, "desktop-full", True),
            (PHONE, "phone", False),
        ):
            page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="ja-JP")
            for name, path in PAGES.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}-{suffix}.png", full_page=whole)
            page.close()
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as graphs, serving(COMMAND, f"sqlite:{graphs}/g.db", cwd=Path(graphs)) as served:
        shoot(served, Path(sys.argv[1]))
