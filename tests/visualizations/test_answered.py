"""The pictures of an answer and of a plan: who is in them, in which order, and what is said of them."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Basis, Edge, Node, NodeId, Provenance, properties
from graph.schema import schema
from tests.visualizations.small import CODE, body, directory, edge, kind, of_kind, refers
from tests.visualizations.test_layout import inside, on_edge
from visualizations.answered import MAX_CONTACTS
from visualizations.options import Case, Contact, Options, When
from visualizations.overview import kept_network, network
from visualizations.svg import svg_file
from visualizations.values import NetworkView
from visualizations.words import chosen, seen


def items() -> list[Node | Edge]:
    return [
        kind("school", "地区", "教育"), kind("centre", "地域"), kind("hall", "地区"), kind("police", "都"),
        body("c1", "西センター", phone="03-1"), *of_kind("c1", "centre"), body("h1", "一番館"), *of_kind("h1", "hall"),
        body("h2", "二番館"), *of_kind("h2", "hall"), body("p1", "110番", phone="110"), *of_kind("p1", "police"),
        refers("kind:school", "kind:centre", "通告"), refers("kind:hall", "org:c1"), refers("org:h1", "org:h2", "連携"),
        refers("kind:centre", "kind:police", "連携"), refers("kind:school", "kind:police"),
    ]  # fmt: skip


_KINDS = st.integers(0, 24)
_WHEN: tuple[When, ...] = ("emergency", "first", "partner")
ANSWER = (
    Contact("org:c1", "first", ("org:c1",)),
    Contact("kind:school", "first", ()),
    Contact("org:p1", "emergency", ("org:p1",)),
    Contact("kind:hall", "partner", ("org:h1", "org:h2")),
)


def case_view(contacts: tuple[Contact, ...] = ANSWER, found: list[Node | Edge] | None = None) -> NetworkView:
    options = Options(view="case", case=Case("言葉", contacts=contacts, subject="不登校"))
    return network(directory(found or items()), options)


def test_an_answer_stands_in_the_order_of_contact() -> None:
    view = case_view()
    assert [(b.id, b.order, b.layer) for b in view.boxes] == [
        ("org:p1", "急", "緊急のとき"),
        ("org:c1", "1", "まず連絡"),
        ("kind:school", "2", "まず連絡"),
        ("kind:hall", "3", "連携先"),
    ]
    assert [(b.sub, b.count) for b in view.boxes] == [("110", 1), ("03-1", 1), ("", 0), ("2か所", 2)]


def test_relations_of_a_kind_are_read_for_the_body_that_stands_for_it() -> None:
    view = case_view()
    assert {(r.start, r.relation, r.end, r.inherited) for r in view.relations} == {
        ("kind:school", "通告", "org:c1", True),
        ("kind:school", "紹介", "org:p1", True),
        ("kind:hall", "紹介", "org:c1", False),
        ("org:c1", "連携", "org:p1", True),
    }
    assert sorted(i for line in view.lines for i in line.relations) == sorted(r.id for r in view.relations)


def test_a_kind_that_several_boxes_stand_for_is_read_as_the_first_and_that_is_said() -> None:
    both = (Contact("org:h2", "first", ("org:h2",)), Contact("org:h1", "partner", ("org:h1",)), ANSWER[0])
    view = case_view(both)
    assert [(r.start, r.end) for r in view.relations if r.relation == "紹介"] == [("org:h2", "org:c1")]
    assert view.shared == 1
    assert "種別の関係のうち1は" in seen(directory(items()), view).text


def test_an_answer_in_words_without_the_words_that_were_asked() -> None:
    view = case_view()
    why = seen(directory(items()), view)
    assert why.lead == "「不登校」の答えに出る4の機関・種別と、4の関係。"
    assert "番号は連絡の順です。" in why.text
    text = svg_file(directory(items()), view)
    assert "言葉" not in text and "言葉" not in view.title
    assert "機関を選ぶと" in why.text and "機関を選ぶと" not in text, "nothing can be chosen on paper"


def test_words_that_meet_nothing_make_an_empty_picture() -> None:
    view = case_view(())
    assert not view.boxes and not view.lines
    assert "データにありません" in seen(directory(items()), view).lead


def test_no_word_of_a_question_is_kept() -> None:
    place = directory(items())
    asked = [Options(view="case", case=Case(q, "町", "14", contacts=ANSWER)) for q in ("ひとつ", "ふたつ")]
    first, second = (kept_network(place, options) for options in asked)
    assert first.boxes is second.boxes, "made once for both"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(_KINDS, _KINDS, st.sampled_from(tuple(schema().relations))), max_size=80),
    st.lists(st.tuples(_KINDS, st.sampled_from(_WHEN)), max_size=25, unique_by=lambda c: c[0]),
)
def test_at_most_fifteen_boxes_and_no_line_behind_one(
    relations: list[tuple[int, int, str]], order: list[tuple[int, When]]
) -> None:
    name = "とても長い名前の相談支援センター"
    found: list[Node | Edge] = [kind(f"k{i:02d}", label=name[: 2 + i % 15]) for i in range(25)]
    made = {e.id: e for a, b, r in relations if a != b for e in [refers(f"kind:k{a:02d}", f"kind:k{b:02d}", r)]}
    found += made.values()
    view = case_view(tuple(Contact(f"kind:k{i:02d}", when, ()) for i, when in order), found)
    assert len(view.boxes) == min(len(order), MAX_CONTACTS) and view.left_out == max(0, len(order) - MAX_CONTACTS)
    boxes = {b.id: b for b in view.boxes}
    numbers = [b.order for b in view.boxes if b.order != "急"]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    for a, b in combinations(view.boxes, 2):
        assert abs(a.x - b.x) >= (a.w + b.w) / 2 or abs(a.y - b.y) >= (a.h + b.h) / 2
    for line in view.lines:
        assert on_edge(line.points[0], boxes[line.start]) and on_edge(line.points[-1], boxes[line.end])
        assert not any(inside(p, q, box) for p, q in pairwise(line.points) for box in view.boxes)
    assert all(max(map(len, b.lines)) * 14 <= b.w - 40 for b in view.boxes)


def involves(item: NodeId, end: NodeId, basis: Basis = "stated") -> Edge:
    own = properties(role="連携")
    said = (Provenance("src:x", "l.1", basis, "2024", "わけ"),)
    return Edge(schema().id_of("involves", item, end, own, CODE), "involves", item, end, CODE, own, said)


def plan_items() -> list[Node | Edge]:
    plan = Node("plan:late", "plan", "後期計画", CODE, properties(period_from="2020"))
    return [
        *items(), plan, Node("policy:late-1", "policy", "政策", CODE, properties(number=1)),
        Node("init:late-1", "initiative", "見守り", CODE), Node("init:late-2", "initiative", "相談", CODE),
        Node("plan:other", "plan", "下の計画", CODE), Node("init:other-1", "initiative", "べつ", CODE),
        edge("part_of", "policy:late-1", "plan:late"), edge("part_of", "init:late-1", "policy:late-1"),
        edge("part_of", "init:late-2", "policy:late-1"), edge("part_of", "plan:other", "plan:late"),
        edge("part_of", "init:other-1", "plan:other"), involves("init:late-1", "org:h1"),
        involves("init:late-2", "kind:hall"), involves("init:late-2", "kind:centre", "inferred"),
        involves("init:late-1", "kind:court"), kind("court", "都"), involves("init:other-1", "kind:police"),
    ]  # fmt: skip


def test_a_plan_shows_the_kinds_that_its_own_initiatives_involve() -> None:
    place = directory(plan_items())
    view = network(place, Options(view="plan", plan="plan:late"))
    assert {b.id: b.lines[-1] for b in view.boxes} == {
        "kind:hall": "取組み 2", "kind:centre": "推定 1", "kind:court": "取組み 1",
    }  # fmt: skip
    assert {(r.start, r.end) for r in view.relations} == {("kind:hall", "kind:centre")}
    assert view.inside == 1
    why = seen(place, view)
    assert why.lead == "3種別・1の関係。"
    assert "計画の2の取組みに出る機関の種別です。" in why.text and "うち1は推定だけです" in why.text
    assert "計画では2か所に出ます。" in chosen(view, "kind:hall").text
    assert "計画では1か所に出ます。" in chosen(view, "kind:court").text


@pytest.mark.parametrize("rel", [(), ("law",), ("refer", "with")])
def test_a_filter_moves_no_box_of_a_plan_or_an_answer(rel: tuple[str, ...]) -> None:
    place = directory(plan_items())
    for options in (Options(view="plan", plan="plan:late"), Options(view="case", case=Case(contacts=ANSWER))):
        whole = network(place, options)
        some = network(place, Options(options.view, plan=options.plan, case=options.case, rel=rel, basis=("stated",)))
        assert some.boxes == whole.boxes and len(some.relations) <= len(whole.relations)
