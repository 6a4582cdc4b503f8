"""Rankings made before: who takes a case type, here and now, does not hang on the words of a question.

Kept are case types, areas, months of age, the day and the minute, and the bodies for them. No word of a question is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from graph.directory import Directory
from graph.finding.answer import Body
from graph.finding.areas import AreaBook
from graph.finding.claims import Asker
from graph.finding.kept import kept
from graph.finding.ranking import rank
from graph.model import NodeId

_KEEP = 256  # of a municipality; some 40 kB each


@dataclass(frozen=True, slots=True)
class _Rankings:
    """The rankings of one Directory, least recently used out."""

    made: OrderedDict[Hashable, tuple[Body, ...]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable) -> tuple[Body, ...] | None:
        with self.lock:
            found = self.made.get(key)
            if found is not None:
                self.made.move_to_end(key)
            return found

    def put(self, key: Hashable, bodies: tuple[Body, ...]) -> None:
        with self.lock:
            self.made[key] = bodies
            while len(self.made) > _KEEP:
                self.made.popitem(last=False)


@kept
def _rankings(_: Directory) -> _Rankings:
    """The rankings made from this Directory so far."""
    return _Rankings()


def ranked(book: AreaBook, cases: Sequence[NodeId], asker: Asker) -> tuple[Body, ...]:
    """`rank`, and the very same values when it was asked before within the minute."""
    moment = asker.moment.replace(second=0, microsecond=0) if asker.moment else None
    reach, age = asker.reach, asker.age
    months = (age.from_months, age.to_months) if age else None
    key = (tuple(cases), tuple(reach.above.items()), reach.below, reach.known, months, asker.day, moment)
    made = _rankings(book.directory)
    found = made.get(key)
    if found is None:
        found = rank(book, cases, replace(asker, moment=moment))
        made.put(key, found)
    return found
