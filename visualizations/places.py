"""Where each group stands on the grid: bands of rows, three columns each side of the spine, fields kept together.

Only rows and columns here, no pixels: the gutters between them grow with the lines that run in them (tracks.py).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from graph.model import NodeId
from visualizations.content import Content, Group
from visualizations.values import Relation

SPINE = 3  # the column of the hubs; 0 to 2 lie left of it, 4 to 6 right
COLUMNS = 7
_SWEEPS = 4
_TRIED_FIELDS = 10  # more are dealt to the sides in turn


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a group. A hub or frame covers rows `top` to `bottom` and the columns `left` to `right`."""

    id: NodeId
    top: int
    bottom: int
    left: int
    right: int

    @property
    def spine(self) -> bool:
        """Whether it stands in the middle, as a hub or a frame."""
        return self.left <= SPINE <= self.right


@dataclass(frozen=True, slots=True)
class Grid:
    """All cells, and the rows of each band from top to bottom."""

    cells: Mapping[NodeId, Cell]
    bands: tuple[tuple[str, int, int], ...]  # name, first row, last row
    rows: int

    @property
    def spines(self) -> tuple[Cell, ...]:
        """The cells in the middle, top first."""
        return tuple(sorted((c for c in self.cells.values() if c.spine), key=lambda c: c.top))


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of one band: a hub or frame in the middle, or none, and the cards beside it."""

    spine: Group | None
    left: tuple[Group, ...]  # nearest to the spine first
    right: tuple[Group, ...]

    @property
    def depth(self) -> int:
        """How many rows it takes."""
        return max(1, math.ceil(max(len(self.left), len(self.right)) / self.columns))

    @property
    def columns(self) -> int:
        """How many columns of cards there are on each side."""
        return 2 if self.spine is not None and self.spine.framed else 3


def grid(content: Content, fields: Sequence[str]) -> Grid:
    """The grid of these groups. Depends on ids and names only, never on the order of rows."""
    links = _links_to_hubs(content)
    sides = _sides(content, fields)
    rank = _field_rank(content, fields, links)
    cells: dict[NodeId, Cell] = {}
    named: list[tuple[str, int, int]] = []
    row = 0
    for index, band in enumerate(content.bands):
        first = row
        for block in _blocks([g for g in content.groups if g.band == index], sides, rank, links):
            cells.update(_cells(block, row))
            row += block.depth
        if row > first:
            named.append((band.name, first, row - 1))
    return Grid(_swept(cells, content), tuple(named), row)


def field_of(group: Group) -> str:
    """The field of a kind; empty for a body without a kind."""
    return group.node.text("group") if group.node.kind == "organisation_kind" else ""


def _links_to_hubs(content: Content) -> Counter[NodeId]:
    owner = content.owner()
    hubs = {g.id for g in content.groups if g.hub}
    links: Counter[NodeId] = Counter()
    for relation in content.placing:
        a, b = owner[relation.start], owner[relation.end]
        links[a] += b in hubs
        links[b] += a in hubs
    return links


def _cards(content: Content) -> list[Group]:
    return [g for g in content.groups if not (g.hub or g.framed)]


def _sides(content: Content, fields: Sequence[str]) -> Mapping[str, int]:
    """0 (left) or 1 (right) for each field, in all bands alike: the division that needs fewest rows."""
    cards = _cards(content)
    names = [*fields, *sorted({field_of(g) for g in cards} - {*fields})]
    if len(names) > _TRIED_FIELDS:
        return {name: i % 2 for i, name in enumerate(names)}
    count = Counter((g.band, field_of(g)) for g in cards)
    bands = sorted({g.band for g in cards})
    narrow = {g.band for g in content.groups if g.hub and g.framed}

    def cost(division: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        rows = uneven = 0
        for band in bands:
            right = sum(count[band, n] for n, side in zip(names, division, strict=True) if side)
            left = sum(count[band, n] for n in names) - right
            rows += -(-max(left, right) // (2 if band in narrow else 3))
            uneven += abs(left - right)
        return rows, uneven, division

    best = min((d for d in product((0, 1), repeat=len(names)) if not d or d[0] == 0), key=cost)
    return dict(zip(names, best, strict=True))


def _field_rank(
    content: Content, fields: Sequence[str], links: Mapping[NodeId, int]
) -> Mapping[str, tuple[float, int]]:
    """Fields with more relations to the hubs stand nearer to the spine, in every band in the same order."""
    groups: dict[str, list[Group]] = defaultdict(list)
    for group in _cards(content):
        groups[field_of(group)].append(group)
    place = {name: i for i, name in enumerate(fields)}
    return {
        name: (-sum(links[g.id] for g in some) / len(some), place.get(name, len(place)))
        for name, some in groups.items()
    }


def _blocks(
    groups: list[Group],
    sides: Mapping[str, int],
    rank: Mapping[str, tuple[float, int]],
    links: Mapping[NodeId, int],
) -> list[_Block]:
    if not groups:
        return []
    cards = sorted(
        (g for g in groups if not (g.hub or g.framed)), key=lambda g: (rank[field_of(g)], -links[g.id], g.id)
    )
    hub = next((g for g in groups if g.hub), None)
    frames = [g for g in groups if g.framed and not g.hub]
    left = tuple(g for g in cards if sides[field_of(g)] == 0)
    right = tuple(g for g in cards if sides[field_of(g)] == 1)
    head = [_Block(hub, left, right)] if hub or cards else []
    return head + [_Block(f, (), ()) for f in frames]


def _cells(block: _Block, row: int) -> dict[NodeId, Cell]:
    cells = {}
    depth = block.depth
    if block.spine is not None:
        reach = 1 if block.spine.framed else 0
        cells[block.spine.id] = Cell(block.spine.id, row, row + depth - 1, SPINE - reach, SPINE + reach)
    nearest = COLUMNS // 2 - block.columns + 1
    for direction, cards in ((-1, block.left), (1, block.right)):
        for i, card in enumerate(cards):
            column = SPINE + direction * (nearest + i // depth)
            cells[card.id] = Cell(card.id, row + i % depth, row + i % depth, column, column)
    return cells


def _swept(cells: dict[NodeId, Cell], content: Content) -> Mapping[NodeId, Cell]:
    """The cells with the rows inside each column in the order of what they are joined to (barycentre)."""
    columns = _columns(cells, content)
    near = _neighbours(content.placing, content.owner())
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            rows = column.rows
            wanted = {i: _barycentre(cells, near.get(i, ()), cells[i].top) for i in column.ids}
            order = sorted(column.ids, key=lambda i: (wanted[i], i))
            for i, at in zip(order, _spread([wanted[i] for i in order], rows), strict=True):
                cells[i] = replace(cells[i], top=at, bottom=at)
    return cells


@dataclass(frozen=True, slots=True)
class _Column:
    ids: tuple[NodeId, ...]
    rows: tuple[int, ...]


def _columns(cells: Mapping[NodeId, Cell], content: Content) -> list[_Column]:
    found: dict[tuple[int, int], list[NodeId]] = defaultdict(list)
    depth: dict[int, int] = defaultdict(int)
    first: dict[int, int] = {}
    for group in content.groups:
        cell = cells[group.id]
        if group.framed and not group.hub:
            continue
        first[group.band] = min(first.get(group.band, cell.top), cell.top)
        depth[group.band] = max(depth[group.band], cell.bottom)
        if not cell.spine:
            found[group.band, cell.left].append(group.id)
    return [_Column(tuple(ids), tuple(range(first[b], depth[b] + 1))) for (b, _), ids in sorted(found.items())]


def _neighbours(relations: Iterable[Relation], owner: Mapping[NodeId, NodeId]) -> Mapping[NodeId, tuple[NodeId, ...]]:
    near: dict[NodeId, list[NodeId]] = defaultdict(list)
    for relation in relations:
        a, b = owner[relation.start], owner[relation.end]
        near[a].append(b)
        near[b].append(a)
    return {k: tuple(sorted(v)) for k, v in near.items()}


def _barycentre(cells: Mapping[NodeId, Cell], near: Sequence[NodeId], now: int) -> float:
    """The mean row of the neighbours, each hub taken at the row of its that is nearest."""
    if not near:
        return float(now)
    return sum(min(max(now, cells[n].top), cells[n].bottom) for n in near) / len(near)


def _spread(wanted: Sequence[float], rows: Sequence[int]) -> list[int]:
    """A row for each, one below the other, as near as they can be together to what they want."""
    free = range(rows[0], rows[-1] - len(wanted) + 2)
    first = min(free, key=lambda top: (sum(abs(want - top - i) for i, want in enumerate(wanted)), top))
    return [first + i for i in range(len(wanted))]
