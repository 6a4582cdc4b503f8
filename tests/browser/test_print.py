"""What is handed over on paper: one sheet of A4, with nothing on it that is only for the screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.places import EASY, find, node
from tests.browser.tabs import Tabs

_A4 = (595, 842)  # points
_SHEETS = {
    "easy": EASY,
    "easy-emergency": find("身体的虐待", easy=True),
    "easy-compound": find("ひとり親 夜間の預かり 家庭内暴力", area="弦巻", easy=True),
    "kind": node("kind:jidokan"),
    "kind-hub": node("kind:jido-sodanjo"),
}


@pytest.mark.parametrize("address", _SHEETS.values(), ids=_SHEETS.keys())
def test_is_one_sheet_of_a4(tabs: Tabs, ward: str, address: str) -> None:
    page = tabs.open(ward)
    page.goto(address)
    assert sheets(page) == [_A4]


def test_paper_has_no_menu_and_no_buttons(tabs: Tabs, ward: str) -> None:
    page = tabs.open(ward)
    page.goto(EASY)
    page.emulate_media(media="print")
    for selector in ("nav", "button", "a.skip", "form"):
        assert not [e for e in page.locator(selector).all() if e.is_visible()], selector


def sheets(page: Page) -> list[tuple[int, int]]:
    """Width and height in points of each sheet that Chromium prints."""
    raw = page.pdf(prefer_css_page_size=True, format="A4")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", raw)
    pages = re.findall(rb"/Type /Page\b(?!s)", raw)
    assert len(boxes) == len(pages) > 0
    return [(round(float(width)), round(float(height))) for width, height in boxes]
