"""Loads into a real server: only what changed is sent, what cannot fit is refused at once, engines end alike."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from graph.admission import admit
from graph.changes import change_set, difference
from graph.errors import BadParameter
from graph.model import Change
from graph.neo4j_limits import check_size, memory_of, needed
from graph.store import open_store
from graph.whole import by_id, items
from loaders.load import load
from loaders.shipped import shipped_data
from tests.contract.reference import Held, ReferenceStore
from tests.contract.small import area
from tests.neo4j_server import Server
from tests.store.graphs import pair
from tests.store_neo4j.proxy import before
from tests.store_neo4j.servers import emptied

MUCH = 8_000  # more would not be one changed row and what is said around it


def test_the_ward_with_one_changed_row_sends_one_row(server: Server, tmp_path: Path) -> None:
    emptied(server)
    shutil.copytree(shipped_data(), tmp_path / "data")
    table = tmp_path / "data" / "setagaya" / "organisations.csv"
    with before(server.address) as proxy:
        store = open_store(f"bolt://{proxy.address}")
        load(store, [tmp_path / "data" / "setagaya"])
        whole = proxy.sent
        text = table.read_text(encoding="utf-8")
        changed = text.replace("住所・電話は未確認", "住所と電話は未確認", 1)
        assert changed != text
        table.write_text(changed, encoding="utf-8")
        ids = 60 * store.info().counts["organisation"]  # to compare, the ids of what is there are asked for
        proxy.sent = 0
        result = load(store, [tmp_path / "data" / "setagaya"])
        assert (result.added, result.changed, result.removed) == (0, 1, 0)
        assert proxy.sent < whole / 10
        changes = result.changes
        proxy.sent = 0
        store.apply(change_set(store.info().version, tuple(Change(c.after, c.before) for c in changes), by="", why=""))
        assert proxy.sent < MUCH < ids
        store.close()


def test_all_engines_have_the_same_digest_after_the_same_history(url: str, tmp_path: Path) -> None:
    stores = [open_store(url), open_store(f"sqlite:{tmp_path / 'graph.db'}"), ReferenceStore(Held())]
    for turn in range(4):
        now = by_id(items(stores[0]))
        changes = difference(now, pair(100)[turn % 2])
        change = change_set(turn, changes, by="係", why="")
        assert {s.apply(change) for s in stores} == {turn + 1}
        assert len({s.info().digest for s in stores}) == 1
        assert len({tuple(sorted(s.info().counts.items())) for s in stores}) == 1
        assert len({s.history(before=None, limit=9) for s in stores}) == 1
    for store in stores:
        store.close()


def test_a_change_that_the_server_has_no_memory_for_is_refused_before_it_is_sent(url: str) -> None:
    store = open_store(url)
    many = tuple(Change(None, area(f"area:{n}", "長い名" * 600)) for n in range(10_000))
    began = time.monotonic()
    with pytest.raises(BadParameter, match=r"dbms\.memory\.transaction\.total\.max"):
        store.apply(change_set(0, many, by="", why=""))
    assert time.monotonic() - began < 10
    assert store.info().version == 0
    store.close()


@pytest.mark.parametrize(
    ("settings", "bytes_"),
    [
        ({"dbms.memory.transaction.total.max": "256.00MiB", "server.memory.heap.max_size": "512.00MiB"}, 2**28),
        ({"dbms.memory.transaction.total.max": "0B", "db.memory.transaction.max": "1g"}, 2**30),
        ({"dbms.memory.transaction.total.max": "0B", "server.memory.heap.max_size": "1.00GiB"}, int(2**30 * 0.7)),
        ({}, None),
    ],
)
def test_the_least_bound_counts(settings: dict[str, str], bytes_: int | None) -> None:
    assert memory_of(settings) == bytes_


def test_a_server_that_does_not_say_has_the_last_word() -> None:
    written = admit(change_set(0, (Change(None, area("area:a")),), by="", why=""))
    check_size(written, None)
    check_size(written, needed(written))
    with pytest.raises(BadParameter):
        check_size(written, needed(written) - 1)
