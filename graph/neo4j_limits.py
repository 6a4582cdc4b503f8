"""Whether a change fits into the memory that a server gives one transaction, asked before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.admission import Written
from graph.errors import BadParameter

# Measured on 5.26.29: the server's own account of a transaction was at most this (ward 5,200, long texts 33,000 each).
_PER_CHANGE = 4_000
_PER_CHARACTER = 14  # of both bodies of a change: names stand in a node four times
_UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}
_SIZE = re.compile(r"([\d.]+)\s*([kmgt]?)(?:i?b)?", re.IGNORECASE)
_SHARE_OF_HEAP = 0.7  # what the server takes for all transactions where nobody set it


def memory_of(settings: Mapping[str, str]) -> int | None:
    """The least of the bounds that are set; None where none is known."""
    named = [v for k, v in settings.items() if k.startswith(("dbms.memory.transaction", "db.memory.transaction"))]
    bounds = [size for size in map(_bytes, named) if size]
    heap = _bytes(settings.get("server.memory.heap.max_size", ""))
    if not bounds and heap:
        bounds.append(int(heap * _SHARE_OF_HEAP))
    return min(bounds, default=None)


def needed(written: tuple[Written, ...]) -> int:
    """Bytes of the server's memory that the change is taken to need."""
    return sum(_PER_CHANGE + _PER_CHARACTER * (len(w.before) + len(w.after)) for w in written)


def check_size(written: tuple[Written, ...], memory: int | None) -> None:
    """BadParameter for a change that would not fit: the server would try it for half a minute and fail."""
    if memory is None or needed(written) <= memory:
        return
    allowed = (
        f"サーバーのメモリに入りません(要るのは約{_mib(needed(written))}、使えるのは{_mib(memory)})。"
        "区市町村ごとに分けて取り込むか、dbms.memory.transaction.total.max を大きくしてください。何も変えていません。"
    )
    raise BadParameter("changes", f"{len(written)}件", allowed)


def _bytes(text: str) -> int | None:
    found = _SIZE.fullmatch(text.strip())
    return int(float(found[1]) * _UNITS[found[2].lower()]) if found else None


def _mib(size: int) -> str:
    return f"{-(-size // 2**20)} MiB"
