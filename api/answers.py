"""The document of an answer as bytes. Its bodies, nine tenths of it, are written once while they stay the same.

The finder gives the very same bodies again for the same case types, place, age and minute. No word of a question is
kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import Final

from api import documents
from api.replies import dumps
from graph.finding.answer import Answer, Body

_KEEP: Final = 256  # some 25 kB each
_EMPTY: Final = b'"bodies":[]}'  # the end of a document: bodies are its last key


class Written:
    """Bodies as JSON, told apart by identity; each is held, so that its identity stays its own."""

    def __init__(self) -> None:
        self._made: OrderedDict[int, tuple[tuple[Body, ...], bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, bodies: tuple[Body, ...]) -> bytes:
        """The list as JSON."""
        with self._lock:
            found = self._made.get(id(bodies))
            if found is None:
                found = self._made[id(bodies)] = bodies, dumps([documents.body(b) for b in bodies])
            self._made.move_to_end(id(bodies))
            while len(self._made) > _KEEP:
                self._made.popitem(last=False)
            return found[1]


_WRITTEN: Final = Written()


def written(answer: Answer) -> bytes:
    """`documents.find` of the answer as JSON."""
    head = dumps(documents.find(replace(answer, bodies=())))
    return head.removesuffix(_EMPTY) + b'"bodies":' + _WRITTEN.of(answer.bodies) + b"}"
