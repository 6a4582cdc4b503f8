"""Where something may lie over a picture without covering it."""

from __future__ import annotations

from visualizations.geometry import HEAD
from visualizations.values import Frame, NetworkView

_WIDTH = 190.0
_HEIGHT = 66.0


def free_corner(view: NetworkView) -> str:
    """The corner in which no box stands: bottom-right, top-right, bottom-left; "below" where there is none."""
    f = view.frame
    corners = {
        "bottom-right": Frame(f.x1 - _WIDTH, f.y1 - _HEIGHT, f.x1, f.y1),
        "top-right": Frame(f.x1 - _WIDTH, f.y0, f.x1, f.y0 + _HEIGHT),
        "bottom-left": Frame(f.x0 + HEAD, f.y1 - _HEIGHT, f.x0 + HEAD + _WIDTH, f.y1),
    }
    return next((name for name, corner in corners.items() if not _taken(view, corner)), "below")


def _taken(view: NetworkView, at: Frame) -> bool:
    return any(
        b.x - b.w / 2 < at.x1 and b.x + b.w / 2 > at.x0 and b.y - b.h / 2 < at.y1 and b.y + b.h / 2 > at.y0
        for b in view.boxes
    )
