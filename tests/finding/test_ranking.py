"""Whom to contact, in which order, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import BadParameter
from graph.finding.find import find
from graph.model import Item
from tests.finding.asking import NOON, OFFICE, ask, body, plain, rows, ward
from tests.finding.ward import GUESSED, case, handles, kind, link, of_kind, org, serves

NIGHT = datetime(2026, 11, 25, 23)


def test_first_contact_is_what_the_data_say(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *plain("third", "通告先", first=5),
        *plain("one", "連携", first=1),
        *plain("two", "専門相談", first=2),
        *plain("partner", "通告先"),
    )
    assert rows(ask(found)) == [
        ("first", 1, "one"),
        ("first", 2, "two"),
        ("first", 3, "third"),
        ("partner", 1, "partner"),
    ]


def test_partners_stand_by_role_then_nearness_then_basis(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *plain("watch", "予防・見守り"),
        *plain("special", "専門相談"),
        *plain("near", "連携", area="ume"),
        *plain("ward", "連携"),
        *plain("nation", "連携", area="kuni"),
        org("guess"),
        *serves("org:guess", "ku"),
        handles("org:guess", "a", "連携", said=GUESSED),
        kind("k", "種別"),
        *of_kind(org("kin"), "k", "ku"),
        handles("kind:k", "a", "連携"),
    )
    assert [r[2] for r in rows(ask(found, area="梅ヶ丘"))] == [
        "special",
        "near",
        "ward",
        "guess",
        "kin",
        "nation",
        "watch",
    ]
    assert (body(ask(found), "kin").inherited, body(ask(found), "ward").inherited) == (True, False)
    assert (body(ask(found), "guess").basis, body(ask(found), "ward").basis) == ("inferred", "stated")


def test_the_closed_are_left_out_and_the_planned_are_last(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *plain("closed", "通告先", first=1, status="closed"),
        *plain("planned", "通告先", first=2, status="planned"),
        *plain("ended", "連携", until="2026-03"),
        *plain("open", "予防・見守り"),
    )
    assert rows(ask(found)) == [("partner", 1, "open"), ("partner", 2, "planned")]
    assert [r[2] for r in rows(ask(found, on="2026-03-31"))] == ["ended", "open", "planned"]


def test_what_has_not_begun_is_no_answer(tmp_path: Path) -> None:
    new = org("new", since="2020-04-01")
    old = handles("org:old", "a", "通告先", first=1)
    found = ward(
        tmp_path,
        new,
        *serves("org:new", "ku"),
        handles("org:new", "a", "通告先", first=1),
        org("old"),
        *serves("org:old", "ku"),
        old,
    )
    assert [r[2] for r in rows(ask(found, on="2019-06-01"))] == ["old"]
    assert [r[2] for r in rows(ask(found, on="2020-04-01"))] == ["new", "old"]


def test_emergency_lines_stand_in_a_group_of_their_own(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *plain("dial-110", "緊急対応", area="kuni", opening_hours="24/7"),
        *plain("dial-189", "通告先", area="kuni", first=3, opening_hours="24/7"),
        *plain("sos", "緊急対応", area="kuni", first=2, opening_hours="24/7"),
        *plain("night-line", "緊急対応", area="to", opening_hours="24/7"),
        *plain("police", "緊急対応", area="east"),
        *plain("office", "通告先", first=1),
        line=("org:dial-110", "org:dial-189"),
    )
    assert rows(ask(found)) == [
        ("first", 1, "office"),
        ("first", 2, "sos"),
        ("emergency", 1, "dial-110"),
        ("emergency", 2, "dial-189"),
        ("emergency", 3, "night-line"),
        ("partner", 1, "police"),
    ]


def test_a_line_of_the_emergency_row_that_only_helps_along_is_a_partner(tmp_path: Path) -> None:
    found = ward(
        tmp_path, *plain("dial", "一義的相談窓口", first=2), *plain("one", "専門相談", first=1), line=("org:dial",)
    )
    assert rows(ask(found)) == [("first", 1, "one"), ("first", 2, "dial")]


def test_at_night_who_answers_at_any_hour_is_first(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *plain("office", "一義的相談窓口", first=1, opening_hours=OFFICE),
        *plain("line", "専門相談", first=4, opening_hours="24/7"),
    )
    assert [r[2] for r in rows(ask(found))] == ["office", "line"]
    assert [r[2] for r in rows(ask(found, now=NIGHT))] == ["line", "office"]
    assert [r[2] for r in rows(ask(found, now=datetime(2026, 11, 25, 6, 59)))] == ["line", "office"]
    assert [r[2] for r in rows(ask(found, on="2026-11-26", now=NIGHT))] == ["office", "line"]


def test_among_equals_who_is_open_is_first(tmp_path: Path) -> None:
    shared = [
        i
        for name, hours in (("a-closed", "Mo-Fr 13:00-17:00; PH off"), ("b-open", OFFICE), ("c-unknown", ""))
        for i in of_kind(org(name, opening_hours=hours), "k", "ku")
    ]
    found = ward(tmp_path, kind("k", "種別"), handles("kind:k", "a", "連携"), *shared)
    answer = ask(found)
    assert [r[2] for r in rows(answer)] == ["b-open", "a-closed", "c-unknown"]
    assert [b.open_now for b in answer.bodies] == [True, False, None]
    assert [b.open_now for b in ask(found, on="2026-12-01").bodies] == [None, None, None]


def test_the_moment_is_told_by_japanese_clocks(tmp_path: Path) -> None:
    found = ward(tmp_path, *plain("office", "連携", opening_hours=OFFICE))
    assert ask(found, now=datetime(2026, 11, 25, 1, tzinfo=UTC)).bodies[0].open_now is True
    assert ask(found, now=datetime(2026, 11, 25, 10, tzinfo=UTC)).bodies[0].open_now is False


def test_a_body_for_another_age_is_set_back(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        org("child"),
        *serves("org:child", "ku"),
        handles("org:child", "a", "通告先", first=1, life_stages=("小学生", "中高生")),
        *plain("all", "専門相談", first=2),
        *plain("watch", "予防・見守り"),
    )
    assert rows(ask(found, age="10"))[0] == ("first", 1, "child")
    assert rows(ask(found, age="20")) == [("first", 1, "all"), ("partner", 1, "watch"), ("partner", 2, "child")]
    assert rows(ask(found, age="保護者"))[0] == ("first", 1, "child")


def test_few_bodies_are_joined_by_those_of_the_wider_case_type(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        case("wide", "広い困りごと"),
        link("broader", "case:a", "case:wide"),
        *plain("own", "予防・見守り"),
        *plain("wider", "通告先", of="wide", first=1),
        *plain("siren", "緊急対応", of="wide", opening_hours="24/7"),
    )
    answer = ask(found)
    assert rows(answer) == [("partner", 1, "own"), ("partner", 2, "wider")]
    assert [(s.kind, s.end.label) for s in body(answer, "wider").why] == [
        ("broader", "広い困りごと"), ("handles", "wider"), ("serves", "例区"),
    ]  # fmt: skip
    assert body(answer, "wider").case_types == ("case:a",)


def test_many_bodies_need_no_wider_case_type(tmp_path: Path) -> None:
    own = [i for n in range(9) for i in plain(f"own{n}", "連携")]
    found = ward(
        tmp_path,
        case("wide", "広い"),
        link("broader", "case:a", "case:wide"),
        *own,
        *plain("wider", "通告先", of="wide"),
    )
    assert "wider" not in [r[2] for r in rows(ask(found))]


def test_the_body_that_takes_most_troubles_is_first(tmp_path: Path) -> None:
    both = org("both")
    found = ward(
        tmp_path,
        case("b", "別の話"),
        *plain("only-a", "通告先", first=1),
        *plain("only-b", "通告先", of="b", first=1),
        both,
        *serves(both.id, "ku"),
        handles(both.id, "a", "一義的相談窓口", first=3),
        handles(both.id, "b", "連携"),
    )
    answer = find(found, "困りごと 別の話", now=NOON)
    assert [(r[0], r[2]) for r in rows(answer)] == [("first", "both"), ("first", "only-a"), ("first", "only-b")]
    assert body(answer, "both").roles == ("一義的相談窓口", "連携")
    assert body(answer, "both").case_types == ("case:a", "case:b")
    assert len([s for s in body(answer, "both").why if s.kind == "handles"]) == 2


def test_without_one_for_all_the_urgent_trouble_is_first(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        case("b", "急ぐ話", danger=True),
        *plain("only-a", "通告先", first=1),
        *plain("only-b", "通告先", of="b", first=1),
    )
    assert [r[2] for r in rows(find(found, "困りごと 急ぐ話", now=NOON))] == ["only-b", "only-a"]


def test_stale_contacts_must_be_checked_again(tmp_path: Path) -> None:
    bodies = (
        org("fresh", as_of="2024-01"),
        org("old", as_of="2023-12-31"),
        org("undated", as_of=""),
        org("unknown", status="unknown"),
    )
    items: list[Item] = [*bodies, *(e for b in bodies for e in serves(b.id, "ku"))]
    items += [handles(b.id, "a", "連携") for b in bodies]
    found = {b.id: b for b in ask(ward(tmp_path, *items)).bodies}
    assert {i for i, b in found.items() if b.recheck} == {"org:old", "org:undated", "org:unknown"}
    assert found["org:old"].as_of == "2023-12-31"


@pytest.mark.parametrize("day", ["2026", "2026-02-30", "きのう", "2026-1-1"])
def test_a_day_that_cannot_be_read_is_said(tmp_path: Path, day: str) -> None:
    with pytest.raises(BadParameter, match=r"on.*年-月-日"):
        ask(ward(tmp_path), on=day)
