"""From what the model says to case types: silence, which are answered together, whether it is sure, and why.

The model does not decide alone. What is typed as a whole query and is a term of the data is that term; what the
question says it does not mean is left out; a case type the model does not know is read by its terms.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.directory import Directory
from graph.finding.ages import fits
from graph.finding.answer import Age, CaseReading, Match
from graph.finding.kept import kept
from graph.finding.readings import MOST, offered, score
from graph.finding.terms import Spoken, Vote
from graph.finding.texts import Text
from graph.model import Node, NodeId
from graph.text import fold

if TYPE_CHECKING:
    from graph.finding.learned.reader import Opinion, Reader, Reason

_PREFIX = "case:"
_NONE = "~none"  # what the model calls out of scope
_CLAUSES = re.compile(r"[、。,+&＋&\s,.!?!?]+")
_CLAUSE = 4  # characters: a shorter one says nothing alone
_MOST_CLAUSES = 3  # the longest: time must not grow with the text
# from where a trouble of one clause is answered too: measured on authors left out (docs/decisions/0015)
_ALONE = 0.35  # its score in the clause,
_ALONE_IN_SHORT = 0.6  # and in one that is but a word or two: 申請場所 alone is like many things
_SHORT = 8  # characters
_FROM_CLAUSE = 0.5  # what its best score in a clause adds to where it stands behind the first
_IN_WHOLE = 0.1  # its score in the whole question
_WORTH_SAYING = 0.1  # beside a sure reading
_FAINT = 0.03  # of less nothing is said
_OTHER_AGE = 0.7  # a case type of other ages than the one that was named
_IN_DOUBT = 0.1  # danger is spoken of softly from here, however much better another reading is,
_IN_SILENCE = 0.2  # and from here where nothing is answered (docs/danger.md)
_RULE = 0.12  # what a firing urgent rule counts for the case type it is about, or the kind of it that is read most
_UNKNOWN_TO_IT = 0.6  # what a term counts for a case type that no phrase is labelled with


@dataclass(frozen=True, slots=True)
class Heard:
    """What else the question was found to say."""

    text: Text
    spoken: Spoken
    rules: tuple[Vote, ...]  # of firing urgent rules: what they are about is never met with silence
    age: Age | None


@dataclass(frozen=True, slots=True)
class Understood:
    """Up to five readings, best first, () in silence; whether they are sure; what may be meant, answered or not."""

    readings: tuple[CaseReading, ...]
    sure: bool
    possible: tuple[NodeId, ...]


def read_learned(directory: Directory, reader: Reader, heard: Heard) -> Understood:
    """What the question is about."""
    opinion = reader.opinion(heard.text.original)
    whole = _whole(heard)
    denied = _with_narrower(directory, heard.spoken.denied)
    every = [s for s in _scored(directory, opinion, heard, whole) if s[0] not in denied]
    scored = [s for s in every if s[1] >= _FAINT or s[0] in whole]
    best = tuple(s for _, s in scored[:3])
    if not scored or (not whole and not heard.rules and opinion.settings.is_silent(opinion.seen(best))):
        return Understood((), False, _from(scored, _IN_SILENCE))
    sure = bool(whole) or opinion.settings.is_sure(opinion.seen(best))
    clauses = _clauses(opinion) if len(scored) > 1 and scored[1][1] >= _IN_WHOLE else ()
    told_of = _by_clauses(every, clauses)
    heard_well = [s for i, s in enumerate(told_of[:MOST]) if not i or s.rank >= (_WORTH_SAYING if sure else _FAINT)]
    readings = _readings(directory, opinion, heard, heard_well, clauses)
    more = (o for o in offered(directory, readings) if o.id not in denied)
    return Understood((*readings, *more), sure, _from(scored, _IN_DOUBT))


def _from(scored: Sequence[tuple[NodeId, float]], least: float) -> tuple[NodeId, ...]:
    return tuple(case for case, value in scored if value >= least)


def told(text: Text, readings: Sequence[CaseReading]) -> tuple[Vote, ...]:
    """Where the question tells of what is answered; a trouble without words of its own is told nowhere."""
    found: list[Vote] = []
    for one in (r for r in readings if r.use == "answer"):
        found.extend(
            Vote(one.id, one.score, m.term, bisect_left(text.starts, m.start), bisect_left(text.starts, m.end))
            for m in one.matched
        )
        if not one.matched:
            found.append(Vote(one.id, one.score, "", -1, -1))
    return tuple(found)


def _whole(heard: Heard) -> tuple[NodeId, ...]:
    """The case types of a term that is the whole question."""
    end = len(heard.text.folded)
    return tuple(dict.fromkeys(v.case for v in heard.spoken.votes if (v.start, v.end) == (0, end)))


@dataclass(frozen=True, slots=True)
class _Case:
    """A case type as reading needs it. `place`: as the data order them."""

    id: NodeId
    stages: tuple[str, ...]
    danger: bool
    place: int
    within: frozenset[NodeId]  # itself and every wider one

    @property
    def order(self) -> tuple[bool, int, NodeId]:
        """Of those with one score: danger first, then as the data have it."""
        return not self.danger, self.place, self.id


@kept
def _cases(directory: Directory) -> Mapping[NodeId, _Case]:
    """The case types, by id."""
    return {c.id: _case(directory, c) for c in directory.of("case_type")}


def _case(directory: Directory, case: Node) -> _Case:
    order, within = case.get("order"), frozenset(directory.up(case.id, "broader"))
    place = order if isinstance(order, int) else 0
    return _Case(case.id, case.list("life_stages"), case.get("danger") is True, place, within)


def _scored(
    directory: Directory, opinion: Opinion, heard: Heard, whole: Collection[NodeId]
) -> list[tuple[NodeId, float]]:
    cases = _cases(directory)
    said = {_PREFIX + name: value for name, value in opinion.scores.items()}
    found = {
        c.id: said[c.id] if fits(heard.age, c.stages) else round(said[c.id] * _OTHER_AGE, 4)
        for c in cases.values()
        if c.id in said
    }
    for one in score(directory, heard.spoken.votes, heard.age) if found.keys() != cases.keys() else ():
        found.setdefault(one.case, round(_UNKNOWN_TO_IT * one.score, 4))
    ruled = {v.case for v in heard.rules if v.case in cases}
    for about in sorted(ruled, key=lambda c: (-len(cases[c].within), c)):  # the narrowest first
        kind = max((c for c in found if about in cases[c].within), key=lambda c: (found[c], c == about), default=about)
        found[kind] = round(found.get(kind, 0.0) + _RULE, 4)
    return sorted(found.items(), key=lambda f: (f[0] not in whole, -f[1], cases[f[0]].order))


def _with_narrower(directory: Directory, denied: Collection[NodeId]) -> set[NodeId]:
    """Who says it is no 虐待 says it is no 身体的虐待 either."""
    return {c.id for c in _cases(directory).values() if not c.within.isdisjoint(denied)} if denied else set()


@dataclass(frozen=True, slots=True)
class _Told:
    """A case type with its score, and what it is ranked by: that and what its best clause says."""

    case: NodeId
    score: float
    rank: float


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of the question, and its scores when it is read alone."""

    folded: str
    scores: Mapping[str, float]


