"""The contract in dictionaries: the plainest engine that can be right, and the oracle of the random histories.

It shares the bounds of questions with the engines and nothing else: its checks of a change and its `between` are its
own, so that a slip of an engine is not repeated here.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from graph.bounds import (
    check_after,
    check_direction,
    check_edge_kinds,
    check_hops,
    check_ids,
    check_limit,
    check_node_kinds,
)
from graph.codec import digest_of, encode
from graph.errors import BadParameter, InvalidGraph, StaleVersion, StoreUnavailable
from graph.model import (
    Change,
    ChangeSet,
    Direction,
    Edge,
    EdgeId,
    EdgeKind,
    Edges,
    Item,
    Matches,
    Node,
    NodeId,
    NodeKind,
    Page,
    SetCode,
    StoreInfo,
    Version,
)
from graph.schema import schema
from graph.store import MAX_CHANGES, MAX_LIMIT, GraphStore


@dataclass(slots=True)
class Held:
    """What lasts when a handle is closed."""

    nodes: dict[NodeId, Node] = field(default_factory=dict)
    edges: dict[EdgeId, Edge] = field(default_factory=dict)
    changes: list[ChangeSet] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)


class ReferenceStore(GraphStore):
    """A handle on `graph`; None stands for a graph that cannot be reached."""

    def __init__(self, graph: Held | None) -> None:
        self._graph = graph

    def info(self) -> StoreInfo:
        held = self._held()
        with held.lock:
            items: list[Item] = [*held.nodes.values(), *held.edges.values()]
            sets = {i.dataset for i in items}
            digest = digest_of(items)
            return StoreInfo(
                engine="reference",
                version=len(held.changes),
                data_version=digest[:12],
                digest=digest,
                digests={s: digest_of(i for i in items if i.dataset == s) for s in sets},
                counts=dict(Counter(i.kind for i in items)),
                loaded_at=held.changes[-1].at if held.changes else "",
            )

    def get(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        held = self._held()
        with held.lock:
            return {i: held.nodes[i] for i in check_ids(ids) if i in held.nodes}

    def page(self, kind: NodeKind, *, dataset: SetCode | None, after: NodeId | None, limit: int) -> Page:
        check_limit(limit)
        start = check_after(after)
        found = [n for n in self._of(check_node_kinds((kind,)), dataset) if n.id > start]
        return Page(tuple(found[:limit]), found[limit - 1].id if len(found) > limit else None)

    def match(self, key: str, *, kinds: Collection[NodeKind], dataset: SetCode | None, limit: int) -> Matches:
        check_limit(limit)
        found = [n for n in self._of(check_node_kinds(kinds), dataset) if key in schema().search_text(n)]
        return Matches(tuple(found[:limit]), len(found) > limit)

    def edges(
        self,
        ids: Collection[NodeId],
        *,
        kinds: Collection[EdgeKind],
        direction: Direction,
        dataset: SetCode | None,
        limit: int,
        after: EdgeId | None = None,
    ) -> Edges:
        check_limit(limit)
        check_direction(direction)
        wanted, known, begin = set(check_ids(ids)), check_edge_kinds(kinds), check_after(after)
        found = [
            e
            for e in self._links(known)
            if dataset in (None, e.dataset)
            and e.id > begin
            and ((direction != "in" and e.start in wanted) or (direction != "out" and e.end in wanted))
        ]
        return Edges(tuple(found[:limit]), len(found) > limit)

    def between(self, a: NodeId, b: NodeId, *, kinds: Collection[EdgeKind], max_hops: int) -> Edges | None:
        check_hops(max_hops)
        links = self._links(check_edge_kinds(kinds))
        if len(self.get({a, b})) < len({a, b}):
            return None
        from_a, from_b = _distances(a, links), _distances(b, links)
        length = from_a.get(b)
        if length is None or length > max_hops:
            return None
        found = [
            e
            for e in links
            for near, far in ((e.start, e.end), (e.end, e.start))
            if near in from_a and far in from_b and from_a[near] + 1 + from_b[far] == length
        ]
        return Edges(tuple(found[:MAX_LIMIT]), len(found) > MAX_LIMIT)

    def apply(self, change: ChangeSet) -> Version:
        if len(change.changes) > MAX_CHANGES:
            raise BadParameter("changes", str(len(change.changes)), "")
        held = self._held()
        _check_alone(change)
        with held.lock:
            version = len(held.changes)
            if version and held.changes[-1].id == change.id:
                return version
            if change.base != version:
                raise StaleVersion(change.base, version)
            if not change.changes:
                return version
            nodes, edges = _applied(held, change)
            held.nodes, held.edges = nodes, edges
            held.changes.append(change)
            return version + 1

    def history(self, *, before: Version | None, limit: int) -> tuple[tuple[Version, ChangeSet], ...]:
        check_limit(limit)
        numbered = list(enumerate(self._held().changes, start=1))
        return tuple((v, c) for v, c in reversed(numbered) if before is None or v < before)[:limit]

    def close(self) -> None:
        self._graph = None

    def _held(self) -> Held:
        if self._graph is None:
            raise StoreUnavailable("グラフに届きません。")
        return self._graph

    def _of(self, kinds: Collection[NodeKind], dataset: SetCode | None) -> list[Node]:
        held = self._held()
        with held.lock:
            return [n for _, n in sorted(held.nodes.items()) if n.kind in kinds and dataset in (None, n.dataset)]

    def _links(self, kinds: Collection[EdgeKind]) -> list[Edge]:
        held = self._held()
        with held.lock:
            return [e for _, e in sorted(held.edges.items()) if e.kind in kinds]


def _check_alone(change: ChangeSet) -> None:
    """What can be said of a change set without the graph."""
    if not change.id:
        raise InvalidGraph("変更", "no id")
    seen: set[str] = set()
    for one in change.changes:
        before, after = one.before, one.after
        if not before and not after:
            raise InvalidGraph("変更", "nothing before, nothing after")
        if before and after and (type(before) is not type(after) or before.id != after.id or before == after):
            raise InvalidGraph(before.id, "becomes another item, or stays")
        if one.item.id in seen:
            raise InvalidGraph(one.item.id, "twice")
        seen.add(one.item.id)
        if one.after is not None:
            if isinstance(one.after, Node) and one.after.id.startswith("edge:"):
                raise InvalidGraph(one.after.id, "the id of an edge")
            schema().check(one.after)


def _applied(held: Held, change: ChangeSet) -> tuple[dict[NodeId, Node], dict[EdgeId, Edge]]:
    """The graph after the change: built aside, so that a refusal leaves nothing behind."""
    if any(change.id == earlier.id for earlier in held.changes):
        raise InvalidGraph(change.id, "applied before")
    nodes, edges = dict(held.nodes), dict(held.edges)
    for one in change.changes:
        _check_before(held, one)
        if isinstance(one.item, Node):
            nodes.pop(one.item.id, None)
        else:
            edges.pop(one.item.id, None)
        if isinstance(one.after, Node):
            nodes[one.after.id] = one.after
        elif one.after is not None:
            edges[one.after.id] = one.after
    for edge in edges.values():
        for end in (edge.start, edge.end):
            if end not in nodes:
                raise InvalidGraph(end if held.edges.get(edge.id) == edge else edge.id, "an edge would lack an end")
        schema().check_ends(edge, nodes[edge.start].kind, nodes[edge.end].kind)
    return nodes, edges


def _check_before(held: Held, change: Change) -> None:
    item = change.item
    now = held.nodes.get(item.id) if isinstance(item, Node) else held.edges.get(item.id)
    if (now and encode(now)) != (change.before and encode(change.before)):
        raise InvalidGraph(item.id, "is not what the graph holds")


def _distances(start: NodeId, links: list[Edge]) -> dict[NodeId, int]:
    found = {start: 0}
    waiting = [start]
    for at in waiting:
        for link in links:
            if at in (link.start, link.end) and link.other(at) not in found:
                found[link.other(at)] = found[at] + 1
                waiting.append(link.other(at))
    return found
