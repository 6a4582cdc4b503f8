"""The writing half of the Neo4j engine: admitted changes as statements, in the transaction its caller holds."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

from graph.admission import Written, pack, sums
from graph.codec import MODULUS, decode_edge
from graph.errors import InvalidGraph, StaleVersion
from graph.model import ChangeSet, Edge, EdgeId, EdgeKind, Node, NodeId, NodeKind, Version
from graph.neo4j_cypher import STORE_FORMAT, flat, label, relationship
from graph.schema import schema

T = TypeVar("T")
Run: TypeAlias = Callable[[str, dict[str, Any]], Mapping[str, Any]]  # a statement of one record, as that record
BATCH = 2_000  # rows of one UNWIND: 500 is 40 % slower, 1,000 to 20,000 are alike
_NOTHING = "{}"  # the counts of a graph without items

BEGIN = """MERGE (m:Meta {one: 1})
ON CREATE SET m.version = 0, m.last_change = '', m.at = '', m.digests = '{}', m.counts = '{}', m.format = $format
SET m.lock = $id WITH m OPTIONAL MATCH (c:Change {id: $id})
RETURN m.version AS version, m.last_change AS last_change, m.digests AS digests, m.counts AS counts,
m.format AS format, c IS NOT NULL AS known"""
# apart: within a statement that writes, to look at the gate would lock it
GATE = "OPTIONAL MATCH (g:Gate {one: 1}) RETURN coalesce(g.busy, 0) AS busy"
OPEN_GATE = """MERGE (g:Gate {one: 1}) ON CREATE SET g.busy = 0, g.writers = [] SET g.lock = $id
WITH g, g.writers + $id AS writers SET g.writers = writers, g.busy = size(writers) RETURN g.busy AS busy"""
SHUT_GATE = """OPTIONAL MATCH (g:Gate {one: 1}) SET g.lock = $id
WITH g, [w IN g.writers WHERE w <> $id] AS writers SET g.writers = writers, g.busy = size(writers)
RETURN g.busy AS busy"""
# by whoever holds Meta: no commit can be under way then but its own, which has not begun
CLEAR_GATE = "OPTIONAL MATCH (g:Gate {one: 1}) SET g.writers = [], g.busy = 0 RETURN g.busy AS busy"
# waits for the writer at work, if there is one; what is left of others in the gate is of the dead
SETTLE = """OPTIONAL MATCH (m:Meta {one: 1}) SET m.lock = $id WITH m OPTIONAL MATCH (g:Gate {one: 1}) SET g.lock = $id
WITH m, g, [w IN g.writers WHERE NOT w IN $writers] AS writers SET g.writers = writers, g.busy = size(writers)
RETURN coalesce(m.version, 0) AS version, coalesce(m.last_change, '') AS last_change"""
DONE = """MATCH (m:Meta {one: 1}) SET m.version = $version, m.last_change = $id, m.at = $at, m.digests = $digests,
m.counts = $counts
CREATE (:Change {version: $version, id: $id, at: $at, by: $by, why: $why, changes: $changes})
RETURN m.version AS version"""
OTHER_NODES = """UNWIND $rows AS row OPTIONAL MATCH (n:Node {id: row[0]})
WITH row, n WHERE coalesce(n.body, '') <> row[1] RETURN collect(row[0])[..1] AS found"""
KINDS = "UNWIND $ids AS id MATCH (n:Node {id: id}) RETURN collect([n.id, n.kind]) AS found"
TOUCHING = """UNWIND $ids AS id MATCH (n:Node {id: id})-[r]-() WITH DISTINCT r
RETURN collect([r.body, startNode(r).kind, endNode(r).kind]) AS found"""
LEFT_OVER = """UNWIND $ids AS id MATCH (n:Node {id: id})-[r]-()
WITH n, r ORDER BY r.id LIMIT 1 RETURN collect([n.id, r.id, r.kind]) AS found"""
DROP_NODES = "UNWIND $ids AS id MATCH (n:Node {id: id}) DELETE n RETURN count(*) AS written"


def other_edges(kind: EdgeKind) -> str:
    """The first of $rows [id, body] that the graph does not hold just so."""
    return (
        f"UNWIND $rows AS row OPTIONAL MATCH ()-[r:{relationship(kind)} {{id: row[0]}}]->() "
        "WITH row, r WHERE coalesce(r.body, '') <> row[1] RETURN collect(row[0])[..1] AS found"
    )


def drop_edges(kind: EdgeKind) -> str:
    """Edges of a kind out, by id."""
    return f"UNWIND $ids AS id MATCH ()-[r:{relationship(kind)} {{id: id}}]->() DELETE r RETURN count(*) AS written"


def add_nodes(kind: NodeKind) -> str:
    """New nodes of a kind."""
    return f"UNWIND $rows AS row CREATE (n:Node:{label(kind)}) SET n = row RETURN count(*) AS written"


def set_nodes(kind: NodeKind) -> str:
    """Nodes that are there take new contents, and the label of their kind."""
    others = ":".join(label(k) for k in schema().nodes if k != kind)
    return (
        f"UNWIND $rows AS row MATCH (n:Node {{id: row.id}}) SET n = row REMOVE n:{others} SET n:{label(kind)} "
        "RETURN count(*) AS written"
    )


def add_edges(kind: EdgeKind) -> str:
    """New edges of a kind."""
    return (
        "UNWIND $rows AS row MATCH (a:Node {id: row.start}) MATCH (b:Node {id: row.end}) "
        f"CREATE (a)-[r:{relationship(kind)}]->(b) SET r = row.flat RETURN count(*) AS written"
    )


def set_edges(kind: EdgeKind) -> str:
    """Edges that are there take new contents."""
    return (
        f"UNWIND $rows AS row MATCH ()-[r:{relationship(kind)} {{id: row.id}}]->() SET r = row.flat "
        "RETURN count(*) AS written"
    )


def begin(run: Run, change: ChangeSet) -> tuple[Version | None, Mapping[str, Any]]:
    """Take the lock of all writers. Gives the version where the change is already in or empty, and what Meta says."""
    meta = run(BEGIN, {"id": change.id, "format": STORE_FORMAT})
    version: Version = meta["version"]
    if change.id == meta["last_change"]:
        return version, meta
    if change.base != version:
        raise StaleVersion(change.base, version)
    if not change.changes:
        return version, meta
    if meta["known"]:
        raise InvalidGraph(change.id, "この変更はもう入っています")
    return None, meta


def write(run: Run, change: ChangeSet, written: tuple[Written, ...], meta: Mapping[str, Any]) -> Version:
    """All of the change, in the order that leaves no edge without an end: edges out, nodes in, edges in, nodes out."""
    _check_held(run, written, empty=meta["counts"] == _NOTHING)
    _drop_edges(run, ((w.change.item.kind, w.change.item.id) for w in written if _is_gone(w, Edge)))
    other_kind = _put_nodes(run, written)
    _put_edges(run, written)
    _check_kinds(run, other_kind)
    _drop_nodes(run, [w.change.item.id for w in written if _is_gone(w, Node)])
    digests, counts = _add_up(meta, written)
    packed = zlib.compress(pack((w.before, w.after) for w in written).encode(), 1)
    values = {"version": change.base + 1, "id": change.id, "at": change.at, "by": change.by, "why": change.why}
    made: Version = run(DONE, {**values, "changes": packed, "digests": digests, "counts": counts})["version"]
    return made


def _is_gone(one: Written, what: type[Node] | type[Edge]) -> bool:
    return one.change.after is None and isinstance(one.change.before, what)


def _batches(rows: list[T]) -> Iterator[list[T]]:
    for at in range(0, len(rows), BATCH):
        yield rows[at : at + BATCH]


def _by_kind(pairs: Iterable[tuple[str, T]]) -> Iterator[tuple[str, list[T]]]:
    """The values of each kind, in batches."""
    found: dict[str, list[T]] = defaultdict(list)
    for kind, value in pairs:
        found[kind].append(value)
    for kind, values in found.items():
        for some in _batches(values):
            yield kind, some


def _check_held(run: Run, written: tuple[Written, ...], *, empty: bool) -> None:
    """InvalidGraph when the graph does not hold what a change starts from. In an empty one nothing new can be there."""
    asked = [w for w in written if w.before or not empty]
    rows = [[w.change.item.id, w.before] for w in asked if isinstance(w.change.item, Node)]
    wrong = [i for some in _batches(rows) for i in run(OTHER_NODES, {"rows": some})["found"]]
    links = ((w.change.item.kind, [w.change.item.id, w.before]) for w in asked if isinstance(w.change.item, Edge))
    for kind, some in _by_kind(links):
        wrong += run(other_edges(kind), {"rows": some})["found"]
    for one in written:
        if one.change.item.id in wrong:
            rule = "もうあります" if not one.before else "元にした内容が、いまの内容と違います"
            raise InvalidGraph(one.change.item.id, rule)


def _drop_edges(run: Run, gone: Iterable[tuple[EdgeKind, EdgeId]]) -> None:
    for kind, ids in _by_kind(gone):
        run(drop_edges(kind), {"ids": ids})


def _put_nodes(run: Run, written: tuple[Written, ...]) -> list[NodeId]:
    """Gives the nodes that took another kind."""
    put = [(w, w.change.after) for w in written if isinstance(w.change.after, Node)]
    for text, there in ((add_nodes, False), (set_nodes, True)):
        for kind, rows in _by_kind((n.kind, flat(n, w.after)) for w, n in put if bool(w.before) is there):
            run(text(kind), {"rows": rows})
    return [n.id for w, n in put if w.change.before is not None and w.change.before.kind != n.kind]


def _check_kinds(run: Run, changed: list[NodeId]) -> None:
    """Every edge at nodes that took another kind must still join what it may, changed or not."""
    for ids in _batches(changed):
        for body, start, end in run(TOUCHING, {"ids": ids})["found"]:
            schema().check_ends(decode_edge(body), start, end)


def _put_edges(run: Run, written: tuple[Written, ...]) -> None:
    put = [(w, w.change.after) for w in written if isinstance(w.change.after, Edge)]
    kinds = {n.id: n.kind for n in (w.change.after for w in written) if isinstance(n, Node)}
    for ids in _batches(sorted({i for _, e in put for i in (e.start, e.end)} - kinds.keys())):
        kinds.update(run(KINDS, {"ids": ids})["found"])
    gone = {w.change.item.id for w in written if w.change.after is None}
    for _, edge in put:
        for end in (edge.start, edge.end):
            if end not in kinds or end in gone:
                raise InvalidGraph(edge.id, f"{edge.kind} の端がありません: {end}")
        schema().check_ends(edge, kinds[edge.start], kinds[edge.end])
    put.sort(key=lambda pair: (pair[1].start, pair[1].end))
    stays = {e.id for w, e in put if isinstance(w.change.before, Edge) and _place(w.change.before) == _place(e)}
    _drop_edges(run, ((w.change.before.kind, e.id) for w, e in put if w.change.before and e.id not in stays))
    for text, there in ((add_edges, False), (set_edges, True)):
        rows = ((e.kind, _row(e, w.after)) for w, e in put if (e.id in stays) is there)
        for kind, some in _by_kind(rows):
            run(text(kind), {"rows": some})


def _place(edge: Edge) -> tuple[str, str, str]:
    return edge.kind, edge.start, edge.end


def _row(edge: Edge, body: str) -> dict[str, Any]:
    return {"id": edge.id, "start": edge.start, "end": edge.end, "flat": flat(edge, body)}


def _drop_nodes(run: Run, gone: list[NodeId]) -> None:
    for ids in _batches(gone):
        for node_id, edge_id, kind in run(LEFT_OVER, {"ids": ids})["found"]:
            raise InvalidGraph(node_id, f"この番号を使う辺が残ります: {edge_id}({kind})")
    for ids in _batches(gone):
        run(DROP_NODES, {"ids": ids})


def _add_up(meta: Mapping[str, Any], written: tuple[Written, ...]) -> tuple[str, str]:
    """Digests and counts after the change, so that `info` reads no item."""
    added = sums(written)
    digests: dict[str, tuple[str, int]] = json.loads(meta["digests"])
    counts: dict[str, int] = json.loads(meta["counts"])
    for code, items in added.items.items():
        digest, number = digests.get(code, ("0", 0))
        digests[code] = (f"{(int(digest, 16) + added.digests[code]) % MODULUS:032x}", number + items)
    for kind, number in added.kinds.items():
        counts[kind] = counts.get(kind, 0) + number
    kept = {code: pair for code, pair in sorted(digests.items()) if pair[1]}
    return json.dumps(kept), json.dumps({k: n for k, n in sorted(counts.items()) if n})
