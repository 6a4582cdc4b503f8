"""The ways from one thing to another, the shortest first, each hop with its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from graph.analysis.hops import AT_ENDS, DEFAULT, HUBS, Hop, as_step, hops
from graph.analysis.scope import Away, Scope
from graph.errors import BadParameter
from graph.model import NodeId
from graph.schema import schema
from graph.steps import Ref, Step, ref
from graph.store import MAX_HOPS

MAX_PATHS: Final = 100
_WORK: Final = 100_000  # hops tried for one question: what is beyond is said to be cut

Way = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """On this path a body and its kind stand for one another: what is said of the one is not said of the other."""

    body: Ref
    kind: Ref


@dataclass(frozen=True, slots=True)
class Path:
    """A way from start to end; `length` hops."""

    length: int
    steps: tuple[Step, ...]
    folded: tuple[Folded, ...]


@dataclass(frozen=True, slots=True)
class Shorter:
    """A hub kind that was not asked for would make it this short."""

    kind: str
    label: str
    length: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The answer. `more`: there are further paths within `max_hops`, or more than could be tried."""

    start: Ref
    end: Ref
    on: str
    max_hops: int
    kinds: tuple[str, ...]
    paths: tuple[Path, ...]
    more: bool
    shorter: tuple[Shorter, ...]
    told: tuple[Away, ...]
    notes: tuple[str, ...]
    sentence: str


def paths(
    scope: Scope, a: NodeId, b: NodeId, *, max_hops: int = 4, k: int = 20, kinds: Collection[str] = (),
    hubs: Collection[str] = (),
) -> Paths:  # fmt: skip
    """All paths of at most `max_hops`, shortest first, up to `k`; of equal length in a fixed order, stated first.

    `kinds` takes the place of the usual ones; `hubs` (serves, handles, broader) are added to them. UnknownItem.
    """
    directory = scope.directory
    start, end = ref(directory, directory.node(a).id), ref(directory, directory.node(b).id)
    search = _Search(scope, a, b, _wanted(kinds, hubs), bool(kinds), max_hops)
    ways = list(islice(search.ways(), k + 1))
    found = tuple(_path(scope, a, w) for w in ways[:k])
    least = found[0].length if found else max_hops + 1
    shorter = tuple(_shorter(search, least))
    told = scope.told(_missed(search, k))
    more = len(ways) > k or search.tired
    return Paths(
        start, end, scope.day, max_hops, search.kinds, found, more, shorter, told, scope.notes,
        _sentence(start, end, found, more, max_hops) + _shorter_sentence(shorter),
    )  # fmt: skip


def check_paths(max_hops: int, k: int, hubs: Collection[str]) -> None:
    """BadParameter for numbers out of bounds, and for a kind that is no hub."""
    if not 1 <= max_hops <= MAX_HOPS:
        raise BadParameter("max", str(max_hops), f"1から{MAX_HOPS}までの数を書いてください。")
    if not 1 <= k <= MAX_PATHS:
        raise BadParameter("limit", str(k), f"1から{MAX_PATHS}までの数を書いてください。")
    for hub in hubs:
        if hub not in HUBS:
            raise BadParameter("hubs", hub, f"使えるのは {'、'.join(HUBS)} です。コンマで区切ります。")


def _wanted(kinds: Collection[str], hubs: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(kinds or DEFAULT), *hubs)))


