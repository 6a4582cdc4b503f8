"""The shipped ward as a Directory, read once."""

from __future__ import annotations

import pytest

from graph.directory import Directory, compile_directory
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data


@pytest.fixture(scope="session")
def setagaya(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """世田谷区 with all it builds on."""
    store = EmbeddedStore(str(tmp_path_factory.mktemp("finding") / "graph.db"))
    try:
        load(store, [shipped_data() / "setagaya"])
        return compile_directory(store)
    finally:
        store.close()
