"""What two things have in common: whatever both are linked to. A body is taken with its kind, and which is said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from graph.analysis.hops import LAWS, as_step, hops
from graph.analysis.scope import Away, Scope
from graph.model import NodeId, NodeKind
from graph.schema import schema
from graph.steps import Ref, Step, ref

KINDS: Final = (
    "involves", "helps", "handles", "provides", "addresses", "corresponds_to", "refers_to", LAWS, "serves", "part_of",
    "operated_by", "instance_of", "located_in", "broader", "succeeds",
)  # fmt: skip
_ORDER: Final = (
    "policy", "measure", "initiative", "part", "case_type", "service", "organisation_kind", "organisation", "law",
    "area",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing both are linked to, and how each is: read from the asked thing, or from its kind or body."""

    item: Ref
    kind: NodeKind
    of_a: tuple[Step, ...]
    of_b: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """The answer. `with_a`, `with_b`: what was taken as one with the thing asked about (its kind, or its bodies)."""

    a: Ref
    b: Ref
    with_a: tuple[Ref, ...]
    with_b: tuple[Ref, ...]
    on: str
    direct: tuple[Step, ...]
    items: tuple[Shared, ...]
    told: tuple[Away, ...]
    notes: tuple[str, ...]
    sentence: str


def common(scope: Scope, a: NodeId, b: NodeId, *, kinds: Collection[str] = (), fold: bool = True) -> Common:
    """What both are linked to by these kinds of edges. `fold=False`: without their kinds and bodies. UnknownItem."""
    directory = scope.directory
    mine, theirs = (folded(scope, directory.node(i).id) if fold else (i,) for i in (a, b))
    wanted = tuple(kinds) or KINDS
    of_a, of_b = _around(scope, mine, wanted), _around(scope, theirs, wanted)
    both = [i for i in of_a if i in of_b and i not in mine and i not in theirs]
    both.sort(key=lambda i: (_place(directory.nodes[i].kind), i))
    items = tuple(Shared(ref(directory, i), directory.nodes[i].kind, tuple(of_a[i]), tuple(of_b[i])) for i in both)
    direct = tuple(s for i in theirs for s in of_a.get(i, ()))
    return Common(
        ref(directory, a), ref(directory, b), _others(scope, mine), _others(scope, theirs), scope.day, direct, items,
        scope.told({a, b, *mine, *theirs, *_ends(scope, (*mine, *theirs))}), scope.notes,
        _sentence(directory.label(a), directory.label(b), items, direct),
    )  # fmt: skip


def folded(scope: Scope, node_id: NodeId) -> tuple[NodeId, ...]:
    """The thing with what stands for it: a body with its kind, a kind with its bodies, anything else by itself."""
    kinds = scope.directory.ends(node_id, "instance_of")
    bodies = tuple(b for b in scope.directory.starts(node_id, "instance_of") if scope.there(b))
    return tuple(dict.fromkeys((node_id, *kinds, *bodies)))


def _around(scope: Scope, ids: Iterable[NodeId], kinds: Collection[str]) -> dict[NodeId, list[Step]]:
    found: dict[NodeId, list[Step]] = defaultdict(list)
    for at in ids:
        for hop in hops(scope, at, kinds):
            found[hop.other].append(as_step(scope.directory, hop, at))
    return found


def _others(scope: Scope, ids: tuple[NodeId, ...]) -> tuple[Ref, ...]:
    return tuple(ref(scope.directory, i) for i in ids[1:])


def _ends(scope: Scope, ids: Iterable[NodeId]) -> set[str]:
    """What lies around these whatever the day, to be told where it is not there."""
    if not scope.away:
        return set()
    return {i for at in ids for e in scope.directory.touching(at) for i in (e.id, e.start, e.end)}


def _place(kind: NodeKind) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _sentence(a: str, b: str, items: tuple[Shared, ...], direct: tuple[Step, ...]) -> str:
    linked = f"じかに結ぶ関係は{len(direct)}本です。" if direct else "じかに結ぶ関係は、データにありません。"
    if not items:
        return f"「{a}」と「{b}」の両方に結びつくものは、データにありません。{linked}"
    counts = Counter(i.kind for i in items)
    known = schema().nodes
    listed = "、".join(f"{known[k].label}{n}" for k, n in sorted(counts.items(), key=lambda c: _place(c[0])))
    return f"「{a}」と「{b}」の両方に結びつくのは、{listed}の、合わせて{len(items)}です。{linked}"
