"""CSV files for `neo4j-admin database import full`, in one zip: the way in for a whole country at once.

The graph comes up as the engine itself would have written it, with a history of its own: the sets one after another, so
many items a version. Lists are apart by U+001F, which no text of a graph holds.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.admission import pack
from graph.codec import MODULUS, encode, item_hash
from graph.exchange.about import about
from graph.exchange.content import Content
from graph.exchange.packed import Member, packed
from graph.model import Item, NodeKind, SetCode, Value
from graph.neo4j_cypher import STORE_FORMAT, flat, label, relationship, wanted
from graph.schema import Property, schema

LIST_SEPARATOR = "\x1f"
ITEMS_OF_A_CHANGE = 2_000  # a field of the import must fit into its buffer of 4 MiB
_SIGNED = [str(b - 256 if b > 127 else b) for b in range(256)]  # bytes as Java has them
_NODE_FRAME = ("kind", "name", "caption", "dataset", "search", "basis", "as_of", "sources", "since", "until",
               "verified_on")  # fmt: skip
_EDGE_FRAME = ("id", "kind", "dataset", "basis", "as_of", "sources", "since", "until", "verified_on")
_TYPES = {"integer": "long", "number": "double", "boolean": "boolean", "list": "string[]", "choices": "string[]",
          "refs": "string[]"}  # fmt: skip


def neo4j_import(content: Content) -> Iterator[bytes]:
    """The zip: a file a kind of node, one of relationships, what the engine keeps for itself, and how to read it in."""
    yield from packed(_members(content))


def _members(content: Content) -> Iterator[Member]:
    said = "".join(f"{name}: {text}\n" for name, text in about(content).texts().items())
    yield "README.txt", (f"{said}\n{command()}\n".encode(),)
    yield "schema.cypher", ("".join(f"{text};\n" for text in wanted().values()).encode(),)
    for kind in schema().nodes:
        yield f"nodes_{kind}.csv", _lines(_nodes(content, kind))
    yield "relationships.csv", _lines(_relationships(content))
    kept = _Kept()
    yield "changes.csv", _lines(_changes(content, kept))
    yield "meta.csv", _lines(_meta(kept))


def command() -> str:
    """What reads the files in, from the folder they lie in (2026 wants it named) and with the server stopped."""
    files = [f"--nodes=./nodes_{kind}.csv" for kind in schema().nodes]
    files += ["--nodes=./changes.csv", "--nodes=./meta.csv", "--relationships=./relationships.csv"]
    options = "--overwrite-destination --id-type=string --array-delimiter=U+001F --bad-tolerance=0"
    return " \\\n  ".join([f"neo4j-admin database import full neo4j {options}", *files])


def _nodes(content: Content, kind: NodeKind) -> Iterator[Sequence[str]]:
    own = _typed(schema().node(kind).properties.values())
    columns = [*_NODE_FRAME, *own, "body"]
    yield ["id:ID", ":LABEL", *(f"{c}:{own.get(c, _frame_type(c))}" for c in columns)]
    labels = _cell(("Node", label(kind)))
    for node in content.nodes(kind):
        row = flat(node, encode(node))
        yield [_cell(node.id), labels, *(_cell(row.get(c)) for c in columns)]


def _relationships(content: Content) -> Iterator[Sequence[str]]:
    own = _typed(p for kind in schema().edges.values() for p in kind.properties.values())
    columns = [*_EDGE_FRAME, *own, "body"]
    yield [":START_ID", ":END_ID", ":TYPE", *(f"{c}:{own.get(c, _frame_type(c))}" for c in columns)]
    for edge in content.edges():
        row = flat(edge, encode(edge))
        ends = (edge.start, edge.end, relationship(edge.kind))
        yield [*map(_cell, ends), *(_cell(row.get(c)) for c in columns)]


def _typed(properties: Iterable[Property]) -> Mapping[str, str]:
    return {p.name: _TYPES.get(p.type, "string") for p in properties if p.type != "records"}


def _frame_type(column: str) -> str:
    return "string[]" if column == "sources" else "string"


def _cell(value: Value | None) -> str:
    """As the import reads it: nothing is no property, two quotes are an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = LIST_SEPARATOR.join(value) if isinstance(value, tuple) else value
    return '"' + text.replace('"', '""') + '"'


def _lines(rows: Iterator[Sequence[str]]) -> Iterator[bytes]:
    return (f"{','.join(row)}\n".encode() for row in rows)


class _Kept:
    """What the engine keeps beside the items, summed up while they go by: they may be fewer than the graph holds."""

    def __init__(self) -> None:
        self.version = 0
        self.last = ""
        self.digests: dict[SetCode, tuple[str, int]] = {}
        self.counts: Counter[str] = Counter()

    def add(self, code: SetCode, items: Sequence[Item], bodies: Sequence[str]) -> None:
        """All items of a set."""
        digest = sum(item_hash(b) for b in bodies) % MODULUS
        self.digests[code] = (f"{digest:032x}", len(items))
        self.counts.update(i.kind for i in items)


def _changes(content: Content, kept: _Kept) -> Iterator[Sequence[str]]:
    yield [":LABEL", "version:long", "id:string", "at:string", "by:string", "why:string", "changes:byte[]"]
    for code in content.sets:
        nodes, edges = content.of_set(code)
        items: tuple[Item, ...] = (*nodes, *edges)
        bodies = [encode(i) for i in items]
        kept.add(code, items, bodies)
        for at in range(0, len(bodies), ITEMS_OF_A_CHANGE):
            kept.version += 1
            kept.last = f"import-{kept.digests[code][0]}-{at}"
            packed_up = zlib.compress(pack(("", body) for body in bodies[at : at + ITEMS_OF_A_CHANGE]).encode(), 1)
            signed = LIST_SEPARATOR.join(map(_SIGNED.__getitem__, packed_up))
            said: tuple[Value, ...] = ("Change", kept.version, kept.last, "", "", f"{code} を書き出しから入れた")
            yield [*map(_cell, said), signed]


def _meta(kept: _Kept) -> Iterator[Sequence[str]]:
    yield [":LABEL", "one:long", "version:long", "last_change:string", "at:string", "digests:string", "counts:string",
           "format:long"]  # fmt: skip
    digests = json.dumps(dict(sorted(kept.digests.items())))
    counts = json.dumps(dict(sorted(kept.counts.items())))
    said: tuple[Value, ...] = ("Meta", 1, kept.version, kept.last, "", digests, counts, STORE_FORMAT)
    yield [*map(_cell, said)]
