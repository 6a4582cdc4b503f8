"""What rests on one source, and the links that nobody but inference makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graph.analysis.reports.values import Item, Part, Report, made, refs
from graph.analysis.scope import Scope
from graph.directory import Directory
from graph.errors import BadParameter
from graph.finding.kept import kept
from graph.model import Edge, Node, NodeId
from graph.model import Item as Fact
from graph.schema import schema
from graph.steps import basis


@kept
def said_by(directory: Directory) -> Mapping[NodeId, tuple[Fact, ...]]:
    """Every node and edge that a source says, nodes first, by id."""
    found: dict[NodeId, list[Fact]] = defaultdict(list)
    items: tuple[Fact, ...] = (*directory.nodes.values(), *directory.edges.values())
    for item in items:
        for source in dict.fromkeys((*(p.source for p in item.provenance), *(v.source for v in item.otherwise))):
            found[source].append(item)
    return {k: tuple(v) for k, v in found.items()}


def source(scope: Scope, source_id: NodeId) -> Report:
    """この出典に依るもの: every fact the source says, and which have no other. UnknownItem; BadParameter."""
    node = scope.directory.node(source_id)
    if node.kind != "source":
        raise BadParameter("id", source_id, "出典の番号(src:…)を書いてください。")
    items = [i for i in said_by(scope.directory).get(source_id, ()) if i.id not in scope.away]
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for item in items:
        by_kind[item.kind].append(item)
    known = {k: v.label for k, v in schema().nodes.items()} | {k: v.label for k, v in schema().edges.items()}
    parts = tuple(_part(scope, k, label, by_kind[k], source_id) for k, label in known.items() if k in by_kind)
    alone = sum(_alone(i, source_id) for i in items)
    nodes = sum(isinstance(i, Node) for i in items)
    day = node.text("published")
    sentence = (
        f"「{node.name}」({f'{day}の日付' if day else '日付なし'})に依るのは、ものが{nodes}、"
        f"つながりが{len(items) - nodes}の{len(items)}件です。うち{alone}件は、ほかに出典がありません。"
    )
    return made(scope, "source", "この出典に依るもの", sentence, parts, source_id, [i.id for i in items])


def inferred(scope: Scope) -> Report:
    """推定だけのつながり: pairs that no stated or editorial edge of the kind joins too."""
    found = _pairs(scope)
    parts = []
    for kind, pairs_of in found.items():
        only = [e for e in pairs_of if all(basis(x) == "inferred" for x in e)]
        if only:
            what = f"結ばれた組{len(pairs_of)}のうち、推定だけのものは{len(only)}です。"
            parts.append(Part(kind, schema().edges[kind].label, what, tuple(_link(scope, e) for e in only)))
    pairs, total = sum(len(p.items) for p in parts), sum(map(len, found.values()))
    sentence = f"結ばれた組{total}のうち、推定だけで結ばれているものは{pairs}です。" + "、".join(
        f"「{p.title}」{len(p.items)}" for p in parts
    )
    return made(scope, "inferred", "推定だけのつながり", sentence + ("。" if parts else ""), parts)


def _pairs(scope: Scope) -> dict[str, tuple[tuple[Edge, ...], ...]]:
    """The edges between each two things, by kind in schema order."""
    found: dict[str, dict[tuple[NodeId, NodeId], list[Edge]]] = {kind: defaultdict(list) for kind in schema().edges}
    for edge in scope.directory.edges.values():
        if scope.begun(edge):
            ends = (edge.start, edge.end) if edge.start < edge.end else (edge.end, edge.start)
            found[edge.kind][ends].append(edge)
    return {kind: tuple(tuple(pairs[p]) for p in sorted(pairs)) for kind, pairs in found.items()}


def _part(scope: Scope, kind: str, label: str, items: list[Fact], source_id: NodeId) -> Part:
    lines = tuple(_line(scope, i, source_id) for i in items)
    alone = sum(_alone(i, source_id) for i in items)
    return Part(kind, label, f"{len(items)}件、うちほかに出典のないもの{alone}件です。", lines)


def _alone(item: Fact, source_id: NodeId) -> bool:
    return {p.source for p in item.provenance} == {source_id}


def _line(scope: Scope, item: Fact, source_id: NodeId) -> Item:
    directory = scope.directory
    others = [p.source for p in item.provenance if p.source != source_id]
    own = next((p for p in item.provenance if p.source == source_id), None)
    tail = f"ほかに{len(others)}の出典があります。" if others else "ほかに出典はありません。"
    if own is None:
        tail = "別の値を述べています。"
    cells = (("時点", own.as_of if own else ""), ("所", own.where if own else ""), ("注", own.note if own else ""))
    if isinstance(item, Node):
        return Item(f"「{item.name}」。{tail}", refs(scope, (item.id, *others)), (), cells, basis(item))
    text = f"「{directory.label(item.start)}」{schema().verb(item)}「{directory.label(item.end)}」。{tail}"
    return Item(text, refs(scope, (item.start, item.end, *others)), (item.id,), cells, basis(item))


def _link(scope: Scope, edges: tuple[Edge, ...]) -> Item:
    directory, first = scope.directory, edges[0]
    verbs = "、".join(dict.fromkeys(schema().verb(e) for e in edges))
    why = "、".join(dict.fromkeys(_notes(edges))) or "理由の行がありません"
    more = tuple((name, value) for e in edges for name, value in _words(e))
    return Item(
        f"「{directory.label(first.start)}」から「{directory.label(first.end)}」へ「{verbs}」は、推定だけです。",
        refs(scope, (first.start, first.end)),
        tuple(e.id for e in edges),
        (("理由", why), *more),
        "inferred",
    )


def _notes(edges: tuple[Edge, ...]) -> Iterator[str]:
    return (e.provenance[0].note for e in edges if e.provenance and e.provenance[0].note)


def _words(edge: Edge) -> Iterator[tuple[str, str]]:
    for name, label in (("role", "受け方・役"), ("trigger", "きっかけ")):
        if edge.text(name):
            yield label, edge.text(name)
