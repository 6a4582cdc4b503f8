"""GraphML and GEXF, read back by networkx: the same nodes, edges, attributes and types. And what Gephi asks for."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.exchange.content import content
from graph.exchange.flat import edge_attributes, flat, joined, label, node_attributes
from graph.model import Item
from graph.store import GraphStore
from tests.exchange.stores import embedded, hostile, written

_READ = {"graphml": lambda raw: nx.read_graphml(io.BytesIO(raw)), "gexf": lambda raw: nx.read_gexf(io.BytesIO(raw))}
_GEXF = "{http://gexf.net/1.3}"
_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def kept(item: Item) -> dict[str, Any]:
    """The attributes that a reader must find; U+FFFE cannot stand in XML."""
    found = {"label": label(item), **dict(flat(item))}
    return {k: v.replace("\ufffe", "\ufffd") if isinstance(v, str) else v for k, v in found.items()}


@pytest.mark.parametrize("name", _READ)
@pytest.mark.parametrize("which", ["hostile", "ward"])
def test_networkx_reads_back_what_went_out(name: str, which: str, ward: GraphStore, tmp_path: Path) -> None:
    store = ward if which == "ward" else embedded(tmp_path, hostile())
    read = _READ[name](written(store, name))
    assert read.is_directed()
    found = content(store, None)
    assert dict(read.nodes(data=True)) == {n.id: kept(n) for n in found.nodes()}
    edges = {}
    for start, end, key, data in read.edges(keys=True, data=True):
        assert key == data.pop("id", key)
        edges[key] = (start, end, data)
    assert edges == {e.id: (e.start, e.end, kept(e)) for e in found.edges()}
    for _, data in read.nodes(data=True):
        for attribute, value in data.items():
            assert (
                type(value)
                is {"string": str, "long": int, "double": float, "boolean": bool}[
                    node_attributes().get(attribute, "string")
                ]
            )


def test_properties_and_the_frame_do_not_share_a_name() -> None:
    for attributes in (node_attributes(), edge_attributes()):
        assert not {"label", "id", "source", "target", "weight"} & attributes.keys()
    assert "type" not in edge_attributes()  # networkx and Gephi take it for the direction
    assert node_attributes()["lat"] == "double" and node_attributes()["order"] == "long"
    assert node_attributes()["confidential"] == "boolean" and edge_attributes()["first"] == "long"


def test_lists_can_be_taken_apart() -> None:
    parts = ("a", "b|c", "d\\", "\\|", "")
    read = [re.sub(r"\\(.)", r"\1", p) for p in re.findall(r"((?:[^|\\]|\\.)*)(?:\||$)", joined(parts))][:5]
    assert tuple(read) == parts


def test_gephi_gets_labels_directions_and_kinds(ward: GraphStore) -> None:
    root = ET.fromstring(written(ward, "gexf"))
    edges = list(root.iter(f"{_GEXF}edge"))
    assert {(e.get("type"), bool(e.get("label")), bool(e.get("kind"))) for e in edges} == {("directed", True, True)}
    assert all(n.get("label") for n in root.iter(f"{_GEXF}node"))
    declared = {a.get("id") for a in root.iter(f"{_GEXF}attribute")}
    assert {v.get("for") for v in root.iter(f"{_GEXF}attvalue")} <= declared
    described = root.find(f"{_GEXF}meta/{_GEXF}description")
    assert described is not None and ward.info().digest in str(described.text)


def test_graphml_declares_what_it_uses_and_nothing_is_nested(ward: GraphStore) -> None:
    root = ET.fromstring(written(ward, "graphml"))
    keys = {k.get("id"): k.get("for") for k in root.iter(f"{_GRAPHML}key")}
    for parent in ("graph", "node", "edge"):
        for one in root.iter(f"{_GRAPHML}{parent}"):
            assert all(keys[d.get("key")] == parent for d in one.findall(f"{_GRAPHML}data"))
    assert len(root.findall(f"{_GRAPHML}graph")) == len(list(root.iter(f"{_GRAPHML}graph"))) == 1
    read = nx.read_graphml(io.BytesIO(written(ward, "graphml")))
    assert read.graph["data_version"] == ward.info().data_version
    assert "CC BY 4.0(1件)" in read.graph["licences"]
