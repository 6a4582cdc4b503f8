"""Every kind of page: axe-core finds nothing, nothing scrolls sideways on a phone, and it stands without script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import PAGES
from tests.browser.tabs import DESKTOP, PHONE, Tabs

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_AXE = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
_NARROWEST = (320, 800)  # 400 % zoom of a staff screen (WCAG 1.4.10)
_every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())


@_every_page
def test_axe_finds_nothing(tabs: Tabs, ward: str, axe: str, address: str) -> None:
    page = tabs.open(ward)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        _open(page, address)
        page.evaluate(axe)
        found: dict[str, Any] = page.evaluate(_AXE, _RULES)
        told = [(v["id"], [n["target"] for n in v["nodes"]][:5]) for v in found["violations"]]
        assert not told, f"{size[0]}: {json.dumps(told, ensure_ascii=False, indent=1)}"


@_every_page
def test_no_sideways_scroll_on_narrow_screens(tabs: Tabs, ward: str, address: str) -> None:
    page = tabs.open(ward)
    for size in (PHONE, _NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        _open(page, address)
        assert wider_than_the_screen(page) == [], size


@_every_page
def test_stands_without_script(tabs: Tabs, ward: str, address: str) -> None:
    with_script, without = tabs.open(ward), tabs.open(ward, script=False)
    for page in (with_script, without):
        _open(page, address)
    expect(without.locator("h1")).to_have_count(1)
    assert without.locator("main").inner_text().strip()
    assert [without.locator("h1").inner_text()] == with_script.locator("h1").all_inner_texts()


@_every_page
def test_says_what_it_is_and_where_things_are(tabs: Tabs, ward: str, address: str) -> None:
    page = tabs.open(ward)
    _open(page, address)
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.title().endswith("| つなぐ")
    assert page.locator("main#main").count() == 1
    assert page.locator("header a[href='/']").count() >= 1
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0


def _open(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, f"{address}: {answer and answer.status}"


def wider_than_the_screen(page: Page) -> list[str]:
    """What makes the page scroll sideways, [] when nothing does."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
            .map(e => e.outerHTML.slice(0, 120)).slice(0, 8);
        }"""
    )
