"""Areas as a page lists them."""

from __future__ import annotations

from graph.areas import area_order
from graph.directory import Directory
from graph.model import Node, NodeId

LOCAL = ("地域", "地区")


def areas_at(directory: Directory, level: str) -> tuple[Node, ...]:
    """All areas of a level, as they are listed."""
    return tuple(sorted((a for a in directory.of("area") if a.get("level") == level), key=area_order))


def areas_in(directory: Directory, area: NodeId, level: str) -> tuple[Node, ...]:
    """The areas of a level right under this one, as they are listed."""
    found = [directory.nodes[a] for a in directory.starts(area, "part_of")]
    return tuple(sorted((a for a in found if a.kind == "area" and a.get("level") == level), key=area_order))


def local_chain(directory: Directory, area: NodeId) -> str:
    """玉川地域 等々力地区: the local areas from the widest down to this one."""
    chain = [directory.nodes[a] for a in directory.up(area, "part_of") if a in directory.nodes]
    return " ".join(a.name for a in reversed(chain) if a.get("level") in LOCAL)
