"""Pages for what went wrong: what happened and what to do, in one sentence each. They need no graph."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.emergency import NATIONAL, EmergencyNumbers, Number, remembered
from api.pages.frame import frame_without, known_links, templates

_UNAVAILABLE = 503
_TITLES = {
    400: "読めない値があります",
    404: "ページがありません",
    405: "使えない方法です",
    422: "読めない値があります",
    500: "画面を作れませんでした",
    503: "いまデータにつながりません",
}
_ON_404 = "この番号のページはありません。名前でさがしてください。"
_ON_503 = "いまデータにつながりません。急ぐときは、次の番号にかけてください。"


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What happened, and for a graph that cannot be reached the numbers to call."""

    sentence: str
    more: str  # what would do, after the first two sentences
    search: str  # where the search row leads; "" where searching cannot help now
    set: str
    numbers: EmergencyNumbers | None
    home: str


def error_page(request: Request, status: int, sentence: str) -> HTMLResponse:
    """The page of an error with this status. `sentence` says what happened and what to do."""
    links = known_links(request)
    away = status == _UNAVAILABLE
    heading, more = _parts(_ON_503 if away else _ON_404 if status == 404 else sentence)
    page = ErrorPage(
        sentence=heading,
        more=more,
        search="" if away or status >= 500 else "/find",
        set=links.set,
        numbers=numbers_without_graph(request, links.set) if away else None,
        home=links.to("/"),
    )
    title = _TITLES.get(status, _TITLES[400 if status < 500 else 500])
    frame = frame_without(request, title=title, graph=not away)
    return templates().TemplateResponse(request, "error.html", {"page": page, "frame": frame}, status_code=status)


def _parts(sentence: str) -> tuple[str, str]:
    """What happened and what to do; what would do comes apart, it may be long."""
    parts = sentence.split("。", 2)
    if len(parts) < 3:
        return sentence, ""
    return f"{parts[0]}。{parts[1]}。", parts[2]


def numbers_without_graph(request: Request, dataset: str) -> EmergencyNumbers:
    """The copy made when the graph was there, else the numbers of the whole country."""
    kept = remembered(request.app, dataset)
    if kept:
        return kept
    national = tuple(Number(label, phone, f"tel:{phone}") for label, phone in NATIONAL)
    return EmergencyNumbers(national[:2], national[2:], ())
