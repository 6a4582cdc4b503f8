"""An item as attributes with one plain value each, for formats that know no lists: the one way for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from graph.model import Edge, Item, Node, Value
from graph.schema import Property, schema

Scalar = str | int | float | bool
ScalarType = Literal["string", "long", "double", "boolean"]
SEPARATOR = "|"
FRAME = ("kind", "kind_label", "dataset", "since", "until", "verified_on", "basis", "sources", "as_of", "basis_note",
         "otherwise")  # fmt: skip
_TYPES: Mapping[str, ScalarType] = {"integer": "long", "number": "double", "boolean": "boolean"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def node_attributes() -> Mapping[str, ScalarType]:
    """Every attribute a node may have, with its type: the frame, then the properties in the order of the schema."""
    return _attributes(p for kind in schema().nodes.values() for p in kind.properties.values())


@cache
def edge_attributes() -> Mapping[str, ScalarType]:
    """Every attribute an edge may have."""
    return _attributes(p for kind in schema().edges.values() for p in kind.properties.values())


def flat(item: Item) -> Iterator[tuple[str, Scalar]]:
    """What of the attributes is there, in their order of `FRAME` and then by name."""
    types = node_attributes() if isinstance(item, Node) else edge_attributes()
    known = schema().nodes[item.kind] if isinstance(item, Node) else schema().edges[item.kind]
    first = item.provenance[0] if item.provenance else None
    frame = (
        item.kind, known.label, item.dataset, item.since, item.until, item.verified_on,
        first.basis if first else "", joined(p.source for p in item.provenance), first.as_of if first else "",
        first.note if first else "", joined(f"{v.field}={v.value}({v.source})" for v in item.otherwise),
    )  # fmt: skip
    yield from ((name, text) for name, text in zip(FRAME, frame, strict=True) if text)
    for name, value in item.properties:
        yield name, _scalar(value, types[name])


def label(item: Item) -> str:
    """What the item is called on a drawing: its name, or how an edge reads from start to end."""
    return schema().verb(item) if isinstance(item, Edge) else item.name


def joined(parts: Iterator[str] | tuple[str, ...]) -> str:
    """A list as one text; a bar or backslash inside a part has a backslash before it."""
    return SEPARATOR.join(p.replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}") for p in parts)


def shown(value: Scalar) -> str:
    """The value as XML Schema writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def xml(text: str) -> str:
    """Text between tags. What XML cannot hold (U+FFFE, U+FFFF) becomes U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", text))


def attribute(text: str) -> str:
    """Text as an attribute, quotes included."""
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _attributes(properties: Iterator[Property]) -> Mapping[str, ScalarType]:
    found: dict[str, ScalarType] = dict.fromkeys(FRAME, "string")
    for one in properties:
        kind = _TYPES.get(one.type, "string")
        found[one.name] = kind if found.get(one.name, kind) == kind else "string"
    return found


def _scalar(value: Value, kind: ScalarType) -> Scalar:
    if isinstance(value, tuple):
        return joined(value)
    return shown(value) if kind == "string" else value