def _clauses(opinion: Opinion) -> tuple[_Clause, ...]:
    """Each clause read alone; () where there is but one."""
    clauses = [c for c in _CLAUSES.split(opinion.heard.spelt.original) if len(c) >= _CLAUSE]
    longest = sorted(clauses, key=len, reverse=True)[:_MOST_CLAUSES] if len(clauses) > 1 else []
    return tuple(_Clause(fold(c), opinion.reader.opinion(c).scores) for c in longest)


def _by_clauses(scored: Sequence[tuple[NodeId, float]], clauses: Sequence[_Clause]) -> list[_Told]:
    """The first stays the first. Of several troubles each is loud in its clause and faint in the whole."""

    def told(case: NodeId, score: float) -> _Told:
        loudest = max((c.scores.get(case.removeprefix(_PREFIX), 0.0) for c in clauses), default=0.0)
        return _Told(case, score, round(score + _FROM_CLAUSE * loudest, 4))

    behind = [told(*s) for s in scored[1:]]
    return [_Told(*scored[0], scored[0][1]), *sorted(behind, key=lambda t: -t.rank)]


def _alone(clauses: Sequence[_Clause], heard: Heard, unruled: Collection[NodeId]) -> set[NodeId]:
    """The case types that a clause speaks for when it is read alone; where a rule speaks too, no other danger."""
    words = {v.term for v in heard.rules}
    found = set()
    for clause in clauses:
        name = min(clause.scores.keys() - {_NONE}, key=lambda t: (-clause.scores[t], t))
        closed = unruled if any(w in clause.folded for w in words) else ()
        least = _ALONE_IN_SHORT if len(clause.folded) < _SHORT else _ALONE
        if clause.scores[name] >= max(least, clause.scores.get(_NONE, 0.0)) and _PREFIX + name not in closed:
            found.add(_PREFIX + name)
    return found


