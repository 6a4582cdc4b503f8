"""ネットワーク図 as a page: picture, sentence and table say the same, under every filter, without script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.links import Links
from api.pages.network import network_page
from api.settings import Settings
from graph.directory import Directories, Directory
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data
from tests.visualizations.small import body, directory, kind, of_kind, refers
from tests.visualizations.test_content import SCHOOL, items
from tests.visualizations.test_forms import HOSTILE
from visualizations.options import Options

_VOID = frozenset({"meta", "link", "input", "br", "img"})


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The shipped data. Only read."""
    path = tmp_path_factory.mktemp("network") / "graph.db"
    store = EmbeddedStore(str(path))
    load(store, [shipped_data()])
    store.close()
    return str(path)


@pytest.fixture(scope="module")
def ward(graph: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(graph_url=f"sqlite:{graph}"))) as client:
        yield client


@pytest.fixture(scope="module")
def place(graph: str) -> Iterator[Directory]:
    store = EmbeddedStore(graph)
    yield Directories(store).of()
    store.close()


class Page(HTMLParser):
    """What a browser would see: elements, rows of the table, the island, texts by element id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: dict[str, bool] = {}  # relation → shown
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.elements.append((tag, own))
        if tag == "tr" and own.get("data-relation"):
            self.rows[own["data-relation"] or ""] = "hidden" not in own
        if tag not in _VOID:
            self._open.append((tag, own.get("id") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data

    @property
    def island(self) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = json.loads(self.texts["graph"])
        return found

    def named(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [own for t, own in self.elements if t == tag and wanted.items() <= own.items()]


def get(client: TestClient, query: str = "") -> Page:
    answer = client.get(f"/network{query}")
    assert answer.status_code == 200
    return Page(answer.text)


def test_the_ward_as_a_whole(ward: TestClient) -> None:
    page = get(ward)
    island = page.island
    assert re.match(r"\d+種別・\d+の関係。", page.texts["why"])
    kinds, relations = map(int, re.findall(r"\d+", page.texts["why"])[:2])
    assert (kinds, relations) == (len(island["nodes"]), len(island["edges"])) == (62, 134)
    assert len(page.rows) == relations and all(page.rows.values())
    assert f"・{relations}の関係)" in page.texts["tablehead"]
    assert "児童相談所(" in page.texts["why"] and "児童館(" in page.texts["why"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?rel=law",
        "?rel=none",
        "?rel=law,refer,with,back,admin",
        "?basis=stated",
        "?rel=refer&basis=inferred",
        "?select=kind:gakko",
        "?open=kind:jidokan",
        "?view=around&around=kind:jidokan",
        "?view=around&around=kind:jido-sodanjo&rel=law",
        "?view=area&area=area:chiiki-setagaya&basis=stated,editorial",
        "?view=plan",
        "?plan=prior&rel=law,with",
        "?view=case&q=不登校&area=等々力",
        "?view=case&q=case:futoko&basis=stated",
    ],
)
def test_picture_and_table_hold_the_same(ward: TestClient, query: str) -> None:
    page = get(ward, query)
    edges = [str(e["id"]) for e in page.island["edges"]]
    assert sorted(page.rows) == sorted(edges) and len(set(edges)) == len(edges)
    carried = [i for line in page.island["lines"] for i in line["relations"]]  # type: ignore[attr-defined]
    assert sorted(map(str, carried)) == sorted(edges)
    drawn = {own["data-line"] for own in page.named("g") if "data-line" in own}
    assert drawn == {line["id"] for line in page.island["lines"]}
    boxes = {own["data-id"] for own in page.named("g") if own.get("data-id")}
    assert boxes == {n["id"] for n in page.island["nodes"]}


def test_a_filter_says_what_it_hides_and_how_to_see_it(ward: TestClient) -> None:
    whole, page = get(ward), get(ward, "?rel=law,with,back")
    lost = len(whole.rows) - len(page.rows)
    assert lost > 0
    assert f"紹介を隠しています({lost}本)。" in page.texts["why"]
    assert any(own.get("href") == "/network" for own in page.named("a"))
    checked = {own["value"] for own in page.named("input", type="checkbox", name="rel") if "checked" in own}
    assert checked == {"law", "with", "back"}


def test_the_form_works_without_script(ward: TestClient) -> None:
    sent = "?rel=none&basis=none&rel=law&rel=with&basis=stated&basis=inferred&basis=editorial&select=学校"
    page, link = get(ward, sent), get(ward, "?rel=law,with&select=kind:gakko")
    assert page.rows == link.rows
    assert page.named("div", id="netbody")[0]["data-address"] == "/network?select=kind%3Agakko&rel=law%2Cwith"


def test_a_choice_keeps_its_rows_and_says_so(ward: TestClient) -> None:
    page = get(ward, "?select=kind:gakko")
    shown = [r for r, on in page.rows.items() if on]
    assert page.texts["why"].startswith("学校 は ")
    assert f"と {len(shown)} の関係。" in page.texts["why"]
    assert f"「学校」の{len(shown)}の関係だけを出しています。" in page.texts["chosencount"]
    assert 0 < len(shown) < len(page.rows)
    touching = {e["id"] for e in page.island["edges"] if "kind:gakko" in (e["from"], e["to"])}
    assert set(shown) == touching


def test_a_choice_that_is_not_there_is_said(ward: TestClient) -> None:
    page = get(ward, f"?select={quote('<b>どこにもない')}")
    assert "「<b>どこにもない」は、この図にありません。" in page.texts["why"]
    assert all(page.rows.values())


def test_tabs_lead_to_pages_that_exist(ward: TestClient) -> None:
    tabs = [own["href"] for own in get(ward).named("a") if (own.get("href") or "").startswith("/network")][:3]
    assert [ward.get(str(t)).status_code for t in tabs] == [200, 200, 200]


def test_around_a_body_by_name(ward: TestClient) -> None:
    page = get(ward, f"?view=around&around={quote('ぷるる弦巻児童館')}")
    assert page.texts["why"].startswith("ぷるる弦巻児童館は")
    assert "すべて種別「児童館」から引き継ぎ" in page.texts["why"]
    assert "世田谷子ども家庭支援センター" in page.texts["table"]
    assert page.named("input", id="around")[0]["value"] == "ぷるる弦巻児童館"


@pytest.mark.parametrize(
    "query", ["?view=case", "?plan=never", "?rel=x", "?basis=guess", "?around=どこにもない", "?area=org:x"]
)
def test_what_cannot_be_read_is_400(ward: TestClient, query: str) -> None:
    assert ward.get(f"/network{query}").status_code == 400
    assert ward.get(f"/network.svg{query}").status_code == 400


def test_nothing_inline_and_nothing_from_outside(ward: TestClient) -> None:
    answer = ward.get("/network?select=kind:gakko")
    page = Page(answer.text)
    for tag, own in page.elements:
        assert tag != "style" and "style" not in own
        assert not [a for a in own if a.startswith("on")]
        assert tag != "script" or own.get("src") or own.get("type") == "application/json"
        for name in ("src", "href", "action"):
            assert not (own.get(name) or "").startswith(("http:", "https:", "//")), own
    assert "unsafe" not in answer.headers["content-security-policy"]
    for own in page.named("script"):
        if own.get("src"):
            assert ward.get(str(own["src"])).status_code == 200


def test_the_canvas_is_a_group_with_a_name_and_the_sentence(ward: TestClient) -> None:
    canvas = get(ward).named("div", id="canvas")[0]
    assert (canvas["role"], canvas["aria-describedby"], canvas["tabindex"]) == ("group", "why", "0")
    assert "同じ内容の表" in str(canvas["aria-label"])
    why = get(ward).named("div", id="why")[0]
    assert (why["role"], why["aria-live"]) == ("status", "polite")


def test_the_svg_is_the_same_view(ward: TestClient) -> None:
    answer = ward.get("/network.svg?rel=law&select=kind:gakko")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.text)
    lines = {g.get("data-line") for g in root.iter("{http://www.w3.org/2000/svg}g") if g.get("data-line")}
    assert lines == {line["id"] for line in get(ward, "?rel=law&select=kind:gakko").island["lines"]}
    assert ward.get("/network.svg?rel=law&select=kind:gakko").text == answer.text


def test_vis_network_is_served_by_us(ward: TestClient) -> None:
    answer = ward.get("/static/vis-network.min.js")
    assert answer.headers["content-type"].startswith("text/javascript") and "@version 9.1.2" in answer.text
    assert "Apache 2.0 License" in Page(ward.get("/network").text).texts["netbody"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text(text: str) -> None:
    place = directory(
        [kind("a", label=text), kind("b", label=f"{text}b"), body("x", text), *of_kind("x", "b"),
         refers("kind:a", "org:x", "通告", text, "inferred")]
    )  # fmt: skip
    page = network_page(place, Links(), Options(select="kind:a"))
    assert set(page.form.boxes) == {text, f"{text}b"}
    assert [(r.start.label, r.end.label) for r in page.table.rows] == [(text, text)]
    for made in (str(page.svg), str(page.island)):
        assert "<script" not in made.lower() and "<img" not in made.lower()


def test_a_kind_with_bodies_can_be_opened_and_closed() -> None:
    place = directory(items(), hubs=[("centre", "地域")])
    page = network_page(place, Links(), Options(select="kind:centre"))
    assert page.said is not None
    links = {link.label: link.href for link in page.said.links}
    assert links["機関ごとに開く"] == "/network?select=kind%3Acentre&open=kind%3Acentre"
    opened = network_page(place, Links(), Options(select="kind:centre", open=("kind:centre",)))
    assert opened.said is not None and "まとめて見る" in {link.label for link in opened.said.links}


def test_every_address_keeps_the_municipality() -> None:
    page = network_page(directory(items()), Links("999999"), Options(select=SCHOOL))
    addresses = [*(t.href for t in page.tabs), page.svg_href, page.address, page.unselected]
    addresses += [link.href for row in page.table.rows for link in (row.start, row.end)]
    assert all("set=999999" in a for a in addresses)
    assert ("set", "999999") in page.form.kept


def test_the_spine_of_the_ward_is_what_its_plan_says(place: Directory) -> None:
    page = network_page(place, Links(), Options())
    named = {h.kind for h in place.municipality.hubs}
    assert named == {str(n["id"]) for n in json.loads(str(page.island))["nodes"] if n["form"] in ("pillar", "frame")}
