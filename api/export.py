"""`GET /api/export`: the graph as a file, the same bytes as `tsunagu export` writes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO, Final, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from api.deps import SetParameter, StoreDep
from api.description import described as told
from api.exporting import ALL_FORMATS, chosen, export
from api.replies import RELEASE, reply, same
from api.settings import Settings
from api.shapes import InfoOut
from graph.exchange.content import content

router = APIRouter()
_PART: Final = 1 << 16
_FILE: Final = {"schema": {"type": "string", "format": "binary"}}
_DOCUMENT: Final = {"schema": {"type": "object"}}

FormatParameter = Annotated[
    str, Query(max_length=40, description=f"形式: {'、'.join(sorted(ALL_FORMATS))}", examples=["json-graph"])
]


def _described() -> dict[str, Any]:
    """A file in place of a document."""
    found = told("グラフをほかの形式のファイルで", InfoOut, 400)
    media = {f.media_type: _DOCUMENT if "json" in f.media_type else _FILE for f in ALL_FORMATS.values()}
    found["responses"][200] = {"description": "ファイル", "content": media}
    return found


@router.get("/api/export", operation_id="export", response_class=Response, **_described())
def download(
    request: Request, store: StoreDep, format: FormatParameter = "json-graph", set: SetParameter = None
) -> Response:
    code = set or cast("Settings", request.app.state.settings).set
    form = chosen(format)
    etag = f'"{content(store, code).digest}-{format}-{RELEASE}"'
    if same(request, etag):
        return reply(request, Response(), etag)
    # whole before the first byte goes out: what breaks off or meets a load must not look like an answer
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the last part of it is sent
    try:
        done = export(store, format, code, file)
        size = file.tell()
    except BaseException:
        file.close()
        raise
    headers = {"Content-Disposition": f'attachment; filename="{done.name}"', "Content-Length": str(size)}
    etag = f'"{done.digest}-{format}-{RELEASE}"'
    return reply(request, StreamingResponse(_parts(file), media_type=form.media_type, headers=headers), etag)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while part := file.read(_PART):
            yield part