def _readings(
    directory: Directory, opinion: Opinion, heard: Heard, scored: Sequence[_Told], clauses: Sequence[_Clause]
) -> tuple[CaseReading, ...]:
    first = scored[0]
    ruled = {v.case for v in heard.rules}
    unruled = {c.id for c in _cases(directory).values() if c.danger} - ruled
    in_clauses = _alone(clauses, heard, unruled)
    closed = unruled if first.case in ruled else ()  # the rules have spoken of danger, and of another one
    answered: list[CaseReading] = []
    readings: list[CaseReading] = []
    for one, told in zip(_explained(directory, opinion, heard, scored), scored, strict=True):
        own_clause = told.case in in_clauses and told.score >= _IN_WHOLE
        near = told.case not in closed and opinion.settings.is_beside(told.score, first.score, opinion.length)
        beside = own_clause or (near and _apart(one, answered))
        if not answered or (beside and not _related(directory, told.case, answered)):
            answered.append(one)
        else:
            one = replace(one, use="alternative")
        readings.append(one)
    return tuple(readings)


def _related(directory: Directory, case: NodeId, answered: Sequence[CaseReading]) -> bool:
    cases = _cases(directory)
    return any(a.id in cases[case].within or case in cases[a.id].within for a in answered)


def _apart(one: CaseReading, answered: Sequence[CaseReading]) -> bool:
    """It has words of its own."""
    taken = [(m.start, m.end) for a in answered for m in a.matched]
    return any(not any(m.start < end and start < m.end for start, end in taken) for m in one.matched)


def _explained(directory: Directory, opinion: Opinion, heard: Heard, scored: Sequence[_Told]) -> Iterator[CaseReading]:
    names = {t.case: t.case.removeprefix(_PREFIX) for t in scored}
    known = [case for case, name in names.items() if name in opinion.scores]
    shown_as = {t.case: min(t.rank, scored[0].score) for t in scored}  # never more than the first
    reasons = dict(zip(known, opinion.reasons([names[c] for c in known]), strict=True))
    for case in names:
        shown = round(min(1.0, max(0.0, shown_as[case])), 3)
        reason = reasons.get(case)
        words = _in_terms(heard, case, reason) if reason else _met(heard, case)
        yield CaseReading(case, directory.label(case), shown, "answer", words, reason.like if reason else "")


def _in_terms(heard: Heard, case: NodeId, reason: Reason) -> tuple[Match, ...]:
    """The words that decided; those of a term as the whole term, and none that are of another case type's term."""
    own = {(m.start, m.end): m for m in _met(heard, case)}
    others = [heard.text.span(v.start, v.end) for v in heard.spoken.votes if v.case != case]
    found: dict[tuple[int, int], Match] = {}
    for start, end in reason.spans:
        term = next((m for (a, b), m in own.items() if a < end and start < b), None)
        if term is not None:
            found[term.start, term.end] = term
        elif not own or not any(a <= start and end <= b for a, b in others):
            found[start, end] = Match(heard.text.original[start:end], reason.like, start, end)
    return tuple(found[at] for at in sorted(found))


def _met(heard: Heard, case: NodeId) -> tuple[Match, ...]:
    spans = {heard.text.span(v.start, v.end): v.term for v in heard.spoken.votes if v.case == case}
    return tuple(Match(heard.text.original[a:b], term, a, b) for (a, b), term in sorted(spans.items()))
