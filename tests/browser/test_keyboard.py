"""J1 with the keyboard alone: nothing is out of reach, and one always sees where one is."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.places import ORDINARY

_MAX_STOPS = 400
# Where the focus is: its text, and whether something shows it (an outline, a ring) and it is on the screen.
_AT = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {
    tag: e.tagName, name: e.innerText || e.value || e.name || '', order: r.top,
    shown: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none',
    seen: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight,
    inMain: !!e.closest('main'), href: e.getAttribute('href'),
  };
}"""


def test_from_the_question_to_the_number(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("不登校")
    page.keyboard.press("Tab")
    page.keyboard.type("等々力")
    page.keyboard.press("Tab")
    for _ in range(page.locator("#age option").count()):
        if page.locator("#age").input_value() == "中高生":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?**")
    expect(page.get_by_role("link", name="03-6453-1523").first).to_be_visible()


def test_the_first_stop_leads_past_the_head(page: Page) -> None:
    page.goto(ORDINARY)
    page.keyboard.press("Tab")
    at = page.evaluate(_AT)
    assert at["href"] == "#main" and at["seen"] and at["shown"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(_AT)["inMain"]


def test_every_stop_shows_itself_and_nothing_holds_the_focus(page: Page) -> None:
    page.goto(ORDINARY)
    stops = []
    for _ in range(_MAX_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(_AT)
        if at is None:
            break
        stops.append(at)
    assert 20 < len(stops) < _MAX_STOPS, "the focus never leaves the page, or hardly enters it"
    assert [s for s in stops if not (s["shown"] and s["seen"])] == []
    numbers = [s["href"] for s in stops if (s["href"] or "").startswith("tel:")]
    assert numbers[0] == "tel:03-6453-1523" or numbers[0] == "tel:0364531523"


def test_slash_leads_to_the_search_and_can_be_switched_off(page: Page) -> None:
    page.goto(ORDINARY)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.goto(f"{ORDINARY}&keys=0")
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
