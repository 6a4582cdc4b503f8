"""Every edge on any shortest path between two nodes, searched level by level from both ends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias, TypeVar

K = TypeVar("K", int, str)  # how the engine names nodes and edges
Link: TypeAlias = tuple[K, K, K]  # edge, one end, other end
Step: TypeAlias = list[tuple[K, K, K]]  # edge, nearer node, farther node


def between(a: K, b: K, links: Callable[[Collection[K]], Iterable[Link[K]]], max_hops: int) -> set[K] | None:
    """The edges on shortest paths of at most `max_hops`; None when there are none, the empty set when a is b.

    `links` gives the edges that touch any of some nodes: it is called once a level, on the smaller side first, so that
    a hub on one side is not spread out while the other side is small.
    """
    reached: tuple[set[K], set[K]] = ({a}, {b})
    front: list[set[K]] = [{a}, {b}]
    steps: tuple[list[Step[K]], list[Step[K]]] = ([], [])
    while not front[0] & front[1]:
        if len(steps[0]) + len(steps[1]) == max_hops:
            return None
        side = 0 if len(front[0]) <= len(front[1]) else 1
        step = _spread(front[side], reached[side], links)
        front[side] = {far for _, _, far in step}
        if not front[side]:
            return None
        reached[side].update(front[side])
        steps[side].append(step)
    met = front[0] & front[1]
    return _back(steps[0], met) | _back(steps[1], met)


def _spread(front: set[K], reached: set[K], links: Callable[[Collection[K]], Iterable[Link[K]]]) -> Step[K]:
    step: Step[K] = []
    for edge, one, other in links(front):
        if one in front and other not in reached:
            step.append((edge, one, other))
        if other in front and one not in reached:
            step.append((edge, other, one))
    return step


def _back(steps: list[Step[K]], met: set[K]) -> set[K]:
    found: set[K] = set()
    for step in reversed(steps):
        kept = [(edge, near) for edge, near, far in step if far in met]
        found.update(edge for edge, _ in kept)
        met = {near for _, near in kept}
    return found
