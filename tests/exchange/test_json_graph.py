"""JSON Graph Format: valid by its schema, and all of every item in it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs

from graph.exchange.content import content
from graph.store import GraphStore
from tests.exchange.conftest import shared
from tests.exchange.stores import embedded, hostile, written


def test_valid_by_the_schema(ward: GraphStore, tmp_path: Path) -> None:
    rules = json.loads(shared("standards/graph-formats/json-graph-schema_v2.1.json").read_text("utf-8"))
    valid = jsonschema_rs.validator_for(rules)
    for store in (ward, embedded(tmp_path, hostile())):
        assert list(valid.iter_errors(json.loads(written(store, "json-graph")))) == []
    assert not valid.is_valid({"graph": {"nodes": {"a": {"colour": "red"}}}})


def test_every_item_with_all_it_holds(tmp_path: Path) -> None:
    store = embedded(tmp_path, hostile())
    found = json.loads(written(store, "json-graph"))["graph"]
    nodes = {n.id: n for n in content(store, None).nodes()}
    assert list(found["nodes"]) == list(nodes)
    for node_id, node in nodes.items():
        seen = found["nodes"][node_id]
        held = {k: list(v) if isinstance(v, tuple) else v for k, v in node.properties}
        if node.kind != "data_set":
            assert seen["metadata"]["properties"] == held
        assert (seen["label"], seen["metadata"]["kind"]) == (node.name, node.kind)
    edges = [(e.id, e.start, e.end, e.kind) for e in content(store, None).edges()]
    assert [(e["id"], e["source"], e["target"], e["relation"]) for e in found["edges"]] == edges
    assert found["nodes"]["set:999999"]["metadata"]["properties"]["case_groups"] == [{"name": "子どもを守る"}]


def test_a_link_of_the_ward(ward: GraphStore) -> None:
    found = json.loads(written(ward, "json-graph"))["graph"]
    (link,) = (
        e
        for e in found["edges"]
        if (e["source"], e["target"], e["relation"]) == ("org:setagaya-jidosodanjo", "kind:jido-sodanjo", "instance_of")
    )
    assert link["label"] == "種別は" and link["directed"] is True
    assert found["metadata"]["sets"][-1] == {"code": "131121", "name": "世田谷区"}
    assert found["metadata"]["data_version"] == ward.info().data_version
