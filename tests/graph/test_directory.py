"""The Directory: one municipality, of one version, proven by its digests, without confidential places."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.changes import change_set
from graph.directory import Directories, Directory, compile_directory, municipalities
from graph.errors import BadParameter, StoreUnavailable, UnknownItem
from graph.finding.kept import kept as compiled
from graph.model import Change, Edge, Item, Node, NodeId, properties
from graph.schema import schema
from graph.store_embedded import EmbeddedStore


def data_set(code: str, folder: str, *builds_on: str) -> Node:
    return Node(
        f"set:{code}", "data_set", folder, code, properties(code=code, folder=folder, builds_on=tuple(builds_on))
    )


def body(node_id: NodeId, dataset: str, **more: str | bool | float) -> Node:
    pairs = properties(**{"status": "open", "confidential": False, **more})
    return Node(node_id, "organisation", node_id, dataset, pairs)


def area(node_id: NodeId, dataset: str) -> Node:
    return Node(node_id, "area", node_id, dataset, properties(level="全区"))


def link(kind: str, start: NodeId, end: NodeId, dataset: str) -> Edge:
    return Edge(schema().id_of(kind, start, end, (), dataset), kind, start, end, dataset)


WARD: tuple[Item, ...] = (
    data_set("japan", "japan"),
    data_set("139999", "exampleku", "japan"),
    area("area:japan", "japan"),
    area("area:ward", "139999"),
    link("part_of", "area:ward", "area:japan", "139999"),
    body("org:open", "139999", address="例区1-1", phone="03-0000-0000"),
    body("org:shelter", "139999", confidential=True, address="隠す所", lat=35.5, lon=139.5),
    link("serves", "org:open", "area:ward", "139999"),
    link("serves", "org:shelter", "area:ward", "139999"),
    link("located_in", "org:open", "area:ward", "139999"),
    link("located_in", "org:shelter", "area:ward", "139999"),
)
OTHER: tuple[Item, ...] = (data_set("139998", "otherku", "japan"), body("org:other", "139998"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(str(tmp_path / "graph.db"))
    yield opened
    opened.close()


def put(store: EmbeddedStore, *items: Item) -> None:
    changes = tuple(Change(None, i) for i in items)
    store.apply(change_set(store.info().version, changes, by="試験", why="用意"))


def ward(store: EmbeddedStore) -> Directory:
    put(store, *WARD)
    return compile_directory(store)


def test_the_only_municipality_needs_no_name(store: EmbeddedStore) -> None:
    found = ward(store)
    assert found.municipality.code == "139999"
    assert found.sets == ("japan", "139999")
    assert found.data_version == store.info().data_version
    assert [m.code for m in municipalities(store)] == ["139999"]


def test_of_several_municipalities_one_must_be_named(store: EmbeddedStore) -> None:
    put(store, *WARD, *OTHER)
    with pytest.raises(BadParameter, match=r"139998.*139999"):
        compile_directory(store)
    assert "org:other" not in compile_directory(store, "139999").nodes
    assert "org:open" not in compile_directory(store, "139998").nodes
    with pytest.raises(BadParameter, match="選んでください"):
        compile_directory(store, "japan")


def test_an_empty_graph_says_so(store: EmbeddedStore) -> None:
    with pytest.raises(StoreUnavailable, match="まだデータがありません"):
        compile_directory(store)


def test_edges_are_found_from_both_ends(store: EmbeddedStore) -> None:
    found = ward(store)
    assert found.ends("area:ward", "part_of") == ("area:japan",)
    assert found.starts("area:japan", "part_of") == ("area:ward",)
    assert list(found.up("area:ward", "part_of")) == ["area:ward", "area:japan"]
    assert [e.kind for e in found.touching("org:open")] == ["located_in", "serves"]
    assert [n.id for n in found.of("organisation")] == ["org:open", "org:shelter"]


def test_a_confidential_body_has_no_place(store: EmbeddedStore) -> None:
    found = ward(store)
    shelter = found.node("org:shelter")
    assert all(shelter.get(k) is None for k in ("address", "postal_code", "lat", "lon"))
    assert found.out("org:shelter", "located_in") == ()
    assert found.ends("org:shelter", "serves") == ("area:ward",)
    assert found.node("org:open").text("address") == "例区1-1"
    assert found.ends("org:open", "located_in") == ("area:ward",)


def test_an_unknown_id_is_said(store: EmbeddedStore) -> None:
    found = ward(store)
    with pytest.raises(UnknownItem, match="org:nobody"):
        found.node("org:nobody")
    assert found.label("org:nobody") == "org:nobody"


def test_a_directory_is_kept_until_the_graph_moves_on(store: EmbeddedStore) -> None:
    put(store, *WARD)
    kept = Directories(store)
    first = kept.of()
    assert kept.of() is first
    old = next(i for i in WARD if i.id == "org:open")
    assert isinstance(old, Node)
    changed = (Change(old, replace(old, name="新しい名")),)
    store.apply(change_set(store.info().version, changed, by="試験", why="改名"))
    second = kept.of()
    assert second is not first
    assert second.label("org:open") == "新しい名"
    assert first.label("org:open") == "org:open"


def several(store: EmbeddedStore, number: int) -> list[str]:
    """Municipalities of three items each."""
    codes = [f"99{n:04}" for n in range(1, number + 1)]
    put(
        store,
        *(i for c in codes for i in (data_set(c, f"ku{c}"), body(f"org:{c}-a", c), body(f"org:{c}-b", c))),
    )
    return codes


def test_the_least_recently_used_go_when_many_items_are_kept(store: EmbeddedStore) -> None:
    a, b, c, d = several(store, 4)
    kept = Directories(store, keep=9)
    first, second = kept.of(a), kept.of(b)
    third = kept.of(c)
    assert kept.of(a) is first  # nine items are just as many as may be kept
    kept.of(d)
    assert kept.of(a) is first and kept.of(c) is third
    assert kept.of(b) is not second


def test_the_newest_is_kept_however_large_it_is(store: EmbeddedStore) -> None:
    a, b = several(store, 2)
    kept = Directories(store, keep=1)
    first = kept.of(a)
    assert kept.of(a) is first
    kept.of(b)
    assert kept.of(a) is not first


def test_what_was_compiled_goes_with_its_directory(store: EmbeddedStore) -> None:
    """It holds the Directory in turn; nothing else may, or a country would fill the memory."""
    codes = several(store, 30)
    kept = Directories(store, keep=9)

    @compiled
    def itself(directory: Directory) -> Directory:
        return directory

    for code in codes:
        assert itself(kept.of(code)) is kept.of(code)
    gc.disable()
    try:
        alive = [o for o in gc.get_objects() if isinstance(o, Directory)]
        mine = [d for d in alive if d.municipality.code in codes and d.version == store.info().version]
        assert {d.municipality.code for d in mine} >= set(codes[-3:])
        assert [d for d in mine if d.municipality.code not in codes[-3:]] == []
    finally:
        gc.enable()


def test_of_an_older_version_none_is_kept(store: EmbeddedStore) -> None:
    a, b = several(store, 2)
    kept = Directories(store)
    old = kept.of(a)
    old.made["x"] = old
    put(store, body("org:more", b))
    kept.of(b)
    assert old.made == {}


def test_a_municipality_whose_folder_is_its_code(store: EmbeddedStore) -> None:
    put(store, *WARD, data_set("139998", "139998", "japan"), body("org:other", "139998"))
    assert compile_directory(store, "139998").sets == ("japan", "139998")


def test_of_a_country_some_are_listed(store: EmbeddedStore) -> None:
    several(store, 60)
    with pytest.raises(BadParameter, match=r"990050(.*)、ほか 10$") as caught:
        compile_directory(store)
    assert "990051" not in caught.value.sentence
