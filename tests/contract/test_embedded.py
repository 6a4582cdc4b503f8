"""The embedded engine keeps the whole contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import GraphStore, open_store
from tests.contract.suite import StoreContract


class TestEmbedded(StoreContract):
    """SQLite."""

    @pytest.fixture
    def opener(self, folder: Path) -> Iterator[Callable[[], GraphStore]]:
        opened: list[GraphStore] = []

        def another() -> GraphStore:
            opened.append(open_store(f"sqlite:{folder}/new/graph.db"))
            return opened[-1]

        yield another
        for store in opened:
            store.close()

    @pytest.fixture
    def unreachable(self, folder: Path) -> GraphStore:
        return open_store(f"sqlite:{folder}")  # a folder is no file
