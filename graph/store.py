"""The contract of a graph store, nine methods, and the one way to open an engine.

Promises that hold for every engine (tests/contract keeps them):
- Engines order by id only, ascending by code point. Nothing else is ordered, folded or ranked in an engine.
- `apply` is all or nothing: after an error, a kill or a lost connection the graph is the old or the new one.
- An answer is of one version.
- Every list is bounded; what was cut says so.
- Unknown ids are absent from answers, never an error. An unknown kind is UnknownKind.
- When the graph cannot be reached every method raises StoreUnavailable.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from typing import Protocol

from graph.errors import BadParameter
from graph.model import (
    ChangeSet,
    Direction,
    EdgeId,
    EdgeKind,
    Edges,
    Matches,
    Node,
    NodeId,
    NodeKind,
    Page,
    SetCode,
    StoreInfo,
    Version,
)

MAX_IDS = 1_000  # ids in one call
MAX_LIMIT = 10_000  # items in one answer
MAX_HOPS = 8
MAX_CHANGES = 100_000  # of one change set; larger loads go municipality by municipality


class GraphStore(Protocol):
    """A graph of nodes and edges with a version, its history and its digest. Safe to share between threads."""

    @abstractmethod
    def info(self) -> StoreInfo:
        """Version, digests and counts."""

    @abstractmethod
    def get(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        """The nodes with these ids (at most MAX_IDS), in id order."""

    @abstractmethod
    def page(self, kind: NodeKind, *, dataset: SetCode | None, after: NodeId | None, limit: int) -> Page:
        """Nodes of a kind (of one data set, or of all) with ids after `after`: a walk meets each once."""

    @abstractmethod
    def match(self, key: str, *, kinds: Collection[NodeKind], dataset: SetCode | None, limit: int) -> Matches:
        """Nodes whose search text (Schema.search_text) holds `key`. An empty key matches all of the kinds."""

    @abstractmethod
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
        """The edges of these kinds that leave, enter or touch these nodes, each once; those with ids after `after`."""

    @abstractmethod
    def between(self, a: NodeId, b: NodeId, *, kinds: Collection[EdgeKind], max_hops: int) -> Edges | None:
        """Every edge that lies on any shortest path between the two, directions ignored.

        None when no path of at most `max_hops` joins them or an end is unknown; no edges when a is b.
        """

    @abstractmethod
    def apply(self, change: ChangeSet) -> Version:
        """Take the graph from `change.base` to the next version in one step.

        The newest change set applied again is a no-op that returns the version it made. An empty change set makes
        no version. Raises StaleVersion when `base` is not the current version, InvalidGraph when an item breaks the
        schema, when `before` is not what the graph holds, when an edge lacks an end or joins kinds it may not, or
        when a node would leave edges behind.
        """

    @abstractmethod
    def history(self, *, before: Version | None, limit: int) -> tuple[tuple[Version, ChangeSet], ...]:
        """The change sets with the version each made, newest first, those below `before` when it is given."""

    @abstractmethod
    def close(self) -> None:
        """Release everything; a second call does nothing."""


def open_store(url: str) -> GraphStore:
    """The engine that `url` names: `sqlite:PATH`, or the address of a Neo4j. BadParameter for anything else."""
    scheme, _, rest = url.partition(":")
    if scheme == "sqlite" and rest:
        from graph.store_embedded import EmbeddedStore  # engines are imported only when they are used

        return EmbeddedStore(rest)
    if scheme in ("neo4j", "neo4j+s", "bolt", "bolt+s"):
        from graph.store_neo4j import Neo4jStore

        return Neo4jStore(url)
    raise BadParameter("graph", url, "sqlite:ファイル か neo4j://ホスト:7687 の形で書いてください。")
