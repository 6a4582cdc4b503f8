"""Nodes as they are looked at: one with its edges, a list of a kind, a search by name. Read from the store.

Each answer is of one version, holds what the sets of one municipality hold, and shows no hidden place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.disclosure import disclosed, may_show
from graph.errors import BadParameter, UnknownItem
from graph.model import Edge, Node, NodeId, NodeKind, SetCode, ends
from graph.schema import schema
from graph.steps import Step, step
from graph.store import MAX_LIMIT, GraphStore
from graph.text import search_key
from graph.whole import nodes_of, of_one_version

MAX_EDGES: Final = 500  # of one node in one answer
# found through what they belong to; a search for a name would drown in them
INNER: Final = frozenset({"term", "phone", "urgent_rule", "page", "data_set"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of nodes that were read together."""

    nodes: Mapping[NodeId, Node]

    def label(self, node_id: NodeId) -> str:
        """The name, or the id of a node that was not read."""
        found = self.nodes.get(node_id)
        return found.name if found else node_id


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node with its edges, each read from the node. `truncated`: there are more edges."""

    node: Node
    steps: tuple[Step, ...]
    names: Names
    truncated: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Nodes in order; `next` is the cursor of the following ones, None at the end."""

    nodes: tuple[Node, ...]
    next: NodeId | None


def view(store: GraphStore, sets: Collection[SetCode], node_id: NodeId) -> NodeView:
    """A node with its edges. UnknownItem when none of the sets holds it."""
    return of_one_version(store, lambda _: _view(store, sets, node_id))


def _view(store: GraphStore, sets: Collection[SetCode], node_id: NodeId) -> NodeView:
    node = store.get([node_id]).get(node_id)
    if node is None or node.dataset not in sets:
        raise UnknownItem(node_id)
    edges, truncated = _edges(store, sets, [node_id], limit=MAX_EDGES)
    nodes = nodes_of(store, sorted({*ends(edges), *_sources([node, *edges])}))
    shown = [e for e in edges if e.start in nodes and may_show(e, nodes[e.start])]
    names = Names({**nodes, node_id: node})
    return NodeView(disclosed(node), tuple(step(names, e, node_id) for e in shown), names, truncated)


def _edges(
    store: GraphStore, sets: Iterable[SetCode], ids: Sequence[NodeId], *, limit: int
) -> tuple[tuple[Edge, ...], bool]:
    """By kind in schema order, leaving before entering, then by id."""
    found: list[Edge] = []
    truncated = False
    for code in sets:
        some = store.edges(ids, kinds=schema().edges.keys(), direction="both", dataset=code, limit=limit)
        found.extend(some.edges)
        truncated = truncated or some.truncated
    place = {kind: n for n, kind in enumerate(schema().edges)}
    inside = frozenset(ids)
    found.sort(key=lambda e: (place[e.kind], e.start not in inside, e.id))
    return tuple(found[:limit]), truncated or len(found) > limit


def _sources(items: Iterable[Node | Edge]) -> Iterable[NodeId]:
    return (p.source for item in items for p in item.provenance)


def listing(
    store: GraphStore, sets: Collection[SetCode], *, kind: NodeKind | None, text: str, after: NodeId, limit: int
) -> Listing:  # fmt: skip
    """Nodes of a kind by id; with a text, those whose names hold it, nearest first. `after` is a `next` of before."""
    key = search_key(text)
    if kind and not key:
        return of_one_version(store, lambda _: _page(store, sets, kind, after, limit))
    kinds = (schema().node(kind).name,) if kind else tuple(k for k in schema().nodes if k not in INNER)
    found = of_one_version(store, lambda _: _matching(store, sets, key, kinds))
    if not after:
        return _cut(found, limit)
    place = next((at for at, n in enumerate(found, 1) if n.id == after), None)
    if place is None:
        raise BadParameter("cursor", after, "はじめからさがしなおしてください。")
    return _cut(found[place:], limit)


def _page(store: GraphStore, sets: Iterable[SetCode], kind: NodeKind, after: NodeId, limit: int) -> Listing:
    found: list[Node] = []
    for code in sets:
        found.extend(store.page(kind, dataset=code, after=after or None, limit=limit + 1).items)
    found.sort(key=lambda n: n.id)
    return _cut(found, limit)


def _matching(store: GraphStore, sets: Iterable[SetCode], key: str, kinds: Collection[NodeKind]) -> list[Node]:
    found = [n for code in sets for n in store.match(key, kinds=kinds, dataset=code, limit=MAX_LIMIT).nodes]
    order = {name: place for place, name in enumerate(schema().nodes)}
    found.sort(key=lambda n: _nearness(n, key, order) if key else (0, 0, 0, n.id))
    return found


def _nearness(node: Node, key: str, order: Mapping[NodeKind, int]) -> tuple[int, int, int, NodeId]:
    """The name itself, another name, its beginning, its inside, the inside of another name; then bodies first."""
    name = search_key(node.name)
    if name == key:
        rank = 0
    elif key in schema().search_text(node).split():
        rank = 1
    else:
        rank = 2 if name.startswith(key) else 3 if key in name else 4
    return rank, order[node.kind], len(name), node.id


def _cut(found: list[Node], limit: int) -> Listing:
    shown = tuple(disclosed(n) for n in found[:limit])
    return Listing(shown, shown[-1].id if len(found) > limit else None)
