"""What a load may not do to the graph: take away much unasked, or what another set needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from graph.errors import Rejection
from graph.model import Change, Item, Node, NodeId, SetCode
from graph.schema import schema
from graph.store import MAX_IDS, GraphStore
from loaders.held import bases, held

_SHARE = 5  # a load may take away one in this many of a kind


def guard(
    store: GraphStore, codes: Collection[SetCode], old: Mapping[str, Item], changes: tuple[Change, ...],
    *, allow_removal: bool,
) -> tuple[Rejection, ...]:  # fmt: skip
    """Why these changes may not be made; () when they may."""
    found = [*_taken(store, codes, changes), *_needed(store, codes, changes)]
    if not allow_removal:
        found += _too_much(codes, old, changes)
    return tuple(found)


def _too_much(codes: Collection[SetCode], old: Mapping[str, Item], changes: tuple[Change, ...]) -> list[Rejection]:
    had = Counter(i.kind for i in old.values() if isinstance(i, Node))
    gone = Counter(c.item.kind for c in changes if c.after is None and isinstance(c.item, Node))
    found = []
    for kind, number in sorted(gone.items()):
        if number * _SHARE > had[kind]:
            plural = schema().node(kind).plural
            sentence = f"{plural}が{had[kind]}件のうち{number}件なくなります。データの欠けでないか確かめてください。"
            found.append(Rejection("、".join(codes), None, None, str(number), "--allow-removal を付ける", sentence))
    return found


def _taken(store: GraphStore, codes: Collection[SetCode], changes: tuple[Change, ...]) -> list[Rejection]:
    """New ids that another set already has."""
    new = [c.item for c in changes if c.before is None and isinstance(c.item, Node)]
    found = []
    for at in range(0, len(new), MAX_IDS):
        held_by = store.get([n.id for n in new[at : at + MAX_IDS]])
        for node in held_by.values():
            sentence = f"同じ id が、ほかのデータ({node.dataset})にあります。"
            found.append(Rejection("、".join(codes), None, "id", node.id, "ほかのデータにない id", sentence))
    return found


def _needed(store: GraphStore, codes: Collection[SetCode], changes: tuple[Change, ...]) -> list[Rejection]:
    """What would go though items of another set end in it, point at it or rest on it as a source."""
    moved = [c for c in changes if isinstance(c.before, Node) and (not c.after or c.after.dataset != c.before.dataset)]
    found: dict[Rejection, None] = {}
    below = {c.before.dataset for c in moved if c.before is not None}
    for code in sorted(set(_above(store, below)) - set(codes)) if below else ():
        items = held(store, [code])
        seen = bases(store, [i for i in items.values() if isinstance(i, Node)])
        gone = {c.item.id: c.item for c in moved if not c.after or c.after.dataset not in seen}
        for item in items.values():
            for _, used in schema().references(item):
                if used in gone:
                    name = getattr(gone[used], "name", used)
                    sentence = f"「{name}」({used})は、ほかのデータ({code})の {item.id} が使っています。"
                    rejection = Rejection("、".join(codes), None, "id", used, "残すか、使うほうを先に直す", sentence)
                    found[rejection] = None
    return list(found)


def _above(store: GraphStore, codes: Collection[SetCode]) -> Iterator[SetCode]:
    """The sets that build on one of these: no other may point at anything of theirs."""
    after: NodeId | None = ""
    while after is not None:
        page = store.page("data_set", dataset=None, after=after or None, limit=MAX_IDS)
        yield from (n.dataset for n in page.items if not set(codes).isdisjoint(n.list("builds_on")))
        after = page.next
