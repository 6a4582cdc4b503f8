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
    def opener(self, tmp_path: Path) -> Iterator[Callable[[], GraphStore]]:
        opened: list[GraphStore] = []

        def another() -> GraphStore:
            opened.append(open_store(f"sqlite:{tmp_path}/folder/graph.db"))
            return opened[-1]

        yield another
        for store in opened:
            store.close()

    @pytest.fixture
    def unreachable(self, tmp_path: Path) -> GraphStore:
        return open_store(f"sqlite:{tmp_path}")  # a folder is no file
