"""One training from examples to weights, and the same without one author's file. For training and measuring only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.learned.examples import Example
from graph.finding.learned.model import DIGITS, NONE
from graph.finding.learned.settings import features
from graph.finding.learned.settling import settle
from graph.finding.learned.training import Matrix, Solution, by_author, left_out, likeness, solve
from graph.finding.learned.vectors import WordVectors
from graph.finding.learned.weights import Weights

Tell = Callable[[str], None]

ALL: Final = "all"
_LARGEST: Final = 32767  # of 16 bits
_LARGEST_OF_FEW: Final = 2_000_000_000  # the anchors' votes are few and may be large: 32 bits


@dataclass(frozen=True, slots=True)
class Training:
    """A training done, from which those without an author's file follow."""

    examples: tuple[Example, ...]
    weights: Weights
    to_anchors: Matrix
    solution: Solution
    scores: Matrix  # of each text, by a training without its author's file

    def without(self, authors: Collection[str]) -> Iterator[tuple[str, Weights]]:
        """The weights of a training without the file of each of these authors."""
        for author, rows in by_author(self.examples).items():
            if author not in authors:
                continue
            votes, _ = left_out(self.solution, rows)
            arrays = {**self.weights.arrays, "votes": _votes(votes, self.to_anchors)}
            yield author, replace(self.weights, arrays=arrays)


def train(examples: Sequence[Example], vectors: WordVectors, tell: Tell) -> Training:
    """Learn from all examples. Takes some minutes and 3 GB of memory for 15,000 of them."""
    tell("言い回しを比べています")
    alike = likeness(examples, vectors)
    tell("重みを求めています")
    solution = solve(examples, alike.matrix)
    tell("作者を1人ずつ外して確かめています")
    scores = np.zeros_like(solution.votes)
    told = np.zeros(len(examples), np.bool_)
    for rows in by_author(examples).values():
        scores[rows] = left_out(solution, rows)[1]
        told[rows] = True
    named = [e for e, t in zip(examples, told.tolist(), strict=True) if t]
    weights = Weights(
        {**alike.arrays, "votes": _votes(solution.votes, alike.to_anchors)},
        solution.types,
        settle(named, solution.types, scores[told]),
        tuple(e.text for e in examples),
    )
    return Training(tuple(examples), weights, alike.to_anchors, solution, scores)


def _votes(votes: Matrix, to_anchors: Matrix) -> Mapping[str, NDArray[Any]]:
    """The votes in whole numbers, with what one of them is worth."""
    anchors = to_anchors @ votes
    units = (float(np.abs(votes).max()) / _LARGEST, float(np.abs(anchors).max()) / _LARGEST_OF_FEW)
    return {
        "phrases": np.rint(votes / units[0]).astype(np.int16),
        "anchors": np.rint(anchors / units[1]).astype(np.int32),
        "units": np.array(units),
    }


def figures(training: Training) -> dict[str, dict[str, list[int]]]:
    """By author, and of all: hits and of how many, by a training without that author's file. The model alone."""
    types, settings = training.weights.types, training.weights.settings
    none = types.index(NONE)
    found: dict[str, dict[str, list[int]]] = {}
    for author, rows in by_author(training.examples).items():
        for row in rows.tolist():
            example, scores = training.examples[row], np.round(training.scores[row], DIGITS)
            order = [i for i in np.argsort(-scores, kind="stable").tolist() if i != none][:3]
            best = [float(scores[i]) for i in order]
            silent = settings.is_silent(features(float(scores[none]), best, len(example.text)))
            told = [types[i] in example.types and not silent for i in order]
            for name, hit in _judged(example, told, silent=silent):
                for key in (author, ALL):
                    count = found.setdefault(key, {}).setdefault(name, [0, 0])
                    count[0] += hit
                    count[1] += 1
    return found


def _judged(example: Example, told: Sequence[bool], *, silent: bool) -> Iterator[tuple[str, bool]]:
    if example.types:
        yield from (("first", told[0]), ("three", any(told)), ("wrongly_silent", silent))
    else:
        yield "rightly_silent", silent
