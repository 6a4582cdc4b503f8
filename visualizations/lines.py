"""A routed bundle as a drawn line: its path, its arrow, and what another line of the same trunk draws already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from visualizations.paths import corners, dot, head, rounded
from visualizations.routes import Bundle
from visualizations.values import Line, Point

_Piece = tuple[Point, Point]
_NEAR = 0.3


def line(bundle: Bundle, points: tuple[Point, ...]) -> Line:
    """The whole line from start to end."""
    kept = tuple(corners(points))
    return Line(
        id=bundle.id,
        start=bundle.start,
        end=bundle.end,
        family=bundle.family,
        relations=bundle.relations,
        hub=bundle.hub,
        points=kept,
        d=rounded(kept),
        d0=rounded(kept),
        dot="",
        arrow=head(kept[-1], kept[-2]) if bundle.arrow else "",
        trunk=bundle.trunk,
    )


def joined(both: Sequence[tuple[Line, Bundle]]) -> tuple[Line, ...]:
    """The lines with `d0` cut where all the rest is drawn by a longer one of the same trunk.

    Without this the dashes of several lines on one track would add up to a solid line.
    """
    drawn: dict[str, list[_Piece]] = {}
    made: dict[str, Line] = {}
    for one, bundle in sorted(both, key=lambda lb: (-_length(lb[0].points), lb[0].id)):
        points = one.points if bundle.trunk != one.start else one.points[::-1]  # towards the trunk
        pieces = drawn.setdefault(bundle.key, [])
        at = _cut(points, pieces) if bundle.trunk else None
        kept = points if at is None else points[: at + 1]
        pieces.extend(pairwise(kept))
        made[one.id] = one if at is None else replace(one, d0=rounded(kept), dot=dot(kept[-1]))
    return tuple(made[one.id] for one, _ in both)


def _cut(points: tuple[Point, ...], drawn: list[_Piece]) -> int | None:
    for at in range(1, len(points) - 1):
        if all(_within(piece, drawn) for piece in pairwise(points[at:])):
            return at
    return None


def _within(piece: _Piece, drawn: list[_Piece]) -> bool:
    return any(_covers(other, piece, 0, 1) or _covers(other, piece, 1, 0) for other in drawn)


def _covers(other: _Piece, piece: _Piece, same: int, along: int) -> bool:
    """Whether both run in one line (coordinate `same` fixed) and `other` reaches over all of `piece`."""
    fixed = {round(p[same] / _NEAR) for p in (*other, *piece)}
    if max(fixed) - min(fixed) > 1:
        return False
    low, high = sorted(p[along] for p in piece)
    return min(p[along] for p in other) - _NEAR <= low and high <= max(p[along] for p in other) + _NEAR


def _length(points: tuple[Point, ...]) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points))
