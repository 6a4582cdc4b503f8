"""Killed at any moment, a load leaves the old or the new graph, and nothing that was acknowledged is lost."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.archive import backup
from graph.changes import change_set, difference
from graph.store import open_store
from graph.verify import verify
from graph.whole import by_id, items
from tests.store import restorer
from tests.store.graphs import digests, pair
from tests.store.killing import acknowledged, check, killed

KILLS = 60
SIZE = 250  # a load of some 1,000 changes: a commit takes long enough to be met
RESTORES = 16
LIVES_OF_A_FILE = 12  # then a new one, so that the making of a file is met too


@pytest.mark.slow
def test_a_killed_load_is_the_old_or_the_new_graph(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    moments = random.Random(20260401)  # another order of the machine makes other moments; these are only spread out
    newest = inside = 0
    for kill in range(KILLS):
        url = f"sqlite:{tmp_path / str(kill // LIVES_OF_A_FILE)}.db"
        newest = newest if kill % LIVES_OF_A_FILE else 0
        said = killed(url, SIZE, moments.uniform(0, 0.3))
        inside += said[-1:] == ["begin\n"]
        newest = check(url, SIZE, max(newest, acknowledged(said)))
    assert inside >= KILLS // 4, "too few kills met a load in its middle"
    record_property("kills", KILLS)
    sys.stdout.write(f"\n{KILLS} kills, {inside} of them inside a load\n")


@pytest.mark.slow
@pytest.mark.parametrize("before", [0, 1], ids=["into an empty graph", "over another graph"])
def test_a_killed_restore_is_the_old_or_the_new_graph(tmp_path: Path, before: int) -> None:
    """Never one of the versions that led to what the archive holds, and never a part of it."""
    archive = tmp_path / "archive"
    _filled(tmp_path / "source.db", 0, 1, 0)
    store = open_store(f"sqlite:{tmp_path / 'source.db'}")
    backup(store, archive)
    store.close()
    inside, seconds = 0, _seconds_of_a_restore(archive, tmp_path / "whole.db")
    for kill in range(RESTORES):
        path = tmp_path / f"{kill}.db"
        _filled(path, *(1,) * before)
        inside += _killed_restore(archive, path, seconds * kill / RESTORES)
        store = open_store(f"sqlite:{path}")
        info = store.info()
        assert info.version in (before, before + 1)
        assert info.digest == ((f"{0:032x}", digests(SIZE)[1])[before] if info.version == before else digests(SIZE)[0])
        assert verify(store) == ()
        store.close()
    assert inside, "no kill met a restore in its middle"


def _filled(path: Path, *which: int) -> None:
    """A graph that became each of these in turn."""
    store = open_store(f"sqlite:{path}")
    for version, one in enumerate(which):
        changes = difference(by_id(items(store)), pair(SIZE)[one])
        store.apply(change_set(version, changes, by="", why=""))
    store.close()


def _seconds_of_a_restore(archive: Path, path: Path) -> float:
    process = restorer.start(archive, path)
    assert process.stdout is not None and process.stdout.readline() == "begin\n"
    began = time.monotonic()
    assert process.stdout.readline() == "1\n"
    seconds = time.monotonic() - began
    process.communicate()
    return seconds


def _killed_restore(archive: Path, path: Path, after: float) -> bool:
    """Whether the restore was killed before it was done."""
    process = restorer.start(archive, path)
    assert process.stdout is not None and process.stdout.readline() == "begin\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return said == ""
