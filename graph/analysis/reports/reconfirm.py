"""再確認リスト: what nobody has confirmed for long, by who is to confirm it, the oldest first."""

from __future__ import annotations

from collections import defaultdict

from graph.analysis.reports.values import Item, Part, Report, made, refs
from graph.analysis.scope import Scope
from graph.finding.contact import as_of_date, needs_recheck
from graph.model import Node, NodeId
from graph.schema import schema
from graph.steps import basis

NOBODY = "確かめ直す係がデータにない"


def reconfirm(scope: Scope) -> Report:
    """Bodies and services that carry 要再確認."""
    every = [n for kind in ("organisation", "service") for n in scope.of(kind)]
    year = int(scope.day[:4])
    due = [n for n in every if needs_recheck(n, year)]
    by_owner: dict[NodeId, list[Node]] = defaultdict(list)
    for node in due:
        by_owner[node.text("owner")].append(node)
    parts = [
        _part(scope, owner, by_owner[owner]) for owner in sorted(by_owner, key=lambda o: (not o, -len(by_owner[o]), o))
    ]
    undated = sum(not as_of_date(n) for n in due)
    verified = sum(bool(n.verified_on) for n in every)
    owners = len([o for o in by_owner if o])
    sentence = (
        f"機関と事業{len(every)}のうち、確かめ直すものは{len(due)}です(日付のないもの{undated})。"
        f"係は{owners}、係がデータにないものは{len(by_owner.get('', ()))}。電話などで確かめた記録は{verified}です。"
    )
    return made(scope, "reconfirm", "再確認リスト", sentence, parts)


def _part(scope: Scope, owner: NodeId, nodes: list[Node]) -> Part:
    nodes = sorted(nodes, key=lambda n: (as_of_date(n) or "0", n.id))
    title = scope.directory.label(owner) if owner else NOBODY
    oldest = next((as_of_date(n) for n in nodes if as_of_date(n)), "")
    sentence = f"{len(nodes)}件です。" + (f"日付のわかるいちばん古いものは{oldest}です。" if oldest else "")
    return Part(owner or "nobody", title, sentence, tuple(_item(scope, n) for n in nodes))


def _item(scope: Scope, node: Node) -> Item:
    day, label = as_of_date(node), schema().node(node.kind).label
    why = f"{day}時点のままです" if day else "いつの情報か、わかりません"
    if node.text("status") == "unknown":
        why += "。今あるかどうかも、わかりません"
    source = node.provenance[0].source if node.provenance else ""
    cells = (
        ("種類", label),
        ("電話", node.text("phone")),
        ("時点", day),
        ("状態", node.text("status")),
        ("出典", scope.directory.label(source) if source else ""),
        ("ページ", node.text("url")),
    )
    return Item(f"「{node.name}」は、{why}。", refs(scope, (node.id,)), (), cells, basis(node))
