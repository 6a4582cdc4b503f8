"""What is compiled once from a Directory and kept with it, to go when it goes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from graph.directory import Directory

_T = TypeVar("_T")


def kept(make: Callable[[Directory], _T]) -> Callable[[Directory], _T]:
    """`make`, run once for each Directory."""
    lock = threading.Lock()

    @wraps(make)
    def get(directory: Directory) -> _T:
        with lock:
            found = cast("tuple[_T] | None", directory.made.get(make))  # in a tuple: what is made may be None
            if found is None:
                found = directory.made[make] = (make(directory),)
            return found[0]

    return get
