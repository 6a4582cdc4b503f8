"""The page of one body (機関): number, hours, place, what it takes, its links, its place in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from api.pages.dates import day, dial
from api.pages.frame import has_network
from api.pages.handled import HandledRow, handled, handled_rows
from api.pages.links import Link, Links
from api.pages.marks import Mark, Said, age_marks, item_mark, said, status_mark
from api.pages.planned import PlanRow, plan_rows
from api.pages.relations import RelationRow, relation_rows
from api.pages.sources import SourceLine, source_lines, web_address
from graph.areas import area_order, body_order
from graph.directory import Directory
from graph.disclosure import HIDDEN_PLACE, hides_place
from graph.hours import open_at
from graph.model import Node, NodeId
from graph.ruby import Piece, of_name

_PLACE_TO_BE = "居場所"


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A number for a purpose."""

    purpose: str
    number: str
    dial: str
    hours: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How and when the body is reached."""

    phone: str
    dial: str
    fax: str
    phones: tuple[PhoneLine, ...]
    hours_label: str
    hours: str
    open_now: str


@dataclass(frozen=True, slots=True)
class Work:
    """What the body takes and to whom it passes on, each with a sentence on what its kind adds."""

    handled: tuple[HandledRow, ...]
    handled_hint: str
    relations: tuple[RelationRow, ...]
    relations_hint: str


@dataclass(frozen=True, slots=True)
class ServedArea:
    """An area the body serves, with the area above it."""

    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RoleBox:
    """What bodies of this kind do."""

    kind: Link
    does: str
    plain: str


@dataclass(frozen=True, slots=True)
class BodyHead:
    """What stands above all else."""

    crumbs: tuple[Link, ...]
    name: str
    ruby: tuple[Piece, ...]
    status: Mark | None
    closed: str  # the sentence of a body that is no more
    around: str
    feedback: str


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """Where it stands, whom it serves, to whom it belongs, and who says so."""

    place: str
    serves: tuple[ServedArea, ...]
    kinds: tuple[Link, ...]
    owner: Link | None
    above: tuple[tuple[str, Link], ...]  # 属する先, 運営
    url: str
    remark: str
    said: Said
    verified: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """Everything the page of a body shows. A body that is only planned cannot be reached."""

    head: BodyHead
    contact: Contact | None
    facts: BodyFacts
    role: RoleBox | None
    work: Work
    plan: tuple[PlanRow, ...]
    below: tuple[Link, ...]  # bodies that are part of this one
    sources: tuple[SourceLine, ...]


def body_page(directory: Directory, links: Links, node: Node, now: datetime) -> BodyPage:
    """The page of an organisation."""
    kinds = directory.ends(node.id, "instance_of")
    kind = directory.nodes.get(kinds[0]) if kinds else None
    return BodyPage(
        head=_head(directory, links, node, kind),
        contact=None if node.get("status") == "planned" else _contact(directory, node, kind, now),
        facts=_facts(directory, links, node, now),
        role=RoleBox(Link(kind.name, links.node(kind.id)), kind.text("does"), kind.text("plain")) if kind else None,
        work=_work(directory, links, node, kind),
        plan=plan_rows(directory, links, node.id),
        below=_below(directory, links, node.id),
        sources=source_lines(directory, links, node),
    )


def _head(directory: Directory, links: Links, node: Node, kind: Node | None) -> BodyHead:
    return BodyHead(
        crumbs=_crumbs(directory, links, node, kind),
        name=node.name,
        ruby=of_name(node.name, node.text("kana")),
        status=status_mark(node.text("status")),
        closed=_closed(node),
        around=links.around(node.id) if has_network() else "",
        feedback=links.feedback(node.id),
    )


def _contact(directory: Directory, node: Node, kind: Node | None, now: datetime) -> Contact:
    return Contact(
        phone=node.text("phone"),
        dial=dial(node.text("phone")),
        fax=node.text("fax"),
        phones=_phones(directory, node),
        hours_label="開館" if kind and kind.text("group") == _PLACE_TO_BE else "受付",
        hours=node.text("hours"),
        open_now=_open_now(node, now),
    )


def _facts(directory: Directory, links: Links, node: Node, now: datetime) -> BodyFacts:
    owner = node.text("owner")
    return BodyFacts(
        place=_place(node),
        serves=_serves(directory, node),
        kinds=tuple(Link(directory.label(k), links.node(k)) for k in directory.ends(node.id, "instance_of")),
        owner=Link(directory.label(owner), links.node(owner)) if owner and owner != node.id else None,
        above=_above(directory, links, node.id, owner),
        url=web_address(node.text("url")),
        remark=_remark(node),
        said=said(directory, links, node, age=age_marks(node, now.date())),
        verified=day(node.verified_on),
    )


def _work(directory: Directory, links: Links, node: Node, kind: Node | None) -> Work:
    own, inherited = handled(directory, node.id)
    relations = relation_rows(directory, links, node.id, around=True)
    taken_over = sum(r.inherited for r in relations)
    return Work(
        (*handled_rows(directory, links, own), *handled_rows(directory, links, inherited, inherited=True)),
        _hint(len(own), len(inherited), kind, "受ける相談"),
        relations,
        _hint(len(relations) - taken_over, taken_over, kind, "つながり"),
    )


def _crumbs(directory: Directory, links: Links, node: Node, kind: Node | None) -> tuple[Link, ...]:
    crumbs = [Link("さがす", links.to("/"))]
    if kind:
        crumbs.append(Link(kind.name, links.node(kind.id)))
    stands = directory.ends(node.id, "located_in") or directory.ends(node.id, "serves")
    if stands:
        chain = [directory.nodes[a] for a in directory.up(stands[0], "part_of")]
        crumbs.extend(Link(a.name) for a in reversed(chain) if a.get("level") in ("地域", "地区"))
    return tuple(crumbs)


def _closed(node: Node) -> str:
    if node.get("status") != "closed":
        return ""
    return f"{day(node.until)}まで。いまはありません。" if node.until else "いまはありません。"


def _phones(directory: Directory, node: Node) -> tuple[PhoneLine, ...]:
    """Numbers by purpose, those not already shown as the number or the fax of the body."""
    shown = {node.text("phone"), node.text("fax")}
    lines = [directory.nodes[p] for p in directory.starts(node.id, "phone_of")]
    return tuple(
        PhoneLine(p.text("purpose"), p.name, dial(p.name), p.text("hours")) for p in lines if p.name not in shown
    )


def _open_now(node: Node, now: datetime) -> str:
    """One sentence where the hours say it, nothing where they do not."""
    state = open_at(node.text("opening_hours"), now.replace(tzinfo=None))
    return "" if state is None else "いま受付中" if state else "いまは時間外"


def _place(node: Node) -> str:
    if hides_place(node):
        return HIDDEN_PLACE
    code = node.text("postal_code")
    address = node.text("address")
    return f"〒{code} {address}".strip() if code else address


def _serves(directory: Directory, node: Node) -> tuple[ServedArea, ...]:
    served = []
    for edge in sorted(directory.out(node.id, "serves"), key=lambda e: area_order(directory.nodes[e.end])):
        above = [directory.nodes[a] for a in directory.ends(edge.end, "part_of")]
        over = f"({above[0].name})" if above and above[0].get("level") in ("地域", "地区") else ""
        served.append(ServedArea(directory.label(edge.end) + over, item_mark(edge)))
    return tuple(served)


def _above(directory: Directory, links: Links, body: NodeId, owner: NodeId) -> tuple[tuple[str, Link], ...]:
    return tuple(
        (label, Link(directory.label(end), links.node(end)))
        for label, kind in (("属する先", "part_of"), ("運営", "operated_by"))
        for end in directory.ends(body, kind)
        if end != owner
    )


def _below(directory: Directory, links: Links, body: NodeId) -> tuple[Link, ...]:
    found = {*directory.starts(body, "part_of"), *directory.starts(body, "operated_by")}
    ordered = sorted(found, key=lambda b: body_order(directory, b))
    return tuple(Link(directory.label(b), links.node(b)) for b in ordered)


def _remark(node: Node) -> str:
    return node.provenance[0].note if node.provenance else ""


def _hint(own: int, inherited: int, kind: Node | None, what: str) -> str:
    name = kind.name if kind else ""
    if own and inherited:
        return f"この機関の記載が{own}、種別「{name}」から引き継いだものが{inherited}です。"
    if inherited:
        return f"この機関だけの記載はありません。すべて種別「{name}」から引き継いでいます。"
    return "すべてこの機関についての記載です。" if own else f"{what}の記載はデータにありません。"
