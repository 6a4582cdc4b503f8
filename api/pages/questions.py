"""`/questions`: what a ward really asks, each answered from the data as they are now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import StoreDep
from api.documents.of_questions import permalink
from api.pages.frame import respond
from api.pages.links import Links
from api.pages.scoped import Filters, LookingDep
from graph.analysis.cypher import Statement, beside
from graph.analysis.questions import Asked, asked

router = APIRouter()


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its answer of today and the two addresses that ask it again."""

    anchor: str
    sentence: str
    answer: str
    page: str
    api: str
    cypher: Statement | None
    parameters: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of one sort."""

    title: str
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Everything `/questions` shows."""

    count: int
    filters: Filters
    groups: tuple[QuestionGroup, ...]
    notes: tuple[str, ...]
    table: str


@router.get("/questions", response_class=HTMLResponse)
def show_questions(request: Request, store: StoreDep, looking: LookingDep) -> HTMLResponse:
    """All of them. A plain function: the first time of a day they take most of a second."""
    found = asked(looking.directory, on=looking.on, today=looking.now.date())
    cypher = beside(store, looking.scope)
    page = QuestionsPage(
        len(found),
        looking.filters(),
        tuple(
            QuestionGroup(title, tuple(_row(looking.links, a, looking.on, cypher(a)) for a in rows))
            for title, rows in groupby(found, key=lambda a: a.question.group)
        ),
        looking.scope.notes,
        looking.links.to("/api/questions", on=looking.on, format="csv"),
    )
    return respond(request, "questions.html", page, title="よくある問い", nav="reports", directory=looking.directory)


def _row(links: Links, asked: Asked, on: str, cypher: Statement | None) -> QuestionRow:
    if asked.missing:
        return QuestionRow(asked.question.id, asked.sentence, asked.answer, "", "", None, "")
    page, api = (_with_set(permalink(asked, on, api=way), links.set) for way in (False, True))
    parameters = json.dumps(dict(cypher.parameters), ensure_ascii=False) if cypher and cypher.text else ""
    return QuestionRow(asked.question.id, asked.sentence, asked.answer, page, api, cypher, parameters)


def _with_set(address: str, code: str) -> str:
    """The address in the municipality that the request named."""
    return f"{address}{'&' if '?' in address else '?'}set={quote(code, safe='')}" if code else address
