"""The urgent rules: read first, apart from every score and on denied text too (data README §9)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.directory import Directory
from graph.finding.answer import Call, Urgent, UrgentReason
from graph.finding.areas import Reach
from graph.finding.contact import always_open
from graph.finding.kept import kept
from graph.finding.resolving import members
from graph.finding.validity import edge_holds, holds
from graph.model import Node, NodeId
from graph.steps import ref
from graph.text import fold, plain

_SENTENCES = re.compile(r"(?<=[。!?!?\n])")
_SIDE_BY_SIDE = 2
_LONG = 60  # characters
_ASCII = re.compile(r"[ -~]+\Z")
_FIRST_NUMBERS = ("110", "119")  # before all else when a rule names them
_SOFT = 2  # case types, the likeliest, whose numbers stand in the softer line: more make it a list

Alternatives = tuple[tuple[frozenset[str], ...], ...]  # one of them; of it all; of each one word


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its words folded; words of ASCII alone keep their blanks."""

    node: Node
    any_of: Alternatives
    none_of: Alternatives
    words: frozenset[str]  # all of any_of: a text that has none of them needs no closer look
    against: frozenset[str]  # all of none_of

    def met(self, present: Collection[str]) -> tuple[str, ...]:
        """The words by which it fires on a text that has these words, () when it does not."""
        if not self.against.isdisjoint(present) and _first_met(self.none_of, present):
            return ()
        return tuple(min(words.intersection(present)) for words in _first_met(self.any_of, present))


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that holds, and the words of the question by which it does."""

    rule: Rule
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a Directory, in the order of their ids, and every word they ask for, by its first two characters."""

    rules: tuple[Rule, ...]
    folded: Mapping[str, tuple[str, ...]]
    ascii: tuple[tuple[str, re.Pattern[str]], ...]

    def present(self, query: str) -> frozenset[str]:
        """The words of the rules that stand in the question."""
        folded, spaced = fold(query), plain(query)
        starts = {*folded, *map(str.__add__, folded, folded[1:])} & self.folded.keys()
        found = {w for start in starts for w in self.folded[start] if w in folded}
        return frozenset(found | {w for w, pattern in self.ascii if w in spaced and pattern.search(spaced)})


@kept
def rule_book(directory: Directory) -> RuleBook:
    """The rules, compiled."""
    rules = tuple(_rule(n) for n in directory.of("urgent_rule"))
    words = sorted({w for r in rules for w in (*r.words, *r.against)})
    ascii_words = [w for w in words if _ASCII.match(w)]
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if not _ASCII.match(word):
            by_start[word[:2]].append(word)
    return RuleBook(
        rules,
        {start: tuple(some) for start, some in by_start.items()},
        tuple((w, re.compile(f"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9])")) for w in ascii_words),
    )


def _rule(node: Node) -> Rule:
    any_of, none_of = _compile(node.list("any_of")), _compile(node.list("none_of"))
    return Rule(node, any_of, none_of, _words(any_of), _words(none_of))


def _words(alternatives: Alternatives) -> frozenset[str]:
    return frozenset(w for one in alternatives for part in one for w in part)


def fired(directory: Directory, query: str, day: str) -> tuple[Fired, ...]:
    """The rules that hold for the question, or for two sentences of a long one that stand side by side."""
    book = rule_book(directory)
    found: dict[int, Fired] = {}
    for part in _parts(query):
        present = book.present(part)
        for at, rule in enumerate(book.rules):
            # most questions have no word of any rule: those that have one are few, and only they are looked at
            if at not in found and not rule.words.isdisjoint(present) and holds(rule.node, day):
                words = rule.met(present)
                if words:
                    found[at] = Fired(rule, words)
    return tuple(found[at] for at in sorted(found))


def _parts(query: str) -> tuple[str, ...]:
    """What is read as one: words that stand far apart in a long story belong to different things."""
    if len(query) <= _LONG:
        return (query,)
    sentences = [s for s in _SENTENCES.split(query) if s.strip()]
    if len(sentences) <= _SIDE_BY_SIDE:
        return (query,)
    return tuple("".join(sentences[i : i + _SIDE_BY_SIDE]) for i in range(len(sentences) - _SIDE_BY_SIDE + 1))


