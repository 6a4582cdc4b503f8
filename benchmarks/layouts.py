"""Our layout beside those of three libraries, once, for docs/decisions/0014-layout.md. Not a part of `make bench`.

    python -m benchmarks.layouts FOLDER

FOLDER is outside the tree and has `npm install elkjs @hpcc-js/wasm-graphviz` in it; igraph is asked when it can be
imported. All draw the same boxes and bundles, with the bands as layers; all are measured by the same rules.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.measure import once
from graph.directory import Directory, compile_directory
from graph.store import open_store
from loaders.load import load
from loaders.shipped import shipped_data
from tests.visualizations.small import directory
from tests.visualizations.test_large_networks import items_of
from visualizations.options import Options
from visualizations.overview import network
from visualizations.values import NetworkView, Point

_SCRIPT = Path(__file__).with_suffix(".mjs")
_TALLEST = 100.0  # a pillar is as tall as its band only in our own layout
_NEAR = 0.5
_HEADS = (
    *("図", "配置", "交差", "曲がり", "長さ(千px)", "箱をくぐる線"),
    *("重なる箱", "別の線との重なり(px)", "広さ(百万px²)", "時間(ms)"),
)
_SIZES = ((1, 30, 60), (2, 55, 150), (3, 80, 300))

Rect = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Graph:
    """What every library is given: boxes with size and band, bundles with their ends and what they may run on."""

    boxes: Mapping[str, tuple[float, float, int]]
    bundles: Mapping[str, tuple[str, str]]
    trunks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a library made of it."""

    boxes: Mapping[str, Rect]
    lines: Mapping[str, Sequence[Point]]
    seconds: float


def places(folder: Path) -> Iterator[tuple[str, Directory]]:
    """The ward, and three that are made up."""
    store = open_store(f"sqlite:{folder / 'graph.db'}")
    load(store, [shipped_data() / "setagaya"])
    yield "世田谷", compile_directory(store)
    store.close()
    for seed, kinds, relations in _SIZES:
        hubs = [(f"k{n:02d}", "") for n in range(3)]
        yield f"合成{seed}", directory(items_of(Random(seed), kinds, relations), hubs=hubs)


def ours(place: Directory) -> tuple[NetworkView, Drawn]:
    """Our view, and its measures in the common form."""
    view = network(place, Options())
    boxes = {b.id: (b.x - b.w / 2, b.y - b.h / 2, b.x + b.w / 2, b.y + b.h / 2) for b in view.boxes}
    seconds = min(once(lambda: network(place, Options())) for _ in range(3))
    return view, Drawn(boxes, {line.id: line.points for line in view.lines}, seconds)


def graph_of(view: NetworkView) -> Graph:
    """The graph that the view draws."""
    bands = {lane.name: i for i, lane in enumerate(view.lanes)}
    return Graph(
        {b.id: (b.w, min(b.h, _TALLEST), bands[b.layer]) for b in view.boxes},
        {line.id: (line.start, line.end) for line in view.lines},
        {line.id: f"{line.family}|{line.trunk or line.id}" for line in view.lines},
    )


def by_node(name: str, tools: Path) -> Callable[[Graph], Drawn]:
    """ELK or graphviz, as node runs them."""

    def made(graph: Graph) -> Drawn:
        given = {
            "nodes": [{"id": i, "w": w, "h": h, "band": band} for i, (w, h, band) in graph.boxes.items()],
            "edges": [{"id": i, "from": a, "to": b} for i, (a, b) in graph.bundles.items()],
        }
        done = subprocess.run(
            ["node", _SCRIPT, name], input=json.dumps(given), capture_output=True, text=True, cwd=tools, check=True
        )
        found: dict[str, Any] = json.loads(done.stdout)
        boxes = {i: (x, y, x + w, y + h) for i, x, y, w, h in found["nodes"]}
        return Drawn(boxes, {i: [(x, y) for x, y in way] for i, way in found["lines"]}, found["seconds"])

    return made


def sugiyama(graph: Graph) -> Drawn:
    """igraph: layers are the bands; its boxes have no size, so the gaps are those of the largest."""
    igraph = import_module("igraph")
    number = {i: n for n, i in enumerate(graph.boxes)}
    edges = [(number[a], number[b]) for a, b in graph.bundles.values()]
    made = igraph.Graph(n=len(number), edges=edges, directed=True)
    layers = [band for _, _, band in graph.boxes.values()]
    began = time.perf_counter()
    found = made.layout_sugiyama(layers=layers, hgap=160, vgap=127, maxiter=200)
    seconds = time.perf_counter() - began
    coords, turns = found.coords, found.edge_routing
    at: dict[str, Point] = {i: (coords[n][0], coords[n][1]) for i, n in number.items()}
    boxes = {
        i: (at[i][0] - w / 2, at[i][1] - h / 2, at[i][0] + w / 2, at[i][1] + h / 2)
        for i, (w, h, _) in graph.boxes.items()
    }
    lines = {i: [at[a], *((x, y) for x, y in turns[n]), at[b]] for n, (i, (a, b)) in enumerate(graph.bundles.items())}
    return Drawn(boxes, lines, seconds)


