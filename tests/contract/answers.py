"""What the contract promises of questions: info, get, page, match, edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.codec import EMPTY_DIGEST, digest_of
from graph.errors import BadParameter, UnknownKind
from graph.model import Direction, Edge, Edges, Matches, NodeId, Page, Provenance, Variant
from graph.schema import schema
from graph.store import MAX_IDS, MAX_LIMIT, GraphStore
from tests.contract.small import SOURCE, area, become, body, case_type, drop, edge, put, renamed, within

NODE_KINDS = tuple(schema().nodes)
EDGE_KINDS = tuple(schema().edges)


class Answers:
    """Reading. Mixed into StoreContract."""

    def test_an_empty_graph_is_version_0(self, store: GraphStore) -> None:
        info = store.info()
        assert (info.version, info.digest, info.data_version) == (0, EMPTY_DIGEST, EMPTY_DIGEST[:12])
        assert (dict(info.digests), dict(info.counts), info.loaded_at) == ({}, {}, "")
        assert info.engine

    def test_info_sums_each_set_and_counts_each_kind(self, store: GraphStore) -> None:
        up, down = area("area:up", dataset="japan"), area("area:down")
        link = within(down.id, up.id)
        put(store, SOURCE, up, down, link)
        info = store.info()
        assert info.digests == {"japan": digest_of([up]), "ward": digest_of([SOURCE, down, link])}
        assert info.digest == digest_of([SOURCE, up, down, link])
        assert info.data_version == info.digest[:12]
        assert info.counts == {"area": 2, "part_of": 1, "source": 1}

    def test_info_forgets_sets_and_kinds_that_are_gone(self, store: GraphStore) -> None:
        put(store, area("area:a"), body("org:a", dataset="japan"))
        drop(store, body("org:a", dataset="japan"))
        assert set(store.info().digests) == {"ward"}
        assert store.info().counts == {"area": 1}

    def test_info_follows_an_item_from_one_set_to_another(self, store: GraphStore) -> None:
        put(store, area("area:a"))
        put(store, area("area:a", dataset="japan"))
        assert store.info().digests == {"japan": digest_of([area("area:a", dataset="japan")])}

    def test_the_same_items_have_the_same_digest_whatever_the_way(self, store: GraphStore) -> None:
        put(store, area("area:a"), area("area:b"))
        digest = store.info().digest
        become(store, area("area:b", "別の名"))
        become(store, area("area:b"), area("area:a"))
        assert store.info().digest == digest

    def test_loaded_at_is_of_the_newest_change(self, store: GraphStore) -> None:
        put(store, area("area:a"))
        assert store.info().loaded_at == store.history(before=None, limit=1)[0][1].at

    def test_get_gives_what_was_put_in_id_order(self, store: GraphStore) -> None:
        nodes = [
            area(f"area:{name}", more, aliases=("な", "ま")) for name, more in (("b", "乙"), ("a", "𠮷"), ("B", "é"))
        ]
        put(store, *nodes)
        assert list(store.get(["area:b", "area:a", "area:B", "area:b"]).items()) == sorted((n.id, n) for n in nodes)

    def test_unknown_ids_are_absent(self, store: GraphStore) -> None:
        put(store, area("area:a"))
        strange = ["area:A", "area:", "", "区域:a", "area:a\0", "area:\ud800", "area:a "]
        assert store.get(["area:a", *strange]) == {"area:a": area("area:a")}
        assert store.edges(strange, kinds=EDGE_KINDS, direction="both", dataset=None, limit=1) == Edges((), False)

    def test_nothing_asked_is_nothing_answered(self, store: GraphStore) -> None:
        put(store, area("area:a"))
        assert store.get([]) == {}
        assert store.match("", kinds=(), dataset=None, limit=1) == Matches((), False)
        assert store.edges([], kinds=EDGE_KINDS, direction="both", dataset=None, limit=1) == Edges((), False)

    def test_every_field_comes_back(self, store: GraphStore) -> None:
        said = (Provenance("src:page", "l.1", "stated", "2024"), Provenance("src:b", "", "inferred", "", "推し量った"))
        other = (Variant("phone", "03", "src:b", "2024"),)
        plain = body("org:a", lat=-35.6, lon=1e-9, aliases=("", "空"), kana="がっこう")
        node = replace(plain, provenance=said, since="2024-04", until="2025-03-31", verified_on="2024", otherwise=other)
        put(store, node)
        assert store.get(["org:a"]) == {"org:a": node}

    def test_numbers_keep_their_type_and_size(self, store: GraphStore) -> None:
        case = edge("handles", "org:a", "case:a", role="連携", first=2**63 - 1)
        type_of_case = case_type("case:a", order=-(2**63) + 1)
        put(store, body("org:a", lat=5e-324), type_of_case, case)
        assert store.get(["case:a"])["case:a"].get("order") == -(2**63) + 1
        assert store.get(["org:a"])["org:a"].get("lat") == 5e-324
        found = store.edges(["org:a"], kinds=["handles"], direction="out", dataset=None, limit=1).edges
        assert found[0].get("first") == 2**63 - 1

    @pytest.mark.parametrize("limit", range(1, 7))
    def test_a_walk_over_pages_meets_each_node_once(self, store: GraphStore, limit: int) -> None:
        nodes = [area(f"area:{i}") for i in ("1", "10", "2", "A", "a", "a-1")]
        put(store, *nodes, body("org:a"))
        found: list[NodeId] = []
        after: NodeId | None = None
        while True:
            page = store.page("area", dataset=None, after=after, limit=limit)
            found.extend(n.id for n in page.items)
            after = page.next
            if after is None:
                break
            assert len(page.items) == limit
        assert found == sorted(n.id for n in nodes)

    def test_a_page_is_of_one_set_when_asked(self, store: GraphStore) -> None:
        put(store, area("area:a"), area("area:b", dataset="japan"), area("area:c"))
        assert store.page("area", dataset="ward", after="area:a", limit=5) == Page((area("area:c"),), None)
        assert store.page("area", dataset="tokyo", after=None, limit=5) == Page((), None)

    def test_a_page_may_go_on_after_an_id_that_is_gone(self, store: GraphStore) -> None:
        put(store, area("area:a"), area("area:c"))
        assert store.page("area", dataset=None, after="area:b", limit=5).items == (area("area:c"),)

    def test_match_finds_the_folded_key_inside_the_search_text(self, store: GraphStore) -> None:
        node = body("org:a", "ひなた広場", kana="ひなたひろば", phone="03-1234-5678")
        put(store, node, body("org:b", "別の機関"))
        for key in ("なた", "広場", "031234", "ひろば"):
            assert store.match(key, kinds=["organisation"], dataset=None, limit=5).nodes == (node,)
        for key in ("ヒナタ", "広 場", "区域", "%", "_", "\0", "\ud800", "なた\0"):
            assert store.match(key, kinds=["organisation"], dataset=None, limit=5).nodes == ()

    def test_match_follows_a_new_name(self, store: GraphStore) -> None:
        put(store, area("area:a", "旧町"))
        put(store, area("area:a", "新町"))
        assert store.match("旧町", kinds=["area"], dataset=None, limit=5).nodes == ()
        assert store.match("新町", kinds=["area"], dataset=None, limit=5).nodes == (area("area:a", "新町"),)

    def test_match_is_bounded_by_kinds_set_and_limit(self, store: GraphStore) -> None:
        nodes = [area("area:a", "砧"), area("area:b", "砧", "japan"), body("org:a", "砧"), area("area:c", "砧")]
        put(store, *nodes)
        a, b, org, c = nodes
        everything = ("area", "organisation")
        assert store.match("砧", kinds=everything, dataset=None, limit=4) == Matches((a, b, c, org), False)
        assert store.match("砧", kinds=everything, dataset=None, limit=3) == Matches((a, b, c), True)
        assert store.match("砧", kinds=everything, dataset="ward", limit=2) == Matches((a, c), True)
        assert store.match("砧", kinds=["organisation"], dataset="japan", limit=2) == Matches((), False)

    def test_an_empty_key_matches_all_of_the_kinds(self, store: GraphStore) -> None:
        put(store, area("area:a"), area("area:b"), body("org:a"))
        assert store.match("", kinds=["area"], dataset=None, limit=5).nodes == (area("area:a"), area("area:b"))

    @pytest.mark.parametrize(
        ("direction", "others"), [("out", ["area:up"]), ("in", ["area:low"]), ("both", ["area:low", "area:up"])]
    )
    def test_edges_by_direction(self, store: GraphStore, direction: Direction, others: list[NodeId]) -> None:
        put(store, area("area:up"), area("area:mid"), area("area:low"))
        put(store, within("area:mid", "area:up"), within("area:low", "area:mid"))
        found = store.edges(["area:mid"], kinds=["part_of"], direction=direction, dataset=None, limit=5)
        assert sorted(e.other("area:mid") for e in found.edges) == others
        assert not found.truncated

    def test_an_edge_between_two_asked_nodes_comes_once(self, store: GraphStore) -> None:
        put(store, area("area:a"), area("area:b"), within("area:a", "area:b"))
        found = store.edges(["area:a", "area:b"], kinds=["part_of"], direction="both", dataset=None, limit=1)
        assert found == Edges((within("area:a", "area:b"),), False)

    def test_parallel_edges_stay_apart(self, store: GraphStore) -> None:
        roles = [edge("handles", "org:a", "case:a", role=r) for r in ("連携", "専門相談", "緊急対応")]
        put(store, body("org:a"), case_type("case:a"), *roles)
        found = store.edges(["org:a"], kinds=["handles"], direction="out", dataset=None, limit=5)
        assert found.edges == tuple(sorted(roles, key=lambda e: e.id))

    @pytest.mark.parametrize("limit", range(1, 7))
    def test_edges_are_cut_by_id_and_say_so(self, store: GraphStore, limit: int) -> None:
        links = [within(f"area:{i}", "area:hub") for i in range(4)]
        put(store, area("area:hub"), *(area(f"area:{i}") for i in range(4)), *links)
        found = store.edges(["area:hub"], kinds=EDGE_KINDS, direction="in", dataset=None, limit=limit)
        assert found == Edges(tuple(sorted(links, key=lambda e: e.id)[:limit]), limit < 4)

    @pytest.mark.parametrize("limit", range(1, 6))
    @pytest.mark.parametrize("dataset", [None, "ward"])
    def test_edges_are_walked_by_what_comes_after(self, store: GraphStore, limit: int, dataset: str | None) -> None:
        links = [within(f"area:{i}", "area:hub") for i in range(4)]
        put(store, area("area:hub"), *(area(f"area:{i}") for i in range(4)), *links)
        walked: list[Edge] = []
        found = Edges((), True)
        while found.truncated:
            after = walked[-1].id if walked else None
            found = store.edges(
                ["area:hub"], kinds=["part_of"], direction="both", dataset=dataset, limit=limit, after=after
            )
            walked += found.edges
        assert walked == sorted(links, key=lambda e: e.id)
        last = store.edges(
            ["area:hub"], kinds=EDGE_KINDS, direction="in", dataset=None, limit=limit, after=walked[-1].id
        )
        assert last == Edges((), False)

    def test_edges_are_of_the_kinds_and_the_set_asked(self, store: GraphStore) -> None:
        links = [within("org:a", "org:b", "japan"), edge("operated_by", "org:a", "org:b"), within("org:c", "org:a")]
        put(store, body("org:a"), body("org:b"), body("org:c"), *links)
        asked = store.edges(["org:a"], kinds=["part_of"], direction="both", dataset=None, limit=5)
        assert set(asked.edges) == {links[0], links[2]}
        asked = store.edges(["org:a"], kinds=EDGE_KINDS, direction="both", dataset="ward", limit=5)
        assert set(asked.edges) == {links[1], links[2]}
        asked = store.edges(["org:a"], kinds=(), direction="both", dataset=None, limit=5)
        assert asked == Edges((), False)

    @pytest.mark.parametrize("limit", [0, -1, MAX_LIMIT + 1])
    def test_a_limit_out_of_bounds_is_refused(self, store: GraphStore, limit: int) -> None:
        with pytest.raises(BadParameter):
            store.page("area", dataset=None, after=None, limit=limit)
        with pytest.raises(BadParameter):
            store.match("", kinds=["area"], dataset=None, limit=limit)
        with pytest.raises(BadParameter):
            store.edges(["area:a"], kinds=["part_of"], direction="both", dataset=None, limit=limit)
        with pytest.raises(BadParameter):
            store.history(before=None, limit=limit)

    def test_the_largest_question_is_answered(self, store: GraphStore) -> None:
        put(store, area("area:1"), area("area:2"), within("area:1", "area:2"))
        ids = [f"area:{n}" for n in range(MAX_IDS)]
        assert len(store.get(ids)) == 2
        assert len(store.edges(ids, kinds=EDGE_KINDS, direction="both", dataset=None, limit=MAX_LIMIT).edges) == 1

    def test_more_than_the_most_is_refused(self, store: GraphStore) -> None:
        ids = [f"area:{n}" for n in range(MAX_IDS + 1)]
        with pytest.raises(BadParameter):
            store.get(ids)
        with pytest.raises(BadParameter):
            store.edges(ids, kinds=EDGE_KINDS, direction="both", dataset=None, limit=1)

    def test_a_question_about_an_unknown_kind_is_refused(self, store: GraphStore) -> None:
        with pytest.raises(UnknownKind):
            store.page("part_of", dataset=None, after=None, limit=1)
        with pytest.raises(UnknownKind):
            store.match("", kinds=["area", "town"], dataset=None, limit=1)
        with pytest.raises(UnknownKind):
            store.edges(["area:a"], kinds=["area"], direction="both", dataset=None, limit=1)
        with pytest.raises(UnknownKind):
            store.between("area:a", "area:b", kinds=["inside"], max_hops=1)

    def test_an_unknown_direction_is_refused(self, store: GraphStore) -> None:
        sideways: Direction = "sideways"  # type: ignore[assignment]  # what a caller without types may pass
        with pytest.raises(BadParameter):
            store.edges(["area:a"], kinds=["part_of"], direction=sideways, dataset=None, limit=1)

    @pytest.mark.parametrize("after", ["区域", "area:\ud800", "area:a\0"])
    def test_a_cursor_that_is_no_id_is_refused(self, store: GraphStore, after: str) -> None:
        with pytest.raises(BadParameter):
            store.page("area", dataset=None, after=after, limit=1)
        with pytest.raises(BadParameter):
            store.edges(["area:a"], kinds=["part_of"], direction="in", dataset=None, limit=1, after=after)

    def test_a_set_that_nobody_has_is_empty(self, store: GraphStore) -> None:
        put(store, area("area:a"))
        for code in ("", "WARD", "ward\0", "\ud800"):
            assert store.page("area", dataset=code, after=None, limit=1) == Page((), None)
            assert store.match("", kinds=["area"], dataset=code, limit=1) == Matches((), False)
            assert not store.edges(["area:a"], kinds=EDGE_KINDS, direction="both", dataset=code, limit=1).edges

    def test_an_answer_is_not_changed_by_what_comes_after(self, store: GraphStore) -> None:
        put(store, area("area:a"))
        before, info = store.get(["area:a"]), store.info()
        put(store, renamed(area("area:a"), "別の名"))
        assert before == {"area:a": area("area:a")}
        assert (info.version, info.counts) == (1, {"area": 1})
