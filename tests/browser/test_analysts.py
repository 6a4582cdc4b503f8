"""J5 and J6 of design/UI.md §9 as planners and analysts walk them: every number leads to its rows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.tabs import PHONE, Tabs
from tests.browser.test_print import sheets
from tests.serving import fetch

_GAPS = ("太子堂", "上馬", "北沢", "松原", "奥沢", "二子玉川")


def main(page: Page) -> Locator:
    """What the page is about."""
    return page.locator("main")


def saved(page: Page, name: str) -> list[list[str]]:
    """The table behind a button, as a spreadsheet would read it."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    raw = Path(waiting.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "without it Excel takes the file for another script"
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))


def test_j5_from_the_menu_to_the_districts_and_where_to_send_people(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="主なページ", exact=True).get_by_role("link", name="レポート").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("レポート: 足りないところ")
    lead = main(page).locator("p.lead")
    expect(lead).to_contain_text("児童館のない地区が7")
    lead.get_by_role("link", name="児童館のない地区").click()
    assert page.url.endswith("#s-areas-jidokan")
    gaps = main(page).locator(".districts li.gap")
    expect(gaps).to_have_count(7)
    for name in _GAPS:
        expect(gaps.filter(has_text=name).filter(has_text="データにない")).not_to_have_count(0)
    expect(gaps.filter(has_text="九品仏")).to_contain_text("計画中")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="太子堂地区"))
    expect(row).to_contain_text("世田谷子ども家庭支援センター")
    expect(row.get_by_role("link", name="03-5432-2915")).to_have_attribute("href", "tel:0354322915")
    row.get_by_role("link", name="1本").click()
    expect(page.locator("#facts")).to_contain_text("太子堂地区")
    expect(page.locator("#facts")).to_contain_text("推定")


