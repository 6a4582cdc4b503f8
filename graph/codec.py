"""Canonical JSON of an item, its hash, the digest of a graph and the id of an edge. Both engines store this text.

FORMAT of a body: a JSON array, no blanks, UTF-8 unescaped:
node ["n", id, kind, name, dataset, properties, provenance, since, until, verified_on, otherwise]
edge ["e", id, kind, start, end, dataset, properties, provenance, since, until, verified_on, otherwise]
Changing it changes every digest: raise STORE_FORMAT of the engines with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, cast

from graph.model import Edge, EdgeId, Item, Node, NodeId, Properties, Provenance, Value, Variant

MODULUS = 1 << 128
EMPTY_DIGEST = "0" * 32
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)  # json.dumps makes one a call


def encode(item: Item) -> str:
    """The canonical JSON of a node or edge: the same item gives the same text on every machine."""
    head = (
        ["n", item.id, item.kind, item.name]
        if isinstance(item, Node)
        else ["e", item.id, item.kind, item.start, item.end]
    )
    body: list[object] = [
        *head,
        item.dataset,
        item.properties,
        [(p.source, p.where, p.basis, p.as_of, p.note) for p in item.provenance],
        item.since,
        item.until,
        item.verified_on,
        [(v.field, v.value, v.source, v.as_of) for v in item.otherwise],
    ]
    return _JSON.encode(body)


def decode(body: str) -> Item:
    """The inverse of `encode`. ValueError when the text is no body."""
    raw = cast("list[Any]", json.loads(body))
    tail = raw[4:] if raw[0] == "n" else raw[5:]
    if raw[0] not in ("n", "e") or len(tail) != 7:
        raise ValueError(f"no body of an item: {body[:80]}")
    rest = {
        "dataset": tail[0],
        "properties": _properties(tail[1]),
        "provenance": tuple(Provenance(*p) for p in tail[2]),
        "since": tail[3],
        "until": tail[4],
        "verified_on": tail[5],
        "otherwise": tuple(Variant(*v) for v in tail[6]),
    }
    if raw[0] == "n":
        return Node(raw[1], raw[2], raw[3], **rest)
    return Edge(raw[1], raw[2], raw[3], raw[4], **rest)


def decode_node(body: str) -> Node:
    """`decode` where a node must be."""
    item = decode(body)
    if not isinstance(item, Node):
        raise ValueError(f"not a node: {item.id}")
    return item


def decode_edge(body: str) -> Edge:
    """`decode` where an edge must be."""
    item = decode(body)
    if not isinstance(item, Edge):
        raise ValueError(f"not an edge: {item.id}")
    return item


def item_hash(body: str) -> int:
    """The item's share of the digest: the first 128 bits of the SHA-256 of its body."""
    return int.from_bytes(hashlib.sha256(body.encode()).digest()[:16], "big")


def digest(hashes: Iterable[int]) -> str:
    """The sum of item hashes modulo 2^128, 32 hex: equal for equal graphs, whatever the order."""
    return f"{sum(hashes) % MODULUS:032x}"


def digest_of(items: Iterable[Item]) -> str:
    """The digest of these items."""
    return digest(item_hash(encode(i)) for i in items)


def edge_id(kind: str, start: NodeId, end: NodeId, key: Iterable[Value], *, symmetric: bool = False) -> EdgeId:
    """The id of an edge, from its kind, its ends (in order of id when symmetric) and what else tells it apart."""
    a, b = sorted((start, end)) if symmetric else (start, end)
    return "edge:" + hashlib.sha256(_JSON.encode([kind, a, b, *key]).encode()).hexdigest()[:16]


def _properties(raw: list[list[Any]]) -> Properties:
    return tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in raw)
