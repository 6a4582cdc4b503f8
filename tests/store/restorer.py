"""A process that restores an archive into a graph: `python -m tests.store.restorer ARCHIVE FILE`.

Says `begin` before it and the version after it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graph.archive import read, restore
from graph.store import open_store
from tests.store.loader import ROOT


def start(archive: Path, path: Path) -> subprocess.Popen[str]:
    """The restorer as another process; its words are read from `stdout`."""
    command = [sys.executable, "-m", "tests.store.restorer", str(archive), str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run(archive: str, path: str) -> None:
    """Restore once."""
    found, store = read(Path(archive)), open_store(f"sqlite:{path}")
    _say("begin")
    _say(str(restore(store, found, by="restorer")))
    store.close()


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(*sys.argv[1:])
