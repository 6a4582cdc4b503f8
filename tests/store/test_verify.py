"""verify finds what is wrong with a stored graph: what a loader let through, and what a hand or a disk changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.codec import encode
from graph.model import Item, Node, Provenance, Variant
from graph.schema import schema
from graph.store_embedded import EmbeddedStore
from graph.verify import verify
from tests.contract.small import SAID, SET, SOURCE, area, body, edge, put, within

AB = within("area:a", "area:b")
WHOLE = (SET, SOURCE, area("area:a"), area("area:b"), AB)

Change = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    put(store, *WHOLE)
    yield store
    store.close()


@pytest.fixture
def by_hand(store: EmbeddedStore, tmp_path: Path) -> Change:
    """Changes the file past the engine."""

    def change(*statement: object) -> None:
        raw = sqlite3.connect(tmp_path / "graph.db", isolation_level=None)
        try:
            raw.execute(str(statement[0]), statement[1:])
        finally:
            raw.close()

    assert verify(store) == ()
    return change


def _found(store: EmbeddedStore) -> dict[str, str]:
    found = verify(store)
    assert list(found) == sorted(found, key=lambda p: (p.item, p.sentence))
    return {p.item: p.sentence for p in found}


def test_an_empty_graph_is_whole(tmp_path: Path) -> None:
    store = EmbeddedStore(str(tmp_path / "empty.db"))
    assert verify(store) == ()
    store.close()


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (body("org:a", owner="org:nobody"), "org:nobody がありません"),
        (body("org:a", owner="area:a"), "area:a は area です(organisation のはず)"),
        (replace(body("org:a"), provenance=(Provenance("src:no"),)), "src:no がありません"),
        (replace(body("org:a"), provenance=(Provenance("area:a"),)), "area:a は area です(source のはず)"),
        (replace(body("org:a"), otherwise=(Variant("phone", "03", "src:no"),)), "src:no がありません"),
    ],
)
def test_references_and_sources_are_there(store: EmbeddedStore, item: Item, words: str) -> None:
    put(store, item)
    assert words in _found(store)["org:a"]


def test_references_of_edges_are_there(store: EmbeddedStore) -> None:
    link = edge("refers_to", "org:a", "org:b", relation="通告", case="case:no", laws=("law:no",))
    put(store, body("org:a"), body("org:b"), link)
    assert [p.item for p in verify(store)] == [link.id, link.id]


def test_each_set_is_described(store: EmbeddedStore) -> None:
    put(store, area("area:c", dataset="japan"))
    assert "説明(data_set)がありません" in _found(store)["japan"]


def test_a_body_changed_by_hand(store: EmbeddedStore, by_hand: Change) -> None:
    by_hand("UPDATE node SET body = ? WHERE id = 'area:a'", encode(area("area:a", "別の名")))
    assert set(_found(store)) == {"ward"}


def test_a_body_that_breaks_the_schema(store: EmbeddedStore, by_hand: Change) -> None:
    by_hand("UPDATE node SET body = ? WHERE id = 'area:a'", encode(area("area:a", level="村")))
    assert "村" in _found(store)["area:a"]


@pytest.mark.parametrize("also", [False, True])
def test_an_edge_that_was_lost(store: EmbeddedStore, by_hand: Change, also: bool) -> None:
    by_hand("DELETE FROM edge")
    if also:  # whoever counts again by hand has still to find the digest
        by_hand("DELETE FROM tally WHERE kind = 'part_of'")
    assert set(_found(store)) == {"ward"} | (set() if also else {"part_of"})


def test_a_node_that_was_lost_leaves_an_edge_without_an_end(store: EmbeddedStore, by_hand: Change) -> None:
    by_hand("DELETE FROM node WHERE id = 'area:b'")  # foreign keys are off in a strange hand
    assert AB.id in _found(store)


def test_a_node_under_a_kind_that_its_edges_may_not_join(store: EmbeddedStore, by_hand: Change) -> None:
    other = Node("area:b", "place", "町", "ward", (("type", "町"),), SAID)
    by_hand("UPDATE node SET kind = 'place', body = ? WHERE id = 'area:b'", encode(other))
    assert "area から place へは結べません" in _found(store)[AB.id]


def test_digests_and_counts_changed_by_hand(store: EmbeddedStore, by_hand: Change) -> None:
    by_hand("UPDATE dataset SET digest = ?", "0" * 32)
    by_hand("UPDATE tally SET items = 7 WHERE kind = 'area'")
    assert set(_found(store)) == {"ward", "area"}


def test_a_set_that_is_only_counted(store: EmbeddedStore, by_hand: Change) -> None:
    by_hand("INSERT INTO dataset VALUES ('japan', ?, 1)", "1" * 32)
    assert set(_found(store)) == {"japan"}


def test_every_kind_is_read(store: EmbeddedStore) -> None:
    """A kind that were forgotten would be missed by its digest."""
    assert sum(store.info().counts.values()) == len(WHOLE)
    assert set(store.info().counts) <= schema().nodes.keys() | schema().edges.keys()
