"""Paths: all of them, the shortest first, each hop read in its direction; hubs only when asked for."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.hops import DEFAULT, HUBS, hops, read_kinds
from graph.analysis.paths import check_paths, paths
from graph.analysis.scope import Scope, scope
from graph.errors import BadParameter, UnknownItem, UnknownKind
from graph.model import Edge, Node, properties
from tests.finding.ward import CODE, GUESSED, SAID, case, directory, handles, kind, link, of_kind, org, service


def refers(a: str, b: str, relation: str = "紹介", *, guessed: bool = False, laws: tuple[str, ...] = ()) -> Edge:
    values = properties(relation=relation, laws=laws)
    return link("refers_to", a, b, values, said=GUESSED if guessed else SAID)


def read(found: object) -> list[str]:
    return [" ".join(f"{s.start.id} {s.label}" for s in p.steps) for p in found.paths]  # type: ignore[attr-defined]


def test_every_hop_has_the_label_of_its_direction_its_basis_and_its_source(tmp_path: Path) -> None:
    found = directory(
        tmp_path, org("a"), org("b"), org("c"), refers("org:b", "org:a"), refers("org:b", "org:c", "通告", guessed=True)
    )
    answer = paths(scope(found), "org:a", "org:c")
    (path,) = answer.paths
    assert (path.length, answer.more) == (2, False)
    first, second = path.steps
    assert (first.start.id, first.label, first.end.id, first.basis) == ("org:a", "紹介を受ける", "org:b", "stated")
    assert (second.start.id, second.label, second.end.id, second.basis) == ("org:b", "通告する", "org:c", "inferred")
    assert [s.title for s in first.sources] == ["例区のページ"]
    assert answer.sentence == "「a」から「c」への4歩までの道は1本です。いちばん短いのは2歩で、1本を示します。"


def test_stated_first_and_parallel_edges_are_ways_of_their_own(tmp_path: Path) -> None:
    edges = (
        refers("org:a", "org:b", "紹介", guessed=True),
        refers("org:a", "org:b", "通告"),
        refers("org:b", "org:a", "委託"),
    )
    found = directory(tmp_path, org("a"), org("b"), *edges)
    steps = [p.steps[0] for p in paths(scope(found), "org:a", "org:b").paths]
    assert [s.basis for s in steps] == ["stated", "stated", "inferred"]
    assert {s.edge for s in steps} == {e.id for e in edges}
    cut = paths(scope(found), "org:a", "org:b", k=2)
    assert (len(cut.paths), cut.more) == (2, True)
    assert [p.steps[0].edge for p in cut.paths] == [s.edge for s in steps[:2]]


def test_hubs_only_when_asked_for_and_the_shorter_way_is_told(tmp_path: Path) -> None:
    items = (org("a"), org("b"), case("c", "困"), handles("org:a", "c", "連携"), handles("org:b", "c", "連携"))
    found = directory(tmp_path, *items)
    none = paths(scope(found), "org:a", "org:b")
    assert none.paths == ()
    assert [(s.kind, s.length) for s in none.shorter] == [("handles", 2)]
    assert (
        none.sentence
        == "「a」から「b」への4歩までの道は、データにありません。「担当する」のつながりも通ると、2歩です。"
    )
    (path,) = paths(scope(found), "org:a", "org:b", hubs=("handles",)).paths
    assert [s.label for s in path.steps] == ["担当する", "担当される"]


def test_a_case_type_is_an_end_but_is_not_passed_through(tmp_path: Path) -> None:
    addresses = (link("addresses", "svc:x", "case:c"), link("addresses", "svc:y", "case:c"))
    found = directory(tmp_path, service("x", "x"), service("y", "y"), case("c", "困"), *addresses)
    assert [p.length for p in paths(scope(found), "svc:x", "case:c").paths] == [1]
    assert paths(scope(found), "svc:x", "svc:y").paths == ()
    assert [p.length for p in paths(scope(found), "svc:x", "svc:y", kinds=("addresses",)).paths] == [2]


def test_a_body_and_its_kind_are_folded_and_told_apart(tmp_path: Path) -> None:
    items = (kind("k", "種"), *of_kind(org("a"), "k", "ku"), org("b"), refers("kind:k", "org:b"))
    found = directory(tmp_path, *items)
    (path,) = paths(scope(found), "org:a", "org:b").paths
    assert [s.label for s in path.steps] == ["種別は", "紹介する"]
    assert [(f.body.id, f.kind.id) for f in path.folded] == [("org:a", "kind:k")]
    (own,) = paths(scope(found), "kind:k", "org:b").paths
    assert own.folded == ()


def test_a_law_leads_to_both_ends_of_the_relations_that_rest_on_it(tmp_path: Path) -> None:
    law = Node("law:l", "law", "法", CODE, properties(article="第6条"), SAID)
    found = directory(tmp_path, law, org("a", "甲"), org("b", "乙"), refers("org:a", "org:b", "通告", laws=("law:l",)))
    (to_b,) = paths(scope(found), "law:l", "org:b", max_hops=1).paths
    (to_a,) = paths(scope(found), "law:l", "org:a", max_hops=1).paths
    assert to_a.steps[0].label == "根拠になる(乙へ通告する)"
    assert to_b.steps[0].label == "根拠になる(甲から通告を受ける)"
    (back,) = paths(scope(found), "org:a", "law:l", max_hops=1).paths
    assert (back.steps[0].label, back.steps[0].kind) == ("根拠法令は", "laws")


def test_what_is_not_there_on_the_day_is_no_path_but_is_told(tmp_path: Path) -> None:
    items = (org("a"), org("m", "中", since="2020-04-01"), org("b"), refers("org:a", "org:m"), refers("org:m", "org:b"))
    found = directory(tmp_path, *items)
    assert len(paths(scope(found, on="2021-01-01"), "org:a", "org:b").paths) == 1
    past = paths(scope(found, on="2019-06-01"), "org:a", "org:b")
    assert (past.paths, [a.item.id for a in past.told]) == ((), ["org:m"])
    assert past.notes


def test_ends_and_bounds(tmp_path: Path) -> None:
    found = directory(tmp_path, org("a"), org("b"))
    with pytest.raises(UnknownItem):
        paths(scope(found), "org:a", "org:nowhere")
    assert [p.length for p in paths(scope(found), "org:a", "org:a").paths] == [0]
    for bounds in ((0, 20, ()), (9, 20, ()), (4, 0, ()), (4, 101, ()), (4, 20, ("involves",))):
        with pytest.raises(BadParameter):
            check_paths(*bounds)
    with pytest.raises(UnknownKind):
        read_kinds("eats")
    assert read_kinds("handles, laws") == ("handles", "laws")
    assert not set(HUBS) & set(DEFAULT)


@given(
    pairs=st.lists(
        st.tuples(st.sampled_from(list(combinations("abcdef", 2))), st.booleans()), max_size=12, unique=True
    ),
    most=st.integers(1, 5),
    k=st.integers(1, 30),
)
@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_the_paths_are_those_of_networkx(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[tuple[str, str], bool]], most: int, k: int
) -> None:
    edges = [
        link("part_of", f"org:{a}", f"org:{b}") if part else refers(f"org:{b}", f"org:{a}") for (a, b), part in pairs
    ]
    found = directory(tmp_path_factory.mktemp("paths"), *(org(n) for n in "abcdef"), *edges)
    graph = nx.MultiGraph()
    graph.add_nodes_from(f"org:{n}" for n in "abcdef")
    graph.add_edges_from((e.start, e.end, e.id) for e in edges)
    expected = {tuple(key for _, _, key in way) for way in nx.all_simple_edge_paths(graph, "org:a", "org:f", most)}
    answer = paths(scope(found), "org:a", "org:f", max_hops=most, k=100)
    ways = [tuple(s.edge for s in p.steps) for p in answer.paths]
    assert set(ways) == expected and len(ways) == len(expected) and not answer.more
    assert [len(w) for w in ways] == sorted(map(len, ways))
    cut = paths(scope(found), "org:a", "org:f", max_hops=most, k=k)
    assert [tuple(s.edge for s in p.steps) for p in cut.paths] == ways[:k]
    assert cut.more == (len(ways) > k)


def test_in_the_ward_every_path_is_a_chain_of_edges_and_none_is_missing(ward: Scope) -> None:
    """Against networkx over the same hops, for ends of every sort."""
    ends = ("init:late-2-1-1", "policy:late-2", "kind:jidokan", "org:setagaya-jidosodanjo", "svc:jiso_sodan")
    graph = nx.MultiGraph()
    between = [k for k in DEFAULT if k not in ("helps", "addresses", "laws")]
    for node in ward.directory.nodes:
        graph.add_edges_from((node, h.other, h.edge.id) for h in hops(ward, node, between))
    for a, b in combinations(ends, 2):
        answer = paths(ward, a, b, max_hops=3, k=10_000)
        expected = {tuple(key for _, _, key in way) for way in nx.all_simple_edge_paths(graph, a, b, 3)}
        assert {tuple(s.edge for s in p.steps) for p in answer.paths} == expected, (a, b)
        for path in answer.paths:
            assert [path.steps[0].start.id, path.steps[-1].end.id] == [a, b]
            for one, other in zip(path.steps, path.steps[1:], strict=False):
                assert one.end == other.start
            assert all(s.edge in ward.directory.edges and s.sources for s in path.steps)


def test_j6_from_an_initiative_to_a_case_type_with_a_source_per_hop(ward: Scope) -> None:
    answer = paths(ward, "init:late-2-1-1", "case:gyakutai", max_hops=2)
    assert [s.kind for s in answer.paths[0].steps] == ["helps"]
    two = [p for p in answer.paths if p.length == 2]
    assert {tuple(s.kind for s in p.steps) for p in two} == {("part_of", "helps"), ("corresponds_to", "addresses")}
