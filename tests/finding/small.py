"""A small training: a dozen phrases of three case types and of none of them, with word vectors made by hand."""

from __future__ import annotations

from functools import cache

import numpy as np

from graph.finding.learned.examples import Example
from graph.finding.learned.making import Training, train
from graph.finding.learned.vectors import WordVectors

# words that mean alike lie in one direction
_MEANINGS = (
    ("学校", "登校", "教室", "先生"),
    ("叩く", "殴る", "蹴る", "ぶつ"),
    ("預かる", "保育", "託児", "預ける"),
    ("ゴミ", "税金", "図書館", "住民票"),
)
_PHRASES = (
    ("学校に行けない", "futoko", "a"),
    ("朝になると学校に行きたくないと泣く", "futoko", "b"),
    ("教室に入れない中2の娘", "futoko", "c"),
    ("父に叩かれる", "gyakutai", "a"),
    ("父親に殴られてあざがある", "gyakutai", "b"),
    ("お父さんに蹴られた", "gyakutai", "c"),
    ("一時保育を頼みたい", "azukari", "a"),
    ("昼のあいだ子どもを預けたい", "azukari", "b"),
    ("託児のある所", "azukari", "c"),
    ("粗大ゴミの出し方", "", "a"),
    ("税金の払い方を知りたい", "", "b"),
    ("図書館は何時まで", "", "c"),
)


def vectors() -> WordVectors:
    """Eight directions, four words in each of the first four."""
    rows = {word: row for row, words in enumerate(_MEANINGS) for word in words}
    table = np.zeros((len(_MEANINGS), 8), np.int8)
    table[np.arange(len(_MEANINGS)), np.arange(len(_MEANINGS))] = 100
    return WordVectors(rows, table, np.full(len(_MEANINGS), 300, np.uint16))


def examples() -> tuple[Example, ...]:
    """The phrases of three authors, and the names of the case types."""
    phrases = tuple(Example(text, (case,) if case else (), 1.0, author) for text, case, author in _PHRASES)
    names = (("不登校", "futoko"), ("虐待", "gyakutai"), ("一時預かり", "azukari"))
    return (*phrases, *(Example(name, (case,), 0.5, "") for name, case in names))


@cache
def training() -> Training:
    """Trained once."""
    return train(examples(), vectors(), lambda _: None)
