"""The proof that a stored graph is whole: all of it is read and held against the schema, its kin and the digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.codec import MODULUS, encode, item_hash
from graph.errors import GraphError
from graph.model import Edge, EdgeId, Item, Node, NodeId, NodeKind, SetCode, StoreInfo
from graph.schema import schema
from graph.store import GraphStore
from graph.whole import items, of_one_version


@dataclass(frozen=True, slots=True)
class Problem:
    """`item` is the id of a node or edge, or the code of a data set, or a kind where counts differ."""

    item: str
    sentence: str


@dataclass(slots=True)
class _Seen:
    """What a walk over the graph leaves to be compared when it is over."""

    sums: Counter[SetCode] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    kinds: dict[NodeId, NodeKind] = field(default_factory=dict)
    edges: set[EdgeId] = field(default_factory=set)
    codes: set[SetCode] = field(default_factory=set)
    sets_of: dict[SetCode, str] = field(default_factory=dict)  # each set with one of its items
    rests: list[tuple[str, NodeId, tuple[NodeKind, ...]]] = field(default_factory=list)  # item, what it needs, as what


def verify(store: GraphStore) -> tuple[Problem, ...]:
    """Every problem of the graph, by item; none when it is whole.

    The engine promises the ends of edges; that references (of type ref, refs) and sources are there is the loader's
    promise, and proved here.
    """
    return of_one_version(store, lambda info: _problems(store, info))


def _problems(store: GraphStore, info: StoreInfo) -> tuple[Problem, ...]:
    seen = _Seen()
    found = [p for item in items(store) for p in _of_item(item, seen)]
    found += _of_rests(seen)
    found += _of_sets(info, seen)
    found += _of_counts(info, seen)
    return tuple(sorted(set(found), key=lambda p: (p.item, p.sentence)))


def _of_item(item: Item, seen: _Seen) -> Iterator[Problem]:
    seen.sums[item.dataset] += item_hash(encode(item))
    seen.counts[item.kind] += 1
    seen.sets_of.setdefault(item.dataset, item.id)
    if isinstance(item, Node):
        if item.id in seen.kinds:
            yield Problem(item.id, "この番号のものが2つあります")
        seen.kinds[item.id] = item.kind
        if item.kind == "data_set":
            seen.codes.add(item.text("code"))
    else:
        if item.id in seen.edges:
            yield Problem(item.id, "この番号の辺が2本あります")
        seen.edges.add(item.id)
    try:
        schema().check(item)
        if isinstance(item, Edge) and item.start in seen.kinds and item.end in seen.kinds:
            schema().check_ends(item, seen.kinds[item.start], seen.kinds[item.end])
    except GraphError as error:
        yield Problem(item.id, error.sentence)
    else:
        for spec, needed in schema().references(item):
            seen.rests.append((item.id, needed, spec.kinds if spec else ()))
        said = [p.source for p in item.provenance] + [v.source for v in item.otherwise]
        seen.rests.extend((item.id, source, ("source",)) for source in said)


def _of_rests(seen: _Seen) -> Iterator[Problem]:
    for item, needed, kinds in seen.rests:
        kind = seen.kinds.get(needed)
        if kind is None:
            yield Problem(item, f"指している {needed} がありません")
        elif kinds and kind not in kinds:
            yield Problem(item, f"指している {needed} は {kind} です({'、'.join(kinds)} のはず)")


def _of_sets(info: StoreInfo, seen: _Seen) -> Iterator[Problem]:
    for code in sorted(seen.sums.keys() | info.digests.keys()):
        digest = f"{seen.sums[code] % MODULUS:032x}"
        if info.digests.get(code) != digest:
            kept = info.digests.get(code, "なし")
            yield Problem(code, f"データ {code} の中身と控えの要約値が合いません(中身 {digest}、控え {kept})")
        if code not in seen.codes and code in seen.sets_of:
            yield Problem(
                code, f"データ {code} の説明(data_set)がありません。{seen.sets_of[code]} などがこのデータのものです"
            )
    total = f"{sum(int(d, 16) for d in info.digests.values()) % MODULUS:032x}"
    if info.digest != total or info.data_version != total[:12]:
        yield Problem("グラフ", f"全体の要約値が各データの合計と合いません(合計 {total}、控え {info.digest})")


def _of_counts(info: StoreInfo, seen: _Seen) -> Iterator[Problem]:
    for kind in sorted(seen.counts.keys() | info.counts.keys()):
        if seen.counts[kind] != info.counts.get(kind, 0):
            yield Problem(kind, f"{kind} の数が合いません(中身 {seen.counts[kind]}、控え {info.counts.get(kind, 0)})")
