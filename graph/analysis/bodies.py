"""Bodies behind what the data name: a kind stands for all its bodies; which areas they serve; who takes a case type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analysis.scope import Scope
from graph.areas import area_order
from graph.directory import MUNICIPAL_LEVEL
from graph.finding.resolving import members
from graph.model import Edge, Node, NodeId


@dataclass(frozen=True, slots=True)
class Cover:
    """Who is where: the bodies of each kind (narrower kinds included), and the areas each serves."""

    scope: Scope
    of_kind: Mapping[NodeId, tuple[NodeId, ...]]
    served: Mapping[NodeId, frozenset[NodeId]]

    def local(self, body: NodeId) -> bool:
        """Whether it is known to serve the municipality, a part of it, or an area that holds it."""
        up, own = self.scope.directory.up, self.scope.directory.municipality.area
        around = frozenset(up(own, "part_of"))
        return any(a in around or own in set(up(a, "part_of")) for a in self.served.get(body, ()))

    def behind(self, end: NodeId) -> tuple[NodeId, ...]:
        """The bodies that an end stands for: itself, or those of the kind; the kind itself where there are none."""
        if self.scope.directory.nodes[end].kind != "organisation_kind":
            return (end,)
        return self.of_kind.get(end) or (end,)

    def serving(self, kind: NodeId, area: NodeId) -> tuple[NodeId, ...]:
        """The bodies of the kind that serve the area, or one that holds it."""
        around = frozenset(self.scope.directory.up(area, "part_of"))
        return tuple(b for b in self.of_kind.get(kind, ()) if self.served[b] & around)

    def inside(self, kind: NodeId, area: NodeId) -> tuple[NodeId, ...]:
        """The bodies of the kind that serve only a part of the area."""
        up = self.scope.directory.up
        whole = set(self.serving(kind, area))
        return tuple(
            b for b in self.of_kind.get(kind, ())
            if b not in whole and any(area in set(up(a, "part_of")) for a in self.served[b])
        )  # fmt: skip


def cover(scope: Scope) -> Cover:
    """The bodies that are there on the day. Whom they serve is taken whatever its basis."""
    found = members(scope.directory)
    kinds = {k: tuple(m.node.id for m in v if scope.there(m.node.id)) for k, v in found.items()}
    served = {
        n.id: frozenset(e.end for e in scope.directory.out(n.id, "serves") if scope.begun(e))
        for n in scope.of("organisation")
    }
    return Cover(scope, kinds, served)


def areas(scope: Scope, level: str) -> tuple[Node, ...]:
    """The areas of a level inside the municipality, as it lists them."""
    directory = scope.directory
    own = directory.municipality.area
    there = (a for a in directory.of("area") if a.text("level") == level)
    return tuple(sorted((a for a in there if own in set(directory.up(a.id, "part_of"))), key=area_order))


def narrowest(scope: Scope) -> str:
    """The lowest level of areas that the municipality has: 地区, else 地域, else itself."""
    return next((level for level in ("地区", "地域") if areas(scope, level)), MUNICIPAL_LEVEL)


def by_case(scope: Scope) -> Mapping[NodeId, tuple[Edge, ...]]:
    """Who takes each case type, in edge order. Case types that nobody takes are there too."""
    return {c.id: scope.into(c.id, "handles") for c in scope.of("case_type")}


def cases_in_order(scope: Scope) -> tuple[Node, ...]:
    """The case types in the order of the vocabulary."""
    return tuple(sorted(scope.of("case_type"), key=lambda n: (_order(n), n.id)))


def first_of(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges that make a first contact, in their order."""
    found = [(e.get("first"), e.id, e) for e in edges]
    return tuple(e for n, _, e in sorted((f for f in found if isinstance(f[0], int)), key=lambda f: f[:2]))


def has_number(scope: Scope, body: NodeId) -> bool:
    """Whether the data hold a telephone number of the body, its own or for a purpose."""
    node = scope.directory.nodes[body]
    return bool(node.text("phone") or scope.directory.into(body, "phone_of"))


def grouped(edges: Iterable[Edge], key: str) -> Mapping[str, tuple[Edge, ...]]:
    """Edges by a text property, in the order they first come."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.text(key)].append(edge)
    return {k: tuple(v) for k, v in found.items()}


def _order(node: Node) -> int:
    value = node.get("order")
    return value if isinstance(value, int) else 0
