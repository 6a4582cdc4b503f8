"""The document of the ネットワーク図."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the shapes need pydantic, which the command does without
    from api.shapes import BoxOut, NetworkOut
    from visualizations.values import Box, NetworkView


def network(view: NetworkView) -> NetworkOut:
    """The picture: boxes, opened bodies after the box that holds them, and the relations between them."""
    return {
        "nodes": [one for box in view.boxes for one in _boxes(box)],
        "edges": [
            {"id": r.id, "from": r.start, "to": r.end, "kind": r.kind, "label": r.label, "basis": r.basis}
            for r in view.relations
        ],
        "left_out": view.left_out,
    }


def _boxes(box: Box) -> list[BoxOut]:
    opened: list[BoxOut] = [
        {
            "id": m.id,
            "label": m.label,
            "kind": "organisation",
            "layer": box.layer,
            "x": m.x,
            "y": m.y,
            "count": 1,
            "hub": False,
        }
        for m in (box.members if box.opened else ())
    ]
    own: BoxOut = {
        "id": box.id,
        "label": box.label,
        "kind": box.kind,
        "layer": box.layer,
        "x": box.x,
        "y": box.y,
        "count": box.count,
        "hub": box.hub,
    }
    return [own, *opened]
