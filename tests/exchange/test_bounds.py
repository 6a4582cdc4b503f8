"""Exports read by pages and keep nothing: as much memory for many municipalities as for few."""

from __future__ import annotations

import tracemalloc
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from api.exporting import ALL_FORMATS
from graph.exchange.content import content
from graph.model import Direction, Edges, Page
from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from graph.whole import edges, nodes
from tests.exchange.stores import FORMATS, base, embedded, fill, municipality

FEW, MANY, BODIES = 3, 30, 20


def codes(number: int) -> list[str]:
    return [str(100_000 + n) for n in range(number)]


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few municipalities fill a page already."""
    monkeypatch.setattr("graph.exchange.content.PAGE", 20)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, GraphStore]:
    """One of few municipalities and one of ten times as many."""
    found = {}
    for number in (FEW, MANY):
        found[number] = embedded(tmp_path_factory.mktemp("graph"), base())
        for code in codes(number):
            fill(found[number], municipality(code, BODIES))
    return found


def peak(store: GraphStore, name: str) -> int:
    """Bytes of memory at most, while the file is made and thrown away."""
    tracemalloc.start()
    try:
        for _ in ALL_FORMATS[name].write(content(store, None)):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", FORMATS)
def test_memory_does_not_grow_with_the_number_of_municipalities(name: str, graphs: dict[int, GraphStore]) -> None:
    few, many = (peak(graphs[number], name) for number in (FEW, MANY))
    assert many < 1.5 * few + 200_000, (few, many)


class Counting(EmbeddedStore):
    """Counts the items that were asked for."""

    items = 0

    def page(self, *asked: Any, **more: Any) -> Page:
        found = super().page(*asked, **more)
        self.items += len(found.items)
        return found

    def edges(self, ids: Collection[str], *, direction: Direction, **more: Any) -> Edges:
        found = super().edges(ids, direction=direction, **more)
        self.items += len(found.edges)
        return found


@pytest.mark.parametrize("name", FORMATS)
def test_a_hub_with_more_edges_than_one_answer_holds_is_read_whole(
    name: str, graphs: dict[int, GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = content(graphs[FEW], None)
    whole = b"".join(ALL_FORMATS[name].write(found))
    for limit in (1, 3):
        monkeypatch.setattr("graph.exchange.content.MAX_LIMIT", limit)
        assert b"".join(ALL_FORMATS[name].write(found)) == whole


def test_all_edges_are_read_however_many_leave_a_node(
    graphs: dict[int, GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [n.id for n in nodes(graphs[FEW], None)]
    whole = sorted(edges(graphs[FEW], ids, None), key=lambda e: e.id)
    for limit in (1, 3):
        monkeypatch.setattr("graph.whole.MAX_LIMIT", limit)
        assert sorted(edges(graphs[FEW], ids, None), key=lambda e: e.id) == whole


@pytest.mark.parametrize("name", ["json-graph", "graphml", "gexf", "jsonld"])
def test_what_is_read_goes_out_before_more_is_read(name: str, tmp_path: Path) -> None:
    store = Counting(str(tmp_path / "graph.db"))
    fill(store, base())
    for code in codes(30):
        fill(store, municipality(code, BODIES))
    store.items = 0
    stream = ALL_FORMATS[name].write(content(store, None))
    first = [next(stream) for _ in range(100)]
    early = store.items
    rest = sum(1 for _ in stream)
    assert len(first) == 100 and rest > 300
    assert early < store.items / 3, (early, store.items)
