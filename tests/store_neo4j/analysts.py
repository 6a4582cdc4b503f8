"""The answers to the questions of docs/cypher.md, worked out from the Directory: one function for each heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TypeAlias

from graph.directory import Directory
from graph.model import Edge, Item, Node, NodeId

Row: TypeAlias = tuple[object, ...]
Rows: TypeAlias = list[Row]
JISO, JIDOKAN, WARD = "kind:jido-sodanjo", "kind:jidokan", "area:setagaya-ku"
ONE_OF_THESE = ("通告先", "一義的相談窓口", "専門相談", "主担当")


def _basis(item: Item) -> str:
    return item.provenance[0].basis


def _all(d: Directory, kind: str) -> list[Edge]:
    return [e for e in d.edges.values() if e.kind == kind]


def _items(d: Directory) -> Iterator[Item]:
    yield from d.nodes.values()
    yield from d.edges.values()


def _below(d: Directory, node_id: NodeId, most: int) -> list[NodeId]:
    """What is part of the node, at most so many steps down, itself left out."""
    found: list[NodeId] = []
    level = [node_id]
    for _ in range(most):
        level = [below for above in level for below in d.starts(above, "part_of")]
        found += level
    return found


def _bodies_for_a_case(d: Directory) -> Rows:
    reach = set(d.up("area:chiku-todoroki", "part_of"))
    bodies = {o.id for o in d.of("organisation") if reach & set(d.ends(o.id, "serves"))}
    rows = set()
    for body in bodies:
        for who in (body, *d.ends(body, "instance_of")):
            for h in d.out(who, "handles"):
                if h.end == "case:futoko":
                    o = d.node(body)
                    rows.add((o.name, h.text("role"), h.get("first"), o.get("phone"), body))
    return sorted(rows, key=lambda r: (99 if r[2] is None else r[2], r[4], r[1]))


def _bodies_of_a_policy(d: Directory) -> Rows:
    links = [r for i in _below(d, "policy:late-4", 3) for r in d.out(i, "involves")]
    links.sort(key=lambda r: (r.start, r.end, r.text("role"), r.id))
    return [
        (
            d.label(r.start), r.text("role"), d.label(r.end), _basis(r),
            sorted({d.label(p.source) for p in r.provenance}),
        )
        for r in links
    ]  # fmt: skip


def _initiatives_of_the_centre(d: Directory) -> Rows:
    wanted = {JISO, *d.starts(JISO, "instance_of")}
    links = sorted(
        (r for r in _all(d, "involves") if r.end in wanted), key=lambda r: (r.start, r.end, r.text("role"), r.id)
    )
    return [(r.start, d.label(r.start), r.text("role"), d.label(r.end), _basis(r)) for r in links]


def _ways_by_bodies(d: Directory) -> Rows:
    found = [
        ((i, v.end, h.text("role"), v.id), (d.label(i), v.text("role"), d.label(v.end), h.text("role"),
         [_basis(v), _basis(h)]))
        for i in _below(d, "measure:late-2-1", 2)
        for v in d.out(i, "involves")
        for h in d.out(v.end, "handles")
        if h.end == "case:futoko"
    ]  # fmt: skip
    return [row for _, row in sorted(found)]


def _shortest_ways(d: Directory) -> Rows:
    """Every walk from one end, a step longer each time, until the other end is met."""
    start, goal = "measure:late-3-2", "case:gyakutai"
    ways: list[tuple[list[NodeId], list[Edge]]] = [([start], [])]
    for _ in range(4):
        ways = [
            ([*n, e.other(n[-1])], [*es, e]) for n, es in ways for e in d.touching(n[-1]) if e.other(n[-1]) not in n
        ]
        met = [way for way in ways if way[0][-1] == goal]
        if met:
            met.sort(key=lambda way: (way[0], [e.id for e in way[1]]))
            return [([d.label(i) for i in n], [e.kind.upper() for e in es]) for n, es in met]
    return []


def _without_phone(d: Directory) -> Rows:
    def silent(o: Node) -> bool:
        spoken = [p for p in d.starts(o.id, "phone_of") if d.node(p).text("purpose") != "FAX"]
        return o.get("phone") is None and not spoken and bool(d.out(o.id, "handles")) and o.text("status") == "open"

    return [(o.id, o.name, o.provenance[0].as_of or None) for o in d.of("organisation") if silent(o)]


def _only_inferred(d: Directory) -> Rows:
    rows: Rows = []
    for case in _cases(d):
        links = d.into(case.id, "handles")
        if links and {_basis(h) for h in links} == {"inferred"}:
            rows.append((case.name, len({h.start for h in links}), len(links)))
    return rows


def _cases(d: Directory) -> list[Node]:
    return sorted(d.of("case_type"), key=lambda c: (c.get("order"), c.id))


def _on_one_source(d: Directory) -> Rows:
    counts: dict[NodeId, list[int]] = defaultdict(lambda: [0, 0])
    for item in _items(d):
        said = {p.source for p in item.provenance}
        if len(said) == 1:
            counts[said.pop()][isinstance(item, Edge)] += 1
    most = sorted(counts, key=lambda s: (-sum(counts[s]), s))[:10]
    return [(d.label(s), d.node(s).text("publisher"), *counts[s], s) for s in most]


def _of_one_source(d: Directory) -> Rows:
    def said() -> Iterator[tuple[tuple[str, str, str, str], Row]]:
        for item in _items(d):
            if any(p.source == "src:sg-minsei" for p in item.provenance):
                name = d.label(item.start) if isinstance(item, Edge) else item.name
                other = d.label(item.end) if isinstance(item, Edge) else None
                # an absent value comes last in Cypher
                yield (item.kind, name, other or "\uffff", item.id), (
                    item.kind, name, other, _basis(item),
                )  # fmt: skip

    return [row for _, row in sorted(said())]


def _without_jidokan(d: Directory) -> Rows:
    have = {
        area
        for o in d.starts(JIDOKAN, "instance_of")
        if d.node(o).text("status") == "open"
        for area in (*d.ends(o, "serves"), *d.ends(o, "located_in"))
    }
    rows: Rows = []
    for a in sorted(d.of("area"), key=lambda a: a.get("order") or 0):
        if a.text("level") == "地区" and a.id not in have:
            said: list[Edge | None] = [e for e in d.out(a.id, "lacks") if e.end == JIDOKAN]
            for e in said or [None]:
                instead = [d.label(i) for i in sorted(e.list("instead"))] if e else []
                rows.append((a.name, e.get("status") if e else None, e.get("explanation") if e else None, instead))
    return rows


def _succession(d: Directory) -> Rows:
    rows: Rows = []
    late = [d.node(i) for i in d.starts("plan:late", "part_of") if d.node(i).kind == "policy"]
    for node in sorted(late, key=lambda p: str(p.get("number"))):
        before: list[Edge | None] = list(d.out(node.id, "succeeds"))
        for e in before or [None]:
            prior = d.node(e.end) if e else None
            rows.append((
                node.get("number"), node.name, prior.get("number") if prior else None, prior.name if prior else None,
                _basis(e) if e else None, node.get("succession_note"),
            ))  # fmt: skip
    return rows


def _overlaps(d: Directory) -> Rows:
    ward = set(d.starts(WARD, "serves"))
    rows: Rows = []
    for case in _cases(d):
        links = {(h.text("role"), h.start) for h in d.into(case.id, "handles") if h.start in ward}
        for role, group in groupby(sorted(links), key=lambda pair: pair[0]):
            names = [d.label(o) for _, o in group]
            if role in ("一義的相談窓口", "専門相談") and len(names) > 1:
                rows.append((case.name, role, names))
    return rows


def _single(d: Directory) -> Rows:
    rows: Rows = []
    for case in _cases(d):
        bodies = {h.start for h in d.into(case.id, "handles") if h.text("role") in ONE_OF_THESE}
        if len(bodies) == 1:
            (only,) = bodies
            rows.append((case.name, d.label(only), d.node(only).kind))
    return rows


ANSWERS: dict[str, Callable[[Directory], Rows]] = {
    "この地区で、この相談を受ける機関と電話": _bodies_for_a_case,
    "重点政策にかかわる機関を、根拠と出典とともに": _bodies_of_a_policy,
    "児童相談所がかかわる取組み": _initiatives_of_the_centre,
    "施策から相談種別へ、機関を通る道": _ways_by_bodies,
    "施策と相談種別の、いちばん短い道のすべて": _shortest_ways,
    "電話番号のない機関": _without_phone,
    "推定だけで担当が決まっている相談種別": _only_inferred,
    "一つの出典だけに拠るもの": _on_one_source,
    "ある出典が言っていることの全部": _of_one_source,
    "児童館のない地区": _without_jidokan,
    "前期の重点政策は、後期のどれになったか": _succession,
    "窓口の重なり": _overlaps,
    "受ける先が一つしかない相談種別": _single,
}
