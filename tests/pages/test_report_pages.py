"""レポート: the sentence, the lines with their things as links, and the edges behind each line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.pages.linked import Word, linked, titles, told
from api.pages.links import Link
from graph.analysis.reports.catalogue import REPORTS
from graph.model import properties
from tests.exampleku import ITEMS, body, edge, node
from tests.pages.asking import Parsed, shown
from tests.pages.planned import PLANNED

# in 2030 everything of today is to be confirmed again
ASKED = {
    "closure": "id=org:exampleku-kita", "source": "id=src:exampleku-annai", "item": "id=init:l-2-1-1",
    "takers": "id=case:futoko", "reconfirm": "on=2030-04-01",
}  # fmt: skip


@pytest.fixture
def plans(client_for: Callable[..., TestClient]) -> TestClient:
    return client_for(*PLANNED)


def lines(page: object, section: str) -> list[list[str]]:
    """The lines of a section as words, cell by cell."""
    found = next(s for s in page.result.sections if s.anchor == f"s-{section}")  # type: ignore[attr-defined]
    return [
        [
            "".join(w.text for w in c.words) or "、".join(f"{who.label} {n}".strip() for who, n, _ in c.numbers)
            for c in line.cells
        ]
        for line in found.lines
    ]


def test_names_in_a_sentence_are_links_the_longest_first() -> None:
    places = {"窓口": "/a", "相談窓口": "/b", "なし": ""}
    assert linked("相談窓口と窓口", places) == (Word("相談窓口", "/b"), Word("と"), Word("窓口", "/a"))
    assert linked("", places) == () and linked("何も", {}) == (Word("何も"),)
    assert [w.text for w in told("2つ以上は88。2026-11-26に47%", {}) if w.strong] == ["88", "47%"]
    one, other = titles("基盤の整備と質", "質と基盤の整備")
    assert [w.text for w in one if w.marked] == ["基盤の整備"] == [w.text for w in other if w.marked]
    assert "".join(w.text for w in one) == "基盤の整備と質"


def test_six_tabs_and_the_way_to_everything_else(plans: TestClient) -> None:
    page = shown(plans.get("/reports/gaps"))
    assert [t.label for t in page.tabs] == [
        "足りない",
        "重なり",
        "一つしかない",
        "なくなったら",
        "前期 ↔ 後期",
        "再確認リスト",
    ]
    assert [t.current for t in page.tabs] == [True, *[False] * 5]
    assert [t.href for t in page.more] == [
        "/reports/measures", "/reports/inferred", "/reports/source", "/reports/item", "/reports/takers", "/paths",
        "/common", "/questions",
    ]  # fmt: skip
    redirect = plans.get("/reports", follow_redirects=False)
    assert (redirect.status_code, redirect.headers["location"]) == (307, "/reports/gaps")


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_a_page_whose_lines_lead_to_their_edges(plans: TestClient, name: str) -> None:
    response = plans.get(f"/reports/{name}?{ASKED.get(name, '')}")
    page = shown(response)
    assert "「ない」はデータにないという意味です。実際にないとは限りません。" in Parsed(response.text).text.replace(
        " ", ""
    )
    assert page.result.sections, name
    for section in page.result.sections:
        assert section.count == len(section.lines)
        for line in section.lines:
            told = "".join(w.text for c in line.cells for w in c.words)
            assert line.facts or any(w.href for c in line.cells for w in c.words) or "は0です" in told, (name, told)
            if line.facts:
                again = shown(plans.get(line.facts.href.partition("#")[0]))
                (behind,) = [s.chosen for s in again.result.sections if s.chosen]
                assert f"{len(behind)}本" == line.facts.label
    rows = list(csv.reader(io.StringIO(plans.get(page.result.table).content.decode("utf-8-sig"))))
    assert len(rows) - 1 == sum(s.count for s in page.result.sections)


def test_gaps(plans: TestClient) -> None:
    page = shown(plans.get("/reports/gaps"))
    assert lines(page, "unassigned") == [
        ["後期 2-1-2", "集まる日", "だれか読めない"],
    ]
    assert lines(page, "hole") == [["後期 1", "重点政策1(判読不能)", "紙面が読めません"]]
    links = {w.text: w.href for w in page.result.lead if w.href}
    assert links["担い手のない取組み"] == "#s-unassigned"
    assert 'id="s-unassigned"' in plans.get("/reports/gaps").text


def test_a_first_window_without_a_number(client_for: Callable[..., TestClient]) -> None:
    page = shown(client_for(body("org:exampleku-kita", "きた相談窓口")).get("/reports/gaps"))
    assert lines(page, "no-phone") == [["きた相談窓口", "不登校", "", "2026年4月時点"]]


def test_what_would_be_cut(plans: TestClient) -> None:
    page = shown(plans.get("/reports/closure?id=きたまど"))  # by another name
    assert page.result.about == Link("きた相談窓口", "/nodes/org%3Aexampleku-kita")
    assert page.form.value == "きた相談窓口"
    assert lines(page, "areas")[0][:3] == ["きた地域", "1", "0"]
    assert lines(page, "first")[0][0].startswith("「不登校」の最初の窓口がなくなります。")
    assert page.result.picture == "/network?view=around&around=org%3Aexampleku-kita"


def test_a_report_about_something_asks_what(plans: TestClient) -> None:
    response = plans.get("/reports/closure")
    page = shown(response)
    assert page.result is None and "きた相談窓口" in page.form.names
    assert "機関か種別を選ぶと" in response.text
    unknown = plans.get("/reports/closure?id=どこにもない")
    assert shown(unknown).form.unknown == "どこにもない"
    assert "「どこにもない」という名前のものは、データにありません。" in unknown.text
    assert plans.get("/reports/closure?id=org:nobody").status_code == 404
    assert shown(plans.get("/reports/closure?id=不登校")).form.unknown == "不登校", "a case type does not close"
    assert plans.get("/reports/closure?id=case:futoko").status_code == 400


def test_the_two_plans_stand_side_by_side(plans: TestClient) -> None:
    page = shown(plans.get("/reports/succession"))
    assert lines(page, "pairs")[0][:3] == ["後期 2 支える", "前期 1 支え合う", "紙面の並び"]
    cells = page.result.sections[0].lines[0].cells
    assert [w.text for c in cells[:2] for w in c.words if w.marked] == ["支え", "支え"]
    assert page.result.words == "対応は紙面の並びからの推定です。"


def test_facts_of_one_source_are_reached_from_its_page(plans: TestClient) -> None:
    source = Parsed(plans.get("/nodes/src:exampleku-annai").text)
    assert "/reports/source?id=src%3Aexampleku-annai" in source.addresses and "この出典に拠る事実" in source.text
    page = shown(plans.get("/reports/source?id=例区の案内"))
    assert page.result.about.label == "例区の案内" and sum(s.count for s in page.result.sections) > 20
    assert "/reports/source?id=src%3Aexampleku-annai" in Parsed(plans.get("/about").text).addresses


def test_who_takes_it_on_a_day(plans: TestClient) -> None:
    weekday = shown(plans.get("/reports/takers?id=不登校&on=2026-11-25"))
    assert lines(weekday, "open")[0][0] == "きた相談窓口"
    sunday = shown(plans.get("/reports/takers?id=case:futoko&on=2026-11-29&area=日向"))
    assert lines(sunday, "closed")[0][0] == "きた相談窓口" and sunday.form.area == "日向"
    assert plans.get("/reports/takers?id=case:futoko&area=どこでもない町").status_code == 400


def test_a_day_and_a_basis_stand_in_every_address(plans: TestClient) -> None:
    page = shown(plans.get("/reports/overlaps?on=2026-04-01&basis=stated"))
    assert page.tabs[0].href == "/reports/gaps?on=2026-04-01&basis=stated"
    assert page.result.table == "/api/reports/overlaps?on=2026-04-01&basis=stated&format=csv"
    assert shown(plans.get("/reports/closure?basis=stated")).by_basis
    by_day = plans.get("/reports/reconfirm?on=2030-04-01")
    assert not shown(by_day).by_basis and 'name="basis"' not in by_day.text and "日付でしぼる" in by_day.text
    assert "2026-04-01のこととして答えています。" in plans.get("/reports/overlaps?on=2026-04-01").text


def test_what_a_sentence_only_counts_follows_it(client_for: Callable[..., TestClient]) -> None:
    words = next(i.properties for i in ITEMS if i.id == "kind:madoguchi")
    kinds = [replace(node(f"kind:k{n:02}", "organisation_kind", f"種別{n:02}"), properties=words) for n in range(14)]
    more = [edge("handles", k.id, "case:futoko", role="一義的相談窓口") for k in kinds]
    page = shown(client_for(*kinds, *more).get("/reports/overlaps"))
    (line,) = lines(page, "roles")
    assert "、ほか3)が受けます。(ほか: 種別" in line[0]
    found = page.result.sections[1].lines[0].cells[0].words
    assert {w.text for w in found if w.href} >= {f"種別{n:02}" for n in range(14)}


def test_what_has_not_begun_is_told(client_for: Callable[..., TestClient]) -> None:
    later = replace(body("org:exampleku-kita", "きた相談窓口"), since="2027-04-01")
    page = shown(client_for(later).get("/reports/overlaps"))
    assert [t.sentence for t in page.result.told] == [
        "「きた相談窓口」は2027-04-01からです。それより前の先は、データにありません。"
    ]


def test_a_long_section_is_shown_in_part_until_the_rest_is_asked_for(client_for: Callable[..., TestClient]) -> None:
    many = [
        replace(node(f"svc:exampleku-{n:03}", "service", f"事業{n:03}"), properties=properties(type="相談"))
        for n in range(60)
    ]
    client = client_for(*many)
    (section,) = [
        s for s in shown(client.get("/reports/source?id=src:exampleku-annai")).result.sections if s.title == "事業"
    ]
    assert (section.count, len(section.lines), section.rest.label) == (61, 40, "61行のうち40行。残りも出す")
    whole = shown(client.get(section.rest.href.partition("#")[0]))
    assert [len(s.lines) for s in whole.result.sections if s.title == "事業"] == [61]
    far = shown(client.get("/reports/source?id=src:exampleku-annai&line=service.55"))
    assert [len(s.lines) for s in far.result.sections if s.title == "事業"] == [55], "the chosen line is shown"


def test_names_that_two_kinds_share_are_told_apart(client_for: Callable[..., TestClient]) -> None:
    client = client_for(*PLANNED, node("svc:exampleku-kita", "service", "きた相談窓口", type="相談"))
    names = shown(client.get("/paths")).form.names
    assert "きた相談窓口" in names and "きた相談窓口(事業)" in names
    assert "例の法律第1条" in names and "例の法律第2条" in names and "後期 2-1 相談の体制" in names


@pytest.mark.parametrize("query", ["basis=x", "on=2026-13-01", "on=x"])
def test_what_cannot_be_read_has_a_page(plans: TestClient, query: str) -> None:
    assert plans.get(f"/reports/gaps?{query}").status_code == 400
    assert plans.get("/reports/nothing").status_code == 404
    for line in ("x", "x.1", "hole.9", "hole.x", ".", "hole.99999999999999999999"):
        assert plans.get(f"/reports/gaps?line={line}").status_code == 200


def test_a_body_leads_to_what_may_be_asked_of_it(plans: TestClient) -> None:
    found = Parsed(plans.get("/nodes/org:exampleku-kita").text).addresses
    assert {"/paths?from=org%3Aexampleku-kita", "/reports/closure?id=org%3Aexampleku-kita"} <= set(found)
    assert "/reports/item?id=init%3Al-2-1-1" in Parsed(plans.get("/nodes/init:l-2-1-1").text).addresses
    plan = set(Parsed(plans.get("/plan/l").text).addresses)
    assert {"/matrix?plan=l", "/reports/succession", "/reports/gaps", "/paths"} <= plan


def test_a_hidden_place_is_in_no_report(plans: TestClient) -> None:
    for name in REPORTS:
        text = plans.get(f"/reports/{name}?{ASKED.get(name, '')}").text
        assert "隠し町" not in text and "999-9999" not in text


def test_j5_of_the_ward(ward: TestClient) -> None:
    page = shown(ward.get("/reports/gaps"))
    gaps = {d.name: d.missing.label for s in page.result.sections for r in s.regions for d in r.districts if d.missing}
    assert gaps.pop("九品仏") == "計画中"
    assert gaps == dict.fromkeys(("太子堂", "上馬", "北沢", "松原", "奥沢", "二子玉川"), "データにない")
    instead = {line[0]: line for line in lines(page, "areas-jidokan")}
    assert "世田谷子ども家庭支援センター 03-5432-2915" in instead["太子堂地区"][2]
    assert "世田谷区配偶者暴力相談支援センター" in [line[0] for line in lines(page, "no-phone")]
    assert page.result.sections[0].anchor == "s-areas-jidokan"
