"""What lies around a node, nearest first, with the places of confidential bodies left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.bounds import check_edge_kinds
from graph.disclosure import disclosed, may_show
from graph.errors import BadParameter, UnknownItem
from graph.model import Edge, EdgeId, EdgeKind, Edges, Node, NodeId, SetCode, ends
from graph.store import MAX_IDS, MAX_LIMIT, GraphStore
from graph.whole import nodes_of, of_one_version

MAX_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes nearest first, then by id, the asked one before all; the edges that led to them, by id."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool


def neighbourhood(
    store: GraphStore, centre: NodeId, *, kinds: Collection[EdgeKind], depth: int, limit: int,
    sets: Collection[SetCode] | None = None,
) -> Neighbourhood:  # fmt: skip
    """At most `limit` nodes within `depth` hops over edges of these kinds, whatever their direction.

    `sets`: only what these data sets hold, so that one municipality's answer does not change with another's data.
    UnknownItem when the graph does not hold `centre`. Edges between two nodes at the rim are not looked for.
    """
    if not 1 <= depth <= MAX_DEPTH:
        raise BadParameter("depth", str(depth), f"1から{MAX_DEPTH}までの数を書いてください。")
    if not 1 <= limit <= MAX_IDS:
        raise BadParameter("limit", str(limit), f"1から{MAX_IDS}までの数を書いてください。")
    wanted = check_edge_kinds(kinds)
    return of_one_version(store, lambda _: _around(_Links(store, wanted, sets), centre, depth, limit))


@dataclass(frozen=True, slots=True)
class _Links:
    """The edges of these kinds in these sets."""

    store: GraphStore
    kinds: Collection[EdgeKind]
    sets: Collection[SetCode] | None

    def at(self, ids: Collection[NodeId]) -> Edges:
        found = [
            self.store.edges(ids, kinds=self.kinds, direction="both", dataset=code, limit=MAX_LIMIT)
            for code in (self.sets if self.sets is not None else (None,))
        ]
        return Edges(tuple(e for one in found for e in one.edges), any(one.truncated for one in found))


def _around(links: _Links, centre: NodeId, depth: int, limit: int) -> Neighbourhood:
    store = links.store
    nodes = store.get([centre])  # in the order of their nearness
    if centre not in nodes or (links.sets is not None and nodes[centre].dataset not in links.sets):
        raise UnknownItem(centre)
    shown: dict[EdgeId, Edge] = {}
    rim: Collection[NodeId] = [centre]
    truncated = False
    for _ in range(depth):
        found = links.at(rim)
        others = nodes_of(store, sorted(set(ends(found.edges)) - nodes.keys()))
        known = nodes | others
        lasting = [e for e in found.edges if e.start in known and may_show(e, known[e.start])]
        fresh = sorted(others.keys() & set(ends(tuple(lasting))))
        rim = fresh[: limit - len(nodes)]
        truncated = truncated or found.truncated or len(rim) < len(fresh)
        nodes |= {i: others[i] for i in rim}
        shown |= {e.id: e for e in lasting}
    kept = tuple(e for _, e in sorted(shown.items()) if e.start in nodes and e.end in nodes)
    return Neighbourhood(tuple(map(disclosed, nodes.values())), kept, truncated)
