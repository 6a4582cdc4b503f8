"""Whatever the other side does, an answer or a clear sentence comes in time, and no thread or socket stays behind."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.changes import change_set
from graph.errors import BadParameter, StoreUnavailable
from graph.model import Change
from graph.neo4j_link import Account
from graph.store import GraphStore, open_store
from graph.store_neo4j import READ_SECONDS, Neo4jStore
from tests.contract.small import area, held, put
from tests.neo4j_server import Server
from tests.store_neo4j.proxy import Proxy, before, speaking
from tests.store_neo4j.servers import emptied, had

IN_TIME = READ_SECONDS + 2.5  # the bound of a read, with room for a busy machine
HEALTH_SECONDS = 2.0


def _quiet(client: socket.socket) -> None:
    client.recv(1024)
    time.sleep(30)


def _half_closed(client: socket.socket) -> None:
    client.recv(1024)
    client.sendall(b"\x00\x00")


def _garbage(client: socket.socket) -> None:
    client.recv(1024)
    client.sendall(random.Random(1).randbytes(4_000))


def _another_protocol(client: socket.socket) -> None:
    client.recv(1024)
    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def _agrees_and_babbles(client: socket.socket) -> None:
    client.recv(1024)
    client.sendall(b"\x00\x00\x04\x05")
    client.recv(1024)
    client.sendall(b"\x00\x03\xb1\x70\xff\x00\x00" * 50)


LIARS = (_quiet, _half_closed, _garbage, _another_protocol, _agrees_and_babbles)


def _threads() -> int:
    return sum(t.name in ("bounded", "closing") for t in threading.enumerate())


def _settled() -> None:
    """Whatever hung has ended."""
    end = time.monotonic() + 10
    while _threads():
        assert time.monotonic() < end, "threads stay behind"
        time.sleep(0.05)


def _fails(store: GraphStore, seconds: float = IN_TIME) -> str:
    began = time.monotonic()
    with pytest.raises(StoreUnavailable) as caught:
        store.info()
    assert time.monotonic() - began < seconds
    assert caught.value.sentence.endswith("。")
    return caught.value.sentence


@pytest.fixture
def through(server: Server) -> Iterator[tuple[Proxy, GraphStore]]:
    """A graph of one area, reached by a proxy (which a routing address would lead past)."""
    emptied(server)
    with before(server.address) as proxy:
        store = open_store(f"bolt://{proxy.address}")
        put(store, area("area:a"))
        yield proxy, store
        store.close()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nobody_listens(scheme: str) -> None:
    store = open_store(f"{scheme}://127.0.0.1:1")
    assert "つながりません" in _fails(store, 2.0)
    store.close()
    _settled()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize("talk", LIARS)
def test_what_is_no_server(talk: Callable[[socket.socket], None], scheme: str) -> None:
    with speaking(talk) as address:
        store = open_store(f"{scheme}://{address}")
        assert address in _fails(store)
        store.close()
        _settled()


def test_a_session_that_falls_silent_is_given_up_and_the_next_answers(through: tuple[Proxy, GraphStore]) -> None:
    proxy, store = through
    proxy.flowing.clear()
    assert "たっても答えません" in _fails(store)
    proxy.flowing.set()
    assert store.info().version == 1
    _settled()


def test_many_questions_to_a_silent_server_end_alike(through: tuple[Proxy, GraphStore]) -> None:
    proxy, store = through
    proxy.flowing.clear()
    said: list[str] = []
    asking = [threading.Thread(target=lambda: said.append(_fails(store, 2 * IN_TIME))) for _ in range(100)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(said) == 100
    proxy.flowing.set()
    assert store.info().version == 1
    end = time.monotonic() + 10  # the proxy sees only now that those who gave up are gone
    while proxy.connections > 10 and time.monotonic() < end:
        time.sleep(0.05)
    assert proxy.connections <= 10


def test_a_session_that_is_cut_is_made_anew(through: tuple[Proxy, GraphStore]) -> None:
    proxy, store = through
    for _ in range(5):
        proxy.cut()
        assert store.info().version == 1


def test_an_answer_that_is_cut_half_way(through: tuple[Proxy, GraphStore]) -> None:
    proxy, store = through
    proxy.spoil = lambda _: None
    _fails(store)
    proxy.spoil = lambda answer: answer
    assert store.info().version == 1


def test_answers_with_wrong_bytes_are_answers_or_errors_and_never_hang(through: tuple[Proxy, GraphStore]) -> None:
    proxy, store = through
    moments = random.Random(20261125)

    def spoil(answer: bytes) -> bytes:
        wrong = bytearray(answer)
        wrong[moments.randrange(len(wrong))] ^= 1 << moments.randrange(8)
        return bytes(wrong)

    failed = 0
    for turn in range(60):
        proxy.spoil = spoil if turn % 3 else lambda answer: answer[: len(answer) // 2]
        began = time.monotonic()
        try:
            store.get(["area:a"])
        except StoreUnavailable:
            failed += 1
        assert time.monotonic() - began < 2 * IN_TIME
        proxy.spoil = lambda answer: answer
        if turn % 10 == 9:
            proxy.cut()
            assert store.get(["area:a"]) == {"area:a": area("area:a")}
    assert failed
    assert _threads() < 10  # the driver itself may wait for the rest of an answer on a socket that it forgot


def test_a_wrong_password_is_said(server: Server) -> None:
    del server  # the machine can run one
    with had("5.26", password="eight-or-more") as locked:
        for account in (Account(), Account("neo4j", "something-else")):
            store = Neo4jStore(locked.url, account)
            assert "KG_NEO4J_PASSWORD" in _fails(store)
            store.close()
        time.sleep(5)  # the server lets nobody in for so long after wrong passwords
        store = Neo4jStore(locked.url, Account("neo4j", "eight-or-more"))
        put(store, area("area:a"))
        assert set(held(store)) == {"area:a"}
        store.close()
        other = Neo4jStore(locked.url, Account("neo4j", "eight-or-more", "elsewhere"))
        assert "KG_NEO4J_DATABASE" in _fails(other)
        other.close()


def test_the_account_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("USER", "reader"), ("PASSWORD", "secret"), ("DATABASE", "ward")):
        monkeypatch.setenv(f"KG_NEO4J_{name}", value)
    assert Account.of_environment() == Account("reader", "secret", "ward")
    assert "secret" not in repr(Account.of_environment())
    for name in ("USER", "PASSWORD", "DATABASE"):
        monkeypatch.setenv(f"KG_NEO4J_{name}", "")
    assert Account.of_environment() == Account("", "", "neo4j")


@pytest.mark.parametrize(
    "url", ["neo4j://", "bolt://:7687", "neo4j://host:port", "neo4j://me:secret@host", "neo4j+ssc://host", "bolt:host"]
)
def test_an_address_that_names_no_server_is_refused(url: str) -> None:
    with pytest.raises(BadParameter) as caught:
        open_store(url)
    assert "secret" not in caught.value.sentence


@pytest.mark.parametrize("url", ["neo4j+s://127.0.0.1:1", "bolt+s://127.0.0.1:1"])
def test_encrypted_addresses_are_taken(url: str) -> None:
    store = open_store(url)
    assert "つながりません" in _fails(store)
    store.close()


def test_a_write_to_a_silent_server_ends_and_says_what_is_known(
    through: tuple[Proxy, GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, store = through
    monkeypatch.setattr("graph.store_neo4j.WRITE_SECONDS", 1.0)
    change = change_set(1, (Change(None, area("area:b")),), by="", why="")
    proxy.flowing.clear()
    with pytest.raises(StoreUnavailable, match="まだ分かりません"):
        store.apply(change)
    proxy.flowing.set()
    assert store.apply(change) == 2
    assert set(held(store)) == {"area:a", "area:b"}


@pytest.mark.parametrize("talk", [None, *LIARS])
def test_the_pages_say_so_in_time(
    talk: Callable[[socket.socket], None] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with speaking(talk or _half_closed) as address:
        url = f"neo4j://{address if talk else '127.0.0.1:1'}"
        with TestClient(create_app(Settings(graph_url=url))) as client:
            for _ in range(3):
                began = time.monotonic()
                assert client.get("/health").status_code == 503
                assert time.monotonic() - began < HEALTH_SECONDS
            page = client.get("/", headers={"accept": "text/html"})
            assert page.status_code == 503
            for number in ("110", "119", "189"):
                assert f"tel:{number}" in page.text
