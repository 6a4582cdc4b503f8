"""What a measurement is, and how times are taken so that two of them can be compared."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. `met` is None where no goal was set."""

    what: str
    value: str
    against: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


def at_most(ratio: float, limit: float) -> tuple[str, bool]:
    """A goal that is met from above."""
    return f"≤ {limit:g}", ratio <= limit


def at_least(ratio: float, limit: float) -> tuple[str, bool]:
    """A goal that is met from below."""
    return f"≥ {limit:g}", ratio >= limit


def once(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, with the garbage of earlier work gone first."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turns(ours: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float, float]:
    """Median seconds of each, and the median of the ratio of neighbours: what else the machine does hits both."""
    ours()
    bare()
    pairs = [(once(ours), once(bare)) for _ in range(rounds)]
    ratio = statistics.median(a / b for a, b in pairs)
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), ratio


def milliseconds(seconds: float) -> str:
    """Three figures are more than such a machine can tell apart."""
    value = seconds * 1000
    return f"{value:.3f} ms" if value < 1 else f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"
