"""Random graphs, drawn from schema.yaml: a kind or a property is covered the day it stands there.

Ids look alike on purpose, few words are shared by many items, and texts hold any character that the schema lets in.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import get_args

from hypothesis import strategies as st

from graph.model import (
    Basis,
    Direction,
    Edge,
    EdgeKind,
    Item,
    Node,
    NodeId,
    NodeKind,
    Properties,
    Provenance,
    SetCode,
    Value,
    Variant,
)
from graph.schema import MAX_INTEGER, Property, schema
from graph.text import BIDI_CONTROLS

IDS: tuple[NodeId, ...] = ("org:b", "org:b-1", "org:b1", "org:B", "org:10", "org:9", "area:b", "org:b.1")
SETS: tuple[SetCode, ...] = ("japan", "131121", "13112")
NODE_KINDS: tuple[NodeKind, ...] = tuple(schema().nodes)
EDGE_KINDS: tuple[EdgeKind, ...] = tuple(schema().edges)
_WORDS = ("ひなた", "ヒナタ", "相談", "相談室", "%", "_", "a\\b", '"', "'", "𠮷", "e\u0301", "世田谷区 ")


def _lasting(text: str) -> str:
    return unicodedata.normalize("NFC", text)


texts = st.one_of(
    st.sampled_from(_WORDS),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters=BIDI_CONTROLS), max_size=6
    ),
).map(_lasting)
names = texts.filter(bool)
days = st.sampled_from(("2024", "2024-04", "2024-04-01", "1999-12-31"))
maybe_days = st.one_of(st.just(""), days)
records = st.dictionaries(st.sampled_from(("kind", "line", "text")), texts, max_size=2).map(
    lambda found: json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
)
provenances = st.lists(
    st.builds(
        Provenance, st.sampled_from(("src:a", "src:b")), texts, st.sampled_from(get_args(Basis)), maybe_days, texts
    ),
    max_size=2,
).map(tuple)
variants = st.lists(
    st.builds(Variant, st.sampled_from(("phone", "address")), texts, st.just("src:b"), maybe_days), max_size=1
).map(tuple)


def values(spec: Property) -> st.SearchStrategy[Value]:
    """Values that a property may hold."""
    by_type: dict[str, st.SearchStrategy[Value]] = {
        "text": texts,
        "date": days,
        "choice": st.sampled_from(spec.values or ("",)),
        "ref": st.sampled_from(IDS),
        "integer": st.one_of(st.integers(-3, 3), st.integers(-MAX_INTEGER, MAX_INTEGER)),
        "number": st.floats(allow_nan=False, allow_infinity=False).map(lambda n: n + 0.0),  # -0.0 equals 0.0
        "boolean": st.booleans(),
        "list": st.lists(texts, max_size=3).map(tuple),
        "choices": st.lists(st.sampled_from(spec.values or ("",)), max_size=3).map(tuple),
        "refs": st.lists(st.sampled_from(IDS), max_size=3).map(tuple),
        "records": st.lists(records, max_size=2).map(tuple),
    }
    return by_type[spec.type]


@st.composite
def properties_of(draw: st.DrawFn, kind: str) -> Properties:
    """The properties a kind must have and up to three of those it may have."""
    known = (schema().nodes.get(kind) or schema().edges[kind]).properties
    needed = [p for p in known.values() if p.required or p.name in getattr(schema().edges.get(kind), "key", ())]
    other = [p for p in known.values() if p not in needed]
    chosen = draw(st.lists(st.sampled_from(other), max_size=3, unique_by=lambda p: p.name)) if other else []
    return tuple(sorted((p.name, draw(values(p))) for p in needed + chosen))


@st.composite
def nodes(draw: st.DrawFn, node_id: NodeId, kinds: st.SearchStrategy[NodeKind]) -> Node:
    """A node of one of these kinds."""
    kind = draw(kinds)
    return Node(
        node_id, kind, draw(names), draw(st.sampled_from(SETS)), draw(properties_of(kind)), draw(provenances),
        draw(maybe_days), draw(maybe_days), draw(maybe_days), draw(variants),
    )  # fmt: skip


@st.composite
def edges(draw: st.DrawFn, kind: EdgeKind, start: NodeId, end: NodeId) -> Edge:
    """An edge between these two, said by some set."""
    pairs, dataset = draw(properties_of(kind)), draw(st.sampled_from(SETS))
    return Edge(
        schema().id_of(kind, start, end, pairs, dataset), kind, start, end, dataset, pairs, draw(provenances),
        draw(maybe_days), draw(maybe_days), draw(maybe_days), draw(variants),
    )  # fmt: skip


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, Item]:
    """A whole graph: nodes of kinds that some edges join, others beside them, and edges between what may be joined."""
    joined = draw(st.lists(st.sampled_from(EDGE_KINDS), max_size=4))
    kinds = [k for edge_kind in joined for k in draw(st.sampled_from(sorted(schema().edges[edge_kind].ends)))]
    ids = draw(st.permutations(IDS))[: len(kinds) + draw(st.integers(0, 2))]
    found: dict[str, Item] = {}
    for at, node_id in enumerate(ids):
        some = st.just(kinds[at]) if at < len(kinds) else st.sampled_from(NODE_KINDS)
        found[node_id] = draw(nodes(node_id, some))
    return found | draw(further_edges(found, joined, most=10))


@st.composite
def further_edges(draw: st.DrawFn, graph: dict[str, Item], kinds: list[EdgeKind], *, most: int) -> dict[str, Item]:
    """Edges of these kinds between nodes of the graph that may be joined; none where none may."""
    pairs = joinable(graph, kinds)
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=most)) if pairs else []
    return {edge.id: edge for edge in [draw(edges(*pair)) for pair in chosen]}


def joinable(graph: dict[str, Item], kinds: list[EdgeKind]) -> list[tuple[EdgeKind, NodeId, NodeId]]:
    """What edges of these kinds may join, in a fixed order."""
    known = sorted((i.id, i.kind) for i in graph.values() if isinstance(i, Node))
    return [
        (kind, a, b)
        for kind in sorted(set(kinds))
        for a, kind_a in known
        for b, kind_b in known
        if a != b and (kind_a, kind_b) in schema().edges[kind].ends
    ]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of both stores alike."""

    ids: tuple[NodeId, ...]
    node_kinds: tuple[NodeKind, ...]
    edge_kinds: tuple[EdgeKind, ...]
    dataset: SetCode | None
    direction: Direction
    limit: int
    key: str
    hops: int


questions = st.builds(
    Question,
    st.lists(st.sampled_from(IDS), max_size=4).map(tuple),
    st.one_of(st.just(NODE_KINDS), st.lists(st.sampled_from(NODE_KINDS), max_size=3).map(tuple)),
    st.one_of(st.just(EDGE_KINDS), st.lists(st.sampled_from(EDGE_KINDS), max_size=3).map(tuple)),
    st.one_of(st.none(), st.sampled_from(SETS)),
    st.sampled_from(get_args(Direction)),
    st.integers(1, 6),
    st.one_of(st.sampled_from(("", "ひな", "相談", "%", "_", "e", "世田谷")), st.text(max_size=2)),
    st.integers(1, 5),
)
