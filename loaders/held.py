"""What the graph holds of data sets, read whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from graph.errors import StoreUnavailable
from graph.model import Edge, Item, Node, NodeId, SetCode
from graph.schema import schema
from graph.store import MAX_IDS, MAX_LIMIT, GraphStore


def held(store: GraphStore, codes: Collection[SetCode]) -> dict[str, Item]:
    """Every node and edge of these sets, by id."""
    nodes = {n.id: n for code in codes for n in _nodes(store, code)}
    # an edge of a set may start in a set it builds on
    others = [n.id for code in bases(store, nodes.values()) - set(codes) for n in _nodes(store, code)]
    edges = {e.id: e for code in codes for e in _edges(store, [*nodes, *others], code)} if nodes else {}
    return {**nodes, **edges}


def bases(store: GraphStore, nodes: Iterable[Node]) -> set[SetCode]:
    """The sets that the `data_set` nodes among these build on. A base is called by its folder in the graph too."""
    folders = {f for n in nodes if n.kind == "data_set" for f in n.list("builds_on")}
    return {n.dataset for n in store.get([f"set:{f}" for f in sorted(folders)]).values()}


def _nodes(store: GraphStore, code: SetCode) -> Iterator[Node]:
    for kind in schema().nodes:
        after: NodeId | None = None
        while True:
            page = store.page(kind, dataset=code, after=after, limit=MAX_LIMIT)
            yield from page.items
            after = page.next
            if after is None:
                break


def _edges(store: GraphStore, ids: list[NodeId], code: SetCode) -> Iterator[Edge]:
    kinds = schema().edges.keys()
    for at in range(0, len(ids), MAX_IDS):
        some = ids[at : at + MAX_IDS]
        found = store.edges(some, kinds=kinds, direction="out", dataset=code, limit=MAX_LIMIT)
        if not found.truncated:
            yield from found.edges
        elif len(some) > 1:
            yield from (e for one in some for e in _edges(store, [one], code))
        else:
            raise StoreUnavailable(f"{some[0]} から出る関係が{MAX_LIMIT}本を超えていて、読めません。")
