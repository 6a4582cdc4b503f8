"""Ways as SVG path strings: rounded corners, heads of arrows, dots where lines join. One decimal: stable bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from visualizations.values import Point

_RADIUS = 6.0
_HEAD = 6.0
_HEAD_WIDTH = 3.3
_DOT = 2.4


def number(value: float) -> str:
    """One decimal, none where it is 0, never «-0»."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def rounded(points: Sequence[Point]) -> str:
    """The way with round corners."""
    kept = corners(points)
    parts = [f"M{_at(kept[0])}"]
    for before, here, after in zip(kept, kept[1:], kept[2:], strict=False):
        radius = min(_RADIUS, math.dist(before, here) / 2, math.dist(here, after) / 2)
        parts.append(f"L{_at(_towards(here, before, radius))}Q{_at(here)} {_at(_towards(here, after, radius))}")
    return "".join(parts) + f"L{_at(kept[-1])}"


def corners(points: Sequence[Point]) -> list[Point]:
    """The points without repeats and without those in the middle of a straight piece."""
    kept: list[Point] = []
    for point in points:
        if kept and math.dist(kept[-1], point) < 0.05:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept if len(kept) > 1 else [points[0], points[-1]]


def head(tip: Point, before: Point) -> str:
    """The triangle of an arrow that comes from `before`."""
    length = math.dist(tip, before) or 1.0
    dx, dy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    foot = (tip[0] - dx * _HEAD, tip[1] - dy * _HEAD)
    left = (foot[0] - dy * _HEAD_WIDTH, foot[1] + dx * _HEAD_WIDTH)
    right = (foot[0] + dy * _HEAD_WIDTH, foot[1] - dx * _HEAD_WIDTH)
    return f"M{_at(tip)}L{_at(left)}L{_at(right)}Z"


def dot(at: Point) -> str:
    """A dot: lines join here, they do not only cross."""
    x, y = at
    return f"M{_at((x - _DOT, y))}a{_DOT} {_DOT} 0 1 0 {2 * _DOT} 0a{_DOT} {_DOT} 0 1 0 {-2 * _DOT} 0Z"


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _towards(here: Point, other: Point, length: float) -> Point:
    whole = math.dist(here, other) or 1.0
    return here[0] + (other[0] - here[0]) / whole * length, here[1] + (other[1] - here[1]) / whole * length


def _straight(a: Point, b: Point, c: Point) -> bool:
    level = abs(a[1] - b[1]) < 0.05 and abs(b[1] - c[1]) < 0.05
    upright = abs(a[0] - b[0]) < 0.05 and abs(b[0] - c[0]) < 0.05
    return level or upright
