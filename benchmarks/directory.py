"""A municipality read whole and compiled into its Directory, the check of the digests included."""

from __future__ import annotations

import statistics

from benchmarks.measure import Result, at_most, milliseconds, once
from graph.directory import compile_directory
from graph.store import GraphStore

LIMIT_MS = 250


def directory(store: GraphStore) -> Result:
    """Median of ten."""
    items = sum(store.info().counts.values())
    seconds = statistics.median(once(lambda: compile_directory(store)) for _ in range(10))
    goal, met = at_most(seconds * 1000, LIMIT_MS)
    return Result(
        f"Directory を作る(世田谷区、{items} 項目、指紋の照合を含む)",
        milliseconds(seconds),
        "",
        None,
        f"{goal} ms",
        met,
    )
