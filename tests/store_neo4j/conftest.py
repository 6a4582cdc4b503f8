"""Servers for these tests: one of each line for all of them, empty again before each test that asks for it.

All tests that use a server are of one group, so that with several workers (`--dist loadgroup`) one of them has it.
Without Java or Maven they are skipped; with CI set that is a failure.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from typing import Final

import pytest

from graph.directory import Directory, compile_directory
from graph.store import open_store
from loaders.load import load
from loaders.shipped import shipped_data
from tests.neo4j_server import Server
from tests.store_neo4j.servers import Emptied, emptied, had

_BREAKING: Final = frozenset({"test_failures.py", "test_kills.py", "test_failing_loads.py"})

_PATIENT: Final = 60.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "store_neo4j":
            item.add_marker(pytest.mark.xdist_group("neo4j"))
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"))
            # threads of the driver use it while examples are drawn
            item.add_marker(pytest.mark.filterwarnings("ignore:Do not use the `random` module"))


@pytest.fixture(autouse=True)
def _sockets_of_the_driver(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where connections are broken on purpose the driver forgets sockets; here, not in a later test, they go."""
    yield
    if request.path.name in _BREAKING:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


@pytest.fixture(autouse=True)
def _patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is broken on purpose an answer may take long: the server may have a busy machine."""
    if request.path.name not in _BREAKING:
        monkeypatch.setattr("graph.store_neo4j.READ_SECONDS", _PATIENT)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """5.26, the long-term line."""
    with had("5.26") as found:
        yield found


@pytest.fixture(scope="session")
def server_2026() -> Iterator[Server]:
    """The present line."""
    with had("2026") as found:
        yield found


@pytest.fixture
def url(server: Server) -> str:
    """An empty graph on 5.26."""
    return emptied(server)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """The ward's, of the other engine, so that nothing is compared with itself."""
    store = open_store(f"sqlite:{tmp_path_factory.mktemp('ward') / 'graph.db'}")
    load(store, [shipped_data() / "setagaya"])
    found = compile_directory(store)
    store.close()
    return found


@pytest.fixture(scope="module")
def loaded(server: Server) -> Iterator[Emptied]:
    """By hand into the server that holds the ward."""
    with Emptied(server) as by_hand:
        store = open_store(by_hand.again())
        load(store, [shipped_data() / "setagaya"])
        store.close()
        yield by_hand
        by_hand.again()
