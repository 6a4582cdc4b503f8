"""`copy` between files of the embedded engine, from and to the dictionaries, and killed at any moment."""

from __future__ import annotations

import random
import signal
import subprocess
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.copying import copy
from graph.store import GraphStore, open_store
from graph.verify import verify
from tests.contract.reference import Held, ReferenceStore
from tests.contract.small import become
from tests.serving import COMMAND
from tests.store.copying import CopyContract, Opener, past, same
from tests.store.graphs import graph

VERSIONS, SIZE, KILLS = 40, 100, 6


class TestEmbedded(CopyContract):
    """SQLite to SQLite."""

    @pytest.fixture
    def source(self, opened: Callable[[str], GraphStore], tmp_path: Path) -> Opener:
        return lambda: opened(f"sqlite:{tmp_path}/from.db")

    @pytest.fixture
    def target(self, opened: Callable[[str], GraphStore], tmp_path: Path) -> Opener:
        return lambda: opened(f"sqlite:{tmp_path}/to.db")


class TestToReference(CopyContract):
    """SQLite to another engine, the plainest there is."""

    @pytest.fixture
    def source(self, opened: Callable[[str], GraphStore], tmp_path: Path) -> Opener:
        return lambda: opened(f"sqlite:{tmp_path}/from.db")

    @pytest.fixture
    def target(self) -> Opener:
        graph = Held()
        return lambda: ReferenceStore(graph)


def test_one_change_set_is_held_at_a_time(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:{tmp_path}/from.db")) as source:
        target = open_store(f"sqlite:{tmp_path}/to.db")

        def peak(versions: int) -> int:
            for n in range(versions):
                become(source, *graph(n % 2, 100).values())
            tracemalloc.start()
            copy(source, target)
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return most

        peak(2)  # the first has no past to be compared with
        assert peak(16) < peak(2) * 1.3
        target.close()


@pytest.mark.slow
def test_a_killed_copy_goes_on_where_it_was(tmp_path: Path) -> None:
    source, target = f"sqlite:{tmp_path}/from.db", f"sqlite:{tmp_path}/to.db"
    with closing(open_store(source)) as store:
        for n in range(VERSIONS):
            become(store, *graph(n % 2, SIZE).values())
    moments, reached = random.Random(20260401), [0]
    while len(reached) <= KILLS and reached[-1] < VERSIONS:
        process = subprocess.Popen([*COMMAND, "copy", source, target], stdout=subprocess.DEVNULL)
        with closing(open_store(target)) as seen:  # it is under way; then a moment of chance
            while process.poll() is None and seen.info().version == reached[-1]:
                time.sleep(0.002)
            time.sleep(moments.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            process.wait()
            reached.append(seen.info().version)
        with closing(open_store(source)) as one, closing(open_store(target)) as other:
            assert verify(other) == ()
            assert past(other) == past(one)[VERSIONS - reached[-1] :]
    assert len({*reached} - {0, VERSIONS}) >= 3, "too few kills met it on the way"
    done = subprocess.run([*COMMAND, "copy", source, target], capture_output=True, text=True, check=True)
    assert "要約値は同じです。" in done.stdout
    with closing(open_store(source)) as one, closing(open_store(target)) as other:
        assert same(one, other)
