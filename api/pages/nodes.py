"""`/nodes/{id}`: which page a node has."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import DirectoryDep, NowDep
from api.pages.asked import YES, Asked, asked
from api.pages.body import body_page
from api.pages.cards import Context
from api.pages.case import case_page
from api.pages.easy import easy_page
from api.pages.frame import Entry, links_of, respond
from api.pages.kind import kind_page
from api.pages.links import Links
from api.pages.plain import plain_page
from api.pages.plan import policies
from api.pages.planitem import plan_item_page
from api.pages.reports import onward
from api.pages.service import service_page
from graph.directory import Directory
from graph.finding.find import answer_for_case
from graph.model import Node

router = APIRouter()
_PLAN_ITEMS = frozenset({"policy", "measure", "initiative", "part"})


@router.get("/nodes/{node_id}", response_class=HTMLResponse)
async def show_node(
    request: Request,
    node_id: str,
    directory: DirectoryDep,
    now: NowDep,
    area: Annotated[str, Query(max_length=100)] = "",
    age: Annotated[str, Query(max_length=100)] = "",
    on: Annotated[str, Query(max_length=100)] = "",
    easy: Annotated[str, Query(max_length=100)] = "",
    ruby: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """A node. `area` and `age` are for a case type: whom to call there, at that age."""
    links = links_of(request)
    node = directory.node(node_id)
    if node.kind == "plan" and policies(directory, node.id):
        return RedirectResponse(links.plan(node.id.removeprefix("plan:")), status_code=307)
    if node.kind == "case_type":
        return _case(request, directory, node, asked("", area, age, on, ruby), now, easy == YES)
    template, page, nav = _page(directory, links, node, now)
    further = onward(links, node.id, node.kind)
    return respond(request, template, page, title=_title(node), nav=nav, directory=directory, onward=further)


def _case(
    request: Request, directory: Directory, node: Node, question: Asked, now: datetime, easy: bool
) -> HTMLResponse:
    """The answer for a case type, as a page or as the sheet in plain words."""
    links = links_of(request)
    answer = answer_for_case(directory, node.id, area=question.area, age=question.age, on=question.on, now=now)
    if easy:
        back = question.case(links, node.id)
        sheet = easy_page(Context(directory, links, answer, now.date()), back=back, address=f"/nodes/{node.id}?easy=1")
        return respond(request, "easy.html", sheet, title="やさしい日本語", nav="find", directory=directory)
    page = case_page(directory, links, node, answer, question, now.date())
    further = onward(links, node.id, node.kind)
    title = f"{node.name}の連絡先"
    return respond(request, "case.html", page, title=title, nav="find", directory=directory, onward=further)


def _page(directory: Directory, links: Links, node: Node, now: datetime) -> tuple[str, object, Entry]:
    if node.kind == "organisation":
        return "body.html", body_page(directory, links, node, now), "find"
    if node.kind == "organisation_kind":
        return "kind.html", kind_page(directory, links, node), "find"
    if node.kind == "service":
        return "service.html", service_page(directory, links, node), "find"
    if node.kind in _PLAN_ITEMS:
        return "planitem.html", plan_item_page(directory, links, node), "plan"
    return "plain.html", plain_page(directory, links, node), ""


def _title(node: Node) -> str:
    if node.kind == "organisation_kind":
        return f"{node.name}の役割カード"
    return node.name
