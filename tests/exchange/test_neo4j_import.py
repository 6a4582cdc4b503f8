"""The files for `neo4j-admin database import`: typed, whole, and with what the engine keeps beside the items.

On real servers (5.26.29, 2026.07.1) the imported graph had the digest of the graph it came from, and on 5.26.29 every
label, type and property of one that the engine had loaded itself.
"""

from __future__ import annotations

import csv
import io
import json
import zlib
from pathlib import Path

from graph.admission import unpack
from graph.archive import _folded
from graph.codec import decode, digest_of
from graph.exchange.neo4j_import import LIST_SEPARATOR, command
from graph.model import ChangeSet, Item, Node
from graph.schema import schema
from graph.store import GraphStore
from tests.exchange.stores import embedded, hostile, unzipped, written

Files = dict[str, bytes]


def read(files: Files, name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def held(files: Files) -> list[Item]:
    """The items as their bodies say."""
    names = [f"nodes_{kind}.csv" for kind in schema().nodes] + ["relationships.csv"]
    return [decode(row["body:string"]) for name in names for row in read(files, name)]


def test_every_item_with_its_labels_and_ends(tmp_path: Path) -> None:
    files = unzipped(written(embedded(tmp_path, hostile()), "neo4j-import"))
    for row in read(files, "nodes_organisation_kind.csv"):
        assert row[":LABEL"].split(LIST_SEPARATOR) == ["Node", "OrganisationKind"]
    for row in read(files, "relationships.csv"):
        item = decode(row["body:string"])
        assert (row[":START_ID"], row[":END_ID"]) == (getattr(item, "start", ""), getattr(item, "end", ""))
        assert row[":TYPE"] == item.kind.upper() and row["id:string"] == item.id
    bodies = {row["id:ID"]: row for row in read(files, "nodes_organisation.csv")}
    for item in held(files):
        if isinstance(item, Node) and item.kind == "organisation":
            row = bodies[item.id]
            assert (row["name:string"], row["caption:string"]) == (item.name, item.name)
            assert tuple(filter(None, row["aliases:string[]"].split(LIST_SEPARATOR))) == item.list("aliases")


def test_headings_have_the_types_of_the_schema(tmp_path: Path) -> None:
    files = unzipped(written(embedded(tmp_path, hostile()), "neo4j-import"))
    heading = next(csv.reader(io.StringIO(files["nodes_organisation.csv"].decode(), newline="")))
    assert {"id:ID", ":LABEL", "lat:double", "confidential:boolean", "aliases:string[]", "sources:string[]"} <= {
        *heading
    }
    heading = next(csv.reader(io.StringIO(files["relationships.csv"].decode(), newline="")))
    assert {":START_ID", ":END_ID", ":TYPE", "first:long", "laws:string[]"} <= {*heading}
    assert len(heading) == len(set(heading))
    kinds: dict[str, set[str]] = {}
    for edge in schema().edges.values():
        for one in edge.properties.values():
            kinds.setdefault(one.name, set()).add(one.type)
    assert all(len({"text" if t in ("choice", "ref", "text") else t for t in found}) == 1 for found in kinds.values())


def test_what_the_engine_keeps_fits_the_items(ward: GraphStore) -> None:
    files = unzipped(written(ward, "neo4j-import"))
    (meta,) = read(files, "meta.csv")
    digests = json.loads(meta["digests:string"])
    assert {code: digest for code, (digest, _) in digests.items()} == ward.info().digests
    assert json.loads(meta["counts:string"]) == ward.info().counts
    assert digest_of(held(files)) == ward.info().digest
    changes = read(files, "changes.csv")
    assert [int(c["version:long"]) for c in changes] == list(range(1, int(meta["version:long"]) + 1))
    assert changes[-1]["id:string"] == meta["last_change:string"]


def test_the_history_leads_to_the_items(tmp_path: Path) -> None:
    files = unzipped(written(embedded(tmp_path, hostile()), "neo4j-import"))
    history: list[ChangeSet] = []
    for row in read(files, "changes.csv"):
        raw = bytes(int(b) % 256 for b in row["changes:byte[]"].split(LIST_SEPARATOR))
        changes = unpack(zlib.decompress(raw).decode())
        history.append(ChangeSet(len(history), row["id:string"], changes))
    assert _folded(history) == {i.id: i for i in held(files)}


def test_the_command_names_every_file(tmp_path: Path) -> None:
    files = unzipped(written(embedded(tmp_path, hostile()), "neo4j-import"))
    assert command() in files["README.txt"].decode()
    for name in files:
        assert name.endswith((".txt", ".cypher")) or f"=./{name}" in command()
    made = files["schema.cypher"].decode()
    assert made.count("CREATE CONSTRAINT") == 5 + len(schema().edges) and made.count("CREATE INDEX") == 2
