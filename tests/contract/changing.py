"""What the contract promises of apply: all or nothing, on the present version, and never a broken graph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.changes import change_set, difference
from graph.errors import BadParameter, InvalidGraph, StaleVersion, UnknownKind
from graph.model import Change, ChangeSet, Edge, Item, properties
from graph.store import MAX_CHANGES, GraphStore
from tests.contract.small import apply, area, become, body, case_type, drop, edge, held, put, renamed, within

A, B, C = area("area:a"), area("area:b"), area("area:c")
AB = within("area:a", "area:b")


class Changing:
    """Writing. Mixed into StoreContract."""

    def test_each_change_makes_the_next_version(self, store: GraphStore) -> None:
        assert [put(store, A), put(store, B), drop(store, A)] == [1, 2, 3]
        assert store.info().version == 3

    def test_items_are_added_changed_and_removed(self, store: GraphStore) -> None:
        put(store, A, B, AB)
        new = renamed(A, "新しい名")
        apply(store, Change(A, new), Change(AB, None), Change(B, None), Change(None, C))
        assert held(store) == {"area:a": new, "area:c": C}

    def test_the_order_of_changes_does_not_matter(self, store: GraphStore) -> None:
        apply(store, Change(None, AB), Change(None, B), Change(None, A))
        assert held(store) == {A.id: A, B.id: B, AB.id: AB}
        apply(store, Change(B, None), Change(A, None), Change(AB, None))
        assert held(store) == {}

    def test_an_empty_change_makes_no_version(self, store: GraphStore) -> None:
        put(store, A)
        assert apply(store) == 1
        assert len(store.history(before=None, limit=9)) == 1

    def test_a_stale_change_is_refused(self, store: GraphStore) -> None:
        put(store, A)
        put(store, B)
        for base in (0, 1, 3, -1):
            with pytest.raises(StaleVersion) as caught:
                store.apply(change_set(base, (Change(None, C),), by="", why=""))
            assert (caught.value.base, caught.value.current) == (base, 2)
        with pytest.raises(StaleVersion):
            store.apply(change_set(1, (), by="", why=""))
        assert held(store) == {A.id: A, B.id: B}

    def test_the_newest_change_again_is_harmless(self, store: GraphStore) -> None:
        change = change_set(0, (Change(None, A),), by="", why="")
        assert [store.apply(change), store.apply(change)] == [1, 1]
        assert len(store.history(before=None, limit=9)) == 1

    def test_an_older_change_again_is_stale(self, store: GraphStore) -> None:
        change = change_set(0, (Change(None, A),), by="", why="")
        store.apply(change)
        drop(store, A)
        with pytest.raises(StaleVersion):
            store.apply(change)
        with pytest.raises(InvalidGraph):
            store.apply(replace(change, base=2))
        assert held(store) == {}

    def test_a_change_needs_an_id(self, store: GraphStore) -> None:
        with pytest.raises(InvalidGraph):
            store.apply(ChangeSet(0, "", (Change(None, A),)))
        with pytest.raises(InvalidGraph):
            store.apply(ChangeSet(0, "", ()))

    def test_more_changes_than_the_most_are_refused(self, store: GraphStore) -> None:
        with pytest.raises(BadParameter):
            store.apply(ChangeSet(0, "big", (Change(None, A),) * (MAX_CHANGES + 1)))

    @pytest.mark.parametrize(
        ("changes", "named"),
        [
            ((Change(None, A),), A.id),  # is there already
            ((Change(C, None),), C.id),  # was never there
            ((Change(C, renamed(C, "ほか")),), C.id),
            ((Change(renamed(A, "ほか"), None),), A.id),  # is another
            ((Change(renamed(A, "ほか"), renamed(A, "さらに")),), A.id),
            ((Change(AB, None), Change(None, AB)), AB.id),  # twice
            ((Change(A, A),), A.id),  # stays
            ((Change(A, renamed(C, "ほか")),), A.id),  # becomes another
            ((Change(None, None),), "変更"),
            ((Change(A, None), Change(AB, None), Change(body("area:b"), None)), B.id),
        ],
    )
    def test_a_change_starts_from_what_is_held(
        self, store: GraphStore, changes: tuple[Change, ...], named: str
    ) -> None:
        put(store, A, B, AB)
        self._refused(store, InvalidGraph, Change(None, area("area:before")), *changes, named=named)

    @pytest.mark.parametrize(
        ("broken", "named"),
        [
            (area("area:c", ""), "area:c"),
            (area("area:c", "a\0b"), "area:c"),
            (area("area:c", "\ud800"), "area:c"),
            (area("area:c", "か\u3099"), "area:c"),
            (area("area:c", "\u202e名"), "area:c"),
            (area("area:c", dataset=""), "area:c"),
            (area("area:c", dataset="\ud800"), "area:c"),
            (area("area c"), "area c"),
            (area("区域:c"), "区域:c"),
            (area("edge:0123456789abcdef"), "edge:0123456789abcdef"),
            (area("area:c", level="村"), "area:c"),
            (area("area:c", kana="あ" * 4_001), "area:c"),
            (area("area:c", population=5), "area:c"),
            (body("org:c", lat=float("nan")), "org:c"),
            (body("org:c", lat=float("inf")), "org:c"),
            (body("org:c", confidential=1), "org:c"),
            (case_type("case:c", 2**63), "case:c"),
            (replace(C, since="きのう"), "area:c"),
            (within("area:a", "area:a"), within("area:a", "area:a").id),
            (replace(AB, id="edge:0123456789abcdef"), "edge:0123456789abcdef"),
            (edge("handles", "area:a", "area:b", role="社長"), edge("handles", "area:a", "area:b", role="社長").id),
        ],
    )
    def test_what_breaks_the_schema_is_refused(self, store: GraphStore, broken: Item, named: str) -> None:
        put(store, A, B)
        self._refused(store, InvalidGraph, Change(None, area("area:first")), Change(None, broken), named=named)

    @pytest.mark.parametrize("broken", [replace(A, kind="town"), Edge("edge:1", "inside", A.id, B.id, "ward")])
    def test_an_unknown_kind_is_refused(self, store: GraphStore, broken: Item) -> None:
        self._refused(store, UnknownKind, Change(None, B), Change(None, broken))

    @pytest.mark.parametrize("ends", [("area:a", "area:no"), ("area:no", "area:a"), ("area:no", "area:none")])
    def test_an_edge_without_an_end_is_refused(self, store: GraphStore, ends: tuple[str, str]) -> None:
        put(store, A)
        broken = within(*ends)
        self._refused(store, InvalidGraph, Change(None, B), Change(None, broken), Change(None, C), named=broken.id)

    def test_an_edge_whose_end_goes_in_the_same_change_is_refused(self, store: GraphStore) -> None:
        put(store, A, B)
        self._refused(store, InvalidGraph, Change(None, AB), Change(B, None), named=AB.id)

    def test_an_edge_between_kinds_it_may_not_join_is_refused(self, store: GraphStore) -> None:
        put(store, A, body("org:a"))
        broken = within("area:a", "org:a")
        self._refused(store, InvalidGraph, Change(None, B), Change(None, broken), named=broken.id)

    def test_a_node_that_leaves_edges_behind_is_refused(self, store: GraphStore) -> None:
        put(store, A, B, C, AB)
        self._refused(store, InvalidGraph, Change(C, None), Change(A, None), named=A.id)
        self._refused(store, InvalidGraph, Change(C, None), Change(B, None), named=B.id)

    def test_a_node_may_take_another_kind_while_its_edges_allow_it(self, store: GraphStore) -> None:
        place = replace(A, kind="place", properties=properties(type="町"))
        put(store, A, B, AB)
        put(store, place)
        assert store.page("place", dataset=None, after=None, limit=2).items == (place,)
        assert store.page("area", dataset=None, after=None, limit=2).items == (B,)
        assert store.info().counts == {"area": 1, "place": 1, "part_of": 1}

    def test_a_node_may_not_take_a_kind_that_its_edges_may_not_join(self, store: GraphStore) -> None:
        put(store, A, B, AB)
        place = replace(B, kind="place", properties=properties(type="町"))
        self._refused(store, InvalidGraph, Change(None, C), Change(B, place), named=AB.id)
        apply(store, Change(B, place), Change(AB, None))
        assert held(store) == {A.id: A, B.id: place}

    def test_a_node_and_its_edges_may_change_kind_together(self, store: GraphStore) -> None:
        put(store, A, B, AB)
        bodies = [body("area:a"), body("area:b")]
        put(store, *bodies, replace(AB, verified_on="2025"))
        assert set(store.get(["area:a", "area:b"]).values()) == set(bodies)

    def test_an_edge_read_from_both_ends_may_turn_round(self, store: GraphStore) -> None:
        one = edge("refers_to", "org:a", "org:b", relation="連携")
        other = edge("refers_to", "org:b", "org:a", relation="連携")
        assert one.id == other.id
        put(store, body("org:a"), body("org:b"), one)
        put(store, other)
        found = store.edges(["org:b"], kinds=["refers_to"], direction="out", dataset=None, limit=2)
        assert found.edges == (other,)
        assert not store.edges(["org:b"], kinds=["refers_to"], direction="in", dataset=None, limit=2).edges

    def test_references_are_the_loaders_promise(self, store: GraphStore) -> None:
        """The store holds edges by their ends; what a property or a source names, load and verify prove."""
        owned = body("org:a", owner="org:nobody")
        put(store, owned)
        assert store.get(["org:a"]) == {"org:a": owned}

    def test_a_refused_change_leaves_the_store_ready(self, store: GraphStore) -> None:
        for _ in range(3):
            self._refused(store, InvalidGraph, Change(None, AB))
        assert put(store, A, B, AB) == 1

    def test_a_graph_becomes_another_in_one_step(self, store: GraphStore) -> None:
        old = {i.id: i for i in (A, B, AB, body("org:x"))}
        new = {i.id: i for i in (renamed(B, "乙"), C, within("area:c", "area:b"))}
        become(store, *old.values())
        assert apply(store, *difference(old, new)) == 2
        assert held(store) == new

    def _refused(self, store: GraphStore, error: type[Exception], *changes: Change, named: str | None = None) -> None:
        before, info = held(store), store.info()
        with pytest.raises(error) as caught:
            store.apply(change_set(info.version, changes, by="", why=""))
        if named is not None and isinstance(caught.value, InvalidGraph):
            assert caught.value.item == named
        assert (held(store), store.info()) == (before, info)
