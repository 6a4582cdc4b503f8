"""What two have in common, a body taken with its kind and which is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.analysis.common import KINDS, common, folded
from graph.analysis.scope import Scope, scope
from graph.errors import UnknownItem
from graph.schema import schema
from tests.analysis.plan import plan
from tests.finding.ward import case, directory, handles, kind, link, of_kind, org


def test_both_are_linked_to_it_the_one_by_its_kind(tmp_path: Path) -> None:
    items = (
        kind("k", "種"), *of_kind(org("a"), "k", "ku"), org("b"), case("c", "困"), case("d", "別"),
        handles("kind:k", "c", "連携"), handles("org:b", "c", "専門相談"), handles("org:b", "d", "連携"),
    )  # fmt: skip
    found = common(scope(directory(tmp_path, *items)), "org:a", "org:b")
    (shared,) = found.items
    assert (shared.item.id, shared.kind) == ("case:c", "case_type")
    assert [(s.start.id, s.label) for s in shared.of_a] == [("kind:k", "担当する")]
    assert [(s.start.id, s.label) for s in shared.of_b] == [("org:b", "担当する")]
    assert [r.id for r in found.with_a] == ["kind:k"] and found.with_b == ()
    assert found.sentence == (
        "「a」と「b」の両方に結びつくのは、相談種別1の、合わせて1です。じかに結ぶ関係は、データにありません。"
    )


def test_without_folding_only_its_own_links_count(tmp_path: Path) -> None:
    items = (kind("k", "種"), *of_kind(org("a"), "k", "ku"), org("b"), case("c", "困"), handles("kind:k", "c", "連携"))
    at = scope(directory(tmp_path, *items, handles("org:b", "c", "連携"), link("part_of", "org:a", "org:b")))
    assert [i.item.id for i in common(at, "org:a", "org:b").items] == ["case:c"]
    own = common(at, "org:a", "org:b", fold=False)
    assert own.items == () and [s.label for s in own.direct] == ["属する"]
    assert [i.item.id for i in common(at, "org:a", "org:b", kinds=("serves",)).items] == []


def test_unknown_ends(tmp_path: Path) -> None:
    with pytest.raises(UnknownItem):
        common(scope(directory(tmp_path, org("a"))), "org:a", "org:nowhere")


def test_plan_items_are_shared(tmp_path: Path) -> None:
    found = common(scope(directory(tmp_path, *plan())), "kind:ko", "kind:otsu")
    assert [i.item.id for i in found.items if i.kind in ("initiative", "part")] == ["init:l-2-1-2", "init:l-2-1-1-1"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("kind:jido-sodanjo", "kind:kodomo-katei-shien-center"),
        ("case:futoko", "case:hinkon"),
        ("org:dial-110", "org:dial-119"),
    ],
)
def test_in_the_ward_nothing_is_missing(ward: Scope, a: str, b: str) -> None:
    """Against the sets of neighbours, worked out from the edges alone."""
    edges = [e for e in ward.directory.edges.values() if e.kind in KINDS and ward.shows(e)]
    around = [
        {e.other(i) for i in folded(ward, end) for e in edges if i in (e.start, e.end)}
        | {law for i in folded(ward, end) for e in edges if i in (e.start, e.end) for law in e.list("laws")}
        for end in (a, b)
    ]
    found = common(ward, a, b)
    assert {i.item.id for i in found.items} == (around[0] & around[1]) - {*folded(ward, a), *folded(ward, b)}
    order = [i.kind for i in found.items]
    assert order == sorted(order, key=order.index) and set(order) <= set(schema().nodes)
