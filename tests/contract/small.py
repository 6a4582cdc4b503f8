"""The smallest items that the schema lets in, and short ways to put them into a store."""

from __future__ import annotations

from dataclasses import replace

from graph.changes import change_set, difference
from graph.model import Change, Edge, Item, Node, NodeId, Properties, Provenance, SetCode, Value, Version, properties
from graph.schema import schema
from graph.store import GraphStore
from graph.whole import by_id, items

SOURCE = Node("src:page", "source", "ページ", "ward", properties(publisher="区", licence="CC BY 4.0", type="official"))
SAID = (Provenance(SOURCE.id, "l.1", "stated", "2024-04"),)
AREA: dict[str, Value] = {"level": "地域"}
_BODY: dict[str, Value] = {"status": "open", "confidential": False}
SET = Node("set:ward", "data_set", "区のデータ", "ward", properties(code="ward", folder="ward"))


def area(node_id: NodeId, name: str = "区域", dataset: SetCode = "ward", **more: Value) -> Node:
    """An area; more properties as keywords."""
    return Node(node_id, "area", name, dataset, properties(**(AREA | more)), SAID)


def body(node_id: NodeId, name: str = "機関", dataset: SetCode = "ward", **more: Value) -> Node:
    """An organisation; more properties as keywords."""
    return Node(node_id, "organisation", name, dataset, properties(**(_BODY | more)), SAID)


def case_type(node_id: NodeId, order: int = 1) -> Node:
    """A case type."""
    needed = properties(group="子どもを守る", order=order, urgency="早め", danger=False, plain="やさしい")
    return Node(node_id, "case_type", "相談", "ward", needed, SAID)


def edge(kind: str, start: NodeId, end: NodeId, dataset: SetCode = "ward", **more: Value) -> Edge:
    """An edge with the id it must have; properties as keywords."""
    pairs: Properties = properties(**more)
    return Edge(schema().id_of(kind, start, end, pairs, dataset), kind, start, end, dataset, pairs, SAID)


def within(start: NodeId, end: NodeId, dataset: SetCode = "ward") -> Edge:
    """`part_of`, the edge with the fewest needs."""
    return edge("part_of", start, end, dataset)


def renamed(node: Node, name: str) -> Node:
    """The same node under another name."""
    return replace(node, name=name)


def held(store: GraphStore) -> dict[str, Item]:
    """All that the store holds, by id."""
    return by_id(items(store))


def apply(store: GraphStore, *changes: Change, why: str = "test") -> Version:
    """One change set on the present version."""
    return store.apply(change_set(store.info().version, changes, by="test", why=why))


def put(store: GraphStore, *wanted: Item, why: str = "test") -> Version:
    """Add or replace these items, in one change set."""
    before = held(store)
    return apply(store, *(Change(before.get(i.id), i) for i in wanted), why=why)


def become(store: GraphStore, *wanted: Item) -> Version:
    """Make the store hold exactly these items."""
    return apply(store, *difference(held(store), {i.id: i for i in wanted}))


def drop(store: GraphStore, *gone: Item) -> Version:
    """Take these items out, in one change set."""
    return apply(store, *(Change(i, None) for i in gone))
