"""Nodes, lists, searches and neighbours as they are served."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.nodes import MAX_EDGES
from api.settings import Settings
from api.shapes import InfoOut, NeighboursOut, NetworkOut, NodesOut
from graph.model import Item, Node, properties
from tests.exampleku import HIDDEN, ITEMS, OTHER, OTHER_CODE, SOURCE, body, edge, stored
from tests.shapes import assert_node, assert_shape


def ids(client: TestClient, url: str) -> list[str]:
    document = client.get(url).json()
    assert_shape(document, NodesOut)
    return [i["id"] for i in document["items"]]


def test_a_node_with_its_edges_read_from_it(client: TestClient) -> None:
    document = client.get("/api/nodes/org:exampleku-kita").json()
    assert_node(document)
    assert (document["id"], document["kind"], document["label"]) == (
        "org:exampleku-kita",
        "organisation",
        "きた相談窓口",
    )
    assert document["dataset"] == "999999"
    assert document["verified_on"] is None
    assert document["properties"]["phone"] == "03-0000-0001"
    assert document["properties"]["aliases"] == ["きたまど"]
    assert document["provenance"] == [
        {"source": SOURCE, "title": "例区の案内", "where": "row 2", "basis": "stated", "as_of": "2026-04", "note": ""}
    ]
    read = [(s["kind"], s["label"], s["from"]["label"], s["to"]["label"]) for s in document["edges"]]
    assert read == [
        ("instance_of", "種別は", "きた相談窓口", "相談窓口"),
        ("located_in", "立っている", "きた相談窓口", "きた地域"),
        ("serves", "受け持つ", "きた相談窓口", "きた地域"),
        ("handles", "担当する", "きた相談窓口", "不登校"),
        ("refers_to", "紹介する", "きた相談窓口", "例の避難所"),
        ("provides", "行う", "きた相談窓口", "例の相談"),
    ]
    assert document["edges"][0]["sources"] == [{"id": SOURCE, "title": "例区の案内", "locator": "row 3"}]


def test_an_edge_is_read_backwards_from_its_end(client: TestClient) -> None:
    document = client.get("/api/nodes/case:futoko").json()
    (first, second, third) = document["edges"]
    assert (first["kind"], first["label"], first["from"]["id"]) == ("handles", "担当される", "case:futoko")
    assert [s["basis"] for s in (first, second)].count("inferred") == 1
    assert third["label"] == "こたえる事業"


def test_records_are_objects(client: TestClient) -> None:
    properties = client.get("/api/nodes/set:999999").json()["properties"]
    assert properties["families"] == [
        {"id": "refer", "name": "紹介", "relations": "紹介", "arrow": True, "shown": True}
    ]


def test_a_list_is_walked_by_its_cursor_and_meets_each_once(client: TestClient) -> None:
    whole = ids(client, "/api/nodes?kind=area")
    assert whole == sorted(whole) and len(whole) == 3
    for query in ("kind=area", "kind=area&q=", "", "q=の"):
        expected = ids(client, f"/api/nodes?{query}")
        walked: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = client.get(f"/api/nodes?{query}&limit=2&cursor={cursor}").json()
            walked += [i["id"] for i in page["items"]]
            assert len(page["items"]) <= 2
            cursor = page["next"]
        assert walked == expected


def test_a_name_is_found_before_what_only_holds_it(client: TestClient) -> None:
    assert ids(client, "/api/nodes?q=きたまど") == ["org:exampleku-kita"]
    assert ids(client, "/api/nodes?q=ひなた") == ["place:exampleku-hinata"]
    assert ids(client, "/api/nodes?q=相談窓口") == ["kind:madoguchi", "org:exampleku-kita"]
    assert ids(client, "/api/nodes?q=相談窓口&kind=organisation") == ["org:exampleku-kita"]
    assert ids(client, "/api/nodes?q=どこにもない名") == []


def test_what_belongs_to_others_is_found_only_when_asked_for(client: TestClient) -> None:
    assert ids(client, "/api/nodes?q=不登校") == ["case:futoko"]
    assert ids(client, "/api/nodes?q=不登校&kind=term") == ["term:0000000000000001"]


def test_neighbours(client: TestClient) -> None:
    document = client.get("/api/nodes/org:exampleku-kita/neighbours?kinds=refers_to, handles").json()
    assert_shape(document, NeighboursOut)
    assert [n["id"] for n in document["nodes"]] == ["org:exampleku-kita", "case:futoko", "org:exampleku-shelter"]
    assert {e["kind"] for e in document["edges"]} == {"refers_to", "handles"}
    assert document["truncated"] is False
    cut = client.get("/api/nodes/org:exampleku-kita/neighbours?limit=2").json()
    assert (len(cut["nodes"]), cut["truncated"]) == (2, True)


def test_the_picture(client: TestClient) -> None:
    document = client.get("/api/network").json()
    assert_shape(document, NetworkOut)
    assert [(n["id"], n["count"]) for n in document["nodes"]] == [("kind:madoguchi", 1), ("kind:hinanjo", 1)]
    (line,) = document["edges"]
    assert (line["from"], line["to"], line["label"]) == ("kind:madoguchi", "kind:hinanjo", "紹介する")


def test_info(client: TestClient) -> None:
    document = client.get("/api/info").json()
    assert_shape(document, InfoOut)
    assert document["counts"]["organisation"] == 2
    assert document["data_version"] == document["digest"][:12]
    assert document["sets"] == [{"code": "999999", "digest": document["digest"]}]


@pytest.mark.parametrize(
    "path",
    [
        "/api/nodes/org:exampleku-shelter",
        "/api/nodes/org:exampleku-shelter/neighbours?depth=2&kinds=located_in,instance_of,handles",
        "/api/nodes/kind:hinanjo/neighbours?depth=2&kinds=instance_of,located_in",
        "/api/nodes?q=避難所",
        "/api/nodes?kind=organisation",
        "/api/nodes?q=隠し町9-9-9",
        "/api/nodes?q=999-9999",
        "/api/find?q=不登校",
        "/api/network?view=around&around=org:exampleku-shelter",
        "/api/network?open=kind:hinanjo",
        "/api/network",
    ],
)
def test_a_hidden_place_is_nowhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    for told in HIDDEN:
        assert told not in response.text


def test_the_area_of_a_hidden_place_does_not_name_who_stands_there(client: TestClient) -> None:
    for path in ("/api/nodes/area:exampleku-kakushi", "/api/nodes/area:exampleku-kakushi/neighbours"):
        response = client.get(path)
        assert response.status_code == 200
        assert "避難所" not in response.text


BASE = "kyotsu"
SHARED = ("kind:madoguchi", "kind:hinanjo", "case:futoko", "term:0000000000000001", "law:ijime", SOURCE)
BESIDE: tuple[Item, ...] = (
    replace(body("org:betsuku-kita", "別区の相談窓口", phone="03-0000-0003"), dataset=OTHER_CODE),
    edge("instance_of", "org:betsuku-kita", "kind:madoguchi", dataset=OTHER_CODE),
    edge("serves", "org:betsuku-kita", "area:betsuku", dataset=OTHER_CODE),
    edge("handles", "org:betsuku-kita", "case:futoko", role="一義的相談窓口", first=1, dataset=OTHER_CODE),
)


def on_a_base(*items: Item) -> tuple[Item, ...]:
    """The items with the vocabulary in a set of its own, on which every municipality builds."""
    found: list[Item] = [Node(f"set:{BASE}", "data_set", "共通", BASE, properties(code=BASE, folder=BASE))]
    for item in items:
        if item.kind == "data_set":
            pairs = properties(**{**dict(item.properties), "builds_on": (BASE,)})
            found.append(replace(item, properties=pairs))
        else:
            found.append(replace(item, dataset=BASE) if item.id in SHARED else item)
    return tuple(found)


def test_a_second_municipality_changes_no_answer_of_the_first(tmp_path: Path) -> None:
    paths = (
        "/api/nodes", "/api/nodes?q=窓口", "/api/nodes?kind=organisation", "/api/nodes/kind:madoguchi", "/api/network",
        "/api/nodes/case:futoko", "/api/nodes/case:futoko/neighbours?depth=2", "/api/find?q=不登校",
    )  # fmt: skip
    answers = []
    for name, items in (("alone", ITEMS), ("both", (*ITEMS, *OTHER, *BESIDE))):
        with TestClient(create_app(Settings(graph_url=stored(tmp_path / name, *on_a_base(*items))))) as client:
            found = [client.get(f"{p}{'&' if '?' in p else '?'}set=999999").json() for p in paths]
            for one in found:
                one.pop("data_version", None)  # it is of the whole graph
            answers.append(found)
            for path in ("", "/neighbours"):
                assert client.get(f"/api/nodes/org:betsuku-kita{path}?set=999999").status_code == 404
            if name == "both":
                assert "別区の相談窓口" in client.get("/api/find?q=不登校&set=999998").text
    assert answers[0] == answers[1]


def test_a_node_with_many_edges_is_cut_and_says_so(tmp_path: Path) -> None:
    many = [body(f"org:many-{n:04}", f"窓口{n}") for n in range(MAX_EDGES + 1)]
    links = [edge("instance_of", b.id, "kind:madoguchi") for b in many]
    with TestClient(create_app(Settings(graph_url=stored(tmp_path, *ITEMS, *many, *links)))) as client:
        document = client.get("/api/nodes/kind:madoguchi").json()
    assert (len(document["edges"]), document["truncated"]) == (MAX_EDGES, True)
