"""The role card (役割カード) of a kind of body: what it does, what it takes, to whom it passes on, where they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from api.pages.areas import areas_at, areas_in
from api.pages.frame import has_network
from api.pages.handled import case_order, handled
from api.pages.links import Link, Links
from api.pages.marks import Mark, Said, item_mark, said
from api.pages.relations import (
    GONE,
    RelationGroup,
    RelationRow,
    bodies_of_kind,
    only_body,
    relation_groups,
    relation_rows,
)
from graph.directory import Directory
from graph.model import Edge, Node, NodeId
from graph.ruby import Piece, of_name, of_text
from graph.schema import schema
from graph.steps import basis

_CHIP_STYLE = {"stated": "st", "inferred": "inf", "editorial": "ed"}
_COUNTERS = (("館", "館"), ("園", "園"), ("校", "校"))  # what bodies of a kind are counted in, by the end of its name
_DISTRICT, _REGION = "地区", "地域"
MISSING = "データにない"


@dataclass(frozen=True, slots=True)
class Chip:
    """A case type or body in a frame: solid when stated, dashed when inferred, dotted when editorial."""

    label: str
    href: str
    style: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class RoleChips:
    """What is taken in one role."""

    role: Mark
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of ひと目で."""

    label: str
    before: str
    strong: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """A district with its bodies; without any it is a gap: データにない, or a body that is planned."""

    name: str
    bodies: tuple[Link, ...]
    missing: Link | None


@dataclass(frozen=True, slots=True)
class Region:
    """An area with its districts, or with its bodies where the kind is of areas."""

    name: str
    districts: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class KindPage:
    """Everything a role card shows."""

    crumbs: tuple[Link, ...]
    name: str
    ruby: tuple[Piece, ...]
    around: str
    feedback: str
    does: str
    plain: tuple[Piece, ...]
    aliases: str
    tier: str
    group: str
    said: Said
    facts: tuple[Fact, ...]
    roles: tuple[RoleChips, ...]
    relations: tuple[RelationRow, ...]
    in_short: tuple[RelationGroup, ...]
    counted: str  # 館, 園 or 機関
    regions: tuple[Region, ...]
    others: tuple[Link, ...]  # bodies that stand in no district of the grid
    narrower: tuple[Link, ...]


def kind_page(directory: Directory, links: Links, node: Node) -> KindPage:
    """The role card of a kind."""
    bodies = bodies_of_kind(directory, node.id)
    takes = _takes(directory, node.id, bodies)
    counted = counter(node.name)
    relations = relation_rows(directory, links, node.id, around=False)
    regions = districts_of(directory, links, node, bodies)
    shown = {
        link.href for r in regions for d in r.districts for link in (*d.bodies, *([d.missing] if d.missing else ()))
    }
    return KindPage(
        crumbs=(Link("さがす", links.to("/")), Link("機関の種別"), Link(node.text("group"))),
        name=node.name,
        ruby=of_name(node.name, node.text("kana")),
        around=links.around(node.id) if has_network() else "",
        feedback=links.feedback(node.id),
        does=node.text("does"),
        plain=of_text(node.text("plain")),
        aliases="、".join(node.list("aliases")),
        tier=node.text("tier"),
        group=node.text("group"),
        said=said(directory, links, node),
        facts=_facts(directory, node, bodies, takes, counted),
        roles=_roles(directory, links, takes),
        relations=relations,
        in_short=relation_groups(relations),
        counted=counted,
        regions=regions,
        others=tuple(link for b in bodies if (link := Link(b.name, links.node(b.id))).href not in shown),
        narrower=tuple(Link(directory.label(k), links.node(k)) for k in directory.starts(node.id, "broader")),
    )


def counter(name: str) -> str:
    """What bodies of a kind are counted in."""
    return next((word for end, word in _COUNTERS if name.endswith(end)), "機関")


def _takes(directory: Directory, kind: NodeId, bodies: tuple[Node, ...]) -> tuple[Edge, ...]:
    """What the kind takes, and what single bodies of it say they take: best known first, each case and role once."""
    edges = [*directory.out(kind, "handles"), *(e for b in bodies for e in handled(directory, b.id)[0])]
    strength = list(schema().bases)
    best: dict[tuple[NodeId, str], Edge] = {}
    for edge in sorted(edges, key=lambda e: (strength.index(basis(e)), e.start != kind, e.id)):
        best.setdefault((edge.end, edge.text("role")), edge)
    return tuple(best.values())


def _roles(directory: Directory, links: Links, takes: tuple[Edge, ...]) -> tuple[RoleChips, ...]:
    rows: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(takes, key=lambda e: case_order(directory, e.end)):
        rows[edge.text("role")].append(edge)
    return tuple(
        RoleChips(Mark(role, "role", plain), tuple(chip(directory, links, e, e.end) for e in rows[role]))
        for role, plain in schema().roles.items()
        if role in rows
    )


