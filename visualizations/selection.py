"""What a chosen box lights up: the relations that touch it, the lines that carry them, the boxes at their ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import EdgeId, NodeId
from visualizations.values import NetworkView


@dataclass(frozen=True, slots=True)
class Lit:
    """Ids of what stays in colour."""

    relations: frozenset[EdgeId]
    lines: frozenset[str]
    boxes: frozenset[NodeId]


def owners(view: NetworkView) -> Mapping[NodeId, NodeId]:
    """The box of every end of a relation: an opened body stands in the frame of its kind."""
    found = {b.id: b.id for b in view.boxes}
    found.update({m.id: b.id for b in view.boxes if b.opened for m in b.members})
    return found


def lit(view: NetworkView, chosen: NodeId) -> Lit:
    """What `chosen` lights up. An opened body has its own relations and those of its kind."""
    owner = owners(view)
    ids = {chosen, owner.get(chosen, chosen)}
    touched = [r for r in view.relations if r.start in ids or r.end in ids]
    if owner.get(chosen) == chosen:
        touched = [r for r in view.relations if chosen in (owner[r.start], owner[r.end])]
    relations = frozenset(r.id for r in touched)
    return Lit(
        relations,
        frozenset(line.id for line in view.lines if relations.intersection(line.relations)),
        frozenset({owner[e] for r in touched for e in (r.start, r.end)} | {owner.get(chosen, chosen)}),
    )
