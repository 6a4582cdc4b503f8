"""The view around one body with few neighbours: the body as a bar, one labelled upright line per relation.

Each neighbour has a slot of its own over all bands, so nothing can cross (design/layout.md §5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.directory import Directory
from graph.model import NodeId
from visualizations.boxes import field_mark
from visualizations.content import Content, Group
from visualizations.geometry import HEAD, Drawing
from visualizations.labels import lines_of, wrap
from visualizations.paths import head, rounded
from visualizations.values import Box, Frame, Lane, Line, Relation

_STEP = 78.0  # between the lines of one neighbour: the longest label, 一元的運用, fits
_LEAST = 172.0
_BETWEEN = 22.0
_WIDEST = 1480.0
_NARROWEST = 1180.0
_BOX = 68.0
_BAR = 76.0
_PAD = 18.0
_GAP = 74.0  # from a neighbour to the bar or the next band: room of the label
_LABEL = 25.0
_CHARACTER = 14.0
_LINE = 18.0
_BAR_CHARS = 28


@dataclass(frozen=True, slots=True)
class _Slot:
    """A neighbour with its relations: `placing` decide the width, whatever the filter."""

    group: Group
    placing: tuple[Relation, ...]
    x: float = 0.0

    @property
    def width(self) -> float:
        return max(_LEAST, _STEP * len(self.placing) + 20)


def fits_bar(content: Content, centre: NodeId) -> bool:
    """Whether all neighbours find a slot; else they are drawn in bands."""
    return all(sum(s.width + _BETWEEN for s in slots) <= _WIDEST for slots in _halves(content, centre))


def bar(directory: Directory, content: Content, centre: NodeId) -> Drawing:
    """The centre and its neighbours: higher bands above it, its own and lower ones below."""
    above, below = (_laid(slots) for slots in _halves(content, centre))
    middle = next(g for g in content.groups if g.id == centre)
    half = max([_NARROWEST / 2, *(abs(s.x) + s.width / 2 + 8 for s in (*above, *below))])
    tall = _heights((*above, *below))
    boxes: list[Box] = []
    lanes: list[Lane] = []
    y = 0.0
    bar_y = 0.0
    for index in sorted({s.group.band for s in (*above, *below)} | {middle.band}):
        top, name = y, content.bands[index].name
        slots = [s for s in (*above, *below) if s.group.band == index]
        y += _PAD
        if index == middle.band:
            bar_y = y + _BAR / 2
            boxes.append(_centre(directory, middle, name, half, bar_y))
            y += _BAR + (_GAP if slots else 0)
        boxes += [_neighbour(directory, s, name, y, tall[index]) for s in slots]
        y += (tall[index] if slots else 0) + (_GAP - _PAD if slots and index < middle.band else _PAD)
        lanes.append(Lane(name, top, y))
        y += 6
    lines = _lines(content, (*above, *below), {b.id: b for b in boxes}, centre)
    return Drawing(tuple(boxes), lines, tuple(lanes), Frame(-half - HEAD - 12, 0.0, half + 12, y - 6))


def _halves(content: Content, centre: NodeId) -> tuple[list[_Slot], list[_Slot]]:
    middle = next(g for g in content.groups if g.id == centre)
    own: dict[NodeId, list[Relation]] = defaultdict(list)
    for relation in content.placing:
        own[relation.end if relation.start == centre else relation.start].append(relation)
    family = {f.id: i for i, f in enumerate(content.families)}
    slots = [
        _Slot(g, tuple(sorted(own[g.id], key=lambda r: (family.get(r.family, 99), r.relation, r.id))))
        for g in content.groups
        if g.id != centre
    ]
    above = [s for s in slots if s.group.band < middle.band]
    return above, [s for s in slots if s.group.band >= middle.band]


def _laid(slots: Iterable[_Slot]) -> list[_Slot]:
    """Most relations in the middle, then left and right in turn."""
    order = sorted(slots, key=lambda s: (-len(s.placing), s.group.band, s.group.id))
    row = [*reversed(order[1::2]), *order[0::2]]
    x = -sum(s.width + _BETWEEN for s in row) / 2
    placed = []
    for slot in row:
        placed.append(_Slot(slot.group, slot.placing, x + (slot.width + _BETWEEN) / 2))
        x += slot.width + _BETWEEN
    return placed


def _words(slot: _Slot) -> tuple[str, ...]:
    return lines_of(slot.group.node, int((slot.width - 40) // _CHARACTER))


def _heights(slots: Iterable[_Slot]) -> Mapping[int, float]:
    tall: dict[int, float] = defaultdict(lambda: _BOX)
    for slot in slots:
        tall[slot.group.band] = max(tall[slot.group.band], _LINE * (len(_words(slot)) + 1) + 14)
    return tall


def _neighbour(directory: Directory, slot: _Slot, layer: str, top: float, height: float) -> Box:
    group = slot.group
    field, glyph = field_mark(directory, group)
    sub = directory.nodes[group.bodies[0]].text("phone") if len(group.bodies) == 1 else ""
    return Box(
        group.id, group.node.name, group.node.kind, layer, field, glyph, _words(slot), sub,
        "card", slot.x, top + height / 2, slot.width, height, len(group.bodies), hub=False,
    )  # fmt: skip


def _centre(directory: Directory, group: Group, layer: str, half: float, y: float) -> Box:
    node = group.node
    field, glyph = field_mark(directory, group)
    if node.kind == "organisation_kind":
        parts = [field, f"{len(group.bodies)}か所" if group.bodies else "個々の機関のデータなし"]
    else:
        kind = directory.kind_of(node.id)
        served = [directory.label(a) for a in directory.ends(node.id, "serves")][:2]
        parts = [directory.label(kind) if kind != node.id else "", *served, node.text("phone")]
    return Box(
        node.id, node.name, node.kind, layer, field, glyph, wrap(node.name, _BAR_CHARS)[:1],
        " ・ ".join(p for p in parts if p), "bar", 0.0, y, 2 * half, _BAR, len(group.bodies), hub=True,
    )  # fmt: skip


def _lines(content: Content, slots: Sequence[_Slot], boxes: Mapping[NodeId, Box], centre: NodeId) -> tuple[Line, ...]:
    shown = {r.id for r in content.shown}
    arrows = {f.id: f.arrow for f in content.families}
    lines = []
    for slot in slots:
        for i, relation in enumerate(slot.placing):
            if relation.id in shown:
                x = slot.x + (i - (len(slot.placing) - 1) / 2) * _STEP
                lines.append(_line(relation, x, boxes[slot.group.id], boxes[centre], arrows.get(relation.family, True)))
    return tuple(lines)


def _line(relation: Relation, x: float, neighbour: Box, centre: Box, arrow: bool) -> Line:
    down = 1 if centre.y > neighbour.y else -1
    far, near = (x, neighbour.y + down * neighbour.h / 2), (x, centre.y - down * centre.h / 2)
    points = (near, far) if relation.start == centre.id else (far, near)
    way = rounded(points)
    return Line(
        relation.id, relation.start, relation.end, relation.family, (relation.id,), True, points, way, way, "",
        head(points[1], points[0]) if arrow else "", "", relation.relation, x, far[1] + down * _LABEL,
    )  # fmt: skip