def kind_order(directory: Directory, body: NodeId) -> int:
    """Where the kind of a body stands in lists."""
    kind = directory.nodes.get(directory.kind_of(body))
    order = kind.get("order") if kind else None
    return order if isinstance(order, int) else 0


def chip(directory: Directory, links: Links, edge: Edge, node_id: NodeId, title: str = "") -> Chip:
    """The node at an end of this edge, framed by how the edge is known."""
    mark = item_mark(edge)
    return Chip(directory.label(node_id), links.node(node_id), _CHIP_STYLE[basis(edge)], title or mark.title)


def _facts(
    directory: Directory, node: Node, bodies: tuple[Node, ...], takes: tuple[Edge, ...], counted: str
) -> tuple[Fact, ...]:
    here = [b for b in bodies if b.get("status") not in GONE]
    planned = sum(b.get("status") == "planned" for b in bodies)
    facts = [_number(len(here), planned, counted)]
    covered = _covered(directory, node, here)
    if covered:
        facts.append(covered)
    cases = {e.end: basis(e) for e in reversed(takes)}
    known = [f"{label}{n}" for label, n in _by_basis(tuple(cases.values())) if n]
    facts.append(Fact("受ける相談", f"{len(cases)}種別" + (f"({'・'.join(known)})" if known else ""), ""))
    to = _passes_to(directory, node.id)
    facts.append(Fact("つなぐ先", "、".join(to) if to else "データにありません", ""))
    return tuple(facts)


def _number(here: int, planned: int, counted: str) -> Fact:
    label = f"{counted}の数"
    if not here and not planned:
        return Fact(label, "1つずつの行はデータにありません", "")
    return Fact(label, "", f"{here}{counted}", f"(ほか計画中{planned})" if planned else "")


def _covered(directory: Directory, node: Node, here: list[Node]) -> Fact | None:
    """In how many areas of its tier the kind is, where it belongs to districts or areas."""
    level = node.text("tier")
    areas = {a.id for a in directory.of("area") if a.get("level") == level}
    if level not in (_DISTRICT, _REGION) or not areas or not here:
        return None
    found = {a for b in here for a in (*directory.ends(b.id, "located_in"), *directory.ends(b.id, "serves"))} & areas
    return Fact(f"ある{level}", f"{len(areas)}{level}のうち", f"{len(found)}{level}")


def _by_basis(known: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (label, known.count(b)) for b, label in (("stated", "記載"), ("inferred", "推定"), ("editorial", "編集"))
    )


def _passes_to(directory: Directory, kind: NodeId) -> tuple[str, ...]:
    """Whom such a body reports or refers to, in the order of families."""
    passing = {r for f in directory.municipality.families if f.arrow and f.id in ("law", "refer") for r in f.relations}
    at = (kind, *only_body(directory, kind))
    found = [e for k in at for e in directory.out(k, "refers_to") if e.text("relation") in passing]
    return tuple(dict.fromkeys(directory.label(e.end) for e in found))


def districts_of(directory: Directory, links: Links, node: Node, bodies: tuple[Node, ...]) -> tuple[Region, ...]:
    """The grid of districts by area, for a kind of the districts; a kind of the areas has one line an area."""
    level = node.text("tier")
    if level not in (_DISTRICT, _REGION) or not bodies:
        return ()
    here, planned = _by_area(directory, links, node, bodies)
    regions = []
    for region in areas_at(directory, _REGION):
        inner = (region,) if level == _REGION else areas_in(directory, region.id, _DISTRICT)
        rows = tuple(_district(a, tuple(here[a.id]), planned.get(a.id)) for a in inner)
        regions.append(Region(region.name, rows))
    return tuple(regions)


def _by_area(
    directory: Directory, links: Links, node: Node, bodies: tuple[Node, ...]
) -> tuple[dict[NodeId, list[Link]], dict[NodeId, Link]]:
    """The bodies at each area, and the one that is planned there."""
    here: dict[NodeId, list[Link]] = defaultdict(list)
    planned: dict[NodeId, Link] = {}
    for body in bodies:
        for area in dict.fromkeys((*directory.ends(body.id, "located_in"), *directory.ends(body.id, "serves"))):
            if body.get("status") == "planned":
                planned[area] = Link("計画中", links.node(body.id), body.name)
            elif body.get("status") not in GONE:
                here[area].append(Link(_local_name(body.name, node.name), links.node(body.id)))
    return here, planned


def _district(area: Node, bodies: tuple[Link, ...], planned: Link | None) -> District:
    missing = None if bodies else planned or Link(MISSING)
    return District(area.name.removesuffix(area.text("level")), bodies, missing)


def _local_name(body: str, kind: str) -> str:
    """The name without that of the kind, which stands above the list: 弦巻児童館 → 弦巻."""
    short = body.removesuffix(kind)
    return short or body
