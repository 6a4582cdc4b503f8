"""What stands around one body or kind: its own relations, and those of its kind read for this body's area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.directory import Directory
from graph.model import Edge, NodeId
from visualizations.content import (
    Content,
    Group,
    band_of,
    bodies_of,
    deciding,
    limited,
    off,
    refers,
    relation_of,
)  # fmt: skip
from visualizations.options import Options
from visualizations.values import NetworkView, Relation


def around(directory: Directory, options: Options) -> Content:
    """The centre and its neighbours, with the relations that touch the centre."""
    centre = options.around
    found = [r for e in refers(directory) for r in _relation(directory, centre, e)]
    placing = deciding(directory, options, found)
    ids = {e for r in placing for e in (r.start, r.end)} | {centre}
    groups = [_group(directory, centre, i) for i in sorted(ids)]
    return replace(limited(directory, options, groups, placing), off=off(found, placing, options))


def neighbours_between(directory: Directory, view: NetworkView) -> int:
    """How many relations the kinds of the neighbours have among themselves: this picture leaves them out."""
    kinds = {directory.kind_of(b.id) for b in view.boxes} - {directory.kind_of(view.centre)}
    shown = {s.id for s in view.strands if s.shown}
    count = 0
    for edge in refers(directory):
        a, b = directory.kind_of(edge.start), directory.kind_of(edge.end)
        if a in kinds and b in kinds and a != b:
            relation = relation_of(directory, edge, a, b)
            count += relation.family in shown and relation.basis in view.bases
    return count


def _relation(directory: Directory, centre: NodeId, edge: Edge) -> Iterable[Relation]:
    """The edge as a relation of the centre; none when it does not touch it or stays within its kind."""
    kind = directory.kind_of(centre)
    if centre == kind:
        a, b = directory.kind_of(edge.start), directory.kind_of(edge.end)
        if (a == kind) != (b == kind):
            yield relation_of(directory, edge, a, b)
        return
    mine = [e in (centre, kind) for e in (edge.start, edge.end)]
    if mine[0] == mine[1]:
        return
    own, other = (edge.start, edge.end) if mine[0] else (edge.end, edge.start)
    if other in (kind, centre):
        return
    far = _nearest(directory, centre, other)
    start, end = (centre, far) if mine[0] else (far, centre)
    yield relation_of(directory, edge, start, end, inherited=own == kind)


def _nearest(directory: Directory, centre: NodeId, other: NodeId) -> NodeId:
    """The one body of this kind that serves where the centre serves; the kind itself when there is none or several."""
    if directory.nodes[other].kind != "organisation_kind":
        return other
    found = _serving(directory, centre, other)
    return found[0] if len(found) == 1 else other


def _serving(directory: Directory, centre: NodeId, kind: NodeId) -> tuple[NodeId, ...]:
    """The bodies of a kind whose area holds the centre's, else those whose area lies in it."""
    served = directory.ends(centre, "serves")
    every = bodies_of(directory, kind)
    if not served:
        return every
    above = {a for s in served for a in directory.up(s, "part_of")}
    holding = tuple(b for b in every if above.intersection(directory.ends(b, "serves")))
    if holding:
        return holding
    return tuple(
        b for b in every if any({*served} & {*directory.up(s, "part_of")} for s in directory.ends(b, "serves"))
    )


def _group(directory: Directory, centre: NodeId, node_id: NodeId) -> Group:
    node = directory.nodes[node_id]
    if node.kind != "organisation_kind":
        bodies: tuple[NodeId, ...] = (node_id,)
    elif directory.kind_of(centre) == centre:
        bodies = bodies_of(directory, node_id)
    else:
        bodies = _serving(directory, centre, node_id)
    return Group(node_id, node, band_of(directory, node), bodies, hub=node_id == centre)
