"""マトリクス: the numbers as they are written, each leading to its rows; the hole; the table as it is saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.pages.links import Link
from api.pages.matrix_table import Count, Line
from tests.pages.asking import Parsed, shown
from tests.pages.planned import PLANNED

CELL = "measure:l-2-1,kind:madoguchi"


@pytest.fixture
def plans(client_for: Callable[..., TestClient]) -> TestClient:
    return client_for(*PLANNED)


def numbers(page: object) -> list[tuple[str, list[str], str]]:
    """Each row as its number, its counts and its sum."""
    return [
        (line.number, [c.text if c else "" for c in line.counts], line.total.text if line.total else "")
        for group in page.table.groups  # type: ignore[attr-defined]
        for line in group.lines
        if not line.hole
    ]


def test_numbers_are_written_by_how_they_are_known(plans: TestClient) -> None:
    page = shown(plans.get("/matrix?plan=l"))
    assert page.title == "項目 × 機関の種別" and page.table.corner == "後期計画の項目"
    assert [h.label for h in page.table.heads] == ["相談窓口", "避難所"]
    assert numbers(page) == [("2-1)", ["1+1", "(1)"], "3")]
    assert [h.total.text for h in page.table.heads] == ["2", "1"] and page.table.total == 3
    styles = [c.style for c in page.table.groups[1].lines[0].counts]
    assert styles == ["s1", "s0"], "the shade is of what is stated"
    cases = shown(plans.get("/matrix?plan=l&columns=case_type"))
    assert numbers(cases) == [("2-1)", ["[1]"], "1")] and cases.editorial


def test_the_hole_is_a_hole(plans: TestClient) -> None:
    response = plans.get("/matrix?plan=l")
    group = shown(response).table.groups[0]
    assert group.title == "重点政策1(読み取れない)"
    node = "/nodes/policy%3Al-1"
    assert group.lines == (
        Line("", Link("項目も取組みも読めません", node), (), None, Link("穴: 原典28~29行", "/plan/l#policy-l-1")),
    )
    assert 'class="holerow"' in response.text
    policies = shown(plans.get("/matrix?plan=l&rows=policy"))
    assert policies.table.groups[0].lines[0].title.label == "重点政策1(読み取れない)"


def test_every_number_leads_to_its_rows(plans: TestClient) -> None:
    page = shown(plans.get("/matrix?plan=l"))
    lines = [line for g in page.table.groups for line in g.lines]
    every = [*(c for line in lines for c in (*line.counts, line.total) if c), *(h.total for h in page.table.heads)]
    assert len(every) == 5
    for count in every:
        assert isinstance(count, Count)
        behind = shown(plans.get(count.href.partition("#")[0])).detail
        said = sum(int(n) for n in count.text.strip("()").split("+"))
        assert len([r for r in behind.rows if not r.repeated]) == said, count


def test_the_rows_behind_a_number(plans: TestClient) -> None:
    response = plans.get("/matrix", params={"plan": "l", "cell": CELL})
    detail = shown(response).detail
    assert detail.title == "後期 2-1 相談の体制 × 相談窓口"
    rows = {r.words: r for r in detail.rows}
    stated, inferred = rows["「窓口」"], rows["文言なし(推定)"]
    assert (stated.item.label, stated.role, stated.mark.label) == ("窓口を強める", "実施", "原典に記載")
    assert stated.source == Link("重点政策案 40行", "/nodes/src%3Aexampleku-annai", "例区の案内")
    assert [s.label for s in stated.services] == ["例の相談"]
    assert (inferred.mark.label, inferred.reason, inferred.other.label) == ("推定", "並び", "きた相談窓口")
    text = Parsed(response.text).text
    assert "選んだ枠: 後期 2-1 相談の体制 × 相談窓口" in text and "並び" in text
    assert detail.paths.href == "/paths?from=measure%3Al-2-1&to=kind%3Amadoguchi"


def test_the_basis_stands_in_the_address_and_takes_the_rest_away(plans: TestClient) -> None:
    page = shown(plans.get("/matrix", params={"plan": "l", "cell": CELL, "basis": "stated"}))
    assert numbers(page) == [("2-1)", ["1"], "1")]
    assert [r.mark.label for r in page.detail.rows] == ["原典に記載"]
    href = page.table.heads[0].total.href
    assert parse_qs(urlsplit(href).query)["basis"] == ["stated"]
    form = shown(plans.get("/matrix?basis=stated&basis=inferred")).form.filters
    assert [(b.label, b.on) for b in form.bases] == [("記載", True), ("推定", True), ("編集", False)]
    assert not shown(plans.get("/matrix?basis=editorial&basis=stated&basis=inferred")).form.filters.narrowed


def test_a_cell_that_the_table_has_not_got_is_said(plans: TestClient) -> None:
    response = plans.get("/matrix?rows=policy&cell=measure:l-2-1,")
    assert shown(response).detail is None and "選んだ枠は、いまの表にありません。" in response.text


def test_all_plans_and_one(plans: TestClient) -> None:
    every = shown(plans.get("/matrix"))
    assert [g.title for g in every.table.groups] == [
        "後期 重点政策1(読み取れない)",
        "後期 重点政策2 支える",
        "前期 重点政策1 支え合う",
    ]
    assert [(p.label, p.on) for p in every.form.plans] == [("後期", False), ("前期", False), ("すべて", True)]
    items = shown(plans.get("/matrix?rows=initiative&plan=l"))
    assert [g.title for g in items.table.groups] == ["重点政策1(読み取れない)", "2-1) 相談の体制"]
    assert [r[0] for r in numbers(items)] == ["2-1)-1", "2-1)-2"]
    assert numbers(items)[1][2] == "", "nothing is counted where nobody is named"


def test_many_columns_are_offered_not_shown(plans: TestClient) -> None:
    page = shown(plans.get("/matrix?plan=l&limit=1"))
    assert [h.label for h in page.table.heads] == ["相談窓口"]
    assert page.wider.label == "2の列をすべて出す" and numbers(page) == [("2-1)", ["1+1"], "3")]
    assert [h.label for h in shown(plans.get(page.wider.href)).table.heads] == ["相談窓口", "避難所"]


def test_the_table_and_its_edges_are_saved(plans: TestClient) -> None:
    page = shown(plans.get("/matrix", params={"plan": "l", "cell": CELL}))
    table, edges = (plans.get(href) for href in (page.saved.table, page.saved.edges))
    assert table.content.startswith(b"\xef\xbb\xbf") and "attachment" in table.headers["content-disposition"]
    head, *rows = csv.reader(io.StringIO(table.content.decode("utf-8-sig")))
    assert head[3:] == ["相談窓口", "避難所"] and rows[1][3:] == ["1+推定1", "推定1"] and rows[0][3] == "判読不能"
    behind = list(csv.DictReader(io.StringIO(edges.content.decode("utf-8-sig"))))
    assert [(b["取組み"], b["根拠"]) for b in behind] == [("窓口を強める", "原典に記載"), ("窓口を強める", "推定")]
    assert plans.get(page.saved.workbook).content.startswith(b"PK")


@pytest.mark.parametrize("query", ["rows=x", "columns=x", "basis=x", "on=x", "limit=0", "limit=x"])
def test_what_cannot_be_read_has_a_page(plans: TestClient, query: str) -> None:
    response = plans.get(f"/matrix?{query}")
    assert response.status_code == 400 and "に読めない値があります" in Parsed(response.text).text
    assert plans.get("/matrix?plan=nobody").status_code == 404


def test_the_menu_leads_to_it_where_there_is_a_plan(plans: TestClient) -> None:
    assert "/matrix?plan=l" in Parsed(plans.get("/").text).addresses


def test_without_a_plan_there_is_no_matrix(client: TestClient) -> None:
    assert not [a for a in Parsed(client.get("/").text).addresses if a.startswith("/matrix")]
    assert shown(client.get("/matrix")).table.groups == ()


def test_j6_of_the_ward(ward: TestClient) -> None:
    page = shown(ward.get("/matrix?plan=late"))
    at = next(n for n, h in enumerate(page.table.heads) if h.label == "児童相談所")
    column = {line.number: line.counts[at] for g in page.table.groups for line in g.lines if not line.hole}
    assert {n: c.text for n, c in column.items() if c} == {"2-1)": "1+1", "3-2)": "1", "4-1)": "1+1", "4-2)": "(1)"}
