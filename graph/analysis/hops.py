"""One hop from a thing to its neighbours: edges in either direction, and the law that a relation rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from graph.analysis.scope import BASES, Scope
from graph.directory import Directory
from graph.errors import UnknownKind
from graph.finding.kept import kept
from graph.model import Edge, NodeId
from graph.schema import schema
from graph.steps import Step, basis, step

# through these everything is two hops from everything: only when asked for
HUBS: Final = ("serves", "handles", "broader")
LAWS: Final = "laws"  # no edge of its own: a relation names the law it rests on
BETWEEN: Final = (
    "refers_to", "part_of", "instance_of", "operated_by", "provides", "involves", "corresponds_to", "succeeds"
)  # fmt: skip
# they lead to a case type or a law, which may be an end of a path but joins too much to be passed through
AT_ENDS: Final = ("helps", "addresses", LAWS)
DEFAULT: Final = (*BETWEEN, *AT_ENDS)


@dataclass(frozen=True, slots=True)
class Hop:
    """An edge from the node asked about to `other`; `kind` is that of the edge, or `laws`."""

    edge: Edge
    kind: str
    other: NodeId


def kinds_known() -> tuple[str, ...]:
    """All kinds of hops: those of edges, and `laws`."""
    return (*schema().edges, LAWS)


def read_kinds(text: str) -> tuple[str, ...]:
    """`involves,handles` as kinds of hops, () where nothing is said. UnknownKind for any other word."""
    words = [w.strip() for w in text.split(",") if w.strip()]
    for word in words:
        if word not in kinds_known():
            raise UnknownKind(word, kinds_known())
    return tuple(k for k in kinds_known() if k in words)


def hops(scope: Scope, at: NodeId, kinds: Collection[str]) -> Iterator[Hop]:
    """The hops of these kinds that are there on the day: what leads to a kind last, what is stated first."""
    return (h for h in _all(scope.directory).get(at, ()) if h.kind in kinds and scope.shows(h.edge))


def as_step(directory: Directory, hop: Hop, start: NodeId) -> Step:
    """The hop read from `start`."""
    if hop.kind != LAWS:
        return step(directory, hop.edge, start)
    read = step(directory, hop.edge)
    label = "根拠法令は" if directory.nodes[hop.other].kind == "law" else f"根拠になる({read.end.label}へ{read.label})"
    if directory.nodes[start].kind == "law" and hop.other == hop.edge.end:
        label = f"根拠になる({read.start.label}から{schema().verb(hop.edge, forwards=False)})"
    ends = {start: directory.label(start), hop.other: directory.label(hop.other)}
    first, last = (replace(read.start, id=i, label=name) for i, name in ends.items())
    return replace(read, kind=LAWS, label=label, start=first, end=last)


@kept
def _all(directory: Directory) -> Mapping[NodeId, tuple[Hop, ...]]:
    """Every hop from each node, in the order in which equally long paths stand."""
    found: dict[NodeId, list[Hop]] = defaultdict(list)
    for edge in directory.edges.values():
        found[edge.start].append(Hop(edge, edge.kind, edge.end))
        found[edge.end].append(Hop(edge, edge.kind, edge.start))
        if edge.kind == "refers_to":
            for law in edge.list("laws"):
                for end in (edge.start, edge.end):
                    found[law].append(Hop(edge, LAWS, end))
                    found[end].append(Hop(edge, LAWS, law))
    return {k: tuple(sorted(v, key=_order)) for k, v in found.items()}


def _order(hop: Hop) -> tuple[bool, int, int, NodeId, str]:
    return hop.kind == "instance_of", BASES.index(basis(hop.edge)), _place(hop.kind), hop.other, hop.edge.id


@cache
def _place(kind: str) -> int:
    return kinds_known().index(kind)
