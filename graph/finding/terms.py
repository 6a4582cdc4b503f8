"""What the words of a question speak for: terms, names of case types and services, met in the text.

Where weights ship the learned model reads the case types (opinions.py), and the terms speak for what it does not know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from graph.directory import Directory
from graph.finding.denial import denied
from graph.finding.index import Index, Rule, index_of, longest
from graph.finding.inflection import inflected
from graph.finding.kept import kept
from graph.finding.texts import Text, bounded, careless, carelessly, script
from graph.finding.urgent import Fired
from graph.model import Node, NodeId
from graph.text import fold

_PHRASE = 1.2
_SERVICE = 0.7
_RULE = 0.25  # of each word by which an urgent rule fires
_HALF = 4.0  # the width at which a word is worth half
_MIN_KANA = 5  # shorter readings are parts of other words
_MIN_PART = 3
_SHARED_END = re.compile("([^・の]+)・([^・の]+)の([^・]+)")
_ASIDE = re.compile(r"[((].*?[))]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase and the case types it speaks for, each with its weight between 0 and 1."""

    shown: str
    cases: tuple[tuple[NodeId, float], ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """Words of the question that speak for a case type: `start` to `end` of the folded text."""

    case: NodeId
    weight: float
    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    case: NodeId
    shown: str
    factor: float
    rule: Rule | None


@kept
def lexicon(directory: Directory) -> Index[Word]:
    """Every word that speaks for a case type. A service speaks only where no case type has the word itself."""
    own = _collect(_case_words(directory))
    services = {k: v for k, v in _collect(_service_words(directory)).items() if k not in own}
    spread = _spread(own)
    words = (
        (surface, some[0].rule, Word(some[0].shown, _weights(surface, some, spread)))
        for surface, some in {**own, **services}.items()
    )
    return index_of((careless(form), rule, word) for surface, rule, word in words for form in inflected(surface))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a question speaks for, and the case types it says it does not mean."""

    votes: tuple[Vote, ...]
    denied: frozenset[NodeId]


def spoken(directory: Directory, text: Text, cut: tuple[tuple[int, int], ...]) -> Spoken:
    """Words met, without those inside `cut` (place names) and inside longer ones."""
    hits = [h for h in lexicon(directory).hits(carelessly(text)) if not any(h.inside(*span) for span in cut)]
    said: list[Vote] = []
    not_meant: set[NodeId] = set()
    for hit in longest(hits):
        if denied(text, hit.end):
            not_meant.update(case for case, _ in hit.what.cases)
        else:
            said.extend(Vote(case, weight, hit.what.shown, hit.start, hit.end) for case, weight in hit.what.cases)
    return Spoken(tuple(said), frozenset(not_meant))


def of_rules(text: Text, firing: Iterable[Fired], denied_cases: frozenset[NodeId]) -> Iterator[Vote]:
    """The case types that firing urgent rules are about: danger that no term names is still answered.

    The other way round a vote never makes or stops a rule.
    """
    for one in firing:
        case = one.rule.node.text("case")
        for word in one.words if case not in denied_cases else ():
            at = text.folded.find(fold(word))
            if at >= 0:
                yield Vote(case, _RULE, word, at, at + len(fold(word)))


def _case_words(directory: Directory) -> Iterator[_Entry]:
    for term in directory.of("term"):
        rule = bounded if term.get("boundary") is True else None
        yield _Entry(term.text("case"), term.name, _PHRASE if term.text("form") == "phrase" else 1.0, rule)
    for case in directory.of("case_type"):
        for name in _names(case):
            yield _Entry(case.id, name, 1.0, None)


def _service_words(directory: Directory) -> Iterator[_Entry]:
    for service in directory.of("service"):
        cases = directory.ends(service.id, "addresses")
        for name in (*_names(service), *service.list("aliases")):
            for case in cases:
                yield _Entry(case, name, _SERVICE, bounded if len(name) < _MIN_KANA else None)


def _names(node: Node) -> Iterator[str]:
    """The name whole, without what stands in brackets, each part of a name of two, the short name, the reading."""
    name = _ASIDE.sub("", node.name)
    yield node.name
    yield name
    yield from _parts(name)
    yield node.text("short").replace("/", "")
    yield name.removesuffix("家庭")
    if len(node.text("kana")) >= _MIN_KANA:
        yield node.text("kana")


def _parts(name: str) -> Iterator[str]:
    """夜間・休日の預かり → 夜間の預かり, 休日の預かり; 育児不安・育児疲れ → 育児不安, 育児疲れ."""
    shared = _SHARED_END.fullmatch(name)
    if shared:
        yield from (f"{part}の{shared[3]}" for part in shared.group(1, 2))
    elif name.count("・") == 1:
        yield from (part for part in name.split("・") if len(part) >= _MIN_PART)


def _collect(entries: Iterator[_Entry]) -> Mapping[str, list[_Entry]]:
    """Entries by folded word; of one case type only the first."""
    found: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        surface = fold(entry.shown)
        if surface and all(entry.case != known.case for known in found[surface]):
            found[surface].append(entry)
    return {surface: some for surface, some in found.items() if some}


def _spread(own: Mapping[str, list[_Entry]]) -> Mapping[str, int]:
    """How many case types have a word that holds this one: 暴力 stands in those of many."""
    cases: dict[str, set[NodeId]] = defaultdict(set)
    lengths = {len(surface) for surface in own}  # only these are tried: a word may be of 4,000 characters
    for surface, some in own.items():
        for at, length in product(range(len(surface)), lengths):
            if surface[at : at + length] in own:
                cases[surface[at : at + length]].update(e.case for e in some)
    return {surface: len(some) for surface, some in cases.items()}


def _weights(surface: str, some: list[_Entry], spread: Mapping[str, int]) -> tuple[tuple[NodeId, float], ...]:
    width = sum(2.0 if script(c) == "kanji" else 1.0 for c in surface)
    common = max(spread.get(surface, 1), len(some)) ** 0.5
    return tuple((e.case, min(0.95, e.factor * width / (width + _HALF) / common)) for e in some)
