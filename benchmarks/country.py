"""A country of municipalities that do not exist, measured at several sizes.

`python -m benchmarks.country --url sqlite:FILE --sizes 1,100,1741` prints a Markdown table; with `--write` it also
stands in docs/benchmarks-country.md, one section an engine. The graph must be empty: it is filled through the loader of
the product. Of SQLite a copy of the file stays at each size, and all sizes are asked in turns; a Neo4j holds one graph,
so there each size is measured when it is reached. With a `--url` for each size (three servers), all are asked in turns;
such a graph may hold its municipalities already, for instance from `python -m benchmarks.bulk`.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from benchmarks.country_reads import Figures, Graphs, in_process, over_http
from benchmarks.country_report import TARGET, document, table
from benchmarks.fictitious import country, municipality
from benchmarks.measure import once
from graph.store import GraphStore, open_store
from loaders.load import load, load_each

Rows: TypeAlias = dict[str, dict[int, float]]
_SQLITE = "sqlite:"
_LOADS = 3  # of each sort, and so many municipalities are added by them
_SPARE = 10  # that earlier measurements may have added to a graph


def main() -> int:
    """0 when everything was measured, also when a goal was missed: the table says so."""
    asked = _arguments()
    sizes = sorted({int(n) for n in asked.sizes.split(",")})
    rows: Rows = defaultdict(dict)
    with tempfile.TemporaryDirectory(prefix="tsunagu-country-", dir=asked.folder) as name:
        for what, values in _measured(asked.url, sizes, Path(name), asked.ask):
            rows[what].update(values)
            print(what, values, file=sys.stderr)
    print(table(sizes, rows), end="")
    if asked.write:
        TARGET.write_text(document(asked.url[0].partition(":")[0], table(sizes, rows)), encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.country", description=__doc__)
    parser.add_argument(
        "--url",
        required=True,
        action="append",
        help="an empty graph (sqlite:FILE, neo4j://127.0.0.1:7687), or one a size",
    )
    parser.add_argument("--sizes", default="1,100,1741", help="numbers of municipalities, with commas")
    parser.add_argument(
        "--ask", type=int, default=10**6, help="at most so many municipalities are asked for the memory"
    )
    parser.add_argument("--folder", default=None, help="where data folders and copies are made (a temporary folder)")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name} too")
    return parser.parse_args()


def _measured(urls: list[str], sizes: list[int], folder: Path, ask: int) -> Figures:
    if len(urls) == len(sizes) > 1:
        for size, url in zip(sizes, urls, strict=True):
            yield from _reached(url, folder, size)
        yield from _asked(dict(zip(sizes, urls, strict=True)), folder, ask)
    elif len(urls) == 1:
        yield from _growing(urls[0], sizes, folder, ask)
    else:
        raise SystemExit("one --url, or one for each size")


def _growing(url: str, sizes: list[int], folder: Path, ask: int) -> Figures:
    """One graph, filled further and further."""
    if _held(url):
        raise SystemExit(f"{url} is not empty")
    graphs: dict[int, str] = {}
    held = 0
    for size in sizes:
        yield from _filled(url, country(folder / "data", range(held + 1, size + 1)), size)
        held = size
        if url.startswith(_SQLITE):
            graphs[size] = f"{_SQLITE}{folder}/{size}.db"
            shutil.copy(url.removeprefix(_SQLITE), folder / f"{size}.db")
            yield _file(graphs[size], size)
        else:
            yield from _asked({size: url}, folder, ask)
            held += _LOADS
    if graphs:
        yield from _asked(graphs, folder, ask)


def _reached(url: str, folder: Path, size: int) -> Figures:
    """A graph of its own for this size, filled when it is empty."""
    held = _held(url)
    if held and not size <= held <= size + _SPARE:
        raise SystemExit(f"{url} holds {held} municipalities")
    if held:
        country(folder / "data", [1])
        with closing(open_store(url)) as store:
            yield "項目(節と関係)", {size: sum(store.info().counts.values())}
    else:
        yield from _filled(url, country(folder / "data", range(1, size + 1)), size)
    if url.startswith(_SQLITE):
        yield _file(url, size)


def _held(url: str) -> int:
    """Municipalities of ours in the graph."""
    with closing(open_store(url)) as store:
        return sum(code.isdecimal() and code.startswith("99") for code in store.info().digests)


def _file(url: str, size: int) -> tuple[str, dict[int, float]]:
    return "ファイル(MB)", {size: Path(url.removeprefix(_SQLITE)).stat().st_size / 1e6}


def _asked(graphs: Graphs, folder: Path, ask: int) -> Figures:
    yield from in_process(graphs)
    yield from over_http(graphs, folder, ask)
    for size, url in graphs.items():
        with closing(open_store(url)) as store:
            yield from ((what, {size: value}) for what, value in _loads(store, folder / "data", _held(url)))


def _filled(url: str, folders: list[Path], size: int) -> Figures:
    with closing(open_store(url)) as store:
        began, before = time.perf_counter(), sum(store.info().counts.values())
        for done, _ in enumerate(load_each(store, folders), 1):
            if done % 100 == 0:
                print(f"{done}/{len(folders)}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        took = time.perf_counter() - began
        items = sum(store.info().counts.values())
    yield "項目(節と関係)", {size: items}
    yield "まとめて読み込む(市1つあたり)", {size: took * 1000 / len(folders)}
    yield "まとめて読み込む(項目/秒)", {size: (items - before) / took}


def _loads(store: GraphStore, data: Path, held: int) -> Iterator[tuple[str, float]]:
    """One municipality among the others, as `tsunagu load FOLDER` does it, with nothing read before."""
    yield "市を1つ読み込む(変わる所なし)", _median(store, [data / "kakuu0001"] * _LOADS)
    yield "市を1つ読み込む(1行変わった)", _median(store, _changed(data / "kakuu0001"))
    yield "市を1つ読み込む(新しい市)", _median(store, (municipality(data, held + n + 1) for n in range(_LOADS)))


def _changed(folder: Path) -> Iterator[Path]:
    """The folder again and again, each time with another telephone of one body; at last as it was."""
    path = folder / "organisations.csv"
    text = path.read_text(encoding="utf-8")
    for n in range(_LOADS - 1):
        path.write_text(text.replace("03-0000-0168", f"03-0000-8{n:03}"), encoding="utf-8")
        yield folder
    path.write_text(text, encoding="utf-8")
    yield folder


def _median(store: GraphStore, folders: Iterable[Path]) -> float:
    return statistics.median(once(lambda f=folder: load(store, [f])) for folder in folders) * 1000  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(main())
