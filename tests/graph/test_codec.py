"""Canonical text of items, digests and the ids of edges."""

from __future__ import annotations

import random

import pytest

from graph.codec import EMPTY_DIGEST, decode, decode_edge, decode_node, digest, digest_of, edge_id, encode
from graph.model import Edge, Node, Provenance, Variant

NODE = Node(
    "org:a", "organisation", "あ<b>", "131121", (("aliases", ("い", "う")), ("confidential", False), ("lat", 35.5)),
    (Provenance("src:s", "l.3", "inferred", "2024-04", "理由"),), "2020", "2030-01", "2024-04-01",
    (Variant("phone", "03-0000-0000", "src:t"),),
)  # fmt: skip
EDGE = Edge("edge:1", "serves", "org:a", "area:b", "131121", (), (Provenance("src:s"),))


@pytest.mark.parametrize("item", [NODE, EDGE])
def test_what_is_encoded_is_decoded(item: Node | Edge) -> None:
    assert decode(encode(item)) == item


def test_decoding_the_wrong_side_is_an_error() -> None:
    with pytest.raises(ValueError, match="not an edge"):
        decode_edge(encode(NODE))
    with pytest.raises(ValueError, match="not a node"):
        decode_node(encode(EDGE))
    with pytest.raises(ValueError, match="no body"):
        decode('["x",1,2,3,4]')


def test_true_and_one_are_different_facts() -> None:
    yes = Node("a:b", "term", "x", "s", (("boundary", True),))
    one = Node("a:b", "term", "x", "s", (("boundary", 1),))
    assert encode(yes) != encode(one)


def test_digest_ignores_the_order_and_sees_every_item() -> None:
    items: list[Node | Edge] = [Node(f"org:{n}", "organisation", "x", "s") for n in range(20)]
    shuffled = random.Random(1).sample(items, len(items))
    assert digest_of(items) == digest_of(shuffled)
    assert digest_of(items) != digest_of(items[:-1])
    assert digest_of([]) == digest([]) == EMPTY_DIGEST


def test_edge_id_depends_on_direction_unless_symmetric() -> None:
    assert edge_id("refers_to", "a", "b", ["連携"]) != edge_id("refers_to", "b", "a", ["連携"])
    assert edge_id("refers_to", "a", "b", ["連携"], symmetric=True) == edge_id(
        "refers_to", "b", "a", ["連携"], symmetric=True
    )
    assert edge_id("handles", "a", "b", ["連携"]) != edge_id("handles", "a", "b", ["主担当"])
