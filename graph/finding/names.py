"""Bodies, kinds and services named in a question: 児相, 子家セン, 189, 民生委員, ぷるる弦巻 → the body itself first.

A name that only sets the scene is none: 「学校に行けない」 asks for no school, 「児童館で叩かれた」 for no hall.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.directory import Directory
from graph.finding.index import Index, Rule, index_of, longest
from graph.finding.kept import kept
from graph.finding.texts import Text, alone, bounded, careless, carelessly, script
from graph.finding.validity import holds
from graph.model import Node, NodeId
from graph.text import fold

_SHORT_KANA = 4  # げんき, ひなた, リンク are words of their own
# what one says of a body that one looks for
_ASKED = re.compile(
    "(?:の|は|って|とは|を|に|へ|と)?(?:どこ|どちら|場所|住所|地図|行き方|電話|連絡|番号|窓口|受付|予約|申|登録|会員|時間|何時|開いて|空き|あいて"
    "|休館|問い?合わ|といあわせ|そうだん|相談|れんらく|でんわ|ばしょ|何|なに|使い方|利用|一覧|さが|探|つなが|つなぎ|行きたい|紹介)"
)
_LAST = re.compile("(?:って|とは|を|は)?[?。]?$")
_SCENE = re.compile("[でがもやかのにをへとは]")


@dataclass(frozen=True, slots=True)
class Named:
    """A name at `start` to `end` of the folded text. `asked`: words beside it ask for it; `last`: it ends the text."""

    nodes: tuple[NodeId, ...]
    start: int
    end: int
    asked: bool
    last: bool


@kept
def names(directory: Directory) -> Index[tuple[NodeId, ...]]:
    """Names, short names and aliases. A name of bodies is theirs alone, then one of kinds, then one of services."""
    found: dict[str, dict[NodeId, None]] = {}
    for kind in ("organisation", "organisation_kind", "service"):
        of_kind: dict[str, dict[NodeId, None]] = defaultdict(dict)
        for node in directory.of(kind):
            for name in _names_of(node):
                of_kind[careless(fold(name))][node.id] = None
        found = {**of_kind, **found}
    return index_of((name, _rule(name), tuple(ids)) for name, ids in found.items() if len(name) > 1)


def named(directory: Directory, text: Text, cut: tuple[tuple[int, int], ...], day: str) -> tuple[Named, ...]:
    """What the question names, by place, without names inside `cut` (place names) and what is closed on that day."""
    hits = [h for h in longest(names(directory).hits(carelessly(text))) if not any(h.inside(*span) for span in cut)]
    found = []
    for hit in hits:
        there = tuple(n for n in hit.what if _is_there(directory.nodes[n], day))
        rest = text.folded[hit.end :]
        asked, last = bool(_ASKED.match(rest)), bool(_LAST.match(rest))
        body = any(directory.nodes[n].kind == "organisation" for n in there)
        if there and (asked or last or text.apart(hit.end) or (body and not _SCENE.match(rest))):
            found.append(Named(there, hit.start, hit.end, asked, last))
    return tuple(found)


def _names_of(node: Node) -> Iterator[str]:
    yield node.name
    yield from node.list("aliases")
    if node.kind == "organisation_kind":
        yield node.text("short").replace("/", "")


def _rule(name: str) -> Rule | None:
    kana = all(script(c) == "kana" for c in name)
    if kana and len(name) <= _SHORT_KANA:
        return alone
    return bounded if kana or len(name) <= 2 else None


def _is_there(node: Node, day: str) -> bool:
    return holds(node, day) and node.text("status") != "closed"
