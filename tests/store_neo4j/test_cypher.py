"""docs/cypher.md: every query is run on the loaded ward and answers what the Directory says; its tables are true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import neo4j_cypher as cypher
from graph.directory import Directory, compile_directory
from graph.errors import StoreUnavailable
from graph.schema import schema
from graph.store import GraphStore, open_store
from graph.verify import verify
from loaders.load import load
from loaders.shipped import shipped_data
from tests.neo4j_server import Server
from tests.store_neo4j.analysts import ANSWERS, Rows
from tests.store_neo4j.servers import Emptied
from tests.tree import ROOT

TEXT = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")
_BODY = re.compile(r"```cypher\n(.*?)^```\n\n(.*?)\n\n(全部で.*?)$", re.MULTILINE | re.DOTALL)


def _questions() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Each heading that has a query, with the query, the table and what is said below it."""
    for part in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        found = _BODY.search(part)
        if found:
            yield part.partition("\n")[0], (found[1], found[2], found[3])


QUESTIONS = dict(_questions())


def test_there_are_as_many_as_were_asked_for_and_each_has_an_answer() -> None:
    assert QUESTIONS.keys() == ANSWERS.keys()
    assert len(QUESTIONS) == TEXT.count("```cypher") >= 8


@pytest.mark.parametrize("name", ANSWERS)
def test_a_query_answers_what_the_directory_says(name: str, loaded: Emptied, directory: Directory) -> None:
    query, table, total = QUESTIONS[name]
    records = loaded.run(query)
    rows: Rows = [tuple(r.values()) for r in records]
    assert rows == ANSWERS[name](directory)
    assert rows, "an example without an answer shows nothing"
    head, _, *shown = [[cell.strip() for cell in line[2:-2].split(" | ")] for line in table.splitlines()]
    assert head == records[0].keys()
    assert shown == [list(map(_cell, row)) for row in rows[: len(shown)]]
    rest = f"上は初めの{len(shown)}行です。" if len(shown) < len(rows) else ""
    assert total == f"全部で{len(rows)}行。{rest}"


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "、".join(value) or "なし"
    return "なし" if value is None else str(value)


@pytest.mark.parametrize("name", ANSWERS)
def test_no_query_writes_and_each_looks_up_what_it_names_by_the_index(name: str, loaded: Emptied) -> None:
    query, _, _ = QUESTIONS[name]
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD|DROP)\b", query)
    assert not re.search(r":(?!Node\b)\w+ \{id:", query), "only :Node(id) has an index"
    assert loaded.plan(query)


def test_the_data_model_is_the_schema() -> None:
    for kind, node in schema().nodes.items():
        assert f"| `{cypher.label(kind)}` | {node.label} | `{kind}` | `{node.prefix}:` |" in TEXT
    for kind, edge in schema().edges.items():
        ends = "、".join(f"{cypher.label(a)} → {cypher.label(b)}" for a, b in sorted(edge.ends))
        own = "、".join(f"`{p}`" for p in edge.properties) or "なし"
        assert f"| `{cypher.relationship(kind)}` | {edge.label} | {ends} | {own} |" in TEXT


def test_labels_and_properties_are_there_as_described(loaded: Emptied) -> None:
    (found,) = loaded.run("MATCH (n:Node) UNWIND keys(n) AS k RETURN collect(DISTINCT k) AS keys")
    own = {p for kind in schema().nodes.values() for p in kind.properties}
    shared = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`(?:、`\w+`)*) \|", TEXT, re.M))))
    assert set(found["keys"]) - own <= shared
    assert loaded.run("MATCH (n:Node) UNWIND keys(n) AS k WITH n, k WHERE n[k] = '' RETURN n.id") == []
    assert loaded.run("MATCH ()-[r]->() UNWIND keys(r) AS k WITH r, k WHERE r[k] = '' RETURN r.id") == []


@pytest.fixture
def written_by_hand(server: Server, tmp_path: Path) -> Iterator[tuple[Emptied, GraphStore]]:
    """The ward in the server again, to be spoilt."""
    del tmp_path
    with Emptied(server) as by_hand:
        store = open_store(by_hand.again())
        load(store, [shipped_data() / "setagaya"])
        yield by_hand, store
        store.close()
        by_hand.again()


def test_what_is_written_by_hand_is_shown_by_verify_or_changes_no_answer(
    written_by_hand: tuple[Emptied, GraphStore],
) -> None:
    by_hand, store = written_by_hand
    before = compile_directory(store)
    by_hand.run("MATCH (o:Node {id: 'org:setagaya-jidosodanjo'}) SET o.phone = '000'")
    by_hand.run("CREATE (:Memo {text: '自分の覚え'}) CREATE (:Node {id: 'org:mine', kind: 'organisation'})")
    assert verify(store) == ()
    assert compile_directory(store) == before
    by_hand.run("MATCH (:Node {id: 'org:setagaya-jidosodanjo'})-[r:HANDLES]->() DELETE r")
    found = verify(store)
    assert {"131121", "handles"} <= {p.item for p in found}, found
    with pytest.raises(StoreUnavailable):
        compile_directory(store)
