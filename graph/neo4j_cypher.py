"""The data model of the Neo4j engine and the statements that read it.

(:Node:Organisation {id, kind, name, caption, dataset, search, basis, sources, since, until, …, body})
    -[:HANDLES {id, kind, dataset, basis, sources, …, body}]-> (:Node:CaseType {…})
(:Meta {one: 1, version, last_change, at, digests, counts, format})   (:Change {version, id, at, by, why, changes})
(:Gate {one: 1, busy, writers})

`body` is the item, canonical JSON; everything flat beside it is a copy for analysts and indexes and is never read back.
Labels and types are made from schema.yaml, a closed list; everything else is a parameter.

Neo4j is read committed: even one statement can meet a commit half way. A writer therefore opens the gate, in a
transaction of its own, before it commits, and shuts it after (neo4j_write). Each read looks at the version, the gate,
the data, the gate and the version, in this order and in one statement; it stands when the gate was shut both times and
the versions agree. Whatever commit touched the data meanwhile either found the gate open at one of the looks, or began
and ended between them: then it made a new version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model import Direction, EdgeKind, Item, Node, NodeKind, Value
from graph.schema import schema

STORE_FORMAT = 1  # raise it when a name, the text of a body or of a search key changes; another format is refused
_WORDS = re.compile(r"[a-z]+")


def label(kind: NodeKind) -> str:
    """`case_type` → `CaseType`. UnknownKind when the schema does not name it."""
    return "".join(w.capitalize() for w in _WORDS.findall(schema().node(kind).name))


def relationship(kind: EdgeKind) -> str:
    """`refers_to` → `REFERS_TO`. UnknownKind when the schema does not name it."""
    return schema().edge(kind).name.upper()


def wanted() -> dict[str, str]:
    """Every constraint and index by name, as the statement that makes it and is harmless to repeat."""
    unique = {"node_id": "Node.id", "meta_one": "Meta.one", "gate_one": "Gate.one"}
    unique |= {"change_version": "Change.version", "change_id": "Change.id"}
    made = {}
    for name, (node, _, key) in ((n, text.partition(".")) for n, text in unique.items()):
        made[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node}) REQUIRE n.{key} IS UNIQUE"
    for name, keys in {"node_of_kind": "n.kind, n.id", "node_in_set": "n.dataset, n.kind, n.id"}.items():
        made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:Node) ON ({keys})"
    for kind in schema().edges:
        made[f"{kind}_id"] = (
            f"CREATE CONSTRAINT {kind}_id IF NOT EXISTS FOR ()-[r:{relationship(kind)}]-() REQUIRE r.id IS UNIQUE"
        )
    return made


def flat(item: Item, body: str) -> dict[str, Value]:
    """The properties of the node or relationship: what is filtered or looked at, and the body."""
    known = (schema().node if isinstance(item, Node) else schema().edge)(item.kind).properties
    row: dict[str, Value] = {k: v for k, v in item.properties if known[k].type != "records"}
    row |= {"id": item.id, "kind": item.kind, "dataset": item.dataset, "body": body}
    if item.provenance:
        first = item.provenance[0]
        row |= {"sources": tuple(p.source for p in item.provenance), "basis": first.basis}
        row |= {"as_of": first.as_of} if first.as_of else {}
    for name, day in (("since", item.since), ("until", item.until), ("verified_on", item.verified_on)):
        if day:
            row[name] = day
    if isinstance(item, Node):
        row |= {"name": item.name, "caption": item.name, "search": schema().search_text(item)}
    return row


# what a client killed meanwhile leaves of a constraint is an index of its name that no constraint owns
PRESENT = "SHOW INDEXES YIELD name, owningConstraint RETURN collect([name, owningConstraint IS NOT NULL]) AS found"


def missing(present: dict[str, bool], *, mend: bool) -> list[str]:
    """What makes all that is wanted, given the indexes there are and whether a constraint owns them.

    `mend`: remains of a constraint are dropped first; they may also be one that another client is just making.
    """
    made = []
    for name, text in wanted().items():
        owned = "CONSTRAINT" in text
        if name in present and (present[name] or not owned):
            continue
        if name in present and mend:
            made.append(f"DROP INDEX {name} IF EXISTS")
        made.append(text)
    return made


AWAIT = "CALL db.awaitIndexes(60)"
LIMITS = """SHOW SETTINGS 'dbms.memory.transaction.total.max', 'db.memory.transaction.max',
'db.memory.transaction.total.max',
'server.memory.heap.max_size' YIELD name, value RETURN collect([name, value]) AS found"""

_BEFORE = """OPTIONAL MATCH (m:Meta {one: 1}) WITH m.version AS v1, m.format AS format
OPTIONAL MATCH (g:Gate {one: 1}) WITH v1, format, g.busy AS w1
CALL () { """
_AFTER = """ } WITH v1, format, w1, found
OPTIONAL MATCH (g:Gate {one: 1}) WITH v1, format, w1, found, g.busy AS w2, g.writers AS writers
OPTIONAL MATCH (m:Meta {one: 1})
RETURN v1 AS version, m.version AS later, format, coalesce(w1, 0) + coalesce(w2, 0) AS busy, writers, found"""


def guarded(body: str) -> str:
    """A read that ends by returning one row `found`, between two looks at version and gate."""
    return _BEFORE + body + _AFTER


# what $version and $last already say is not sent again: with many sets it is long
INFO = guarded("""OPTIONAL MATCH (i:Meta {one: 1}) WITH i, i.version = $version AND i.last_change = $last AS known
RETURN [i.last_change, i.at, CASE WHEN known THEN null ELSE i.digests END,
CASE WHEN known THEN null ELSE i.counts END] AS found""")
GET = guarded("UNWIND $ids AS id MATCH (n:Node {id: id}) WITH n ORDER BY n.id RETURN collect(n.body) AS found")
HISTORY = guarded("""MATCH (c:Change) WHERE c.version < $before WITH c ORDER BY c.version DESC LIMIT $limit
RETURN collect([c.version, c.id, c.at, c.by, c.why, c.changes]) AS found""")
PAGE = guarded("""MATCH (n:Node) USING INDEX n:Node(kind, id) WHERE n.kind = $kind AND n.id > $after
WITH n ORDER BY n.kind, n.id LIMIT $limit RETURN collect(n.body) AS found""")
PAGE_IN_SET = guarded("""MATCH (n:Node) USING INDEX n:Node(dataset, kind, id)
WHERE n.dataset = $dataset AND n.kind = $kind AND n.id > $after
WITH n ORDER BY n.dataset, n.kind, n.id LIMIT $limit RETURN collect(n.body) AS found""")


def match(*, in_set: bool, by_key: bool) -> str:
    """Nodes of $kinds, whose search text holds $key when `by_key`, of one $dataset when `in_set`."""
    index, where = ("kind, id", "n.kind IN $kinds AND n.id > ''")
    if in_set:
        index, where = f"dataset, {index}", f"n.dataset = $dataset AND {where}"
    if by_key:
        where += " AND n.search CONTAINS $key"
    return guarded(
        f"MATCH (n:Node) USING INDEX n:Node({index}) WHERE {where} "
        "WITH n ORDER BY n.id LIMIT $limit RETURN collect(n.body) AS found"
    )


def edges(kinds: Iterable[EdgeKind], direction: Direction, *, in_set: bool, on: bool = False) -> str:
    """The edges at $ids, each once, by id, those $after an id when `on`. Of several kinds: whose type is in $types.

    To plan a text takes the server a tenth of a second, so there is not one for each choice of kinds.
    """
    left, right = {"out": ("", ">"), "in": ("<", ""), "both": ("", "")}[direction]
    named = sorted(set(kinds))
    one = f":{relationship(named[0])}" if len(named) == 1 else ""
    where = ["type(r) IN $types"] if 1 < len(named) < len(schema().edges) else []
    where += ["r.dataset = $dataset"] if in_set else []
    where += ["r.id > $after"] if on else []
    distinct = "DISTINCT " if direction == "both" else ""
    return guarded(
        f"UNWIND $ids AS id MATCH (a:Node {{id: id}}) MATCH (a){left}-[r{one}]-{right}()"
        f"{' WHERE ' if where else ''}{' AND '.join(where)} "
        f"WITH {distinct}r ORDER BY r.id LIMIT $limit RETURN collect(r.body) AS found"
    )


def between(kinds: Iterable[EdgeKind], max_hops: int) -> str:
    """Every edge on any shortest path; `found` is [both ends are there, bodies]."""
    return guarded(
        "OPTIONAL MATCH (a:Node {id: $a}) OPTIONAL MATCH (b:Node {id: $b}) "
        "WITH a, b CALL (a, b) { WITH a, b WHERE a IS NOT NULL AND b IS NOT NULL AND a <> b "
        f"MATCH p = allShortestPaths((a)-[{_types(kinds)}*1..{int(max_hops)}]-(b)) "
        "UNWIND relationships(p) AS r WITH DISTINCT r ORDER BY r.id LIMIT $limit RETURN collect(r.body) AS bodies } "
        "RETURN [a IS NOT NULL AND b IS NOT NULL, bodies] AS found"
    )


def _types(kinds: Iterable[EdgeKind]) -> str:
    """`:HANDLES|SERVES`; nothing for all kinds, which then is one text of one plan."""
    named = sorted(set(kinds))
    return "" if len(named) == len(schema().edges) else ":" + "|".join(relationship(k) for k in named)
