"""Every statement reaches its rows by an index, with and without statistics: none reads a table whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from graph import embedded_sql as sql
from graph.store_embedded import EmbeddedStore
from tests.contract.small import become
from tests.store.graphs import graph

TINY = {"meta", "dataset", "tally"}  # one row, one a set, one a kind
READS = {
    "get": sql.GET,
    "page": sql.PAGE,
    "page of a set": sql.PAGE_IN_SET,
    "match": sql.MATCH,
    "match in a set": sql.MATCH_IN_SET,
    **{
        f"edges {direction}{' of a set' if in_set else ''}{' further on' if on else ''}": sql.edges(
            direction, in_set=in_set, on=on
        )
        for direction in ("out", "in", "both")
        for in_set in (False, True)
        for on in (False, True)
    },
    "numbers": sql.NUMBERS,
    "links": sql.LINKS,
    "bodies of edges": sql.BODIES_OF_EDGES,
    "history": sql.HISTORY,
    "info": sql.META,
    "sets": sql.DATASETS,
    "tallies": sql.TALLIES,
}
WRITES = {
    name: getattr(sql, name)
    for name in (
        "HELD_NODES", "HELD_EDGES", "HELD_DATASETS", "LEFT_OVER", "TOUCHING", "SET_NODE", "SET_EDGE", "DROP_NODE",
        "DROP_EDGE", "KNOWN_CHANGE", "SET_META", "DROP_DATASET", "DROP_TALLIES",
    )
}  # fmt: skip
STATEMENTS = READS | WRITES


@pytest.fixture(scope="module", params=["", "ANALYZE"], ids=["as loaded", "with statistics"])
def connection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    """Nobody runs ANALYZE on purpose (it misleads on a hub); somebody may by hand."""
    path = tmp_path_factory.mktemp("plans") / "graph.db"
    store = EmbeddedStore(str(path))
    for which in range(12):  # statistics of a table with one row say nothing about those that have grown
        become(store, *graph(which % 2, 400).values())
    store.close()
    connection = sqlite3.connect(path)
    assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").fetchall()
    connection.execute(request.param)
    yield connection
    connection.close()


def _plan(connection: sqlite3.Connection, statement: str) -> list[str]:
    named = set(re.findall(r":([a-z]+)", statement))
    values = dict.fromkeys(named, "") if named else ("",) * statement.count("?")
    return [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]


def _scanned(plan: list[str]) -> list[str]:
    """The tables that are read whole. Given lists (json_each) and inner results (x) are no tables."""
    words = (step.split() for step in plan)
    read = [word[1] for word in words if word[0] == "SCAN"]
    return [name for name in read if name not in {"j", "k", "x", *TINY}]


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_table_is_read_whole(connection: sqlite3.Connection, name: str) -> None:
    plan = _plan(connection, STATEMENTS[name])
    assert plan
    assert _scanned(plan) == []


def test_a_statement_that_reads_a_table_whole_would_be_seen(connection: sqlite3.Connection) -> None:
    assert _scanned(_plan(connection, "SELECT body FROM node WHERE search = ?")) == ["node"]


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("get", "sqlite_autoindex_node_1 (id=?)"),
        ("page", "node_of_kind (kind=? AND id>?)"),
        ("page of a set", "node_in_set (dataset=? AND kind=? AND id>?)"),
        ("match", "node_of_kind (kind=?)"),
        ("match in a set", "node_in_set (dataset=? AND kind=?)"),
        ("edges out", "edge_out (tail=? AND kind=?)"),
        ("edges in", "edge_in (head=? AND kind=?)"),
        ("edges out of a set", "edge_out (tail=? AND kind=? AND dataset=?)"),
        ("edges in of a set", "edge_in (head=? AND kind=? AND dataset=?)"),
        ("links", "edge_in (head=? AND kind=?)"),
        ("history", "INTEGER PRIMARY KEY (rowid<?)"),
    ],
)
def test_the_index_meant_for_it_is_used_to_its_end(connection: sqlite3.Connection, name: str, index: str) -> None:
    assert any(index in step for step in _plan(connection, STATEMENTS[name]))


def test_a_page_needs_no_sorting(connection: sqlite3.Connection) -> None:
    for name in ("page", "page of a set", "history"):
        assert not any("TEMP B-TREE" in step for step in _plan(connection, STATEMENTS[name]))
