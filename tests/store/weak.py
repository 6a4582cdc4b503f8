"""A process with less: `python -m tests.store.weak nobody|full|none FILE`. Prints what became of a read and a write."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.schema import schema
from graph.store_embedded import EmbeddedStore
from tests.contract.small import area, put

NOBODY = 65534


def weaken(limit: str, path: Path) -> None:
    """Give up what the test wants to be missing."""
    if limit == "nobody" and os.getuid() == 0:  # root may write whatever the mode says
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    elif limit != "nobody":
        # a write beyond the limit fails as on a full disk (Python ignores SIGXFSZ)
        most = path.stat().st_size + 40_000 if limit == "full" else 1_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def run(limit: str, path: Path) -> dict[str, str]:
    """Read, write much, read again."""
    schema()  # all that is imported or read late must be there before the rights are gone
    store = EmbeddedStore(str(path))
    weaken(limit, path)
    much = [area(f"area:{n}", "長い名前" * 100) for n in range(500)]
    try:
        return {
            "read": _tried(lambda: store.info().version),
            "write": _tried(lambda: put(store, *much)),
            "after": _tried(lambda: store.info().version),
        }
    finally:
        store.close()


def _tried(ask: Callable[[], object]) -> str:
    try:
        return str(ask())
    except StoreUnavailable as error:
        return error.sentence


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(sys.argv[1], Path(sys.argv[2])), ensure_ascii=False))
