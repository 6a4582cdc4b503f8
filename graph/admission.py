"""A change set on its way into an engine: what it must be, what it adds up to, and how it is kept.

The same for every engine, so that they refuse, sum and remember alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.codec import MODULUS, decode, encode, item_hash
from graph.errors import BadParameter, InvalidGraph
from graph.model import Change, ChangeSet, Item, Node, SetCode
from graph.schema import schema, text_problem
from graph.store import MAX_CHANGES

EDGE_PREFIX = "edge:"


@dataclass(frozen=True, slots=True)
class Written:
    """One admitted change with the canonical text of both sides, "" where a side is absent."""

    change: Change
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sums:
    """What a change set adds to the digest and the number of items of each set, and to the count of each kind."""

    digests: Mapping[SetCode, int]
    items: Mapping[SetCode, int]
    kinds: Mapping[str, int]


def admit(change: ChangeSet) -> tuple[Written, ...]:
    """All that can be said of a change set without the graph: InvalidGraph for the first item that may not stand.

    Ends of edges, `before` and left-over edges need the graph: the engine checks them in its transaction.
    """
    if len(change.changes) > MAX_CHANGES:
        raise BadParameter("changes", f"{len(change.changes)}件", f"一度に{MAX_CHANGES}件までです。")
    if not change.id:
        raise InvalidGraph("変更", "変更の id が空です")
    for text in (change.id, change.by, change.why, change.at):
        if text_problem(text):
            raise InvalidGraph(change.id, f"変更の説明に{text_problem(text)}")
    seen: set[str] = set()
    written = []
    for one in change.changes:
        _check_change(one)
        if one.item.id in seen:
            raise InvalidGraph(one.item.id, "1つの変更のなかに2度あります")
        seen.add(one.item.id)
        written.append(Written(one, encoded(one.before), encoded(one.after)))
    return tuple(written)


def sums(written: Iterable[Written]) -> Sums:
    """What these changes add up to; nothing is listed that stays as it is."""
    digests: Counter[SetCode] = Counter()
    items: Counter[SetCode] = Counter()
    kinds: Counter[str] = Counter()
    for one in written:
        for item, body, sign in ((one.change.before, one.before, -1), (one.change.after, one.after, 1)):
            if item is not None:
                digests[item.dataset] += sign * item_hash(body)
                items[item.dataset] += sign
                kinds[item.kind] += sign
    return Sums({k: v % MODULUS for k, v in digests.items()}, items, {k: v for k, v in kinds.items() if v})


def pack(changes: Iterable[tuple[str, str]]) -> str:
    """Canonical texts, before and after, as two lines a change; a body has no line feed of its own."""
    return "".join(f"{before}\n{after}\n" for before, after in changes)


def unpack(text: str) -> tuple[Change, ...]:
    """The changes that `pack` wrote. ValueError when the text is none of its own."""
    lines = text.split("\n")
    if lines.pop() or len(lines) % 2:
        raise ValueError("changes are cut short")
    sides = [decode(line) if line else None for line in lines]
    return tuple(map(Change, sides[::2], sides[1::2]))


def encoded(item: Item | None) -> str:
    """The canonical text, "" where there is no item."""
    try:
        return "" if item is None else encode(item)
    except (ValueError, TypeError) as error:
        raise InvalidGraph(item.id if item else "変更", "JSON にできない値があります") from error


def _check_change(change: Change) -> None:
    before, after = change.before, change.after
    if before is None and after is None:
        raise InvalidGraph("変更", "前も後もない変更があります")
    if before is not None and after is not None:
        if before.id != after.id or isinstance(before, Node) != isinstance(after, Node):
            raise InvalidGraph(before.id, f"別のもの({after.id})に変えることはできません")
        if before == after:
            raise InvalidGraph(before.id, "前と後が同じです")
    if after is not None:
        if isinstance(after, Node) and after.id.startswith(EDGE_PREFIX):
            raise InvalidGraph(after.id, f"{EDGE_PREFIX} で始まる id は辺のものです")
        schema().check(after)
