"""Where the asker lives: places and areas by name, in the field and in a question, and what lies above and below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from graph.areas import area_order
from graph.directory import Directory
from graph.finding.area_words import in_text
from graph.finding.index import Index, index_of, longest
from graph.finding.kept import kept
from graph.finding.texts import Text, read_text
from graph.model import Node, NodeId
from graph.schema import schema

Problem = Literal["", "unknown", "outside"]

# where one name is two things: what a reader of the field, and of running text, takes it for
_IN_FIELD = ("町", "地域", "地区", "駅", "全区", "都", "国")
_IN_TEXT = ("地域", "町", "地区", "駅", "全区", "都", "国")
# 「杉並区」「狛江市」「千葉県」: a municipality that is not ours
_OUTSIDE = re.compile(
    "(?P<name>[一-龠々ゖ]{2,4}|(?<![一-龠々])[港北南東西中緑旭泉栄])(?P<unit>[区市県府])(?![政画分別間切域])"
)
_NO_NAME = re.compile(".*(?:[地学校全各他当本同行管街工教票選挙殊朝魚蚤器都花見城住何貴]|特別|自治)$")
_BETWEEN_KANJI = re.compile("(?<=[一-龠々])[ゖけが](?=[一-龠々])")


@dataclass(frozen=True, slots=True)
class Place:
    """What the field 住まい offers: a town, station or area with its kind in one word (町, 駅, 地区 …)."""

    id: NodeId
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Where:
    """What was chosen or read. `areas`: the 地域 it lies in, two on a border; `leaves`: the narrowest known (地区)."""

    chosen: tuple[NodeId, ...] = ()
    areas: tuple[NodeId, ...] = ()
    leaves: tuple[NodeId, ...] = ()
    problem: Problem = ""
    spans: tuple[tuple[int, int], ...] = ()  # in the folded question


@dataclass(frozen=True, slots=True)
class Reach:
    """The asker's areas: those above with their nearness (0 = the narrowest level), and those below."""

    above: Mapping[NodeId, int]
    below: frozenset[NodeId]
    known: bool  # False: nothing chosen, the whole municipality stands for it


@dataclass(frozen=True, slots=True)
class AreaBook:
    """The names of places and areas of a Directory."""

    directory: Directory
    in_field: Mapping[str, NodeId]
    index: Index[str]  # the folded name
    in_text: Mapping[str, NodeId]
    towns: Mapping[str, NodeId]
    above: Mapping[NodeId, Mapping[NodeId, int]]  # what an area lies in, itself first, each with its nearness
    under: Mapping[NodeId, frozenset[NodeId]]


@kept
def area_book(directory: Directory) -> AreaBook:
    """The names, compiled."""
    named = _names(directory)
    local = {n.id for n in directory.nodes.values() if n.dataset == directory.municipality.code}
    field = {name: _best(directory, ids, _IN_FIELD) for name, ids in named.items()}
    text = {name: _best(directory, ids, _IN_TEXT) for name, ids in named.items() if not local.isdisjoint(ids)}
    own = directory.municipality
    towns = {n: i for n, ids in named.items() for i in ids if kind_of(directory.nodes[i]) == "町"}
    if own.area in directory.nodes:
        text[_loose(own.name[:-1])] = own.area  # 「世田谷」 in running text is the ward, whatever town is called so
    return AreaBook(
        directory, field, index_of((n, None, n) for n in text if not n.isascii()), text, towns, *_lattice(directory)
    )


def kind_of(node: Node) -> str:
    """町, 駅, or the level of an area."""
    return node.text("type") or node.text("level")


def places(directory: Directory) -> tuple[Place, ...]:
    """Towns, stations and areas of the municipality, by kind; areas in their order, the others by reading."""
    own = directory.municipality.code
    found = [n for kind in ("place", "area") for n in directory.of(kind) if n.dataset == own]
    order = {k: i for i, k in enumerate(_IN_FIELD)}
    found.sort(key=lambda n: (order.get(kind_of(n), len(order)), area_order(n)))
    return tuple(Place(n.id, n.name, kind_of(n)) for n in found)


def read_area(directory: Directory, text: str) -> Where:
    """The field 住まい: an id, or a name, reading or alias of a town, station or area."""
    words = text.strip()
    if not words:
        return Where()
    book = area_book(directory)
    node = directory.nodes.get(words)
    if node is not None and node.kind in ("place", "area"):
        return where(book, (node.id,))
    key = _loose(read_text(words).folded)
    found = book.in_field.get(key) or book.in_field.get(key.removesuffix("駅") if key.endswith("駅") else key + "駅")
    if found is not None:
        return where(book, (found,))
    inside = area_in(book, read_text(words))
    if inside.chosen or inside.problem:
        return inside
    return Where(problem="unknown")


