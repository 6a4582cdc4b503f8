"""A small fictitious municipality for tests of what is served: one of each thing, and a body whose place is hidden."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from graph.changes import change_set
from graph.model import Basis, Change, Edge, Item, Node, NodeId, Provenance, Value, properties
from graph.schema import schema
from graph.store_embedded import EmbeddedStore

CODE = "999999"
OTHER_CODE = "999998"
# what nobody may see of org:exampleku-shelter, in any format
HIDDEN = ("隠し町9-9-9", "999-9999", "35.98765", "139.98765", "隠し地区", "area:exampleku-kakushi")
SOURCE = "src:exampleku-annai"


def node(node_id: NodeId, kind: str, name: str, *, dataset: str = CODE, verified_on: str = "", **more: Value) -> Node:
    said = () if kind in ("source", "data_set", "term") else (Provenance(SOURCE, "row 2", "stated", "2026-04"),)
    return Node(node_id, kind, name, dataset, properties(**more), said, verified_on=verified_on)


def edge(
    kind: str,
    start: NodeId,
    end: NodeId,
    *,
    basis: Basis = "stated",
    note: str = "",
    dataset: str = CODE,
    **more: Value,
) -> Edge:
    pairs = properties(**more)
    said = (Provenance(SOURCE, "row 3", basis, "2026-04", note),)
    return Edge(schema().id_of(kind, start, end, pairs, dataset), kind, start, end, dataset, pairs, said)


def data_set(code: str, name: str, area: NodeId) -> Node:
    """A municipality that builds on nothing, with one band of each name and one family."""
    bands = ({"name": "都・国", "tiers": "都;国"}, *({"name": n, "tiers": n} for n in ("全区", "地域", "地区")))
    family = {"id": "refer", "name": "紹介", "relations": "紹介", "arrow": True, "shown": True}
    more: dict[str, Value] = {
        "bands": tuple(map(_record, bands)),
        "families": (_record(family),),
        "fields": (_record({"group": "相談", "glyph": "circle"}), _record({"group": "福祉", "glyph": "diamond"})),
        "case_groups": (_record({"name": "子どもを守る"}),),
    }
    more |= {"code": code, "folder": f"ku{code}", "area": area}
    return replace(node(f"set:{code}", "data_set", name, dataset=code), properties=properties(**more))


def _record(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def body(node_id: NodeId, name: str, **more: Value) -> Node:
    pairs = {"status": "open", "confidential": False, **more}
    return replace(node(node_id, "organisation", name), properties=properties(**pairs))


def kind(node_id: NodeId, name: str, group: str, order: int) -> Node:
    words: dict[str, Value] = {
        "tier": "全区",
        "group": group,
        "order": order,
        "does": "話を 聞く",
        "plain": "話を 聞きます",
    }
    return replace(node(node_id, "organisation_kind", name), properties=properties(**words))


ITEMS: tuple[Item, ...] = (
    data_set(CODE, "例区", "area:exampleku"),
    node(
        SOURCE, "source", "例区の案内", publisher="例区", licence="例", type="official", url="https://example.invalid/annai"
    ),
    node("area:exampleku", "area", "例区", level="全区"),
    node("area:exampleku-kita", "area", "きた地域", level="地域"),
    node("area:exampleku-kakushi", "area", "隠し地区", level="地区"),
    node("place:exampleku-hinata", "place", "日向", type="町", kana="ひなた"),
    kind("kind:madoguchi", "相談窓口", "相談", 1),
    kind("kind:hinanjo", "避難所", "福祉", 2),
    body(
        "org:exampleku-kita", "きた相談窓口", phone="03-0000-0001", hours="月曜日から金曜日 9時から17時",
        opening_hours="Mo-Fr 09:00-17:00; PH off", address="例区きた町1-1", lat=35.5, lon=139.5, aliases=("きたまど",),
    ),
    body(
        "org:exampleku-shelter", "例の避難所", confidential=True, phone="03-0000-0002", address="隠し町9-9-9",
        postal_code="999-9999", lat=35.98765, lon=139.98765,
    ),
    node(
        "case:futoko", "case_type", "不登校", group="子どもを守る", order=1, urgency="通常", danger=False,
        plain="学校に 行けない",
    ),
    node("term:0000000000000001", "term", "不登校", case="case:futoko", form="word", boundary=False, author="試験"),
    node("svc:exampleku-soudan", "service", "例の相談", type="相談"),
    node("law:ijime", "law", "例の法律", article="第1条"),
    edge("part_of", "area:exampleku-kita", "area:exampleku"),
    edge("part_of", "area:exampleku-kakushi", "area:exampleku-kita"),
    edge("part_of", "place:exampleku-hinata", "area:exampleku-kita"),
    edge("instance_of", "org:exampleku-kita", "kind:madoguchi"),
    edge("instance_of", "org:exampleku-shelter", "kind:hinanjo"),
    edge("serves", "org:exampleku-kita", "area:exampleku-kita"),
    edge("serves", "org:exampleku-shelter", "area:exampleku"),
    edge("located_in", "org:exampleku-kita", "area:exampleku-kita"),
    edge("located_in", "org:exampleku-shelter", "area:exampleku-kakushi"),
    edge("handles", "org:exampleku-kita", "case:futoko", role="一義的相談窓口", first=1),
    edge("handles", "org:exampleku-shelter", "case:futoko", role="専門相談", basis="inferred", note="例の理由"),
    edge("refers_to", "org:exampleku-kita", "org:exampleku-shelter", relation="紹介", trigger="家に帰れないとき"),
    edge("provides", "org:exampleku-kita", "svc:exampleku-soudan"),
    edge("addresses", "svc:exampleku-soudan", "case:futoko"),
)  # fmt: skip
OTHER: tuple[Item, ...] = (
    data_set(OTHER_CODE, "別区", "area:betsuku"),
    node("area:betsuku", "area", "別区", dataset=OTHER_CODE, level="全区"),
)


def stored(folder: Path, *items: Item) -> str:
    """The URL of a graph that holds these items, those of the small municipality when none are given."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:{folder / 'graph.db'}"
    store = EmbeddedStore(url.partition(":")[2])
    try:
        put(store, *(items or ITEMS), why="試験のために入れた")
    finally:
        store.close()
    return url


def put(store: EmbeddedStore, *items: Item, why: str = "試験") -> None:
    """Add items, or change those that are there."""
    held = store.get([i.id for i in items if isinstance(i, Node)])
    changes = tuple(Change(held.get(i.id), i) for i in items)
    store.apply(change_set(store.info().version, changes, by="試験", why=why))
