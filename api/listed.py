"""Lists of edges, and of what was added, changed or removed since a version: read from the Directory, walked by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from api.nodes import INNER
from graph.directory import Directory
from graph.errors import UnknownItem
from graph.model import Change, Edge, EdgeKind, Item, Node, NodeId, NodeKind, Version
from graph.schema import schema
from graph.since import changes_since
from graph.store import GraphStore
from graph.text import search_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed:
    """Changes in the order of their ids; `next` is the cursor of the following ones, None at the end."""

    changes: tuple[Change, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class EdgeListing:
    """Edges in the order of their ids; `next` as above."""

    edges: tuple[Edge, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class EdgesAsked:
    """Edges of a kind, all where it is empty; at a node, anywhere where it is empty."""

    kind: EdgeKind
    node: NodeId

    def wants(self, item: Item) -> bool:
        """Whether it is one of those."""
        if not isinstance(item, Edge):
            return False
        return self.kind in ("", item.kind) and (not self.node or self.node in (item.start, item.end))


@dataclass(frozen=True, slots=True)
class NodesAsked:
    """Nodes of a kind (those that are searched where it is empty) whose names hold the text."""

    kind: NodeKind
    key: str

    def wants(self, item: Item) -> bool:
        """Whether it is one of those."""
        if not isinstance(item, Node):
            return False
        known = item.kind == self.kind if self.kind else item.kind not in INNER
        return known and self.key in schema().search_text(item)


def nodes_asked(kind: NodeKind | None, text: str) -> NodesAsked:
    """UnknownKind for a kind that is none."""
    return NodesAsked(schema().node(kind).name if kind else "", search_key(text))


def edges_asked(directory: Directory, kind: EdgeKind | None, node: NodeId, *, gone: bool) -> EdgesAsked:
    """UnknownKind for a kind that is none; UnknownItem for a node that is not there, unless it may be `gone`."""
    if node and not gone and node not in directory.nodes:
        raise UnknownItem(node)
    return EdgesAsked(schema().edge(kind).name if kind else "", node)


def listed_edges(directory: Directory, asked: EdgesAsked, *, after: str, limit: int) -> EdgeListing:
    """The edges, a page of them."""
    found = (e for e in directory.edges.values() if e.id > after and asked.wants(e))
    return EdgeListing(*_page(found, limit, lambda e: e.id))


def changed(
    store: GraphStore, directory: Directory, since: Version, wants: Callable[[Item], bool], *, after: str, limit: int
) -> Changed:
    """What is wanted and is not as it was: what has ceased to be wanted counts as removed, what has begun as added."""
    found = (seen for c in changes_since(store, directory, since) if c.item.id > after and (seen := _seen(c, wants)))
    return Changed(*_page(found, limit, lambda c: c.item.id))


def _seen(change: Change, wants: Callable[[Item], bool]) -> Change | None:
    before = change.before if change.before is not None and wants(change.before) else None
    after = change.after if change.after is not None and wants(change.after) else None
    return Change(before, after) if before is not None or after is not None else None


def _page(found: Iterable[T], limit: int, key: Callable[[T], str]) -> tuple[tuple[T, ...], str | None]:
    shown: list[T] = []
    for one in found:
        if len(shown) == limit:
            return tuple(shown), key(shown[-1])
        shown.append(one)
    return tuple(shown), None
