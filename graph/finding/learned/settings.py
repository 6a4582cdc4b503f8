"""What is decided with the scores: silence, certainty, and which troubles are answered together.

Each is fixed in training by what the model says of texts whose author's file it was trained without.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

_DIGITS: Final = 6
_TOP: Final = 3
_LOW: Final = 0.05


@dataclass(frozen=True, slots=True)
class Settings:
    """`silence` and `sure` are weighed sums of what `features` gives; above 0 they hold."""

    silence: tuple[float, ...]
    sure: tuple[float, ...]
    beside: tuple[float, ...]  # the same over what `features_beside` gives

    def is_silent(self, seen: Sequence[float]) -> bool:
        """Whether the text is none of our business."""
        return _weighed(self.silence, seen) > 0

    def is_sure(self, seen: Sequence[float]) -> bool:
        """Whether the first reading is right often enough to stand alone."""
        return _weighed(self.sure, seen) > 0

    def is_beside(self, score: float, first: float, letters: int) -> bool:
        """Whether a further type is a trouble of its own, and not another way to read the first."""
        return _weighed(self.beside, features_beside(score, first, letters)) > 0

    def as_document(self) -> dict[str, object]:
        """For the manifest."""
        return {"silence": list(self.silence), "sure": list(self.sure), "beside": list(self.beside)}

    @classmethod
    def of_document(cls, read: Mapping[str, object]) -> Settings:
        """From the manifest. ValueError or KeyError when it is none."""
        lists = (read["silence"], read["sure"], read["beside"])
        silence, sure, beside = (tuple(map(float, one)) if isinstance(one, list) else () for one in lists)
        if not silence or not sure or not beside:
            raise ValueError("settings")
        return cls(silence, sure, beside)


def features(none: float, best: Sequence[float], letters: int) -> tuple[float, ...]:
    """What silence and certainty hang on: the score of ~none, the best scores, the length of the text."""
    first, second, third = (*best, *([0.0] * _TOP))[:_TOP]
    length = log(max(letters, 1))
    return (1.0, none, first, second, third, none * none, first * first, none * first, length, length * length)


def features_beside(score: float, first: float, letters: int) -> tuple[float, ...]:
    """What it hangs on whether a further type is a trouble of its own."""
    return (1.0, score, first, score / max(first, _LOW), log(max(letters, 1)))


def _weighed(weights: Sequence[float], seen: Sequence[float]) -> float:
    return round(sum(w * f for w, f in zip(weights, seen, strict=True)), _DIGITS)
