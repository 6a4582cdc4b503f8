"""A question read with the weights: types by score, whether to keep silent, and the reasons. What `find` asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.finding.learned.model import NONE, Heard, Model
from graph.finding.learned.reasons import deciding
from graph.finding.learned.settings import Settings, features
from graph.finding.learned.weights import Weights, load


@dataclass(frozen=True, slots=True)
class Reason:
    """Where the words that decided stand in the question, and the labelled phrase it resembles most."""

    spans: tuple[tuple[int, int], ...]
    like: str


class Reader:
    """Weights ready to be asked."""

    def __init__(self, weights: Weights) -> None:
        self._model = Model(weights.arrays, weights.types)
        self._settings = weights.settings
        self._texts = weights.texts
        self._place = {t: i for i, t in enumerate(weights.types)}

    @property
    def types(self) -> Collection[str]:
        """The types it knows."""
        return self._place.keys() - {NONE}

    def opinion(self, query: str) -> Opinion:
        """What it makes of a question."""
        heard = self._model.hear(query)
        scores = self._model.scores(heard).tolist()
        return Opinion(self, heard, {t: scores[i] for t, i in self._place.items()}, self._settings)

    def reasons(self, heard: Heard, types: Sequence[str]) -> tuple[Reason, ...]:
        """Why it says each of these."""
        found = self._model.shares(heard, [self._place[t] for t in types])
        return tuple(Reason(deciding(heard, s), self._texts[s.phrase] if s.phrase >= 0 else "") for s in found)


@dataclass(frozen=True, slots=True)
class Opinion:
    """The scores of all types for one question."""

    reader: Reader
    heard: Heard
    scores: dict[str, float]
    settings: Settings

    @property
    def length(self) -> int:
        """Characters of the question."""
        return len(self.heard.spelt.original)

    def seen(self, best: tuple[float, ...]) -> tuple[float, ...]:
        """What silence and certainty hang on, with these as the best scores."""
        return features(self.scores.get(NONE, 0.0), best, self.length)

    def reasons(self, types: Sequence[str]) -> tuple[Reason, ...]:
        """Why each of these types."""
        return self.reader.reasons(self.heard, types)


def open_reader(folder: Path) -> Reader:
    """The weights in a folder."""
    return Reader(load(folder))