def measured(graph: Graph, drawn: Drawn) -> list[str]:
    """Crossings, bends, length, lines behind boxes, boxes on boxes, lines on other lines, area, time."""
    pieces = [(i, a, b) for i, way in drawn.lines.items() for a, b in pairwise(way) if a != b]
    crossings: set[tuple[str, str, int, int]] = set()  # as they are seen: lines that joined cross as one
    shared = 0.0
    for (i, a, b), (j, c, d) in combinations(pieces, 2):
        first, second = sorted((graph.trunks[i], graph.trunks[j]))
        if first != second:
            at = _crossing(a, b, c, d)
            crossings |= {(first, second, round(at[0]), round(at[1]))} if at else set()
            shared += _together(a, b, c, d)
    behind = sum(
        any(_inside(a, b, box) for a, b in pairwise(way) for n, box in drawn.boxes.items() if n not in graph.bundles[i])
        for i, way in drawn.lines.items()
    )
    boxes = sum(_overlap(a, b) for a, b in combinations(drawn.boxes.values(), 2))
    bends = sum(max(0, len(_straightened(way)) - 2) for way in drawn.lines.values())
    length = sum(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for _, a, b in pieces)
    xs = [x for box in drawn.boxes.values() for x in (box[0], box[2])]
    ys = [y for box in drawn.boxes.values() for y in (box[1], box[3])]
    area = (max(xs) - min(xs)) * (max(ys) - min(ys))
    missing = len(graph.bundles) - len(drawn.lines)
    told = f"{behind}" + (f"(ほか {missing} は引けない)" if missing else "")
    figures = (
        f"{len(crossings)}",
        f"{bends}",
        f"{length / 1000:.0f}",
        told,
        f"{boxes}",
        f"{shared:.0f}",
        f"{area / 1e6:.2f}",
    )
    return [*figures, f"{drawn.seconds * 1000:.0f}"]


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where the two pieces pass through each other."""
    one, other = _side(a, b, c), _side(a, b, d)
    if one * other >= 0 or _side(c, d, a) * _side(c, d, b) >= 0:
        return None
    part = one / (one - other)
    return c[0] + (d[0] - c[0]) * part, c[1] + (d[1] - c[1]) * part


def _together(a: Point, b: Point, c: Point, d: Point) -> float:
    """How far two level or upright pieces run on each other."""
    for same, along in ((0, 1), (1, 0)):
        if max(abs(p[same] - a[same]) for p in (b, c, d)) < _NEAR:
            ends = sorted((a[along], b[along])), sorted((c[along], d[along]))
            return max(0.0, min(ends[0][1], ends[1][1]) - max(ends[0][0], ends[1][0]))
    return 0.0


def _inside(a: Point, b: Point, box: Rect) -> bool:
    """Whether the piece passes through the inside of the box, sampled every few pixels."""
    steps = max(1, int(max(abs(a[0] - b[0]), abs(a[1] - b[1])) // 4))
    points = ((a[0] + (b[0] - a[0]) * t / steps, a[1] + (b[1] - a[1]) * t / steps) for t in range(steps + 1))
    return any(box[0] + 1 < x < box[2] - 1 and box[1] + 1 < y < box[3] - 1 for x, y in points)


def _overlap(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] - _NEAR and b[0] < a[2] - _NEAR and a[1] < b[3] - _NEAR and b[1] < a[3] - _NEAR


def _straightened(way: Sequence[Point]) -> list[Point]:
    kept = [way[0]]
    for here, after in pairwise(way[1:]):
        if abs(_side(kept[-1], here, after)) > 1:
            kept.append(here)
    return [*kept, way[-1]]


def _others(tools: Path) -> Mapping[str, Callable[[Graph], Drawn]]:
    return {
        "igraph Sugiyama": sugiyama,
        "graphviz dot, ortho": by_node("dot", tools),
        "ELK layered": by_node("elk", tools),
    }


def main() -> int:
    """Prints the table."""
    tools = Path(sys.argv[1]).resolve()
    rows = []
    with tempfile.TemporaryDirectory(prefix="tsunagu-layouts-") as folder:
        for name, place in places(Path(folder)):
            view, drawn = ours(place)
            graph = graph_of(view)
            title = f"{name}(枠 {len(graph.boxes)}、線 {len(graph.bundles)})"
            rows.append([title, "つなぐ", *measured(graph, drawn)])
            for label, library in _others(tools).items():
                rows.append([title, label, *measured(graph, library(graph))])
                print(title, label, file=sys.stderr)
    print("\n".join("| " + " | ".join(row) + " |" for row in (_HEADS, ["---"] * len(_HEADS), *rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
