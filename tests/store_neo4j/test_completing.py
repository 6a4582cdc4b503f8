"""A graph that came without constraints and indexes (`neo4j-admin database import`) gets them from whoever reads it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from graph import neo4j_cypher as cypher
from graph.errors import StoreUnavailable
from graph.store import open_store
from tests.contract.small import area, held, put
from tests.neo4j_server import Server
from tests.store_neo4j.servers import Emptied, had, warm

SECONDS = 60.0  # a busy machine


def _owned(by_hand: Emptied) -> dict[str, bool]:
    return dict(by_hand.run(cypher.PRESENT)[0]["found"])


def _bare(by_hand: Emptied) -> None:
    """As an import leaves it."""
    for name in cypher.wanted():
        by_hand.run(f"DROP CONSTRAINT {name} IF EXISTS")
        by_hand.run(f"DROP INDEX {name} IF EXISTS")
    assert cypher.wanted().keys().isdisjoint(_owned(by_hand))


def _read_only(server: Server) -> None:
    server.stop()
    with (server.folder / "conf" / "neo4j.conf").open("a", encoding="ascii") as conf:
        conf.write("server.databases.read_only=neo4j\n")
    server.start()
    warm(server)


@pytest.fixture
def own() -> Iterator[Server]:
    """A server whose settings this test changes."""
    with had("5.26") as found:
        yield found


def test_constraints_that_are_gone_come_back_with_the_first_reader(server: Server) -> None:
    with Emptied(server) as by_hand:
        url = by_hand.again()
        store = open_store(url)
        put(store, area("area:a"))
        store.close()
        _bare(by_hand)
        reader = open_store(url)
        assert reader.info().version == 1
        end = time.monotonic() + SECONDS
        while cypher.missing(_owned(by_hand), mend=False):
            assert time.monotonic() < end, "nobody made them"
            assert held(reader) == {"area:a": area("area:a")}  # nobody waits for them, and none fails for them
        put(reader, area("area:b"))
        reader.close()


def test_an_empty_graph_is_left_alone_by_readers(server: Server) -> None:
    with Emptied(server) as by_hand:
        url = by_hand.again()
        _bare(by_hand)
        reader = open_store(url)
        assert reader.info().version == 0
        time.sleep(1)
        assert cypher.wanted().keys().isdisjoint(_owned(by_hand))
        reader.close()


@pytest.mark.slow
def test_who_may_only_read_reads_without_them(own: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with Emptied(own) as by_hand:
        store = open_store(own.url)
        put(store, area("area:a"))
        store.close()
        _bare(by_hand)
    _read_only(own)
    reader = open_store(own.url)
    for _ in range(3):
        assert reader.info().version == 1
        assert held(reader) == {"area:a": area("area:a")}
        time.sleep(0.5)
    with Emptied(own) as by_hand:
        assert cypher.wanted().keys().isdisjoint(_owned(by_hand))
    with pytest.raises(StoreUnavailable, match="何も変えていません"):
        put(reader, area("area:b"))
    monkeypatch.setattr(cypher, "wanted", dict)  # as if all were there: then the change itself is refused
    with pytest.raises(StoreUnavailable, match=r"読むだけの設定です。書き込めません。何も変えていません。$"):
        put(reader, area("area:b"))
    assert held(reader) == {"area:a": area("area:a")}
    reader.close()
