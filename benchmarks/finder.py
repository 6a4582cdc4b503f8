"""The learned model alone: an answer with its reasons, opening the weights, and how large they are.

Time of the processor, all threads together: what one core would take, whatever else the machine does.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.measure import Result, at_most, milliseconds
from graph.finding.shelf import FOLDER
from loaders.examples import every_phrase
from loaders.shipped import shipped_data

if TYPE_CHECKING:
    from graph.finding.learned.reader import Reader

MEDIAN_MS, TENTH_MS = 2, 4
OPENING_MS = 500
MOST_MB = 60
_EVERY = 20  # of the phrases is asked: all authors and lengths
_REASONS = 3  # types that are explained, as an answer has them
_STARTS = 5
_OPEN = """import time; began = time.process_time()
from pathlib import Path; from graph.finding.learned.reader import open_reader
open_reader(Path({folder!r})).opinion("不登校"); print(time.process_time() - began)"""


def finder() -> Iterator[Result]:
    """Median and 90th percentile of an answer, a first answer in a new process, bytes on disk."""
    from graph.finding.learned.reader import open_reader

    folder = shipped_data() / "japan" / FOLDER
    seconds = sorted(_answers(open_reader(folder), [p.text for p in every_phrase([shipped_data()])][::_EVERY]))
    median, tenth = statistics.median(seconds), seconds[len(seconds) * 9 // 10]
    goal, met = at_most(median * 1000, MEDIAN_MS)
    yield Result("学んださがし方が読み、わけを言う(1コアの時間)", milliseconds(median), "", None, f"{goal} ms", met)
    goal, met = at_most(tenth * 1000, TENTH_MS)
    yield Result("同、遅いほうから1割の所", milliseconds(tenth), "", None, f"{goal} ms", met)
    words = [sys.executable, "-c", _OPEN.format(folder=str(folder))]
    opened = statistics.median(float(subprocess.check_output(words)) for _ in range(_STARTS))
    goal, met = at_most(opened * 1000, OPENING_MS)
    yield Result("同、重みを開いて1つめに答えるまで(numpy も)", milliseconds(opened), "", None, f"{goal} ms", met)
    size = sum(f.stat().st_size for f in folder.iterdir()) / 1e6
    goal, met = at_most(size, MOST_MB)
    yield Result("同、重みの大きさ", f"{size:.1f} MB", "", None, f"{goal} MB", met)


def _answers(reader: Reader, texts: Sequence[str]) -> Iterator[float]:
    """Seconds of each, after a round that nobody counts."""
    for counted in (False, True):
        for text in texts:
            began = time.process_time()
            opinion = reader.opinion(text)
            best = sorted(reader.types, key=lambda t: (-opinion.scores[t], t))
            opinion.reasons(best[:_REASONS])
            if counted:
                yield time.process_time() - began
