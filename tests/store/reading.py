"""Answers while another process loads without pause: each is of one version, none a mixture of two."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from graph.changes import change_set, difference
from graph.codec import digest_of
from graph.errors import StoreUnavailable
from graph.model import Item
from graph.neighbourhood import neighbourhood
from graph.store import GraphStore, open_store
from graph.whole import items, of_one_version
from tests.contract.reference import Held, ReferenceStore
from tests.store.graphs import pair
from tests.store.loader import start

SIZE = 40
IDS = [f"area:{n}" for n in range(SIZE)]

QUESTIONS: tuple[Callable[[GraphStore], object], ...] = (
    lambda s: replace(s.info(), engine="", version=0, loaded_at=""),
    lambda s: s.get(IDS),
    lambda s: s.page("area", dataset="ward", after=None, limit=SIZE),
    lambda s: s.match("の1", kinds=["area"], dataset=None, limit=SIZE),
    lambda s: s.edges(IDS, kinds=["part_of"], direction="both", dataset=None, limit=SIZE),
    lambda s: s.between("area:3", "area:6", kinds=["part_of"], max_hops=4),
    lambda s: neighbourhood(s, "area:0", kinds=["part_of"], depth=2, limit=SIZE),
    lambda s: of_one_version(s, lambda _: digest_of(items(s))),
)
SHARES = (5, 5, 5, 5, 5, 5, 2, 1)  # the last two are many calls each


def _holding(graph: dict[str, Item]) -> GraphStore:
    store = ReferenceStore(Held())
    store.apply(change_set(0, difference({}, graph), by="", why=""))
    return store


def answers_during_loads(url: str, answers: int, loads: int, *, refused: int = 0) -> tuple[int, int]:
    """At least so many answers during so many loads, each compared; gives how many there were of both.

    At most `refused` may be none, because loads came faster than the several calls of one answer.
    """
    allowed = [[ask(_holding(graph)) for graph in pair(SIZE)] for ask in QUESTIONS]
    loader = start(url, SIZE)
    store = open_store(url)
    while store.info().version < 2:
        assert loader.poll() is None, "the loader ended before it loaded"
        time.sleep(0.01)
    first = store.info().version
    met: Counter[tuple[int, int]] = Counter()
    order = [number for number, share in enumerate(SHARES) for _ in range(share)]
    for turn in itertools.count():
        if turn >= answers and store.info().version - first >= loads:
            break
        assert turn % 1_000 or loader.poll() is None, "the loader ended before the reader did"
        number = order[turn % len(order)]
        try:
            answer = QUESTIONS[number](store)
        except StoreUnavailable:
            refused -= 1
            if refused < 0:
                raise
            continue
        assert answer in allowed[number], f"question {number} was answered with a mixture"
        met[number, allowed[number].index(answer)] += 1
    made = store.info().version - first
    assert loader.poll() is None, "the loader ended before the reader did"
    loader.kill()
    loader.communicate()
    store.close()
    assert len(met) == 2 * len(QUESTIONS), "each question met both graphs"
    return met.total(), made
