"""Network measures against exact small graphs and against working them out by force."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.reports.catalogue import report
from graph.analysis.reports.values import Report
from graph.analysis.scope import Scope, scope
from graph.model import Item, properties
from tests.finding.ward import directory, kind, link, of_kind, org

NAMES = "abcdef"


def net(folder: Path, pairs: list[tuple[str, str]], *more: Item) -> Report:
    edges = [link("refers_to", f"kind:{a}", f"kind:{b}", properties(relation="紹介")) for a, b in pairs]
    found = directory(folder, *(kind(n, n.upper()) for n in NAMES), *edges, *more)
    return report(scope(found), "measures")


def test_a_line_of_three_hangs_on_its_middle(tmp_path: Path) -> None:
    found = net(tmp_path, [("a", "b"), ("b", "c")])
    assert [i.sentence for i in found.of("joins")] == [
        "「B」は、ほかの2つの種別を最短で結ぶ道の100%を受け持ちます。じかに結びつくのは2の種別です。"
    ]
    assert [i.sentence for i in found.of("cuts")] == ["「B」がなくなると、1の種別(C)が残りとつながらなくなります。"]
    assert [i.sentence for i in found.of("bridges")] == [
        "「A」と「B」の関係1がなくなると、1の種別(A)が残りから離れます。",
        "「B」と「C」の関係1がなくなると、1の種別(C)が残りから離れます。",
    ]
    assert "3の種別と2の結びつき(関係2)を見ました。いちばん多く間に立つのはBです。" in found.sentence


def test_a_body_stands_with_its_kind(tmp_path: Path) -> None:
    body = of_kind(org("x"), "a", "ume")
    edge = link("refers_to", "org:x", "kind:c", properties(relation="通告"))
    found = net(tmp_path, [("a", "b")], *body, edge)
    (joins,) = found.of("joins")
    assert joins.subjects[0].id == "kind:a" and edge.id in joins.edges
    assert [i.sentence for i in found.of("districts")] == [
        "梅地区を受け持つ機関で、ほかとの関係がデータにあるのは「x」だけです。"
    ]


def test_nothing_to_measure(tmp_path: Path) -> None:
    found = net(tmp_path, [])
    assert found.items == () and "0の種別と0の結びつき(関係0)" in found.sentence


@given(pairs=st.lists(st.sampled_from(list(combinations(NAMES, 2))), max_size=12, unique=True))
@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_as_worked_out_by_force(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    found = net(tmp_path_factory.mktemp("net"), pairs)
    graph = nx.Graph((f"kind:{a}", f"kind:{b}") for a, b in pairs)
    groups = nx.number_connected_components(graph)

    def without(*nodes: str) -> nx.Graph:
        copy = nx.Graph(graph)
        copy.remove_nodes_from(nodes)
        return copy

    cuts = {n for n in graph if nx.number_connected_components(without(n)) > groups}
    assert {i.subjects[0].id for i in found.of("cuts")} == cuts
    bridges = set()
    for a, b in graph.edges:
        copy = nx.Graph(graph)
        copy.remove_edge(a, b)
        if not nx.has_path(copy, a, b):
            bridges.add(frozenset((a, b)))
    assert {frozenset(s.id for s in i.subjects[:2]) for i in found.of("bridges")} == bridges
    shares = {n: _share(graph, n) for n in graph}
    assert [i.subjects[0].id for i in found.of("joins")] == sorted(
        (n for n in shares if shares[n] > 0), key=lambda n: (-round(shares[n], 9), n)
    )
    for one in found.of("joins"):
        assert dict(one.cells)["割合"] == f"{shares[one.subjects[0].id] * 100:.0f}%"


def _share(graph: nx.Graph, node: str) -> float:
    """The part of the shortest ways between two others that go through it, summed over all pairs."""
    others = [n for n in graph if n != node]
    total = 0.0
    for a, b in combinations(others, 2):
        if nx.has_path(graph, a, b):
            ways = list(nx.all_shortest_paths(graph, a, b))
            total += sum(node in w for w in ways) / len(ways)
    return total / (len(others) * (len(others) - 1) / 2) if len(others) > 1 else 0.0


def test_in_the_ward_distances_are_those_of_the_relations(ward: Scope) -> None:
    found = report(ward, "measures")
    shown = {r for f in ward.directory.municipality.families if f.shown for r in f.relations}
    graph = nx.Graph()
    for edge in ward.edges("refers_to"):
        a, b = (ward.directory.kind_of(i) for i in (edge.start, edge.end))
        if edge.text("relation") in shown and a != b:
            graph.add_edge(a, b)
    lengths = nx.single_source_shortest_path_length(graph, "kind:jido-sodanjo")
    lines = [i for i in found.of("distance") if i.cells]
    assert {i.subjects[0].id: int(dict(i.cells)["歩"]) for i in lines} == {k: n for k, n in lengths.items() if n}
    assert f"{len(graph)}の種別と{graph.number_of_edges()}の結びつき" in found.sentence
    for line in lines:
        assert len({ward.directory.edges[e].kind for e in line.edges}) == 1 and line.edges
