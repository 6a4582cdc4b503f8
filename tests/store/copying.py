"""What `copy` promises between any two engines: a class of tests to be inherited with two openers.

`source` and `target` each open a handle on one graph that is empty at first; the target may lie on another engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.copying import copy
from graph.errors import InvalidGraph, StoreUnavailable
from graph.model import ChangeSet, Item, Version
from graph.store import GraphStore, open_store
from graph.undo import undo
from graph.verify import verify
from tests.contract.graphs import graphs
from tests.contract.reference import Held, ReferenceStore
from tests.contract.small import SET, SOURCE, area, become, drop, held, put, within

Opener = Callable[[], GraphStore]
A, B, AB = area("area:a", "𠮷田\u2028町"), area("area:b"), within("area:a", "area:b")
ALL = 10_000


def lived(store: GraphStore) -> None:
    """Five versions: added, joined, changed, taken out, taken back."""
    put(store, SET, SOURCE, A, why="初め")
    put(store, B, AB, why="二つめ")
    put(store, area("area:a", "新しい名"))
    drop(store, AB)
    undo(store, by="係")


def past(store: GraphStore) -> tuple[tuple[Version, ChangeSet], ...]:
    return store.history(before=None, limit=ALL)


def same(one: GraphStore, other: GraphStore) -> bool:
    """Facts, digests, counts, date and the whole past."""
    a, b = one.info(), other.info()
    said = [(i.version, i.digest, dict(i.digests), dict(i.counts), i.loaded_at) for i in (a, b)]
    return said[0] == said[1] and held(one) == held(other) and past(one) == past(other)


class Failing:
    """A target that is lost after some change sets, before or after it has kept the last one."""

    def __init__(self, store: GraphStore, after: int, *, kept: bool) -> None:
        self._store, self._left, self._kept = store, after, kept

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def apply(self, change: ChangeSet) -> Version:
        if self._left:
            self._left -= 1
            return self._store.apply(change)
        if self._kept:
            self._store.apply(change)
        raise StoreUnavailable("切れました。")


class CopyContract:
    """Inherited by a class with the fixtures `source` and `target`."""

    @pytest.fixture
    def opened(self) -> Iterator[Callable[[str], GraphStore]]:
        """Opens a graph, and closes all at the end."""
        stores: list[GraphStore] = []

        def another(url: str) -> GraphStore:
            stores.append(open_store(url))
            return stores[-1]

        yield another
        for store in stores:
            store.close()

    def test_the_facts_and_their_past(self, source: Opener, target: Opener) -> None:
        lived(source())
        copied = copy(source(), target())
        assert (copied.began, copied.target.version, copied.alike) == (0, 5, True)
        assert same(source(), target())
        assert verify(target()) == ()
        undo(target(), by="係")  # the past is a real one
        assert AB.id not in held(target())

    def test_again_copies_only_what_is_new(self, source: Opener, target: Opener) -> None:
        lived(source())
        copy(source(), target())
        put(source(), area("area:c"))
        copied = copy(source(), target())
        assert (copied.began, copied.target.version, copied.alike) == (5, 6, True)
        assert same(source(), target())
        assert copy(source(), target()).began == 6

    @pytest.mark.parametrize("kept", [False, True], ids=["lost before", "lost after"])
    @pytest.mark.parametrize("after", [0, 1, 4])
    def test_what_was_broken_off_goes_on(self, source: Opener, target: Opener, after: int, *, kept: bool) -> None:
        lived(source())
        with pytest.raises(StoreUnavailable):
            copy(source(), cast("GraphStore", Failing(target(), after, kept=kept)))
        assert past(target()) == past(source())[5 - after - kept :]
        assert copy(source(), target()).began == after + kept
        assert same(source(), target())

    def test_what_comes_meanwhile_is_copied_too(self, source: Opener, target: Opener) -> None:
        lived(source())
        told: list[Version] = []

        def tell(_: str, version: Version, __: Version) -> None:
            if version == 2 and 2 not in told:
                put(source(), area("area:late"))
            told.append(version)

        assert copy(source(), target(), tell).alike
        assert told == [1, 2, 3, 4, 5, 6]
        assert same(source(), target())

    @pytest.mark.parametrize("number", [1, 2, 3])
    def test_another_past_is_refused_even_if_it_ended_alike(self, source: Opener, target: Opener, number: int) -> None:
        """The same changes from `number` on, after another beginning."""
        lived(source())
        for version, change in reversed(past(source())):
            if version < number:
                put(target(), *(c.after for c in change.changes if c.after), why="別の手で")
            else:
                target().apply(change)
        put(source(), area("area:c"))
        before = past(target())
        if number == 1:
            assert copy(source(), target()).alike
            return
        with pytest.raises(InvalidGraph, match="版 1 から"):
            copy(source(), target())
        assert past(target()) == before

    def test_a_graph_that_is_further_on_is_refused(self, source: Opener, target: Opener) -> None:
        lived(source())
        copy(source(), target())
        put(target(), area("area:own"))
        before = past(target())
        with pytest.raises(InvalidGraph, match="より多くの版"):
            copy(source(), target())
        assert past(target()) == before

    def test_a_past_with_a_hole_is_told(self, source: Opener, target: Opener) -> None:
        lived(source())

        class Holed(Failing):
            def history(self, *, before: Version | None, limit: int) -> tuple[tuple[Version, ChangeSet], ...]:
                found = self._store.history(before=before, limit=limit + 1)
                return tuple(f for f in found if f[0] != 3)[:limit]

        with pytest.raises(StoreUnavailable, match="版 3 がありません"):
            copy(cast("GraphStore", Holed(source(), 0, kept=False)), target())
        assert target().info().version == 2

    def test_an_empty_graph_is_copied_to_an_empty_one(self, source: Opener, target: Opener) -> None:
        assert copy(source(), target()).alike

    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors], max_examples=10
    )
    @given(steps=st.lists(graphs(), min_size=1, max_size=4), early=st.integers(0, 4))
    def test_any_history(self, target: Opener, steps: list[dict[str, Item]], early: int) -> None:
        """From the dictionaries, with a first copy somewhere on the way; the target goes on from example to example."""
        source, began = ReferenceStore(Held()), target().info().version
        for _, change in reversed(past(target())):
            source.apply(change)
        for n, step in enumerate(steps):
            if n == early:
                copy(source, target())
            become(source, *step.values())
        assert copy(source, target()).alike
        assert same(source, target())
        assert target().info().version >= began
