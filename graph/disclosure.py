"""The one rule of what is not shown: where a confidential body stands. Every format goes through here."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Edge, Node
from graph.schema import schema

HIDDEN_PLACE = "安全のため載せていません"
_PLACE_EDGES = frozenset({"located_in"})
_FRAME = frozenset({"name", "since", "until", "verified_on"})  # fields that are no properties


def hides_place(node: Node) -> bool:
    """Whether the place of this body must not be shown, nor be taken from its parent."""
    return node.kind == "organisation" and node.get("confidential") is True


def disclosed(node: Node) -> Node:
    """The node as it may be shown: a confidential body without any property that tells its place."""
    if not hides_place(node):
        return node
    known = schema().node(node.kind).properties
    told = _FRAME | {name for name, spec in known.items() if not spec.place}
    return replace(
        node,
        properties=tuple((k, v) for k, v in node.properties if k in told),
        otherwise=tuple(v for v in node.otherwise if v.field in told),
    )


def may_show(edge: Edge, start: Node) -> bool:
    """Whether the edge may be shown: not the place of a confidential body."""
    return not (edge.kind in _PLACE_EDGES and hides_place(start))
