"""Which way each line takes: along the gutters between rows and the channels between columns, never behind a box.

Positions are counted in halves: column c stands at 2c + 1, the channel left of it at 2c. Gutter g runs above row g.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from graph.errors import GraphError
from graph.model import EdgeId, NodeId
from visualizations.content import Content
from visualizations.places import COLUMNS, SPINE, Cell, Grid

_ACROSS = 80.0  # px of one position
_DOWN = 67.0  # px of one row
_BEND = 30.0  # what a corner costs


@dataclass(frozen=True, slots=True)
class Bundle:
    """The relations of a family from one group to another (or between them, where the family has no arrow).

    Lines with one `key` run to the same hub in the same direction and share their tracks.
    """

    id: str
    start: NodeId
    end: NodeId
    family: str
    arrow: bool
    relations: tuple[EdgeId, ...]
    hub: NodeId  # "" when it touches none
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
    owner = content.owner()
    hubs = {g.id for g in content.groups if g.hub}
    arrows = {f.id: f.arrow for f in content.families}
    found: dict[tuple[str, NodeId, NodeId], list[EdgeId]] = {}
    for relation in content.placing:
        a, b = owner[relation.start], owner[relation.end]
        if not arrows.get(relation.family, True):
            a, b = sorted((a, b))
        if a != b:
            found.setdefault((relation.family, a, b), []).append(relation.id)
    made = []
    for (family, a, b), ids in sorted(found.items()):
        hub = a if a in hubs else b if b in hubs else ""
        key = f"{family}|{a}|{b}"
        if hub and not (a in hubs and b in hubs):
            other = grid.cells[b if hub == a else a]
            side = "spine" if other.spine else "left" if other.left < SPINE else "right"
            way = "both" if not arrows.get(family, True) else "out" if hub == a else "in"
            key = f"{family}|{hub}|{way}|{side}"
        made.append(Bundle(f"{family}|{a}|{b}", a, b, family, arrows.get(family, True), tuple(sorted(ids)), hub, key))
    return tuple(made)


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
        low, high = min(a, b), max(a, b)
        return all(high < left or low > right for left, right in self.gutters.get(gutter, ()))

    def down(self, channel: int, a: int, b: int) -> bool:
        """Whether a line may run in the channel from gutter a to gutter b."""
        low, high = min(a, b), max(a, b)
        return all(high <= top or low > bottom for top, bottom in self.channels.get(channel, ()))


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
            if best is not None and least >= best[0]:
                break
            for cost, hops in steps(starts[i], ends[j], walls):
                if best is None or cost < best[0]:
                    best = cost, Way(bundle, starts[i], ends[j], hops)
        if best is not None:
            return best[1]
    raise GraphError("図の線の道が見つかりません。")  # never: the outer channels and the gutters between bands are free


def _least(a: Access, b: Access) -> float:
    return abs(a.position - b.position) * _ACROSS + abs(a.gutter - b.gutter) * _DOWN


_Hops = tuple[tuple[int, int], ...]


def _near(a: Access, b: Access, walls: _Walls) -> Iterator[tuple[float, _Hops]]:
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


def _far(a: Access, b: Access, walls: _Walls) -> Iterator[tuple[float, _Hops]]:
    """By two channels: round a spine."""
    for gutter, first, second in product(range(walls.rows + 1), range(COLUMNS + 1), range(COLUMNS + 1)):
        if gutter in (a.gutter, b.gutter) or first == second:
            continue
        free = (
            walls.across(a.gutter, a.position, 2 * first)
            and walls.down(first, a.gutter, gutter)
            and walls.across(gutter, 2 * first, 2 * second)
            and walls.down(second, gutter, b.gutter)
            and walls.across(b.gutter, 2 * second, b.position)
        )
        if free:
            hops = ((first, gutter), (second, b.gutter))
            yield _length(a, b, hops), hops


def _length(a: Access, b: Access, hops: _Hops) -> float:
    x, gutter, length = a.position, a.gutter, 0.0
    for channel, to in hops:
        length += abs(2 * channel - x) * _ACROSS + abs(to - gutter) * _DOWN
        x, gutter = 2.0 * channel, to
    return length + abs(b.position - x) * _ACROSS + _BEND * (2 + 2 * len(hops))
