"""The Neo4j engine keeps the whole contract on the present line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from graph.store import GraphStore, open_store
from tests.contract.suite import StoreContract
from tests.neo4j_server import Server
from tests.store_neo4j.servers import emptied


class TestNeo4j2026(StoreContract):
    """2026."""

    @pytest.fixture
    def opener(self, server_2026: Server) -> Iterator[Callable[[], GraphStore]]:
        url, opened = emptied(server_2026), list[GraphStore]()

        def another() -> GraphStore:
            opened.append(open_store(url))
            return opened[-1]

        yield another
        for store in opened:
            store.close()

    @pytest.fixture
    def unreachable(self) -> GraphStore:
        return open_store("neo4j://127.0.0.1:1")  # nobody listens there
