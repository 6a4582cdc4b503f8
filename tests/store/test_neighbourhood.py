"""What lies around a node: nearest first, bounded, and never the place of a confidential body."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import BadParameter, UnknownItem, UnknownKind
from graph.neighbourhood import Neighbourhood, neighbourhood
from graph.schema import schema
from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from tests.contract.small import area, body, edge, put, within

KINDS = tuple(schema().edges)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    """a ← b ← c ← d in a chain, and z ← … at a."""
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    put(store, *(area(f"area:{n}") for n in "abcdz"))
    put(store, *(within(f"area:{a}", f"area:{b}") for a, b in ("ba", "cb", "dc", "za")))
    yield store
    store.close()


def _ids(found: Neighbourhood) -> list[str]:
    return [n.id.removeprefix("area:") for n in found.nodes]


def test_nearest_first_then_by_id(store: GraphStore) -> None:
    found = neighbourhood(store, "area:a", kinds=KINDS, depth=2, limit=9)
    assert _ids(found) == ["a", "b", "z", "c"]
    assert not found.truncated
    assert {(e.start, e.end) for e in found.edges} == {
        ("area:b", "area:a"),
        ("area:c", "area:b"),
        ("area:z", "area:a"),
    }
    assert list(found.edges) == sorted(found.edges, key=lambda e: e.id)


def test_one_hop(store: GraphStore) -> None:
    assert _ids(neighbourhood(store, "area:b", kinds=KINDS, depth=1, limit=9)) == ["b", "a", "c"]


@pytest.mark.parametrize(("limit", "ids"), [(1, ["a"]), (2, ["a", "b"]), (3, ["a", "b", "z"])])
def test_cut_nearest_first_and_said_so(store: GraphStore, limit: int, ids: list[str]) -> None:
    found = neighbourhood(store, "area:a", kinds=KINDS, depth=2, limit=limit)
    assert (_ids(found), found.truncated) == (ids, True)
    assert all(e.start in {n.id for n in found.nodes} and e.end in {n.id for n in found.nodes} for e in found.edges)


def test_only_the_kinds_asked(store: GraphStore) -> None:
    assert _ids(neighbourhood(store, "area:a", kinds=["serves"], depth=2, limit=9)) == ["a"]
    with pytest.raises(UnknownKind):
        neighbourhood(store, "area:a", kinds=["inside"], depth=2, limit=9)


def test_only_the_sets_asked(store: GraphStore) -> None:
    put(store, area("area:y", dataset="japan"), within("area:y", "area:a", "japan"))
    assert _ids(neighbourhood(store, "area:a", kinds=KINDS, depth=1, limit=9)) == ["a", "b", "y", "z"]
    assert _ids(neighbourhood(store, "area:a", kinds=KINDS, depth=1, limit=9, sets=["ward"])) == ["a", "b", "z"]


def test_the_place_of_a_confidential_body_is_no_way(store: GraphStore) -> None:
    put(store, body("org:hidden", confidential=True, address="1丁目"), edge("located_in", "org:hidden", "area:a"))
    put(store, edge("serves", "org:hidden", "area:b"))
    at_place = neighbourhood(store, "area:a", kinds=KINDS, depth=1, limit=9)
    assert "org:hidden" not in _ids(at_place)
    of_body = neighbourhood(store, "org:hidden", kinds=KINDS, depth=1, limit=9)
    assert _ids(of_body) == ["org:hidden", "b"]
    assert of_body.nodes[0].get("address") is None


def test_an_unknown_node(store: GraphStore) -> None:
    with pytest.raises(UnknownItem):
        neighbourhood(store, "area:no", kinds=KINDS, depth=1, limit=9)


@pytest.mark.parametrize(("depth", "limit"), [(0, 9), (3, 9), (1, 0), (1, 1_001)])
def test_bounds(store: GraphStore, depth: int, limit: int) -> None:
    with pytest.raises(BadParameter):
        neighbourhood(store, "area:a", kinds=KINDS, depth=depth, limit=limit)
