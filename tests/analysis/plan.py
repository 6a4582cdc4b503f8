"""A small plan for tests: two policies of which one cannot be read, a measure, initiatives and a part."""

from __future__ import annotations

from graph.model import Edge, Item, Node, NodeId, Provenance, Value, properties
from tests.finding.ward import CODE, GUESSED, SAID, case, kind, link, of_kind, org, service

EDITED = (Provenance("src:a", basis="editorial"),)


def item(node_id: NodeId, number: int, name: str = "", **more: Value) -> Node:
    """A plan item; its kind is what its id begins with, `part` where it has four numbers."""
    prefix, _, rest = node_id.partition(":")
    kinds = {"policy": "policy", "measure": "measure", "init": "initiative", "plan": "plan"}
    found = "part" if prefix == "init" and rest.count("-") == 4 else kinds[prefix]
    if found == "policy":
        more = {"status": "read", **more}
    values = properties(**({} if found == "plan" else {"number": number}), **more)
    return Node(node_id, found, name or node_id, CODE, values, SAID)


def involves(start: NodeId, end: NodeId, surface: str = "", role: str = "実施") -> Edge:
    """Stated where the page has words for it, else inferred."""
    values = properties(role=role, wording="題", surface=surface)
    return link("involves", start, end, values, said=SAID if surface else GUESSED)


def plan() -> tuple[Item, ...]:
    """後期 with 1 (a hole) and 2; 前期 with 1. Bodies: 甲 alone of its kind, 乙 with 乙1 and 乙2."""
    under = (
        ("policy:l-1", "plan:l"), ("policy:l-2", "plan:l"), ("policy:p-1", "plan:p"), ("measure:l-2-1", "policy:l-2"),
        ("measure:l-2-2", "policy:l-2"), ("measure:p-1-1", "policy:p-1"), ("init:l-2-1-1", "measure:l-2-1"),
        ("init:l-2-1-2", "measure:l-2-1"), ("init:l-2-2-1", "measure:l-2-2"), ("init:p-1-1-1", "measure:p-1-1"),
        ("init:l-2-1-1-1", "init:l-2-1-1"),
    )  # fmt: skip
    return (
        item("plan:l", 0, "計画後期", period_from="2020-04-01"),
        item("plan:p", 0, "計画前期", period_from="2015-04-01"),
        item("policy:l-1", 1, status="illegible", note="読めない", line=28),
        *(item(i, int(i[-1]), line=40) for i, _ in under if i != "policy:l-1"),
        *(link("part_of", a, b) for a, b in under),
        kind("ko", "甲", order=1), kind("otsu", "乙", order=2),
        *of_kind(org("ko1", "甲の1"), "ko", "ku"), *of_kind(org("otsu1", "乙の1"), "otsu", "east"),
        *of_kind(org("otsu2", "乙の2"), "otsu", "west"),
        case("futoko", "不登校"), service("soudan", "相談事業"),
        involves("init:l-2-1-1", "kind:ko", "甲"), involves("init:l-2-1-1-1", "kind:ko", "甲"),
        involves("init:l-2-1-1-1", "org:otsu1", "乙の1"), involves("init:l-2-1-2", "org:ko1"),
        involves("init:l-2-1-2", "kind:otsu", role="連携"), involves("init:p-1-1-1", "kind:otsu"),
        link("helps", "init:l-2-1-1", "case:futoko", said=EDITED),
        link("helps", "init:l-2-1-1-1", "case:futoko", said=EDITED),
        link("corresponds_to", "init:l-2-1-1", "svc:soudan", said=EDITED),
        link("succeeds", "policy:l-2", "policy:p-1", said=GUESSED),
    )  # fmt: skip
