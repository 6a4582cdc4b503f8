"""Every error becomes one shape: a problem document for programs, a page for people. The only place that does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.pages import error_page
from api.problems import MEDIA_TYPE, Problem, Wrong, bad_parameter, document, problem_of
from api.replies import dumps
from graph.errors import GraphError

RETRY_AFTER_SECONDS = "10"  # of a 503: the graph is usually back after a load or a restart

_HTTP: Mapping[int, tuple[str, str]] = {
    400: ("読めない要求です", "送られたものを読めませんでした。"),
    404: ("見つかりません", "この番号のページはありません。名前でさがしてください。"),
    405: ("使えない方法です", "この場所は、その方法では使えません。"),
    413: ("長すぎます", "送られたものが長すぎます。"),
    415: ("読めない形です", "フォーム、または JSON で送ってください。"),
}


def install(app: FastAPI) -> None:
    """Answer our family of errors, those of FastAPI and those of routing."""
    app.add_exception_handler(GraphError, _graph_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)


def answer(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as the asker reads it. Never kept by anyone on the way."""
    given = {**(headers or {}), "Cache-Control": "no-store"}
    if wants_page(request):
        reply: Response = error_page(request, problem.status, problem.detail)
        reply.headers.update(given)
        return reply
    return Response(dumps(document(problem)), problem.status, given, MEDIA_TYPE)


def wants_page(request: Request) -> bool:
    """Whether a person looks at it: a browser, and not at the API."""
    path = request.url.path
    return "text/html" in request.headers.get("accept", "") and not path.startswith("/api/") and path != "/health"


def unexpected(number: str) -> Problem:
    """A slip of ours. `number` leads to the line of the log, which holds no words of the question."""
    detail = f"画面を作れませんでした(受付番号 {number})。もう一度ためすか、担当に番号を知らせてください。"
    return Problem("unexpected", 500, 3, "こちらの誤りです", detail)


async def _graph_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, GraphError):
        raise error
    problem = problem_of(error)
    return answer(request, problem, {"Retry-After": RETRY_AFTER_SECONDS} if problem.status == 503 else None)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    title, detail = _HTTP.get(error.status_code, _HTTP[400])
    return answer(request, Problem(f"http-{error.status_code}", error.status_code, 2, title, detail), error.headers)


async def _validation_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    wrong = tuple(_wrong(one) for one in error.errors())
    return answer(request, Problem("bad-parameter", 400, 2, "読めない値があります", wrong[0].sentence, wrong))


def _wrong(error: Mapping[str, Any]) -> Wrong:
    where: Sequence[object] = error["loc"]
    name = str(where[-1]) if len(where) > 1 else str(where[0])
    value = error.get("input")
    # a search text is not shown again in an error: it might be copied into a ticket
    seen = "" if name == "q" or value is None or isinstance(value, dict | list) else str(value)
    return bad_parameter(name, seen, _allowed(error["type"], error.get("ctx", {})))


def _allowed(kind: str, context: Mapping[str, Any]) -> str:
    """What would do, from the sort of error that pydantic names."""
    match kind:
        case "missing":
            return "必ず要ります。"
        case "string_too_long":
            return f"{context['max_length']}字までです。"
        case "string_too_short":
            return f"{context['min_length']}字以上です。"
        case "int_parsing" | "int_type" | "int_from_float":
            return "整数で書いてください。"
        case "greater_than_equal":
            return f"{context['ge']}以上です。"
        case "less_than_equal":
            return f"{context['le']}以下です。"
        case "literal_error" | "enum":
            return f"使えるのは {context['expected']} です。"
    return "選びなおしてください。"
