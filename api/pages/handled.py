"""What a body or a kind takes: one row for each case type and role, its own before what it has from its kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.dates import day
from api.pages.links import Link, Links
from api.pages.marks import Mark, item_mark, role_mark, source_link
from graph.directory import Directory
from graph.model import Edge, NodeId
from graph.schema import schema


@dataclass(frozen=True, slots=True)
class HandledRow:
    """A case type that is taken, in which role, for whom, under what condition, and who says so."""

    case: Link
    role: Mark
    stages: str
    condition: str
    mark: Mark
    source: Link
    as_of: str
    inherited: bool


def handled(directory: Directory, body: NodeId) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The `handles` of the body itself, and those its kinds have that it does not say otherwise."""
    own = directory.out(body, "handles")
    said = {(e.end, e.text("role")) for e in own}
    kinds = [k for k in directory.ends(body, "instance_of") if k != body]
    kept = [e for k in kinds for e in directory.out(k, "handles") if (e.end, e.text("role")) not in said]
    return own, tuple(kept)


def handled_rows(
    directory: Directory, links: Links, edges: Iterable[Edge], *, inherited: bool = False
) -> tuple[HandledRow, ...]:
    """Rows by role, strongest first, then in the order of case types."""
    roles = list(schema().roles)
    ordered = sorted(edges, key=lambda e: (roles.index(e.text("role")), case_order(directory, e.end), e.id))
    return tuple(_row(directory, links, e, inherited) for e in ordered)


def case_order(directory: Directory, case: NodeId) -> tuple[int, str]:
    """Where a case type stands in lists."""
    order = directory.nodes[case].get("order")
    return (order if isinstance(order, int) else 0, case)


def _row(directory: Directory, links: Links, edge: Edge, inherited: bool) -> HandledRow:
    first = edge.provenance[0] if edge.provenance else None
    return HandledRow(
        Link(directory.label(edge.end), links.node(edge.end)),
        role_mark(edge.text("role")),
        "、".join(edge.list("life_stages")),
        edge.text("condition"),
        item_mark(edge),
        source_link(directory, links, first.source) if first else Link(""),
        day(first.as_of) if first else "",
        inherited,
    )
