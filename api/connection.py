"""The one store of an application, with its Directories: opened at start, and again when it could not be reached."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Final

import anyio
import anyio.to_thread

from graph.directory import Directories, Directory
from graph.errors import StoreUnavailable
from graph.model import SetCode, StoreInfo
from graph.store import GraphStore, open_store

# A version that was read this short a time ago is taken as the present one: asking the store costs a change of thread,
# a third of a whole answer under load. Shorter than any load takes from its last write to the end of the command.
FRESH_SECONDS: Final = 0.02
PROBE_SECONDS: Final = 1.5
PROBES: Final = 2  # threads of its own, so that a store that hangs cannot take away the answer that it hangs


class Connection:
    """Opens the graph at the first need after a failure, once for all threads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._opened: tuple[GraphStore, Directories] | None = None
        self._reading: dict[SetCode | None, asyncio.Future[Directory]] = {}
        self._probes = anyio.CapacityLimiter(PROBES)
        self._fresh: dict[SetCode | None, tuple[Directory, float]] = {}

    def open(self) -> tuple[GraphStore, Directories]:
        """The store and its Directories. StoreUnavailable when the graph cannot be reached now."""
        with self._lock:
            if self._opened is None:
                store = open_store(self._url)
                self._opened = store, Directories(store)
            return self._opened

    async def store(self) -> GraphStore:
        """The store, opened in another thread where it is not open yet."""
        if self._opened is not None:
            return self._opened[0]
        return (await anyio.to_thread.run_sync(self.open))[0]

    async def directory(self, dataset: SetCode | None) -> Directory:
        """The Directory of a municipality, never older than FRESH_SECONDS; the loop waits for no disk."""
        kept = self._fresh.get(dataset)
        if kept is not None and time.monotonic() - kept[1] < FRESH_SECONDS:
            return kept[0]
        reading = self._reading.get(dataset)
        if reading is None:  # all that ask meanwhile wait for one reading
            reading = self._reading[dataset] = asyncio.ensure_future(self._read(dataset))
        return await asyncio.shield(reading)

    async def _read(self, dataset: SetCode | None) -> Directory:
        asked = time.monotonic()
        try:
            found = await anyio.to_thread.run_sync(self._compiled, dataset)
        finally:
            del self._reading[dataset]
        # only what is still fresh is held: nobody else would let go of a Directory that was asked for once
        self._fresh = {of: kept for of, kept in self._fresh.items() if asked - kept[1] < FRESH_SECONDS}
        self._fresh[dataset] = found, asked
        return found

    async def probe(self) -> StoreInfo:
        """What the store says of itself, or StoreUnavailable, in any case within PROBE_SECONDS."""
        try:
            with anyio.fail_after(PROBE_SECONDS):
                return await anyio.to_thread.run_sync(self._info, abandon_on_cancel=True, limiter=self._probes)
        except TimeoutError as error:
            raise StoreUnavailable("グラフが時間内に答えません。") from error

    def close(self) -> None:
        """Release the store; a later `open` opens it anew."""
        with self._lock:
            if self._opened is not None:
                self._opened[0].close()
                self._opened = None
            self._fresh.clear()

    def _info(self) -> StoreInfo:
        return self.open()[0].info()

    def _compiled(self, dataset: SetCode | None) -> Directory:
        return self.open()[1].of(dataset)