class _Search:
    """One question: neighbours looked up once, and the distance of each to the end."""

    def __init__(self, scope: Scope, a: NodeId, b: NodeId, kinds: tuple[str, ...], named: bool, most: int) -> None:
        self.scope, self.a, self.b, self.kinds, self.named, self.most = scope, a, b, kinds, named, most
        self.tired = False
        self._work = 0
        self._found: dict[NodeId, tuple[Hop, ...]] = {}

    def again(self, scope: Scope, kinds: tuple[str, ...], most: int) -> _Search:
        """The same ends asked otherwise."""
        return _Search(scope, self.a, self.b, kinds, self.named, most)

    def distances(self) -> dict[NodeId, int]:
        """Hops from each node to the end, up to the most."""
        found = {self.b: 0} if self.scope.there(self.b) else {}
        rim = list(found)
        for far in range(1, self.most + 1):
            rim = list(dict.fromkeys(h.other for at in rim for h in self._hops(at) if h.other not in found))
            found.update(dict.fromkeys(rim, far))
        return found

    def ways(self) -> Iterator[Way]:
        """Every way that meets no node twice: by length, then by the order of its hops."""
        far = self.distances()
        if not self.scope.there(self.a) or self.a not in far:
            return
        if self.a == self.b:
            yield ()
            return
        for length in range(far[self.a], self.most + 1):
            yield from self._walk(self.a, length, (self.a,), far)

    def _walk(self, at: NodeId, left: int, seen: tuple[NodeId, ...], far: dict[NodeId, int]) -> Iterator[Way]:
        for hop in self._hops(at):
            self._work += 1
            if self._work > _WORK:
                self.tired = True
                return
            if hop.other == self.b:
                if left == 1:
                    yield (hop,)
            elif left > far.get(hop.other, left) and hop.other not in seen:
                yield from ((hop, *rest) for rest in self._walk(hop.other, left - 1, (*seen, hop.other), far))

    def _hops(self, at: NodeId) -> tuple[Hop, ...]:
        found = self._found.get(at)
        if found is None:
            usable = (h for h in hops(self.scope, at, self.kinds) if self._usable(at, h))
            found = self._found[at] = tuple(usable)
        return found

    def _usable(self, at: NodeId, hop: Hop) -> bool:
        """A case type or a law is passed through only by kinds that were named."""
        if self.named or hop.kind not in AT_ENDS:
            return True
        nodes = self.scope.directory.nodes
        return any(n in (self.a, self.b) for n in (at, hop.other) if nodes[n].kind in ("case_type", "law"))


def _path(scope: Scope, a: NodeId, way: Way) -> Path:
    directory, at = scope.directory, a
    steps: list[Step] = []
    folded: list[Folded] = []
    for hop in way:
        steps.append(as_step(directory, hop, at))
        if hop.kind == "instance_of":
            folded.append(Folded(ref(directory, hop.edge.start), ref(directory, hop.edge.end)))
        at = hop.other
    return Path(len(way), tuple(steps), tuple(folded))


def _shorter(search: _Search, least: int) -> Iterator[Shorter]:
    """The hub kinds that were not asked for and would lead there in fewer hops."""
    if least <= 1:
        return
    for kind in HUBS:
        if kind not in search.kinds:
            other = search.again(search.scope, (*search.kinds, kind), least - 1)
            length = other.distances().get(search.a)
            if length is not None and search.scope.there(search.a):
                yield Shorter(kind, schema().edge(kind).label, length)


def _missed(search: _Search, k: int) -> set[str]:
    """Items that would be on a path if they were there on the day."""
    if not search.scope.away:
        return set()
    ways = islice(search.again(search.scope.undated(), search.kinds, search.most).ways(), k)
    return {search.a, search.b} | {
        i for way in ways for hop in way for i in (hop.edge.id, hop.edge.start, hop.edge.end)
    }


def _sentence(start: Ref, end: Ref, found: tuple[Path, ...], more: bool, max_hops: int) -> str:
    head = f"「{start.label}」から「{end.label}」へ"
    if start.id == end.id:
        return f"「{start.label}」どうしは、同じものです。"
    if not found:
        return f"{head}の{max_hops}歩までの道は、データにありません。"
    number = f"{len(found)}本より多くあります" if more else f"{len(found)}本です"
    least = found[0].length
    shortest = sum(p.length == least for p in found)
    return f"{head}の{max_hops}歩までの道は{number}。いちばん短いのは{least}歩で、{shortest}本を示します。"


def _shorter_sentence(shorter: tuple[Shorter, ...]) -> str:
    return "".join(f"「{s.label}」のつながりも通ると、{s.length}歩です。" for s in shorter)
