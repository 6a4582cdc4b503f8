"""JSON Graph Format 2.1: one graph, its nodes by id; everything of ours stands in `metadata`, lists as lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from graph.exchange.about import about
from graph.exchange.content import Content
from graph.exchange.flat import label
from graph.model import Item, Node, Value
from graph.schema import Property, schema

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def json_graph(content: Content) -> Iterator[bytes]:
    """The document, an item a line."""
    head = about(content)
    graph = {"id": f"tsunagu-{head.data_version}", "type": "tsunagu", "label": head.title, "directed": True}
    opened = _JSON.encode({**graph, "metadata": head.document()})[:-1]
    yield f'{{"graph":{opened},"nodes":{{'.encode()
    comma = "\n"
    for node in content.nodes():
        told = _JSON.encode({"label": node.name, "metadata": metadata(node)})
        yield f"{comma}{_JSON.encode(node.id)}:{told}".encode()
        comma = ",\n"
    yield b'\n},"edges":['
    comma = "\n"
    for edge in content.edges():
        ends = {"id": edge.id, "source": edge.start, "target": edge.end, "relation": edge.kind, "directed": True}
        yield f"{comma}{_JSON.encode({**ends, 'label': label(edge), 'metadata': metadata(edge)})}".encode()
        comma = ",\n"
    yield b"\n]}}\n"


def metadata(item: Item) -> Mapping[str, object]:
    """All of an item but its id, name and ends; what is empty is left out."""
    known = (schema().nodes if isinstance(item, Node) else schema().edges)[item.kind].properties
    found = {
        "kind": item.kind,
        "dataset": item.dataset,
        "properties": {name: _value(known[name], value) for name, value in item.properties},
        "provenance": [
            _filled({"source": p.source, "where": p.where, "basis": p.basis, "as_of": p.as_of, "note": p.note})
            for p in item.provenance
        ],
        "since": item.since,
        "until": item.until,
        "verified_on": item.verified_on,
        "otherwise": [
            _filled({"field": v.field, "value": v.value, "source": v.source, "as_of": v.as_of}) for v in item.otherwise
        ],
    }
    return _filled(found)


def _value(spec: Property, value: Value) -> object:
    return [json.loads(one) for one in value] if spec.type == "records" and isinstance(value, tuple) else value


def _filled(found: Mapping[str, object]) -> dict[str, object]:
    return {k: v for k, v in found.items() if v not in ("", [], {})}
