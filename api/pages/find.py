"""The answer (`/find`): whom to call first, whom else, and why. What was typed is written nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from api.deps import DirectoryDep, NowDep
from api.pages.answer import Matter, matter
from api.pages.asked import YES, Asked, asked
from api.pages.cards import Context
from api.pages.dates import dial
from api.pages.easy import easy_page
from api.pages.frame import counts, links_of, respond
from api.pages.home import home_page
from api.pages.links import Link
from api.pages.reading import Reading, notices, reading, spoken
from api.pages.search import SearchForm, search_form
from api.pages.unsure import Unsure, unsure
from api.pages.urgent import EmergencyBox
from graph.directory import Directory
from graph.finding.answer import Answer
from graph.finding.find import find
from graph.model import Node

router = APIRouter()
_FIRST_ROLE = "一義的相談窓口"
_EXAMPLE = "中学生の息子が不登校"

Words = Annotated[str, Query(max_length=1000)]
Short = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True)
class FindPage:
    """An answer with the way it was read."""

    form: SearchForm
    heading: str
    spoken: str
    reading: Reading
    unsure: Unsure | None
    notices: tuple[str, ...]
    matter: Matter
    verified: int
    bodies: int
    easy: str  # "" for a question that is in no address: the form sends it again


@dataclass(frozen=True, slots=True)
class NonePage:
    """Nothing was understood: whom to ask, two ways on."""

    form: SearchForm
    q: str
    cases: int
    emergency: EmergencyBox | None
    notices: tuple[str, ...]
    call_centre: Link | None
    phone: str
    dial: str
    hours: str
    example: Link
    home: str
    first_kind: Link | None


@router.get("/find", response_class=HTMLResponse)
async def show_find(
    request: Request,
    directory: DirectoryDep,
    now: NowDep,
    q: Words = "",
    area: Short = "",
    age: Short = "",
    on: Short = "",
    easy: Short = "",
    ruby: Short = "",
) -> HTMLResponse:
    """The answer to a question in the address."""
    return _answer(request, directory, now, asked(q, area, age, on, ruby), easy == YES)


@router.post("/find", response_class=HTMLResponse)
async def show_find_posted(
    request: Request,
    directory: DirectoryDep,
    now: NowDep,
    q: Annotated[str, Form(max_length=1000)] = "",
    area: Annotated[str, Form(max_length=100)] = "",
    age: Annotated[str, Form(max_length=100)] = "",
    on: Annotated[str, Form(max_length=100)] = "",
    easy: Annotated[str, Form(max_length=100)] = "",
    ruby: Annotated[str, Form(max_length=100)] = "",
) -> HTMLResponse:
    """The same to a question that is in no address."""
    return _answer(request, directory, now, asked(q, area, age, on, ruby, posted=True), easy == YES)


def _answer(request: Request, directory: Directory, now: datetime, question: Asked, easy: bool) -> HTMLResponse:
    links = links_of(request)
    form = search_form(directory, links, question)
    if not question.q:
        page = home_page(directory, links, form)
        return respond(request, "home.html", page, title="さがす", nav="find", directory=directory)
    answer = find(directory, question.q, area=question.area, age=question.age, on=question.on, now=now)
    context = Context(directory, links, answer, now.date(), ruby=question.ruby == YES)
    if not answer.case_types and not answer.named:
        none = none_page(context, form, question)
        return respond(request, "find_none.html", none, title="当てはまりません", nav="find", directory=directory)
    if easy:
        back = links.to("/") if question.posted else question.find(links)
        sheet = easy_page(context, back=back, address="/find?q=…&easy=1")
        return respond(request, "easy.html", sheet, title="やさしい日本語", nav="find", directory=directory)
    found = find_page(context, form, question, now)
    return respond(request, "find.html", found, title=title_of(answer), nav="find", directory=directory)


def find_page(context: Context, form: SearchForm, question: Asked, now: datetime | None = None) -> FindPage:
    """The page of an answer."""
    directory, answer, links = context.directory, context.answer, context.links
    made = matter(context)
    if made.picture and not question.posted:
        made = replace(made, picture=question.picture(links))
    called = tuple((c.name.label, c.phone) for c in made.first)
    bodies, verified = counts(directory)
    return FindPage(
        form=form,
        heading=f"「{question.q}」の連絡先",
        spoken=spoken(answer, called),
        reading=reading(directory, links, answer, question, undecided=made.undecided),
        unsure=unsure(context, question, now),
        notices=(*notices(directory, answer, question), *_nobody(answer)),
        matter=made,
        verified=verified,
        bodies=bodies,
        easy="" if question.posted else question.find(links, easy=YES),
    )


def none_page(context: Context, form: SearchForm, question: Asked) -> NonePage:
    """The page of a question that was not understood, or is not our subject."""
    directory, links = context.directory, context.links
    centre = directory.nodes.get(directory.municipality.call_centre)
    first = first_kind(directory)
    return NonePage(
        form=form,
        q=question.q,
        cases=len(directory.of("case_type")),
        emergency=matter(context).emergency,
        notices=notices(directory, context.answer, question),
        call_centre=Link(centre.name, links.node(centre.id)) if centre else None,
        phone=centre.text("phone") if centre else "",
        dial=dial(centre.text("phone")) if centre else "",
        hours=centre.text("hours") if centre else "",
        example=Link(_EXAMPLE, links.to("/find", q=_EXAMPLE)),
        home=links.to("/") + "#cases",
        first_kind=Link(first.name, links.node(first.id)) if first else None,
    )


def title_of(answer: Answer) -> str:
    """The title: what was read, never what was typed."""
    cases = [c.label for c in answer.case_types if c.use == "answer"]
    if len(cases) > 1:
        return f"{len(cases)}つの困りごとの連絡先"
    return f"{cases[0]}の連絡先" if cases else "機関の連絡先"


def first_kind(directory: Directory) -> Node | None:
    """The kind that takes most case types as the first window: where to ask when nobody knows."""
    count = {
        k.id: sum(e.text("role") == _FIRST_ROLE for e in directory.out(k.id, "handles"))
        for k in directory.of("organisation_kind")
    }
    best = max(directory.of("organisation_kind"), key=lambda k: count[k.id], default=None)
    return best if best and count[best.id] else None


def _nobody(answer: Answer) -> tuple[str, ...]:
    """What was understood and has no body in the area that was asked."""
    cases = [c.label for c in answer.case_types if c.use == "answer"]
    local = any(b.reach == "serves" for b in answer.bodies)
    if not cases or not answer.area or local:
        return ()
    end = "区全体では次の機関です。" if answer.bodies else "役割カードか、区の代表の窓口をごらんください。"
    return (f"{'、'.join(cases)}を受ける機関は、{answer.area.label}のデータにありません。{end}",)
