"""Silence and certainty, settled on what the model says of texts of an author it does not know. For training only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.learned.examples import Example
from graph.finding.learned.model import NONE
from graph.finding.learned.settings import Settings, features, features_beside

SILENT: Final = 0.9  # of out-of-scope text
SURE: Final = 0.9  # of the first readings that stand alone are right
BESIDE: Final = 1.4  # log-odds, right and wrong ones counting alike, from which a further type is a trouble of its own
_MOST: Final = 5
_STEPS: Final = 15
_RIDGE: Final = 0.01

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Read:
    """Texts with their best types."""

    lengths: Sequence[int]
    none: Floats
    best: Floats  # [text][rank]: the score
    right: NDArray[np.bool_]  # [text][rank]: the type is one of its labels
    outside: NDArray[np.bool_]

    def seen(self) -> Floats:
        """What silence and certainty hang on."""
        return np.array(
            [features(n, b, c) for n, b, c in zip(self.none.tolist(), self.best, self.lengths, strict=True)]
        )


def settle(examples: Sequence[Example], types: Sequence[str], scores: Floats) -> Settings:
    """The settings for these texts, each with the scores of a training without its author."""
    read = _read(examples, types, scores)
    seen = read.seen()
    silence = _logistic(seen, read.outside)
    silence[0] -= np.quantile((seen @ silence)[read.outside], 1 - SILENT)
    spoken = ~read.outside & (seen @ silence <= 0)
    sure = _logistic(seen[spoken], read.right[spoken, 0])
    sure[0] -= _cut(seen[spoken] @ sure, read.right[spoken, 0])
    rows = [(t, r) for t in np.flatnonzero(spoken).tolist() for r in range(1, read.best.shape[1])]
    pairs = [(float(read.best[t, r]), float(read.best[t, 0]), read.lengths[t]) for t, r in rows]
    beside = _logistic(np.array([features_beside(*p) for p in pairs]), np.array([read.right[t, r] for t, r in rows]))
    beside[0] -= BESIDE
    return Settings(_rounded(silence), _rounded(sure), _rounded(beside))


def _read(examples: Sequence[Example], types: Sequence[str], scores: Floats) -> _Read:
    none = list(types).index(NONE)
    rest = np.delete(scores, none, axis=1).astype(np.float64)
    names = [t for t in types if t != NONE]
    order = np.argsort(-rest, axis=1, kind="stable")[:, :_MOST]
    return _Read(
        [len(e.text) for e in examples],
        scores[:, none].astype(np.float64),
        np.take_along_axis(rest, order, axis=1),
        np.array([[names[i] in e.types for i in row] for e, row in zip(examples, order.tolist(), strict=True)]),
        np.array([not e.types for e in examples]),
    )


def _cut(sums: Floats, right: NDArray[np.bool_]) -> float:
    """Above it SURE of the readings are right: the lowest such place."""
    order = np.argsort(-sums, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= SURE)
    return float(sums[order[enough[-1]]]) if len(enough) else float(sums.max())


def _logistic(seen: Floats, yes: NDArray[np.bool_]) -> Floats:
    """Logistic regression by Newton's steps, both answers counting alike."""
    middle, spread = seen.mean(0), seen.std(0)
    middle[0], spread[spread == 0] = 0.0, 1.0
    scaled = (seen - middle) / spread
    weight = np.where(yes, 0.5 / max(yes.mean(), 1e-9), 0.5 / max(1 - yes.mean(), 1e-9)) / len(yes)
    found = np.zeros(seen.shape[1])
    ridge = np.full(len(found), _RIDGE)
    ridge[0] = 1e-9
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (weight * (chance - yes)) + ridge * found
        bend = (scaled * (weight * chance * (1 - chance))[:, None]).T @ scaled + np.diag(ridge)
        found -= np.linalg.solve(bend, slope)
    plain: Floats = found / spread
    plain[0] = found[0] - (plain[1:] * middle[1:]).sum()
    return plain


def _rounded(weights: Floats) -> tuple[float, ...]:
    return tuple(round(float(w), 5) for w in weights)
