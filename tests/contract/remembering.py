"""What the contract promises of history, between, several handles and closing."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from graph.changes import change_set, inverse
from graph.errors import BadParameter, StaleVersion, StoreUnavailable
from graph.model import Change, ChangeSet, Edges, StoreInfo
from graph.schema import schema
from graph.store import MAX_HOPS, GraphStore
from graph.undo import undo
from tests.contract.small import area, body, drop, edge, held, put, renamed, within

EDGE_KINDS = tuple(schema().edges)
A, B, C = area("area:a"), area("area:b"), area("area:c")
AB = within("area:a", "area:b")


class Remembering:
    """History. Mixed into StoreContract."""

    def test_history_is_newest_first_and_whole(self, store: GraphStore) -> None:
        first = ChangeSet(0, "one", (Change(None, A),), "係", "はじめ\u3000て", "2026-01-02T03:04:05+09:00")
        second = ChangeSet(1, "two", (Change(A, renamed(A, "乙")), Change(None, B)), "", "", "")
        store.apply(first)
        store.apply(second)
        assert store.history(before=None, limit=9) == ((2, second), (1, first))

    def test_history_is_bounded_and_goes_on(self, store: GraphStore) -> None:
        for node in (A, B, C):
            put(store, node)
        assert [v for v, _ in store.history(before=None, limit=2)] == [3, 2]
        assert [v for v, _ in store.history(before=2, limit=2)] == [1]
        assert store.history(before=1, limit=2) == store.history(before=-5, limit=2) == ()
        assert len(store.history(before=2**70, limit=9)) == 3

    def test_the_inverse_takes_back_and_is_itself_a_version(self, store: GraphStore) -> None:
        put(store, A, B, AB)
        before = held(store)
        drop(store, A, AB)
        newest = store.history(before=None, limit=1)[0][1]
        assert store.apply(change_set(2, inverse(newest.changes), by="", why="")) == 3
        assert held(store) == before

    def test_undo_twice_is_redo(self, store: GraphStore) -> None:
        put(store, A)
        put(store, B)
        digest = store.info().digest
        undo(store, by="係")
        assert held(store) == {A.id: A}
        undo(store, by="係")
        assert (store.info().version, store.info().digest) == (4, digest)

    @pytest.mark.parametrize("direction", [1, -1])
    def test_between_is_every_edge_of_every_shortest_path(self, store: GraphStore, direction: int) -> None:
        square = [("org:a", "org:b"), ("org:b", "org:d"), ("org:a", "org:c"), ("org:d", "org:c")]
        longer = [("org:a", "org:e"), ("org:e", "org:f"), ("org:f", "org:d")]
        links = [within(*pair[::direction]) for pair in square]
        twice = edge("operated_by", "org:a", "org:b")
        put(store, *(body(f"org:{n}") for n in "abcdef"), *links, twice, *(within(*pair) for pair in longer))
        found = store.between("org:a", "org:d", kinds=EDGE_KINDS, max_hops=8)
        assert found == Edges(tuple(sorted([*links, twice], key=lambda e: e.id)), False)

    def test_between_knows_its_bounds(self, store: GraphStore) -> None:
        chain = [within(f"area:{n}", f"area:{n + 1}") for n in range(MAX_HOPS + 1)]
        put(store, *(area(f"area:{n}") for n in range(MAX_HOPS + 2)), *chain)
        for hops in range(1, MAX_HOPS + 1):
            found = store.between("area:0", f"area:{hops}", kinds=["part_of"], max_hops=hops)
            assert found is not None
            assert set(found.edges) == set(chain[:hops])
            assert store.between("area:0", f"area:{hops + 1}", kinds=["part_of"], max_hops=hops) is None

    def test_between_a_node_and_itself_is_nothing(self, store: GraphStore) -> None:
        put(store, A, B, AB)
        assert store.between("area:a", "area:a", kinds=["part_of"], max_hops=1) == Edges((), False)
        assert store.between("area:a", "area:a", kinds=(), max_hops=1) == Edges((), False)

    def test_between_is_none_without_a_path(self, store: GraphStore) -> None:
        put(store, A, B, C, AB)
        for a, b in (("area:a", "area:c"), ("area:a", "area:no"), ("area:no", "area:a"), ("area:no", "area:no")):
            assert store.between(a, b, kinds=EDGE_KINDS, max_hops=8) is None
        assert store.between("area:a", "area:b", kinds=["handles"], max_hops=8) is None
        assert store.between("area:a", "area:b", kinds=(), max_hops=8) is None

    @pytest.mark.parametrize("hops", [0, -1, MAX_HOPS + 1])
    def test_between_refuses_other_bounds(self, store: GraphStore, hops: int) -> None:
        with pytest.raises(BadParameter):
            store.between("area:a", "area:b", kinds=["part_of"], max_hops=hops)

    def test_what_was_acknowledged_is_there_for_the_next(
        self, store: GraphStore, opener: Callable[[], GraphStore]
    ) -> None:
        put(store, A, B, AB)
        put(store, renamed(A, "乙"))
        info, history = store.info(), store.history(before=None, limit=9)
        store.close()
        again = opener()
        assert (again.info(), again.history(before=None, limit=9)) == (info, history)
        assert held(again) == {A.id: renamed(A, "乙"), B.id: B, AB.id: AB}

    def test_two_handles_are_one_graph(self, store: GraphStore, opener: Callable[[], GraphStore]) -> None:
        other = opener()
        put(store, A)
        assert held(other) == {A.id: A}
        with pytest.raises(StaleVersion):
            other.apply(change_set(0, (Change(None, B),), by="", why=""))
        put(other, B)
        assert held(store) == {A.id: A, B.id: B}

    def test_of_writers_at_once_one_wins_each_version(
        self, store: GraphStore, opener: Callable[[], GraphStore]
    ) -> None:
        won: list[tuple[int, str]] = []
        lost: list[StaleVersion] = []

        def write(handle: GraphStore, name: str) -> None:
            for n in range(5):
                version = handle.info().version
                change = change_set(version, (Change(None, area(f"area:{name}-{n}")),), by=name, why="")
                try:
                    won.append((handle.apply(change), change.id))
                except StaleVersion as error:
                    lost.append(error)

        writers = [
            threading.Thread(target=write, args=(handle, f"{at}-{n}"))
            for at, handle in enumerate((store, opener()))
            for n in range(2)
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert len(won) + len(lost) == 20
        assert sorted(won) == [(v, c.id) for v, c in reversed(store.history(before=None, limit=99))]
        assert len(held(store)) == store.info().version == len(won)

    def test_readers_of_other_threads_see_whole_versions(self, store: GraphStore) -> None:
        put(store, A, B, AB)
        stop = threading.Event()
        mixed: list[StoreInfo] = []

        def read() -> None:
            while not stop.is_set():
                info = store.info()
                if info.counts not in ({"area": 2, "part_of": 1}, {"area": 1}):
                    mixed.append(info)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for _ in range(20):
            drop(store, A, AB)
            put(store, A, AB)
        stop.set()
        for reader in readers:
            reader.join()
        assert not mixed

    def test_a_closed_store_is_out_of_reach(self, store: GraphStore) -> None:
        put(store, A)
        store.close()
        store.close()
        _out_of_reach(store)

    def test_a_graph_out_of_reach_says_so_from_every_method(self, unreachable: GraphStore) -> None:
        _out_of_reach(unreachable)
        unreachable.close()


def _out_of_reach(store: GraphStore) -> None:
    asked: list[Callable[[], object]] = [
        store.info,
        lambda: store.get(["area:a"]),
        lambda: store.page("area", dataset=None, after=None, limit=1),
        lambda: store.match("", kinds=["area"], dataset=None, limit=1),
        lambda: store.edges(["area:a"], kinds=["part_of"], direction="both", dataset=None, limit=1),
        lambda: store.between("area:a", "area:b", kinds=["part_of"], max_hops=1),
        lambda: store.apply(change_set(0, (Change(None, A),), by="", why="")),
        lambda: store.history(before=None, limit=1),
    ]
    for ask in asked:
        with pytest.raises(StoreUnavailable) as caught:
            ask()
        assert caught.value.sentence.endswith("。")
