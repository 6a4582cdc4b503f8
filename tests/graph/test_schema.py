"""schema.yaml as a whole, and what it refuses."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from graph.errors import InvalidGraph, UnknownKind
from graph.model import Edge, Node, Properties, Provenance, properties
from graph.schema import Schema, schema, text_problem
from graph.text import BIDI_CONTROLS


@pytest.fixture(scope="module")
def known() -> Schema:
    return schema()


def place(**values: str | tuple[str, ...]) -> Node:
    return Node("place:x-tsurumaki", "place", "弦巻", "131121", properties(type="町", **values))


def edge(kind: str, start: str, end: str, pairs: Properties = ()) -> Edge:
    return Edge(schema().id_of(kind, start, end, pairs, "131121"), kind, start, end, "131121", pairs)


def test_every_kind_has_its_labels(known: Schema) -> None:
    assert all(n.label and n.plural and n.prefix for n in known.nodes.values())
    assert all(e.label and e.reverse and e.ends for e in known.edges.values())
    tables = [k.properties for k in known.nodes.values()] + [k.properties for k in known.edges.values()]
    assert all(p.label for table in tables for p in table.values())
    assert all(r.label and r.reverse for r in known.relations.values())


def test_symmetric_relations_read_alike_in_both_directions(known: Schema) -> None:
    assert {r.name for r in known.relations.values() if r.symmetric} == {"連携", "情報共有", "一元的運用"}
    assert all(r.label == r.reverse for r in known.relations.values() if r.symmetric)


def test_ends_keys_and_references_name_kinds_and_properties_that_exist(known: Schema) -> None:
    for kind in known.edges.values():
        assert all(a in known.nodes and b in known.nodes for a, b in kind.ends)
        assert set(kind.key) <= set(kind.properties)
    tables = [k.properties for k in known.nodes.values()] + [k.properties for k in known.edges.values()]
    for table in tables:
        for spec in table.values():
            assert set(spec.kinds) <= set(known.nodes)
            assert bool(spec.kinds) == (spec.type in ("ref", "refs"))
            assert bool(spec.values) == (spec.type in ("choice", "choices"))


def test_a_plain_node_and_edge_pass(known: Schema) -> None:
    known.check(place(kana="ツルマキ"))
    known.check(edge("serves", "org:a", "area:b"))


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (replace(place(), name=""), "名前が空"),
        (replace(place(), id="弦巻"), "id の形"),
        (replace(place(), dataset=""), "どのデータ"),
        (replace(place(), since="2024-13"), "日付が読めません"),
        (replace(place(), provenance=(Provenance("src:a", basis="told"),)), "根拠の区分"),  # type: ignore[arg-type]
        (replace(place(), name="a\0b"), "制御文字"),
        (replace(place(), name="弦\u202e巻"), "制御文字"),
        (replace(place(), name="弦\ud800"), "半端な文字"),
        (replace(place(), name="か\u3099"), "NFC"),
        (place(kana="あ" * 4001), "4000字"),
        (place(colour="赤"), "という性質はありません"),
        (place(aliases="一覧でない"), "型が違います"),
        (replace(place(), properties=(("type", "村"),)), "決まりにありません"),
        (replace(place(), properties=()), "がありません"),
        (replace(place(), properties=(("type", "町"), ("kana", "a"))), "名前の順"),
    ],
)
def test_what_a_node_may_not_be(known: Schema, node: Node, words: str) -> None:
    with pytest.raises(InvalidGraph, match=words):
        known.check(node)


def test_numbers_that_the_engines_would_read_differently_are_refused(known: Schema) -> None:
    body = Node("org:a", "organisation", "あ", "s", properties(confidential=False, status="open"))
    for name, value in (("lat", float("nan")), ("lat", float("inf"))):
        with pytest.raises(InvalidGraph, match="数ではありません"):
            known.check(replace(body, properties=tuple(sorted((*body.properties, (name, value))))))
    kind = Node("init:a", "initiative", "あ", "s", properties(number=2**63))
    with pytest.raises(InvalidGraph, match="大きすぎます"):
        known.check(kind)
    with pytest.raises(InvalidGraph, match="型が違います"):
        known.check(replace(kind, properties=(("number", True),)))


def test_an_edge_may_not_be_a_loop_nor_carry_another_id(known: Schema) -> None:
    with pytest.raises(InvalidGraph, match="自分自身"):
        known.check(edge("serves", "org:a", "org:a"))
    with pytest.raises(InvalidGraph, match="id が種類"):
        known.check(replace(edge("serves", "org:a", "area:b"), id="edge:0"))


def test_an_edge_joins_only_the_kinds_it_may(known: Schema) -> None:
    known.check_ends(edge("serves", "org:a", "area:b"), "organisation", "area")
    with pytest.raises(InvalidGraph, match="結べません"):
        known.check_ends(edge("serves", "org:a", "area:b"), "area", "organisation")


def test_unknown_kinds_name_the_known_ones(known: Schema) -> None:
    with pytest.raises(UnknownKind, match="case_type"):
        known.node("child")
    with pytest.raises(UnknownKind, match="handles"):
        known.edge("knows")


def test_parallel_relations_stay_apart_and_mirrored_ones_meet() -> None:
    def relation(start: str, end: str, name: str) -> str:
        return edge("refers_to", start, end, properties(relation=name)).id

    assert relation("org:a", "org:b", "通告") != relation("org:a", "org:b", "紹介")
    assert relation("org:a", "org:b", "通告") != relation("org:b", "org:a", "通告")
    assert relation("org:a", "org:b", "連携") == relation("org:b", "org:a", "連携")


def test_verbs_read_in_both_directions(known: Schema) -> None:
    link = edge("refers_to", "org:a", "org:b", properties(relation="委託"))
    assert known.verb(link) == "委託する"
    assert known.verb(link, forwards=False) == "委託を受ける"
    assert known.verb(edge("serves", "org:a", "area:b"), forwards=False) == "受け持たれる"


def test_references_are_ends_ids_and_sources(known: Schema) -> None:
    link = replace(
        edge("refers_to", "org:a", "org:b", properties(case="case:c", laws=("law:l",), relation="通告")),
        provenance=(Provenance("src:s"),),
    )
    assert [i for _, i in known.references(link)] == ["org:a", "org:b", "case:c", "law:l", "src:s"]


def test_search_text_holds_names_and_is_folded(known: Schema) -> None:
    assert known.search_text(place(kana="ツルマキ", aliases=("つるまき町",))) == "弦巻 つるまき つるまき町"


def test_no_control_half_or_reordering_character_is_let_in() -> None:
    forbidden = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) in ("Cc", "Cs")]
    for char in (*forbidden, *BIDI_CONTROLS):
        assert f"U+{ord(char):04X}" in text_problem(f"あ{char}い")
    assert text_problem("\u2028\u00a0𠮷\U0010ffff") == ""
