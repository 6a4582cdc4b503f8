"""Constraints, indexes, labels and plans on a real server, made from schema.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph import neo4j_cypher as cypher
from graph.schema import schema
from graph.store import open_store
from tests.contract.small import SAID, SOURCE, area, body, case_type, edge, put
from tests.neo4j_server import Server
from tests.store_neo4j.servers import Emptied

# what `flat` puts beside the properties of schema.yaml
OURS = {"id", "kind", "dataset", "body", "sources", "basis", "as_of", "since", "until", "verified_on"}
OURS_OF_NODES = OURS | {"name", "caption", "search"}
SCANS = ("AllNodesScan", "NodeByLabelScan", "RelationshipTypeScan", "NodeHashJoin", "CartesianProduct")


def _shown(by_hand: Emptied) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found = by_hand.run("SHOW INDEXES YIELD name, type, labelsOrTypes, properties WHERE type <> 'LOOKUP'")
    return {r["name"]: (r["type"], tuple(r["labelsOrTypes"]), tuple(r["properties"])) for r in found}


def test_constraints_and_indexes_are_those_of_the_schema_and_no_others(server: Server) -> None:
    with Emptied(server) as by_hand:
        url = by_hand.again()
        for name in _shown(by_hand):
            by_hand.run(f"DROP CONSTRAINT {name} IF EXISTS")
            by_hand.run(f"DROP INDEX {name} IF EXISTS")
        assert _shown(by_hand) == {}
        for _ in range(2):  # a second handle finds all there
            store = open_store(url)
            put(store, area(f"area:{store.info().version}"))
            store.close()
        expected = {
            "node_id": ("RANGE", ("Node",), ("id",)),
            "node_of_kind": ("RANGE", ("Node",), ("kind", "id")),
            "node_in_set": ("RANGE", ("Node",), ("dataset", "kind", "id")),
            "meta_one": ("RANGE", ("Meta",), ("one",)),
            "gate_one": ("RANGE", ("Gate",), ("one",)),
            "change_id": ("RANGE", ("Change",), ("id",)),
            "change_version": ("RANGE", ("Change",), ("version",)),
        }
        expected |= {f"{kind}_id": ("RANGE", (kind.upper(),), ("id",)) for kind in schema().edges}
        assert _shown(by_hand) == expected
        unique = {r["name"] for r in by_hand.run("SHOW CONSTRAINTS YIELD name, type WHERE type CONTAINS 'UNIQUE'")}
        assert unique == expected.keys() - {"node_of_kind", "node_in_set"}
        for statement in cypher.wanted().values():
            by_hand.run(statement)  # harmless to repeat
        assert _shown(by_hand) == expected


def test_labels_and_types_tell_the_kinds_apart() -> None:
    assert len({cypher.label(k) for k in schema().nodes}) == len(schema().nodes)
    assert {"Node", "Meta", "Gate", "Change"}.isdisjoint(map(cypher.label, schema().nodes))
    assert cypher.label("organisation_kind") == "OrganisationKind"
    assert cypher.relationship("refers_to") == "REFERS_TO"


def test_no_property_of_the_schema_hides_one_of_ours() -> None:
    for kind in schema().nodes.values():
        assert OURS_OF_NODES.isdisjoint(kind.properties), kind.name
    for link in schema().edges.values():
        assert OURS.isdisjoint(link.properties), link.name


def test_what_analysts_see(server: Server) -> None:
    with Emptied(server) as by_hand:
        store = open_store(by_hand.again())
        handles = edge("handles", "org:a", "case:a", role="専門相談")
        put(store, SOURCE, body("org:a", "ひなた広場", aliases=("ひなた",)), case_type("case:a"), handles)
        (found,) = by_hand.run(
            "MATCH (o:Organisation {id: 'org:a'})-[h:HANDLES]->(c:Node:CaseType) WHERE $source IN h.sources RETURN *",
            source=SAID[0].source,
        )
        node, link = found["o"], found["h"]
        assert set(node.labels) == {"Node", "Organisation"}
        assert (node["caption"], node["kind"], node["aliases"]) == ("ひなた広場", "organisation", ["ひなた"])
        assert (link["role"], link["basis"], link["as_of"]) == ("専門相談", "stated", "2024-04")
        store.close()


def _operators(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """In the order in which they begin: the first child of an operator feeds it."""
    for child in plan.get("children", ()):
        yield from _operators(child)
    yield plan["operatorType"].partition("@")[0], str(plan["args"].get("Details", ""))


def _plan(by_hand: Emptied, text: str, **values: object) -> list[tuple[str, str]]:
    return list(_operators(by_hand.plan(text, **values)))


TEXTS = {
    "get": cypher.GET,
    "page": cypher.PAGE,
    "page in set": cypher.PAGE_IN_SET,
    "history": cypher.HISTORY,
    "info": cypher.INFO,
    **{f"match {s} {k}": cypher.match(in_set=s, by_key=k) for s in (True, False) for k in (True, False)},
    **{f"edges {d}": cypher.edges(["handles"], d, in_set=False) for d in ("out", "in", "both")},
    "all edges": cypher.edges(schema().edges, "out", in_set=True),
    "some edges": cypher.edges(["handles", "serves"], "both", in_set=True),
    "between": cypher.between(["handles", "serves"], 4),
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_question_scans_and_each_looks_at_version_gate_data_gate_version(server: Server, name: str) -> None:
    values: dict[str, object] = {
        "ids": [], "kind": "", "kinds": [], "after": "", "limit": 1, "dataset": "", "key": "", "types": [],
        "before": 0, "a": "", "b": "", "version": 0, "last": "",
    }  # fmt: skip
    with Emptied(server) as by_hand:
        plan = _plan(by_hand, TEXTS[name], **values)
    assert not [o for o, _ in plan if o.startswith(SCANS[:4])]
    seeks = [details for o, details in plan if "IndexSeek" in o or "IndexScan" in o]
    looks = ["Meta" if ":Meta" in d else "Gate" if ":Gate" in d else "data" for d in seeks]
    assert looks[:2] == ["Meta", "Gate"]
    assert looks[-2:] == ["Gate", "Meta"]
    assert len(looks) > 4
