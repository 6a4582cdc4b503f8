"""A process that loads two graphs in turns without pause: `python -m tests.store.loader URL SIZE`.

Says `begin` before each load and its version after it. Ends when it is killed or standard output is closed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graph.changes import change_set, difference
from graph.store import open_store
from tests.store.graphs import digests, pair

ROOT = Path(__file__).parents[2]


def start(url: str, size: int) -> subprocess.Popen[str]:
    """The loader as another process; its words are read from `stdout`."""
    command = [sys.executable, "-m", "tests.store.loader", url, str(size)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run(url: str, size: int) -> None:
    """Load for ever."""
    graphs, known = pair(size), digests(size)
    store = open_store(url)
    _say("ready")
    while True:
        info = store.info()
        at = known.index(info.digest) if info.digest in known else None
        changes = difference(graphs[at] if at is not None else {}, graphs[1 - (at or 0)])
        _say("begin")
        _say(str(store.apply(change_set(info.version, changes, by="loader", why=""))))


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
