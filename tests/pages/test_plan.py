"""The plan page: the hole first, never filled; items with their lines; bodies told apart by how they are known."""

from __future__ import annotations

from fastapi.testclient import TestClient

from api.pages.hole import RawLine
from api.pages.links import Link
from tests.pages.asking import Parsed, shown


def test_the_hole_is_a_block_of_its_own(ward: TestClient) -> None:
    response = ward.get("/plan/late")
    page = shown(response)
    (hole,) = page.holes
    assert (hole.number, hole.lines, hole.announced, hole.missing) == (1, "28~35行", 4, 1)
    assert len(hole.raw) == 8 and all(isinstance(r, RawLine) for r in hole.raw) and hole.raw[0].number == 28
    text = Parsed(response.text).text
    assert "原典の28~35行は文字が崩れていて、題名も項目も読めません。" in text
    assert "ここは空けたままにしています。補っていません。" in text
    assert "本文は「4つの政策」と書いているので、1つ足りないことだけが確かです。" in text
    assert "計画に書いてあること。実施されているかは別です" in text
    assert response.text.index('class="hole"') < response.text.index('class="policy"')
    assert "<pre>" in response.text


def test_policies_measures_and_initiatives(ward: TestClient) -> None:
    page = shown(ward.get("/plan/late"))
    assert page.read == "重点政策 4つのうち3つを読み取り"
    assert [p.number for p in page.policies] == [2, 3, 4]
    measure = page.policies[0].measures[0]
    assert (measure.number, measure.line) == (1, "39行")
    row = measure.initiatives[0]
    assert row.title == Link("全区・地域・地区における相談支援体制の再構築", "/nodes/init%3Alate-2-1-1")
    assert [p.label for p in row.parts] == ["児相・子家セン・地域資源による相談支援体制"]
    assert [(c.label, c.style, c.title) for c in row.bodies][:2] == [
        ("児童相談所", "st", "本文の語: 児相"),
        ("子ども家庭支援センター", "st", "本文の語: 子家セン"),
    ]
    assert row.bodies[-1].style == "inf"


def test_the_other_plan_of_the_family_is_a_tab(ward: TestClient) -> None:
    late, prior = shown(ward.get("/plan/late")), shown(ward.get("/plan/prior"))
    assert [(t.label, t.current) for t in late.tabs] == [
        ("後期(2020~2024年度)", True),
        ("前期(2015~2019年度)", False),
    ]
    assert "「前期」の語は紙面に無く" in prior.footnote
    assert prior.holes == () and len(prior.policies) == 3
    nobody = [i for p in prior.policies for m in p.measures for i in m.initiatives if i.unassigned]
    assert [i.title.label for i in nobody] == ["情報発信強化", "子育てメッセ"]
    assert "担い手が読めない" in ward.get("/plan/prior").text


def test_a_plan_leads_to_its_page(ward: TestClient) -> None:
    response = ward.get("/nodes/plan:late", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (307, "/plan/late")
    assert ward.get("/nodes/plan:dai3ki").status_code == 200
    assert ward.get("/plan/dai3ki").status_code == 404


def test_items_have_pages(ward: TestClient) -> None:
    initiative = shown(ward.get("/nodes/init:late-2-1-1"))
    assert initiative.number == "2-1)-1" and initiative.where.endswith("39行")
    assert ("児童相談所", "児相") in [(i.body.label, i.surface) for i in initiative.involved]
    assert [c.label for c in initiative.crumbs] == ["計画", "後期", "重点政策2", "1)"]
    policy = shown(ward.get("/nodes/policy:late-1"))
    assert policy.name == "重点政策1" and policy.hole is not None and policy.below == ()
    assert shown(ward.get("/nodes/policy:late-2")).prior.policy.label.startswith("政策1 ")
    part = shown(ward.get("/nodes/init:late-2-4-2-2"))
    assert part.unassigned == "対象の広げ方だけで、機関の名はない" and part.kind == "細目"


def test_a_body_knows_its_place_in_the_plan(ward: TestClient) -> None:
    rows = shown(ward.get("/nodes/org:jidokan-tsurumaki")).plan
    assert rows[0].where.label == "後期 2-2)" and rows[0].surface == "児童館"
    assert rows[0].where.href == "/plan/late#measure-late-2-2"
    assert [r.where.label[:2] for r in rows] == sorted((r.where.label[:2] for r in rows), reverse=True)


def test_a_hall_is_read_for_its_district(ward: TestClient) -> None:
    page = shown(ward.get("/nodes/org:jidokan-tsurumaki"))
    links = {(r.relation, r.arrow, r.other.label) for r in page.work.relations}
    assert ("通告", "→", "世田谷子ども家庭支援センター") in links
    assert ("連携", "↔", "上町まちづくりセンター") in links
    missing = {r.other.label for r in page.work.relations if any(m.label == "この地区の行がない" for m in r.marks)}
    assert missing == {"あんしんすこやかセンター", "新BOP"}
    assert page.work.handled_hint == "この機関だけの記載はありません。すべて種別「児童館」から引き継いでいます。"


def test_the_role_card_shows_the_districts_without_a_hall(ward: TestClient) -> None:
    page = shown(ward.get("/nodes/kind:jidokan"))
    facts = {f.label: f.before + f.strong + f.after for f in page.facts}
    assert facts["館の数"] == "27館(ほか計画中1)" and facts["ある地区"] == "28地区のうち21地区"
    gaps = {d.name: d.missing.label for r in page.regions for d in r.districts if d.missing}
    assert gaps.pop("九品仏") == "計画中"
    assert gaps == dict.fromkeys(("太子堂", "上馬", "北沢", "松原", "奥沢", "二子玉川"), "データにない")
