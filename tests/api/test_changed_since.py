"""What a list says of a version: what was added, changed or removed since, and versions that it cannot speak of."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.connection import FRESH_SECONDS
from api.settings import Settings
from api.shapes import EdgesOut, NodesOut
from graph import since
from graph.changes import change_set
from graph.model import Change, Edge, Item, Node, properties
from graph.store import GraphStore, open_store
from graph.undo import undo
from tests.exampleku import HIDDEN, ITEMS, OTHER, OTHER_CODE, body, edge, stored
from tests.shapes import assert_problem, assert_shape

KITA, NEW, SHELTER = "org:exampleku-kita", "org:exampleku-new", "org:exampleku-shelter"
HELD = {item.id: item for item in ITEMS}


@dataclass
class Moving:
    """A client of a graph that moves on."""

    client: TestClient
    store: GraphStore
    path: Path

    def change(self, *changes: tuple[Item | None, Item | None]) -> None:
        made = tuple(Change(before, after) for before, after in changes)
        self.store.apply(change_set(self.store.info().version, made, by="試験", why="試験"))
        time.sleep(2 * FRESH_SECONDS)  # an answer may be this old

    def nodes(self, version: int, query: str = "") -> list[tuple[str, str]]:
        document = self.client.get(f"/api/nodes?changed_since={version}{query}").json()
        assert_shape(document, NodesOut)
        assert document["version"] == self.store.info().version
        return [(i["id"], i["change"]) for i in document["items"]]

    def edges(self, version: int, query: str = "") -> list[dict[str, Any]]:
        document = self.client.get(f"/api/edges?changed_since={version}{query}").json()
        assert_shape(document, EdgesOut)
        items: list[dict[str, Any]] = document["items"]
        return items


@pytest.fixture
def moving(tmp_path: Path) -> Iterator[Moving]:
    url = stored(tmp_path)
    store = open_store(url)
    with TestClient(create_app(Settings(graph_url=url))) as client:
        yield Moving(client, store, tmp_path / "graph.db")
    store.close()


def changed(node_id: str, **more: str) -> tuple[Node, Node]:
    before = HELD[node_id]
    assert isinstance(before, Node)
    return before, replace(before, properties=properties(**{**dict(before.properties), **more}))


def test_what_was_added_changed_and_removed_in_the_end(moving: Moving) -> None:
    new = body(NEW, "新しい窓口")
    link = edge("instance_of", NEW, "kind:madoguchi")
    gone = next(e for e in ITEMS if isinstance(e, Edge) and e.kind == "provides")
    before, after = changed(KITA, phone="03-9999-0000")
    moving.change((None, new), (None, link), (gone, None))
    moving.change((before, after))
    assert moving.nodes(2) == [(KITA, "changed")]
    assert moving.nodes(1) == [(KITA, "changed"), (NEW, "added")]
    assert moving.nodes(3) == []
    told = {e["edge"]: e for e in moving.edges(1)}
    assert told[gone.id] == {"edge": gone.id, "kind": "provides", "change": "removed"}
    assert (told[link.id]["change"], told[link.id]["from"]["label"], told[link.id]["label"]) == (
        "added", "新しい窓口", "種別は",
    )  # fmt: skip
    moving.change((link, None), (new, None))
    assert moving.nodes(3) == [(NEW, "removed")]
    assert moving.nodes(1) == [(KITA, "changed")]  # who came and went was never there
    undo(moving.store, by="試験")
    time.sleep(2 * FRESH_SECONDS)
    assert moving.nodes(3) == []  # an undoing leaves nothing to tell
    assert moving.nodes(4) == [(NEW, "added")]


def test_since_the_beginning_is_everything(moving: Moving) -> None:
    whole = moving.client.get("/api/nodes?kind=area").json()
    assert moving.nodes(0, "&kind=area") == [(i["id"], "added") for i in whole["items"]]
    assert whole["version"] == 1
    every = moving.client.get("/api/edges?limit=500").json()
    assert_shape(every, EdgesOut)
    assert [e["edge"] for e in every["items"]] == [e["edge"] for e in moving.edges(0, "&limit=500")]
    assert sorted(e["edge"] for e in every["items"]) == [e["edge"] for e in every["items"]]


def test_a_filter_tells_what_left_it_and_what_came_into_it(moving: Moving) -> None:
    before, _ = changed(KITA)
    moving.change((before, replace(before, name="みなみ案内所")))
    assert moving.nodes(1, "&q=きた相談") == [(KITA, "removed")]
    assert moving.nodes(1, "&q=みなみ") == [(KITA, "added")]
    assert moving.nodes(1, "&kind=organisation") == [(KITA, "changed")]
    assert moving.nodes(1, "&kind=area") == []
    assert moving.edges(1, f"&node={KITA}") == []


def test_both_lists_are_walked_by_their_cursors(moving: Moving) -> None:
    moving.change(*((None, body(f"org:exampleku-{n}", f"窓口{n}")) for n in range(5)))
    for path in ("/api/nodes?changed_since=1", "/api/edges?kind=part_of", "/api/edges?changed_since=0"):
        key = "edge" if "edges" in path else "id"
        whole = [i[key] for i in moving.client.get(f"{path}&limit=500").json()["items"]]
        walked: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = moving.client.get(f"{path}&limit=2&cursor={cursor}").json()
            walked += [i[key] for i in page["items"]]
            cursor = page["next"]
        assert walked == whole and len(whole) > 2


def test_edges_of_a_kind_and_at_a_node(moving: Moving) -> None:
    def told(query: str) -> set[tuple[str, str]]:
        items = moving.client.get(f"/api/edges?{query}").json()["items"]
        return {(e["kind"], e["from"]["id"]) for e in items}

    assert told("node=org:exampleku-kita&kind=handles") == {("handles", KITA)}
    assert told("node=case:futoko&kind=handles") == {("handles", KITA), ("handles", SHELTER)}
    assert_problem(moving.client.get("/api/edges?node=org:nowhere"), 404, code="unknown-item")
    assert_problem(moving.client.get("/api/edges?kind=eats"), 400, code="unknown-kind")
    assert_problem(moving.client.get("/api/nodes?changed_since=0&kind=dragon"), 400, code="unknown-kind")


def test_another_municipality_is_not_told_of(moving: Moving) -> None:
    moving.change(*((None, item) for item in OTHER))
    document = moving.client.get("/api/nodes?changed_since=1&set=999999").json()
    assert (document["items"], document["version"]) == ([], 2)
    other = moving.client.get(f"/api/nodes?changed_since=1&set={OTHER_CODE}").json()
    assert {i["change"] for i in other["items"]} == {"added"}


def test_a_hidden_place_is_in_no_change(moving: Moving) -> None:
    before = HELD[SHELTER]
    moved = replace(
        before, properties=tuple((k, v if k != "address" else "隠し町9-9-9の2") for k, v in before.properties)
    )
    moving.change((before, moved))
    assert moving.nodes(1) == []  # nothing that anybody may see
    opened = replace(moved, properties=properties(**{**dict(moved.properties), "confidential": False}))
    moving.change((moved, opened))
    stands = [e for e in ITEMS if isinstance(e, Edge) and e.kind == "located_in" and e.start == SHELTER]
    assert [(e["edge"], e["change"]) for e in moving.edges(2)] == [(e.id, "added") for e in stands] != []
    moving.change((opened, moved))
    assert (moving.edges(2), moving.nodes(2)) == ([], [])
    assert moving.edges(3) == [{"edge": e.id, "kind": "located_in", "change": "removed"} for e in stands]
    secrets = [word for word in HIDDEN if word not in ("隠し地区", "area:exampleku-kakushi")]  # no secret by itself
    for path in ("nodes", "edges"):
        for version in range(4):
            text = moving.client.get(f"/api/{path}?changed_since={version}&limit=500").text
            assert not any(word in text for word in secrets)
    assert "area:exampleku-kakushi" not in moving.client.get("/api/edges?changed_since=3").text


@pytest.mark.parametrize("path", ["/api/nodes", "/api/edges"])
def test_a_version_that_is_to_come_or_is_no_number(moving: Moving, path: str) -> None:
    for value in ("2", "99999999999999999999", "-1", "きのう"):
        response = moving.client.get(path, params={"changed_since": value})
        problem = assert_problem(response, 400, code="bad-parameter", parameter="changed_since")
        assert problem["detail"].startswith("「変わったものの起点の版」に読めない値があります")
    told = moving.client.get(path, params={"changed_since": 2}).json()["detail"]
    assert told.endswith("いまの版は 1 です。それより前の版を書いてください。")


def test_a_version_that_is_too_far_back_or_no_longer_kept(moving: Moving, monkeypatch: pytest.MonkeyPatch) -> None:
    held: Item | None = None
    for n in range(5):
        new = body(NEW, f"窓口{n}")
        moving.change((held, new))
        held = new
    assert moving.nodes(1) == [(NEW, "added")]
    monkeypatch.setattr(since, "MAX_VERSIONS", 3)
    assert moving.nodes(3) == [(NEW, "changed")]
    far = moving.client.get("/api/nodes?changed_since=2")
    assert "3 より前からは、まとめられません。" in assert_problem(far, 400, code="bad-parameter")["detail"]
    with closing(sqlite3.connect(moving.path)) as by_hand:
        by_hand.execute("DELETE FROM change WHERE version = 5")
        by_hand.commit()
    gone = moving.client.get("/api/edges?changed_since=4")
    assert "この版からの記録は残っていません。" in assert_problem(gone, 400, code="bad-parameter")["detail"]
    assert moving.nodes(5) == [(NEW, "changed")]
