"""The page of any other node: what is written of it and what it is linked to, as the schema names it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from api.pages.dates import as_of, day
from api.pages.links import Link, Links
from api.pages.marks import Mark, item_mark
from api.pages.relations import law_name
from api.pages.sources import SourceLine, source_lines, web_address
from graph.directory import Directory
from graph.model import Item, Node, NodeId, Value
from graph.schema import Property, schema
from graph.steps import basis

LISTED = 60  # links of one kind on a page: an area or a source may have hundreds


@dataclass(frozen=True, slots=True)
class PlainFact:
    """A property: text, or links."""

    label: str
    text: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """A link of the node with how it is known; no mark where it is stated."""

    other: Link
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """Links that read alike; `more` were left out."""

    label: str
    count: int
    linked: tuple[Linked, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PlainPage:
    """Everything the page of an ordinary node shows."""

    crumbs: tuple[Link, ...]
    kind: str
    name: str
    feedback: str
    facts: tuple[PlainFact, ...]
    marks: tuple[Mark, ...]
    as_of: str
    remark: str
    groups: tuple[LinkedGroup, ...]
    sources: tuple[SourceLine, ...]


def plain_page(directory: Directory, links: Links, node: Node) -> PlainPage:
    """The page of a node without a page of its own."""
    kind = schema().node(node.kind)
    first = node.provenance[0] if node.provenance else None
    return PlainPage(
        crumbs=(Link("さがす", links.to("/")), Link(kind.label)),
        kind=kind.label,
        name=law_name(directory, node.id) if node.kind == "law" else node.name,
        feedback=links.feedback(node.id),
        facts=tuple(
            f for name, value in node.properties if (f := _fact(directory, links, kind.properties[name], value))
        ),
        marks=(item_mark(node),) if first else (),
        as_of=as_of(first.as_of) if first else "",
        remark=first.note if first else "",
        groups=_cited(directory, links, node) if node.kind == "source" else _groups(directory, links, node.id),
        sources=source_lines(directory, links, node),
    )


def _fact(directory: Directory, links: Links, spec: Property, value: Value) -> PlainFact | None:
    if isinstance(value, tuple):
        if spec.type == "refs":
            return PlainFact(spec.label, links=tuple(_node_link(directory, links, v) for v in value))
        shown = tuple(_record(v) for v in value) if spec.type == "records" else ("、".join(value),)
        return PlainFact(spec.label, shown)
    if spec.type == "ref" and isinstance(value, str):
        return PlainFact(spec.label, links=(_node_link(directory, links, value),))
    if isinstance(value, bool):
        return PlainFact(spec.label, ("はい" if value else "いいえ",))
    text = str(value)
    if spec.name == "url":
        return PlainFact(spec.label, links=(Link(text, web_address(text)),))
    return PlainFact(spec.label, (day(text) if spec.type == "date" else text,))


def _node_link(directory: Directory, links: Links, node_id: NodeId) -> Link:
    return Link(directory.label(node_id), links.node(node_id) if node_id in directory.nodes else "")


def _record(text: str) -> str:
    """One record as a line: its values, the empty ones left out."""
    return " ".join(str(v) for v in json.loads(text).values() if v not in ("", None))


def _groups(directory: Directory, links: Links, node_id: NodeId) -> tuple[LinkedGroup, ...]:
    """The links by how they read, in the order of the schema."""
    groups: dict[str, list[Linked]] = {}
    for edge in directory.touching(node_id):
        label = schema().verb(edge, forwards=edge.start == node_id)
        groups.setdefault(label, []).append(
            Linked(_node_link(directory, links, edge.other(node_id)), _unless_stated(edge))
        )
    return tuple(_group(label, linked) for label, linked in groups.items())


def _cited(directory: Directory, links: Links, node: Node) -> tuple[LinkedGroup, ...]:
    """What rests on a source, by kind. Edges are shown as their start."""
    groups: dict[str, dict[NodeId, Linked]] = {}
    items: tuple[Item, ...] = (*directory.nodes.values(), *directory.edges.values())
    for item in items:
        if any(p.source == node.id for p in item.provenance):
            label, at = _cited_as(item)
            groups.setdefault(label, {}).setdefault(at, Linked(_node_link(directory, links, at), _unless_stated(item)))
    return tuple(_group(label, list(linked.values())) for label, linked in groups.items())


def _cited_as(item: Item) -> tuple[str, NodeId]:
    if isinstance(item, Node):
        return schema().node(item.kind).plural, item.id
    return f"関係「{schema().edge(item.kind).label}」", item.start


def _unless_stated(item: Item) -> Mark | None:
    return None if basis(item) == "stated" else item_mark(item)


def _group(label: str, linked: list[Linked]) -> LinkedGroup:
    shown = sorted(linked, key=lambda x: (x.other.label, x.other.href))[:LISTED]
    return LinkedGroup(label, len(linked), tuple(shown), len(linked) - len(shown))
