"""Reading more than one answer holds: all of a graph, and any answer of several calls, of one version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from graph.errors import StoreUnavailable
from graph.model import Edge, EdgeKind, Item, Node, NodeId, NodeKind, SetCode, StoreInfo
from graph.schema import schema
from graph.store import MAX_IDS, MAX_LIMIT, GraphStore

T = TypeVar("T")
_ATTEMPTS = 5  # loads are rare: a second attempt is, a fifth is nearly never needed


def of_one_version(store: GraphStore, ask: Callable[[StoreInfo], T]) -> T:
    """What `ask` answers by several calls, asked again when the graph moved on between them."""
    for _ in range(_ATTEMPTS):
        info = store.info()
        answer = ask(info)
        if store.info().version == info.version:
            return answer
    raise StoreUnavailable("データを1つの版としてそろえて読めませんでした。もう一度ためしてください。")


def items(store: GraphStore) -> Iterator[Item]:
    """Everything that can be asked for: all nodes by kind and id, then all edges by start."""
    ids: list[NodeId] = []
    for node in nodes(store, None):
        ids.append(node.id)
        yield node
    yield from edges(store, ids, None)


def nodes(store: GraphStore, dataset: SetCode | None) -> Iterator[Node]:
    """All nodes of a data set, or of all sets, by kind and id."""
    kinds = list(schema().nodes)
    if dataset is not None or _count(store.info(), kinds) <= MAX_LIMIT:
        found = store.match(
            "", kinds=kinds, dataset=dataset, limit=MAX_LIMIT
        )  # nearly always all there is, in one call
        if not found.truncated:
            yield from sorted(found.nodes, key=lambda n: (kinds.index(n.kind), n.id))
            return
    for kind in kinds:
        yield from _of_kind(store, kind, dataset)


def _count(info: StoreInfo, kinds: list[NodeKind]) -> int:
    return sum(info.counts.get(kind, 0) for kind in kinds)


def _of_kind(store: GraphStore, kind: NodeKind, dataset: SetCode | None) -> Iterator[Node]:
    after: NodeId | None = None
    while True:
        page = store.page(kind, dataset=dataset, after=after, limit=MAX_IDS)
        yield from page.items
        after = page.next
        if after is None:
            break


def edges(store: GraphStore, ids: list[NodeId], dataset: SetCode | None) -> Iterator[Edge]:
    """All edges of a data set, or of all sets, that leave these nodes, however many both are."""
    for at in range(0, len(ids), MAX_IDS):
        yield from _leaving(store, ids[at : at + MAX_IDS], list(schema().edges), dataset)


def _leaving(store: GraphStore, ids: list[NodeId], kinds: list[EdgeKind], dataset: SetCode | None) -> Iterator[Edge]:
    """The edges that leave the nodes (at most MAX_IDS); asked in parts where they are more than one answer holds."""
    found = store.edges(ids, kinds=kinds, direction="out", dataset=dataset, limit=MAX_LIMIT)
    if found.truncated and len(ids) > 1:
        for one in ids:
            yield from _leaving(store, [one], kinds, dataset)
        return
    yield from found.edges
    while found.truncated:
        after = found.edges[-1].id
        found = store.edges(ids, kinds=kinds, direction="out", dataset=dataset, limit=MAX_LIMIT, after=after)
        yield from found.edges


def by_id(found: Iterator[Item]) -> dict[str, Item]:
    """Items by id."""
    return {item.id: item for item in found}


def nodes_of(store: GraphStore, ids: list[NodeId]) -> dict[NodeId, Node]:
    """`get` for any number of ids."""
    return {k: v for at in range(0, len(ids), MAX_IDS) for k, v in store.get(ids[at : at + MAX_IDS]).items()}
