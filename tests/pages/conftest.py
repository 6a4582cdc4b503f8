"""Clients over small graphs and over the shipped data, at a fixed time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.directory import Directory
from graph.model import Item
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data
from tests.exampleku import ITEMS, stored
from tests.pages.asking import client_of, directory_of


@pytest.fixture
def client_for(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """A client over the small municipality with these items in it, instead of those with the same ids."""
    with ExitStack() as opened:

        def make(*items: Item) -> TestClient:
            new = {i.id: i for i in items}
            kept = tuple(new.pop(i.id, i) for i in ITEMS)
            return opened.enter_context(client_of(stored(tmp_path, *kept, *new.values())))

        yield make


@pytest.fixture
def client(client_for: Callable[..., TestClient]) -> TestClient:
    """Over the small municipality as it is."""
    return client_for()


@pytest.fixture(scope="session")
def ward_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The graph of the shipped data. Only read."""
    url = f"sqlite:{tmp_path_factory.mktemp('ward') / 'graph.db'}"
    store = EmbeddedStore(url.partition(":")[2])
    load(store, [shipped_data() / "setagaya"])
    store.close()
    return url


@pytest.fixture(scope="session")
def ward(ward_url: str) -> Iterator[TestClient]:
    """Over the shipped data. Only read."""
    with client_of(ward_url) as found:
        yield found


@pytest.fixture(scope="session")
def ward_directory(ward_url: str) -> Directory:
    """What the pages of the ward are made from."""
    return directory_of(ward_url)
