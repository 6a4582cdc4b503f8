"""The Directory: all that one municipality may be asked, frozen, of one data version, trusted by its digests.

Finding, pages, matrix, reports and pictures ask it and never the store, so an answer is of one version and the same
on every engine.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph import whole
from graph.codec import digest_of
from graph.disclosure import disclosed, may_show
from graph.errors import BadParameter, StoreUnavailable, UnknownItem
from graph.model import Edge, EdgeId, EdgeKind, Item, Node, NodeId, NodeKind, SetCode, StoreInfo, Version
from graph.municipality import Municipality, municipality
from graph.schema import schema
from graph.store import MAX_LIMIT, GraphStore

_READ_ATTEMPTS = 5  # a read that met a load in the middle is read again
MUNICIPAL_LEVEL = "全区"
# Nodes and edges that all kept Directories hold together: some 60 MB with what is compiled from them. The ward has
# 5,500, a city that shares its vocabulary with the country 3,000; the newest is kept however large it is.
KEPT_ITEMS = 30_000
_LISTED = 50  # municipalities that a sentence names; a country has 1,741


@dataclass(frozen=True, slots=True)
class Directory:
    """A municipality with the sets it builds on. Confidential places are already left out."""

    municipality: Municipality
    sets: tuple[SetCode, ...]  # general first, the municipality last
    version: Version
    data_version: str
    loaded_at: str
    nodes: Mapping[NodeId, Node]
    edges: Mapping[EdgeId, Edge]
    _kinds: Mapping[NodeKind, tuple[Node, ...]]
    _out: Mapping[tuple[NodeId, EdgeKind], tuple[Edge, ...]]
    _into: Mapping[tuple[NodeId, EdgeKind], tuple[Edge, ...]]
    # what is compiled from it when it is first asked for (finding/kept.py): it goes when the Directory goes
    made: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def size(self) -> int:
        """How many nodes and edges it holds."""
        return len(self.nodes) + len(self.edges)

    def node(self, node_id: NodeId) -> Node:
        """The node, or UnknownItem."""
        if node_id not in self.nodes:
            raise UnknownItem(node_id)
        return self.nodes[node_id]

    def label(self, node_id: NodeId) -> str:
        """The name of a node; the id itself where it is not here."""
        found = self.nodes.get(node_id)
        return found.name if found else node_id

    def of(self, kind: NodeKind) -> tuple[Node, ...]:
        """All nodes of a kind, by id."""
        return self._kinds.get(kind, ())

    def out(self, node_id: NodeId, kind: EdgeKind) -> tuple[Edge, ...]:
        """Edges of a kind that leave the node, by id."""
        return self._out.get((node_id, kind), ())

    def into(self, node_id: NodeId, kind: EdgeKind) -> tuple[Edge, ...]:
        """Edges of a kind that enter the node, by id."""
        return self._into.get((node_id, kind), ())

    def ends(self, node_id: NodeId, kind: EdgeKind) -> tuple[NodeId, ...]:
        """Where the edges of a kind that leave the node lead, in edge order."""
        return tuple(e.end for e in self.out(node_id, kind))

    def starts(self, node_id: NodeId, kind: EdgeKind) -> tuple[NodeId, ...]:
        """Where the edges of a kind that enter the node come from, in edge order."""
        return tuple(e.start for e in self.into(node_id, kind))

    def touching(self, node_id: NodeId) -> tuple[Edge, ...]:
        """Every edge at the node, by kind in schema order, leaving before entering."""
        kinds = schema().edges
        return tuple(e for k in kinds for e in (*self.out(node_id, k), *self.into(node_id, k)))

    def up(self, node_id: NodeId, kind: EdgeKind) -> Iterator[NodeId]:
        """The node and everything above it along `kind`, nearest first, each once."""
        seen: dict[NodeId, None] = {node_id: None}
        waiting = [node_id]
        while waiting:
            at = waiting.pop(0)
            yield at
            for above in self.ends(at, kind):
                if above not in seen:
                    seen[above] = None
                    waiting.append(above)

    def kind_of(self, body: NodeId) -> NodeId:
        """The kind of an organisation; a kind is its own."""
        return next(iter(self.ends(body, "instance_of")), body)


class Directories:
    """The Directories of a store, compiled when asked for and kept while the graph stays at their version.

    Least recently used out, so that a process over a whole country stays small: at most `keep` items in all.
    """

    def __init__(self, store: GraphStore, *, keep: int = KEPT_ITEMS) -> None:
        self._store = store
        self._keep = keep
        self._kept: OrderedDict[SetCode, Directory] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, dataset: SetCode | None = None) -> Directory:
        """The Directory of a municipality, of the graph's present version.

        BadParameter when `dataset` is none of the municipalities, or is left out while there are several.
        """
        version, key = self._store.info().version, dataset or ""
        with self._lock:
            for old in [code for code, kept in self._kept.items() if kept.version != version]:
                self._let_go(old)
            if key not in self._kept:
                self._kept[key] = compile_directory(self._store, dataset)
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and sum(d.size for d in self._kept.values()) > self._keep:
                self._let_go(next(iter(self._kept)))
            return self._kept[key]

    def _let_go(self, key: SetCode) -> None:
        """What was compiled from a Directory holds it in turn: the ring is cut, for the collector may be long."""
        self._kept.pop(key).made.clear()


def municipalities(store: GraphStore) -> tuple[Municipality, ...]:
    """The data sets that one can ask: those no other builds on, by code."""
    found = [municipality(n) for n in store.page("data_set", dataset=None, after=None, limit=MAX_LIMIT).items]
    bases = {folder for m in found for folder in m.builds_on}
    return tuple(sorted((m for m in found if m.folder not in bases), key=lambda m: m.code))


def compile_directory(store: GraphStore, dataset: SetCode | None = None) -> Directory:
    """Read a municipality whole, again when a load came between, until its items sum up to the digests."""
    for _ in range(_READ_ATTEMPTS):
        before = store.info()
        own, sets = _choose(store, dataset)
        nodes, edges = _read(store, sets)
        if store.info().version == before.version and _whole(before, sets, nodes, edges):
            return _compile(own, sets, before, nodes, edges)
    raise StoreUnavailable("データを1つの版としてそろえて読めませんでした。もう一度ためしてください。")


def _choose(store: GraphStore, dataset: SetCode | None) -> tuple[Municipality, tuple[SetCode, ...]]:
    own = _named(store, dataset) or _only(store, dataset)
    bases = store.get([f"set:{folder}" for folder in own.builds_on])
    return own, (*(bases[f"set:{f}"].dataset for f in own.builds_on if f"set:{f}" in bases), own.code)


def _named(store: GraphStore, dataset: SetCode | None) -> Municipality | None:
    """The municipality of this code, without a look at all the others. A base is called by its folder in both."""
    node = store.get([f"set:{dataset}"]).get(f"set:{dataset}") if dataset else None
    found = municipality(node) if node is not None and node.kind == "data_set" else None
    return found if found is not None and found.folder != found.code else None


def _only(store: GraphStore, dataset: SetCode | None) -> Municipality:
    known = municipalities(store)
    if not known:
        raise StoreUnavailable("グラフにまだデータがありません。tsunagu load で入れてください。")
    chosen = [m for m in known if dataset in (None, m.code)]
    if len(chosen) != 1:
        listed = "、".join(f"{m.code}({m.name})" for m in known[:_LISTED])
        more = f"、ほか {len(known) - _LISTED}" if len(known) > _LISTED else ""
        raise BadParameter("set", dataset or "", f"区市町村を1つ選んでください: {listed}{more}")
    return chosen[0]


def _read(store: GraphStore, sets: Iterable[SetCode]) -> tuple[list[Node], list[Edge]]:
    nodes = [node for code in sets for node in whole.nodes(store, code)]
    ids = [n.id for n in nodes]
    return nodes, [edge for code in sets for edge in whole.edges(store, ids, code)]


def _whole(info: StoreInfo, sets: Iterable[SetCode], nodes: list[Node], edges: list[Edge]) -> bool:
    per_set: dict[SetCode, list[Item]] = defaultdict(list)
    for node in nodes:
        per_set[node.dataset].append(node)
    for edge in edges:
        per_set[edge.dataset].append(edge)
    return all(info.digests.get(code) == digest_of(per_set[code]) for code in sets)


def _compile(
    own: Municipality, sets: tuple[SetCode, ...], info: StoreInfo, nodes: list[Node], edges: list[Edge]
) -> Directory:
    by_id = {n.id: disclosed(n) for n in sorted(nodes, key=lambda n: n.id)}
    shown = {e.id: e for e in sorted(edges, key=lambda e: e.id) if may_show(e, by_id[e.start])}
    kinds: dict[NodeKind, list[Node]] = defaultdict(list)
    out: dict[tuple[NodeId, EdgeKind], list[Edge]] = defaultdict(list)
    into: dict[tuple[NodeId, EdgeKind], list[Edge]] = defaultdict(list)
    for node in by_id.values():
        kinds[node.kind].append(node)
    for edge in shown.values():
        out[edge.start, edge.kind].append(edge)
        into[edge.end, edge.kind].append(edge)
    return Directory(
        own, sets, info.version, info.data_version, info.loaded_at, by_id, shown,
        {k: tuple(v) for k, v in kinds.items()},
        {k: tuple(v) for k, v in out.items()},
        {k: tuple(v) for k, v in into.items()},
    )  # fmt: skip
