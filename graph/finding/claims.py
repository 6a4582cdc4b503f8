"""Who takes a case type, for this asker: every `handles` edge followed to the bodies that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.directory import Directory
from graph.finding.ages import fits
from graph.finding.answer import Age
from graph.finding.areas import AreaBook, Reach
from graph.finding.resolving import Found, bodies_of, body
from graph.finding.validity import edge_holds
from graph.model import Edge, NodeId
from graph.schema import schema

IN_DANGER = "緊急対応"
ENOUGH = 9  # rows of a page: with fewer of its own a case type is joined by those of the wider one


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: where, how old, on which day; `moment` is None when another day than today is asked about."""

    reach: Reach
    age: Age | None
    day: str
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A body takes a case type by an edge of its own or of its kind.

    `trouble` is the place of the case type in the question; `wider` the `broader` edges walked to the edge's own.
    """

    found: Found
    edge: Edge
    trouble: int
    case: NodeId
    wider: tuple[Edge, ...]
    inherited: bool
    fits: bool

    @property
    def role(self) -> str:
        """How the body takes it."""
        return self.edge.text("role")

    @property
    def strength(self) -> int:
        """Place of the role in the schema, 0 the strongest."""
        return list(schema().roles).index(self.role)

    @property
    def first(self) -> int | None:
        """The order of first contact that the data give for this very case type."""
        value = self.edge.get("first")
        return value if isinstance(value, int) and not self.wider else None


def claims(book: AreaBook, cases: Sequence[NodeId], asker: Asker) -> tuple[Claim, ...]:
    """All claims of these case types, each with those of wider ones while it has few bodies of its own."""
    return tuple(c for trouble, case in enumerate(cases) for c in _of_case(book, case, trouble, asker))


def _of_case(book: AreaBook, case: NodeId, trouble: int, asker: Asker) -> list[Claim]:
    def calm(edge: Edge) -> bool:
        return edge.text("role") == IN_DANGER and book.directory.nodes[case].get("danger") is not True

    found: list[Claim] = []
    takers: set[NodeId] = set()
    for at, wider in _upwards(book.directory, case, asker.day):
        if len(takers) >= ENOUGH:
            break
        fresh = [
            claim
            for edge in book.directory.into(at, "handles")
            if edge.start not in takers and edge_holds(book.directory, edge, asker.day) and not (wider and calm(edge))
            for claim in _follow(book, edge, (trouble, case, wider), asker)
        ]
        found.extend(c for c in fresh if c.found.node.id not in {f.found.node.id for f in found} or not wider)
        takers.update(c.edge.start for c in fresh)
    return found


def _follow(book: AreaBook, edge: Edge, asked: tuple[int, NodeId, tuple[Edge, ...]], asker: Asker) -> Iterator[Claim]:
    node = book.directory.nodes[edge.start]
    fitting = fits(asker.age, edge.list("life_stages"))
    if node.kind == "organisation_kind":
        for found in bodies_of(book, node, asker.reach, asker.day):
            yield Claim(found, edge, *asked, inherited=found.node is not node, fits=fitting)
        return
    own = body(book, node, asker.reach, asker.day)
    if own is not None:
        yield Claim(own, edge, *asked, inherited=False, fits=fitting)


def _upwards(directory: Directory, case: NodeId, day: str) -> Iterator[tuple[NodeId, tuple[Edge, ...]]]:
    """The case type and the wider ones, each with the edges that lead to it."""
    seen = {case}
    waiting: list[tuple[NodeId, tuple[Edge, ...]]] = [(case, ())]
    while waiting:
        at, path = waiting.pop(0)
        yield at, path
        for edge in directory.out(at, "broader"):
            if edge.end not in seen and edge_holds(directory, edge, day):
                seen.add(edge.end)
                waiting.append((edge.end, (*path, edge)))
