"""A bound in time around calls that have none of their own."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

T = TypeVar("T")
_Made: TypeAlias = "tuple[Any, BaseException | None]"
_Job: TypeAlias = "tuple[Callable[[], Any], queue.SimpleQueue[_Made]]"
_IDLE_SECONDS: Final = 5.0


class TookTooLong(Exception):
    """The call did not end in time. It goes on in its thread, for which nobody waits."""


class Bounded:
    """Runs calls in daemon threads, at most `most` at once: neither a hung call nor many hold the process.

    A thread waits a while for the next call: to start one costs a third of a short question.
    """

    def __init__(self, most: int) -> None:
        self._free = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[queue.SimpleQueue[_Job]] = []

    def run(self, seconds: float, call: Callable[[], T]) -> T:
        """What `call` returns or raises; TookTooLong when that, or a free thread, is not there in time."""
        end = time.monotonic() + seconds
        if not self._free.acquire(timeout=seconds):
            raise TookTooLong
        done: queue.SimpleQueue[_Made] = queue.SimpleQueue()
        self._worker().put((call, done))
        try:
            made, failed = done.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise TookTooLong from None
        if failed is not None:
            raise failed
        found: T = made
        return found

    def _worker(self) -> queue.SimpleQueue[_Job]:
        """Where a thread waits for a job: an idle one, else a new one."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
        jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        threading.Thread(target=self._work, args=(jobs,), daemon=True, name="bounded").start()
        return jobs

    def _work(self, jobs: queue.SimpleQueue[_Job]) -> None:
        while True:
            try:
                self._one(*jobs.get(timeout=_IDLE_SECONDS), jobs)
            except queue.Empty:
                with self._lock:
                    if jobs in self._idle:  # else a job is on its way
                        self._idle.remove(jobs)
                        return

    def _one(
        self, call: Callable[[], object], done: queue.SimpleQueue[_Made], jobs: queue.SimpleQueue[_Job]
    ) -> None:  # fmt: skip
        made: _Made
        try:
            made = call(), None
        except BaseException as error:  # noqa: BLE001  handed over to the caller's thread, whatever it is
            made = None, error
        with self._lock:
            self._idle.append(jobs)
        self._free.release()
        done.put(made)
