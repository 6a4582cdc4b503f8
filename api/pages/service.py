"""The page of one service (事業): who may use it, age, fee, how to apply, who runs it, where it stands in the plan."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.dates import dial, months
from api.pages.kind import Chip, chip
from api.pages.links import Link, Links
from api.pages.marks import Mark, Said, item_mark, said
from api.pages.planned import place_of
from api.pages.sources import SourceLine, source_lines, web_address
from graph.areas import body_order
from graph.directory import Directory
from graph.model import Node


@dataclass(frozen=True, slots=True)
class Provider:
    """A body or kind that runs the service, with its number."""

    body: Link
    phone: str
    dial: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class InPlan:
    """An initiative that the service of today corresponds to."""

    where: str
    title: Link
    mark: Mark


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything the page of a service shows."""

    crumbs: tuple[Link, ...]
    name: str
    feedback: str
    type: str
    eligibility: str
    stages: str
    age: str
    fee: str
    how_to_apply: str
    url: str
    owner: Link | None
    remark: str
    said: Said
    providers: tuple[Provider, ...]
    cases: tuple[Chip, ...]
    plan: tuple[InPlan, ...]
    sources: tuple[SourceLine, ...]


def service_page(directory: Directory, links: Links, node: Node) -> ServicePage:
    """The page of a service."""
    owner = node.text("owner")
    return ServicePage(
        crumbs=(Link("さがす", links.to("/")), Link("事業"), Link(node.text("type"))),
        name=node.name,
        feedback=links.feedback(node.id),
        type=node.text("type"),
        eligibility=node.text("eligibility"),
        stages="、".join(node.list("life_stages")),
        age=age_range(node),
        fee=node.text("fee"),
        how_to_apply=node.text("how_to_apply"),
        url=web_address(node.text("url")),
        owner=Link(directory.label(owner), links.node(owner)) if owner else None,
        remark=node.provenance[0].note if node.provenance else "",
        said=said(directory, links, node),
        providers=_providers(directory, links, node),
        cases=tuple(chip(directory, links, e, e.end) for e in directory.out(node.id, "addresses")),
        plan=_plan(directory, links, node),
        sources=source_lines(directory, links, node),
    )


def age_range(node: Node) -> str:
    """2歳から13歳になるまで: the months of age of who uses the service; "" where there is no limit."""
    first, last = node.get("age_from_months"), node.get("age_to_months")
    start = f"{months(first)}から" if isinstance(first, int) and first else ""
    end = f"{months(last)}になるまで" if isinstance(last, int) else ""
    return start + end


def _providers(directory: Directory, links: Links, node: Node) -> tuple[Provider, ...]:
    found = []
    for edge in sorted(directory.into(node.id, "provides"), key=lambda e: body_order(directory, e.start)):
        body = directory.nodes[edge.start]
        phone = body.text("phone") if body.kind == "organisation" else ""
        found.append(Provider(Link(body.name, links.node(body.id)), phone, dial(phone), item_mark(edge)))
    return tuple(found)


def _plan(directory: Directory, links: Links, node: Node) -> tuple[InPlan, ...]:
    edges = directory.into(node.id, "corresponds_to")
    return tuple(
        InPlan(place_of(directory, e.start), Link(directory.label(e.start), links.node(e.start)), item_mark(e))
        for e in edges
    )
