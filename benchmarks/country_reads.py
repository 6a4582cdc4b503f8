"""What is asked of graphs that hold many municipalities: the same question of the first of them, whatever the size.

Several graphs are asked in turns, so that what else the machine does hits all of them.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote, urlsplit

import psutil

from api.nodes import view
from benchmarks.client import per_second
from benchmarks.measure import once
from graph.codec import decode, encode
from graph.directory import Directories, compile_directory
from graph.finding.find import find
from graph.neighbourhood import neighbourhood
from graph.schema import schema
from graph.store import GraphStore, open_store
from graph.whole import nodes
from tests.serving import COMMAND, fetch, serving_process

QUESTIONS = (
    ("不登校", "架空町01", "14"), ("身体的虐待", "", ""), ("ひとり親 夜間の預かり 家庭内暴力", "架空町20", ""),
    ("発達障害の相談", "架空駅1", "4"), ("児童館", "架空町30", ""), ("産後うつ", "", ""), ("いじめ", "", "10"),
    ("一時保育", "架空町09", "1"),
)  # fmt: skip
ROUNDS = 25
_SECONDS = 1.5
_WINDOWS = 6
_CENTRE = "org:kakuu0001-kokasen-1"

Graphs: TypeAlias = Mapping[int, str]  # how many municipalities, and where they are
Figures: TypeAlias = Iterator[tuple[str, dict[int, float]]]
_Work: TypeAlias = Callable[[], object]


def code_of(number: int) -> str:
    """The data set of a municipality of fictitious.py."""
    return f"99{number:04}"


def in_process(graphs: Graphs) -> Figures:
    """Milliseconds within this process."""
    with ExitStack() as opened:
        works: dict[str, dict[int, tuple[_Work, int]]] = {}
        for size, url in graphs.items():
            store = opened.enter_context(closing(open_store(url)))
            for what, work, repeat in _works(store, url, size):
                works.setdefault(what, {})[size] = work, repeat
        for what, of_sizes in works.items():
            yield what, _in_turns(of_sizes)


def _in_turns(works: Mapping[int, tuple[_Work, int]]) -> dict[int, float]:
    taken: dict[int, list[float]] = {size: [] for size in works}
    for turn in range(ROUNDS + 1):
        for size, (work, repeat) in works.items():
            seconds = once(lambda work=work, repeat=repeat: [work() for _ in range(repeat)])  # type: ignore[misc]
            if turn:  # the first finds nothing in memory
                taken[size].append(seconds * 1000 / repeat)
    return {size: statistics.median(found) for size, found in taken.items()}


def _works(store: GraphStore, url: str, size: int) -> Iterator[tuple[str, _Work, int]]:
    """Name, what to do, and how often in one timing."""
    first, kinds, kept = code_of(1), list(schema().edges), Directories(store)
    bodies = [encode(n) for n in nodes(store, "japan")]
    sets = kept.of(first).sets

    def ask() -> None:
        for text, area, age in QUESTIONS:
            find(kept.of(first), text, area=area, age=age)

    def path(start: str, end: str) -> _Work:
        ends = f"{start[:4]}kakuu0001{start[4:]}", f"org:kakuu{end}"
        return lambda: store.between(*ends, kinds=kinds, max_hops=6)

    yield "物差し(全国の語彙をほどく)", lambda: [decode(b) for b in bodies], 1
    yield "開く(open と info)", lambda: _open(url), 1
    yield "find(8つの問い、Directory はある)", ask, 5
    yield "find を一から(Directory を作って1つの問い)", lambda: find(Directories(store).of(first), "不登校"), 1
    yield "Directory を作る(要約値の照合を含む)", lambda: compile_directory(store, first), 1
    yield "1つのもの(node page の中身)", lambda: view(store, sets, _CENTRE), 5
    yield "1つのもの(種別。どの市も使う)", lambda: view(store, sets, "kind:jidokan"), 20
    yield (
        "まわり(2歩、200 まで)",
        lambda: neighbourhood(store, _CENTRE, kinds=kinds, depth=2, limit=200, sets=sets),
        1,
    )
    yield "道(市の中、2歩)", path("org:-hoikuen-1-1", "0001-keisatsu"), 50
    yield "道(市の中、3歩)", path("org:-hiroba-1-1", "0001-gakudo-3-3"), 10
    yield "道(市の中、4歩)", path("svc:_01", "0001-josan"), 1
    if size > 1:
        yield "道(市から市へ、4歩)", path("org:-jidokan-1-1", "0002-shakyo"), 1


def _open(url: str) -> None:
    with closing(open_store(url)) as store:
        store.info()


def over_http(graphs: Graphs, folder: Path, ask: int) -> Figures:
    """Milliseconds a request of servers of their own, and their memory, at last when `ask` of the sets were asked."""
    body, first = "org%3Akakuu0001-kokasen-1", f"set={code_of(1)}"
    asked = {
        "HTTP: `GET /api/find`(8つの問い)": [
            f"/api/find?q={quote(q)}&area={quote(a)}&age={g}&{first}" for q, a, g in QUESTIONS
        ],
        "HTTP: 機関の画面(`/nodes/…`)": [f"/nodes/{body}?{first}"],
        "HTTP: `GET /api/nodes/…`": [f"/api/nodes/{body}?{first}"],
    }
    with ExitStack() as served:
        servers = {
            n: served.enter_context(serving_process(COMMAND, url, cwd=folder)) for n, url in graphs.items()
        }  # fmt: skip
        for what, paths in asked.items():
            yield what, _windows({n: address for n, (address, _) in servers.items()}, paths)
        yield "メモリ: 1つの市をたずねたあと(MB)", {n: _held(process.pid) for n, (_, process) in servers.items()}
        took = {n: _ask_all(address, min(n, ask)) for n, (address, _) in servers.items()}
        yield "HTTP: 初めての市をたずねる(やさしい日本語の紙と機関の画面)", took
        many = f"市を {ask} まで" if ask < max(graphs) else "すべての市を"
        yield f"メモリ: {many}たずねたあと(MB)", {n: _held(process.pid) for n, (_, process) in servers.items()}


def _ask_all(address: str, size: int) -> float:
    def ask(number: int) -> None:
        code = code_of(number)
        fetch(f"{address}/find?q={quote('不登校')}&easy=1&set={code}")
        fetch(f"{address}/nodes/org%3Akakuu{number:04}-kokasen-1?set={code}")

    def ask_all() -> None:
        for number in range(size, 0, -1):
            ask(number)

    return once(ask_all) * 1000 / size


def _windows(addresses: Mapping[int, str], paths: Sequence[str]) -> dict[int, float]:
    rates: dict[int, list[float]] = {size: [] for size in addresses}
    for window in range(_WINDOWS + 1):
        for size, address in addresses.items():
            at = urlsplit(address)
            rate = per_second(at.hostname or "", at.port or 0, paths, _SECONDS)
            if window:
                rates[size].append(rate)
    return {size: 1000 / statistics.median(found) for size, found in rates.items()}


def _held(pid: int) -> float:
    whole = psutil.Process(pid)
    held: float = sum(p.memory_info().rss for p in (whole, *whole.children(recursive=True))) / 1e6
    return held
