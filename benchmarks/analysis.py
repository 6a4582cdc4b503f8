"""The matrix, each report, paths and the named questions, from the Directory of the ward."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product

from benchmarks.measure import Result, at_most, milliseconds
from graph.analysis.common import common
from graph.analysis.matrix import COLUMNS, ROWS, facts, matrix
from graph.analysis.paths import paths
from graph.analysis.questions import ask, questions
from graph.analysis.reports.catalogue import REPORTS, report
from graph.analysis.scope import scope
from graph.directory import compile_directory
from graph.store import GraphStore

LIMIT_MS = 20
_ROUNDS = 15
_PAIRS = (
    ("init:late-2-1-1", "case:gyakutai"), ("kind:jidokan", "kind:jido-sodanjo"), ("law:gyakutai-6", "kind:gakko"),
    ("org:jidokan-mori", "org:setagaya-jidosodanjo"),
)  # fmt: skip


def analysis(store: GraphStore) -> Iterator[Result]:
    """Medians; of several questions of a sort the slowest."""
    at = scope(compile_directory(store))
    tables = [partial(matrix, at, r, c) for r, c in product(ROWS, COLUMNS)]
    yield _timed("マトリクス(9とおりのいちばん遅いもの)", tables, LIMIT_MS)
    table = matrix(at, "initiative", "organisation")
    yield _timed("マトリクスの元の関係すべて", [partial(facts, at, table)], LIMIT_MS)
    for name, entry in REPORTS.items():
        yield _timed(f"レポート {name}", [partial(report, at, name, entry.example)], LIMIT_MS)
    yield _timed("道(4歩まで、20本。4組のいちばん遅いもの)", [partial(paths, at, a, b) for a, b in _PAIRS])
    pair = "kind:jido-sodanjo", "kind:kodomo-katei-shien-center"
    yield _timed("2つの両方に結びつくもの", [partial(common, at, *pair)], LIMIT_MS)
    yield _timed(f"名前の付いた問い{len(questions())}のすべて", [lambda: [ask(at, q) for q in questions()]])


def _once(work: Callable[[], object]) -> float:
    """Seconds of the processor: nothing here waits, and what else the machine does is not ours."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def _timed(what: str, works: Sequence[Callable[[], object]], limit_ms: int | None = None) -> Result:
    for work in works:
        work()
    seconds = max(statistics.median(_once(work) for _ in range(_ROUNDS)) for work in works)
    if limit_ms is None:
        return Result(what, milliseconds(seconds))
    goal, met = at_most(seconds * 1000, limit_ms)
    return Result(what, milliseconds(seconds), "", None, f"{goal} ms", met)
