"""The picture of paths: the start on the left, the end on the right, everything between by how far it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element, tostring

from graph.analysis.paths import Path
from graph.model import Basis, NodeId
from graph.steps import Step
from visualizations.labels import wrap
from visualizations.marks import FONT, HUB_OUTLINE, INK, OUTLINE
from visualizations.paths import number
from visualizations.svg_parts import child, rect, text

_WIDE, _GAP, _LINE, _BETWEEN, _EDGE, _FOOT, _LANE = 176.0, 150.0, 17.0, 22.0, 16.0, 34.0, 4.0
_CHARS: Final = 12  # of a line in a box
_WORDS: Final = 8  # lines between two columns that can still carry their words
_DASH: Final[Mapping[Basis, str]] = {"stated": "", "inferred": "6 4", "editorial": "1.5 3.5"}
_LEGEND: Final = (("stated", "原典に記載"), ("inferred", "推定"), ("editorial", "編集"))


@dataclass(frozen=True, slots=True)
class _Place:
    """A box: where it stands, and its name in lines."""

    column: int
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class _Link:
    """All hops between two boxes: their words, and the best basis of any."""

    start: NodeId
    end: NodeId
    words: tuple[str, ...]
    basis: Basis


def ways_svg(paths: Sequence[Path], title: str) -> str:
    """The paths as an SVG file that stands by itself. Names go in as text, never as markup."""
    steps = [s for p in paths for s in p.steps]
    columns, found = _columns(paths), _links(steps)
    names = {r.id: r.label for s in steps for r in (s.start, s.end)}
    places = _places({**columns, **_lanes(columns, found)}, names)
    width = max((p.x + _WIDE for p in places.values()), default=_WIDE) + _EDGE
    height = max((p.y + p.height for p in places.values()), default=0.0) + _EDGE + _FOOT
    values = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "lang": "ja", "font-family": FONT}
    values |= {"viewBox": f"0 0 {number(width)} {number(height)}", "width": number(width), "height": number(height)}
    root = Element("svg", values)
    child(root, "title").text = title
    rect(root, 0, 0, width, height, fill="#fff")
    for link in found:
        _draw_line(root, places, link)
    _draw_words(root, places, [k for k in found if not _crowded(found, places, k)])
    ends = {i for p in paths if p.steps for i in (p.steps[0].start.id, p.steps[-1].end.id)}
    for node in names:
        _draw_box(root, places[node], end=node in ends)
    _legend(root, height - 12)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _columns(paths: Iterable[Path]) -> dict[NodeId, int]:
    """How far each thing is from the start by the longest path through it; the end stands last of all."""
    found: dict[NodeId, int] = {}
    for path in paths:
        for at, node in enumerate((*(s.start.id for s in path.steps), *(s.end.id for s in path.steps[-1:]))):
            found[node] = max(at, found.get(node, at))
    return found


def _lanes(columns: Mapping[NodeId, int], links: Iterable[_Link]) -> dict[NodeId, int]:
    """A place of its own in every column that a line passes, so that it runs behind no box."""
    return {
        _lane(link, column): column
        for link in links
        for column in range(
            min(columns[link.start], columns[link.end]) + 1, max(columns[link.start], columns[link.end])
        )
    }


def _lane(link: _Link, column: int) -> str:
    return f"{link.start} {link.end} {column}"  # no id holds a blank


def _places(columns: Mapping[NodeId, int], names: Mapping[NodeId, str]) -> dict[NodeId, _Place]:
    """Where all boxes and lanes stand; a lane has no name."""
    by_column: dict[int, list[NodeId]] = defaultdict(list)
    for node, column in columns.items():
        by_column[column].append(node)
    lines = {n: wrap(names[n], _CHARS) if n in names else () for n in columns}
    heights = {n: 16 + _LINE * len(lines[n]) if lines[n] else _LANE for n in columns}
    totals = {c: sum(heights[n] + _BETWEEN for n in nodes) - _BETWEEN for c, nodes in by_column.items()}
    tallest = max(totals.values(), default=0.0)
    found: dict[NodeId, _Place] = {}
    for column, nodes in by_column.items():
        y = _EDGE + (tallest - totals[column]) / 2
        for node in nodes:
            x = _EDGE + column * (_WIDE + _GAP)
            found[node] = _Place(column, x, y, heights[node], lines[node])
            y += heights[node] + _BETWEEN
    return found


def _links(steps: Iterable[Step]) -> list[_Link]:
    found: dict[tuple[NodeId, NodeId], list[Step]] = {}
    for step in steps:
        found.setdefault((step.start.id, step.end.id), []).append(step)
    strength = list(_DASH)
    return [
        _Link(a, b, tuple(dict.fromkeys(s.label for s in some)), min((s.basis for s in some), key=strength.index))
        for (a, b), some in found.items()
    ]


def _crowded(links: Sequence[_Link], places: Mapping[NodeId, _Place], link: _Link) -> bool:
    """Whether too many lines run beside this one for words; the lines of the page have them all."""
    column = places[link.start].column
    return sum(places[other.start].column == column for other in links) > _WORDS


def _draw_line(root: Element, places: Mapping[NodeId, _Place], link: _Link) -> None:
    stops = _stops(places, link)
    shape = "".join(_piece(one, other, first=n == 0) for n, (one, other) in enumerate(pairwise(stops)))
    drawn = _stroke(root, shape, _DASH[link.basis])
    child(drawn, "title").text = "、".join(link.words)


def _stops(places: Mapping[NodeId, _Place], link: _Link) -> list[_Place]:
    """The boxes of a line with its lanes between, from left to right: its words say which way it is read."""
    a, b = sorted((places[link.start], places[link.end]), key=lambda p: p.column)
    return [a, *(places[_lane(link, c)] for c in range(a.column + 1, b.column)), b]


def _piece(a: _Place, b: _Place, *, first: bool) -> str:
    """From the right of one place to the left of the next; inside a column round its right side."""
    x1, x2 = a.x + _WIDE, b.x if b.column > a.column else b.x + _WIDE
    out, into = (x1 + _GAP / 2, x2 - _GAP / 2) if b.column > a.column else (x1 + 40, x2 + 40)
    points = map(number, (out, a.middle, into, b.middle, x2, b.middle))
    return f"{'M' if first else 'L'}{number(x1)} {number(a.middle)}C{' '.join(points)}"


def _stroke(root: Element, shape: str, dash: str) -> Element:
    values = {"d": shape, "fill": "none", "stroke": OUTLINE, "stroke-width": "1.6"}
    return child(root, "path", values, stroke_dasharray=dash or "none")


def _draw_words(root: Element, places: Mapping[NodeId, _Place], links: Iterable[_Link]) -> None:
    """In the middle of the first stretch of each line, on white, none over another."""
    spots = sorted(
        (one.column, (one.middle + two.middle) / 2, _said(k)) for k in links for one, two in [_first(places, k)]
    )
    last = (-1, 0.0)
    for column, wanted, words in spots:
        y = max(wanted, last[1] + 15) if column == last[0] else wanted
        last = column, y
        made = text(root, words, _EDGE + column * (_WIDE + _GAP) + _WIDE + _GAP / 2, y + 4, 12, text_anchor="middle")
        made.attrib |= {"fill": INK, "stroke": "#fff", "stroke-width": "4", "paint-order": "stroke"}


def _first(places: Mapping[NodeId, _Place], link: _Link) -> list[_Place]:
    return _stops(places, link)[:2]


def _said(link: _Link) -> str:
    more = f" ほか{len(link.words) - 1}" if len(link.words) > 1 else ""
    return wrap(link.words[0], _CHARS)[0] + more


def _draw_box(root: Element, place: _Place, *, end: bool) -> None:
    colour, width = (HUB_OUTLINE, 3.0) if end else (OUTLINE, 1.4)
    rect(root, place.x, place.y, _WIDE, place.height, 4, fill="#fff", stroke=colour, stroke_width=width)
    for n, line in enumerate(place.lines):
        y = place.y + 21 + n * _LINE
        text(root, line, place.x + _WIDE / 2, y, 13.5, text_anchor="middle", fill=INK)


def _legend(root: Element, y: float) -> None:
    x = _EDGE
    for known, words in _LEGEND:
        dash = next(d for b, d in _DASH.items() if b == known)
        _stroke(root, f"M{number(x)} {number(y - 4)}h28", dash)
        text(root, words, x + 34, y, 12, fill=INK)
        x += 60 + 13 * len(words)
