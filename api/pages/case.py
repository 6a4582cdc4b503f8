"""The page of a case type (相談種別): the answer for it, broader and narrower types, services and initiatives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.pages.answer import Matter, matter
from api.pages.asked import YES, Asked
from api.pages.cards import Context
from api.pages.frame import counts
from api.pages.kind import Chip, chip
from api.pages.links import Link, Links
from api.pages.marks import Mark, Said, said
from api.pages.planned import place_of
from api.pages.reading import area_words, notices, spoken
from api.pages.search import SearchForm, search_form
from graph.directory import Directory
from graph.finding.answer import Answer
from graph.model import Node

_HURRY = {"緊急": "danger", "早め": "st"}


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service that answers this trouble."""

    service: Chip
    providers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """An initiative that helps."""

    where: str
    initiative: Chip


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page of a case type shows."""

    form: SearchForm
    crumbs: tuple[Link, ...]
    name: str
    hurry: Mark | None
    plain: str
    category: str
    stages: str
    said: Said
    spoken: str
    area: str
    notices: tuple[str, ...]
    matter: Matter
    verified: int
    bodies: int
    broader: tuple[Link, ...]
    narrower: tuple[Link, ...]
    services: tuple[ServiceLine, ...]
    initiatives: tuple[InitiativeLine, ...]
    easy: str
    feedback: str


def case_page(directory: Directory, links: Links, node: Node, answer: Answer, asked: Asked, today: date) -> CasePage:
    """The page of a case type with the answer for it."""
    made = matter(Context(directory, links, answer, today, ruby=asked.ruby == YES))
    urgency = node.text("urgency")
    bodies, verified = counts(directory)
    return CasePage(
        form=search_form(directory, links, asked),
        crumbs=(Link("さがす", links.to("/")), Link("相談の種別"), Link(node.text("group"))),
        name=node.name,
        hurry=Mark(urgency, _HURRY[urgency], "この資料集が急ぐと区分した種別です。") if urgency in _HURRY else None,
        plain=node.text("plain"),
        category=node.text("official_category"),
        stages="、".join(node.list("life_stages")),
        said=said(directory, links, node),
        spoken=spoken(answer, tuple((c.name.label, c.phone) for c in made.first)),
        area=area_words(directory, answer, undecided=made.undecided),
        notices=notices(directory, answer, asked),
        matter=made,
        verified=verified,
        bodies=bodies,
        broader=tuple(Link(directory.label(c), links.node(c)) for c in directory.ends(node.id, "broader")),
        narrower=tuple(Link(directory.label(c), links.node(c)) for c in directory.starts(node.id, "broader")),
        services=_services(directory, links, node),
        initiatives=tuple(
            InitiativeLine(place_of(directory, e.start), chip(directory, links, e, e.start))
            for e in directory.into(node.id, "helps")
        ),
        easy=asked.case(links, node.id, easy=YES),
        feedback=links.feedback(node.id),
    )


def _services(directory: Directory, links: Links, node: Node) -> tuple[ServiceLine, ...]:
    lines = []
    for edge in directory.into(node.id, "addresses"):
        providers = tuple(Link(directory.label(p), links.node(p)) for p in directory.starts(edge.start, "provides"))
        lines.append(ServiceLine(chip(directory, links, edge, edge.start), providers))
    return tuple(lines)
