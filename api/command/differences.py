"""The changes of a load as they may be shown: without the places of confidential bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.disclosure import disclosed, hides_place, may_show
from graph.model import Change, Edge, Item, Node, NodeId
from graph.store import GraphStore
from graph.whole import nodes_of


def shown(store: GraphStore, changes: Collection[Change]) -> Iterator[Change]:
    """Each change that is left when hidden places are taken out. `store` knows the ends that do not change."""
    nodes = _ends(store, changes)
    for change in changes:
        item = change.item
        if isinstance(item, Edge):
            if item.start in nodes and may_show(item, nodes[item.start]):
                yield change
        else:
            before, after = _open(change.before), _open(change.after)
            if before != after:
                yield Change(before, after)


def _open(item: Item | None) -> Item | None:
    return disclosed(item) if isinstance(item, Node) else item


def _ends(store: GraphStore, changes: Collection[Change]) -> dict[NodeId, Node]:
    """The starts of all changed edges; a body that is confidential before or after counts as confidential."""
    found = nodes_of(store, sorted({c.item.start for c in changes if isinstance(c.item, Edge)}))
    for change in changes:
        for side in (change.before, change.after):
            if isinstance(side, Node) and not (side.id in found and hides_place(found[side.id])):
                found[side.id] = side
    return found
