"""Which bodies are there for this asker: their own area, the whole, a border, none at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.directory import Directory
from graph.errors import UnknownItem
from graph.finding.find import answer_for_case
from graph.model import properties
from tests.finding.asking import OFFICE, ask, body, plain, rows, ward
from tests.finding.ward import handles, kind, link, of_kind, org


def office(folder: Path) -> Directory:
    """A kind with one body in each 地域."""
    return ward(
        folder,
        kind("office", "支所", tier="地域"),
        *of_kind(org("east-office", "東支所", opening_hours=OFFICE, phone="03-1"), "office", "east"),
        *of_kind(org("west-office", "西支所", opening_hours=OFFICE, phone="03-2"), "office", "west"),
        handles("kind:office", "a", "一義的相談窓口", first=1),
        *plain("dial", "専門相談", first=2),
    )


def test_a_kind_leads_to_the_body_of_the_askers_area(tmp_path: Path) -> None:
    answer = ask(office(tmp_path), area="梅ヶ丘")
    assert rows(answer) == [("first", 1, "east-office"), ("first", 2, "dial")]
    first = answer.bodies[0]
    assert (first.reach, first.area and first.area.label, first.phone) == ("serves", "東地域", "03-1")
    assert [(s.kind, s.label, s.start.label, s.end.label) for s in first.why] == [
        ("handles", "担当される", "困りごと", "支所"),
        ("instance_of", "この種別の機関", "支所", "東支所"),
        ("serves", "受け持つ", "東支所", "東地域"),
    ]
    assert all(s.sources for s in first.why)


def test_without_an_area_all_bodies_of_the_kind_share_a_row(tmp_path: Path) -> None:
    expected = [("first", 1, "east-office"), ("first", 1, "west-office"), ("first", 2, "dial")]
    assert rows(ask(office(tmp_path))) == expected


def test_on_a_border_both_bodies_stand(tmp_path: Path) -> None:
    answer = ask(office(tmp_path), area="境町")
    assert rows(answer)[:2] == [("first", 1, "east-office"), ("first", 1, "west-office")]
    assert [a.id for a in answer.areas] == ["area:east", "area:west"]


def test_an_unknown_area_is_answered_for_the_whole_municipality(tmp_path: Path) -> None:
    answer = ask(office(tmp_path), area="ぽぽぽ")
    assert (answer.area, answer.area_problem, len(answer.bodies)) == (None, "unknown", 3)


def test_a_district_without_a_body_sees_those_beside_it(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        kind("hall", "児童館", tier="地区"),
        *of_kind(org("ume-hall"), "hall", "ume"),
        *of_kind(org("take-hall"), "hall", "take"),
        *of_kind(org("new-hall", status="planned"), "hall", "matsu"),
        handles("kind:hall", "a", "サービス提供", first=1),
        link("lacks", "area:matsu", "kind:hall", properties(status="なし", explanation="まだない")),
    )
    answer = ask(found, area="松原町")
    assert rows(answer) == [("first", 1, "ume-hall"), ("partner", 1, "new-hall")]
    assert body(answer, "ume-hall").reach == "near"
    assert [s.kind for s in body(answer, "ume-hall").why] == ["handles", "lacks", "instance_of", "serves"]
    assert rows(ask(found, area="竹の里")) == [("first", 1, "take-hall")]


def test_a_kind_without_bodies_stands_for_itself(tmp_path: Path) -> None:
    found = ward(tmp_path, kind("sc", "スクールカウンセラー"), handles("kind:sc", "a", "専門相談", first=1))
    (only,) = ask(found).bodies
    assert (only.id, only.reach, only.phone, only.area, only.recheck) == ("kind:sc", "kind", "", None, False)
    assert only.organisation_kind is not None and only.organisation_kind.id == "kind:sc"


def test_a_kind_stands_for_more_bodies_than_a_page_lists(tmp_path: Path) -> None:
    many = [i for n in range(10) for i in of_kind(org(f"n{n}"), "nursery", "ku")]
    found = ward(tmp_path, kind("nursery", "保育園"), handles("kind:nursery", "a", "連携"), *many)
    (only,) = ask(found).bodies
    assert (only.id, only.reach) == ("kind:nursery", "many")


def test_an_unknown_range_is_last_and_never_dropped(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        org("lost"),
        handles("org:lost", "a", "通告先", first=1),
        *plain("known", "連携", first=2),
        *plain("watch", "予防・見守り"),
    )
    assert rows(ask(found)) == [("first", 1, "known"), ("partner", 1, "watch"), ("partner", 2, "lost")]
    assert body(ask(found), "lost").reach == "unknown"


def test_an_unknown_range_is_better_than_nobody_to_call_first(tmp_path: Path) -> None:
    found = ward(tmp_path, org("lost"), handles("org:lost", "a", "通告先", first=1), *plain("watch", "予防・見守り"))
    assert rows(ask(found)) == [("first", 1, "lost"), ("partner", 1, "watch")]


def test_a_body_that_serves_only_others_is_no_answer(tmp_path: Path) -> None:
    found = ward(tmp_path, *plain("east-police", "連携", area="east"), *plain("ward", "連携"))
    assert [r[2] for r in rows(ask(found, area="竹の里"))] == ["ward"]
    assert [r[2] for r in rows(ask(found))] == ["ward", "east-police"]


def test_a_case_type_has_its_own_answer(tmp_path: Path) -> None:
    answer = ask(office(tmp_path), area="area:west", age="小4")
    assert [(c.id, c.use, c.score) for c in answer.case_types] == [("case:a", "answer", 1.0)]
    assert (answer.area and answer.area.label, answer.age and answer.age.words, answer.certain) == (
        "西地域",
        "小4",
        True,
    )


def test_only_a_case_type_has_one(tmp_path: Path) -> None:
    found = office(tmp_path)
    for unknown in ("case:none", "org:dial"):
        with pytest.raises(UnknownItem, match=unknown):
            answer_for_case(found, unknown)
