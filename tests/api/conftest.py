"""Clients of the application over small graphs and over the ward."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data
from tests.exampleku import stored


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Over the small municipality."""
    with TestClient(create_app(Settings(graph_url=stored(tmp_path)))) as found:
        yield found


@pytest.fixture(scope="session")
def ward_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The graph of the shipped data. Only read."""
    url = f"sqlite:{tmp_path_factory.mktemp('ward') / 'graph.db'}"
    store = EmbeddedStore(url.partition(":")[2])
    load(store, [shipped_data()])
    store.close()
    return url


@pytest.fixture(scope="session")
def ward(ward_url: str) -> Iterator[TestClient]:
    """Over the shipped data. Only read."""
    with TestClient(create_app(Settings(graph_url=ward_url))) as found:
        yield found
