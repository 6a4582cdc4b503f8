"""What a route is given: the store, the Directory of the municipality that was asked, and the time.

All are coroutines: a plain function would cost a change of thread on every request.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeAlias, cast

from fastapi import Depends, Query, Request

from api.connection import Connection
from api.settings import Settings
from graph.directory import Directory
from graph.store import GraphStore

Clock: TypeAlias = Callable[[], datetime]

SetParameter = Annotated[
    str | None,
    Query(max_length=100, description="区市町村の番号。1つしか入っていなければ要りません。", examples=["131121"]),
]


async def get_connection(request: Request) -> Connection:
    """The connection of this application."""
    return cast("Connection", request.app.state.connection)


async def get_store(request: Request) -> GraphStore:
    """The store; StoreUnavailable becomes a 503."""
    return await (await get_connection(request)).store()


async def get_directory(request: Request, set: SetParameter = None) -> Directory:
    """The Directory of the municipality asked about, else of the one set up, else of the only one there is."""
    return await (await get_connection(request)).directory(set or cast("Settings", request.app.state.settings).set)


async def get_now(request: Request) -> datetime:
    """Now, where the municipality is."""
    return cast("Clock", request.app.state.clock)()


StoreDep = Annotated[GraphStore, Depends(get_store)]
DirectoryDep = Annotated[Directory, Depends(get_directory)]
NowDep = Annotated[datetime, Depends(get_now)]
ConnectionDep = Annotated[Connection, Depends(get_connection)]
