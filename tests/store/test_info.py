"""What a store says of itself is what is there now, however often it was asked before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.codec import digest_of
from graph.store_embedded import EmbeddedStore
from tests.contract.small import SET, SOURCE, area, body, drop, held, put


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[EmbeddedStore, EmbeddedStore]]:
    """Two handles on one file, as two processes have."""
    found = EmbeddedStore(str(tmp_path / "graph.db")), EmbeddedStore(str(tmp_path / "graph.db"))
    yield found
    for store in found:
        store.close()


def test_it_follows_its_own_changes_and_those_of_others(stores: tuple[EmbeddedStore, EmbeddedStore]) -> None:
    put(stores[0], SET, SOURCE)
    for n in range(6):
        for store in stores:
            store.info()
        put(stores[n % 2], area(f"area:{n}", dataset=f"set{n % 3}"))
        for store in stores:
            info = store.info()
            assert (info.version, info.digest) == (n + 2, digest_of(held(store).values()))
            assert info.counts["area"] == n + 1 and len(info.digests) == min(n + 1, 3) + 1
    assert stores[0].info() == stores[1].info()


def test_a_set_that_is_gone_is_not_said(stores: tuple[EmbeddedStore, EmbeddedStore]) -> None:
    put(stores[0], SET, SOURCE, body("org:a", dataset="other"))
    assert set(stores[1].info().digests) == {"ward", "other"}
    drop(stores[0], body("org:a", dataset="other"))
    assert set(stores[0].info().digests) == set(stores[1].info().digests) == {"ward"}
    assert "organisation" not in stores[1].info().counts


def test_a_hand_in_the_file_is_seen(stores: tuple[EmbeddedStore, EmbeddedStore], tmp_path: Path) -> None:
    put(stores[0], SET, SOURCE)
    stores[0].info()
    raw = sqlite3.connect(tmp_path / "graph.db", isolation_level=None)
    raw.execute("UPDATE dataset SET digest = ?", ("1" * 32,))
    raw.close()
    assert stores[0].info().digests == {"ward": "1" * 32}
