"""The page of a plan (計画): the hole first, then policies, measures, initiatives and the bodies they involve."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import DirectoryDep
from api.pages.dates import fiscal_years
from api.pages.frame import links_of, respond
from api.pages.hole import Hole, Prior, hole, prior, span, title_of
from api.pages.kind import Chip, chip, kind_order
from api.pages.links import Link, Links
from api.pages.planned import anchor_of, line_of, number_of, plan_short
from graph.directory import Directory
from graph.errors import UnknownItem
from graph.model import Edge, Node, NodeId
from graph.schema import schema
from graph.steps import basis

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Tab:
    """A plan of the same family."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative with its parts in brackets and the bodies it involves."""

    title: Link
    parts: tuple[Link, ...]
    bodies: tuple[Chip, ...]
    unassigned: str  # why nobody can be named


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure (項目) with its initiatives."""

    anchor: str
    number: int
    title: Link
    line: str
    initiatives: tuple[InitiativeRow, ...]


@dataclass(frozen=True, slots=True)
class PolicyBlock:
    """A policy that could be read."""

    anchor: str
    number: int
    title: Link
    remark: str
    prior: Prior
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the page of a plan shows."""

    crumbs: tuple[Link, ...]
    name: str
    years: str
    source: str
    read: str  # 重点政策 4つのうち3つを読み取り
    tabs: tuple[Tab, ...]
    footnote: str  # why this page is taken for this plan, where that is inferred
    holes: tuple[Hole, ...]
    policies: tuple[PolicyBlock, ...]


@router.get("/plan/{plan}", response_class=HTMLResponse)
async def show_plan(request: Request, plan: str, directory: DirectoryDep) -> HTMLResponse:
    """A plan with its policies."""
    node = directory.nodes.get(f"plan:{plan}")
    if node is None or not policies(directory, node.id):
        raise UnknownItem(f"plan:{plan}")
    links = links_of(request)
    page = plan_page(directory, links, node)
    onward = (
        Link("この計画のマトリクス", links.to("/matrix", plan=plan)),
        Link("前期 ↔ 後期", links.to("/reports/succession")),
        Link("担い手などの足りないところ", links.to("/reports/gaps")),
        Link("つながりをたどる", links.to("/paths")),
    )
    return respond(request, "plan.html", page, title=page.name, nav="plan", directory=directory, onward=onward)


def plan_page(directory: Directory, links: Links, plan: Node) -> PlanPage:
    """The page of a plan with policies."""
    found = policies(directory, plan.id)
    read = [p for p in found if p.get("status") != "illegible"]
    holes = tuple(hole(directory, links, p, len(read)) for p in found if p.get("status") == "illegible")
    name = plan.name if "重点政策" in plan.name else f"{plan.name} 重点政策"
    return PlanPage(
        crumbs=(Link("計画"), *(Link(directory.label(p), "") for p in directory.ends(plan.id, "part_of"))),
        name=name,
        years=fiscal_years(plan.text("period_from"), plan.text("period_to")),
        source=_source(directory, found),
        read=f"重点政策 {len(found)}つのうち{len(read)}つを読み取り" if holes else f"重点政策 {len(found)}つ",
        tabs=_tabs(directory, links, plan),
        footnote=_footnote(directory, found),
        holes=holes,
        policies=tuple(_policy(directory, links, p) for p in read),
    )


def policies(directory: Directory, plan: NodeId) -> tuple[Node, ...]:
    """The policies of a plan, by number."""
    return children(directory, plan, "policy")


def children(directory: Directory, item: NodeId, kind: str) -> tuple[Node, ...]:
    """The plan items of a kind right under this one, by number."""
    found = [directory.nodes[s] for s in directory.starts(item, "part_of")]
    return tuple(sorted((n for n in found if n.kind == kind), key=lambda n: (number_of(n), n.id)))


def _source(directory: Directory, found: tuple[Node, ...]) -> str:
    """重点政策案 10~26行: the title of the page and the lines of its table."""
    pages = dict.fromkeys(p.text("page") for p in found)
    parts = []
    for page in (directory.nodes[p] for p in pages if p in directory.nodes):
        first, last = page.get("line_from"), page.get("line_to")
        lines = span([n for n in (first, last) if isinstance(n, int)])
        parts.append(f"{page.text('title') or page.name} {lines}")
    return "、".join(parts)


def _footnote(directory: Directory, found: tuple[Node, ...]) -> str:
    for page in (directory.nodes[p] for p in dict.fromkeys(p.text("page") for p in found) if p in directory.nodes):
        if page.provenance and page.provenance[0].basis == "inferred":
            return page.provenance[0].note
    return ""


def _tabs(directory: Directory, links: Links, plan: Node) -> tuple[Tab, ...]:
    """The plans of the same family that have policies, the newest first."""
    over = directory.ends(plan.id, "part_of")
    family = [p for p in directory.of("plan") if p.id == plan.id or (over and directory.ends(p.id, "part_of") == over)]
    shown = [p for p in family if policies(directory, p.id)]
    shown.sort(key=lambda p: (p.text("period_from"), p.id), reverse=True)
    return tuple(Tab(_tab_label(p), links.plan(p.id.removeprefix("plan:")), p.id == plan.id) for p in shown)


def _tab_label(plan: Node) -> str:
    years = fiscal_years(plan.text("period_from"), plan.text("period_to"))
    return plan_short(plan) + (f"({years})" if years else "")


def _policy(directory: Directory, links: Links, policy: Node) -> PolicyBlock:
    return PolicyBlock(
        anchor_of(policy.id),
        number_of(policy),
        Link(title_of(policy), links.node(policy.id)),
        policy.text("remark"),
        prior(directory, links, policy),
        tuple(_measure(directory, links, m) for m in children(directory, policy.id, "measure")),
    )


def _measure(directory: Directory, links: Links, measure: Node) -> MeasureRow:
    return MeasureRow(
        anchor_of(measure.id),
        number_of(measure),
        Link(measure.name, links.node(measure.id)),
        line_of(measure),
        tuple(initiative_row(directory, links, i) for i in children(directory, measure.id, "initiative")),
    )


def initiative_row(directory: Directory, links: Links, item: Node) -> InitiativeRow:
    """An initiative (or part) with the bodies it involves: those the text names first."""
    parts = children(directory, item.id, "part")
    return InitiativeRow(
        Link(item.name, links.node(item.id)),
        tuple(Link(p.name, links.node(p.id)) for p in parts),
        _bodies(directory, links, item.id),
        item.text("unassigned"),
    )


def _bodies(directory: Directory, links: Links, item: NodeId) -> tuple[Chip, ...]:
    strength = list(schema().bases)
    edges = sorted(
        directory.out(item, "involves"), key=lambda e: (strength.index(basis(e)), kind_order(directory, e.end), e.id)
    )
    best: dict[NodeId, Edge] = {}
    for edge in edges:
        best.setdefault(edge.end, edge)
    return tuple(
        chip(directory, links, e, e.end, f"本文の語: {e.text('surface')}" if e.text("surface") else "")
        for e in best.values()
    )
