"""Store reads against the bare SQL statement that builds the same values, on one connection that is already open."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Result, at_most, in_turns, milliseconds
from graph.codec import decode_edge, decode_node
from graph.model import Edge, Node
from graph.schema import schema
from graph.store import GraphStore
from graph.text import search_key

LIMIT = 1.5
_ROUNDS = 40
_REPEAT = 20  # calls in one timing: a single one is shorter than the clock is steady

_Read = Callable[[], tuple[Node, ...] | tuple[Edge, ...]]

_GET = "SELECT node.body FROM json_each(?) AS j CROSS JOIN node ON node.id = j.value ORDER BY node.id"
_PAGE = "SELECT body FROM node WHERE kind = ? AND id > '' ORDER BY id LIMIT ?"
_MATCH = "SELECT body FROM node WHERE kind = ? AND instr(search, ?) > 0 ORDER BY id LIMIT ?"
_OUT = """SELECT edge.body FROM json_each(?) AS j CROSS JOIN node ON node.id = j.value
CROSS JOIN edge ON edge.tail = node.n AND edge.kind = ? ORDER BY edge.id LIMIT ?"""


def store_reads(store: GraphStore, path: Path) -> Iterator[Result]:
    """One result a method."""
    bare = sqlite3.connect(path, isolation_level=None)
    try:
        for what, ours, statement in _pairs(store, bare):
            if ours() != statement():
                raise RuntimeError(f"{what}: the bare statement gives other values")
            here, there, ratio = in_turns(_many(ours), _many(statement), rounds=_ROUNDS)
            goal, met = at_most(ratio, LIMIT)
            against = f"同じ値を作るSQL {milliseconds(there / _REPEAT)}"
            yield Result(f"置き場所を読む: {what}", milliseconds(here / _REPEAT), against, ratio, goal, met)
    finally:
        bare.close()


def _pairs(store: GraphStore, bare: sqlite3.Connection) -> Iterator[tuple[str, _Read, _Read]]:
    bodies = [n.id for n in store.page("organisation", dataset=None, after=None, limit=100).items]
    listed, key = json.dumps(bodies), search_key("児童館")

    def nodes(text: str, *values: object) -> tuple[Node, ...]:
        return tuple(decode_node(body) for (body,) in bare.execute(text, values))

    def edges(text: str, *values: object) -> tuple[Edge, ...]:
        return tuple(decode_edge(body) for (body,) in bare.execute(text, values))

    yield "100 のノード(get)", lambda: tuple(store.get(bodies).values()), lambda: nodes(_GET, listed)
    yield (
        "1 のノード(get)",
        lambda: tuple(store.get(bodies[:1]).values()),
        lambda: nodes(_GET, json.dumps(bodies[:1])),
    )
    yield (
        "機関の 100 件(page)",
        lambda: store.page("organisation", dataset=None, after=None, limit=100).items,
        lambda: nodes(_PAGE, "organisation", 101)[:100],
    )
    yield (
        "名前さがし(match)",
        lambda: store.match(key, kinds=["organisation"], dataset=None, limit=50).nodes,
        lambda: nodes(_MATCH, "organisation", key, 51)[:50],
    )
    yield (
        "100 の機関が担当する相談(edges)",
        lambda: store.edges(bodies, kinds=["handles"], direction="out", dataset=None, limit=1000).edges,
        lambda: edges(_OUT, listed, "handles", 1001)[:1000],
    )


def _many(read: _Read) -> Callable[[], None]:
    schema()  # read once, by nobody's clock

    def run() -> None:
        for _ in range(_REPEAT):
            read()

    return run
