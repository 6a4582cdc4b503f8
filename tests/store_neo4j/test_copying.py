"""`copy` into Neo4j and out of it, with the promises that it keeps between any two engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.store.copying import CopyContract, Opener


class TestToNeo4j(CopyContract):
    """SQLite to Neo4j."""

    @pytest.fixture
    def source(self, opened: Callable[[str], GraphStore], tmp_path: Path) -> Opener:
        return lambda: opened(f"sqlite:{tmp_path}/from.db")

    @pytest.fixture
    def target(self, opened: Callable[[str], GraphStore], url: str) -> Opener:
        return lambda: opened(url)


class TestFromNeo4j(CopyContract):
    """Neo4j to SQLite."""

    @pytest.fixture
    def source(self, opened: Callable[[str], GraphStore], url: str) -> Opener:
        return lambda: opened(url)

    @pytest.fixture
    def target(self, opened: Callable[[str], GraphStore], tmp_path: Path) -> Opener:
        return lambda: opened(f"sqlite:{tmp_path}/to.db")
