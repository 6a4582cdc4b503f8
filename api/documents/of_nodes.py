"""The documents of nodes, lists and neighbourhoods, and of the hops and names in all of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from api.nodes import Listing, NodeView
from graph.model import Node, NodeId, Provenance, Value, Version
from graph.neighbourhood import Neighbourhood
from graph.schema import schema
from graph.steps import Labels, Ref, Step
from graph.steps import step as hop

if TYPE_CHECKING:  # the shapes need pydantic, which the command does without
    from api.shapes import (
        NeighboursOut,
        NodeOut,
        NodeRefOut,
        NodesOut,
        ProvenanceOut,
        RefOut,
        StepOut,
        ValueOut,
    )  # fmt: skip


def ref(node: Ref) -> RefOut:
    """A node by id and name."""
    return {"id": node.id, "label": node.label}


def step(hop: Step) -> StepOut:
    """One hop: an edge read in a direction."""
    return {
        "edge": hop.edge,
        "kind": hop.kind,
        "label": hop.label,
        "from": {"id": hop.start.id, "label": hop.start.label},
        "to": {"id": hop.end.id, "label": hop.end.label},
        "basis": hop.basis,
        "sources": [{"id": s.id, "title": s.title, "locator": s.locator} for s in hop.sources],
        "as_of": hop.as_of,
        "note": hop.note,
    }


def node(found: NodeView) -> NodeOut:
    """A node with its edges."""
    shown = found.node
    known = schema().node(shown.kind).properties
    return {
        "id": shown.id,
        "kind": shown.kind,
        "label": shown.name,
        "dataset": shown.dataset,
        "properties": {name: _value(known[name].type, value) for name, value in shown.properties},
        "provenance": [_said(found.names, p) for p in shown.provenance],
        "since": shown.since,
        "until": shown.until,
        "verified_on": shown.verified_on or None,
        "otherwise": [
            {"field": v.field, "value": v.value, "source": v.source, "as_of": v.as_of} for v in shown.otherwise
        ],
        "edges": [step(s) for s in found.steps],
        "truncated": found.truncated,
    }


def nodes(found: Listing, version: Version) -> NodesOut:
    """A page of a list."""
    return {
        "items": [{"id": n.id, "kind": n.kind, "label": n.name} for n in found.nodes],
        "next": found.next,
        "version": version,
    }


def neighbours(found: Neighbourhood, labels: Labels, centre: NodeId, depth: int) -> NeighboursOut:
    """What lies around a node: nodes nearest first, edges from start to end."""
    return {
        "id": centre,
        "depth": depth,
        "nodes": [node_ref(n) for n in found.nodes],
        "edges": [step(hop(labels, e)) for e in found.edges],
        "truncated": found.truncated,
    }


def node_ref(node: Node) -> NodeRefOut:
    """A node in a list."""
    return {"id": node.id, "kind": node.kind, "label": node.name}


def _said(labels: Labels, one: Provenance) -> ProvenanceOut:
    return {
        "source": one.source,
        "title": labels.label(one.source),
        "where": one.where,
        "basis": one.basis,
        "as_of": one.as_of,
        "note": one.note,
    }


def _value(kind: str, value: Value) -> ValueOut:
    if not isinstance(value, tuple):
        return value
    return [json.loads(one) for one in value] if kind == "records" else list(value)
