"""Ages as people write them, in questions and in the field."""

from __future__ import annotations

import pytest

from graph.errors import BadParameter
from graph.finding.ages import fits, parse_age, read_age


@pytest.mark.parametrize(
    ("text", "months", "words"),
    [
        ("2歳半ですが言葉が出ない", (30, 36), "2歳半"),
        ("３歳８ヶ月 目が合わない", (44, 45), "３歳８ヶ月"),
        ("生後3か月の子", (3, 4), "生後3か月"),
        ("生後10日です", (0, 1), "生後10日"),
        ("産んで2か月、涙が止まらない", (2, 3), "産んで2か月"),
        ("七か月 離乳食", (7, 8), "七か月"),
        ("小4の息子", (108, 132), "小4"),
        ("小学校六年生", (132, 156), "小学校六年生"),
        ("5年生 塾", (120, 144), "5年生"),
        ("中2が帰らない", (156, 180), "中2"),
        ("高1", (180, 204), "高1"),
        ("年長です", (60, 84), "年長"),
        ("年少 幼稚園", (36, 60), "年少"),
        ("2歳児クラスに空き", (24, 48), "2歳児クラス"),
        ("0歳児クラス", (0, 24), "0歳児クラス"),
        ("14さいです", (168, 180), "14さい"),
        ("二十歳 家賃がきつい", (240, 252), "二十歳"),
        ("もうすぐ1歳、まだはいはいしない", (0, 12), "もうすぐ1歳"),
        ("来春小学校、同じ動きが苦手", (60, 84), "来春小学校"),
        ("高校生がバンド練習", (180, 228), "高校生"),
        ("赤ちゃんが泣きやまない 2か月", (2, 3), "2か月"),
        ("子は2歳と5歳", (24, 72), "2歳と5歳"),
        ("大学生です", (216, None), "大学生"),
    ],
)
def test_an_age_is_read(text: str, months: tuple[int, int | None], words: str) -> None:
    age = read_age(text)
    assert age is not None
    assert ((age.from_months, age.to_months), age.words) == (months, words)


@pytest.mark.parametrize(
    "text",
    [
        "息子が学校に行かなくなって2か月たつ",
        "32歳の母です。3か月前から眠れない",
        "中町3丁目",
        "年中無休",
        "一年中つらい",
        "10歳年上の夫",
        "18歳まで使える所",
        "40代の夫婦",
        "70歳の祖母",
        "3か月待ち",
        "",
    ],
)
def test_what_is_no_childs_age_is_none(text: str) -> None:
    assert read_age(text) is None


def test_a_childs_age_beside_a_grown_ups_is_meant() -> None:
    age = read_age("45歳です。6歳の子のこと")
    assert age is not None and (age.from_months, age.to_months) == (72, 84)


@pytest.mark.parametrize(
    ("value", "months"),
    [
        ("14", (168, 180)),
        ("１４", (168, 180)),
        ("0.5", (6, 7)),
        ("0", (0, 12)),
        ("小4", (108, 132)),
        ("14歳", (168, 180)),
        ("中高生", (144, 228)),
        ("18歳以上", (216, None)),
        ("乳児", (0, 12)),
        ("妊娠期", (None, None)),
        ("保護者", (None, None)),
    ],
)
def test_the_field_takes_years_grades_and_stages(value: str, months: tuple[int | None, int | None]) -> None:
    age = parse_age(value)
    assert age is not None and (age.from_months, age.to_months) == months
    assert age.words == value


@pytest.mark.parametrize("value", ["99", "-1", "子", "小9", "14 と少し", "NaN", "1e3", "14\x00"])
def test_a_field_that_cannot_be_read_is_said(value: str) -> None:
    with pytest.raises(BadParameter, match="選びなおしてください") as caught:
        parse_age(value)
    assert caught.value.value == value


def test_an_empty_field_is_no_age() -> None:
    assert parse_age(" ") is None


def test_stages_leave_room_for_an_age_when_they_share_a_month() -> None:
    assert fits(parse_age("6"), ("幼児",)) and fits(parse_age("6"), ("小学生",))
    assert not fits(parse_age("14"), ("幼児", "小学生"))
    assert fits(parse_age("30"), ("18歳以上",)) and not fits(parse_age("30"), ("中高生",))
    assert fits(parse_age("14"), ("乳児", "保護者")) and fits(parse_age("14"), ()) and fits(None, ("乳児",))
    assert fits(parse_age("妊娠期"), ("乳児",))
