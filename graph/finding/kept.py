"""What is compiled once from a Directory and kept beside it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from graph.directory import Directory

_T = TypeVar("_T")
_KEEP = 8  # as many as Directories keeps


def kept(make: Callable[[Directory], _T]) -> Callable[[Directory], _T]:
    """`make`, run once for each of the newest Directories. They are told apart by identity: each is of one version."""
    held: OrderedDict[int, tuple[Directory, _T]] = OrderedDict()
    lock = threading.Lock()

    @wraps(make)
    def get(directory: Directory) -> _T:
        key = id(directory)
        with lock:
            found = held.get(key)
            if found is None:
                found = held[key] = (directory, make(directory))  # the Directory is held too: its id stays its own
            held.move_to_end(key)
            while len(held) > _KEEP:
                held.popitem(last=False)
            return found[1]

    return get
