"""J1 to J3 of design/UI.md §9 as a person walks them: by labels, headings and numbers, on the screens they use."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.places import COMPOUND, EMERGENCY, ORDINARY, UNSURE
from tests.browser.tabs import PHONE, Tabs
from tests.serving import fetch

FOLD = 620  # of a staff screen in Edge
PHONE_FOLD = 660


def section(page: Page, heading: str) -> Locator:
    """The part of the page under a heading."""
    return page.locator("section", has=page.get_by_role("heading", name=heading)).last


def bottom(found: Locator) -> float:
    """Where an element ends, in pixels from the top of the page before anybody scrolled."""
    box = found.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def ask(page: Page, words: str, area: str = "", age: str = "") -> None:
    page.goto("/")
    page.get_by_label("困っていること、または機関・事業の名前").fill(words)
    page.get_by_label("住まい(町・駅・地域)").fill(area)
    if age:
        page.get_by_label("年齢").select_option(label=age)
    page.get_by_role("button", name="さがす", exact=True).click()
    page.wait_for_url("**/find?**")


def test_j1_from_the_question_to_the_number(page: Page, ward: str) -> None:
    ask(page, "不登校", "等々力", "中高生")
    first = section(page, "まず連絡")
    entries = first.get_by_role("listitem").filter(has=page.get_by_role("heading"))
    expect(entries.nth(0)).to_contain_text("教育総合センター 不登校支援窓口")
    number = entries.nth(0).get_by_role("link", name="03-6453-1523")
    expect(number).to_have_attribute("href", "tel:0364531523")
    expect(entries.nth(0)).to_contain_text("月")
    answer = json.loads(fetch(ward + ORDINARY.replace("/find", "/api/find")))
    names = [b["label"] for b in answer["bodies"] if b["group"] == "first"][:3]
    assert [h.split("\n")[0] for h in entries.get_by_role("heading").all_inner_texts()] == names
    read = page.locator("main").inner_text()
    assert "読み取り:" in read and "玉川地域 等々力地区" in read and "ちがうとき:" in read
    assert page.locator("main mark").first.inner_text() == "不登校"


def test_j1_the_numbers_stand_in_the_first_screen(tabs: Tabs, ward: str) -> None:
    staff, phone = tabs.open(ward), tabs.open(ward, size=PHONE)
    for page, fold, rows in ((staff, FOLD, 2), (phone, PHONE_FOLD, 1)):
        page.goto(ORDINARY)
        entries = section(page, "まず連絡").get_by_role("listitem").filter(has=page.get_by_role("heading"))
        assert bottom(entries.nth(rows - 1)) <= fold
        size = "e => parseFloat(getComputedStyle(e).fontSize)"
        largest = page.evaluate(f"Math.max(...[...document.querySelectorAll('main *')].map({size}))")
        assert entries.nth(0).locator("a[href^='tel:']").first.evaluate(size) == largest


def test_j1_ends_with_a_sheet_for_the_person_at_the_counter(page: Page) -> None:
    ask(page, "不登校", "等々力", "中高生")
    page.get_by_role("link", name="やさしい日本語の紙").click()
    page.wait_for_url("**easy=1**")
    main = page.locator("main")
    expect(main).to_contain_text("03-6453-1523")
    assert main.locator("ruby rt").count() > 5
    bare = main.evaluate(
        """m => { const w = document.createTreeWalker(m, NodeFilter.SHOW_TEXT), out = [];
        while (w.nextNode()) { const t = w.currentNode;
          if (/[一-龠]/.test(t.data) && !t.parentElement.closest('ruby') && t.parentElement.closest('main') &&
              !t.parentElement.closest('.acts, .noprint')) out.push(t.data.trim()); }
        return out; }"""
    )
    assert bare == [], "kanji without ruby"
    page.get_by_role("button", name="A4で印刷").wait_for()


def test_j2_the_box_comes_before_everything_else(tabs: Tabs, ward: str) -> None:
    for size, fold in (((1366, 625), FOLD), (PHONE, 844)):
        page = tabs.open(ward, size=size)
        ask(page, "身体的虐待")
        box = page.locator("section.emer")
        expect(box.get_by_role("heading").first).to_be_visible()
        for number in ("110", "03-6379-0697", "0120-52-8343", "189"):
            link = box.get_by_role("link", name=number, exact=True).first
            expect(link).to_have_attribute("href", f"tel:{number.replace('-', '')}")
            assert bottom(link) <= fold, number
        for heading in ("まず連絡", "連携先"):
            assert bottom(box) <= section(page, heading).bounding_box()["y"]  # type: ignore[index]
        assert urlsplit(page.url).query.startswith("q=")


def test_j2_the_teacher_who_hesitates_and_the_five_centres(page: Page) -> None:
    page.goto(EMERGENCY)
    box = page.locator("section.emer")
    expect(box).to_contain_text("疑いの段階でかまいません")
    for area, number in (
        ("世田谷地域", "03-5432-2915"),
        ("北沢地域", "03-6804-7525"),
        ("玉川地域", "03-3702-1189"),
        ("砧地域", "03-3482-1415"),
        ("烏山地域", "03-3326-6155"),
    ):
        expect(page.locator("main")).to_contain_text(area)
        assert page.locator("main").get_by_role("link", name=number).count() >= 1
    first = section(page, "まず連絡")
    expect(first).to_contain_text("児童相談所")
    expect(first).to_contain_text("通告先")


def test_j3_one_body_for_three_troubles(page: Page) -> None:
    ask(page, "ひとり親 夜間の預かり 家庭内暴力", "弦巻")
    assert len(page.locator("main mark").all()) == 3
    first = section(page, "まず連絡")
    expect(first.get_by_role("heading", name="まず連絡")).to_contain_text("3つの困りごとを1か所で")
    entry = first.get_by_role("listitem").filter(has=page.get_by_role("heading")).first
    expect(entry).to_contain_text("世田谷子ども家庭支援センター")
    expect(entry.get_by_role("link", name="03-5432-2915")).to_be_visible()
    table = page.get_by_role("table").first
    assert table.get_by_role("columnheader").count() == 4
    row = table.get_by_role("row").nth(1)
    expect(row).to_contain_text("世田谷子ども家庭支援センター")
    for cell in row.get_by_role("cell").all():
        assert any(mark in cell.inner_text() for mark in ("記載", "推定", "編集"))


def test_j3_another_reading_is_one_click_away(page: Page) -> None:
    page.goto(COMPOUND)
    other = page.locator(".read .alt").get_by_role("link").first
    name = other.inner_text()
    other.click()
    expect(page.locator("main")).to_contain_text(name)
    assert "area=" in page.url or "弦巻" in page.locator("#area").input_value()


def test_a_body_named_by_its_nickname_comes_first(page: Page) -> None:
    ask(page, "ぷるる弦巻")
    expect(page.locator("main")).to_contain_text("機関名に一致")
    expect(page.locator("main").get_by_role("heading", name="ぷるる弦巻児童館").first).to_be_visible()
    page.locator("main").get_by_role("link", name="ぷるる弦巻児童館").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ぷるる弦巻児童館")


def test_what_is_not_our_subject_says_where_to_go(page: Page) -> None:
    ask(page, "粗大ごみ")
    expect(page.get_by_role("heading", level=1)).to_contain_text("「粗大ごみ」に当てはまる相談の種別はありません")
    expect(page.locator("main")).to_contain_text("03-5432-3333")
    expect(page.locator("main")).to_contain_text("入れた言葉は、どこにも残しません。")


def test_the_hole_of_the_plan_stays_a_hole(page: Page) -> None:
    page.goto("/plan/late")
    expect(page.locator("main")).to_contain_text("原典の28~35行は文字が崩れていて、題名も項目も読めません。")
    raw = page.locator("pre")
    page.get_by_text("原典の行を見る").click()
    expect(raw.first).to_be_visible()
    assert "計画に書いてあること。実施されているかは別です" in page.locator("main").inner_text()


def test_a_hidden_place_is_nowhere_on_the_page(page: Page) -> None:
    page.goto("/nodes/org%3Aichijihogo")
    expect(page.locator("main")).to_contain_text("安全のため載せていません")
    assert "松原6" not in page.content()


def test_an_unsure_answer_lays_the_readings_side_by_side(page: Page) -> None:
    page.goto(UNSURE)
    choices = section(page, "どれに近いですか").get_by_role("listitem")
    expect(choices).to_have_count(3)
    expect(choices.nth(0)).to_contain_text("下の答え")
    other = choices.nth(1).get_by_role("link").first
    name = other.inner_text()
    other.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
