"""What the model sees of a text: pieces of its letters and of its reading, its words and their pairs, and for whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.ages import age_in
from graph.finding.learned.hashing import Hashes, joined, pieces, started
from graph.finding.learned.lexicon import OF_CONTENT, UNKNOWN, Lexicon, Token
from graph.finding.learned.roman import kana_of
from graph.finding.learned.spelling import MOST, Spelt, loosely, plain
from graph.finding.texts import read_text

_LETTERS: Final = 3  # the longest piece
_LETTER_SEED: Final = 11
_KANA: Final = (2, 3, 4)  # pieces of the reading
_KANA_SEED: Final = 31
_WORD, _PAIR, _NEXT, _AFTER = (np.uint64(n) for n in (21, 22, 23, 24))  # AFTER: with one word of content between

# stages of life, in months: a year, 3 years, 小学校, 中学校, 高校, 18 years. What is read at 17 is another case at 19
_STAGES: Final = (12, 36, 72, 144, 180, 216)
_STAGE_SEED: Final = 41

BLOCKS: Final = ("letters", "readings", "words", "ages")

Spans = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Seen:
    """Features, each once for every place it stands at: `spans[i]` = its parts in the text, (start, end) twice."""

    hashes: Hashes
    spans: Spans


def seen_in(spelt: Spelt, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Seen, Seen, Seen, Seen]:
    """The features of a text, in the order of BLOCKS."""
    return letters(spelt), readings(spelt, tokens, lexicon), words(tokens), ages(spelt, tokens)


def letters(spelt: Spelt) -> Seen:
    """Pieces of one to three letters, by where they stand in `plain`."""
    by_length = pieces(spelt.key, _LETTER_SEED, _LETTERS)
    if not by_length:
        return _NOTHING
    at = np.array(spelt.at, np.int32)
    spans = []
    for length, found in enumerate(by_length, 1):
        first, last = at[: len(found)], at[length - 1 : length - 1 + len(found)] + 1
        spans.append(np.stack((first, last, first, last), axis=1))
    return Seen(np.concatenate(by_length), np.concatenate(spans))


def readings(spelt: Spelt, tokens: Sequence[Token], lexicon: Lexicon) -> Seen:
    """Pieces of how the text is read, two to four kana: 楽動 and がくどう are 学童 for the ear."""
    heard: list[str] = []
    places: list[tuple[int, int]] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        apart = before is not None and before.end < token.start
        kana = (" " if apart else "") + _read(spelt, token, lexicon)
        heard.append(kana)
        places.extend([(token.start, token.end)] * len(kana))
    by_length = pieces("".join(heard), _KANA_SEED, _KANA[-1])[_KANA[0] - 1 :]
    if not by_length:
        return _NOTHING
    at = np.array(places, np.int32)
    spans = []
    for length, found in zip(_KANA, by_length, strict=False):
        first, last = at[: len(found), 0], at[length - 1 : length - 1 + len(found), 1]
        spans.append(np.stack((first, last, first, last), axis=1))
    return Seen(np.concatenate(by_length), np.concatenate(spans))


def _read(spelt: Spelt, token: Token, lexicon: Lexicon) -> str:
    known = lexicon.reading(token.entry) if token.entry != UNKNOWN else ""
    written = spelt.plain[token.start : token.end]
    return known or kana_of(written) or loosely(written)


def words(tokens: Sequence[Token]) -> Seen:
    """Words and their pairs."""
    if not tokens:
        return _NOTHING
    lemmas = np.array([t.lemma for t in tokens], np.uint64)
    places = np.array([(t.start, t.end) for t in tokens], np.int32)
    held = [i for i, t in enumerate(tokens) if t.role in OF_CONTENT]
    some, there = lemmas[held], places[held]
    return Seen(
        np.concatenate(
            (
                joined(np.full(len(lemmas), _WORD), lemmas),
                _pairs(_PAIR, lemmas, 1),
                _pairs(_NEXT, some, 1),
                _pairs(_AFTER, some, 2),
            )
        ),
        np.concatenate((np.hstack((places, places)), _both(places, 1), _both(there, 1), _both(there, 2))),
    )


def ages(spelt: Spelt, tokens: Sequence[Token]) -> Seen:
    """The stage of life that is told of, alone and with each word of content: 高校生 and 介護, 19歳 and 介護."""
    age = age_in(read_text(spelt.original[:MOST]))
    if age is None:
        return _NOTHING
    months = (age.to_months or 1) - 1 if age.from_months is None else age.from_months
    stage = started(_STAGE_SEED + bisect_right(_STAGES, months), 1)
    at = max(0, spelt.plain.find(plain(age.words)))
    place = np.array([(at, at + max(1, len(plain(age.words))))], np.int32).clip(0, len(spelt.plain))
    held = [t for t in tokens if t.role in OF_CONTENT]
    lemmas = np.array([t.lemma for t in held], np.uint64)
    there = np.array([(t.start, t.end) for t in held], np.int32).reshape(-1, 2)
    return Seen(
        np.concatenate((stage, joined(np.repeat(stage, len(held)), lemmas))),
        np.concatenate((np.hstack((place, place)), np.hstack((np.repeat(place, len(held), axis=0), there)))),
    )


def _pairs(kind: np.uint64, lemmas: Hashes, apart: int) -> Hashes:
    left, right = lemmas[:-apart], lemmas[apart:]
    return joined(joined(np.full(len(left), kind), left), right)


def _both(places: Spans, apart: int) -> Spans:
    return np.hstack((places[:-apart], places[apart:]))


_NOTHING: Final = Seen(np.empty(0, np.uint64), np.empty((0, 4), np.int32))
