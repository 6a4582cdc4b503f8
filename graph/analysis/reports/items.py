"""取組みの機関と文言: what a plan item names, in which role, by which words of the page."""

from __future__ import annotations

from collections.abc import Iterator

from graph.analysis.matrix import NO_WORDS
from graph.analysis.plans import ITEMS, is_hole, standing
from graph.analysis.reports.values import Item, Part, Report, made, refs
from graph.analysis.scope import Scope
from graph.errors import BadParameter
from graph.model import Edge, Node, NodeId
from graph.schema import schema
from graph.steps import basis


def item(scope: Scope, node_id: NodeId) -> Report:
    """The bodies, case types and services of a plan item and of what stands under it. UnknownItem; BadParameter."""
    node = scope.directory.node(node_id)
    if node.kind not in ITEMS:
        raise BadParameter("id", node_id, "重点政策、項目、取組み、細目の番号を書いてください。")
    under = tuple(_under(scope, node_id))
    bodies = tuple(_body(scope, e) for i in under for e in scope.out(i, "involves"))
    helps = tuple(_other(scope, e) for i in under for e in scope.out(i, "helps"))
    services = tuple(_other(scope, e) for i in under for e in scope.out(i, "corresponds_to"))
    missing = tuple(_missing(scope, i) for i in under if scope.directory.nodes[i].text("unassigned"))
    holes = tuple(_hole(scope, i) for i in under if is_hole(scope.directory.nodes[i]))
    parts = (
        Part("hole", "判読できない所", "紙面が読めないので、何も補いません。", holes),
        Part("bodies", "かかわる機関", "本文の語は紙面にある文字列そのままです。語のないものは推定です。", bodies),
        Part("unassigned", "担い手の読めない所", "機関の名が紙面からも資料からも読めません。", missing),
        Part("cases", "役立つ相談", "編集で付けました。", helps),
        Part("services", "今の事業では", "内容が対応する今の事業です。計画のときの事業とは限りません。", services),
    )
    return made(scope, "item", "取組みの機関と文言", _sentence(scope, node, bodies), parts, node_id)


def _sentence(scope: Scope, node: Node, bodies: tuple[Item, ...]) -> str:
    head = f"{standing(scope.directory, node.id).where}「{node.name}」"
    if is_hole(node):
        line = node.get("line")
        where = f"(紙面の{line}行から)" if line else ""
        note = node.text("note")
        return f"{head}は判読できません{where}。{f'{note}。' if note else ''}結びつく機関は、データにありません。"
    if not bodies:
        return f"{head}にかかわる機関は、データにありません。"
    inferred = sum(b.basis == "inferred" for b in bodies)
    worded = sum(("本文の語", NO_WORDS) not in b.cells for b in bodies)
    words = f"本文に語があるのは{worded}です。" if worded else f"本文に語があるものはありません。{NO_WORDS}です。"
    return f"{head}にかかわる機関・種別の行は{len(bodies)}(うち推定{inferred})で、{words}"


def _under(scope: Scope, node_id: NodeId) -> Iterator[NodeId]:
    yield node_id
    below = (i for i in scope.directory.starts(node_id, "part_of") if scope.there(i))
    for one in sorted(below, key=lambda i: (standing(scope.directory, i).numbers, i)):
        yield from _under(scope, one)


def _body(scope: Scope, edge: Edge) -> Item:
    directory = scope.directory
    stood, name = standing(directory, edge.start), directory.label(edge.end)
    words = edge.text("surface")
    how = f"本文の語は「{words}」です" if words else NO_WORDS
    note = edge.provenance[0].note if edge.provenance else ""
    line = stood.item.get("line")
    cells = (
        ("所", stood.where),
        ("行", str(line) if line else ""),
        ("役", edge.text("role")),
        ("本文の語", words or NO_WORDS),
        ("結んだときの題名", edge.text("wording")),
        ("理由", note),
    )
    sentence = (
        f"{stood.where}「{stood.item.name}」の{edge.text('role')}は「{name}」({schema().bases[basis(edge)]})。{how}。"
    )
    return Item(sentence, refs(scope, (edge.end, edge.start)), (edge.id,), cells, basis(edge))


def _other(scope: Scope, edge: Edge) -> Item:
    directory = scope.directory
    stood = standing(directory, edge.start)
    sentence = f"{stood.where}「{stood.item.name}」{schema().verb(edge)}「{directory.label(edge.end)}」。"
    return Item(sentence, refs(scope, (edge.end, edge.start)), (edge.id,), (("所", stood.where),), basis(edge))


def _hole(scope: Scope, node_id: NodeId) -> Item:
    stood = standing(scope.directory, node_id)
    line, note = stood.item.get("line"), stood.item.text("note")
    cells = (("所", stood.where), ("行", str(line) if line else ""), ("注", note))
    return Item(f"{stood.where}は判読できません。{f'{note}。' if note else ''}", refs(scope, (node_id,)), cells=cells)


def _missing(scope: Scope, node_id: NodeId) -> Item:
    stood = standing(scope.directory, node_id)
    why = stood.item.text("unassigned")
    return Item(f"{stood.where}「{stood.item.name}」: {why}。", refs(scope, (node_id,)), cells=(("所", stood.where),))
