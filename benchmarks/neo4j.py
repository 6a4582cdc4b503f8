"""The Neo4j engine: a first load against bare UNWIND of the same rows in the same run, a Directory, and ways.

`python -m benchmarks.neo4j [5.26|2026]` starts a server of its own and prints the lines.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from typing import Any

import neo4j

from benchmarks.measure import Result, at_least, at_most, in_turns, milliseconds, once
from benchmarks.report import table
from benchmarks.ways import ways_in_neo4j
from graph import neo4j_cypher as cypher
from graph import neo4j_write as writing
from graph.changes import change_set
from graph.codec import encode
from graph.directory import compile_directory
from graph.model import Change, Edge, Item, Node
from graph.store import GraphStore, open_store
from graph.whole import items
from loaders.load import load
from loaders.shipped import shipped_data
from tests.neo4j_server import running

_ROUNDS = 5
_EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"


def main() -> int:
    """0 when both were measured."""
    with (
        running(*(sys.argv[1:2] or ["5.26"])) as server,
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:{folder}/graph.db")) as graph,
    ):
        load(graph, [shipped_data() / "setagaya"])
        print(table(measure(server.url, graph)), end="")
    return 0


def measure(url: str, graph: GraphStore) -> Iterator[Result]:
    """On the server at `url`, which is emptied; `graph` holds what is loaded into it."""
    held = list(items(graph))
    with neo4j.GraphDatabase.driver(url) as driver, driver.session(database="neo4j") as session:
        store = open_store(url)
        yield _loading(session, store, held)
        yield _compiling(session, store, held)
        store.close()
    yield from ways_in_neo4j(url)


def _loading(session: neo4j.Session, store: GraphStore, held: list[Item]) -> Result:
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(_ROUNDS + 2):  # the first two warm the server
        session.run(_EMPTY).consume()
        mine = once(lambda: _load(store, held))
        session.run(_EMPTY).consume()
        theirs = once(lambda: _unwind(session, held))
        if turn > 1:
            ours.append(mine)
            bare.append(theirs)
    ratio = sorted(b / o for o, b in zip(ours, bare, strict=True))[_ROUNDS // 2]
    here, there = (len(held) / sorted(t)[_ROUNDS // 2] for t in (ours, bare))
    goal, met = at_least(ratio, 0.7)
    return Result("Neo4j に初めて入れる(毎秒の項目)", f"{here:,.0f}", f"UNWIND だけ {there:,.0f}", ratio, goal, met)


def _compiling(session: neo4j.Session, store: GraphStore, held: list[Item]) -> Result:
    session.run(_EMPTY).consume()
    _load(store, held)
    here, _, _ = in_turns(lambda: compile_directory(store), lambda: None, rounds=_ROUNDS)
    goal, met = at_most(here, 1.0)
    return Result("Neo4j から Directory を作る", milliseconds(here), goal=f"{goal} 秒", met=met)


def _load(store: GraphStore, held: list[Item]) -> None:
    store.apply(change_set(store.info().version, tuple(Change(None, i) for i in held), by="", why=""))


def _unwind(session: neo4j.Session, held: list[Item]) -> None:
    """The same rows in one transaction and nothing else: no check, no digest, no history."""
    with session.begin_transaction() as tx:
        for what in (Node, Edge):
            ordered = sorted((i for i in held if isinstance(i, what)), key=lambda i: i.kind)
            for kind, group in groupby(ordered, key=lambda i: i.kind):
                rows = [_row(i) for i in group]
                text = writing.add_nodes(kind) if what is Node else writing.add_edges(kind)
                for at in range(0, len(rows), writing.BATCH):
                    tx.run(text, rows=rows[at : at + writing.BATCH]).consume()
        tx.commit()


def _row(item: Item) -> dict[str, Any]:
    flat = cypher.flat(item, encode(item))
    return flat if isinstance(item, Node) else {"start": item.start, "end": item.end, "flat": flat}


if __name__ == "__main__":
    sys.exit(main())