def red(directory: Directory, firing: Sequence[Fired], reach: Reach, day: str) -> Urgent | None:
    """What is shown before everything when rules hold."""
    nodes = [f.rule.node for f in firing]
    reasons = tuple(
        UrgentReason(n.id, n.text("reason"), tuple(ref(directory, law) for law in n.list("laws"))) for n in nodes
    )
    return Urgent("red", reasons, _calls(directory, (n.id for n in nodes), reach, day)) if nodes else None


def soft(directory: Directory, cases: Sequence[NodeId], reach: Reach, day: str) -> Urgent | None:
    """The softer line where a case type of danger may be meant and no rule held: whom its rules would call."""
    danger = [c for c in cases if directory.node(c).get("danger") is True][:_SOFT]
    if not danger:
        return None
    own = [r.node.id for r in rule_book(directory).rules if r.node.text("case") in danger]
    return Urgent("soft", (), _calls(directory, own, reach, day) or _line(directory, day))


def bodies_to_call(directory: Directory, rule: NodeId, reach: Reach, day: str) -> tuple[NodeId, ...]:
    """Whom a rule calls for this asker, in order."""
    found: dict[NodeId, None] = {}
    for one in _call_list(directory, rule, day):
        some = _nearest(directory, one, reach, day) if directory.nodes[one].kind == "organisation_kind" else (one,)
        found.update(dict.fromkeys(b for b in some if _takes_calls(directory.nodes[b], day)))
    return tuple(found)


def _calls(directory: Directory, firing: Iterable[NodeId], reach: Reach, day: str) -> tuple[Call, ...]:
    listed = dict.fromkeys(b for rule in firing for b in bodies_to_call(directory, rule, reach, day))
    calls = [_call(directory.nodes[b]) for b in listed]
    return tuple(sorted(calls, key=lambda c: _FIRST_NUMBERS.index(c.phone) if c.phone in _FIRST_NUMBERS else 2))


def _line(directory: Directory, day: str) -> tuple[Call, ...]:
    line = (directory.nodes[b] for b in directory.municipality.emergency_line if b in directory.nodes)
    return tuple(_call(n) for n in line if _takes_calls(n, day))


def _call_list(directory: Directory, rule: NodeId, day: str) -> tuple[NodeId, ...]:
    """The list of the most local set that has one, else the rule's own."""
    local = [e for e in directory.into(rule, "calls_in") if edge_holds(directory, e, day)]
    if local:
        return max(local, key=lambda e: directory.sets.index(e.dataset)).list("call")
    return directory.nodes[rule].list("call")


def _nearest(directory: Directory, kind: NodeId, reach: Reach, day: str) -> tuple[NodeId, ...]:
    """The bodies of the kind, or a narrower one, that serve the nearest area above the asker, by id."""
    near: dict[int, set[NodeId]] = defaultdict(set)
    for member in members(directory).get(kind, ()):
        if _takes_calls(member.node, day):
            for edge in member.serves:
                if edge.end in reach.above and edge_holds(directory, edge, day):
                    near[reach.above[edge.end]].add(member.node.id)
    return tuple(sorted(near[min(near)])) if near else ()


def _takes_calls(node: Node, day: str) -> bool:
    return node.text("status") not in ("planned", "closed") and holds(node, day)


def _call(node: Node) -> Call:
    return Call(node.id, node.name, node.text("phone"), node.text("hours"), always_open(node))


@lru_cache(maxsize=8192)  # of the data: many rules have the same words
def _word(written: str) -> str:
    return written.lower() if _ASCII.match(written) else fold(written)


def _compile(alternatives: tuple[str, ...]) -> Alternatives:
    return tuple(tuple(frozenset(map(_word, part.split("|"))) for part in one.split("&")) for one in alternatives)


def _first_met(alternatives: Alternatives, present: Collection[str]) -> tuple[frozenset[str], ...]:
    for one in alternatives:
        for words in one:
            if words.isdisjoint(present):
                break
        else:
            return one
    return ()
