"""Where the asker lives, in the field and in running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.directory import Directory
from graph.finding.areas import Where, area_book, area_in, places, reach, read_area
from graph.finding.texts import read_text
from tests.finding.ward import directory


@pytest.fixture
def ward(tmp_path: Path) -> Directory:
    return directory(tmp_path)


def chosen(found: Where) -> tuple[str, ...]:
    return tuple(c.partition(":")[2] for c in found.chosen)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("place:umegaoka", "umegaoka"),
        ("area:east", "east"),
        ("梅ヶ丘", "umegaoka"),
        ("梅ケ丘", "umegaoka"),
        ("梅が丘", "umegaoka"),
        ("うめがおか", "umegaoka"),
        ("ウメガオカ", "umegaoka"),
        ("松原駅", "matsu-eki"),
        ("まつえき", "matsu-eki"),
        ("西谷", "nishitani"),  # the town, not the 地域 of that alias
        ("東地域", "east"),
        ("東", "east"),
        ("例区", "ku"),
        ("例区松原町", "matsubara"),
    ],
)
def test_the_field_takes_ids_names_readings_and_aliases(ward: Directory, field: str, expected: str) -> None:
    assert chosen(read_area(ward, field)) == (expected,)


@pytest.mark.parametrize(
    ("field", "problem"), [("", ""), ("ぽぽぽ", "unknown"), ("org:x", "unknown"), ("杉並区", "outside")]
)
def test_a_field_that_names_no_place_of_ours_says_so(ward: Directory, field: str, problem: str) -> None:
    found = read_area(ward, field)
    assert (found.chosen, found.problem) == ((), problem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("梅ヶ丘に住んでいます", ("umegaoka",)),
        ("例区松原町の小4", ("matsubara",)),
        ("松原駅の近く", ("matsu-eki",)),
        ("うめがおか 一時預かり", ("umegaoka",)),
        ("西谷の学童", ("west",)),  # in running text the 地域
        ("西谷2丁目の学童", ("nishitani",)),
        ("例に住んでいます", ("ku",)),  # the municipality, whatever town is called so
        ("例1丁目", ("rei",)),
        ("梅ヶ丘から竹の里へ越す", ("umegaoka", "takenosato")),
        ("東地域の梅ヶ丘", ("umegaoka",)),
        ("西谷さんに相談した", ()),
        ("西谷通り", ()),
        ("千葉県西谷市から越す", ()),
        ("大西谷", ()),
        ("どこに相談すればいいですか", ()),
    ],
)
def test_places_are_read_in_running_text(ward: Directory, text: str, expected: tuple[str, ...]) -> None:
    assert chosen(area_in(area_book(ward), read_text(text))) == expected


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("杉並区に住んでいます", True),
        ("千葉県から越す", True),
        ("港区の者です", True),
        ("例区に住んでいます", False),
        ("学区の外", False),
        ("松地区の集まり", False),
        ("何県ですか", False),
        ("区の保育園 2歳 区に出す", False),
        ("都市の子育て", False),
    ],
)
def test_other_municipalities_are_told_apart(ward: Directory, text: str, outside: bool) -> None:
    assert (area_in(area_book(ward), read_text(text)).problem == "outside") is outside


def test_a_place_on_a_border_lies_in_two_areas(ward: Directory) -> None:
    found = read_area(ward, "境町")
    assert found.areas == ("area:east", "area:west")
    assert found.leaves == ("area:take", "area:ume")
    assert read_area(ward, "梅ヶ丘").areas == ("area:east",)
    assert read_area(ward, "梅地区").areas == ("area:east",)


def test_nearness_is_the_level_that_is_shared(ward: Directory) -> None:
    book = area_book(ward)
    near = reach(book, read_area(ward, "梅ヶ丘"))
    assert near.above == {"area:ume": 0, "area:east": 1, "area:ku": 2, "area:to": 3, "area:kuni": 4}
    assert near.below == frozenset() and near.known
    nowhere = reach(book, Where())
    assert nowhere.above == {"area:ku": 2, "area:to": 3, "area:kuni": 4} and not nowhere.known
    assert nowhere.below == {"area:east", "area:west", "area:ume", "area:matsu", "area:take"}


def test_places_are_offered_with_their_kind(ward: Directory) -> None:
    offered = places(ward)
    assert [p.kind for p in offered] == sorted(
        (p.kind for p in offered), key=["町", "地域", "地区", "駅", "全区", "都", "国"].index
    )
    assert ("place:matsu-eki", "松原駅", "駅") in [(p.id, p.label, p.kind) for p in offered]


def test_all_towns_and_stations_of_the_ward_are_found_by_name(setagaya: Directory) -> None:
    for node in setagaya.of("place"):
        assert read_area(setagaya, node.name).chosen == (node.id,), node.name
        assert read_area(setagaya, node.text("kana")).chosen == (node.id,), node.name
    for text, expected in (
        ("上北沢に住む", "上北沢"),
        ("下北沢で", "下北沢駅"),
        ("北烏山", "北烏山"),
        ("千歳船橋の園", "千歳船橋駅"),
    ):
        found = area_in(area_book(setagaya), read_text(text))
        assert [setagaya.label(c) for c in found.chosen] == [expected], text
    outside = area_in(area_book(setagaya), read_text("千葉県船橋市から越す"))
    assert (outside.chosen, outside.problem) == ((), "outside")
    border = read_area(setagaya, "池尻")
    assert {setagaya.label(a) for a in border.areas} == {"世田谷地域", "北沢地域"}
