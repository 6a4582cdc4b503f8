"""What every picture keeps, whatever the network: design/layout.md §7 as properties."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Edge, Node
from tests.visualizations.networks import Items, networks
from tests.visualizations.small import directory, kind, refers
from visualizations.options import Options
from visualizations.overview import network
from visualizations.svg import svg_file
from visualizations.values import MAX_BOXES, Box, Line, NetworkView, Point

Drawn = tuple[Items, tuple[tuple[str, str], ...]]
_TOUCH = 0.2
some = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def view_of(drawn: Drawn, options: Options | None = None) -> NetworkView:
    items, hubs = drawn
    return network(directory(items, hubs=hubs), options or Options())


def edges_of(box: Box) -> tuple[float, float, float, float]:
    return box.x - box.w / 2, box.y - box.h / 2, box.x + box.w / 2, box.y + box.h / 2


def inside(a: Point, b: Point, box: Box) -> bool:
    """Whether the upright or level piece from a to b passes through the inside of the box."""
    x0, y0, x1, y1 = edges_of(box)
    return (
        max(a[0], b[0]) > x0 + _TOUCH
        and min(a[0], b[0]) < x1 - _TOUCH
        and max(a[1], b[1]) > y0 + _TOUCH
        and min(a[1], b[1]) < y1 - _TOUCH
    )


def on_edge(point: Point, box: Box) -> bool:
    x0, y0, x1, y1 = edges_of(box)
    within = x0 - _TOUCH <= point[0] <= x1 + _TOUCH and y0 - _TOUCH <= point[1] <= y1 + _TOUCH
    return within and not inside(point, point, box)


def on_top(first: Line, second: Line) -> float:
    """How far the two run in one and the same line."""
    longest = 0.0
    for a, b in pairwise(first.points):
        for c, d in pairwise(second.points):
            for same, along in ((0, 1), (1, 0)):
                if max(abs(p[same] - a[same]) for p in (b, c, d)) < _TOUCH:
                    low = max(min(a[along], b[along]), min(c[along], d[along]))
                    high = min(max(a[along], b[along]), max(c[along], d[along]))
                    longest = max(longest, high - low)
    return longest


@some
@given(networks())
def test_boxes_do_not_overlap_and_stand_in_their_band(drawn: Drawn) -> None:
    view = view_of(drawn)
    for a, b in combinations(view.boxes, 2):
        assert abs(a.x - b.x) >= (a.w + b.w) / 2 or abs(a.y - b.y) >= (a.h + b.h) / 2, (a.id, b.id)
    lanes = {lane.name: lane for lane in view.lanes}
    for box in view.boxes:
        assert lanes[box.layer].y0 < box.y - box.h / 2 and box.y + box.h / 2 < lanes[box.layer].y1


@some
@given(networks())
def test_labels_fit_their_boxes(drawn: Drawn) -> None:
    for box in view_of(drawn).boxes:
        size = 13 if box.shape == "card" else 19
        room = box.w - 24 if box.shape == "card" else box.w
        assert max(len(line) for line in box.lines) * size <= room
        assert len(box.lines) * 16 <= box.h
        for one in box.members:
            assert max(len(line) for line in one.lines) * 13 <= one.w - 24
            assert len(one.lines) * 16 <= one.h
            x0, y0, x1, y1 = edges_of(box)
            assert x0 < one.x - one.w / 2 and one.x + one.w / 2 < x1
            assert y0 < one.y - one.h / 2 and one.y + one.h / 2 < y1


@some
@given(networks())
def test_no_line_passes_behind_a_box(drawn: Drawn) -> None:
    view = view_of(drawn)
    for line in view.lines:
        for a, b in pairwise(line.points):
            assert a[0] == b[0] or a[1] == b[1], "every piece is level or upright"
            for box in view.boxes:
                assert not inside(a, b, box), (line.id, box.id)


@some
@given(networks())
def test_every_line_leads_from_its_box_to_its_box(drawn: Drawn) -> None:
    view = view_of(drawn)
    boxes = {b.id: b for b in view.boxes}
    for line in view.lines:
        assert on_edge(line.points[0], boxes[line.start]), line.id
        assert on_edge(line.points[-1], boxes[line.end]), line.id


@some
@given(networks())
def test_lines_share_a_way_only_on_the_way_to_the_same_end(drawn: Drawn) -> None:
    view = view_of(drawn)
    for first, second in combinations(view.lines, 2):
        joined = first.family == second.family and first.trunk and first.trunk == second.trunk
        assert joined or on_top(first, second) < 1, (first.id, second.id)
    for line in view.lines:
        assert line.trunk in ("", line.start, line.end)


@some
@given(networks())
def test_every_relation_is_carried_by_exactly_one_line(drawn: Drawn) -> None:
    view = view_of(drawn)
    carried = Counter(i for line in view.lines for i in line.relations)
    assert carried == Counter(r.id for r in view.relations)
    families = {r.id: r.family for r in view.relations}
    ends = {r.id: {r.start, r.end} for r in view.relations}
    arrows = {s.id: s.arrow for s in view.strands}
    for line in view.lines:
        assert {families[i] for i in line.relations} == {line.family}
        assert all(ends[i] == {line.start, line.end} for i in line.relations)
        assert bool(line.arrow) == arrows[line.family]


@some
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(drawn: Drawn, chance: Random) -> None:
    items, hubs = drawn
    other = list(items)
    chance.shuffle(other)
    first, second = directory(items, hubs=hubs), directory(other, hubs=hubs)
    assert network(first, Options()) == network(second, Options())
    assert svg_file(first, network(first, Options())) == svg_file(second, network(second, Options()))


@some
@given(networks(most_kinds=16, most_relations=40), st.integers(0, 15))
def test_around_one_body_nothing_meets(drawn: Drawn, which: int) -> None:
    items, _ = drawn
    bodies = sorted(i.id for i in items if isinstance(i, Node))
    view = view_of(drawn, Options(view="around", around=bodies[which % len(bodies)]))
    boxes = {b.id: b for b in view.boxes}
    for a, b in combinations(view.boxes, 2):
        assert abs(a.x - b.x) >= (a.w + b.w) / 2 or abs(a.y - b.y) >= (a.h + b.h) / 2
    for line in view.lines:
        assert view.centre in (line.start, line.end)
        assert on_edge(line.points[0], boxes[line.start]) and on_edge(line.points[-1], boxes[line.end])
        assert not any(inside(p, q, box) for p, q in pairwise(line.points) for box in view.boxes)
    labels = [one for one in view.lines if one.label]
    for first, second in combinations(labels, 2):
        wide = 7 * (len(first.label) + len(second.label)) + 8
        assert abs(first.label_x - second.label_x) >= wide or abs(first.label_y - second.label_y) >= 20
    assert Counter(i for line in view.lines for i in line.relations) == Counter(r.id for r in view.relations)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks(most_kinds=110, most_relations=300), st.integers(0, 3))
def test_never_more_than_eighty_boxes_and_what_is_left_out_is_counted(drawn: Drawn, opened: int) -> None:
    items, _ = drawn
    kinds = tuple(i.id for i in items if isinstance(i, Node) and i.kind == "organisation_kind")[:opened]
    view = view_of(drawn, Options(open=kinds))
    assert sum(1 + (len(b.members) if b.opened else 0) for b in view.boxes) <= MAX_BOXES
    seen = {b.id for b in view.boxes} | {m.id for b in view.boxes if b.opened for m in b.members}
    assert all(r.start in seen and r.end in seen for r in view.relations)
    assert bool(view.left_out_relations) <= bool(view.left_out)


@pytest.mark.parametrize("count", [80, 81, 100])
def test_kinds_with_fewest_relations_stay_out(count: int) -> None:
    items: list[Node | Edge] = [kind(f"k{i:03d}") for i in range(count)]
    items += [refers(f"kind:k{i:03d}", "kind:k000") for i in range(1, count)]
    items += [refers(f"kind:k{i:03d}", "kind:k000", "通告") for i in range(1, count, 2)]
    view = network(directory(items, hubs=[("k000", "全区")]), Options())
    assert len(view.boxes) == min(count, MAX_BOXES)
    assert view.left_out == max(0, count - MAX_BOXES)
    assert len(view.relations) + view.left_out_relations == len(items) - count
    assert view.boxes[0].id == "kind:k000" or any(b.id == "kind:k000" for b in view.boxes)
    out = {f"kind:k{i:03d}" for i in range(count)} - {b.id for b in view.boxes}
    assert all(int(i[-3:]) % 2 == 0 for i in out), "those with one relation go before those with two"
