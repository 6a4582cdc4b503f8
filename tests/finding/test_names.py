"""Bodies, kinds and services that a question names."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.directory import Directory
from graph.finding.find import find
from graph.model import Item
from tests.finding.ward import case, directory, handles, kind, link, of_kind, org, serves, service, term

TOWN: tuple[Item, ...] = (
    case("a", "虐待"),
    case("b", "不登校"),
    term("泣き声", "a"),
    term("学校に行けない", "b", form="phrase"),
    kind("jiso", "児童相談所", aliases=("児相",)),
    *of_kind(org("jiso", "例区児童相談所", aliases=("児相",)), "jiso", "ku"),
    kind("hall", "児童館", tier="地区", order=2),
    *of_kind(org("ume-hall", "梅児童館", aliases=("ぷるる梅",)), "hall", "ume"),
    *of_kind(org("take-hall", "竹児童館"), "hall", "take"),
    kind("school", "学校", order=3),
    *of_kind(org("hinata", "ケア相談センター", aliases=("ひなた",)), "school", "ku"),
    org("first", "一番目"),
    *serves("org:first", "ku"),
    handles("org:first", "a", "通告先", first=1),
    handles("org:jiso", "a", "専門相談", first=2),
    service("care", "産後ケア"),
    link("provides", "org:first", "svc:care"),
)


@pytest.fixture
def town(tmp_path: Path) -> Directory:
    return directory(tmp_path, *TOWN)


def named(town: Directory, query: str) -> list[str]:
    return [n.label for n in find(town, query).named]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("児相", ["例区児童相談所"]),
        ("児相 電話", ["例区児童相談所"]),
        ("ジソウ", []),
        ("ぷるる梅", ["梅児童館"]),
        ("梅児童館に行きたい", ["梅児童館"]),
        ("児童館 どこ", ["児童館"]),
        ("近くの児童館の予約", ["児童館"]),
        ("ひなた 連絡先", ["ケア相談センター"]),
        ("ひなたぼっこ", []),
        ("学校に行けない", []),
        ("産後ケアの申込み", ["産後ケア"]),
        ("粗大ごみ", []),
    ],
)
def test_names_and_aliases_are_read(town: Directory, query: str, expected: list[str]) -> None:
    assert named(town, query) == expected


def test_the_named_body_is_the_first_row(town: Directory) -> None:
    answer = find(town, "ぷるる梅")
    first = answer.bodies[0]
    assert (first.id, first.group, first.rank, first.roles, first.case_types) == ("org:ume-hall", "first", 1, (), ())
    assert first.organisation_kind is not None and first.organisation_kind.label == "児童館"
    assert [(s.kind, s.start.label, s.end.label) for s in first.why] == [("serves", "梅児童館", "梅地区")]
    assert answer.certain and answer.case_types == ()


def test_a_named_kind_leads_to_its_bodies_near_the_asker(town: Directory) -> None:
    assert [b.label for b in find(town, "児童館 どこ").bodies] == ["竹児童館", "梅児童館"]
    assert {b.rank for b in find(town, "児童館 どこ").bodies} == {1}
    assert [b.label for b in find(town, "竹の里の児童館").bodies] == ["竹児童館"]


def test_a_named_service_leads_to_who_provides_it(town: Directory) -> None:
    (only,) = find(town, "産後ケア").bodies
    assert only.id == "org:first"
    assert [(s.kind, s.label) for s in only.why] == [("provides", "担い手は"), ("serves", "受け持つ")]


def test_a_name_beside_a_trouble_changes_no_order_unless_it_is_asked_for(town: Directory) -> None:
    told = find(town, "児相 泣き声")
    assert [n.label for n in told.named] == ["例区児童相談所"]
    assert [b.id for b in told.bodies] == ["org:first", "org:jiso"]
    asked = find(town, "泣き声 児相の電話")
    assert [(b.id, b.rank) for b in asked.bodies] == [("org:jiso", 1), ("org:first", 2)]
    assert asked.bodies[0].case_types == ("case:a",)
    assert named(town, "泣き声 学校 近所") == []


def test_a_closed_body_is_not_named_and_a_planned_one_not_first(tmp_path: Path) -> None:
    town = directory(
        tmp_path,
        kind("hall", "児童館"),
        *of_kind(org("old", "旧児童館", status="closed", until="2025-03"), "hall", "ku"),
        *of_kind(org("new", "新児童館", status="planned"), "hall", "ku"),
    )
    assert find(town, "旧児童館").named == ()
    (only,) = find(town, "新児童館").bodies
    assert (only.group, only.status) == ("partner", "planned")
