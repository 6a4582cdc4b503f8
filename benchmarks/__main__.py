"""`make bench`: measures everything, prints the table and writes docs/benchmarks.md."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.analysis import analysis
from benchmarks.cold import cold_find
from benchmarks.directory import directory
from benchmarks.finder import finder
from benchmarks.loading import loading
from benchmarks.measure import Result
from benchmarks.memory import memory
from benchmarks.picture import picture
from benchmarks.reads import store_reads
from benchmarks.report import TARGET, document, table
from benchmarks.ways import ways_in_sqlite
from benchmarks.web import find_over_http
from graph.store import open_store
from loaders.load import load
from loaders.shipped import shipped_data


def measured(folder: Path) -> Iterator[Result]:
    """Everything, one after the other: nothing else of ours runs beside it."""
    yield from finder()
    path = folder / "graph.db"
    url = f"sqlite:{path}"
    store = open_store(url)
    try:
        load(store, [shipped_data() / "setagaya"])
        yield from find_over_http(url, folder)
        yield from store_reads(store, path)
        yield from ways_in_sqlite(store, path)
        yield directory(store)
        yield from picture(store, url, folder)
        yield from analysis(store)
    finally:
        store.close()
    yield cold_find(url)
    yield memory(url, folder)
    yield from loading(folder)


def main() -> int:
    """0, also when a goal was missed: the table says so, and noise is no failure."""
    results = []
    with tempfile.TemporaryDirectory(prefix="tsunagu-bench-") as folder:
        for result in measured(Path(folder)):
            results.append(result)
            print(result.what, file=sys.stderr)
    TARGET.write_text(document(results), encoding="utf-8")
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
