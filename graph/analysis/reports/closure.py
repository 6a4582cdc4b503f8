"""なくなったら: what a body, or all bodies of a kind, would leave behind.

No node is deleted and compared: what is said of a kind holds while one body of it serves the area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.analysis.bodies import Cover, by_case, cases_in_order, cover, first_of
from graph.analysis.plans import standing
from graph.analysis.reports.values import Item, Part, Report, listed, made, refs
from graph.analysis.scope import Scope
from graph.errors import BadParameter
from graph.model import Edge, Node, NodeId
from graph.schema import schema
from graph.steps import basis


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes. `gone`: the bodies; `ended`: the kinds of which none is left that serves the municipality."""

    scope: Scope
    known: Cover
    asked: Node
    kinds: tuple[NodeId, ...]  # of the asked thing, the wider ones after it
    gone: frozenset[NodeId]
    ended: frozenset[NodeId]

    def takes(self, end: NodeId) -> bool:
        """Whether an edge at this end has nobody any more."""
        return end in self.gone or end in self.ended

    def left(self, end: NodeId) -> tuple[NodeId, ...]:
        """The bodies an end still stands for."""
        return () if self.takes(end) else tuple(b for b in self.known.behind(end) if not self.takes(b))

    def elsewhere(self, kind: NodeId) -> tuple[NodeId, ...]:
        """Bodies of the kind that stay, but of which it is not known, or not true, that they serve the municipality."""
        rest = (b for b in self.known.of_kind.get(kind, ()) if b not in self.gone)
        return tuple(b for b in rest if not self.known.local(b))


def closure(scope: Scope, node_id: NodeId) -> Report:
    """Per area who is left; relations, windows, services and plan items that would have nobody. UnknownItem."""
    loss = _loss(scope, node_id)
    lost = tuple(_areas(loss))
    last = tuple(i for i in lost if i.mark)
    parts = (
        Part("areas", "圏域ごとに、だれが残るか", "同じ種別の機関が、その圏域をほかに受け持つかを見ます。", lost),
        _kind_relations(loss, last),
        *(Part(name, title, words, tuple(make(loss))) for name, title, words, make in _SECTIONS),
    )
    counts = {p.id: len(p.items) for p in parts}
    sentence = (
        f"「{loss.asked.name}」がなくなると、同じ種別の最後の1つを失う圏域は{len(last)}、切れる関係は{counts['relations']}、"
        f"最初の窓口を失う相談は{counts['first']}、担い手がいなくなる事業は{counts['services']}です。"
    )
    return made(scope, "closure", "なくなったら", sentence, parts, node_id)


def _loss(scope: Scope, node_id: NodeId) -> Loss:
    node = scope.directory.node(node_id)
    if node.kind not in ("organisation", "organisation_kind"):
        raise BadParameter("id", node_id, "機関か機関の種別の番号を書いてください。")
    known = cover(scope)
    own = scope.directory.ends(node_id, "instance_of") if node.kind == "organisation" else (node_id,)
    kinds = tuple(dict.fromkeys(k for o in own for k in scope.directory.up(o, "broader")))
    gone = frozenset({node_id, *known.of_kind.get(node_id, ())})
    ended = frozenset(k for k in kinds if k == node_id or _ends(known, k, gone))
    return Loss(scope, known, node, kinds, gone, ended)


def _ends(known: Cover, kind: NodeId, gone: frozenset[NodeId]) -> bool:
    """Whether none of the kind is left: none at all, or none of those that serve the municipality."""
    bodies = known.of_kind.get(kind, ())
    local = [b for b in bodies if known.local(b)]
    return bool(bodies) and gone.issuperset(local or bodies)


def _areas(loss: Loss) -> Iterator[Item]:
    """For each area that the gone bodies serve as a whole: how many of the kind before and after."""
    scope = loss.scope
    served = sorted({a for b in loss.gone for a in loss.known.served.get(b, ())}, key=lambda a: _size(scope, a))
    for kind in loss.kinds[:1]:
        for area in served:
            before = loss.known.serving(kind, area)
            left = [b for b in before if b not in loss.gone]
            partly = [b for b in loss.known.inside(kind, area) if b not in loss.gone]
            yield _area(loss, area, kind, (len(before), left, partly))
        if not served and loss.gone:
            what = (
                f"「{loss.asked.name}」の受け持つ区域は、データにありません。だれが残るかは、圏域ごとには言えません。"
            )
            yield Item(what, refs(scope, (loss.asked.id,)))


