"""GEXF 1.3 for Gephi: typed attributes, every edge directed, the kind of an edge as its `kind`.

Gephi merges edges that join the same two nodes unless their `kind` differs: two roles of one body for one case type
may still become one there. The file holds both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.exchange.about import GENERATOR, about
from graph.exchange.content import Content
from graph.exchange.flat import ScalarType, attribute, edge_attributes, flat, label, node_attributes, shown, xml
from graph.model import Item

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
_DAY = 10  # characters of a whole date


def gexf(content: Content) -> Iterator[bytes]:
    """The file, an item a line."""
    head = about(content)
    dated = f" lastmodifieddate={attribute(head.dated)}" if len(head.dated) == _DAY else ""
    said = " / ".join(f"{name}: {text}" for name, text in head.texts().items() if text)
    yield _HEAD.encode()
    yield f"<meta{dated}><creator>{xml(GENERATOR)}</creator><description>{xml(said)}</description></meta>\n".encode()
    yield b'<graph mode="static" defaultedgetype="directed" idtype="string">\n'
    yield _declared("node", node_attributes()).encode()
    yield _declared("edge", edge_attributes()).encode()
    yield b"<nodes>\n"
    for node in content.nodes():
        yield f"<node id={attribute(node.id)} label={attribute(label(node))}>{_values(node)}</node>\n".encode()
    yield b"</nodes>\n<edges>\n"
    for edge in content.edges():
        ends = f"id={attribute(edge.id)} source={attribute(edge.start)} target={attribute(edge.end)}"
        seen = f'type="directed" kind="{edge.kind}" label={attribute(label(edge))}'
        yield f"<edge {ends} {seen}>{_values(edge)}</edge>\n".encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


def _declared(what: str, attributes: Mapping[str, ScalarType]) -> str:
    lines = "".join(f'<attribute id="{name}" title="{name}" type="{kind}"/>\n' for name, kind in attributes.items())
    return f'<attributes class="{what}" mode="static">\n{lines}</attributes>\n'


def _values(item: Item) -> str:
    values = "".join(f'<attvalue for="{name}" value={attribute(shown(value))}/>' for name, value in flat(item))
    return f"<attvalues>{values}</attvalues>"
