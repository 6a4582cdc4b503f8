"""Which way each line takes: along the gutters between rows and the channels between columns, never behind a box.

Positions are counted in halves: column c stands at 2c + 1, the channel left of it at 2c. Gutter g runs above row g.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from graph.errors import GraphError
from graph.model import EdgeId, NodeId
from visualizations.content import Content
from visualizations.places import COLUMNS, SPINE, Cell, Grid

_ACROSS = 80.0  # px of one position
_DOWN = 67.0  # px of one row
_BEND = 30.0  # what a corner costs
_TRUNK = 4  # lines of a family that leave, or reach, a box which is no hub, before they join


@dataclass(frozen=True, slots=True)
class Bundle:
    """The relations of a family from one group to another (or between them, where the family has no arrow).

    Lines with one `key` join at the same end, their `trunk`, in the same direction and share their tracks.
    """

    id: str
    start: NodeId
    end: NodeId
    family: str
    arrow: bool
    relations: tuple[EdgeId, ...]
    hub: bool  # whether it touches one
    trunk: NodeId  # "" when it runs alone
    key: str


@dataclass(frozen=True, slots=True)
class Access:
    """Where a line meets a box: from gutter `gutter`, at column `column`; `side` −1 or 1 at the side of a spine."""

    gutter: int
    column: int
    side: int = 0

    @property
    def position(self) -> float:
        """Its place across the grid."""
        return 2 * self.column + 1 + self.side * 0.6


@dataclass(frozen=True, slots=True)
class Way:
    """From one box to the other; `hops` are (channel, gutter it leads to)."""

    bundle: Bundle
    start: Access
    end: Access
    hops: tuple[tuple[int, int], ...]

    @property
    def straight(self) -> bool:
        """Whether the boxes lie above one another with one gutter between."""
        return not self.hops and self.start == self.end


def bundles(content: Content, grid: Grid) -> tuple[Bundle, ...]:
    """Every relation of the view, shown or not, in exactly one bundle, in a fixed order."""
    arrows = {f.id: f.arrow for f in content.families}
    hubs = {g.id for g in content.groups if g.hub}
    found = _pairs(content, arrows)
    trunks = _trunks(found, hubs, arrows)
    made = []
    for family, a, b in sorted(found):
        trunk = trunks.get((family, a, b), "")
        key = f"{family}|{a}|{b}"
        if trunk:
            way = "both" if not arrows.get(family, True) else "out" if trunk == a else "in"
            key = f"{family}|{trunk}|{way}|{_side(grid.cells[trunk], grid.cells[b if trunk == a else a])}"
        ids = tuple(sorted(found[family, a, b]))
        bundle = Bundle(
            f"{family}|{a}|{b}", a, b, family, arrows.get(family, True), ids, bool({a, b} & hubs), trunk, key
        )
        made.append(bundle)
    return tuple(made)


_Pair = tuple[str, NodeId, NodeId]  # family, from, to


def _pairs(content: Content, arrows: Mapping[str, bool]) -> Mapping[_Pair, list[EdgeId]]:
    owner = content.owner()
    found: dict[_Pair, list[EdgeId]] = {}
    for relation in content.placing:
        a, b = owner[relation.start], owner[relation.end]
        if not arrows.get(relation.family, True):
            a, b = sorted((a, b))
        if a != b:
            found.setdefault((relation.family, a, b), []).append(relation.id)
    return found


def _trunks(pairs: Iterable[_Pair], hubs: Collection[NodeId], arrows: Mapping[str, bool]) -> Mapping[_Pair, NodeId]:
    """Where each line joins others: at its hub; else at the end where most of its family go the same way, if many."""
    trunks = {}
    rest = []
    for family, a, b in pairs:
        if a in hubs or b in hubs:
            trunks[family, a, b] = "" if {a, b} <= {*hubs} else a if a in hubs else b
        else:
            rest.append((family, a, b))
    ways = {p: [(p[0], end, side * arrows.get(p[0], True)) for side, end in enumerate(p[1:], 1)] for p in rest}
    count = Counter(way for both in ways.values() for way in both)
    for pair, both in ways.items():
        most, _, end = max((count[way], way[2], way[1]) for way in both)
        trunks[pair] = end if most >= _TRUNK else ""
    return trunks


def _side(trunk: Cell, other: Cell) -> str:
    """Lines to a hub in the middle keep to their side; at another box to where they come from."""
    if other.spine:
        return "spine"
    return "left" if other.left < (SPINE if trunk.spine else trunk.left) else "right"


def ways(content: Content, grid: Grid) -> tuple[Way, ...]:
    """A way for each bundle: the shortest with the fewest corners, ties by place."""
    walls = _walls(grid)
    accesses = {i: tuple(_accesses(c)) for i, c in grid.cells.items()}
    return tuple(_best(b, accesses[b.start], accesses[b.end], walls) for b in bundles(content, grid))


@dataclass(frozen=True, slots=True)
class _Walls:
    gutters: Mapping[int, tuple[tuple[int, int], ...]]  # positions that the gutter cannot pass
    channels: Mapping[int, tuple[tuple[int, int], ...]]  # rows that the channel cannot pass
    rows: int

    def across(self, gutter: int, a: float, b: float) -> bool:
        """Whether a line may run in the gutter from position a to b."""
        walls = self.gutters.get(gutter)
        if not walls:
            return True
        low, high = (a, b) if a < b else (b, a)
        return all(high < left or low > right for left, right in walls)

    def down(self, channel: int, a: int, b: int) -> bool:
        """Whether a line may run in the channel from gutter a to gutter b."""
        walls = self.channels.get(channel)
        if not walls:
            return True
        low, high = (a, b) if a < b else (b, a)
        return all(high <= top or low > bottom for top, bottom in walls)


def _walls(grid: Grid) -> _Walls:
    gutters: dict[int, tuple[tuple[int, int], ...]] = {}
    channels: dict[int, tuple[tuple[int, int], ...]] = {}
    for cell in grid.spines:
        for gutter in range(cell.top + 1, cell.bottom + 1):
            gutters[gutter] = (*gutters.get(gutter, ()), (2 * cell.left + 1, 2 * cell.right + 1))
        for channel in range(cell.left + 1, cell.right + 1):
            channels[channel] = (*channels.get(channel, ()), (cell.top, cell.bottom))
    return _Walls(gutters, channels, grid.rows)


def _accesses(cell: Cell) -> Iterator[Access]:
    for column in range(cell.left, cell.right + 1):
        yield Access(cell.top, column)
        yield Access(cell.bottom + 1, column)
    if cell.spine:
        for gutter in range(cell.top + 1, cell.bottom + 1):
            yield Access(gutter, cell.left, -1)
            yield Access(gutter, cell.right, 1)


def _best(bundle: Bundle, starts: tuple[Access, ...], ends: tuple[Access, ...], walls: _Walls) -> Way:
    pairs = sorted((_least(a, b), i, j) for (i, a), (j, b) in product(enumerate(starts), enumerate(ends)))
    best: tuple[float, Way] | None = None
    for steps in (_near, _far):
        for least, i, j in pairs:
            limit = math.inf if best is None else best[0]
            if least >= limit:
                break
            for cost, hops in steps(starts[i], ends[j], walls, limit):
                if best is None or cost < best[0]:
                    best = cost, Way(bundle, starts[i], ends[j], hops)
        if best is not None:
            return best[1]
    raise GraphError("図の線の道が見つかりません。")  # never: the outer channels and the gutters between bands are free


def _least(a: Access, b: Access) -> float:
    return abs(a.position - b.position) * _ACROSS + abs(a.gutter - b.gutter) * _DOWN


_Hops = tuple[tuple[int, int], ...]


def _near(a: Access, b: Access, walls: _Walls, _: float) -> Iterator[tuple[float, _Hops]]:
    """In one gutter, or with one channel between two."""
    if a.gutter == b.gutter:
        if walls.across(a.gutter, a.position, b.position):
            yield _least(a, b) + (0 if a == b else 2 * _BEND), ()
        return
    for channel in range(COLUMNS + 1):
        x = 2 * channel
        if not walls.across(a.gutter, a.position, x) or not walls.across(b.gutter, x, b.position):
            continue
        if walls.down(channel, a.gutter, b.gutter):
            yield _length(a, b, ((channel, b.gutter),)), ((channel, b.gutter),)


def _far(a: Access, b: Access, walls: _Walls, limit: float) -> Iterator[tuple[float, _Hops]]:
    """By two channels: round a spine. What cannot cost less than `limit` is not looked at."""
    firsts = [c for c in range(COLUMNS + 1) if walls.across(a.gutter, a.position, 2 * c)]
    seconds = [c for c in range(COLUMNS + 1) if walls.across(b.gutter, 2 * c, b.position)]
    level = abs(a.position - b.position) * _ACROSS + 6 * _BEND
    for gutter in range(walls.rows + 1):
        upright = (abs(gutter - a.gutter) + abs(gutter - b.gutter)) * _DOWN
        if gutter in (a.gutter, b.gutter) or level + upright >= limit:
            continue
        away = [c for c in firsts if walls.down(c, a.gutter, gutter)]
        back = [c for c in seconds if walls.down(c, gutter, b.gutter)]
        for first, second in product(away, back):
            if first != second and walls.across(gutter, 2 * first, 2 * second):
                hops = ((first, gutter), (second, b.gutter))
                yield _length(a, b, hops), hops


def _length(a: Access, b: Access, hops: _Hops) -> float:
    x, gutter, length = a.position, a.gutter, 0.0
    for channel, to in hops:
        length += abs(2 * channel - x) * _ACROSS + abs(to - gutter) * _DOWN
        x, gutter = 2.0 * channel, to
    return length + abs(b.position - x) * _ACROSS + _BEND * (2 + 2 * len(hops))
