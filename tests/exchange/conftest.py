"""The ward as a graph, and files that are not the project's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The shipped data. Only read."""
    store = EmbeddedStore(str(tmp_path_factory.mktemp("ward") / "graph.db"))
    load(store, [shipped_data()])
    yield store
    store.close()


def shared(path: str) -> Path:
    """A file of the given material, whose licence does not let it into the project."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"../shared/{path} is not here")
    return found
