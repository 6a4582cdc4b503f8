"""How well the finder does on texts of an author it does not know: trained without each file in turn, and asked it.

For measuring only: numpy and the training are imported by this module.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from graph.directory import Directory
from graph.evaluation import Evaluation, Score, evaluate
from graph.finding import shelf
from graph.finding.learned.making import Training, figures
from graph.finding.learned.reader import Reader

_BY_MODEL: Final = {
    "first": "モデルだけで、対象外の90%に黙るとき、1番目の種別が正しい",
    "three": "同じく、3つまでに正しい種別",
    "wrongly_silent": "同じく、黙るべきでないのに黙った",
    "rightly_silent": "同じく、対象外に黙った",
}


def left_out(directory: Directory, training: Training, files: Mapping[str, Path]) -> Iterator[Evaluation]:
    """The figures of each of these authors' files, with the weights of a training without it."""
    for author, weights in training.without(files.keys()):
        with shelf.lent(Reader(weights)):
            yield evaluate(directory, files[author])


def together(found: tuple[Evaluation, ...], more: tuple[Score, ...]) -> Evaluation:
    """All files as one, every question counting alike, with further scores of them."""
    scores: dict[str, Score] = {}
    for score in (s for e in found for s in e.scores):
        known = scores.get(score.name, Score(score.name, 0, 0))
        scores[score.name] = Score(score.name, known.hits + score.hits, known.of + score.of)
    return Evaluation(
        f"{len(found)}人の作者",
        sum(e.rows for e in found),
        (*scores.values(), *more),
        (),
        tuple(m for e in found for m in e.misses),
    )


def by_model(training: Training, authors: Collection[str]) -> tuple[Score, ...]:
    """What the scores alone say of these authors' texts, where settling draws the line of silence."""
    found = [scores for author, scores in figures(training).items() if author in authors]
    counts = {name: [f[name] for f in found if name in f] for name in _BY_MODEL}
    return tuple(
        Score(told, sum(hits for hits, _ in counts[name]), sum(of for _, of in counts[name]))
        for name, told in _BY_MODEL.items()
    )
