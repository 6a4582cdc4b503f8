"""From votes to case types: best first, which are answered together, and whether the reading is sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

from graph.directory import Directory
from graph.finding.ages import fits
from graph.finding.answer import Age, CaseReading, Match
from graph.finding.neighbours import neighbours
from graph.finding.terms import Vote
from graph.finding.texts import Text
from graph.model import NodeId

MOST = 5
_OTHER_AGE = 0.7  # a case type of other ages than the one that was named
_STRONG = 0.5  # of the best: as much as an answer beside it needs
_NEAR = 0.8  # of the best: nearer than this is another way to read it


@dataclass(frozen=True, slots=True)
class Scored:
    """A case type with its score and the votes for it."""

    case: NodeId
    score: float
    votes: tuple[Vote, ...]


def score(directory: Directory, votes: Iterable[Vote], age: Age | None) -> tuple[Scored, ...]:
    """Case types by score, a wider one behind the narrower ones that were read beside it."""
    by_case: dict[NodeId, dict[str, Vote]] = defaultdict(dict)
    for vote in votes:
        known = by_case[vote.case].get(vote.term)
        if known is None or vote.weight > known.weight:
            by_case[vote.case][vote.term] = vote
    scored = [
        Scored(case, _strength(directory, case, some.values(), age), tuple(some.values()))
        for case, some in by_case.items()
        if case in directory.nodes
    ]
    scored.sort(key=lambda s: (-round(s.score, 6), *_order(directory, s.case)))
    return _narrow_first(directory, scored)


def read(directory: Directory, text: Text, scored: tuple[Scored, ...]) -> tuple[tuple[CaseReading, ...], bool]:
    """Up to five readings and whether they are sure: one reading, or several troubles in words of their own."""
    answered: list[Scored] = []
    readings: list[CaseReading] = []
    for one in scored[:MOST]:
        use: Literal["answer", "alternative"] = "alternative"
        if not answered or _another_trouble(directory, one, answered):
            answered.append(one)
            use = "answer"
        readings.append(CaseReading(one.case, directory.label(one.case), round(one.score, 3), use, _matches(text, one)))
    others = [r.score for r in readings if r.use == "alternative"]
    sure = bool(answered) and all(o < _NEAR * answered[0].score for o in others)
    return (*readings, *offered(directory, readings)), sure


def offered(directory: Directory, readings: Sequence[CaseReading]) -> list[CaseReading]:
    """Neighbours of the one reading, where no words offer another."""
    if len(readings) != 1:
        return []
    near = neighbours(directory)[readings[0].id]
    return [CaseReading(n, directory.label(n), 0.0, "alternative", ()) for n in near]


def _strength(directory: Directory, case: NodeId, votes: Iterable[Vote], age: Age | None) -> float:
    strength = 1 - prod(1 - v.weight for v in votes)
    return strength if fits(age, directory.nodes[case].list("life_stages")) else strength * _OTHER_AGE


def _order(directory: Directory, case: NodeId) -> tuple[bool, int, NodeId]:
    node = directory.nodes[case]
    order = node.get("order")
    return node.get("danger") is not True, order if isinstance(order, int) else 0, case


def _narrow_first(directory: Directory, scored: list[Scored]) -> tuple[Scored, ...]:
    """虐待 and 身体的虐待 read together: the narrower one is meant, the wider one stands right behind it."""
    above = {s.case: set(directory.up(s.case, "broader")) - {s.case} for s in scored}
    left = list(scored)
    sorted_: list[Scored] = []
    while left:
        best = left[0]
        narrower = [s for s in left if best.case in above[s.case] and s.score >= _STRONG * best.score]
        first = narrower[0] if narrower else best
        sorted_.append(first)
        left.remove(first)
    return tuple(sorted_)


def _another_trouble(directory: Directory, one: Scored, answered: list[Scored]) -> bool:
    """Strong enough, of another branch, and said in words of its own."""
    if one.score < _STRONG * answered[0].score:
        return False
    own = set(directory.up(one.case, "broader"))
    spans = [(v.start, v.end) for a in answered for v in a.votes]
    apart = [v for v in one.votes if not any(v.start < end and start < v.end for start, end in spans)]
    related = any(a.case in own or one.case in set(directory.up(a.case, "broader")) for a in answered)
    return bool(apart) and not related


def _matches(text: Text, one: Scored) -> tuple[Match, ...]:
    found: Mapping[tuple[int, int], Match] = {
        (v.start, v.end): Match(text.original[slice(*text.span(v.start, v.end))], v.term, *text.span(v.start, v.end))
        for v in sorted(one.votes, key=lambda v: v.start)
    }
    return tuple(found.values())
