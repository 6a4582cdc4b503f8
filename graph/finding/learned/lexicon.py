"""The words the model knows, and the cheapest way to read a text as a row of them.

A dictionary of the whole language maps 90 MB; the model gains nothing from words that stand in no phrase and have no
vector. What is here is learned from the words SudachiPy finds in the phrases (training.py): what each costs, and
what may follow what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.finding.learned.hashing import Hashes, pieces, whole

SEED: Final = 7
LONGEST: Final = 14  # characters of a word
NO_ROW: Final = 0xFFFF
UNKNOWN: Final = -1
READINGS: Final = "utf-16-le"
_UNKNOWN_BASE: Final = 700
_UNKNOWN_CHAR: Final = 250


class Role(IntEnum):
    """What a word does in a sentence."""

    OTHER = 0  # particles, conjunctions
    CONTENT = 1
    MARK = 2  # blanks and marks: no word at all
    BEFORE = 3  # of content, and one with the word after it: お, 不
    AFTER = 4  # of content, and one with the word before it: 所, さん
    TAIL = 5  # what a verb ends in: た, れる


OF_CONTENT: Final = (Role.CONTENT, Role.BEFORE, Role.AFTER)


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `start` to `end` of the text. `entry`: where it stands in the lexicon, or UNKNOWN."""

    lemma: int
    start: int
    end: int
    role: Role
    entry: int


class Lexicon:
    """Words as flat arrays, sorted by `surfaces`; one surface may be there once for each class it can be."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.surfaces: Hashes = arrays["surfaces"]
        self.lemmas: Hashes = arrays["lemmas"]
        self.costs: NDArray[np.uint16] = arrays["costs"]
        self.classes: NDArray[np.uint8] = arrays["classes"]
        self.rows: NDArray[np.uint16] = arrays["rows"]  # of the word vectors
        self.rarities: NDArray[np.uint8] = arrays["rarities"]  # how much a word's vector counts
        # [class before][class after] → cost; the last class is that of the ends of a text
        self._steps: list[list[int]] = arrays["steps"].tolist()
        self._roles = [Role(r) for r in arrays["roles"].tolist()]
        self._unknown = int(arrays["unknown"])
        self._readings: NDArray[np.uint16] = arrays["readings"]  # end to end
        self._reading_ends: NDArray[np.uint32] = arrays["reading_ends"]

    def read(self, text: str) -> tuple[Token, ...]:
        """The cheapest row of words over the text, without marks and blanks."""
        found = _cheapest(len(text), self._candidates(text), self._steps)
        words = (self._token(word, begin) for word, begin in found)
        return tuple(t for t in words if t.role is not Role.MARK and text[t.start].isalnum())

    def reading(self, entry: int) -> str:
        """How a word is read, in letters as `spelling.loosely` has them; "" where it is not known."""
        start = int(self._reading_ends[entry - 1]) if entry else 0
        return self._readings[start : int(self._reading_ends[entry])].tobytes().decode(READINGS)

    def _token(self, word: _Word, begin: int) -> Token:
        end, kind, _, entry, lemma = word
        return Token(lemma or int(self.lemmas[entry]), begin, end, self._roles[kind], entry)

    def _candidates(self, text: str) -> list[list[_Word]]:
        """The words that may begin at each place."""
        found: list[list[_Word]] = [[] for _ in text]
        by_length = pieces(text, SEED, LONGEST)
        if not by_length:
            return found
        every = np.concatenate(by_length)
        first = np.searchsorted(self.surfaces, every)
        there = np.flatnonzero(self.surfaces[np.minimum(first, len(self.surfaces) - 1)] == every)
        last = np.searchsorted(self.surfaces, every[there], side="right")
        places = _places([len(p) for p in by_length], there)
        for at, past, (length, begin) in zip(first[there].tolist(), last.tolist(), places, strict=True):
            kinds, costs = self.classes[at:past].tolist(), self.costs[at:past].tolist()
            found[begin].extend((begin + length, kinds[i], costs[i], at + i, 0) for i in range(past - at))
        for begin, some in enumerate(found):
            if not some:
                end = _run(text, begin)
                cost = _UNKNOWN_BASE + _UNKNOWN_CHAR * (end - begin)
                some.append((end, self._unknown, cost, UNKNOWN, whole(text[begin:end], SEED)))
        return found


_Word: TypeAlias = tuple[int, int, int, int, int]  # end, class, cost, entry, lemma where there is no entry
_State: TypeAlias = tuple[int, _Word | None, int, int]  # cost so far, the word, where it begins, the class before


def _places(counts: Sequence[int], there: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Of indexes into pieces of all lengths, one after the other: the length of each and where it begins."""
    ends = np.cumsum(counts)
    length = np.searchsorted(ends, there, side="right")
    begin = there - np.concatenate(([0], ends))[length]
    return list(zip((length + 1).tolist(), begin.tolist(), strict=True))


def _run(text: str, begin: int) -> int:
    """The end of an unknown word: figures, Latin letters and katakana hold together, else one character."""
    kind = _script(text[begin])
    end = begin + 1
    while kind and end < len(text) and _script(text[end]) == kind:
        end += 1
    return end


def _script(char: str) -> str:
    if char.isdecimal():
        return "figure"
    if char.isascii() and char.isalpha():
        return "latin"
    return "katakana" if "ァ" <= char <= "ヺ" or char == "ー" else ""


def _cheapest(length: int, candidates: list[list[_Word]], steps: Sequence[Sequence[int]]) -> list[tuple[_Word, int]]:
    """The words of the cheapest way from end to end, with where each begins."""
    ends = len(steps) - 1
    best: list[dict[int, _State]] = [{} for _ in range(length + 1)]  # by the class of the word that ends there
    best[0][ends] = (0, None, 0, ends)
    for begin in range(length):
        here = [(state[0], steps[kind], kind) for kind, state in best[begin].items()]
        for word in candidates[begin] if here else ():
            kind = word[1]
            if len(here) == 1:
                cost, before = here[0][0] + here[0][1][kind], here[0][2]
            else:
                cost, before = min((so_far + step[kind], b) for so_far, step, b in here)
            cost += word[2]
            there = best[word[0]]
            if kind not in there or cost < there[kind][0]:
                there[kind] = (cost, word, begin, before)
    return _back(best, length, steps, ends)


def _back(best: list[dict[int, _State]], at: int, steps: Sequence[Sequence[int]], ends: int) -> list[tuple[_Word, int]]:
    _, kind = min((state[0] + steps[k][ends], k) for k, state in best[at].items())
    found: list[tuple[_Word, int]] = []
    while at:
        _, word, begin, before = best[at][kind]
        if word is not None:
            found.append((word, begin))
        at, kind = begin, before
    return found[::-1]