def _area(loss: Loss, area: NodeId, kind: NodeId, count: tuple[int, list[NodeId], list[NodeId]]) -> Item:
    scope, (before, left, partly) = loss.scope, count
    label, name = scope.directory.label(area), scope.directory.label(kind)
    away = loss.elsewhere(kind)
    tail = f"残るのは{listed(scope, left)}です。" if left else f"{name}は、データの上で1つもなくなります。"
    if not left and partly:
        tail = f"全体を受け持つ{name}はなくなり、一部を受け持つ{listed(scope, partly)}が残ります。"
    elif not left and away:
        tail += f"ここを受け持つと書かれていないものでは、{listed(scope, away)}が残ります。"
    edges = tuple(
        e.id for b in sorted(loss.gone) for e in scope.directory.out(b, "serves") if e.end == area and scope.begun(e)
    )
    cells = (("前", str(before)), ("後", str(len(left))), ("残る", listed(scope, left)))
    return Item(
        f"{label}の{name}は、{before}から{len(left)}になります。{tail}",
        refs(scope, (area, kind, *left)),
        edges,
        cells,
        None,
        "" if left else "●",
    )


def _size(scope: Scope, area: NodeId) -> tuple[int, NodeId]:
    levels = schema().node("area").properties["level"].values
    return levels.index(scope.directory.nodes[area].text("level")), area


def _relations(loss: Loss) -> Iterator[Item]:
    for edge in loss.scope.edges("refers_to"):
        if loss.takes(edge.start) or loss.takes(edge.end):
            yield _relation(loss.scope, edge, "がなくなります")


def _kind_relations(loss: Loss, last: tuple[Item, ...]) -> Part:
    """Relations said of the kind, which its other bodies keep, except where the last of them goes."""
    scope, title = loss.scope, "種別について言われる関係"
    kept = [
        e
        for e in scope.edges("refers_to")
        if {e.start, e.end} & (set(loss.kinds) - loss.ended) and not (loss.takes(e.start) or loss.takes(e.end))
    ]
    if not kept:
        return Part("kind-relations", title, "ほかの機関が続ける関係はありません。", ())
    where = [i.subjects[0].label for i in last]
    tail = (
        f"ただし{'、'.join(where)}では、それを行う機関がデータの上でなくなります。"
        if where
        else "どの圏域でも切れません。"
    )
    sentence = f"{len(kept)}の関係は種別について言われているので、ほかの機関が続けます。{tail}"
    how = f"は{'、'.join(where)}で行う機関がなくなります" if where else "は続きます"
    return Part("kind-relations", title, sentence, tuple(_relation(scope, e, how) for e in kept))


def _relation(scope: Scope, edge: Edge, how: str) -> Item:
    label = scope.directory.label
    trigger = edge.text("trigger")
    return Item(
        f"「{label(edge.start)}」から「{label(edge.end)}」への{edge.text('relation')}{how}。",
        refs(scope, (edge.start, edge.end)),
        (edge.id,),
        (("関係", edge.text("relation")), ("きっかけ", trigger)),
        basis(edge),
    )


def _cut_off(loss: Loss) -> Iterator[Item]:
    touched: dict[NodeId, list[Edge]] = {}
    for edge in loss.scope.edges("refers_to"):
        for end in (edge.start, edge.end):
            touched.setdefault(end, []).append(edge)
    for end, edges in sorted(touched.items()):
        if not loss.takes(end) and all(loss.takes(e.other(end)) for e in edges):
            name = loss.scope.directory.label(end)
            yield Item(f"「{name}」の関係{len(edges)}は、すべてなくなります。", refs(loss.scope, (end,)), _ids(edges))


def _first(loss: Loss) -> Iterator[Item]:
    takers = by_case(loss.scope)
    for case in cases_in_order(loss.scope):
        first = first_of(takers[case.id])
        if first and any(loss.takes(e.start) for e in first) and not any(loss.left(e.start) for e in first):
            rest = [b for e in takers[case.id] for b in loss.left(e.start)]
            tail = f"受ける先で残るのは{listed(loss.scope, rest)}です。" if rest else "受ける先も残りません。"
            yield Item(
                f"「{case.name}」の最初の窓口がなくなります。{tail}",
                refs(loss.scope, (case.id, *rest)),
                _ids(first),
                (("残る先", listed(loss.scope, rest)),),
            )


