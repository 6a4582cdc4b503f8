"""The page of a policy, measure, initiative or part: its words, the line of the page, bodies, services, case types."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.hole import Hole, Prior, hole, page_of, prior
from api.pages.kind import Chip, chip, kind_order
from api.pages.links import Link, Links
from api.pages.marks import Mark, Said, item_mark, reason, said
from api.pages.plan import InitiativeRow, children, initiative_row, policies
from api.pages.planned import ancestors, anchor_of, line_of, number_of, plan_short
from graph.directory import Directory
from graph.model import Node
from graph.schema import schema
from graph.steps import basis

_BELOW = {"policy": "measure", "measure": "initiative", "initiative": "part"}


@dataclass(frozen=True, slots=True)
class InvolvedRow:
    """A body the item involves: its role, the words of the page that name it, why it is thought so where inferred."""

    body: Link
    role: str
    surface: str
    mark: Mark
    reason: str


@dataclass(frozen=True, slots=True)
class PlanItemPage:
    """Everything the page of a plan item shows."""

    crumbs: tuple[Link, ...]
    kind: str
    name: str
    number: str
    where: str  # the page and the line
    remark: str
    said: Said
    feedback: str
    hole: Hole | None
    prior: Prior | None
    involved: tuple[InvolvedRow, ...]
    unassigned: str
    services: tuple[Chip, ...]
    cases: tuple[Chip, ...]
    below_label: str
    below: tuple[InitiativeRow, ...]
    later: tuple[Link, ...]


def plan_item_page(directory: Directory, links: Links, node: Node) -> PlanItemPage:
    """The page of a plan item."""
    illegible = node.kind == "policy" and node.get("status") == "illegible"
    plan = next((n for n in ancestors(directory, node.id) if n.kind == "plan"), None)
    read = [p for p in policies(directory, plan.id) if p.get("status") != "illegible"] if plan else []
    under = _BELOW.get(node.kind, "")
    return PlanItemPage(
        crumbs=_crumbs(directory, links, node),
        kind=schema().node(node.kind).label,
        name=f"重点政策{number_of(node)}" if illegible else node.name,
        number=_number(directory, node),
        where=_where(directory, node),
        remark=node.text("remark") or node.text("note"),
        said=said(directory, links, node),
        feedback=links.feedback(node.id),
        hole=hole(directory, links, node, len(read)) if illegible else None,
        prior=prior(directory, links, node) if node.kind == "policy" and not illegible else None,
        involved=_involved(directory, links, node),
        unassigned=node.text("unassigned"),
        services=tuple(chip(directory, links, e, e.end) for e in directory.out(node.id, "corresponds_to")),
        cases=tuple(chip(directory, links, e, e.end) for e in directory.out(node.id, "helps")),
        below_label=schema().node(under).label if under else "",
        below=tuple(initiative_row(directory, links, c) for c in children(directory, node.id, under)) if under else (),
        later=tuple(Link(directory.label(e.start), links.node(e.start)) for e in directory.into(node.id, "succeeds")),
    )


def _crumbs(directory: Directory, links: Links, node: Node) -> tuple[Link, ...]:
    crumbs = [Link("計画")]
    chain = ancestors(directory, node.id)
    plan = next((n for n in chain if n.kind == "plan"), None)
    slug = plan.id.removeprefix("plan:") if plan else ""
    for above in reversed(chain[1:]):
        if above.kind == "plan":
            crumbs.append(Link(plan_short(above), links.plan(slug)))
        elif above.kind == "policy":
            crumbs.append(Link(f"重点政策{number_of(above)}", f"{links.plan(slug)}#{anchor_of(above.id)}"))
        else:
            crumbs.append(Link(f"{number_of(above)})" if above.kind == "measure" else above.name, links.node(above.id)))
    return tuple(crumbs)


def _number(directory: Directory, node: Node) -> str:
    """2-1)-3: the numbers from the policy down."""
    chain = [n for n in reversed(ancestors(directory, node.id)) if n.kind != "plan"]
    return "-".join(f"{number_of(n)})" if n.kind == "measure" else str(number_of(n)) for n in chain)


def _where(directory: Directory, node: Node) -> str:
    page = page_of(directory, node.id)
    title = (page.text("title") or page.name) if page else ""
    return f"{title} {line_of(node)}".strip()


def _involved(directory: Directory, links: Links, node: Node) -> tuple[InvolvedRow, ...]:
    edges = sorted(
        directory.out(node.id, "involves"),
        key=lambda e: (list(schema().bases).index(basis(e)), kind_order(directory, e.end), e.id),
    )
    return tuple(
        InvolvedRow(
            Link(directory.label(e.end), links.node(e.end)), e.text("role"), e.text("surface"), item_mark(e), reason(e)
        )
        for e in edges
    )
