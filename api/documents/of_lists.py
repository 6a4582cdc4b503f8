"""The documents of lists of edges, and of what was added, changed or removed since a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from api.documents.of_nodes import node_ref, step
from api.listed import Changed, EdgeListing
from graph.directory import Directory
from graph.model import Change, Edge, Node
from graph.steps import step as hop

if TYPE_CHECKING:  # the shapes need pydantic, which the command does without
    from api.shapes import Became, EdgesOut, ListedEdgeOut, ListedNodeOut, NodesOut


def edges(found: EdgeListing, directory: Directory) -> EdgesOut:
    """A page of a list of edges."""
    return {"items": [_edge(directory, e) for e in found.edges], "next": found.next, "version": directory.version}


def changed_nodes(found: Changed, directory: Directory) -> NodesOut:
    """A page of nodes with what became of each."""
    items = [_node(c, c.item) for c in found.changes if isinstance(c.item, Node)]
    return {"items": items, "next": found.next, "version": directory.version}


def changed_edges(found: Changed, directory: Directory) -> EdgesOut:
    """A page of edges with what became of each."""
    items = [_changed_edge(directory, c, c.item) for c in found.changes if isinstance(c.item, Edge)]
    return {"items": items, "next": found.next, "version": directory.version}


def _node(change: Change, item: Node) -> ListedNodeOut:
    return {**node_ref(item), "change": _became(change)}


def _edge(directory: Directory, edge: Edge) -> ListedEdgeOut:
    return cast("ListedEdgeOut", step(hop(directory, edge)))  # of whose keys none is required


def _changed_edge(directory: Directory, change: Change, item: Edge) -> ListedEdgeOut:
    became = _became(change)
    if became == "removed":  # its ends may now be what nobody is to know
        return {"edge": item.id, "kind": item.kind, "change": became}
    return {**step(hop(directory, item)), "change": became}


def _became(change: Change) -> Became:
    if change.before is None:
        return "added"
    return "changed" if change.after is not None else "removed"
