"""The body of a question that is sent with POST, so that its words stand in no address: a form, or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.exceptions import HTTPException

from api.question import MAX_FIELD, MAX_TEXT, Question, question
from graph.errors import BadParameter

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
_FIELDS: Final = ("q", "area", "age", "on", "set")


async def posted(request: Request) -> Question:
    """The question in the body. 415 in another form, BadParameter when it cannot be read."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in (FORM, JSON):
        raise HTTPException(415)
    raw = await request.body()  # at most security.MAX_BODY
    fields = _form(raw) if media == FORM else _json(raw)
    return question(
        fields.get("q", ""), area=fields.get("area", ""), age=fields.get("age", ""), on=fields.get("on", ""),
        set=fields.get("set", ""),
    )  # fmt: skip


def _form(raw: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=50))
    except ValueError as error:
        raise BadParameter("body", "", "UTF-8 のフォームで送ってください。") from error


def _json(raw: bytes) -> dict[str, str]:
    try:
        found: object = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadParameter("body", "", "UTF-8 の JSON で送ってください。") from error
    if not isinstance(found, Mapping):
        raise BadParameter("body", "", 'JSON は {"q": "…"} の形で送ってください。')
    return {name: _text(name, found[name]) for name in _FIELDS if found.get(name) is not None}


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)  # {"age": 14}
    raise BadParameter(name, "", "文字列で書いてください。")


def described_body() -> dict[str, Any]:
    """How the body is described."""
    field = {"type": "string", "maxLength": MAX_FIELD}
    shape: dict[str, Any] = {
        "type": "object",
        "required": ["q"],
        "properties": {
            "q": {"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "description": "困っていること、または名前"},
            "area": {**field, "description": "住まい"},
            "age": {**field, "description": "年齢"},
            "on": {**field, "description": "いつのことか"},
            "set": {**field, "description": "区市町村の番号"},
        },
    }
    example = {"q": "不登校", "area": "弦巻", "age": "14"}
    content = {media: {"schema": shape, "example": example} for media in (JSON, FORM)}
    return {"requestBody": {"required": True, "content": content}}
