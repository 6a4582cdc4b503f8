"""The writing half of the embedded engine: admitted changes as statements, in the transaction its caller holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Protocol, TypeAlias

from graph import embedded_sql as sql
from graph.admission import Written, sums
from graph.codec import MODULUS, decode_edge
from graph.errors import InvalidGraph
from graph.model import Edge, Node, NodeId, NodeKind
from graph.schema import schema

Row: TypeAlias = tuple[str | int, ...]
Rows: TypeAlias = dict[NodeId, tuple[int, NodeKind]]  # where a node stands in its table, and its kind


class Cursor(Protocol):
    """What is used of a cursor: its rows are as wide as the statement says."""

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What is used of a connection; sqlite3 itself stays behind the door of store_embedded."""

    def execute(self, statement: str, values: Any = (), /) -> Cursor: ...
    def executemany(self, statement: str, rows: Iterable[Row], /) -> Cursor: ...


def rows_of(connection: Connection, ids: Collection[NodeId]) -> Rows:
    return {i: (n, kind) for i, n, kind in connection.execute(sql.NUMBERS, (json.dumps(list(ids)),))}


def check_held(connection: Connection, written: tuple[Written, ...]) -> None:
    """InvalidGraph when the graph does not hold what a change starts from."""
    held: dict[str, str] = {}
    for text, kind in ((sql.HELD_NODES, Node), (sql.HELD_EDGES, Edge)):
        ids = [w.change.item.id for w in written if isinstance(w.change.item, kind)]
        held.update(connection.execute(text, (json.dumps(ids),)).fetchall())
    for one in written:
        if held.get(one.change.item.id, "") != one.before:
            rule = "もうあります" if not one.before else "元にした内容が、いまの内容と違います"
            raise InvalidGraph(one.change.item.id, rule)


def write(connection: Connection, written: tuple[Written, ...]) -> None:
    """Edges out, nodes in, edges in, nodes out: at no moment does an edge lack an end."""
    gone = [w.change.item for w in written if w.change.after is None]
    connection.executemany(sql.DROP_EDGE, [(i.id,) for i in gone if isinstance(i, Edge)])
    other_kind = _put_nodes(connection, written)
    _put_edges(connection, written)
    _check_kinds(connection, other_kind)
    rows = [n for n, _ in rows_of(connection, [i.id for i in gone if isinstance(i, Node)]).values()]
    left = connection.execute(sql.LEFT_OVER, {"nodes": json.dumps(rows)}).fetchone()
    if left is not None:
        edge = decode_edge(connection.execute(sql.HELD_EDGES, (json.dumps(left),)).fetchone()[1])
        removed = edge.start if any(i.id == edge.start for i in gone) else edge.end
        raise InvalidGraph(removed, f"この番号を使う辺が残ります: {edge.id}({edge.kind})")
    connection.executemany(sql.DROP_NODE, [(n,) for n in rows])


def _put_nodes(connection: Connection, written: tuple[Written, ...]) -> list[NodeId]:
    """Gives the nodes that took another kind."""
    new: list[Row] = []
    changed: list[Row] = []
    other_kind: list[NodeId] = []
    for one in written:
        node = one.change.after
        if isinstance(node, Node):
            row = (node.kind, node.dataset, schema().search_text(node), one.after, node.id)
            (changed if one.before else new).append(row)
            if one.change.before is not None and one.change.before.kind != node.kind:
                other_kind.append(node.id)
    connection.executemany(sql.ADD_NODE, new)
    connection.executemany(sql.SET_NODE, changed)
    return other_kind


def _check_kinds(connection: Connection, changed: list[NodeId]) -> None:
    """Every edge at nodes that took another kind must still join what it may, changed or not."""
    rows = [n for n, _ in rows_of(connection, changed).values()]
    for body, start, end in connection.execute(sql.TOUCHING, {"nodes": json.dumps(rows)}).fetchall():
        schema().check_ends(decode_edge(body), start, end)


def _put_edges(connection: Connection, written: tuple[Written, ...]) -> None:
    put = [(w, w.change.after) for w in written if isinstance(w.change.after, Edge)]
    ends = rows_of(connection, list({i for _, edge in put for i in (edge.start, edge.end)}))
    gone = {w.change.item.id for w in written if w.change.after is None}
    new: list[Row] = []
    changed: list[Row] = []
    for one, edge in put:
        for end in (edge.start, edge.end):
            if end not in ends or end in gone:
                raise InvalidGraph(edge.id, f"{edge.kind} の端がありません: {end}")
        (tail, start_kind), (head, end_kind) = ends[edge.start], ends[edge.end]
        schema().check_ends(edge, start_kind, end_kind)
        (changed if one.before else new).append((edge.kind, edge.dataset, tail, head, one.after, edge.id))
    connection.executemany(sql.ADD_EDGE, new)
    connection.executemany(sql.SET_EDGE, changed)


def add_up(connection: Connection, written: tuple[Written, ...]) -> None:
    """Keep digests and counts, so that `info` reads no item."""
    added = sums(written)
    rows = connection.execute(sql.HELD_DATASETS, (json.dumps(list(added.items)),))
    held = {code: (int(digest, 16), items) for code, digest, items in rows}
    for code, items in added.items.items():
        digest, number = held.get(code, (0, 0))
        if number + items:
            total = (digest + added.digests[code]) % MODULUS
            connection.execute(sql.SET_DATASET, (code, f"{total:032x}", number + items))
        else:
            connection.execute(sql.DROP_DATASET, (code,))
    connection.executemany(sql.ADD_TALLY, list(added.kinds.items()))
    connection.execute(sql.DROP_TALLIES)
