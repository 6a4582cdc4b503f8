"""足りない: what the data do not hold where one would look for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from graph.analysis.bodies import Cover, areas, by_case, cases_in_order, cover, first_of, has_number, narrowest
from graph.analysis.plans import ITEMS, is_hole, standing
from graph.analysis.reports.values import Item, Part, Report, listed, made, names, refs
from graph.analysis.scope import Scope
from graph.model import Edge, Node, NodeId
from graph.steps import basis


def gaps(scope: Scope) -> Report:
    """Districts, initiatives, case types, windows, kinds and pages that lack something."""
    known = cover(scope)
    made_of = (Part(name, title, words, tuple(make(known))) for name, title, words, make in _SECTIONS)
    parts = (*_districts(known), _uncovered(known), *made_of)
    counted = [f"{p.title}が{len(p.items)}" for p in parts if p.items]
    sentence = (
        f"データに見つからないもの: {'、'.join(counted)}。" if counted else "データに見つからないものはありません。"
    )
    return made(scope, "gaps", "足りない", sentence, parts)


def expected(scope: Scope) -> tuple[tuple[str, NodeId], ...]:
    """The kinds that each area of a level should have (dataset.yaml: one_per_area and explained)."""
    directory = scope.directory
    own = directory.nodes[f"set:{directory.municipality.code}"]
    rows = [json.loads(r) for name in ("explained", "one_per_area") for r in own.list(name)]
    return tuple(dict.fromkeys((r["level"], r["kind"]) for r in rows if r["kind"] in directory.nodes))


def _districts(known: Cover) -> Iterator[Part]:
    scope = known.scope
    for level, kind in expected(scope):
        inside = areas(scope, level)
        items = tuple(_district(scope, a, kind) for a in inside if not known.serving(kind, a.id))
        label = scope.directory.label(kind)
        sentence = f"{len(inside)}の{level}のうち、{label}がデータにあるのは{len(inside) - len(items)}です。"
        yield Part(f"areas-{kind.removeprefix('kind:')}", f"{label}のない{level}", sentence, items)


def _district(scope: Scope, area: Node, kind: NodeId) -> Item:
    label = scope.directory.label(kind)
    lacks = next((e for e in scope.out(area.id, "lacks") if e.end == kind), None)
    if lacks is None:
        return Item(f"{area.name}には、{label}がデータにありません。", refs(scope, (area.id, kind)))
    instead = lacks.list("instead")
    told = "は計画中です" if lacks.text("status") == "計画中" else "がデータにありません"
    more = f"代わりの先は{listed(scope, instead)}です。" if instead else "代わりの先もデータにありません。"
    cells = (
        ("状態", lacks.text("status")),
        ("説明", lacks.text("explanation")),
        ("代わりの先", listed(scope, instead)),
    )
    return Item(
        f"{area.name}の{label}{told}。{more}", refs(scope, (area.id, kind, *instead)), (lacks.id,), cells, basis(lacks)
    )


def _unassigned(known: Cover) -> Iterator[Item]:
    scope = known.scope
    for node in (n for kind in ("initiative", "part") for n in scope.of(kind)):
        inside = scope.directory.starts(node.id, "part_of")
        if scope.out(node.id, "involves") or any(scope.out(i, "involves") for i in inside):
            continue
        where = standing(scope.directory, node.id).where
        why = node.text("unassigned") or "理由の行もデータにありません"
        yield Item(
            f"{where}「{node.name}」の担い手は、データにありません。{why}。",
            refs(scope, (node.id,)),
            cells=(("所", where), ("理由", why)),
        )


def _no_first(known: Cover) -> Iterator[Item]:
    scope = known.scope
    takers = by_case(scope)
    for case in cases_in_order(scope):
        if not first_of(takers[case.id]):
            edges = takers[case.id]
            who = (
                f"受けるのは{listed(scope, (e.start for e in edges))}です。"
                if edges
                else "受ける機関もデータにありません。"
            )
            yield Item(f"「{case.name}」に、最初の連絡先がありません。{who}", refs(scope, (case.id,)), _ids(edges))


def _no_number(known: Cover) -> Iterator[Item]:
    scope = known.scope
    takers = by_case(scope)
    for case in cases_in_order(scope):
        first = first_of(takers[case.id])
        if first and not any(has_number(scope, b) for e in first for b in known.behind(e.start)):
            who = listed(scope, (e.start for e in first))
            yield Item(
                f"「{case.name}」の最初の連絡先({who})には、電話番号がありません。",
                refs(scope, (case.id, *(e.start for e in first))),
                _ids(first),
            )


def _no_phone(known: Cover) -> Iterator[Item]:
    scope = known.scope
    found: dict[NodeId, list[Edge]] = {}
    for edges in by_case(scope).values():
        for edge in first_of(edges):
            if scope.directory.nodes[edge.start].kind == "organisation" and not has_number(scope, edge.start):
                found.setdefault(edge.start, []).append(edge)
    for body, firsts in sorted(found.items(), key=lambda f: (-len(f[1]), f[0])):
        cases = [e.end for e in firsts]
        owner = scope.directory.nodes[body].text("owner")
        yield Item(
            f"「{scope.directory.label(body)}」は{len(cases)}の相談の最初の窓口ですが、電話番号がありません。",
            refs(scope, (body, *cases)),
            _ids(firsts),
            (("相談", listed(scope, cases)), ("確かめ直す係", scope.directory.label(owner) if owner else "")),
        )


def _inferred(known: Cover) -> Iterator[Item]:
    scope = known.scope
    takers = by_case(scope)
    for case in cases_in_order(scope):
        edges = takers[case.id]
        if edges and all(basis(e) == "inferred" for e in edges):
            yield Item(
                f"「{case.name}」を担当する{len(edges)}の行は、どれも推定です。",
                refs(scope, (case.id, *(e.start for e in edges))),
                _ids(edges),
                basis="inferred",
            )


def _uncovered(known: Cover) -> Part:
    """Case types with nobody who serves a district, bodies of unknown range aside."""
    scope = known.scope
    level = narrowest(scope)
    districts = [(a, frozenset(scope.directory.up(a.id, "part_of"))) for a in areas(scope, level)]
    takers = by_case(scope)
    items = []
    for case in cases_in_order(scope):
        edges = takers[case.id]
        served = frozenset().union(*(known.served.get(b, frozenset()) for e in edges for b in known.behind(e.start)))
        without = [a for a, around in districts if not around & served]
        if without:
            what = f"どの{level}であれ" if len(without) == len(districts) else names([a.name for a in without]) + "を"
            items.append(
                Item(
                    f"「{case.name}」を受ける機関で、{what}受け持つものは、データにありません。",
                    refs(scope, (case.id, *(a.id for a in without))),
                    _ids(edges),
                )
            )
    total = len(takers) * len(districts)
    sentence = (
        f"{len(takers)}の相談種別と{len(districts)}の{level}の組は{total}で、"
        "担当があり受け持つ区域もわかる機関を、1つずつ確かめました。"
    )
    return Part("uncovered", f"担当のない{level}がある相談", sentence, tuple(items))


def _no_body(known: Cover) -> Iterator[Item]:
    scope = known.scope
    for kind in sorted(scope.of("organisation_kind"), key=lambda n: n.id):
        if known.of_kind.get(kind.id):
            continue
        handles, involves = scope.out(kind.id, "handles"), scope.into(kind.id, "involves")
        use = names(
            [f"相談{len(handles)}を受ける"] * bool(handles) + [f"取組み{len(involves)}にかかわる"] * bool(involves)
        )
        tail = f"{use}と書かれています。" if use else ""
        yield Item(
            f"「{kind.name}」は、機関がデータにありません。{tail}",
            refs(scope, (kind.id,)),
            _ids((*handles, *involves)),
            (("相談", str(len(handles))), ("取組み", str(len(involves)))),
        )


def _holes(known: Cover) -> Iterator[Item]:
    scope = known.scope
    for node in scope.of(ITEMS[0]):
        if is_hole(node):
            where = standing(scope.directory, node.id).where
            note = node.text("note") or "紙面が読めません"
            yield Item(
                f"{where}は判読できません。{note}。", refs(scope, (node.id,)), cells=(("所", where), ("注", note))
            )


def _ids(edges: Sequence[Edge]) -> tuple[str, ...]:
    return tuple(e.id for e in edges)


_SECTIONS: Final[tuple[tuple[str, str, str, Callable[[Cover], Iterator[Item]]], ...]] = (
    ("unassigned", "担い手のない取組み", "機関を結ぶ行がデータにない取組みと細目です。", _unassigned),
    ("no-first", "最初の連絡先のない相談", "どの機関にも、最初に連絡する順が付いていません。", _no_first),
    ("no-number", "最初の連絡先のどれにも電話番号のない相談", "かける番号がデータにありません。", _no_number),
    ("no-phone", "電話番号のない最初の窓口", "最初に連絡する窓口なのに、番号がデータにありません。", _no_phone),
    ("inferred-only", "推定だけで担当が結ばれた相談", "「担当する」が、原典に書かれていません。", _inferred),
    ("no-body", "機関が1つもない種別", "役割だけがわかり、窓口は未収録です。", _no_body),
    ("hole", "判読できない重点政策", "紙面が読めないので、項目も取組みも補いません。", _holes),
)
