"""Folded text knows where each character came from."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from graph.finding.texts import alone, bounded, careless, read_text
from graph.text import fold

# conjoining Hangul is composed over more than two characters; no word of ours has any
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(c) for c in range(0x1100, 0x1200)]))


@given(_TEXT)
def test_every_folded_character_came_from_somewhere(query: str) -> None:
    text = read_text(query)
    assert len(text.starts) == len(text.ends) == len(text.folded)
    assert all(0 <= a < b <= len(query) for a, b in zip(text.starts, text.ends, strict=True))
    assert list(text.starts) == sorted(text.starts)
    for start, end, char in zip(text.starts, text.ends, text.folded, strict=True):
        assert char in fold(query[start:end])


@given(st.text(st.sampled_from("不登校ふとうこうフトｶﾞﾞがか゛12ＡＢ abc、。 \t")))
def test_cluster_by_cluster_it_is_folded_as_a_whole(query: str) -> None:
    assert read_text(query).folded == fold(query)


def test_half_width_kana_and_their_marks_are_one_character() -> None:
    text = read_text("ﾃﾞｨｰﾌﾞｲ 避難")
    assert text.folded == "でぃーぶい避難"
    assert text.span(0, 5) == (0, 7)
    assert text.original[slice(*text.span(5, 7))] == "避難"


def test_a_mark_apart_from_its_kana_stays_with_it() -> None:
    spelled = unicodedata.normalize("NFD", "がっこう")
    assert read_text(spelled).span(0, 1) == (0, 2)


def test_a_word_is_bounded_where_the_script_changes_or_a_particle_stands() -> None:
    for query, start, end, expected in (
        ("ひこうを止めたい", 0, 3, True),
        ("ひこうきに乗る", 0, 3, False),
        ("息子のひこう", 3, 6, True),
        ("母子手帳", 2, 4, False),
        ("手帳を出す", 0, 2, True),
        ("母子 手帳", 2, 4, True),
        ("(手帳)", 1, 3, True),
    ):
        assert bounded(read_text(query), start, end) is expected, query


def test_a_word_stands_alone_only_between_blanks_and_marks() -> None:
    assert alone(read_text("ひなた 電話"), 0, 3)
    assert alone(read_text("「げんき」の予約"), 1, 4)
    assert not alone(read_text("げんきがない"), 0, 3)


def test_slips_of_typing_are_evened_out_character_for_character() -> None:
    assert careless(fold("ショ—トステイ")) == careless(fold("ショートステイ"))
    assert careless(fold("センタ一")) == careless(fold("センター"))
    assert careless(fold("産後ケァ")) == careless(fold("産後ケア"))
    assert careless(fold("一時預かり")) == fold("一時預かり")
