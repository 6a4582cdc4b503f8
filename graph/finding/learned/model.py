"""The model: every labelled phrase votes for its case types as much as the question is like it.

score(type) = Σ over phrases of likeness × the phrase's vote, the likeness being common letters + common readings +
common words, plus the same over anchors for nearness of meaning. What counts is added up in whole numbers (block.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.learned.block import Block, Floats, Met, Places
from graph.finding.learned.features import BLOCKS, seen_in
from graph.finding.learned.lexicon import Lexicon, Token
from graph.finding.learned.nearness import Nearness
from graph.finding.learned.spelling import Spelt, spell

NONE: Final = "~none"  # one more type: out of scope
GRAIN: Final = 4096.0  # likeness is counted in such parts
LEAST: Final = 1 / 64  # a phrase that is less alike has no vote: there are thousands, and they say next to nothing
DIGITS: Final = 4  # scores are compared as they are printed
_FINE: Final = 9
_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Heard:
    """A text as the model hears it: its parts, and how alike it is to phrases and anchors, in whole parts of GRAIN."""

    spelt: Spelt
    tokens: tuple[Token, ...]
    met: tuple[Met, ...]  # by block
    phrases: Places  # those it has enough in common with
    alike: Floats
    near: Floats


@dataclass(frozen=True, slots=True)
class Shares:
    """What speaks for a type: each character of `plain`, and the phrase that says it most, -1 where none does."""

    by_char: Floats
    phrase: int


class Model:
    """Phrases with their votes. `arrays` as weights.py keeps them."""

    def __init__(self, arrays: Mapping[str, Mapping[str, NDArray[Any]]], types: Sequence[str]) -> None:
        votes = arrays["votes"]
        self.types = tuple(types)
        self.lexicon = Lexicon(arrays["lexicon"])
        self._phrases: NDArray[np.int16] = votes["phrases"]
        self._blocks = tuple(Block(arrays[name], len(self._phrases)) for name in BLOCKS)
        self._nothing = np.zeros(len(self._phrases))
        self._nearness = Nearness(arrays["vectors"], self.lexicon)
        self._anchors = votes["anchors"].astype(np.float64)
        self._units = (float(votes["units"][0]) / GRAIN, float(votes["units"][1]) / GRAIN)

    def hear(self, query: str) -> Heard:
        """The text, compared with every phrase."""
        spelt = spell(query)
        tokens = self.lexicon.read(spelt.plain)
        seen = seen_in(spelt, tokens, self.lexicon)
        met = tuple(block.meet(one) for block, one in zip(self._blocks, seen, strict=True))
        alike = sum((b.similar(m) for b, m in zip(self._blocks, met, strict=True)), start=self._nothing)
        phrases = np.flatnonzero(alike >= LEAST)
        near = np.rint(self._nearness.near(tokens) * GRAIN)
        return Heard(spelt, tokens, met, phrases, np.rint(alike[phrases] * GRAIN), near)

    def scores(self, heard: Heard) -> Floats:
        """Of each type, in the order of `types`. 64 bits hold the sums of whole numbers exactly."""
        by_phrase = np.zeros(len(self.types))
        for at in range(0, len(heard.phrases), _ROWS):  # in parts: they need not all be in memory at once
            votes = self._phrases[heard.phrases[at : at + _ROWS]]
            by_phrase += heard.alike[at : at + _ROWS] @ votes.astype(np.float64)
        by_anchor = heard.near @ self._anchors
        return np.round(by_phrase * self._units[0] + by_anchor * self._units[1], DIGITS)

    def shares(self, heard: Heard, types: Sequence[int]) -> tuple[Shares, ...]:
        """What speaks for each of these types."""
        columns = np.array(types, np.intp)[:, None]
        votes = self._phrases[heard.phrases, columns].astype(np.float64) * (self._units[0] * GRAIN)
        every = np.zeros((len(types), len(self._phrases)))
        every[:, heard.phrases] = votes
        length = len(heard.spelt.plain) + 1
        differences = np.zeros((len(types), length))
        for block, met in zip(self._blocks, heard.met, strict=True):
            _lay(differences, met, block.shares(met, every))
        said = np.round(heard.alike * votes, _FINE)
        most = heard.phrases[said.argmax(1)].tolist() if len(heard.phrases) else [-1] * len(types)
        by_char = np.round(np.cumsum(differences[:, :-1], axis=1), _FINE)
        return tuple(Shares(by_char[n], phrase) for n, phrase in enumerate(most))


def _lay(differences: Floats, met: Met, shares: Floats) -> None:
    """Add to where characters differ what each feature brings, spread over the characters it stands on."""
    there = met.feature_of >= 0
    features, spans = met.feature_of[there], met.seen.spans[there]
    if not len(features):
        return
    often = np.bincount(features, minlength=shares.shape[1])
    widths = (spans[:, 1] - spans[:, 0]) + (spans[:, 3] - spans[:, 2])
    each = shares[:, features] / (often[features] * widths)
    for row, column in zip(differences, each, strict=True):
        for start, end in ((0, 1), (2, 3)):
            row += np.bincount(spans[:, start], column, len(row))
            row -= np.bincount(spans[:, end], column, len(row))
