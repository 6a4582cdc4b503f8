"""つながりをたどる, 両方に結びつくもの, よくある問い: each hop in the right direction, with basis, source and line."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from api.pages.hops import HopRow
from api.pages.links import Link
from api.pages.marks import Mark
from graph.analysis.questions import questions
from tests.pages.asking import Parsed, shown
from tests.pages.planned import PLANNED

KITA, ITEM = "org:exampleku-kita", "init:l-2-1-1"
SOURCE = Link("例区の案内", "/nodes/src%3Aexampleku-annai")


@pytest.fixture
def plans(client_for: Callable[..., TestClient]) -> TestClient:
    return client_for(*PLANNED)


def said(hops: tuple[HopRow, ...]) -> list[tuple[str, str, str]]:
    """Hops as (from, verb, to)."""
    return [(h.start.label, h.label, h.end.label) for h in hops]


def test_the_shortest_first_each_hop_in_its_direction(plans: TestClient) -> None:
    response = plans.get(f"/paths?from={KITA}&to={ITEM}")
    page = shown(response)
    assert [w.length for w in page.ways] == sorted(w.length for w in page.ways)
    assert said(page.ways[0].hops) == [("きた相談窓口", "かかわる取組み", "窓口を強める")]
    first = page.ways[0].hops[0]
    assert first.mark == Mark("推定", "inf", "並び") and first.note == "並び"
    assert (first.line, first.as_of) == ("重点政策案 40行", "2026年4月時点")
    assert first.sources[0].href == SOURCE.href and first.sources[0].label == "例区の案内 row 3"
    assert said(page.ways[1].hops)[0] == ("きた相談窓口", "行う", "例の相談")
    assert page.sentence in Parsed(response.text).text


def test_asked_from_the_other_end_it_reads_the_other_way(plans: TestClient) -> None:
    there = shown(plans.get(f"/paths?from={KITA}&to={ITEM}"))
    back = shown(plans.get(there.turned))
    assert said(back.ways[0].hops) == [("窓口を強める", "かかわる機関", "きた相談窓口")]


def test_a_body_and_its_kind_are_told_apart(plans: TestClient) -> None:
    page = shown(plans.get(f"/paths?from={KITA}&to=kind:madoguchi"))
    assert page.ways[0].folded[0].startswith("ここでは「きた相談窓口」とその種別「相談窓口」を行き来します。")


def test_names_may_be_typed(plans: TestClient) -> None:
    page = shown(plans.get("/paths?from=きたまど&to=後期 2-1-1 窓口を強める"))
    assert (page.form.first, page.form.second) == ("きた相談窓口", "後期 2-1-1 窓口を強める") and page.ways
    nobody = plans.get("/paths?from=きたまど&to=どこにもない")
    assert shown(nobody).form.unknown == ("どこにもない",) and not shown(nobody).ways
    assert "「どこにもない」という名前のものは、データにありません。" in nobody.text
    assert plans.get("/paths?from=org:nobody&to=きたまど").status_code == 404
    assert shown(plans.get("/paths")).sentence == ""


def test_hubs_basis_and_day_are_chosen_in_the_form_and_stand_in_addresses(plans: TestClient) -> None:
    page = shown(plans.get(f"/paths?from={KITA}&to=kind:hinanjo&hubs=handles&hubs=serves&basis=stated&on=2026-04-01"))
    assert [(h.label, h.on) for h in page.hubs] == [("受け持つ", True), ("担当する", True), ("上位は", False)]
    assert page.table == (
        "/api/paths?from=org%3Aexampleku-kita&to=kind%3Ahinanjo&on=2026-04-01&basis=stated&hubs=handles%2Cserves&format=csv"
    )
    assert all(h.mark.label == "原典に記載" for w in page.ways for h in w.hops)
    for bad in ("max=9", "max=x", "hubs=x", "kinds=x", "basis=x", "on=x"):
        response = plans.get(f"/paths?from={KITA}&to=kind:hinanjo&{bad}")
        assert response.status_code == 400 and Parsed(response.text).tags["h1"] == 1, bad


def test_the_picture_holds_every_thing_on_the_paths(plans: TestClient) -> None:
    page = shown(plans.get(f"/paths?from={KITA}&to={ITEM}"))
    response = plans.get(page.picture)
    assert response.headers["content-type"] == "image/svg+xml"
    root = ElementTree.fromstring(response.text)
    words = "".join(root.itertext())
    for name in {h.end.label for w in page.ways for h in w.hops} | {"きた相談窓口"}:
        assert name in words
    assert plans.get("/paths.svg?from=&to=").status_code == 400


def test_what_two_share(plans: TestClient) -> None:
    page = shown(plans.get(f"/common?a={KITA}&b=kind:hinanjo&fold=false"))
    items = {i.item.label: (said(i.of_a), said(i.of_b)) for i in page.items}
    assert items["窓口を強める"] == (
        [("きた相談窓口", "かかわる取組み", "窓口を強める")],
        [("避難所", "かかわる取組み", "窓口を強める")],
    )
    folded = shown(plans.get(f"/common?a={KITA}&b=kind:hinanjo"))
    assert [w.label for w in folded.with_a] == ["相談窓口"] and [w.label for w in folded.with_b] == ["例の避難所"]
    assert said(folded.direct) == [("きた相談窓口", "紹介する", "例の避難所")]
    assert folded.table == "/api/common?a=org%3Aexampleku-kita&b=kind%3Ahinanjo&format=csv"
    assert shown(plans.get("/common")).sentence == "" and plans.get("/common?a=org:nobody").status_code == 404


def test_questions_are_answered_and_asked_again_by_their_links(plans: TestClient) -> None:
    response = plans.get("/questions")
    page = shown(response)
    rows = [r for g in page.groups for r in g.rows]
    assert page.count == len(rows) == len(questions()) >= 20
    for row in rows:
        if not row.page:
            assert row.answer.startswith("このデータには、")
            continue
        assert plans.get(row.page).status_code == 200, row.sentence
        assert plans.get(row.api, headers={"accept": "application/json"}).status_code == 200
    gaps = next(r for r in rows if r.page == "/reports/gaps")
    assert gaps.answer == "".join(w.text for w in shown(plans.get(gaps.page)).result.lead)


def test_questions_keep_the_day_and_the_municipality(plans: TestClient) -> None:
    page = shown(plans.get("/questions?on=2026-04-01&set=999999"))
    first = page.groups[0].rows[0]
    assert (first.page, first.api) == (
        "/reports/gaps?on=2026-04-01&set=999999", "/api/reports/gaps?on=2026-04-01&set=999999",
    )  # fmt: skip
    assert plans.get("/questions?on=x").status_code == 400


def test_j6_of_the_ward(ward: TestClient) -> None:
    page = shown(ward.get("/paths?from=init:late-2-1-1&to=case:gyakutai"))
    assert page.ways[0].length == 1 and page.ways[0].hops[0].line == "重点政策案 39行"
    assert all(h.sources for w in page.ways for h in w.hops)
