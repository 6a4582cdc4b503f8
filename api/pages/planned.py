"""Where plan items stand: their plan, policy, number and line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.pages.links import Link, Links
from api.pages.marks import Mark, item_mark
from graph.directory import Directory
from graph.model import Edge, Node, NodeId
from graph.steps import basis

_HALF = re.compile(r"[前中後]期")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An initiative that involves a body, in which role, with the words of the page that name it."""

    where: Link
    title: Link
    role: str
    surface: str
    mark: Mark


def ancestors(directory: Directory, item: NodeId) -> tuple[Node, ...]:
    """The item and all above it up to its plan, nearest first; plans above plans are left out."""
    chain: list[Node] = []
    for at in directory.up(item, "part_of"):
        node = directory.nodes[at]
        chain.append(node)
        if node.kind == "plan":
            break
    return tuple(chain)


def plan_short(plan: Node) -> str:
    """後期 or 前期 where the name of the plan has the word, else the name."""
    found = _HALF.search(plan.name)
    return found[0] if found else plan.name


def number_of(node: Node) -> int:
    """The number of a plan item."""
    value = node.get("number")
    return value if isinstance(value, int) else 0


def line_of(node: Node) -> str:
    """39行: where the item stands on its page; "" where unknown."""
    value = node.get("line")
    return f"{value}行" if isinstance(value, int) else ""


def place_of(directory: Directory, item: NodeId) -> str:
    """後期 2-1): plan, policy and measure of an initiative or part."""
    chain = {n.kind: n for n in ancestors(directory, item)}
    numbers = "-".join(str(number_of(chain[k])) for k in ("policy", "measure") if k in chain)
    plan = plan_short(chain["plan"]) if "plan" in chain else ""
    return f"{plan} {numbers})".strip()


def plan_rows(directory: Directory, links: Links, body: NodeId) -> tuple[PlanRow, ...]:
    """The initiatives that involve a body or its kind: the newest plan first, what is stated first."""
    found = [e for at in dict.fromkeys((body, directory.kind_of(body))) for e in directory.into(at, "involves")]
    found.sort(key=lambda e: (_age(directory, e), basis(e) != "stated", _position(directory, e.start)))
    return tuple(_row(directory, links, e) for e in found)


def _row(directory: Directory, links: Links, edge: Edge) -> PlanRow:
    chain = {n.kind: n for n in ancestors(directory, edge.start)}
    where = place_of(directory, edge.start)
    slug = chain["plan"].id.removeprefix("plan:") if "plan" in chain else ""
    anchor = anchor_of(chain["measure"].id) if "measure" in chain else ""
    return PlanRow(
        Link(where, f"{links.plan(slug)}#{anchor}" if slug else ""),
        Link(directory.label(edge.start), links.node(edge.start)),
        edge.text("role"),
        edge.text("surface"),
        item_mark(edge),
    )


def anchor_of(node_id: NodeId) -> str:
    """The anchor of a plan item on the page of its plan."""
    return node_id.replace(":", "-")


def _age(directory: Directory, edge: Edge) -> str:
    """Later plans first."""
    plan = next((n for n in ancestors(directory, edge.start) if n.kind == "plan"), None)
    start = plan.text("period_from") if plan else ""
    return "".join(chr(0x10FFFF - ord(c)) for c in start) or "\U0010ffff"


def _position(directory: Directory, item: NodeId) -> tuple[int, ...]:
    return tuple(number_of(n) for n in reversed(ancestors(directory, item)))
