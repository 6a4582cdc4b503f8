"""From labelled phrases to votes: ridge regression in the space of likenesses, in closed form, without chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.finding.learned.block import Block, norms_of
from graph.finding.learned.examples import Example
from graph.finding.learned.features import BLOCKS, Seen, seen_in
from graph.finding.learned.lexicon import Lexicon, Token
from graph.finding.learned.lexicon_training import learn
from graph.finding.learned.model import LEAST, NONE
from graph.finding.learned.nearness import STEEP, UNIT, Nearness
from graph.finding.learned.spelling import spell
from graph.finding.learned.vectors import WordVectors
from graph.words import morphemes

_LEFT_OUT: Final = 2  # directions all texts share
_SECOND: Final = 0.6  # what a further type is worth
_SMOOTH: Final = 0.5
_NEAR: Final = 2.0  # weight of nearness beside letters and words
_TOO_COMMON: Final = 0.08  # of all texts: a feature of more says nothing and takes half the time of an answer
_ALWAYS: Final = 50  # phrases that may share a feature, however few there are
_SMALL: Final = 512  # rows that are inverted at once
_ANCHORS: Final = 3000
_ROUNDS: Final = 6
_JITTER: Final = 1e-3
_ROWS: Final = 1000  # at once
_BALANCE: Final = 0.5  # between types with many phrases and with few

Arrays = dict[str, NDArray[Any]]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """All that follows from the texts alone, and how alike each is to each."""

    arrays: dict[str, Arrays]
    matrix: Matrix  # letters, readings, words and nearness together
    to_anchors: Matrix  # votes of texts @ this = votes of anchors


@dataclass(frozen=True, slots=True)
class Solution:
    """`inverse` of the likeness with its ridge, and `votes` of each text for each of `types`."""

    types: tuple[str, ...]
    wanted: Matrix
    inverse: Matrix
    votes: Matrix


def likeness(examples: Sequence[Example], vectors: WordVectors) -> Likeness:
    """Index the texts and compare them all."""
    spelt = [spell(e.text) for e in examples]
    lexicon_arrays = learn(list(morphemes(s.plain for s in spelt)), vectors.rows)
    lexicon = Lexicon(lexicon_arrays)
    tokens = [lexicon.read(s.plain) for s in spelt]
    seen = [seen_in(s, t, lexicon) for s, t in zip(spelt, tokens, strict=True)]
    arrays = {"lexicon": lexicon_arrays}
    matrix = np.zeros((len(spelt), len(spelt)))
    for name, some in zip(BLOCKS, zip(*seen, strict=True), strict=True):
        arrays[name] = _index(some)
        block = Block(arrays[name], len(spelt))
        for i, one in enumerate(some):
            matrix[i] += block.similar(block.meet(one))
    matrix[matrix < LEAST] = 0
    arrays["vectors"], points = _packed(vectors, lexicon, tokens)
    to_anchors = _add_nearness(matrix, points, arrays["vectors"]["anchors"])
    return Likeness(arrays, matrix, to_anchors)


def solve(examples: Sequence[Example], matrix: Matrix) -> Solution:
    """The votes with which the texts say best what they are labelled with. `matrix` is used up."""
    types = tuple(sorted({t for e in examples for t in _types(e)}))
    place = {t: i for i, t in enumerate(types)}
    wanted = np.zeros((len(examples), len(types)))
    for row, example in enumerate(examples):
        for rank, name in enumerate(_types(example)):
            wanted[row, place[name]] = _SECOND if rank else 1.0
    matrix[np.diag_indices(len(matrix))] += _SMOOTH / _weights(examples)
    _invert(matrix)
    return Solution(types, wanted, matrix, matrix @ wanted)


def _invert(matrix: Matrix) -> None:
    """A symmetric positive matrix becomes its inverse, half by half: half the work and memory of the general way."""
    if len(matrix) <= _SMALL:
        matrix[:] = np.linalg.inv(matrix)
        return
    half = len(matrix) // 2
    upper, side, lower = matrix[:half, :half], matrix[:half, half:].copy(), matrix[half:, half:]
    _invert(upper)
    turned = upper @ side
    lower -= side.T @ turned
    _invert(lower)
    side = turned @ lower
    upper += side @ turned.T
    matrix[:half, half:] = -side
    matrix[half:, :half] = -side.T


def _types(example: Example) -> tuple[str, ...]:
    return example.types or (NONE,)


def _weights(examples: Sequence[Example]) -> NDArray[np.float64]:
    """A type with few phrases gets more of each, one with many less."""
    share: Counter[str] = Counter()
    for e in examples:
        share[_types(e)[0]] += e.trust  # type: ignore[assignment]
    own = [n for t, n in share.items() if t != NONE]
    usual = sum(own) / len(own)
    balance = {t: 1.0 if t == NONE else (usual / n) ** _BALANCE for t, n in share.items()}
    return np.array([e.trust * balance[_types(e)[0]] for e in examples])


def _index(seen: Sequence[Seen]) -> Arrays:
    """Features sorted, each with the texts that have it."""
    own = [np.unique(s.hashes) for s in seen]
    features = np.concatenate(own)
    texts = np.repeat(np.arange(len(own)), [len(o) for o in own])
    order = np.argsort(features, kind="stable")
    hashes, counts = np.unique(features, return_counts=True)
    rare = counts <= max(_ALWAYS, _TOO_COMMON * len(seen))
    starts = np.append(0, np.cumsum(counts[rare])).astype(np.uint32)
    postings = texts[order][np.repeat(rare, counts)].astype(np.uint16)
    norms = norms_of(starts, postings, len(seen))
    return {"hashes": hashes[rare], "starts": starts, "postings": postings, "norms": norms}


def _packed(
    vectors: WordVectors, lexicon: Lexicon, tokens: Sequence[Sequence[Token]]
) -> tuple[Arrays, NDArray[np.int16]]:
    """What a text's place hangs on beside the words' vectors, and the place of each text."""
    width = vectors.table.shape[1]
    arrays: Arrays = {
        "table": vectors.table,
        "scales": vectors.scales,
        "centre": np.zeros(width),
        "shared": np.zeros((0, width)),
        "anchors": np.zeros((0, width), np.int16),
    }
    found = [Nearness(arrays, lexicon).mean(t) for t in tokens]
    means = np.stack([np.zeros(width) if m is None else m for m in found])
    arrays["centre"] = means.mean(0)
    arrays["shared"] = np.linalg.svd(means - arrays["centre"], full_matrices=False)[2][:_LEFT_OUT]
    nearness = Nearness(arrays, lexicon)
    points = np.stack([nearness.place(m) for m in means])
    points[~means.any(1)] = 0
    arrays["anchors"] = _middles(points[points.any(1)])
    return arrays, points


def _middles(points: NDArray[np.int16]) -> NDArray[np.int16]:
    """The middles of groups of points that lie near each other (k-means, begun at every so-manieth point)."""
    scaled = points.astype(np.float32) / UNIT
    middles = np.unique(scaled[:: max(1, len(scaled) // _ANCHORS)], axis=0)
    for _ in range(_ROUNDS):
        nearest = np.concatenate(
            [(scaled[at : at + _ROWS] @ middles.T).argmax(1) for at in range(0, len(scaled), _ROWS)]
        )
        order = np.argsort(nearest, kind="stable")
        first = np.unique(nearest[order], return_index=True)[1]
        middles = np.add.reduceat(scaled[order], first, axis=0)
        middles /= np.linalg.norm(middles, axis=1, keepdims=True) + 1e-9
    return np.unique(np.rint(middles * UNIT).astype(np.int16), axis=0)


def _add_nearness(matrix: Matrix, points: NDArray[np.int16], anchors: NDArray[np.int16]) -> Matrix:
    """Nearness of texts through what lies near both (Nyström), at a part of the cost."""
    to_anchor = _near(points, anchors)
    between = _near(anchors, anchors)
    between[np.diag_indices(len(between))] += _JITTER
    solved = (np.linalg.solve(between, to_anchor.T) * _NEAR).astype(np.float64)
    for at in range(0, len(matrix), _ROWS):
        matrix[at : at + _ROWS] += to_anchor[at : at + _ROWS] @ solved
    return solved


def _near(points: NDArray[np.int16], others: NDArray[np.int16]) -> Matrix:
    one, other = points / UNIT, others / UNIT
    near: Matrix = np.exp(STEEP * (one @ other.T - 1))
    near[~points.any(1)] = 0
    return near


def left_out(solution: Solution, rows: NDArray[np.intp]) -> tuple[Matrix, Matrix]:
    """The votes of a training without these texts, and what it says of them, without training again.

    Exact for ridge regression; the rarity of features stays that of all texts.
    """
    corner = np.linalg.inv(solution.inverse[np.ix_(rows, rows)])
    error = corner @ solution.votes[rows]
    votes = solution.votes - solution.inverse[:, rows] @ error
    votes[rows] = 0
    return votes, solution.wanted[rows] - error


def by_author(examples: Sequence[Example]) -> Mapping[str, NDArray[np.intp]]:
    """The rows of each author's file."""
    found: dict[str, list[int]] = {}
    for row, e in enumerate(examples):
        if e.author:
            found.setdefault(e.author, []).append(row)
    return {a: np.array(r, np.intp) for a, r in sorted(found.items())}
