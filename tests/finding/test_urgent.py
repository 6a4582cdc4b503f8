"""The urgent rules: when they hold, whom they call, and that nothing else decides it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.directory import Directory
from graph.finding import shelf
from graph.finding.areas import Reach, Where, area_book, reach, read_area
from graph.finding.find import find
from graph.finding.learned.reader import Reader
from graph.finding.urgent import bodies_to_call, fired
from graph.model import Item, properties
from tests.finding.small import training
from tests.finding.ward import case, directory, kind, link, of_kind, org, rule, term

DAY = "2026-11-25"
SHARED = Path(__file__).parents[3] / "shared"
CASES: tuple[Item, ...] = (case("a", "虐待", danger=True), case("b", "不登校"))
BODIES: tuple[Item, ...] = (
    org("police", "110番", phone="110", opening_hours="24/7"),
    org("fire", "119番", phone="119", opening_hours="24/7"),
    kind("dial", "通告ダイヤル"),
    kind("night", "夜の通告ダイヤル"),
    link("broader", "kind:night", "kind:dial"),
    *of_kind(org("nation", phone="189"), "dial", "kuni"),
    *of_kind(org("ward", phone="0120"), "dial", "ku"),
    *of_kind(org("soon", phone="1", status="planned"), "dial", "ku"),
    *of_kind(org("gone", phone="2", status="closed"), "dial", "ku"),
    *of_kind(org("east", phone="3"), "night", "east"),
)


def ward(folder: Path, *items: Item) -> Directory:
    return directory(folder, *CASES, *BODIES, *items)


def firing(found: Directory, query: str) -> list[str]:
    return [f.rule.node.name for f in fired(found, query, DAY)]


def nowhere(found: Directory) -> Reach:
    return reach(area_book(found), Where())


def test_a_rule_needs_all_parts_and_one_word_of_each(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        rule("hit", "a", ("父|母&殴ら|叩か", "体罰"), ("org:police",), none_of=("映画", "ドラマ&子")),
        rule("od", "a", ("OD", "kill myself"), ("org:fire",)),
    )
    assert firing(found, "父に殴られた") == ["hit"]
    assert firing(found, "ハハに たた か れた") == []
    assert firing(found, "母に叩 かれる") == ["hit"]  # blanks do not part a word
    assert firing(found, "父が来た") == []
    assert firing(found, "学校で体罰") == ["hit"]
    assert firing(found, "映画で父に殴られる場面") == []
    assert firing(found, "ドラマで父に殴られる子") == []
    assert firing(found, "ドラマの父に殴られた") == ["hit"]
    assert firing(found, "ＯＤした") == ["od"]
    assert firing(found, "code を書く") == []
    assert firing(found, "I want to  kill MYSELF") == ["od"]


def test_in_a_long_text_a_rule_holds_for_sentences_side_by_side(tmp_path: Path) -> None:
    found = ward(tmp_path, rule("hit", "a", ("父&殴",), ("org:police",), none_of=("映画",)))
    between = "そのあとは学校のことや妹の習い事のことを、みんなで長いこと話していました。"
    assert firing(found, f"父が来た。{between}{between}友だちが殴られた。") == []
    assert firing(found, f"{between}{between}父が来た。ぼくは殴られた。") == ["hit"]
    assert firing(found, f"父に殴られた。{between}{between}あとで映画を見た。") == ["hit"]
    assert firing(found, "父が来た。妹は学校。友だちが殴られた。") == ["hit"]  # short: one thing


def test_denial_stops_no_rule(tmp_path: Path) -> None:
    found = ward(tmp_path, rule("word", "a", ("虐待",), ("org:police",)), term("虐待", "a"))
    answer = find(found, "虐待ではない")
    assert answer.urgent is not None and answer.urgent.level == "red"
    assert answer.case_types == ()


def test_a_kind_calls_the_bodies_of_the_nearest_area(tmp_path: Path) -> None:
    found = ward(tmp_path, rule("x", "a", ("虐待",), ("org:police", "kind:dial", "kind:dial", "org:nation")))
    assert bodies_to_call(found, "urg:x", nowhere(found), DAY) == ("org:police", "org:ward", "org:nation")
    east = reach(area_book(found), read_area(found, "梅ヶ丘"))
    assert bodies_to_call(found, "urg:x", east, DAY) == ("org:police", "org:east", "org:nation")


def test_an_area_may_say_whom_to_call_instead(tmp_path: Path) -> None:
    local = link("calls_in", "area:ku", "urg:x", properties(call=("org:fire",)))
    found = ward(tmp_path, rule("x", "a", ("虐待",), ("org:police",)), local)
    assert bodies_to_call(found, "urg:x", nowhere(found), DAY) == ("org:fire",)


def test_several_rules_call_everybody_once_and_110_and_119_first(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        rule("a", "a", ("殴",), ("org:ward", "org:fire")),
        rule("b", "a", ("虐待",), ("org:nation", "org:police", "org:ward")),
    )
    urgent = find(found, "殴る虐待").urgent
    assert urgent is not None
    assert [c.phone for c in urgent.calls] == ["110", "119", "0120", "189"]
    assert [r.rule for r in urgent.reasons] == ["urg:a", "urg:b"]
    assert [c.always for c in urgent.calls] == [True, True, False, False]


def test_danger_read_without_a_rule_is_the_softer_line(tmp_path: Path) -> None:
    found = ward(tmp_path, rule("x", "a", ("殴られ",), ("org:police",)), term("あざ", "a"), term("不登校", "b"))
    urgent = find(found, "あざがある").urgent
    assert urgent is not None
    assert (urgent.level, urgent.reasons, [c.id for c in urgent.calls]) == ("soft", (), ["org:police"])
    assert find(found, "不登校").urgent is None


def test_danger_among_the_readings_that_are_not_answered_is_the_softer_line_too(tmp_path: Path) -> None:
    words = (term("様子", "a"), term("様子", "b"), term("不登校", "b"))
    answer = find(ward(tmp_path, rule("x", "a", ("殴られ",), ("org:police",)), *words), "不登校、様子")
    assert [(c.id, c.use) for c in answer.case_types] == [("case:b", "answer"), ("case:a", "alternative")]
    assert answer.urgent is not None and answer.urgent.level == "soft"


def test_the_softer_line_falls_back_on_the_numbers_of_the_municipality(tmp_path: Path) -> None:
    found = directory(tmp_path, *CASES, *BODIES, term("あざ", "a"), emergency_line=("org:fire", "org:soon"))
    urgent = find(found, "あざ").urgent
    assert urgent is not None and [c.id for c in urgent.calls] == ["org:fire"]


def test_a_fired_rule_is_answered_even_where_no_term_is_met(tmp_path: Path) -> None:
    found = ward(tmp_path, rule("x", "a", ("おじが&こわい",), ("org:police",)))
    answer = find(found, "おじが こわい")
    assert [c.id for c in answer.case_types if c.use == "answer"] == ["case:a"]
    assert [m.text for m in answer.case_types[0].matched] == ["おじが", "こわい"]


def test_silence_never_hides_danger(tmp_path: Path) -> None:
    found = ward(tmp_path, rule("x", "a", ("189",), ("org:nation",)), rule("y", "a", ("粗大ごみ&死",), ("org:fire",)))
    assert find(found, "粗大ごみ").urgent is None
    assert find(found, "粗大ごみ 死").urgent is not None


@pytest.mark.parametrize(
    ("query", "answered", "level"),
    [
        ("預けたい、叩かれる", ("case:azukari", "case:gyakutai"), "soft"),
        ("粗大ゴミの出し方", (), ""),
        ("叩かれる粗大ゴミの出し方", (), "soft"),  # out of scope, and yet
        ("子どもを預けたい", ("case:azukari",), ""),
    ],
)
def test_silence_hides_no_danger_that_the_model_reads(
    tmp_path: Path, query: str, answered: tuple[str, ...], level: str
) -> None:
    cases = (case("gyakutai", "虐待", danger=True), case("futoko", "不登校"), case("azukari", "一時預かり"))
    found = directory(tmp_path, *cases, *BODIES, rule("x", "gyakutai", ("殺す",), ("org:police",)))
    with shelf.lent(Reader(training().weights)):
        answer = find(found, query)
    assert tuple(c.id for c in answer.case_types if c.use == "answer") == answered
    assert (answer.urgent.level if answer.urgent else "") == level


def test_each_example_fires_and_no_counter_example_does(setagaya: Directory) -> None:
    rules = setagaya.of("urgent_rule")
    assert len(rules) == 95
    for node in rules:
        assert node.id in [f.rule.node.id for f in fired(setagaya, node.text("example"), DAY)], node.id
        assert fired(setagaya, node.text("counter_example"), DAY) == (), node.id


@pytest.mark.skipif(not SHARED.is_dir(), reason="the material this was built from is not beside the project")
def test_calls_are_those_of_the_reference(setagaya: Directory) -> None:
    command = [sys.executable, str(SHARED / "data" / "check.py"), "--calls"]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    expected = dict(line.strip().split(" | ") for line in told.splitlines() if line.strip().startswith("urg:"))
    assert len(expected) == 38
    here = nowhere(setagaya)
    for rule_id, listed in expected.items():
        nodes = [setagaya.nodes[b] for b in bodies_to_call(setagaya, rule_id, here, DAY)]
        assert " → ".join(f"{n.name} {n.text('phone')}".strip() for n in nodes) == listed, rule_id
