"""`between` against the bare statement that builds the same values, by the number of hops."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import neo4j

from benchmarks.measure import Result, at_most, in_turns, milliseconds
from graph import neo4j_cypher as cypher
from graph.analysis.hops import DEFAULT, LAWS
from graph.codec import decode_edge
from graph.model import Edge
from graph.store import MAX_LIMIT, GraphStore, open_store

SQL_LIMIT, CYPHER_LIMIT = 1.5, 1.3
_ROUNDS = 40
_REPEAT = 10
_KINDS = tuple(k for k in DEFAULT if k != LAWS)
_PAIRS = {
    1: ("init:late-2-1-1", "case:gyakutai"),
    2: ("kind:jidokan", "kind:jido-sodanjo"),
    3: ("measure:late-3-2", "org:setagaya-jidosodanjo"),
    4: ("policy:late-2", "org:jidokan-mori"),
}

_Ways = Callable[[], tuple[Edge, ...]]
# the edges at the nodes of a level, either way round: nearer node, farther node, edge
_LEVEL = """{name}(near, far, e) AS MATERIALIZED (
SELECT x.n, edge.head, edge.e FROM {of} AS x CROSS JOIN json_each(:kinds) AS k
CROSS JOIN edge INDEXED BY edge_out ON edge.tail = x.n AND edge.kind = k.value
UNION ALL SELECT x.n, edge.tail, edge.e FROM {of} AS x CROSS JOIN json_each(:kinds) AS k
CROSS JOIN edge INDEXED BY edge_in ON edge.head = x.n AND edge.kind = k.value)"""
_SIDE = """{s}0(n) AS (SELECT n FROM node WHERE id = :{s}), {first},
{s}1(n) AS MATERIALIZED (SELECT far FROM {s}_1 EXCEPT SELECT n FROM {s}0), {second},
{s}2(n) AS MATERIALIZED (SELECT far FROM {s}_2 EXCEPT SELECT n FROM {s}1 EXCEPT SELECT n FROM {s}0),
{s}(n, d) AS MATERIALIZED (SELECT n, 0 FROM {s}0 UNION ALL SELECT n, 1 FROM {s}1 UNION ALL SELECT n, 2 FROM {s}2)"""
_KEPT = """SELECT e FROM {s}_2 WHERE far IN (SELECT n FROM met) AND far IN (SELECT n FROM {s}2)
UNION SELECT e FROM {s}_1 WHERE far IN (SELECT n FROM met UNION
SELECT near FROM {s}_2 WHERE far IN (SELECT n FROM met) AND far IN (SELECT n FROM {s}2))"""


def _statement() -> str:
    """Every edge on a shortest way of at most four hops: two levels from each end, and where they meet."""
    sides = [
        _SIDE.format(
            s=s, first=_LEVEL.format(name=f"{s}_1", of=f"{s}0"), second=_LEVEL.format(name=f"{s}_2", of=f"{s}1")
        )
        for s in "ab"
    ]
    return (
        f"WITH {', '.join(sides)}, least(d) AS (SELECT min(a.d + b.d) FROM a JOIN b ON a.n = b.n), "
        "met(n) AS MATERIALIZED (SELECT a.n FROM a JOIN b ON a.n = b.n WHERE a.d + b.d = (SELECT d FROM least)) "
        f"SELECT body FROM edge WHERE e IN ({_KEPT.format(s='a')} UNION {_KEPT.format(s='b')}) ORDER BY id"
    )


def ways_in_sqlite(store: GraphStore, path: Path) -> Iterator[Result]:
    """A row for each number of hops."""
    text, kinds = _statement(), json.dumps(_KINDS)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for hops, (a, b) in _PAIRS.items():

            def bare(a: str = a, b: str = b) -> tuple[Edge, ...]:
                rows = connection.execute(text, {"a": a, "b": b, "kinds": kinds})
                return tuple(decode_edge(body) for (body,) in rows)

            yield _row("SQL", hops, SQL_LIMIT, _ours(store, a, b), bare)


def ways_in_neo4j(url: str) -> Iterator[Result]:
    """The same on a server that holds the ward; the bare statement looks neither at the version nor at the gate."""
    with neo4j.GraphDatabase.driver(url) as driver, driver.session(database="neo4j") as session:
        store = open_store(url)
        for hops, (a, b) in _PAIRS.items():
            text = cypher.between(_KINDS, 4).removeprefix(cypher.guarded("\0").partition("\0")[0])
            text = text.removesuffix(cypher.guarded("\0").partition("\0")[2])

            def bare(text: str = text, a: str = a, b: str = b) -> tuple[Edge, ...]:
                found = session.run(text, a=a, b=b, limit=MAX_LIMIT + 1).single(strict=True)["found"]
                return tuple(map(decode_edge, found[1]))

            yield _row("Cypher", hops, CYPHER_LIMIT, _ours(store, a, b), bare)
        store.close()


def _ours(store: GraphStore, a: str, b: str) -> _Ways:
    def ask() -> tuple[Edge, ...]:
        found = store.between(a, b, kinds=_KINDS, max_hops=4)
        return found.edges if found else ()

    return ask


def _row(language: str, hops: int, limit: float, ours: _Ways, bare: _Ways) -> Result:
    found = ours()
    if not found or found != bare():
        raise RuntimeError(f"{hops} hops: the bare statement gives other values")

    def many(ask: _Ways) -> Callable[[], None]:
        def run() -> None:
            for _ in range(_REPEAT):
                ask()

        return run

    here, there, ratio = in_turns(many(ours), many(bare), rounds=_ROUNDS)
    goal, met = at_most(ratio, limit)
    against = f"同じ値を作る{language} {milliseconds(there / _REPEAT)}"
    return Result(f"道({hops}歩、between)", milliseconds(here / _REPEAT), against, ratio, goal, met)
