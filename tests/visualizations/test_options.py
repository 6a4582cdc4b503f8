"""Options from the words of a link and back, and what is said when they cannot be read."""

from __future__ import annotations

import pytest

from graph.errors import BadParameter
from tests.visualizations.small import FAMILIES, WARD, area, body, directory, edge, kind
from visualizations.options import BASES, Case, Options, areas, parameters, read_options

PLACE = directory(
    [
        kind("hall", label="児童館", short="児童/館"),
        body("h1", "一番館"),
        area("west", label="西地域"),
        edge("part_of", "area:west", WARD),
    ],
    hubs=[("hall", "地区")],
)


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ({}, Options()),
        ({"view": ["overview"], "zzz": ["1"]}, Options()),
        ({"rel": ["law,with"]}, Options(rel=("law", "with"))),
        ({"rel": ["none", "with", "law"]}, Options(rel=("law", "with"))),
        ({"rel": ["none"]}, Options(rel=())),
        ({"rel": [""]}, Options(rel=())),
        ({"basis": ["inferred,stated"]}, Options(basis=("stated", "inferred"))),
        ({"around": ["org:h1"]}, Options(view="around", around="org:h1")),
        ({"view": ["around"], "around": ["一番館"]}, Options(view="around", around="org:h1")),
        ({"view": ["around"]}, Options(view="around", around="kind:hall")),
        ({"view": ["area"]}, Options(view="area", area="area:west")),
        ({"area": ["西地域"]}, Options(view="area", area="area:west")),
        ({"select": ["児童館"]}, Options(select="kind:hall")),
        ({"select": ["ない名"]}, Options(select="ない名")),
        ({"open": ["kind:hall,児童館"]}, Options(open=("kind:hall",))),
    ],
)
def test_a_link_is_read(asked: dict[str, list[str]], read: Options) -> None:
    assert read_options(PLACE, asked) == read


@pytest.mark.parametrize(
    "options",
    [
        Options(), Options(rel=()), Options(rel=("law",)), Options(rel=tuple(f.id for f in FAMILIES)),
        Options(basis=()), Options(basis=("inferred",)), Options(view="around", around="org:h1", select="kind:hall"),
        Options(view="area", area="area:west", open=("kind:hall",)),
    ],
)  # fmt: skip
def test_written_back_they_are_the_same(options: Options) -> None:
    asked = {k: [v] for k, v in parameters(PLACE, options).items() if v}
    assert read_options(PLACE, asked) == options


def test_equal_views_have_equal_links() -> None:
    shown = tuple(f.id for f in FAMILIES if f.shown)
    assert parameters(PLACE, Options(rel=shown, basis=BASES)) == parameters(PLACE, Options())
    assert not any(parameters(PLACE, Options()).values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("view", "sideways"),
        ("plan", "x"),
        ("rel", "law,x"),
        ("basis", "guess"),
        ("around", "だれ"),
        ("area", "どこ"),
        ("open", "org:h1"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read_options(PLACE, {name: [value]})
    assert caught.value.name == name


@pytest.mark.parametrize(("view", "name"), [("plan", "plan"), ("case", "q")])
def test_what_a_view_cannot_do_without_is_named(view: str, name: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read_options(PLACE, {"view": [view]})
    assert caught.value.name == name


def test_a_question_keeps_its_words_beside_the_answer_only() -> None:
    asked = {"view": ["case"], "q": ["不登校"], "area": ["どこかの町"], "age": ["14"]}
    read = read_options(PLACE, asked)
    assert read.case == Case("不登校", "どこかの町", "14") and not read.area
    assert {k: [v] for k, v in parameters(PLACE, read).items() if v} == asked
    assert Case("言葉", "町", "1", "2026-01-01", subject="不登校").unworded() == Case(subject="不登校")


def test_areas_are_those_of_the_municipality() -> None:
    assert [a.id for a in areas(PLACE)] == ["area:west"]
