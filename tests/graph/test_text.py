"""Folding: what is compared with what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import fingerprint, fold, fold_map, plain, search_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＳＯＳ 電話", "sos電話"),
        ("ｶﾞｰﾃﾞﾝ", "がーでん"),
        ("ヴァイオリン", "ゔぁいおりん"),
        ("子ども　食堂", "子ども食堂"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_plain_keeps_blanks_so_that_ascii_words_keep_their_boundaries() -> None:
    assert plain("  Child   ABUSE\tline ") == "child abuse line"


def test_fingerprint_drops_marks_and_blanks() -> None:
    assert fingerprint("ひろば、一時預かり (母子 一体型)・SOS") == "ひろば一時預かり母子一体型sos"


def test_search_key_meets_names_written_with_marks() -> None:
    assert search_key("Hi・na・ta") == "hinata"
    assert search_key("03-3702-1189") == "0337021189"


@given(st.text())
def test_fold_map_has_a_place_for_every_folded_character(text: str) -> None:
    folded, places = fold_map(text)
    assert len(folded) == len(places)
    assert list(places) == sorted(places)
    assert all(0 <= p < len(text) for p in places)


def test_fold_map_leads_back_to_the_words() -> None:
    text = "息子が フトウコウ です"
    folded, places = fold_map(text)
    at = folded.index("ふとうこう")
    assert text[places[at] : places[at + 4] + 1] == "フトウコウ"
