"""The lexicon, learned from the words that SudachiPy finds in the phrases. For training only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import log
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.inflection import inflected
from graph.finding.learned.hashing import whole
from graph.finding.learned.lexicon import LONGEST, NO_ROW, READINGS, SEED, Role
from graph.finding.learned.spelling import loosely, plain
from graph.words import Morpheme, known, morphemes

_SCALE: Final = 50.0  # costs are whole numbers
_RARE: Final = 0.2  # how often a word counts that no phrase has
_SMOOTH: Final = 0.1
_MOST_CLASSES: Final = 250
_NOUN: Final = "名詞,普通名詞,*"
_INFLECTED: Final = ("動詞", "形容詞")

_HALF: Final = 1e-3  # the share of all words at which a word's vector counts half
_ROLES: Final = {
    **dict.fromkeys(("補助記号", "空白", "記号", ""), Role.MARK),
    **dict.fromkeys(("名詞", "動詞", "形容詞", "副詞", "形状詞", "代名詞", "感動詞"), Role.CONTENT),
    "接頭辞": Role.BEFORE,
    "接尾辞": Role.AFTER,
    "助動詞": Role.TAIL,
}

Arrays = dict[str, NDArray[Any]]
Key = tuple[str, str]  # surface, class
Lemma = tuple[str, str, str]  # as normalised, as in a dictionary, its reading


def learn(sentences: Sequence[Sequence[Morpheme]], rows: Mapping[str, int]) -> Arrays:
    """A lexicon of the words of these sentences and of the words that have vectors; `rows` tells which."""
    classes = _classes(sentences)
    counts: dict[Key, Counter[Lemma]] = {}
    for word in (m for s in sentences for m in s):
        counts.setdefault((word.surface, classes.get(word.fine, word.fine)), Counter())[_lemma(word)] += 1
    seen = {surface for surface, _ in counts}
    forms = {f for m in _inflecting(sentences) for f in inflected(m)}
    new = [w for w in rows if w not in seen and plain(w) == w]
    single = (some[0] for some in morphemes(new) if len(some) == 1)
    for word in (*single, *known(sorted(forms - seen))):
        kind = classes.get(word.fine, "")
        if kind:
            counts.setdefault((word.surface, kind), Counter({_lemma(word): 0}))
    return _flat(counts, _steps(sentences, classes), rows)


def _lemma(word: Morpheme) -> Lemma:
    return word.normal, word.base, word.reading


def _classes(sentences: Sequence[Sequence[Morpheme]]) -> Mapping[str, str]:
    """The classes of words by their finest name, the rarest left out."""
    found = Counter(m.fine for s in sentences for m in s)
    return {fine: fine for fine, _ in found.most_common(_MOST_CLASSES)}


def _inflecting(sentences: Sequence[Sequence[Morpheme]]) -> Iterator[str]:
    yield from dict.fromkeys(m.base for s in sentences for m in s if m.part in _INFLECTED)


def _steps(sentences: Sequence[Sequence[Morpheme]], classes: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Of each class what may follow it, "" standing for the ends of a text."""
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        row = ["", *(classes.get(m.fine, _NOUN) for m in sentence), ""]
        pairs.update(pairwise(row))
    before = Counter[str]()
    for (left, _), n in pairs.items():
        before[left] += n
    names = ["", *classes]
    return {(a, b): -log((pairs[a, b] + _SMOOTH) / (before[a] + _SMOOTH * len(names))) for a in names for b in names}


def _flat(
    counts: Mapping[Key, Counter[Lemma]], steps: Mapping[tuple[str, str], float], rows: Mapping[str, int]
) -> Arrays:
    names = [*sorted({b for _, b in steps if b}), ""]
    number = {name: i for i, name in enumerate(names)}
    total = Counter[str]()
    spoken: Counter[str] = Counter()
    for (_, kind), some in counts.items():
        total[kind] += some.total()
        for (normal, _, _), n in some.items():
            spoken[normal] += n
    words = sorted(
        (whole(surface, SEED), number[kind], kind, some)
        for (surface, kind), some in counts.items()
        if kind in number and len(surface) <= LONGEST
    )
    chosen = [min(some, key=lambda lemma: (-some[lemma], lemma)) for _, _, _, some in words]
    every = spoken.total()
    return {
        "surfaces": np.array([w[0] for w in words], np.uint64),
        "lemmas": np.array([whole(normal, SEED) for normal, _, _ in chosen], np.uint64),
        "costs": np.array(
            [round(_SCALE * -log((some.total() or _RARE) / (total[kind] + 1))) for _, _, kind, some in words], np.uint16
        ),
        "classes": np.array([w[1] for w in words], np.uint8),
        "rows": np.array([next((rows[w] for w in lemma[:2] if w in rows), NO_ROW) for lemma in chosen], np.uint16),
        "rarities": np.array([round(255 * _HALF / (_HALF + spoken[n] / every)) for n, _, _ in chosen], np.uint8),
        "steps": np.array([[round(_SCALE * steps[a, b]) for b in names] for a in names], np.uint16),
        "roles": np.array([_role(name) for name in names], np.uint8),
        "unknown": np.array(number[_NOUN]),
        **_readings([loosely(reading) for _, _, reading in chosen]),
    }


def _readings(readings: Sequence[str]) -> Arrays:
    """All readings end to end, and where each ends."""
    ends = np.array(list(accumulate(map(len, readings))), np.uint32)
    return {"readings": np.frombuffer("".join(readings).encode(READINGS), np.uint16), "reading_ends": ends}


def _role(name: str) -> Role:
    return _ROLES.get(name.split(",")[0], Role.OTHER)
