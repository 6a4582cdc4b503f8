"""A bound in time around calls that have none of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TookTooLong(Exception):
    """The call did not end in time. It goes on in its thread, for which nobody waits."""


class Bounded:
    """Runs calls in daemon threads, at most `most` at once: neither a hung call nor many hold the process."""

    def __init__(self, most: int) -> None:
        self._free = threading.BoundedSemaphore(most)

    def run(self, seconds: float, call: Callable[[], T]) -> T:
        """What `call` returns or raises; TookTooLong when that, or a free thread, is not there in time."""
        end = time.monotonic() + seconds
        if not self._free.acquire(timeout=seconds):
            raise TookTooLong
        made: list[T] = []
        failed: list[BaseException] = []

        def work() -> None:
            try:
                made.append(call())
            except BaseException as error:  # noqa: BLE001  handed over to the caller's thread, whatever it is
                failed.append(error)
            finally:
                self._free.release()

        worker = threading.Thread(target=work, daemon=True, name="bounded")
        worker.start()
        worker.join(max(0.0, end - time.monotonic()))
        if failed:
            raise failed[0]
        if not made:
            raise TookTooLong
        return made[0]
