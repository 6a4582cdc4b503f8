"""From words to case types: terms and their boundaries, inflection, denial, several troubles, silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.directory import Directory
from graph.finding.answer import Answer
from graph.finding.find import find
from graph.finding.inflection import inflected
from graph.model import Item
from tests.finding.ward import case, directory, handles, link, org, service, term


def ward(folder: Path, *items: Item) -> Directory:
    return directory(folder, *items)


def answered(answer: Answer) -> list[str]:
    return [c.label for c in answer.case_types if c.use == "answer"]


def others(answer: Answer) -> list[str]:
    return [c.label for c in answer.case_types if c.use == "alternative" and c.matched]


def test_what_meets_no_word_is_silent(tmp_path: Path) -> None:
    answer = find(ward(tmp_path, case("a", "不登校"), term("登校しぶり", "a")), "粗大ごみ")
    assert (answer.case_types, answer.bodies, answer.named, answer.certain) == ((), (), (), False)


def test_a_word_is_found_however_it_is_typed_and_marked_in_the_question(tmp_path: Path) -> None:
    found = ward(tmp_path, case("a", "預かり"), term("ショートステイ", "a"))
    for query, words in (
        ("ｼｮｰﾄｽﾃｲ 申込", "ｼｮｰﾄｽﾃｲ"),
        ("しょーとすてい", "しょーとすてい"),
        ("ショ—トステイ", "ショ—トステイ"),
    ):
        reading = find(found, query).case_types[0]
        assert [(m.text, m.term) for m in reading.matched] == [(words, "ショートステイ")]
        assert all(query[m.start : m.end] == m.text for m in reading.matched)
    assert find(found, "ショートケーキ").case_types == ()


def test_a_bounded_word_stands_apart(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        case("a", "障害"),
        case("b", "非行"),
        term("手帳", "a", boundary=True),
        term("ひこう", "b", boundary=True),
    )
    assert answered(find(found, "手帳を更新")) == ["障害"]
    assert find(found, "母子手帳").case_types == ()
    assert answered(find(found, "むすこのひこう")) == ["非行"]
    assert find(found, "ひこうき").case_types == ()


def test_latin_words_need_their_boundaries(tmp_path: Path) -> None:
    found = ward(tmp_path, case("a", "自傷"), term("OD", "a"), term("child abuse", "a", form="phrase"))
    assert answered(find(found, "娘がＯＤ")) == ["自傷"]
    assert answered(find(found, "Is this Child  Abuse?")) == ["自傷"]
    assert find(found, "good code").case_types == ()


def test_the_longest_word_wins(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        case("a", "虐待"),
        case("b", "見守り"),
        term("虐待", "a"),
        term("虐待とまでは言えない", "b", form="phrase"),
    )
    answer = find(found, "虐待とまでは言えないが気になる")
    assert (answered(answer), others(answer)) == (["見守り"], [])


def test_a_word_of_two_case_types_is_unsure(tmp_path: Path) -> None:
    found = ward(tmp_path, case("a", "家の中"), case("b", "学校"), term("体罰", "a"), term("体罰", "b"))
    answer = find(found, "体罰")
    assert (len(answered(answer)), len(others(answer)), answer.certain) == (1, 1, False)


def test_a_word_that_many_share_weighs_less(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *(case("a", "身体的虐待"), case("b", "子から親へ"), case("c", "夫から")),
        *(term("暴力", "a"), term("家庭内暴力", "b"), term("夫の暴力", "c", form="phrase"), term("息子", "b")),
    )
    assert answered(find(found, "息子の暴力"))[0] == "子から親へ"


def test_several_troubles_in_words_of_their_own_are_all_answered(tmp_path: Path) -> None:
    found = ward(
        tmp_path, case("a", "ひとり親家庭"), case("b", "夜間・休日の預かり"), case("c", "不登校"), term("不登校", "c")
    )
    answer = find(found, "ひとり親 夜間の預かり 不登校")
    assert sorted(answered(answer)) == ["ひとり親家庭", "不登校", "夜間・休日の預かり"]
    assert answer.certain


def test_the_narrower_of_two_kin_is_answered_and_the_wider_offered(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        case("a", "児童虐待"),
        case("b", "身体的虐待"),
        link("broader", "case:b", "case:a"),
        term("虐待", "a"),
        term("殴る", "b"),
    )
    answer = find(found, "虐待 殴られた")
    assert (answered(answer), others(answer)) == (["身体的虐待"], ["児童虐待"])


def test_without_other_words_its_neighbours_are_offered(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *(case("a", "不登校"), case("b", "いじめ"), case("c", "手当"), case("d", "家出", group="学校・行動・若者")),
        *(org("x"), org("y")),
        *(handles("org:x", c, "連携") for c in "abd"),
        handles("org:y", "c", "連携"),
    )
    answer = find(found, "不登校")
    assert [(c.label, c.use, c.score, c.matched) for c in answer.case_types[1:]] == [("いじめ", "alternative", 0.0, ())]
    assert answer.certain


def test_another_age_speaks_against_a_case_type(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        case("a", "子どもの居場所", stages=("小学生",)),
        case("b", "中高生の居場所", stages=("中高生",)),
        term("居場所", "a"),
        term("居場所", "b"),
    )
    assert answered(find(found, "居場所", age="16")) == ["中高生の居場所"]
    assert answered(find(found, "小3の居場所")) == ["子どもの居場所"]


def test_a_service_speaks_for_its_case_types_where_no_term_has_its_name(tmp_path: Path) -> None:
    found = ward(
        tmp_path,
        *(case("a", "産前産後"), case("b", "居場所"), case("c", "本人"), term("児童館", "b")),
        *(service("x", "さんさんサポート"), service("y", "相談", "児童館")),
        *(link("addresses", "svc:x", "case:a"), link("addresses", "svc:y", "case:c")),
    )
    assert answered(find(found, "さんさんサポートを使いたい")) == ["産前産後"]
    assert answered(find(found, "児童館")) == ["居場所"]


def test_a_place_name_is_no_word(tmp_path: Path) -> None:
    found = ward(tmp_path, case("a", "梅の相談"), term("ヶ丘", "a"))
    assert find(found, "梅ヶ丘に住む").case_types == ()


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("虐待ではない", False),
        ("虐待じゃない", False),
        ("虐待とは言えない", False),
        ("虐待とまでは思わない", False),
        ("虐待はない", False),
        ("虐待はありません", False),
        ("虐待していない", False),
        ("虐待はしていません", False),
        ("虐待ではないか", True),
        ("虐待ではないかと思う", True),
        ("虐待ではないでしょうか", True),
        ("虐待じゃないの?", True),
        ("虐待ではありませんか", True),
        ("虐待かもしれない", True),
        ("虐待がひどい", True),
        ("虐待ではない、虐待だ", True),
    ],
)
def test_what_is_denied_is_not_meant(tmp_path: Path, query: str, meant: bool) -> None:
    found = ward(tmp_path, case("a", "児童虐待"), term("虐待", "a"))
    assert (answered(find(found, query)) == ["児童虐待"]) is meant


@pytest.mark.parametrize(
    ("word", "text", "meets"),
    [
        ("殴る", "殴られた", True),
        ("叩く", "叩いてしまう", True),
        ("蹴る", "蹴って", True),
        ("脅す", "脅された", True),
        ("触られる", "触られて", True),
        ("育てられない", "育てられません", True),
        ("落ち着きがない", "落ち着きがなくて", True),
        ("逃げたい", "逃げたくて", True),
        ("うつ", "うちの子", False),
        ("がくどう", "がくどわ", False),
        ("退所後", "退所前", False),
    ],
)
def test_verbs_and_adjectives_are_met_in_their_forms(word: str, text: str, meets: bool) -> None:
    assert any(form in text for form in inflected(word)) is meets
