"""A graph that another process holds: /health says so in time, pages wait and then answer 503, a load waits."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.connection import PROBES
from api.settings import Settings
from graph.changes import change_set
from graph.model import Change
from graph.store import open_store
from tests.exampleku import node, stored
from tests.shapes import assert_problem

MOST_SECONDS = 2.0
PAGE = {"accept": "text/html"}


@contextmanager
def held(url: str, *, alone: bool) -> Iterator[None]:
    """Another connection in the middle of a write; `alone` keeps readers out too, as an old backup program does."""
    other = sqlite3.connect(url.partition(":")[2], isolation_level=None, check_same_thread=False)
    try:
        if alone:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE meta SET at = at")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


def client_of(url: str) -> TestClient:
    return TestClient(create_app(Settings(graph_url=url)))


def test_a_write_of_another_process_keeps_nobody_from_reading(tmp_path: Path) -> None:
    url = stored(tmp_path)
    with client_of(url) as client, held(url, alone=False):
        for path in ("/health", "/", "/find?q=不登校"):
            began = time.monotonic()
            assert client.get(path, headers=PAGE).status_code == 200, path
            assert time.monotonic() - began < MOST_SECONDS, path


@pytest.mark.slow
def test_a_file_held_alone_is_told_in_time_and_pages_give_the_numbers(tmp_path: Path) -> None:
    """It can be held so only while the application has not read it yet."""
    url = stored(tmp_path)
    with ExitStack() as lasting:
        holding = lasting.enter_context(ExitStack())
        holding.enter_context(held(url, alone=True))
        client = lasting.enter_context(client_of(url))
        for _ in range(PROBES + 1):  # more than there are threads for it: those still wait for the file
            began = time.monotonic()
            assert_problem(client.get("/health"), 503, code="store-unavailable")
            assert time.monotonic() - began < MOST_SECONDS
        page = client.get("/find?q=不登校", headers=PAGE)
        assert page.status_code == 503 and int(page.headers["Retry-After"]) > 0
        assert 'href="tel:110"' in page.text and 'href="tel:119"' in page.text and 'href="tel:189"' in page.text
        holding.close()
        assert client.get("/find?q=不登校", headers=PAGE).status_code == 200
        assert client.get("/health").status_code == 200


def test_a_page_waits_for_a_file_that_is_let_go_in_time(tmp_path: Path) -> None:
    url = stored(tmp_path)
    with held_for(url, 1.0), client_of(url) as client:
        assert client.get("/find?q=不登校", headers=PAGE).status_code == 200


def test_a_load_waits_for_the_write_of_another_process(tmp_path: Path) -> None:
    url = stored(tmp_path)
    store = open_store(url)
    change = change_set(
        1, (Change(None, node("area:exampleku-minami", "area", "みなみ地域", level="地域")),), by="", why=""
    )
    with held_for(url, 1.0):
        began = time.monotonic()
        assert store.apply(change) == 2
        assert time.monotonic() - began > 0.5
    store.close()


@contextmanager
def held_for(url: str, seconds: float) -> Iterator[None]:
    """The file is held alone, and let go after these seconds."""
    begun = threading.Event()

    def hold() -> None:
        with held(url, alone=True):
            begun.set()
            time.sleep(seconds)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert begun.wait(10)
        yield
    finally:
        thread.join()
