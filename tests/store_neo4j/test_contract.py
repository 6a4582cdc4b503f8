"""The Neo4j engine keeps the whole contract on the long-term line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from graph.store import GraphStore, open_store
from tests.contract.suite import StoreContract


class TestNeo4j(StoreContract):
    """5.26."""

    @pytest.fixture
    def opener(self, url: str) -> Iterator[Callable[[], GraphStore]]:
        opened: list[GraphStore] = []

        def another() -> GraphStore:
            opened.append(open_store(url))
            return opened[-1]

        yield another
        for store in opened:
            store.close()

    @pytest.fixture
    def unreachable(self) -> GraphStore:
        return open_store("neo4j://127.0.0.1:1")  # nobody listens there
