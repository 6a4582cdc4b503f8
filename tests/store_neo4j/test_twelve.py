"""The twelve questions of the other engine's tests, answered from a Directory that was read from Neo4j."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.analysis.scope import Scope, scope
from graph.directory import Directory, compile_directory
from graph.store import open_store
from loaders.load import load
from loaders.shipped import shipped_data
from tests.analysis import test_twelve
from tests.analysis.conftest import DAY
from tests.neo4j_server import Server
from tests.store_neo4j.servers import Emptied

globals().update({name: test for name, test in vars(test_twelve).items() if name.startswith("test_")})


@pytest.fixture(scope="module")
def setagaya(server: Server) -> Iterator[Directory]:
    """世田谷区, through the server."""
    with Emptied(server) as by_hand:
        store = open_store(by_hand.again())
        load(store, [shipped_data() / "setagaya"])
        assert store.info().engine == "neo4j"
        yield compile_directory(store)
        store.close()
        by_hand.again()


@pytest.fixture(scope="module")
def ward(setagaya: Directory) -> Scope:
    """世田谷区 on one day."""
    return scope(setagaya, on=DAY)


def test_all_twelve_are_asked_here_too() -> None:
    assert sum(name.startswith("test_") and name[5].isdigit() for name in globals()) == 12
