"""How near the meaning of a text lies to that of some phrases, by the mean of the vectors of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.learned.lexicon import NO_ROW, OF_CONTENT, UNKNOWN, Lexicon, Token

UNIT: Final = 2048  # length of a point, so that products of points are whole numbers below 2**24: exact in 32 bits
STEEP: Final = 3.0

Floats = NDArray[np.float64]


class Nearness:
    """Vectors of words, and of some phrases (anchors) that a text is compared with."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], lexicon: Lexicon) -> None:
        self._table: NDArray[np.int8] = arrays["table"]
        self._scales: NDArray[np.uint16] = arrays["scales"]
        self._centre: Floats = arrays["centre"]
        self._shared: Floats = arrays["shared"]  # directions that all texts have in common, taken out
        self._anchors = np.asarray(arrays["anchors"], np.float32)
        self._lexicon = lexicon

    def near(self, tokens: Sequence[Token]) -> Floats:
        """To each anchor: 1 = the same meaning, about 0 = another; all 0 where no word has a vector."""
        point = self.point(tokens)
        if point is None:
            return np.zeros(len(self._anchors))
        products = self._anchors @ point.astype(np.float32)
        near: Floats = np.exp(STEEP * (products.astype(np.float64) / (UNIT * UNIT) - 1))
        return near

    def point(self, tokens: Sequence[Token]) -> NDArray[np.int16] | None:
        """The direction of the mean of the words, None where none of them has a vector."""
        mean = self.mean(tokens)
        if mean is None:
            return None
        return self.place(mean)

    def place(self, mean: Floats) -> NDArray[np.int16]:
        """Where a mean lies."""
        apart = mean - self._centre
        return _unit(apart - self._shared.T @ (self._shared @ apart))

    def mean(self, tokens: Sequence[Token]) -> Floats | None:
        """The sum of the vectors of the words of content, the rarer ones counting more."""
        entries = [t.entry for t in tokens if t.role in OF_CONTENT and t.entry != UNKNOWN]
        rows = self._lexicon.rows[entries]
        there = rows != NO_ROW
        if not there.any():
            return None
        rows = rows[there]
        weights = self._lexicon.rarities[entries][there].astype(np.float64) * self._scales[rows]
        found: Floats = (self._table[rows] * weights[:, None]).sum(0)
        return found


def _unit(direction: Floats) -> NDArray[np.int16]:
    """A direction as a point of the length UNIT, in whole numbers."""
    length = float(np.sqrt((direction * direction).sum())) or 1.0
    point: NDArray[np.int16] = np.rint(direction * (UNIT / length)).astype(np.int16)
    return point
