"""Client or server killed at any moment, an acknowledgement lost: the old or the new graph, and a retry is harmless."""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from graph.changes import change_set, difference
from graph.errors import StoreUnavailable
from graph.model import ChangeSet, Version
from graph.store import open_store
from graph.whole import by_id, items
from tests.neo4j_server import Server
from tests.store.graphs import pair
from tests.store.killing import acknowledged, check, killed
from tests.store_neo4j.proxy import before
from tests.store_neo4j.servers import Emptied, had, warm

KILLS = 30
SIZE = 250  # a load of some 1,000 changes
SERVER_KILLS = 4
LOST = 12


@pytest.mark.slow
def test_a_killed_load_is_the_old_or_the_new_graph(url: str, record_property: Callable[[str, object], None]) -> None:
    moments = random.Random(20261201)
    newest = inside = 0
    for _ in range(KILLS):
        said = killed(url, SIZE, moments.uniform(0, 1.0))
        inside += said[-1:] == ["begin\n"]
        newest = check(url, SIZE, max(newest, acknowledged(said)))
    assert inside >= KILLS // 4, "too few kills met a load in its middle"
    record_property("kills", KILLS)
    sys.stdout.write(f"\n{KILLS} kills of the client, {inside} of them inside a load\n")


@pytest.fixture
def mortal() -> Iterator[Server]:
    """A server of this test's own."""
    with had("5.26") as found:
        yield found


@pytest.mark.slow
def test_a_killed_server_holds_the_old_or_the_new_graph(mortal: Server) -> None:
    moments = random.Random(20261202)
    newest = inside = 0
    for _ in range(SERVER_KILLS):
        said = killed(mortal.url, SIZE, moments.uniform(0.5, 2.0), then=mortal.kill)
        inside += said[-1:] == ["begin\n"]
        mortal.start()
        warm(mortal)
        newest = check(mortal.url, SIZE, max(newest, acknowledged(said)))
    assert inside, "no kill met a load in its middle"


def _next(base: Version, which: int) -> ChangeSet:
    changes = difference(pair(SIZE)[1 - which] if base else {}, pair(SIZE)[which])
    return change_set(base, changes, by="", why="")


def test_a_lost_acknowledgement_is_found_again_and_a_retry_makes_nothing_new(server: Server, url: str) -> None:
    moments = random.Random(20261203)
    lost = 0
    direct = open_store(url)
    with before(server.address) as proxy:
        store = open_store(f"bolt://{proxy.address}")
        for turn in range(LOST):
            base = direct.info().version
            change = _next(base, turn % 2)
            cut = threading.Timer(moments.uniform(0.0, 0.6), proxy.cut)
            cut.start()
            try:
                store.apply(change)
            except StoreUnavailable:
                lost += 1
            cut.join()
            assert direct.info().version in (base, base + 1)
            assert store.apply(change) == base + 1
            assert by_id(items(direct)) == pair(SIZE)[turn % 2]
            assert direct.history(before=None, limit=1) == ((base + 1, change),)
        store.close()
    direct.close()
    sys.stdout.write(f"\n{LOST} connections cut, {lost} of them told as an error\n")


@pytest.mark.parametrize("there", [True, False], ids=["after its commit", "before its commit"])
def test_a_gate_that_a_dead_writer_left_open_is_shut_by_a_reader(server: Server, url: str, there: bool) -> None:
    store = open_store(url)
    store.apply(_next(0, 0))
    with Emptied(server) as by_hand:
        by_hand.run("MATCH (g:Gate) SET g.busy = 1, g.writers = ['gone']")
        if there:
            by_hand.run("MATCH (m:Meta) SET m.last_change = 'gone'")
        began = time.monotonic()
        assert store.info().version == 1
        assert time.monotonic() - began < 5
        assert by_hand.run("MATCH (g:Gate) RETURN g.busy AS busy")[0]["busy"] == 0
    store.close()


def test_a_gate_that_a_dead_writer_left_open_is_shut_by_the_next(server: Server, url: str) -> None:
    store = open_store(url)
    store.apply(_next(0, 0))
    with Emptied(server) as by_hand:
        by_hand.run("MATCH (g:Gate) SET g.busy = 1, g.writers = ['gone']")
        assert store.apply(_next(1, 1)) == 2
        assert by_hand.run("MATCH (g:Gate) RETURN g.busy AS busy")[0]["busy"] == 0
    store.close()
