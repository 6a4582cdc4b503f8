"""The application: one factory. Importing opens nothing; the graph is opened when the application starts."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import cast

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from api import errors
from api.analysis import router as analysis
from api.connection import Connection
from api.deps import Clock
from api.description import describe
from api.export import router as exports
from api.find import router as finding
from api.pages import router as pages
from api.replies import RELEASE
from api.routes import router as routes
from api.security import Frame
from api.settings import Settings
from graph.errors import StoreUnavailable

LOG = logging.getLogger("tsunagu")
JAPAN = timezone(timedelta(hours=9), "JST")  # no summer time, so no table of time zones is needed
STATIC = Path(__file__).parent / "static"


def japan_now() -> datetime:
    """Now, in Japan."""
    return datetime.now(JAPAN)


def create_app(settings: Settings, *, clock: Clock = japan_now) -> FastAPI:
    """The application over the graph that the settings name. It starts without a graph and says so on its pages."""
    app = FastAPI(
        title="つなぐ",
        summary="子どもと家庭を支える機関のつながり",
        version=RELEASE,
        lifespan=_lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,  # they fetch scripts from outside
        redoc_url=None,
        redirect_slashes=False,  # a redirect would name the host that the proxy in front hides
        middleware=[Middleware(Frame)],
        # it would hand the words of a failed question to whatever collects telemetry on the machine
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # as FastAPI's manual has it
    app.state.settings = settings
    app.state.clock = clock
    app.state.connection = Connection(settings.graph_url)
    errors.install(app)
    app.include_router(finding)
    app.include_router(routes)
    app.include_router(analysis)
    app.include_router(exports)
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    connection = cast("Connection", app.state.connection)
    try:
        await run_in_threadpool(connection.open)
    except StoreUnavailable as error:
        LOG.warning("%s", error.sentence)
    yield
    connection.close()
