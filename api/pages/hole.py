"""What a plan page does not let one read: shown as a hole of its own size, with the raw lines, never filled in."""

from __future__ import annotations

import json
from dataclasses import dataclass

from api.pages.links import Link, Links
from api.pages.marks import Mark, item_mark
from api.pages.planned import anchor_of, number_of
from graph.directory import Directory
from graph.model import Node, NodeId


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the page as it is."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Prior:
    """The policy of the plan before that this one follows, or that there is none, and why one thinks so."""

    policy: Link | None
    mark: Mark | None
    note: str


@dataclass(frozen=True, slots=True)
class Hole:
    """A policy nobody can read."""

    anchor: str
    number: int
    lines: str  # 28~35行
    announced: int  # how many policies the page itself says there are; 0 = it does not say
    missing: int
    prior: Prior
    raw: tuple[RawLine, ...]
    feedback: str


def hole(directory: Directory, links: Links, policy: Node, read: int) -> Hole:
    """The hole of an illegible policy; `read` is the number of policies of its plan that could be read."""
    page = directory.nodes.get(policy.text("page"))
    raw = raw_lines(page) if page else ()
    announced = page.get("announced_policies") if page else None
    said = announced if isinstance(announced, int) else 0
    return Hole(
        anchor_of(policy.id),
        number_of(policy),
        span([r.number for r in raw]),
        said,
        max(said - read, 0),
        prior(directory, links, policy),
        raw,
        links.feedback(policy.id),
    )


def raw_lines(page: Node) -> tuple[RawLine, ...]:
    """The lines of a page nobody can read, in order."""
    records = [json.loads(one) for one in page.list("illegible")]
    return tuple(sorted((RawLine(r["line"], r["text"]) for r in records), key=lambda r: r.number))


def span(lines: list[int]) -> str:
    """28~35行."""
    if not lines:
        return ""
    return f"{lines[0]}行" if len(lines) == 1 else f"{lines[0]}~{lines[-1]}行"


def prior(directory: Directory, links: Links, policy: Node) -> Prior:
    """What the policy follows."""
    for edge in directory.out(policy.id, "succeeds"):
        note = edge.provenance[0].note if edge.provenance else ""
        return Prior(Link(policy_name(directory.node(edge.end)), links.node(edge.end)), item_mark(edge), note)
    return Prior(None, None, policy.text("succession_note"))


def policy_name(policy: Node) -> str:
    """政策1 and its title."""
    return f"政策{number_of(policy)} {title_of(policy)}".strip()


def title_of(policy: Node) -> str:
    """The title; "" for a policy nobody can read."""
    return "" if policy.get("status") == "illegible" else policy.name


def page_of(directory: Directory, item: NodeId) -> Node | None:
    """The page a plan item stands on."""
    return directory.nodes.get(directory.node(item).text("page"))
