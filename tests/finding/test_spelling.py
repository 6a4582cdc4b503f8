"""How the model reads what is typed: widths, kana, slips, Japanese in Latin letters, and the way back."""

from __future__ import annotations

import pytest

from graph.finding.learned.hashing import joined, pieces, whole
from graph.finding.learned.roman import kana_of
from graph.finding.learned.spelling import spell


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ｶﾞｸﾄﾞｳ", "がくどう"),
        ("学校、行けない。", "学校 行けない "),
        ("ショートステイ", "しょーとすてい".replace("ょ", "よ")),
        ("ショ―トステイ", "しよーとすてい"),  # another dash for the long mark
        ("一時預かリ", "一時預かり"),
        ("futoko desu", "ふとこ です"),
        ("IQ 70", "iq 70"),
    ],
)
def test_what_is_written_differently_is_read_alike(typed: str, key: str) -> None:
    assert spell(typed).key == key


@pytest.mark.parametrize("typed", ["ｶﾞｯｺｳ に行けない", "gakkou いけない", "が\u3099っこう", "学校  、 行けない", ""])
def test_every_letter_leads_back_to_where_it_was_typed(typed: str) -> None:
    read = spell(typed)
    assert len(read.at) == len(read.key) and len(read.starts) == len(read.ends) == len(read.plain)
    assert list(read.at) == sorted(read.at)
    assert all(0 <= read.starts[i] < read.ends[i] <= len(typed) for i in read.at)


def test_kana_of_latin_letters_lie_over_the_word() -> None:
    read = spell("子 ijime 学校")
    kana = [typed for typed, place in zip(read.key, read.at, strict=True) if 2 <= place < 7]
    assert "".join(kana) == "いじめ"


@pytest.mark.parametrize(
    ("word", "kana"),
    [
        ("satooya", "さとおや"),
        ("gakkou", "がつこう"),
        ("shinitai", "しにたい"),
        ("ryouiku", "りよういく"),
        ("school", ""),
        ("ame", ""),  # too short to tell
        ("里親里親", ""),
    ],
)
def test_latin_letters_are_japanese_when_they_are_syllables(word: str, kana: str) -> None:
    assert kana_of(word) == kana


def test_the_number_of_a_piece_hangs_on_its_letters_their_order_and_its_kind() -> None:
    one, two = pieces("ab", 1, 2)[0], pieces("ab", 1, 2)[1]
    assert one[0] != one[1] and int(two[0]) == whole("ab", 1)
    assert len({whole("ab", 1), whole("ba", 1), whole("ab", 2), whole("a", 1)}) == 4
    assert (joined(one[:1], one[1:]) != joined(one[1:], one[:1])).all()
    assert pieces("", 1, 3) == [] and whole("", 5) == 5
