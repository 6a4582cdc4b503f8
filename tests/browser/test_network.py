"""The ネットワーク図 as people use it: J4 with the keyboard alone, filters, search, addresses, print, a stick."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tabs import PHONE, Tabs
from tests.serving import fetch

_STOPS = 600
_SHOWN = "#table tbody tr:not([hidden])"
_LIT = "[...document.querySelectorAll('#picture .box:not(.off)')].map(b => b.dataset.id).sort()"


_WHOLE = (1366, 1400)  # all of the picture on the screen: else a screenshot of it would make the window larger


@pytest.fixture
def network(tabs: Tabs, ward: str) -> Page:
    """The picture of the ward, ready to be used."""
    page = tabs.open(ward, size=_WHOLE)
    page.goto("/network")
    expect(page.locator("#canvas canvas")).to_be_visible()
    return page


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def seen(page: Page) -> bytes:
    """The canvas as it is after what was asked of it has been drawn."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))")
    return page.locator("#canvas canvas").screenshot()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, as one does who has no mouse."""
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is out of reach")


def test_j4_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/network")
    why = page.locator("#why")
    expect(why).to_contain_text(re.compile("結びつきが多いのは、.*児童相談所.*児童館"))
    # is the hall the core of its district? choose it: everything else fades, the strip says it in words
    tab_to(page, "#inpicture")
    page.keyboard.type("児童館")
    page.keyboard.press("Enter")
    expect(why).to_contain_text(re.compile("児童館 は \\d+ の相手と \\d+ の関係。通告など"))
    assert asked(page) == {"select": "kind:jidokan"}
    lit = page.evaluate(_LIT)
    assert "kind:jidokan" in lit and "kind:kodomo-katei-shien-center" in lit and "kind:bengoshi" not in lit
    # from the strip to what stands around it, then to one of the halls
    tab_to(page, "#why a:nth-of-type(2)")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=around**")
    tab_to(page, "#around")
    page.keyboard.press("Control+A")
    page.keyboard.type("ぷるる弦巻児童館")
    page.keyboard.press("Enter")
    expect(why).to_contain_text("あんしんすこやかセンターと新BOPは、この区域の行がデータにありません")
    assert asked(page)["around"].startswith("org:")
    # the picture into the paper for the council
    tab_to(page, "#nethead a[download]")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert "ぷるる弦巻児童館" in Path(saved.value.path()).read_text(encoding="utf-8")


def test_keys_move_and_escape_lets_go(network: Page) -> None:
    network.locator("#canvas").focus()
    before = seen(network)
    network.keyboard.press("ArrowRight")
    moved = seen(network)
    network.keyboard.press("+")
    nearer = seen(network)
    assert before != moved != nearer
    network.keyboard.press("-")
    network.keyboard.press("0")
    assert seen(network) == before, "the whole picture again"
    network.goto("/network?select=kind%3Agakko")
    expect(network.locator("#why")).to_contain_text("学校 は")
    network.keyboard.press("Escape")
    expect(network.locator("#why")).to_contain_text("種別・")
    assert asked(network) == {}


def test_filters_take_the_same_from_picture_table_sentence_and_address(network: Page) -> None:
    every = network.locator(_SHOWN).count()
    lines = network.locator("#picture .ln").count()
    network.get_by_label("紹介", exact=True).uncheck()
    expect(network.locator("#why")).to_contain_text("紹介を隠しています(")
    assert asked(network) == {"rel": "law,with,back"}
    assert network.locator(_SHOWN).count() < every and network.locator("#picture .ln").count() < lines
    expect(network.get_by_label("紹介", exact=True)).to_be_focused()
    network.get_by_label("推定").uncheck()
    expect(network.locator("#why")).to_contain_text("推定の関係を隠しています(")
    assert asked(network) == {"rel": "law,with,back", "basis": "stated,editorial"}
    network.go_back()
    expect(network.locator("#why")).not_to_contain_text("推定の関係を隠しています(")
    network.go_back()
    expect(network.locator(_SHOWN)).to_have_count(every)
    assert asked(network) == {}


def test_letting_go_of_a_choice_keeps_the_filters(network: Page) -> None:
    network.goto("/network?rel=law%2Cwith&select=kind%3Agakko")
    network.get_by_role("link", name="選ぶのをやめる").click()
    assert asked(network) == {"rel": "law,with"}
    expect(network.locator("#why")).to_contain_text("紹介を隠しています(")


def test_a_row_of_the_table_lights_its_boxes_and_chooses_them(network: Page) -> None:
    link = network.locator("#table tbody tr").first.locator("a").first
    before = seen(network)
    link.focus()
    network.evaluate("document.getElementById('picture').scrollIntoView()")
    assert seen(network) != before
    chosen = link.get_attribute("data-select")
    network.keyboard.press("Enter")
    assert asked(network) == {"select": chosen}


def test_a_kind_opens_into_its_bodies_and_closes(network: Page) -> None:
    network.goto("/network?select=kind%3Ajidokan")
    network.get_by_role("link", name="機関ごとに開く").click()
    expect(network.locator("#why")).to_contain_text("児童館")
    assert asked(network)["open"] == "kind:jidokan"
    assert network.locator("#picture .member").count() > 20
    network.keyboard.press("Escape")
    expect(network.locator("#why")).to_contain_text("枠が80を超えるため、ほかの")
    network.goto(network.url + "&select=kind%3Ajidokan")
    network.get_by_role("link", name="まとめて見る").click()
    expect(network.locator("#picture .member")).to_have_count(0)


def test_the_phone_has_the_table_and_the_svg(tabs: Tabs, ward: str) -> None:
    page = tabs.open(ward, size=PHONE)
    page.goto("/network?select=kind%3Agakko")
    expect(page.locator("#picture")).to_be_hidden()
    expect(page.locator(_SHOWN).first).to_be_visible()
    href = page.get_by_role("link", name="図(SVG)を開く").get_attribute("href") or ""
    assert "select=kind%3Agakko" in href
    assert "<svg" in fetch(href)[:400]


def test_forced_colours_have_the_svg_in_the_ink_of_the_system(network: Page) -> None:
    network.emulate_media(forced_colors="active")
    network.reload()
    expect(network.locator("#canvas")).to_be_hidden()
    expect(network.locator("#picture svg").first).to_be_visible()
    colour = network.locator("#picture .ln path").first.evaluate("e => getComputedStyle(e).stroke")
    text = network.locator("#picture svg text").first.evaluate("e => getComputedStyle(e).fill")
    assert colour == text


def test_nothing_moves_by_itself(network: Page) -> None:
    """With and without reduced motion: there is no animation to reduce."""
    for motion in ("reduce", "no-preference"):
        network.emulate_media(reduced_motion=motion)
        network.goto("/network")
        expect(network.locator("#canvas canvas")).to_be_visible()
        first = seen(network)
        network.wait_for_timeout(400)
        assert seen(network) == first


@pytest.mark.parametrize(
    "view", ["", "?view=plan", "?view=case&q=" + quote("不登校"), "?view=around&around=kind:jidokan"]
)
def test_paper_lies_on_its_side_with_picture_legend_and_table(page: Page, view: str) -> None:
    page.goto(f"/network{view}")
    raw = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", raw)
    assert boxes and all(round(float(w)) == 842 and round(float(h)) == 595 for w, h in boxes)
    page.emulate_media(media="print")
    for shown in ("#picture svg", ".legend", "#table"):
        expect(page.locator(shown).first).to_be_visible()
    expect(page.locator("#canvas")).to_be_hidden()


def test_one_file_opens_from_a_stick(browser: Browser, ward: str, tmp_path: Path) -> None:
    file = tmp_path / "network.html"
    file.write_text(fetch(f"{ward}/network.html"), encoding="utf-8")
    page = browser.new_context(offline=True, viewport={"width": 1366, "height": 900}).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(file.as_uri())
    expect(page.locator("#canvas canvas")).to_be_visible()
    every = page.locator(_SHOWN).count()
    page.get_by_label("紹介", exact=True).uncheck()
    expect(page.locator("#why")).to_contain_text("の関係を隠しています")
    assert page.locator(_SHOWN).count() < every
    page.locator("#inpicture").fill("学校")
    page.locator("#inpicture").press("Enter")
    expect(page.locator("#why")).to_contain_text("学校 は")
    address = page.url
    page.reload()
    assert page.url == address
    expect(page.locator("#why")).to_contain_text("学校 は")
    expect(page.get_by_label("紹介", exact=True)).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#why")).to_contain_text("種別・")
    page.context.close()
    assert said == []


def test_the_licence_of_the_part_that_moves_it_is_shown(network: Page) -> None:
    network.get_by_text("この図を動かす部品の許諾").click()
    expect(network.locator("details pre")).to_contain_text("Apache 2.0 License")
    expect(network.locator("details pre")).to_contain_text("9.1.2")