def test_j5_windows_without_a_number_and_the_list_for_the_telephone_round(page: Page) -> None:
    page.goto("/reports/gaps")
    table = page.get_by_role("region", name="電話番号のない最初の窓口の表")
    for name in ("世田谷区配偶者暴力相談支援センター", "ぷらっとホーム世田谷"):
        expect(table.get_by_role("rowheader", name=name)).to_be_visible()
    page.get_by_role("link", name="再確認リスト", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("レポート: 再確認リスト")
    head, *rows = saved(page, "表を保存(CSV)")
    assert {"電話", "時点", "ページ"} <= set(head)
    assert sum("世田谷区配偶者暴力相談支援センター" in row[head.index("対象")] for row in rows) == 1
    total = int("".join(filter(str.isdigit, main(page).locator("p.lead b").nth(1).inner_text())))
    assert len(rows) == total, "the sentence and the file count the same"


def test_j5_what_would_be_cut_without_one_body(page: Page) -> None:
    page.goto("/reports/gaps")
    page.get_by_role("link", name="なくなったら", exact=True).click()
    field = page.get_by_label("機関か種別")
    field.fill("世田谷区立産後ケアセンター")
    page.get_by_role("button", name="見る").click()
    page.wait_for_url("**/reports/closure?**")
    expect(main(page).locator("p.lead")).to_contain_text("「世田谷区立産後ケアセンター」がなくなると")
    expect(page.get_by_role("heading", name="切れる関係(2)")).to_be_visible()
    page.get_by_role("link", name="いまのつながりの図").click()
    page.wait_for_url("**/network?view=around**")


def test_j6_from_the_column_to_the_rows(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="主なページ", exact=True).get_by_role("link", name="マトリクス").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("マトリクス: 項目 × 機関の種別")
    heads = page.locator(".mx thead th").all_inner_texts()
    at = [h.replace("\n", "") for h in heads].index("児童相談所")
    for item, number in (("2-1)", "1+1"), ("3-2)", "1"), ("4-1)", "1+1"), ("4-2)", "(1)")):
        row = page.locator(".mx tbody tr").filter(has=page.get_by_role("rowheader", name=item))
        expect(row.locator("td").nth(at - 1)).to_have_text(number)
    expect(page.locator(".mx .holerow")).to_contain_text("穴: 原典28~35行")
    page.locator(".mx tbody tr").filter(has_text="2-1)").locator("td").nth(at - 1).get_by_role("link").click()
    detail = page.get_by_role("region", name="選んだ枠の行")
    expect(detail).to_contain_text("「児相」")
    expect(detail).to_contain_text("重点政策案 39行")
    guessed = detail.get_by_role("row").filter(has_text="相談機能強化")
    expect(guessed).to_contain_text("推定")
    expect(guessed).to_contain_text("「児童相談支援体制」と並びから")


def test_j6_by_basis_saved_and_on_to_the_paths(page: Page) -> None:
    page.goto("/matrix?plan=late&cell=measure%3Alate-2-1%2Ckind%3Ajido-sodanjo")
    page.get_by_label("推定").uncheck()
    page.get_by_label("編集").uncheck()
    page.get_by_role("button", name="表示する").click()
    page.wait_for_url("**basis=stated**")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["basis"] == ["stated"] and asked["cell"] == ["measure:late-2-1,kind:jido-sodanjo"]
    detail = page.get_by_role("region", name="選んだ枠の行")
    expect(detail).not_to_contain_text("推定")
    head, *rows = saved(page, "元の関係を保存(CSV)")
    assert {row[head.index("根拠")] for row in rows} == {"原典に記載"}
    detail.get_by_role("link", name="全区・地域・地区における相談支援体制の再構築").click()
    page.get_by_role("link", name="つながりをたどる").click()
    page.get_by_label("おわり").fill("児童虐待")
    page.get_by_role("button", name="たどる", exact=True).click()
    page.wait_for_url("**/paths?**to=**")
    first = page.locator("details.way").first
    expect(first.get_by_role("heading")).to_have_text("1. 1歩")
    for way in page.locator("details.way").all():
        way.evaluate("d => { d.open = true; }")
        for hop in way.locator(".hoplines > li").all():
            assert hop.locator(".from a").count() >= 1, "a hop without a source"
            assert hop.locator(".from .badge").count() == 1


def test_the_picture_of_the_paths_is_there(page: Page) -> None:
    page.goto("/paths?from=kind%3Ajidokan&to=kind%3Ajido-sodanjo")
    picture = page.locator(".waysimg img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("i => i.naturalWidth") > 300
    assert "児童館" in (picture.get_attribute("alt") or "")


def test_the_same_without_script(tabs: Tabs, ward: str) -> None:
    page = tabs.open(ward, script=False, size=PHONE)
    page.goto("/matrix?plan=late")
    page.get_by_label("取組み").check()
    page.get_by_label("相談の種別").check()
    page.get_by_role("button", name="表示する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("マトリクス: 取組み × 相談の種別")
    assert parse_qs(urlsplit(page.url).query)["rows"] == ["initiative"]
    page.goto("/paths")
    page.get_by_label("はじめ").fill("児相")
    page.get_by_label("おわり").fill("児童館")
    page.get_by_role("button", name="たどる", exact=True).click()
    expect(main(page).locator("p.lead")).to_contain_text("「児童相談所」から「児童館」へ")
    page.goto("/reports/takers")
    page.get_by_label("相談の種別").fill("不登校")
    page.get_by_role("button", name="見る").click()
    expect(page.get_by_role("heading", name="はい: この日に開く")).to_be_visible()


def test_the_matrix_moves_inside_its_region_on_a_phone(tabs: Tabs, ward: str) -> None:
    page = tabs.open(ward, size=PHONE)
    page.goto("/matrix?plan=late&limit=100")
    region = page.get_by_role("region", name="マトリクス(横に動かせます)")
    wide, seen = region.evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide > seen
    region.focus()
    before = region.evaluate("e => e.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.mxw').scrollLeft > before", arg=before)
    title = page.locator(".mx tbody th[scope=row]").nth(2).bounding_box()
    assert title is not None and title["x"] >= 0, "the title of the row stays"


@pytest.mark.parametrize(
    ("address", "size", "most"),
    [("/matrix?plan=late", (842, 595), 2), ("/reports/gaps", (595, 842), 6), ("/reports/succession", (595, 842), 2)],
)
def test_on_a4(tabs: Tabs, ward: str, address: str, size: tuple[int, int], most: int) -> None:
    page = tabs.open(ward)
    page.goto(address)
    printed = sheets(page)
    assert set(printed) == {size} and len(printed) <= most
    inner = round(size[0] / 72 * 96) - 106  # the margins
    page.set_viewport_size({"width": inner, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= inner


def test_an_answer_of_the_api_has_the_numbers_of_the_page(page: Page, ward: str) -> None:
    page.goto("/questions")
    asked = page.locator(".questions > li").all()
    assert len(asked) >= 20
    for question in asked[:6]:
        address = question.get_by_role("link", name="API", exact=True).get_attribute("href") or ""
        assert json.loads(fetch(ward + address))["sentence"] == question.locator("p").first.inner_text()


def test_a_number_on_a_phone_says_what_it_counts(tabs: Tabs, ward: str) -> None:
    page = tabs.open(ward, size=PHONE)
    page.goto("/reports/gaps")
    row = page.get_by_role("region", name="機関が1つもない種別の表").locator("tbody tr").first
    heads = row.locator("td").evaluate_all("cells => cells.map(c => getComputedStyle(c, '::before').content)")
    assert heads == ['"受ける相談" ": "', '"かかわる取組み" ": "', '"元の関係" ": "'] or heads == [
        '"受ける相談: "',
        '"かかわる取組み: "',
        '"元の関係: "',
    ]
