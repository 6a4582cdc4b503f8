"""Tracks for lines that share a gutter or a channel, and ports for lines that meet at one box.

Two lines of different keys never lie on top of each other; the order of tracks is the one with the fewest crossings
that exchanging neighbours finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GAP = 14.0  # px between two lines that share a track
Ends = tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of a line along a gutter or channel; `ends` are places where it turns, −1 back, 1 on, 0 neither."""

    key: str
    low: float
    high: float
    ends: Ends


@dataclass(frozen=True, slots=True)
class _Track:
    runs: tuple[Run, ...]

    def spans(self) -> list[tuple[float, float]]:
        """From where to where it is used."""
        return [(r.low, r.high) for r in self.runs]


def tracks(runs: Iterable[Run], gap: float) -> Mapping[str, int]:
    """The track of each key, from 0."""
    by_key: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        by_key[run.key].append(run)
    shared = _coloured(by_key, gap)
    return {key: i for i, keys in enumerate(_ordered(shared, by_key)) for key in keys}


def spread(keys: Iterable[tuple[str, float]], room: float, most: float) -> Mapping[str, float]:
    """Offsets around 0 for the keys, in the order of where they go, at most `most` px apart."""
    order = [k for k, _ in sorted(keys, key=lambda kx: (kx[1], kx[0]))]
    step = min(most, room / max(1, len(order) - 1))
    return {key: (i - (len(order) - 1) / 2) * step for i, key in enumerate(order)}


def _coloured(by_key: Mapping[str, Sequence[Run]], gap: float) -> list[list[str]]:
    """Keys that do not meet put on one track, as few tracks as the greedy way gives."""
    taken: list[list[tuple[float, float]]] = []
    shared: list[list[str]] = []
    for key in sorted(by_key, key=lambda k: (min(r.low for r in by_key[k]), k)):
        spans = [(r.low, r.high) for r in by_key[key]]
        for track, keys in zip(taken, shared, strict=True):
            if all(high + gap < low2 or high2 + gap < low for low, high in spans for low2, high2 in track):
                track.extend(spans)
                keys.append(key)
                break
        else:
            taken.append(list(spans))
            shared.append([key])
    return shared


def _ordered(shared: list[list[str]], by_key: Mapping[str, Sequence[Run]]) -> list[list[str]]:
    made = [_Track(tuple(r for k in keys for r in by_key[k])) for keys in shared]
    order = sorted(range(len(made)), key=lambda i: (_pull(made[i]), i))
    cost = {(a, b): _crossings(made[a], made[b]) for a in order for b in order if a != b}
    for _ in order:
        moved = False
        for at in range(len(order) - 1):
            a, b = order[at], order[at + 1]
            if cost[b, a] < cost[a, b]:
                order[at], order[at + 1] = b, a
                moved = True
        if not moved:
            break
    return [shared[i] for i in order]


def _pull(track: _Track) -> float:
    ends = [way for run in track.runs for _, way in run.ends]
    return sum(ends) / len(ends) if ends else 0.0


def _crossings(first: _Track, second: _Track) -> int:
    """How often the two cross when `first` lies before `second`."""
    back = [at for run in second.runs for at, way in run.ends if way < 0]
    on = [at for run in first.runs for at, way in run.ends if way > 0]
    return _within(back, first) + _within(on, second)


def _within(places: Iterable[float], track: _Track) -> int:
    spans = track.spans()
    return sum(any(low < at < high for low, high in spans) for at in places)
