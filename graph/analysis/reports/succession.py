"""前期 ↔ 後期: which policy of a plan follows which of the one before, and which bodies both name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from graph.analysis.plans import is_hole, plans, standing
from graph.analysis.reports.values import Item, Part, Report, listed, made, refs
from graph.analysis.scope import Scope
from graph.model import Edge, Node, NodeId
from graph.schema import schema
from graph.steps import basis


def succession(scope: Scope) -> Report:
    """Pairs of policies, those without a partner, what is said of measures, the bodies of both plans."""
    edges = sorted(scope.edges("succeeds"), key=lambda e: (standing(scope.directory, e.start).numbers, e.id))
    pairs = tuple(_pair(scope, e) for e in edges)
    alone = tuple(_alone(scope, edges))
    inferred = sum(basis(e) == "inferred" for e in edges)
    parts = (
        Part("pairs", "対応する重点政策", f"対応の行は{len(pairs)}で、うち{inferred}は推定です。", pairs),
        Part("alone", "相手のない重点政策", "前か後の計画に、対応する重点政策の行がありません。", alone),
        Part("measures", "項目と取組み", "対応の行はデータにありません。題名の似かたからは推し量りません。", ()),
        Part("bodies", "計画が名を挙げる機関", "機関と種別をまとめて数えます。", tuple(_bodies(scope))),
    )
    sentence = (
        f"前の計画との対応がデータにある重点政策は{len(pairs)}(うち推定{inferred})、相手のないものは{len(alone)}です。"
        "項目どうしの対応は、データにありません。"
    )
    return made(scope, "succession", "前期 ↔ 後期", sentence, parts)


def _pair(scope: Scope, edge: Edge) -> Item:
    directory = scope.directory
    late, prior = standing(directory, edge.start), standing(directory, edge.end)
    both = sorted(_involved(scope, edge.start) & _involved(scope, edge.end))
    note = edge.provenance[0].note if edge.provenance else ""
    shared = f"両方にかかわる機関・種別は{len(both)}({listed(scope, both)})です。" if both else ""
    if is_hole(late.item) or is_hole(prior.item):
        shared = "片方が判読できないので、機関は比べられません。"
    sentence = (
        f"{late.where}「{late.item.name}」の前の計画での相手は、{prior.where}「{prior.item.name}」です"
        f"({schema().bases[basis(edge)]})。{shared}"
    )
    cells = (("後の計画", late.where), ("前の計画", prior.where), ("理由", note), ("両方の機関", listed(scope, both)))
    return Item(sentence, refs(scope, (edge.start, edge.end, *both)), (edge.id,), cells, basis(edge))


def _alone(scope: Scope, edges: list[Edge]) -> Iterator[Item]:
    later, earlier = {e.start for e in edges}, {e.end for e in edges}
    held = plans(scope.directory)
    for place, plan in enumerate(held):
        for node in _policies(scope, plan):
            first, last = place == 0, place == len(held) - 1
            if (not last and node.id not in later) or (not first and node.id not in earlier):
                side = "前" if not last and node.id not in later else "後"
                where = standing(scope.directory, node.id).where
                note = node.text("succession_note")
                why = f"{note}。" if note else ""
                yield Item(
                    f"{where}「{node.name}」に対応する{side}の計画の重点政策は、データにありません。{why}",
                    refs(scope, (node.id,)),
                    cells=(("所", where), ("注", note)),
                )


def _bodies(scope: Scope) -> Iterator[Item]:
    held = plans(scope.directory)
    for new, old in pairwise(held):
        one, other = (set().union(*(_involved(scope, n.id) for n in _policies(scope, p))) for p in (new, old))
        for title, ids in (
            ("両方", one & other),
            (f"「{new.name}」だけ", one - other),
            (f"「{old.name}」だけ", other - one),
        ):
            found = sorted(ids)
            which = f": {listed(scope, found)}" if found else ""
            yield Item(f"{title}にある機関・種別は{len(found)}です{which}。", refs(scope, found))


def _policies(scope: Scope, plan: Node) -> list[Node]:
    found = [scope.directory.nodes[i] for i in scope.directory.starts(plan.id, "part_of")]
    kept = [n for n in found if n.kind == "policy" and scope.there(n.id)]
    return sorted(kept, key=lambda n: standing(scope.directory, n.id).numbers)


def _involved(scope: Scope, item: NodeId) -> set[NodeId]:
    """The kinds and bodies that an item or anything inside it names, a body as its kind."""
    found = {scope.directory.kind_of(e.end) for e in scope.out(item, "involves")}
    for inside in scope.directory.starts(item, "part_of"):
        found |= _involved(scope, inside)
    return found