def area_in(book: AreaBook, text: Text) -> Where:
    """The places and areas that a question names; several where it names several."""
    loose = replace(text, folded=_loose(text.folded))
    outside = [m.span() for m in _OUTSIDE.finditer(loose.folded) if _is_outside(book, loose, m)]
    hits = [h for h in longest(book.index.hits(loose)) if in_text(loose, h.start, h.end, h.what)]
    hits = [h for h in hits if not any(h.overlaps(*span) for span in outside)]
    chosen = [_meant(book, loose, h.end, h.what) for h in hits]
    narrowest = [c for c in dict.fromkeys(chosen) if not any(o != c and c in _chain(book, o) for o in chosen)]
    spans = tuple((h.start, h.end) for h in hits)
    if narrowest:
        return replace(where(book, tuple(narrowest)), spans=spans)
    return Where(problem="outside", spans=tuple(outside)) if outside else Where()


def where(book: AreaBook, chosen: tuple[NodeId, ...]) -> Where:
    """The areas that the chosen places lie in."""
    direct: list[NodeId] = []
    for one in chosen:
        is_place = book.directory.nodes[one].kind == "place"
        direct.extend(book.directory.ends(one, "part_of") if is_place else (one,))
    leaves = {a for a in direct if not any(b in book.under.get(a, ()) for b in direct)}
    return Where(chosen, _in_order(book, {_widest(book, a) for a in leaves}), _in_order(book, leaves))


def reach(book: AreaBook, here: Where) -> Reach:
    """What lies above and below the asker."""
    own = book.directory.municipality.area
    leaves = here.leaves or (own,)
    above = {a: near for leaf in leaves for a, near in book.above.get(leaf, {}).items()}
    below = frozenset(a for leaf in leaves for a in book.under.get(leaf, ()))
    return Reach(above, below, leaves != (own,))


def _in_order(book: AreaBook, areas: Iterable[NodeId]) -> tuple[NodeId, ...]:
    return tuple(sorted(areas, key=lambda a: area_order(book.directory.nodes[a])))


def _widest(book: AreaBook, area: NodeId) -> NodeId:
    """The widest area around it that is still a part of the municipality."""
    parts = book.under.get(book.directory.municipality.area, frozenset())
    return [a for a in book.above[area] if a in parts or a == area][-1]


def _chain(book: AreaBook, node: NodeId) -> set[NodeId]:
    return set(book.directory.up(node, "part_of"))


def _lattice(
    directory: Directory,
) -> tuple[Mapping[NodeId, Mapping[NodeId, int]], Mapping[NodeId, frozenset[NodeId]]]:
    """What every area lies in, and what lies in it."""
    levels = schema().node("area").properties["level"].values
    near = {n.id: len(levels) - 1 - levels.index(n.text("level")) for n in directory.of("area")}
    above = {area: {a: near[a] for a in directory.up(area, "part_of") if a in near} for area in near}
    below: dict[NodeId, set[NodeId]] = defaultdict(set)
    for area, those in above.items():
        for one in those:
            if one != area:
                below[one].add(area)
    return above, {k: frozenset(v) for k, v in below.items()}


def _names(directory: Directory) -> Mapping[str, list[NodeId]]:
    named: dict[str, list[NodeId]] = defaultdict(list)
    for node in (*directory.of("place"), *directory.of("area")):
        for name in (node.name, node.text("kana"), *node.list("aliases")):
            key = _loose(read_text(name).folded)
            if key and node.id not in named[key]:
                named[key].append(node.id)
    return named


def _best(directory: Directory, ids: Iterable[NodeId], order: tuple[str, ...]) -> NodeId:
    def rank(one: NodeId) -> tuple[int, NodeId]:
        kind = kind_of(directory.nodes[one])
        return (order.index(kind) if kind in order else len(order), one)

    return min(ids, key=rank)


def _meant(book: AreaBook, text: Text, end: int, name: str) -> NodeId:
    numbered = re.match("[0-9一二三四五六七八九]{1,2}(?:丁目|-|の)", text.folded[end:])
    return book.towns[name] if numbered and name in book.towns else book.in_text[name]


def _is_outside(book: AreaBook, text: Text, match: re.Match[str]) -> bool:
    name, unit, end = match["name"], match["unit"], match.end()
    if any(text.apart(at) for at in range(match.start() + 1, end)) or _NO_NAME.match(name):
        return False
    return not any((name + unit).endswith(known) for known in book.in_text if known.endswith(unit))


def _loose(folded: str) -> str:
    """梅ヶ丘, 梅ケ丘 and 梅が丘 alike, character for character."""
    return _BETWEEN_KANJI.sub("が", folded)
