"""One hop of a reason: an edge read in a direction, with its basis and its sources. The same on pages and in JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graph.model import Basis, Edge, EdgeId, EdgeKind, Item, NodeId
from graph.schema import schema


class Labels(Protocol):
    """Whatever knows the names of nodes: a Directory, or the nodes that were read with an edge."""

    def label(self, node_id: NodeId) -> str:
        """The name of a node; the id itself where it is not known."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A node by id and name."""

    id: NodeId
    label: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source that says a thing, and where in it."""

    id: NodeId
    title: str
    locator: str


@dataclass(frozen=True, slots=True)
class Step:
    """An edge read from `start` to `end`: `label` is the verb in that direction."""

    edge: EdgeId
    kind: EdgeKind
    label: str
    start: Ref
    end: Ref
    basis: Basis
    sources: tuple[SourceRef, ...]
    as_of: str
    note: str


def ref(labels: Labels, node_id: NodeId) -> Ref:
    """A node by id and name; the id stands for the name where the node is not here."""
    return Ref(node_id, labels.label(node_id))


def sources(labels: Labels, item: Item) -> tuple[SourceRef, ...]:
    """Who says it, the main source first."""
    return tuple(SourceRef(p.source, labels.label(p.source), p.where) for p in item.provenance)


def basis(item: Item) -> Basis:
    """How the main source knows it; `editorial` where nobody is named (a source itself)."""
    return item.provenance[0].basis if item.provenance else "editorial"


def step(labels: Labels, edge: Edge, start: NodeId | None = None) -> Step:
    """The edge read from `start` (its own start when left out) to the other end."""
    at = start or edge.start
    main = edge.provenance[0] if edge.provenance else None
    return Step(
        edge.id,
        edge.kind,
        schema().verb(edge, forwards=at == edge.start),
        ref(labels, at),
        ref(labels, edge.other(at)),
        basis(edge),
        sources(labels, edge),
        main.as_of if main else "",
        main.note if main else "",
    )
