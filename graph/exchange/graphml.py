"""GraphML for Gephi, yEd, Cytoscape and networkx: typed keys, plain values, a label on every node and edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.exchange.about import about
from graph.exchange.content import Content
from graph.exchange.flat import ScalarType, attribute, edge_attributes, flat, label, node_attributes, shown, xml
from graph.model import Item

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_LABEL: Mapping[str, ScalarType] = {"label": "string"}  # the name that Gephi shows


def graphml(content: Content) -> Iterator[bytes]:
    """The file, an item a line."""
    head = about(content).texts()
    keys: tuple[tuple[str, Mapping[str, ScalarType]], ...] = (
        ("graph", dict.fromkeys(head, "string")),
        ("node", {**_LABEL, **node_attributes()}),
        ("edge", {**_LABEL, **edge_attributes()}),
    )
    yield _HEAD.encode()
    for what, attributes in keys:
        for name, kind in attributes.items():
            yield f'<key id="{what[0]}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>\n'.encode()
    said = "".join(_data("g", name, text) for name, text in head.items())
    yield f'<graph id="tsunagu" edgedefault="directed">{said}\n'.encode()
    for node in content.nodes():
        yield f"<node id={attribute(node.id)}>{_all('n', node)}</node>\n".encode()
    for edge in content.edges():
        ends = f"id={attribute(edge.id)} source={attribute(edge.start)} target={attribute(edge.end)}"
        yield f"<edge {ends}>{_all('e', edge)}</edge>\n".encode()
    yield b"</graph>\n</graphml>\n"


def _all(prefix: str, item: Item) -> str:
    values = "".join(_data(prefix, name, shown(value)) for name, value in flat(item))
    return _data(prefix, "label", label(item)) + values


def _data(prefix: str, name: str, text: str) -> str:
    return f'<data key="{prefix}_{name}">{xml(text)}</data>'
