"""How the API describes itself at /api/openapi.json: documents, problems, parameters, examples."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import MEDIA_TYPE
from api.shapes import ProblemOut
from api.shapes_of_analysis import CHOSEN
from visualizations.options import BASES, VIEWS

_REASONS: Final = {
    400: "読めない値がある",
    404: "データにない",
    413: "長すぎる",
    415: "読めない形",
    503: "いまデータにつながらない",
}
_NETWORK: Final = (
    ("view", f"図の種類: {'、'.join(VIEWS)}", "overview"),
    ("around", "中心の機関か種別(番号か名前)", "児童館"),
    ("area", "地域(番号か名前)。view=case では住まい(町・駅・地域)", "玉川地域"),
    ("plan", "計画(番号か名前)", "late"),
    ("q", "view=case で、困っていること、または名前", "不登校"),
    ("age", "view=case で、年齢、学年、時期", "14"),
    ("on", "view=case で、いつのことか", "2026-04-01"),
    ("rel", "関係の系統。コンマで区切る", "law,refer"),
    ("basis", f"根拠: {'、'.join(BASES)}。コンマで区切る", "stated"),
    ("open", "1つずつ出す種別。コンマで区切る", "kind:jidokan"),
)


def described(summary: str, model: Any, *problems: int) -> dict[str, Any]:
    """What a route says of itself: its document, and the problems it may answer beside 503."""
    responses: dict[int | str, dict[str, Any]] = {200: {"model": model, "description": "答え"}}
    responses |= {status: {"model": ProblemOut, "description": _REASONS[status]} for status in (*problems, 503)}
    return {"summary": summary, "responses": responses}


def network_parameters() -> dict[str, Any]:
    """The parameters of the picture, which visualizations reads by itself."""
    return {
        "parameters": [
            {"name": name, "in": "query", "required": False, "description": words, "schema": {"type": "string"},
             "example": example}
            for name, words, example in _NETWORK
        ]
    }  # fmt: skip


def describe(app: FastAPI) -> dict[str, Any]:
    """The description: FastAPI's, with problems under their own media type and without its own kind of error."""
    found = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes
    )
    for path in found["paths"].values():
        for operation in path.values():
            responses = operation["responses"]
            responses.pop("422", None)  # FastAPI's own, which errors.py answers as 400
            for status, response in responses.items():
                if int(status) >= 400:
                    response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
    for name in ("HTTPValidationError", "ValidationError"):
        found["components"]["schemas"].pop(name, None)
    for name in CHOSEN:
        found["components"]["schemas"][name].pop("required")  # `fields` leaves keys out
    return found
