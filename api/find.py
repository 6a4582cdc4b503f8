"""`/api/find`: which bodies handle this. Asked with GET, or with POST where the words shall stand in no address.

The routes take the bare request and read it themselves: FastAPI's reading of five parameters and two dependencies
costs more than finding.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from api.answers import written
from api.body import described_body, posted
from api.deps import get_directory, get_now
from api.description import described
from api.question import MAX_FIELD, MAX_TEXT, Question, question
from api.replies import JSON
from api.shapes_of_answers import FindOut
from graph.finding.find import find


class Plain(APIRoute):
    """A route whose endpoint takes the request as it came, whatever its description says."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint."""
        return self.endpoint


router = APIRouter(route_class=Plain)
_WORDS: Final = "困りごとを受ける機関"
_PARAMETERS: Final = (
    ("q", "困っていること、または名前", "不登校", {"minLength": 1, "maxLength": MAX_TEXT}),
    ("area", "住まい(町・駅・地域の名か番号)", "弦巻", {"maxLength": MAX_FIELD}),
    ("age", "年齢、学年、時期", "14", {"maxLength": MAX_FIELD}),
    ("on", "いつのことか", "2026-04-01", {"maxLength": MAX_FIELD}),
    ("set", "区市町村の番号。1つしか入っていなければ要りません。", "131121", {"maxLength": MAX_FIELD}),
)


def described_query() -> dict[str, Any]:
    """How the parameters are described."""
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": name == "q",
                "description": words,
                "schema": {"type": "string", **bounds},
                "example": example,
            }
            for name, words, example, bounds in _PARAMETERS
        ]
    }


@router.get("/api/find", operation_id="find", **described(_WORDS, FindOut, 400), openapi_extra=described_query())
async def ask(request: Request) -> Response:
    given = request.query_params.get
    asked = question(
        given("q", ""), area=given("area", ""), age=given("age", ""), on=given("on", ""), set=given("set", "")
    )
    return await _answer(request, asked)


@router.post(
    "/api/find",
    operation_id="find_posted",
    **described(_WORDS, FindOut, 400, 413, 415),
    openapi_extra=described_body(),
)
async def ask_posted(request: Request) -> Response:
    return await _answer(request, await posted(request))


async def _answer(request: Request, asked: Question) -> Response:
    directory = await get_directory(request, asked.set or request.query_params.get("set"))
    now = await get_now(request)
    answer = find(directory, asked.text, area=asked.area, age=asked.age, on=asked.on, now=now)
    return Response(written(answer), media_type=JSON)
