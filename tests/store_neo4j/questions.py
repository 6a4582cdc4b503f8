"""What the product answers to the named questions, as the rows that the Cypher beside each gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from graph.analysis.common import common
from graph.analysis.matrix import matrix
from graph.analysis.paths import paths
from graph.analysis.reports.catalogue import report
from graph.analysis.reports.single_points import ROLES
from graph.analysis.reports.values import Item, Report
from graph.analysis.scope import Scope, read_bases, scope
from graph.model import Edge

Given: TypeAlias = Mapping[str, str]
Rows: TypeAlias = list[tuple[object, ...]]


def expected(question: str, how: str, at: Scope, given: Given) -> Rows:
    """Sorted, as the rows of the Cypher are before they are compared."""
    return sorted((_OF.get(question) or _OF[how])(at, given), key=repr)


def _report(at: Scope, given: Given) -> Report:
    return report(at, given["name"], given.get("id", ""))


def _ids(item: Item) -> list[str]:
    return [s.id for s in item.subjects]


def _no_body(at: Scope, given: Given) -> Rows:
    found = _report(at, given)
    rows: Rows = [("担い手のない取組み", i.subjects[0].id, i.subjects[0].label, []) for i in found.of("unassigned")]
    return rows + [
        ("担当のない地区がある相談", i.subjects[0].id, i.subjects[0].label, sorted(_ids(i)[1:]))
        for i in found.of("uncovered")
    ]


def _overlaps(at: Scope, given: Given) -> Rows:
    return [(i.subjects[0].id, i.subjects[0].label, len(i.subjects) - 1) for i in _report(at, given).of("cases")]


def _single_points(at: Scope, given: Given) -> Rows:
    found = _report(at, given)
    return [
        (role, i.mark, i.subjects[0].id, i.subjects[0].label, sorted(_ids(i)[1:]))
        for n, role in enumerate(ROLES, 1)
        for i in found.of(f"role-{n}")
    ]


def _closure_kind(at: Scope, given: Given) -> Rows:
    lines = _report(at, given).of("areas")
    return [(i.subjects[0].id, i.subjects[0].label, int(dict(i.cells)["前"]), int(dict(i.cells)["後"])) for i in lines]


def _closure_body(at: Scope, given: Given) -> Rows:
    lines = _report(at, given).of("areas")
    return [
        (i.subjects[0].id, i.subjects[0].label, int(dict(i.cells)["前"]), sorted(s.label for s in i.subjects[2:]))
        for i in lines
    ]


def _paths(at: Scope, given: Given) -> Rows:
    found = paths(at, given["from"], given["to"], k=100).paths
    return [
        ([p.steps[0].start.label, *(s.end.label for s in p.steps)], [s.edge for s in p.steps])
        for p in found
        if p.length == found[0].length
    ]


def _paths_law(at: Scope, given: Given) -> Rows:
    edges = [p.steps[0].edge for p in paths(at, given["from"], given["to"], k=100).paths if p.length == 1]
    return [_relation(at, at.directory.edges[e]) for e in edges]


def _relation(at: Scope, edge: Edge) -> tuple[object, ...]:
    return at.directory.label(edge.start), edge.text("relation"), at.directory.label(edge.end), edge.id


def _common(at: Scope, given: Given) -> Rows:
    return [(i.item.id, i.item.label, i.kind) for i in common(at, given["a"], given["b"]).items]


def _matrix(at: Scope, given: Given) -> Rows:
    found = matrix(
        scope(at.directory, on=at.day, bases=read_bases(given.get("basis", ""))), given["rows"], given["columns"]
    )
    label = {r.id: r.label for r in found.rows} | {c.id: c.label for c in found.columns}
    rows: Rows = []
    for c in found.cells:
        column: tuple[object, ...] = () if "cell" in given else (c.column, label[c.column])
        counts = () if given["columns"] == "case_type" else (c.stated, c.inferred)
        if given.get("cell", f",{c.column}") == f",{c.column}":
            rows.append((c.row, label[c.row], *column, c.count, *counts))
    return rows


def _item_words(at: Scope, given: Given) -> Rows:
    rows: Rows = []
    for i in _report(at, given).of("bodies"):
        edge = at.directory.edges[i.edges[0]]
        item, body = at.directory.nodes[edge.start], at.directory.nodes[edge.end]
        rows.append((item.id, item.name, dict(i.cells)["役"], body.name, edge.get("surface"), i.basis, edge.id))
    return rows


def _policy(at: Scope, given: Given) -> Rows:
    found = _report(at, given)
    (hole,) = found.of("hole")
    assert not found.of("bodies")
    node, cells = at.directory.nodes[hole.subjects[0].id], dict(hole.cells)
    return [(node.id, node.name, "illegible", int(cells["行"]), cells["注"], 0)]


def _succession(at: Scope, given: Given) -> Rows:
    lines = _report(at, given).of("pairs")
    return [(*(x for s in i.subjects[:2] for x in (s.id, s.label)), i.basis) for i in lines]


def _reconfirm(at: Scope, given: Given) -> Rows:
    rows: Rows = []
    for i in _report(at, given).items:
        node = at.directory.nodes[i.subjects[0].id]
        owner = None if i.section == "nobody" else i.section
        as_of = node.provenance[0].as_of if node.provenance else None
        rows.append((owner, at.directory.label(owner) if owner else None, node.id, node.name, as_of))
    return rows


def _source(at: Scope, given: Given) -> Rows:
    rows: Rows = []
    for i in _report(at, given).items:
        alone = "ほかに出典はありません。" in i.sentence
        if i.edges:
            name = " → ".join(s.label for s in i.subjects[:2])
            rows.append((i.edges[0], name, i.section, alone))
        else:
            rows.append((i.subjects[0].id, i.subjects[0].label, i.section, alone))
    return rows


def _inferred(at: Scope, given: Given) -> Rows:
    rows: Rows = []
    for i in _report(at, given).items:
        one, other = sorted(i.subjects, key=lambda s: s.id)
        rows.append((i.section, one.label, other.label, sorted(i.edges)))
    return rows


_OF: Mapping[str, Callable[[Scope, Given], Rows]] = {
    "no-body": _no_body, "overlaps": _overlaps, "single-points": _single_points, "closure-kind": _closure_kind,
    "closure-body": _closure_body, "paths": _paths, "paths-law": _paths_law, "common": _common, "matrix": _matrix,
    "item-words": _item_words, "policy": _policy, "succession": _succession, "reconfirm": _reconfirm,
    "source": _source, "inferred": _inferred,
}  # fmt: skip