def _roles(loss: Loss) -> Iterator[Item]:
    takers = by_case(loss.scope)
    for case in cases_in_order(loss.scope):
        for role in schema().roles:
            some = [e for e in takers[case.id] if e.text("role") == role]
            if any(loss.takes(e.start) for e in some) and not any(loss.left(e.start) for e in some):
                yield Item(
                    f"「{case.name}」の「{role}」がいなくなります。",
                    refs(loss.scope, (case.id,)),
                    _ids(some),
                    (("受け方", role),),
                )


def _services(loss: Loss) -> Iterator[Item]:
    for service in loss.scope.of("service"):
        some = loss.scope.into(service.id, "provides")
        if any(loss.takes(e.start) for e in some) and not any(loss.left(e.start) for e in some):
            yield Item(f"「{service.name}」の担い手がいなくなります。", refs(loss.scope, (service.id,)), _ids(some))


def _plan(loss: Loss) -> Iterator[Item]:
    found = [e for e in loss.scope.edges("involves") if loss.takes(e.end)]
    for edge in sorted(found, key=lambda e: (standing(loss.scope.directory, e.start).where, e.id)):
        where, name = standing(loss.scope.directory, edge.start).where, loss.scope.directory.label(edge.start)
        yield Item(
            f"{where}「{name}」の{edge.text('role')}です。",
            refs(loss.scope, (edge.start, edge.end)),
            (edge.id,),
            (("所", where), ("役", edge.text("role"))),
            basis(edge),
        )


def _under(loss: Loss) -> Iterator[Item]:
    for body in sorted(loss.gone):
        for kind in ("part_of", "operated_by"):
            for edge in loss.scope.into(body, kind):
                if edge.start not in loss.gone:
                    words = "に属します" if kind == "part_of" else "が運営します"
                    name, above = loss.scope.directory.label(edge.start), loss.scope.directory.label(body)
                    yield Item(f"「{name}」は「{above}」{words}。", refs(loss.scope, (edge.start, body)), (edge.id,))


def _calls(loss: Loss) -> Iterator[Item]:
    named: list[tuple[Node, tuple[str, ...], tuple[str, ...]]] = [
        (n, n.list("call"), ()) for n in loss.scope.of("urgent_rule")
    ]
    for edge in loss.scope.edges("calls_in"):
        named.append((loss.scope.directory.nodes[edge.end], edge.list("call"), (edge.id,)))
    for rule, call, edges in named:
        if any(loss.takes(c) for c in call):
            rest = [b for c in call for b in loss.left(c)]
            tail = f"残るかける先は{listed(loss.scope, rest)}です。" if rest else "残るかける先はありません。"
            yield Item(f"緊急の決まり「{rule.name}」のかける先です。{tail}", refs(loss.scope, (rule.id, *rest)), edges)


def _ids(edges: Sequence[Edge]) -> tuple[str, ...]:
    return tuple(e.id for e in edges)


_SECTIONS: Final[tuple[tuple[str, str, str, Callable[[Loss], Iterator[Item]]], ...]] = (
    ("relations", "切れる関係", "つなぐ側か、つながれる側が、いなくなります。", _relations),
    ("cut-off", "ほかとの関係がなくなる所", "残る関係が1つもなくなる機関・種別です。", _cut_off),
    ("first", "最初の窓口を失う相談", "最初に連絡する先が、データの上で1つもなくなります。", _first),
    ("roles", "受け手がいなくなる受け方", "その受け方をする先が、データの上で1つもなくなります。", _roles),
    ("services", "担い手がいなくなる事業", "ほかに担い手がデータにありません。", _services),
    ("plan", "担い手を選びなおす取組み", "計画が名を挙げています。", _plan),
    ("under", "属する機関", "属する、または運営される機関です。一緒になくなるとは限りません。", _under),
    ("calls", "かける先に挙がる緊急の決まり", "かける先を選びなおします。", _calls),
)
