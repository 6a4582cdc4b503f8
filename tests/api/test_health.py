"""/health answers within two seconds, whatever the graph does."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.connection import PROBES, Connection
from api.settings import Settings
from api.shapes import HealthOut
from graph.directory import Directories
from graph.model import StoreInfo
from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from tests.exampleku import stored
from tests.shapes import assert_problem, assert_shape

MOST_SECONDS = 2.0


class Hanging(EmbeddedStore):
    """A graph that says nothing until it is let go, as one behind a network that swallows everything."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.free = threading.Event()
        self.free.set()

    def info(self) -> StoreInfo:
        self.free.wait()
        return super().info()


class HangingConnection(Connection):
    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.graph = Hanging(url.partition(":")[2])

    def open(self) -> tuple[GraphStore, Directories]:
        return self.graph, Directories(self.graph)


def test_a_graph_that_answers(client: TestClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert_shape(response.json(), HealthOut)
    assert response.json()["version"] == 1


def test_a_graph_that_hangs_is_told_in_time_while_more_wait_for_it_than_there_are_threads(tmp_path: Path) -> None:
    app = create_app(Settings(graph_url=stored(tmp_path)))
    app.state.connection = connection = HangingConnection(f"sqlite:{tmp_path / 'graph.db'}")
    with TestClient(app) as client:
        connection.graph.free.clear()
        waiting = [threading.Thread(target=client.get, args=("/api/info",)) for _ in range(50)]
        try:
            for one in waiting:
                one.start()
            for _ in range(PROBES + 1):
                began = time.monotonic()
                assert_problem(client.get("/health"), 503, code="store-unavailable")
                assert time.monotonic() - began < MOST_SECONDS
        finally:
            connection.graph.free.set()
            for one in waiting:
                one.join()
        assert client.get("/health").status_code == 200
