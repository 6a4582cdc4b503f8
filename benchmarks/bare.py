"""The yardsticks of web.py: FastAPI with two async routes that take what /api/find takes.

`/bare` returns ready bytes; `/asks` asks the finder and writes its document, and does nothing beside that: it checks no
version, cleans no words, writes no log, sets no headers. Its own process: `python -m benchmarks.bare PORT FILE GRAPH`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response

from api import documents
from api.app import japan_now
from api.replies import JSON, dumps
from graph.directory import Directory, compile_directory
from graph.finding.find import find
from graph.store import open_store


def app(bodies: dict[str, bytes], directory: Directory) -> FastAPI:
    """`/bare` gives the body of a question, `/asks` finds it."""
    bare = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @bare.get("/bare")
    async def ready(q: str, area: str = "", age: str = "", on: str = "") -> Response:  # noqa: ARG001  read, not used
        return Response(bodies[q], media_type=JSON)

    @bare.get("/asks")
    async def asks(q: str, area: str = "", age: str = "", on: str = "") -> Response:
        answer = find(directory, q, area=area, age=age, on=on, now=japan_now())
        return Response(dumps(documents.find(answer)), media_type=JSON)

    @bare.get("/health")
    async def health() -> Response:
        return Response(b"{}", media_type=JSON)

    return bare


if __name__ == "__main__":
    texts: dict[str, str] = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    store = open_store(sys.argv[3])
    served = app({question: text.encode() for question, text in texts.items()}, compile_directory(store))
    uvicorn.run(served, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)
