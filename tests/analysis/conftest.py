"""The shipped ward as a Directory, read once, and the rows it was made from."""

from __future__ import annotations

import pytest

from graph.analysis.scope import Scope, scope
from graph.directory import Directory, compile_directory
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data

DAY = "2026-11-25"


@pytest.fixture(scope="session")
def setagaya(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """世田谷区 with all it builds on."""
    store = EmbeddedStore(str(tmp_path_factory.mktemp("analysis") / "graph.db"))
    try:
        load(store, [shipped_data() / "setagaya"])
        return compile_directory(store)
    finally:
        store.close()


@pytest.fixture(scope="session")
def ward(setagaya: Directory) -> Scope:
    """世田谷区 on one day."""
    return scope(setagaya, on=DAY)
