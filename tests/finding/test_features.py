"""What the model sees of a text, and where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.finding.learned.features import Seen, ages, letters, readings, seen_in, words
from graph.finding.learned.lexicon import Lexicon
from graph.finding.learned.spelling import spell
from tests.finding.small import training


def lexicon() -> Lexicon:
    return Lexicon(training().weights.arrays["lexicon"])


def stages(text: str) -> Seen:
    spelt = spell(text)
    return ages(spelt, lexicon().read(spelt.plain))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("16歳", "高1", True),
        ("小4", "9さい", True),
        ("17歳", "19歳", False),
        ("生後3か月", "2歳", False),
        ("年長", "小1", False),
    ],
)
def test_ages_of_one_stage_of_life_are_alike(one: str, other: str, alike: bool) -> None:
    assert bool(stages(one).hashes[0] == stages(other).hashes[0]) is alike


def test_an_age_is_seen_with_each_word_of_content() -> None:
    text = "中2の娘が学校で殴る"
    seen = stages(text)
    assert text[seen.spans[0][0] : seen.spans[0][1]] == "中2"
    beside = {text[start:end] for _, _, start, end in seen.spans[1:].tolist()}
    assert {"娘", "学校", "殴る"} <= beside
    assert not set(seen.hashes[1:].tolist()) & set(stages("高2の娘が学校で殴る").hashes.tolist())


def test_without_an_age_there_is_no_stage() -> None:
    assert len(stages("学校に行けない").hashes) == 0
    assert len(stages("").hashes) == 0


def test_what_sounds_alike_has_readings_in_common() -> None:
    def heard(text: str) -> set[int]:
        spelt = spell(text)
        return set(readings(spelt, lexicon().read(spelt.plain), lexicon()).hashes.tolist())

    assert heard("ガッコウ") & heard("学校")
    assert not heard("税金") & heard("学校")


def test_words_are_seen_in_pairs_and_in_order() -> None:
    def pairs(text: str) -> set[int]:
        return set(words(lexicon().read(spell(text).plain)).hashes.tolist())

    assert len(pairs("父に叩かれる") & pairs("父に叩かれる")) > len(pairs("父に叩かれる") & pairs("叩かれるに父"))


@pytest.mark.parametrize("text", ["娘が学校に行けない、ｺﾝﾋﾞﾆ 12歳", "。", "a", ""])
def test_all_that_is_seen_stands_in_the_text(text: str) -> None:
    spelt = spell(text)
    for seen in seen_in(spelt, lexicon().read(spelt.plain), lexicon()):
        assert len(seen.hashes) == len(seen.spans)
        for first, last, start, end in seen.spans.tolist():
            assert 0 <= first < last <= len(spelt.plain) and 0 <= start < end <= len(spelt.plain)


def test_pieces_of_letters_are_of_one_to_three() -> None:
    spans = letters(spell("学校")).spans.tolist()
    assert [tuple(s[:2]) for s in spans] == [(0, 1), (1, 2), (0, 2)]
    assert all(a <= b for a, b in pairwise([s[1] - s[0] for s in spans]))
