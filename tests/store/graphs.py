"""Two graphs that differ in every answer, for loads that take turns."""

from __future__ import annotations

from functools import cache

from graph.codec import digest_of
from graph.model import Item, Node, properties
from tests.contract.small import AREA, SAID, SET, SOURCE, within

NAMES = ("いぬ", "ねこ")


def graph(which: int, size: int) -> dict[str, Item]:
    """`size` areas named after the graph, in a chain (いぬ) or all around one (ねこ), with the set and its source."""
    found: dict[str, Item] = {SET.id: SET, SOURCE.id: SOURCE}
    for n in range(size):
        values = properties(**(AREA | {"kana": f"{NAMES[which]}{n}"}))
        node = Node(f"area:{n}", "area", f"{NAMES[which]}の{n}", "ward", values, SAID)
        found[node.id] = node
        if n:
            edge = within(node.id, "area:0" if which else f"area:{n - 1}")
            found[edge.id] = edge
    return found


@cache
def pair(size: int) -> tuple[dict[str, Item], dict[str, Item]]:
    """Both graphs."""
    return graph(0, size), graph(1, size)


@cache
def digests(size: int) -> tuple[str, str]:
    """The digests of both graphs."""
    one, other = pair(size)
    return digest_of(one.values()), digest_of(other.values())
