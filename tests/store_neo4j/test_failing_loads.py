"""`tsunagu load` against a server that dies, hangs or breaks off: exit 3, and what the graph holds now.

benchmarks/failures.py measures the same with the bounds of the product; here a write has less time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.codec import EMPTY_DIGEST
from graph.store import open_store
from graph.verify import verify
from loaders.shipped import shipped_data
from tests.neo4j_server import Server
from tests.store_neo4j.proxy import Proxy, before
from tests.store_neo4j.servers import emptied, had, warm
from tests.tree import ROOT

SOME = 400_000  # bytes of a load that has ten times as many
ATTEMPTS = 3
SOON = 20.0  # for a write, instead of 60: where a load is to be given up
PATIENT = 600.0  # where it is to end by itself, on a machine however busy
_LOADER = (
    "import sys, graph.store_neo4j as engine, tsunagu; engine.WRITE_SECONDS = float(sys.argv[1]); "
    "sys.exit(tsunagu.main(['load', '--data', sys.argv[2]]))"
)


def _load(address: str, seconds: float = PATIENT) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("KG_")} | {"KG_GRAPH_URL": f"bolt://{address}"}
    line = [sys.executable, "-c", _LOADER, str(seconds), str(shipped_data() / "setagaya")]
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True)


def _broken(
    address: str, fail: Callable[[Proxy], None], seconds: float = PATIENT
) -> tuple[subprocess.CompletedProcess[str], float]:
    """A load that `fail` meets in its middle, and the seconds from then on."""
    failed: list[float] = []
    over = threading.Event()

    def watch() -> None:
        while proxy.sent < SOME:
            if over.wait(0.001):
                return
        failed.append(time.monotonic())
        fail(proxy)

    with before(address) as proxy:
        watching = threading.Thread(target=watch, daemon=True)
        watching.start()
        done = _load(proxy.address, seconds)
        ended = time.monotonic()
        over.set()
        watching.join()
    assert failed, f"the load ended before its middle: {done.stderr}"
    return done, ended - failed[0]


def _holds_nothing_and_takes_the_same_load(address: str) -> None:
    store = open_store(f"bolt://{address}")
    assert (store.info().version, store.info().digest) == (0, EMPTY_DIGEST)
    again = _load(address)
    assert again.returncode == 0, again.stderr
    assert store.info().version == 1
    assert verify(store) == ()
    store.close()


@pytest.mark.slow
def test_a_server_that_hangs_in_a_load(server: Server) -> None:
    emptied(server)
    done, seconds = _broken(server.address, lambda proxy: proxy.flowing.clear(), SOON)
    assert done.returncode == 3
    assert "たっても答えません" in done.stderr
    assert "取り込めたかどうか、まだ分かりません" in done.stderr
    assert seconds < SOON + 20  # and a second for each thousand of changes, and what is known is asked
    _holds_nothing_and_takes_the_same_load(server.address)
    emptied(server)


@pytest.mark.slow
def test_a_connection_that_is_cut_in_a_load_and_comes_back(server: Server) -> None:
    emptied(server)

    def cut(proxy: Proxy) -> None:
        """Three answers: a load is tried three times."""
        left = [None] * ATTEMPTS
        proxy.spoil = lambda answer: left.pop() if left else answer

    done, _ = _broken(server.address, cut)
    assert done.returncode == 3, done.stderr
    assert "グラフは前の版(0)のままです。何も変えていません。" in done.stderr
    _holds_nothing_and_takes_the_same_load(server.address)
    emptied(server)


@pytest.fixture
def mortal() -> Iterator[Server]:
    """A server of this test's own."""
    with had("5.26") as found:
        yield found


@pytest.mark.slow
def test_a_server_that_is_killed_in_a_load(mortal: Server, tmp_path: Path) -> None:
    del tmp_path
    done, seconds = _broken(mortal.address, lambda _: os.kill(mortal.pid, signal.SIGKILL))
    assert done.returncode == 3
    assert "まだ分かりません。つながってから同じものを入れれば、二重にはなりません。" in done.stderr
    assert seconds < 60
    mortal.kill()
    mortal.start()
    warm(mortal)
    _holds_nothing_and_takes_the_same_load(mortal.address)
