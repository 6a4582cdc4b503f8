"""The yardstick of web.py: FastAPI with one async route that takes what /api/find takes and returns ready bytes.

Its own process: `python -m benchmarks.bare PORT FILE`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response


def app(bodies: dict[str, bytes]) -> FastAPI:
    """`/bare` gives the body of a question."""
    bare = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @bare.get("/bare")
    async def one(q: str, area: str = "", age: str = "", on: str = "") -> Response:  # noqa: ARG001  read, not used
        return Response(bodies[q], media_type="application/json")

    @bare.get("/health")
    async def health() -> Response:
        return Response(b"{}", media_type="application/json")

    return bare


if __name__ == "__main__":
    texts: dict[str, str] = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    served = app({question: text.encode() for question, text in texts.items()})
    uvicorn.run(served, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)
