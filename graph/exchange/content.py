"""What an export holds, as a stream: everything by kind and id, then the edges by where they start. No hidden place.

Read by pages of the contract, so memory stays the same for one municipality and for all of them, and ordered by what
the items say alone, so that every engine with the same items gives the same stream.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from graph.codec import MODULUS, digest_of
from graph.disclosure import disclosed, may_show
from graph.errors import BadParameter
from graph.model import Direction, Edge, EdgeKind, Edges, Node, NodeId, NodeKind, SetCode
from graph.schema import schema
from graph.store import MAX_LIMIT, GraphStore
from graph.whole import nodes_of

PAGE = 200  # nodes whose edges are looked at together
_Split = tuple[Sequence[NodeId], Sequence[EdgeKind], tuple[SetCode | None, ...]]


@dataclass(frozen=True, slots=True)
class Around:
    """A node with the edges that leave it and those, of the kinds that were asked for, that enter it."""

    node: Node
    out: tuple[Edge, ...]
    into: tuple[Edge, ...]

    def ends(self, kind: EdgeKind) -> tuple[NodeId, ...]:
        """Where the edges of a kind lead."""
        return tuple(e.end for e in self.out if e.kind == kind)

    def starts(self, kind: EdgeKind) -> tuple[NodeId, ...]:
        """Where the edges of a kind come from."""
        return tuple(e.start for e in self.into if e.kind == kind)


@dataclass(frozen=True, slots=True)
class Content:
    """The sets of an export, those others build on first; `one` when it is one municipality with its bases."""

    store: GraphStore
    sets: tuple[SetCode, ...]
    one: SetCode | None
    digest: str  # of all that these sets hold, before anything is left out
    bases: Mapping[SetCode, tuple[SetCode, ...]]
    digests: Mapping[SetCode, str]

    def nodes(self, *kinds: NodeKind) -> Iterator[Node]:
        """The nodes of these kinds, of all when none is named: by kind in the order of the schema, then by id."""
        for kind in kinds or schema().nodes:
            yield from map(disclosed, self._of_kind(kind, self._codes))

    def edges(self) -> Iterator[Edge]:
        """All edges: by where they start (in the order of `nodes`), kind, set and id."""
        return (e for e, start in self._raw_edges(self._codes, self._codes) if may_show(e, start))

    def around(
        self, kind: NodeKind, *, into: Sequence[EdgeKind] = (), dataset: SetCode | None = None
    ) -> Iterator[Around]:
        """Nodes of a kind (of one set, or of all) with their edges, by id."""
        for some in _batches(self._of_kind(kind, (dataset,) if dataset else self._codes)):
            yield from self._around(some, into)

    def at(self, ids: Collection[NodeId]) -> Mapping[NodeId, Around]:
        """These nodes with the edges that leave them, where the sets hold them."""
        held = nodes_of(self.store, sorted(set(ids))).values()
        return {a.node.id: a for n in held if n.dataset in self.sets for a in self._around([n], ())}

    def of_set(self, code: SetCode) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
        """All of one set at once: its nodes, and its edges, which may start in a set it builds on.

        Where that is not all that the set's digest sums up, its edges are looked for at every node.
        """
        nodes = [n for kind in schema().nodes for n in self._of_kind(kind, (code,))]
        edges = list(self._raw_edges((*self.bases.get(code, ()), code), (code,)))
        if digest_of((*nodes, *(e for e, _ in edges))) != self.digests[code]:
            edges = list(self._raw_edges(self._codes, (code,)))
        return tuple(map(disclosed, nodes)), tuple(e for e, start in edges if may_show(e, start))

    @property
    def _codes(self) -> tuple[SetCode | None, ...]:
        return self.sets if self.one else (None,)

    def _raw_edges(
        self, starts: tuple[SetCode | None, ...], codes: tuple[SetCode | None, ...]
    ) -> Iterator[tuple[Edge, Node]]:
        """The edges of these sets that leave nodes of those, each with the node it leaves."""
        for kind in _leaves():
            for some in _batches(self._of_kind(kind, starts)):
                yield from self._leaving(some, codes)

    def _around(self, some: Sequence[Node], into: Sequence[EdgeKind]) -> Iterator[Around]:
        out: dict[NodeId, list[Edge]] = defaultdict(list)
        entering: dict[NodeId, list[Edge]] = defaultdict(list)
        for edge, start in self._leaving(some, self._codes):
            if may_show(edge, start):
                out[edge.start].append(edge)
        for edge in self._entering([n.id for n in some], into):
            entering[edge.end].append(edge)
        for node in some:
            yield Around(disclosed(node), tuple(out[node.id]), tuple(entering[node.id]))

    def _of_kind(self, kind: NodeKind, codes: Iterable[SetCode | None]) -> Iterator[Node]:
        return heapq.merge(*(_pages(self.store, kind, code) for code in codes), key=lambda n: n.id)

    def _leaving(self, nodes: Sequence[Node], codes: tuple[SetCode | None, ...]) -> Iterator[tuple[Edge, Node]]:
        """The edges that leave these nodes, all of one kind, each with its node."""
        starts = {n.id: n for n in nodes}
        kinds = _leaves().get(nodes[0].kind, ())
        place = {n.id: at for at, n in enumerate(nodes)}
        for edge in self._edges((list(starts), kinds, codes), "out", lambda e: place[e.start]) if kinds else ():
            yield edge, starts[edge.start]

    def _entering(self, ids: Sequence[NodeId], kinds: Sequence[EdgeKind]) -> Iterator[Edge]:
        place = {node_id: at for at, node_id in enumerate(ids)}
        found = list(self._edges((ids, kinds, self._codes), "in", lambda e: place[e.end])) if kinds else []
        starts = nodes_of(self.store, sorted({e.start for e in found}))
        return (e for e in found if may_show(e, starts[e.start]))

    def _edges(self, asked: _Split, direction: Direction, place: Callable[[Edge], int]) -> Iterator[Edge]:
        """Sorted by place, kind, set and id; asked in parts, in this order, where they are more than one answer."""
        ids, kinds, codes = asked
        found = [
            self.store.edges(ids, kinds=kinds, direction=direction, dataset=code, limit=MAX_LIMIT) for code in codes
        ]
        if not any(f.truncated for f in found):
            order = {kind: at for at, kind in enumerate(schema().edges)}
            every = [e for f in found for e in f.edges]
            yield from sorted(every, key=lambda e: (place(e), order[e.kind], e.dataset, e.id))
            return
        parts = list(self._parts(asked))
        for part in parts:
            yield from self._edges(part, direction, place)
        if not parts:
            yield from self._on(asked, direction, found[0])

    def _on(self, asked: _Split, direction: Direction, found: Edges) -> Iterator[Edge]:
        """The edges of one kind and one set at one node, by id, however many."""
        ids, kinds, (code,) = asked
        yield from found.edges
        while found.truncated:
            after = found.edges[-1].id
            found = self.store.edges(ids, kinds=kinds, direction=direction, dataset=code, limit=MAX_LIMIT, after=after)
            yield from found.edges

    def _parts(self, asked: _Split) -> Iterator[_Split]:
        ids, kinds, codes = asked
        if len(ids) > 1:
            yield from (([one], kinds, codes) for one in ids)
        elif len(kinds) > 1:
            yield from ((ids, [kind], codes) for kind in kinds)
        elif codes == (None,) or len(codes) > 1:
            yield from ((ids, kinds, (code,)) for code in sorted(self.sets))


def content(store: GraphStore, code: SetCode | None) -> Content:
    """All that the graph holds, or one set with those it builds on. BadParameter when no set has the code."""
    digests = store.info().digests
    known = {own.code: own for own in map(_named, _pages(store, "data_set", None))}
    by_folder = {own.folder: c for c, own in known.items()}
    bases = {c: tuple(by_folder[f] for f in own.builds_on if f in by_folder) for c, own in known.items()}
    if code is not None and code not in digests:
        listed = "、".join(f"{c}({known[c].name})" if c in known else c for c in sorted(digests))
        raise BadParameter("set", code, f"入っているデータから選んでください: {listed}")
    sets = tuple(sorted(digests, key=lambda c: (len(bases.get(c, ())), c)))
    if code is not None:
        sets = (*bases.get(code, ()), code)
    digest = f"{sum(int(digests[c], 16) for c in sets if c in digests) % MODULUS:032x}"
    return Content(store, sets, code, digest, bases, digests)


@dataclass(frozen=True, slots=True)
class _Named:
    """What of a data set decides on what it is exported with."""

    code: SetCode
    name: str
    folder: str
    builds_on: tuple[str, ...]


def _named(node: Node) -> _Named:
    return _Named(node.text("code"), node.name, node.text("folder"), node.list("builds_on"))


def _pages(store: GraphStore, kind: NodeKind, code: SetCode | None) -> Iterator[Node]:
    after: NodeId | None = None
    while True:
        page = store.page(kind, dataset=code, after=after, limit=PAGE)
        yield from page.items
        after = page.next
        if after is None:
            break


def _batches(nodes: Iterator[Node]) -> Iterator[list[Node]]:
    while some := list(islice(nodes, PAGE)):
        yield some


@cache
def _leaves() -> Mapping[NodeKind, tuple[EdgeKind, ...]]:
    """The kinds of edge that may leave a kind of node; kinds that none may leave are not there."""
    found = {
        kind: tuple(name for name, edge in schema().edges.items() if any(kind == start for start, _ in edge.ends))
        for kind in schema().nodes
    }
    return {kind: edges for kind, edges in found.items() if edges}
