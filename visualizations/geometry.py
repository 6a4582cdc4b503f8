"""Grid and ways in pixels: columns and gutters as wide as their lines need, then boxes and lines in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.directory import Directory
from graph.model import NodeId
from visualizations.boxes import CARD_WIDTH, PILLAR_WIDTH, Sketch, box, field_mark, sketch, tenth
from visualizations.content import Content
from visualizations.lines import line
from visualizations.places import COLUMNS, SPINE, Cell, Grid
from visualizations.routes import Access, Way
from visualizations.tracks import GAP, Run, spread, tracks
from visualizations.values import Box, Frame, Lane, Line, Point

PITCH = 4.6  # px between two tracks
HEAD = 46.0  # room of the bands' names at the left
_CHANNEL = 22.0
_GUTTER = 27.0
_BORDER = 40.0  # a gutter between two bands
_EDGE = 20.0  # above the first and below the last row
_BESIDE = 9.0  # from a box to the nearest track
_PORTS = 96.0
_BETWEEN_BANDS = 3.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes, lines and bands in their places."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    lanes: tuple[Lane, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Across:
    """Where columns and channels lie."""

    columns: tuple[tuple[float, float], ...]
    channels: tuple[float, ...]  # middles
    tracks: Mapping[tuple[int, str], float]  # channel, key

    def edge(self, access: Access) -> float:
        """The x of an access without its port: the side of a spine, else the middle of the column."""
        left, right = self.columns[access.column]
        return left if access.side < 0 else right if access.side > 0 else (left + right) / 2


@dataclass(frozen=True, slots=True)
class _Down:
    """Where rows and gutters lie."""

    rows: tuple[tuple[float, float], ...]
    gutters: tuple[tuple[float, float], ...]
    tracks: Mapping[tuple[int, str], float]  # gutter, key


def drawing(directory: Directory, content: Content, grid: Grid, ways: tuple[Way, ...]) -> Drawing:
    """The whole picture."""
    sketches = {g.id: sketch(directory, g) for g in content.groups}
    across = _across(ways, _widths(grid, sketches))
    ports = _ports(ways, across)
    down = _down(grid, sketches, ways, across, ports)
    layers = {row: name for name, first, last in grid.bands for row in range(first, last + 1)}
    boxes = tuple(
        box(
            sketches[i],
            _place(grid.cells[i], sketches[i], across, down),
            layers[grid.cells[i].top],
            *field_mark(directory, sketches[i].group),
        )
        for i in sorted(grid.cells, key=lambda i: (grid.cells[i].top, grid.cells[i].left, i))
    )
    place = {b.id: b for b in boxes}
    lines = tuple(line(w.bundle, _points(w, across, down, ports, place)) for w in ways)
    lanes = _lanes(grid, down)
    return Drawing(boxes, lines, lanes, _frame(across, down))


def _widths(grid: Grid, sketches: Mapping[NodeId, Sketch]) -> list[float]:
    """Of each column: none where nothing stands in it."""
    widths = [0.0] * COLUMNS
    for cell in grid.cells.values():
        for n in range(cell.left, cell.right + 1):
            least = sketches[cell.id].width if cell.left == cell.right else PILLAR_WIDTH if n == SPINE else CARD_WIDTH
            widths[n] = max(widths[n], least)
    return widths


def _across(ways: tuple[Way, ...], widths: list[float]) -> _Across:
    runs: dict[int, list[Run]] = defaultdict(list)
    for way in ways:
        at, x = way.start.gutter, way.start.position
        for i, (channel, to) in enumerate(way.hops):
            after = way.hops[i + 1][0] * 2 if i + 1 < len(way.hops) else way.end.position
            ends = ((at, _sign(x - 2 * channel)), (to, _sign(after - 2 * channel)))
            runs[channel].append(Run(way.bundle.key, min(at, to), max(at, to), ends))
            at, x = to, 2.0 * channel
    columns: list[tuple[float, float]] = []
    middles: list[float] = []
    placed: dict[tuple[int, str], float] = {}
    left = 0.0
    for n in range(COLUMNS + 1):
        order = tracks(runs[n], 0.0)
        count = max(order.values(), default=-1) + 1
        inner = n > 0 and widths[n - 1] and n < COLUMNS and widths[n]
        width = max(_CHANNEL if inner else _CHANNEL / 2, (count - 1) * PITCH + 2 * _BESIDE if count else 0.0)
        middles.append(left + width / 2)
        placed.update({(n, k): left + width / 2 + (t - (count - 1) / 2) * PITCH for k, t in order.items()})
        left += width
        if n < COLUMNS:
            columns.append((left, left + widths[n]))
            left += widths[n]
    return _centred(columns, middles, placed)


def _centred(
    columns: list[tuple[float, float]], middles: list[float], placed: Mapping[tuple[int, str], float]
) -> _Across:
    """The middle of the spine at x = 0."""
    by = sum(columns[SPINE]) / 2
    return _Across(
        tuple((a - by, b - by) for a, b in columns),
        tuple(m - by for m in middles),
        {k: x - by for k, x in placed.items()},
    )


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


_Ports = Mapping[tuple[int, int, str], float]  # gutter, column, slot


def _slot(way: Way, node_id: NodeId) -> str:
    """Lines of one key share their port at their trunk; a straight line has one port for both ends."""
    return way.bundle.key if way.straight or way.bundle.trunk == node_id else way.bundle.id


def _ports(ways: tuple[Way, ...], across: _Across) -> _Ports:
    """Boxes above and below a gutter share its ports, so that no two upright pieces lie on top of each other."""
    wanted: dict[tuple[int, int], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for way in ways:
        first = across.channels[way.hops[0][0]] if way.hops else across.edge(way.end)
        last = across.channels[way.hops[-1][0]] if way.hops else across.edge(way.start)
        for access, node_id, goes in ((way.start, way.bundle.start, first), (way.end, way.bundle.end, last)):
            if not access.side:
                wanted[access.gutter, access.column][_slot(way, node_id)].append(goes)
    placed = {}
    for (gutter, column), slots in sorted(wanted.items()):
        middle = sum(across.columns[column]) / 2
        offsets = spread(((k, sum(v) / len(v)) for k, v in slots.items()), _PORTS, 13.0)
        placed.update({(gutter, column, k): middle + x for k, x in offsets.items()})
    return placed


def _x(way: Way, access: Access, node_id: NodeId, across: _Across, ports: _Ports) -> float:
    return across.edge(access) if access.side else ports[access.gutter, access.column, _slot(way, node_id)]


def _runs(grid: Grid, ways: tuple[Way, ...], across: _Across, ports: _Ports) -> Mapping[int, list[Run]]:
    runs: dict[int, list[Run]] = defaultdict(list)
    for way in ways:
        key = way.bundle.key
        x, gutter = _x(way, way.start, way.bundle.start, across, ports), way.start.gutter
        turn = _towards_box(grid.cells[way.bundle.start], way.start)
        for channel, to in way.hops:
            at = across.tracks[channel, key]
            runs[gutter].append(_run(key, (x, turn), (at, _sign(to - gutter))))
            x, turn, gutter = at, _sign(gutter - to), to
        at = _x(way, way.end, way.bundle.end, across, ports)
        if not way.straight:
            runs[gutter].append(_run(key, (x, turn), (at, _towards_box(grid.cells[way.bundle.end], way.end))))
    return runs


def _run(key: str, a: tuple[float, int], b: tuple[float, int]) -> Run:
    return Run(key, min(a[0], b[0]), max(a[0], b[0]), (a, b))


def _towards_box(cell: Cell, access: Access) -> int:
    """−1 when the box lies above the gutter, 1 below, 0 beside."""
    return 0 if access.side else 1 if access.gutter == cell.top else -1


def _down(
    grid: Grid, sketches: Mapping[NodeId, Sketch], ways: tuple[Way, ...], across: _Across, ports: _Ports
) -> _Down:
    runs = _runs(grid, ways, across, ports)
    heights = _row_heights(grid, sketches)
    borders = {first for _, first, _ in grid.bands}
    rows: list[tuple[float, float]] = []
    gutters: list[tuple[float, float]] = []
    placed: dict[tuple[int, str], float] = {}
    top = 0.0
    for n in range(grid.rows + 1):
        order = tracks(runs.get(n, ()), GAP)
        count = max(order.values(), default=-1) + 1
        least = _EDGE if n in (0, grid.rows) else _BORDER if n in borders else _GUTTER
        height = max(least, (count - 1) * PITCH + 2 * _BESIDE)
        gutters.append((top, top + height))
        placed.update({(n, k): top + height / 2 + (t - (count - 1) / 2) * PITCH for k, t in order.items()})
        top += height
        if n < grid.rows:
            rows.append((top, top + heights[n]))
            top += heights[n]
    return _Down(tuple(rows), tuple(gutters), placed)


def _row_heights(grid: Grid, sketches: Mapping[NodeId, Sketch]) -> list[float]:
    heights = [0.0] * grid.rows
    for cell in grid.cells.values():
        if not cell.spine:
            heights[cell.top] = max(heights[cell.top], sketches[cell.id].height)
    for cell in grid.spines:
        own = range(cell.top, cell.bottom + 1)
        missing = sketches[cell.id].height - sum(heights[r] for r in own) - _GUTTER * (len(own) - 1)
        for row in own:
            heights[row] += max(0.0, missing) / len(own)
    return heights


def _place(cell: Cell, made: Sketch, across: _Across, down: _Down) -> Frame:
    left, right = across.columns[cell.left][0], across.columns[cell.right][1]
    top, bottom = down.rows[cell.top][0], down.rows[cell.bottom][1]
    if cell.spine:
        return Frame(left, top, right, bottom)
    middle = (top + bottom) / 2
    return Frame(left, middle - made.height / 2, right, middle + made.height / 2)


def _points(way: Way, across: _Across, down: _Down, ports: _Ports, place: Mapping[NodeId, Box]) -> tuple[Point, ...]:
    start, end, key = way.start, way.end, way.bundle.key
    x = _x(way, start, way.bundle.start, across, ports)
    points = [] if start.side else [(x, _edge_y(place[way.bundle.start], start, down))]
    at = start.gutter
    if not way.straight:
        points.append((x, down.tracks[at, key]))
        for channel, to in way.hops:
            x = across.tracks[channel, key]
            points += [(x, down.tracks[at, key]), (x, down.tracks[to, key])]
            at = to
        x = _x(way, end, way.bundle.end, across, ports)
        points.append((x, down.tracks[at, key]))
    if not end.side:
        points.append((x, _edge_y(place[way.bundle.end], end, down)))
    return tuple((tenth(x), tenth(y)) for x, y in points)


def _edge_y(to: Box, access: Access, down: _Down) -> float:
    above = down.gutters[access.gutter][1] <= to.y
    return to.y - to.h / 2 if above else to.y + to.h / 2


def _lanes(grid: Grid, down: _Down) -> tuple[Lane, ...]:
    lanes = []
    for name, first, last in grid.bands:
        top = down.gutters[first][0] if first == 0 else sum(down.gutters[first]) / 2 + _BETWEEN_BANDS
        after = last + 1
        bottom = down.gutters[after][1] if after == grid.rows else sum(down.gutters[after]) / 2 - _BETWEEN_BANDS
        lanes.append(Lane(name, tenth(top), tenth(bottom)))
    return tuple(lanes)


def _frame(across: _Across, down: _Down) -> Frame:
    left, right = across.columns[0][0], across.columns[-1][1]
    channels = [x for (n, _), x in across.tracks.items() if n in (0, COLUMNS)]
    left, right = min([left, *channels]), max([right, *channels])
    return Frame(tenth(left - HEAD - 12), 0.0, tenth(right + 12), tenth(down.gutters[-1][1]))
