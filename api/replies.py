"""How a document goes out: as JSON, with a tag by which a browser learns that nothing has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from fastapi import Request
from fastapi.responses import Response
from pydantic_core import to_json

from graph.directory import Directory
from graph.model import StoreInfo

JSON: Final = "application/json"


def release() -> str:
    """The release of the product, part of every tag: a new template changes pages too."""
    try:
        return version("tsunagu")
    except PackageNotFoundError:  # run from a folder without being installed
        return "0"


RELEASE: Final = release()


def dumps(document: Mapping[str, object] | Sequence[Mapping[str, object]]) -> bytes:
    """UTF-8 JSON without blanks. pydantic's writer is in FastAPI anyway and several times faster than json's."""
    return to_json(document)


def tag(source: Directory | StoreInfo, now: datetime) -> str:
    """The entity tag of what was made from this data today: marks like 要再確認 move with the day."""
    return f'"{source.data_version}-{source.version}-{now:%Y%m%d}-{RELEASE}"'


def same(request: Request, etag: str) -> bool:
    """Whether the asker holds this already (If-None-Match, compared weakly)."""
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or etag in {one.strip().removeprefix("W/") for one in held.split(",")}


def reply(request: Request, response: Response, etag: str) -> Response:
    """The response with its tag, or 304 when the asker holds it already."""
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if same(request, etag):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def json(document: Mapping[str, object]) -> Response:
    """A document."""
    return Response(dumps(document), media_type=JSON)
