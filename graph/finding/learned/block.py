"""One kind of features over all phrases: which phrases have each, and how much two texts have in common.

All that is added up is whole numbers below 2**53: the order of adding, and with it the machine, changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.learned.features import Seen
from graph.finding.learned.hashing import Hashes

_EXACT: Final = 1024  # of a square of rarity

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Met:
    """The features of a text that some phrase has: each once, with its postings end to end."""

    seen: Seen
    feature_of: NDArray[np.int64]  # of each of `seen` which of these it is, -1 for one that no phrase has
    squares: Floats  # of rarity, of each feature
    counts: NDArray[np.int64]  # how many phrases have each
    phrases: NDArray[np.uint16]  # the postings, feature by feature
    norm: float


class Block:
    """Features sorted by number; `postings[starts[i]:starts[i + 1]]` are the phrases that have the i-th.

    A feature that a great many of the phrases have is not here: it says nothing (training.py).
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], phrases: int) -> None:
        self._hashes: Hashes = arrays["hashes"]
        self._starts: NDArray[np.uint32] = arrays["starts"]
        self._postings: NDArray[np.uint16] = arrays["postings"]
        self._squares = squares_of(phrases)
        self._norms: NDArray[np.float64] = arrays["norms"]

    def meet(self, seen: Seen) -> Met:
        """What this text has in common with any phrase."""
        unique, inverse = np.unique(seen.hashes, return_inverse=True)
        at = np.searchsorted(self._hashes, unique)
        there = self._hashes[np.minimum(at, len(self._hashes) - 1)] == unique
        renumbered = np.where(there, np.cumsum(there) - 1, -1)
        at = at[there]
        first, last = self._starts[at].astype(np.int64), self._starts[at + 1].astype(np.int64)
        slices = [self._postings[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]
        squares = self._squares[last - first]
        return Met(
            seen,
            renumbered[inverse],
            squares,
            last - first,
            np.concatenate(slices) if slices else np.empty(0, np.uint16),
            float(np.sqrt(squares.sum())) or 1.0,
        )

    def similar(self, met: Met) -> Floats:
        """How alike the text is to each phrase, 1 = the same features."""
        found = np.bincount(met.phrases, np.repeat(met.squares, met.counts), len(self._norms))
        return found / (self._norms * met.norm)

    def shares(self, met: Met, votes: Floats) -> Floats:
        """What each feature of the text brings, [type][feature], when the phrases vote so much: [type][phrase]."""
        if not len(met.counts):
            return np.empty((len(votes), 0))
        part = (votes / self._norms)[:, met.phrases]
        starts = np.append(0, np.cumsum(met.counts)[:-1])
        sums: Floats = np.add.reduceat(part, starts, axis=1)
        return sums * (met.squares / met.norm)


def norms_of(starts: NDArray[np.uint32], postings: NDArray[np.uint16], phrases: int) -> Floats:
    """The length of each phrase's features; 1 for one that has none."""
    counts = np.diff(starts.astype(np.int64)).astype(np.int64)
    squares = squares_of(phrases)
    sums = np.bincount(postings, np.repeat(squares[counts], counts), phrases)
    return np.sqrt(np.where(sums > 0, sums, 1.0))


def squares_of(phrases: int) -> Floats:
    """The square of the rarity of a feature by how many phrases have it: whole numbers."""
    return np.array([_square(n, phrases) for n in range(phrases + 1)], np.float64)


def _square(having: int, phrases: int) -> float:
    rarity = log((1 + phrases) / (1 + having)) + 1
    return float(round(_EXACT * rarity * rarity))
