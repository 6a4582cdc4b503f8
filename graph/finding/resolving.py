"""From a body or a kind that is named in the data to the bodies that are there for this asker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.directory import Directory
from graph.finding.answer import Reach as How
from graph.finding.areas import AreaBook, Reach
from graph.finding.kept import kept
from graph.finding.validity import edge_holds, holds
from graph.model import Edge, Node, NodeId

BELOW = 10  # it serves a part of where the asker may live
BESIDE = 11  # it serves only neighbouring areas
UNKNOWN = 12
FEW = 9  # bodies of one kind that a page lists one by one


@dataclass(frozen=True, slots=True)
class Member:
    """A body of a kind, or of a narrower one."""

    node: Node
    instance: Edge | None
    serves: tuple[Edge, ...]
    around: frozenset[NodeId]  # the areas it stands in


@dataclass(frozen=True, slots=True)
class Found:
    """A body for this asker.

    `nearness` is the level it serves, 0 the narrowest, or BELOW, BESIDE, UNKNOWN; `stands` the narrowest level that
    holds both it and the asker. `serves` is the edge that made it near, `instance` the one that made it a body of the
    kind asked for, `lacks` the one that says that the asker's area has none.
    """

    node: Node
    reach: How
    nearness: int
    serves: Edge | None = None
    instance: Edge | None = None
    lacks: Edge | None = None
    stands: int = UNKNOWN

    @property
    def planned(self) -> bool:
        """Not there yet."""
        return self.node.text("status") == "planned"


@kept
def members(directory: Directory) -> Mapping[NodeId, tuple[Member, ...]]:
    """The bodies of each kind with those of narrower kinds, by id."""
    found: dict[NodeId, list[Member]] = defaultdict(list)
    for node in directory.of("organisation"):
        for instance in directory.out(node.id, "instance_of"):
            member = _member(directory, node, instance)
            for kind in directory.up(instance.end, "broader"):
                found[kind].append(member)
    return {k: tuple(v) for k, v in found.items()}


def body(book: AreaBook, node: Node, reach: Reach, day: str) -> Found | None:
    """This very body; None where it is closed, or serves only others."""
    directory = book.directory
    if not _there(node, day):
        return None
    return _placed(directory, _member(directory, node, None), reach, day)


def bodies_of(book: AreaBook, kind: Node, reach: Reach, day: str) -> tuple[Found, ...]:
    """The bodies of the kind for this asker, those of unknown range last.

    The kind itself stands for more bodies than a page lists, and where no body is known to be there.
    """
    directory = book.directory
    there = [m for m in members(directory).get(kind.id, ()) if _there(m.node, day)]
    placed = [f for m in there if (f := _placed(directory, m, reach, day))]
    near = [f for f in placed if f.reach == "serves" and not f.planned]
    if not near:
        lacks = _lacks(directory, kind.id, reach, day)
        near = [replace(f, lacks=lacks) for f in _beside(book, there, reach, day)]
    if len(near) > FEW:
        return (Found(kind, "many", min(f.nearness for f in near)),)
    later = [f for f in placed if f.reach == "serves" and f.planned]
    unknown = [f for f in placed if f.reach == "unknown"]
    return (*(near or (Found(kind, "kind", BELOW),)), *(unknown if len(unknown) <= FEW else ()), *later)


def _there(node: Node, day: str) -> bool:
    return node.text("status") != "closed" and holds(node, day)


def _placed(directory: Directory, member: Member, reach: Reach, day: str) -> Found | None:
    """Where the body stands to the asker, None where it serves others only."""
    serves = [e for e in member.serves if edge_holds(directory, e, day)]
    stands = min((reach.above[a] for a in member.around if a in reach.above), default=UNKNOWN)
    if not serves:
        return Found(member.node, "unknown", UNKNOWN, None, member.instance, stands=stands)
    above = [(reach.above[e.end], e.end, e) for e in serves if e.end in reach.above]
    if above:
        nearness, _, edge = min(above, key=lambda a: a[:2])
        return Found(member.node, "serves", nearness, edge, member.instance, stands=stands)
    below = [e for e in serves if e.end in reach.below]
    if below:
        return Found(member.node, "serves", BELOW, min(below, key=lambda e: e.end), member.instance, stands=stands)
    return None


def _member(directory: Directory, node: Node, instance: Edge | None) -> Member:
    places = directory.ends(node.id, "located_in")
    around = frozenset(a for place in places for a in directory.up(place, "part_of"))
    return Member(node, instance, directory.out(node.id, "serves"), around)


def _beside(book: AreaBook, there: Iterable[Member], reach: Reach, day: str) -> list[Found]:
    """Those that serve areas of the narrowest area around the asker in which there are any."""
    for around in sorted(reach.above, key=lambda a: (reach.above[a], a)):
        inside = book.under.get(around, frozenset())
        found = [
            Found(m.node, "near", BESIDE, e, m.instance)
            for m in there
            if m.node.text("status") != "planned"
            for e in m.serves
            if e.end in inside and edge_holds(book.directory, e, day)
        ]
        if found:
            return found
    return []


def _lacks(directory: Directory, kind: NodeId, reach: Reach, day: str) -> Edge | None:
    found = [e for e in directory.into(kind, "lacks") if e.start in reach.above and edge_holds(directory, e, day)]
    return min(found, key=lambda e: (reach.above[e.start], e.id)) if found else None
