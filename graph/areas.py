"""The order in which areas, and the bodies that serve them, are listed: that of the municipality's own table."""

from __future__ import annotations

from graph.directory import Directory
from graph.model import Node, NodeId

Place = tuple[int, str, str]
_NOWHERE: Place = (2**31, "", "")


def area_order(area: Node) -> Place:
    """Where an area stands in a list: by its order where the data gives one, else by its reading."""
    order = area.get("order")
    return (order if isinstance(order, int) else 0, area.text("kana"), area.id)


def body_order(directory: Directory, body: NodeId) -> tuple[Place, NodeId]:
    """Where a body stands among those of its kind: by the first area it serves; last where none is known."""
    served = (area_order(directory.nodes[a]) for a in directory.ends(body, "serves") if a in directory.nodes)
    return min(served, default=_NOWHERE), body
