"""As of a day: what has ended or not begun is no answer but is told; by basis: what is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.analysis.scope import read_bases, scope
from graph.errors import BadParameter
from tests.finding.ward import GUESSED, case, directory, handles, kind, link, of_kind, org


def test_a_thing_is_there_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    found = directory(tmp_path, org("a", "あ", since="2020-04", until="2022-03-31"))
    for day, there in (("2020-03-31", False), ("2020-04-01", True), ("2022-03-31", True), ("2022-04-01", False)):
        at = scope(found, on=day)
        assert at.there("org:a") is there
        assert [a.item.id for a in at.told()] == ([] if there else ["org:a"])
    assert (
        scope(found, on="2019-01-01").told()[0].sentence
        == "「あ」は2020-04からです。それより前の先は、データにありません。"
    )
    assert scope(found, on="2023-01-01").told()[0].sentence == "「あ」は2022-03-31までです。"


def test_planned_and_closed_are_told_on_every_day(tmp_path: Path) -> None:
    found = directory(tmp_path, org("p", "計", status="planned", since="2028-03"), org("c", "閉", status="closed"))
    at = scope(found, on="2026-11-25")
    assert [(a.item.id, a.state, a.sentence) for a in at.told()] == [
        ("org:c", "over", "「閉」は閉鎖しています。"),
        ("org:p", "later", "「計」は計画中です(2028-03から)。"),
    ]


def test_an_edge_is_there_while_both_ends_are(tmp_path: Path) -> None:
    items = of_kind(org("a", until="2020"), "k", "ku")
    late = replace(link("part_of", "org:b", "org:c"), since="2025")
    found = directory(tmp_path, kind("k", "種"), org("b"), org("c"), *items, late)
    assert scope(found, on="2020-12-31").out("org:a", "instance_of")
    assert not scope(found, on="2021-01-01").out("org:a", "instance_of")
    assert [e.id for e in scope(found, on="2025-01-01").edges("part_of") if e.end == "org:c"] == [late.id]
    assert scope(found, on="2024-12-31").told({late.id})[0].item.label == "b 属する c"


def test_bases(tmp_path: Path) -> None:
    said, guessed = handles("org:a", "c", "連携"), handles("org:b", "c", "連携", said=GUESSED)
    found = directory(tmp_path, case("c", "困"), org("a"), org("b"), said, guessed)
    for basis, ids in (("stated", {said.id}), ("inferred", {guessed.id}), ("editorial", set())):
        assert {e.id for e in scope(found, bases=read_bases(basis)).edges("handles")} == ids
    assert read_bases(" inferred, stated") == ("stated", "inferred")
    assert read_bases("") == ("stated", "inferred", "editorial")
    with pytest.raises(BadParameter):
        read_bases("rumoured")


def test_the_past_before_the_data_says_so(tmp_path: Path) -> None:
    found = directory(tmp_path, org("a", since="2020-04"))
    assert scope(found, on="2999-01-01").notes == ()
    (note,) = scope(found, on="2019-06-01").notes
    assert "日が書いてあるのは1件だけで" in note and "2019-06-01にどうだったかは、データにありません" in note
    with pytest.raises(BadParameter):
        scope(found, on="いつか")
