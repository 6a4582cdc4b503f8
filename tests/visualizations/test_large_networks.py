"""design/layout.md §7 on networks as large as a picture may be: 5 to 80 boxes, none to 300 relations, any bands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Edge, Node
from graph.municipality import Band
from graph.schema import schema
from tests.visualizations.networks import Items
from tests.visualizations.small import BANDS, body, directory, edge, kind, refers
from tests.visualizations.test_layout import edges_of, inside, on_edge
from visualizations.corner import free_corner
from visualizations.options import Options
from visualizations.overview import network
from visualizations.svg import svg_file
from visualizations.values import MAX_BOXES, Box, Line, NetworkView

_SHARED = 12.0  # px of a level line that two tracks may have in common
_NAMES = "児童館センター相談所支援窓口ABC・ー<&>'"
_EVERY_BAND = (BANDS, (), (Band("区", ("都", "全区")), Band("まち", ("地域", "地区"))), BANDS[::-1])


def items_of(chance: Random, kinds: int, relations: int) -> Items:
    """A network of this size; most have a few busy kinds and kinds with bodies."""
    tiers = schema().node("organisation_kind").properties["tier"].values
    groups = schema().node("organisation_kind").properties["group"].values
    items: Items = [
        kind(f"k{i:02d}", chance.choice(tiers), chance.choice(groups), "".join(chance.choices(_NAMES, k=1 + i % 25)))
        for i in range(kinds)
    ]
    for i in range(kinds):
        for n in range(chance.choice((0, 0, 1, 1, 3, 6, 12))):
            name = f"b{i:02d}-{n}"
            items += [
                body(name, "".join(chance.choices(_NAMES, k=8))),
                edge("instance_of", f"org:{name}", f"kind:k{i:02d}"),
            ]
    ends = [i.id for i in items if isinstance(i, Node)]
    busy = chance.sample(ends[:kinds], k=min(3, kinds))
    made: dict[str, Edge] = {}
    for _ in range(relations):
        start, end = chance.choice(ends), chance.choice(busy if chance.random() < 0.4 else ends)
        if start != end:
            one = refers(start, end, chance.choice(tuple(schema().relations)))
            made[one.id] = one
    return [*items, *made.values()]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(5, MAX_BOXES),
    st.integers(0, 300),
    st.integers(0, 3),
    st.sampled_from(_EVERY_BAND),
    st.integers(0, 2),
)
def test_every_property_of_a_picture(
    seed: int, kinds: int, relations: int, named: int, bands: tuple[Band, ...], opened: int
) -> None:
    chance = Random(seed)
    items = items_of(chance, kinds, relations)
    hubs = [(f"k{n:02d}", "") for n in chance.sample(range(kinds), k=named)]
    options = Options(open=tuple(f"kind:k{n:02d}" for n in sorted(chance.sample(range(kinds), k=opened))))
    place = directory(items, hubs=hubs, bands=bands)
    view = network(place, options)
    _boxes(view)
    _lines(view)
    _relations(view, items, options)
    shuffled = list(items)
    chance.shuffle(shuffled)
    other = directory(shuffled, hubs=hubs, bands=bands)
    text = svg_file(place, view)
    assert text == svg_file(other, network(other, options)) == svg_file(place, network(place, options))
    words = "".join(ElementTree.fromstring(text).itertext())
    assert all(line in words for box in view.boxes for line in box.lines)


def _boxes(view: NetworkView) -> None:
    assert sum(1 + (len(b.members) if b.opened else 0) for b in view.boxes) <= MAX_BOXES
    for a, b in combinations(view.boxes, 2):
        assert abs(a.x - b.x) >= (a.w + b.w) / 2 or abs(a.y - b.y) >= (a.h + b.h) / 2, (a.id, b.id)
        assert not _overlap(_badge(a), _badge(b)) and not _overlap(_badge(a), edges_of(b)), (a.id, b.id)
    for box in view.boxes:
        size, room = (13, box.w - 24) if box.shape == "card" else (19, box.w)
        assert max(map(len, box.lines)) * size <= room and len(box.lines) * 16 <= box.h, box.id
        for one in box.members:
            assert max(map(len, one.lines)) * 13 <= one.w - 24 and len(one.lines) * 16 <= one.h, one.id
        for first, second in combinations(box.members, 2):
            apart = abs(first.x - second.x) >= first.w or abs(first.y - second.y) >= first.h
            assert apart, (first.id, second.id)
    f, corner = view.frame, free_corner(view)
    if corner == "bottom-right":
        assert not any(b.x + b.w / 2 > f.x1 - 190 and b.y + b.h / 2 > f.y1 - 66 for b in view.boxes)


def _badge(box: Box) -> tuple[float, float, float, float]:
    """The number of bodies, which stands out of its box."""
    x0, y0, x1, _ = edges_of(box)
    return (x1 - 20, y0 - 9, x1 + 4, y0 + 6) if box.shape == "card" and box.count > 1 else (x0, y0, x0, y0)


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _lines(view: NetworkView) -> None:
    boxes = {b.id: b for b in view.boxes}
    for line in view.lines:
        assert on_edge(line.points[0], boxes[line.start]) and on_edge(line.points[-1], boxes[line.end]), line.id
        for a, b in pairwise(line.points):
            assert a[0] == b[0] or a[1] == b[1], "every piece is level or upright"
            assert not [box.id for box in view.boxes if inside(a, b, box)], line.id
    for same in (1, 0):
        for first, second, shared in _shared(view.lines, same):
            joined = first.trunk and (first.trunk, first.family) == (second.trunk, second.family)
            assert joined or shared <= _SHARED, (first.id, second.id, shared)


def _shared(lines: tuple[Line, ...], same: int) -> Iterator[tuple[Line, Line, float]]:
    """Pairs of lines that run on one line for a while: level (same = 1) or upright (0)."""
    found: dict[float, list[tuple[float, float, Line]]] = defaultdict(list)
    for line in lines:
        for a, b in pairwise(line.points):
            if a[same] == b[same]:
                low, high = sorted((a[1 - same], b[1 - same]))
                found[a[same]].append((low, high, line))
    for pieces in found.values():
        for (low, high, line), (low2, high2, other) in combinations(pieces, 2):
            if line.id != other.id and min(high, high2) > max(low, low2):
                yield line, other, min(high, high2) - max(low, low2)


def _relations(view: NetworkView, items: Items, options: Options) -> None:
    carried = Counter(i for line in view.lines for i in line.relations)
    assert carried == Counter(r.id for r in view.relations)
    off = {"所管"}  # a family that is not shown at first
    every = [e for e in items if isinstance(e, Edge) and e.kind == "refers_to" and e.text("relation") not in off]
    assert len(view.relations) + view.left_out_relations + view.inside == len(every), options
    assert bool(view.left_out_relations) <= bool(view.left_out)
