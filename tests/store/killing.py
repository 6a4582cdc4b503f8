"""Loads that are killed, and the proof that the graph is the old or the new one afterwards."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

from graph.store import open_store
from graph.verify import verify
from graph.whole import by_id, items
from tests.store.graphs import digests, pair
from tests.store.loader import start


def killed(url: str, size: int, after: float, then: Callable[[], None] | None = None) -> list[str]:
    """What a loader said before it was killed, `after` seconds from its being ready; `then` runs just before."""
    process = start(url, size)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    if then:
        then()
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    assert then or process.returncode == -signal.SIGKILL, "it ended by itself"
    return [line for line in said.splitlines(keepends=True) if line.endswith("\n")]


def acknowledged(said: list[str]) -> int:
    """The newest version that the loader was told of; 0 for none."""
    return max((int(line) for line in said if line != "begin\n"), default=0)


def check(url: str, size: int, newest: int) -> int:
    """The graph is whole, of version `newest` or the one after it; gives which: it is there though nobody heard."""
    store = open_store(url)
    info = store.info()
    assert info.version in (newest, newest + 1)
    assert verify(store) == ()
    if info.version:
        assert info.digest in digests(size)
        assert by_id(items(store)) == pair(size)[digests(size).index(info.digest)]
    versions = [v for v, _ in store.history(before=None, limit=1_000)]
    assert versions == list(range(info.version, 0, -1))
    store.close()
    return info.version
