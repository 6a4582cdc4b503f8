"""Two engines as one: each answer of the first is compared with that of the second before it is given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph.errors import GraphError
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
from graph.store import GraphStore


class Twins(GraphStore):
    """Both live through the same changes."""

    compared = 0  # answers, and the outcomes of changes

    def __init__(self, one: GraphStore, other: GraphStore) -> None:
        self._one, self._other = one, other

    def info(self) -> StoreInfo:
        found = self._one.info()
        self._alike(replace(found, engine=""), replace(self._other.info(), engine=""))
        return found

    def get(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        found = self._one.get(ids)
        self._alike(list(found.items()), list(self._other.get(ids).items()))
        return found

    def page(self, kind: NodeKind, *, dataset: SetCode | None, after: NodeId | None, limit: int) -> Page:
        found = self._one.page(kind, dataset=dataset, after=after, limit=limit)
        self._alike(found, self._other.page(kind, dataset=dataset, after=after, limit=limit))
        return found

    def match(self, key: str, *, kinds: Collection[NodeKind], dataset: SetCode | None, limit: int) -> Matches:
        found = self._one.match(key, kinds=kinds, dataset=dataset, limit=limit)
        self._alike(found, self._other.match(key, kinds=kinds, dataset=dataset, limit=limit))
        return found

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
        one, other = (
            e.edges(ids, kinds=kinds, direction=direction, dataset=dataset, limit=limit, after=after)
            for e in (self._one, self._other)
        )
        self._alike(one, other)
        return one

    def between(self, a: NodeId, b: NodeId, *, kinds: Collection[EdgeKind], max_hops: int) -> Edges | None:
        found = self._one.between(a, b, kinds=kinds, max_hops=max_hops)
        self._alike(found, self._other.between(a, b, kinds=kinds, max_hops=max_hops))
        return found

    def history(self, *, before: Version | None, limit: int) -> tuple[tuple[Version, ChangeSet], ...]:
        found = self._one.history(before=before, limit=limit)
        self._alike(found, self._other.history(before=before, limit=limit))
        return found

    def apply(self, change: ChangeSet) -> Version:
        """Both refuse it for the same reason, or both take it; which of several wrong items is named is theirs."""
        try:
            made = self._one.apply(change)
        except GraphError as error:
            self._alike(type(error), _refused(self._other, change))
            raise
        self._alike(made, self._other.apply(change))
        return made

    def close(self) -> None:
        self._one.close()
        self._other.close()

    def _alike(self, one: object, other: object) -> None:
        Twins.compared += 1
        assert one == other


def _refused(store: GraphStore, change: ChangeSet) -> object:
    try:
        return store.apply(change)
    except GraphError as error:
        return type(error)
