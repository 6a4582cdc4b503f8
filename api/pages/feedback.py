"""情報が違うとき: whom to tell. Nothing is sent or stored from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.deps import DirectoryDep
from api.pages.body import PhoneLine
from api.pages.dates import dial
from api.pages.frame import links_of, respond
from api.pages.hole import title_of
from api.pages.links import Link, Links
from api.pages.plain import PlainFact
from graph.directory import Directory
from graph.disclosure import HIDDEN_PLACE, hides_place
from graph.model import Node, NodeId
from graph.schema import schema

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Addressee:
    """The body to tell."""

    body: Link
    phone: PhoneLine | None
    why: str


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """Everything the page shows. Without `about` it tells how to get here from a page."""

    about: Link | None
    kind: str
    shown: tuple[PlainFact, ...]  # what the page says now
    addressee: Addressee | None
    note: str  # who is to answer, where nobody is named
    centre: PhoneLine | None  # puts callers through


@router.get("/feedback", response_class=HTMLResponse)
async def show_feedback(
    request: Request, directory: DirectoryDep, about: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Whom to tell that something is wrong."""
    page = feedback_page(directory, links_of(request), about)
    return respond(request, "feedback.html", page, title="情報が違うとき", nav="", directory=directory)


def feedback_page(directory: Directory, links: Links, about: NodeId) -> FeedbackPage:
    """Whom to tell about this node."""
    own = directory.municipality
    node = directory.node(about) if about else None
    return FeedbackPage(
        about=Link(_name(node), links.node(node.id)) if node else None,
        kind=schema().node(node.kind).label if node else "",
        shown=_shown(node) if node else (),
        addressee=_addressee(directory, links, node),
        note=own.corrections_note,
        centre=_centre(directory),
    )


def _name(node: Node) -> str:
    if node.kind == "policy" and not title_of(node):
        return f"重点政策{node.get('number')}"
    return node.name


def _addressee(directory: Directory, links: Links, node: Node | None) -> Addressee | None:
    """The owner the data names for the node, else the one of the municipality."""
    own = directory.municipality.corrections_owner
    owner = node.text("owner") if node and "owner" in schema().node(node.kind).properties else ""
    if owner in directory.nodes:
        return _told(
            links,
            directory.nodes[owner],
            "この情報を確かめ直す係として、データに名があります(所管から起こしたもので、受け持ちの決まりを確かめたものではありません)。",
        )
    if own in directory.nodes:
        return _told(links, directory.nodes[own], "情報の訂正を受ける係です。")
    return None


def _told(links: Links, body: Node, why: str) -> Addressee:
    phone = body.text("phone")
    line = PhoneLine("電話", phone, dial(phone), body.text("hours")) if phone else None
    return Addressee(Link(body.name, links.node(body.id)), line, why)


def _centre(directory: Directory) -> PhoneLine | None:
    node = directory.nodes.get(directory.municipality.call_centre)
    phone = node.text("phone") if node else ""
    return PhoneLine(node.name, phone, dial(phone), node.text("hours")) if node and phone else None


def _shown(node: Node) -> tuple[PlainFact, ...]:
    """What the page of a body says now: the fields that are most often wrong."""
    if node.kind != "organisation":
        return ()
    place = HIDDEN_PLACE if hides_place(node) else node.text("address")
    fields = (("電話番号", node.text("phone")), ("受付・開館の時間", node.text("hours")), ("場所", place))
    return tuple(PlainFact(label, (value or "データにありません",)) for label, value in fields)
