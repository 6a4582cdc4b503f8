"""The first page (さがす): what is the matter, the case types, the kinds of body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import DirectoryDep
from api.pages.asked import Asked
from api.pages.emergency import EmergencyNumbers, emergency_numbers
from api.pages.frame import links_of, respond
from api.pages.handled import case_order
from api.pages.links import Link, Links
from api.pages.search import SearchForm, search_form
from graph.directory import Directory
from graph.model import Node, NodeId

router = APIRouter()
KINDS_SHOWN = 9
URGENT = "緊急"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case type in the list."""

    case: Link
    urgent: bool


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """One of the columns."""

    name: str
    cases: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """All kinds of a field."""

    name: str
    kinds: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the first page shows."""

    numbers: EmergencyNumbers
    form: SearchForm
    asked_nothing: bool
    cases: int
    groups: tuple[CaseGroup, ...]
    kinds: tuple[Link, ...]
    all_kinds: tuple[KindGroup, ...]
    kind_count: int


@router.get("/", response_class=HTMLResponse)
async def show_home(request: Request, directory: DirectoryDep) -> HTMLResponse:
    """The first page."""
    page = home_page(directory, links_of(request))
    return respond(request, "home.html", page, title="さがす", nav="find", directory=directory)


def home_page(directory: Directory, links: Links, form: SearchForm | None = None) -> HomePage:
    """The first page; with `form` it answers a question without words."""
    cases = sorted(directory.of("case_type"), key=lambda c: case_order(directory, c.id))
    kinds = sorted(directory.of("organisation_kind"), key=lambda k: _order(k))
    return HomePage(
        numbers=emergency_numbers(directory),
        form=form or search_form(directory, links, Asked()),
        asked_nothing=form is not None,
        cases=len(cases),
        groups=tuple(
            CaseGroup(name, tuple(_line(links, c) for c in cases if c.text("group") == name))
            for name in directory.municipality.case_groups or dict.fromkeys(c.text("group") for c in cases)
        ),
        kinds=tuple(Link(k.name, links.node(k.id)) for k in _linked_most(directory, kinds)),
        all_kinds=tuple(
            KindGroup(name, tuple(Link(k.name, links.node(k.id)) for k in kinds if k.text("group") == name))
            for name in dict.fromkeys(k.text("group") for k in kinds)
        ),
        kind_count=len(kinds),
    )


def _line(links: Links, case: Node) -> CaseLine:
    return CaseLine(Link(case.text("short") or case.name, links.node(case.id)), case.get("urgency") == URGENT)


def _linked_most(directory: Directory, kinds: list[Node]) -> list[Node]:
    """The spine of the network and the kinds with most links to others, in the order of kinds."""
    hubs = [h.kind for h in directory.municipality.hubs]
    count: Counter[NodeId] = Counter()
    for edge in directory.edges.values():
        if edge.kind == "refers_to":
            count.update({directory.kind_of(edge.start), directory.kind_of(edge.end)})
    rest = sorted(
        (k for k in kinds if k.id not in hubs and k.get("group") != "行政"), key=lambda k: (-count[k.id], k.id)
    )
    chosen = {*hubs, *(k.id for k in rest[: max(KINDS_SHOWN - len(hubs), 0)])}
    return [k for k in kinds if k.id in chosen]


def _order(kind: Node) -> tuple[int, str]:
    order = kind.get("order")
    return (order if isinstance(order, int) else 0, kind.id)
