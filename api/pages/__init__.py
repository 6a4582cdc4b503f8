"""The Japanese pages: one module per group of pages, each page a frozen dataclass and a template."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import cast

from fastapi import APIRouter, FastAPI
from fastapi.concurrency import run_in_threadpool

from api.pages import about, common, feedback, find, home, matrix, nodes, paths, plan, questions, reports
from api.pages.emergency import remember
from api.pages.errors import error_page
from api.pages.frame import has_network
from graph.errors import BadParameter, StoreUnavailable

__all__ = ["error_page", "router"]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Copy the emergency numbers while the graph is there, for the time it is not."""
    try:
        _, directories = await run_in_threadpool(app.state.connection.open)
        remember(app, await run_in_threadpool(directories.of, app.state.settings.set))
    except (StoreUnavailable, BadParameter):  # no graph yet, or several municipalities: copied as pages are asked for
        pass
    yield


router = APIRouter(include_in_schema=False, lifespan=_lifespan)
for _pages in (home, find, nodes, plan, matrix, reports, paths, common, questions, feedback, about):
    router.include_router(_pages.router)
if has_network():
    router.include_router(cast("APIRouter", import_module("api.pages.network").router))
