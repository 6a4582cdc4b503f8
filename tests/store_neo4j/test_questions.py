"""The Cypher beside each named question runs on the loaded ward and says what the product says."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.shapes_of_analysis import QuestionsOut
from graph.analysis.cypher import statement, statements
from graph.analysis.questions import Asked, ask, questions
from graph.analysis.scope import Scope, scope
from graph.directory import Directory
from tests.neo4j_server import Server
from tests.shapes import assert_shape
from tests.store_neo4j.questions import expected
from tests.store_neo4j.servers import Emptied

DAYS = ("2026-11-25", "2019-06-01", "2029-01-01")
SAID = [q.id for q in questions() if statements()[q.id].text]


def rows_of(loaded: Emptied, then: Scope, asked: Asked) -> list[tuple[object, ...]]:
    found = statement(then.directory, asked, then.day)
    values = {name: list(v) if isinstance(v, tuple) else v for name, v in found.parameters}
    rows = [tuple(_in_order(v) for v in record.values()) for record in loaded.run(found.text, **values)]
    return sorted(rows, key=repr)


def _in_order(value: object) -> object:
    """Lists that stand for sets; a way keeps its order."""
    if isinstance(value, list) and value and all(str(v).startswith(("case:", "area:")) for v in value):
        return sorted(value)
    return value


def test_every_question_has_a_statement_or_says_why_there_is_none() -> None:
    assert statements().keys() == {q.id for q in questions()}
    for name, one in statements().items():
        assert one.says.endswith("。"), name
        assert "THERE" not in one.text and not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD|DROP)\b", one.text)
    assert len(SAID) >= 20


@pytest.mark.parametrize("name", SAID)
def test_the_cypher_says_what_the_product_says(name: str, loaded: Emptied, directory: Directory) -> None:
    question = next(q for q in questions() if q.id == name)
    for day in DAYS:
        then = scope(directory, on=day)
        asked = ask(then, question)
        rows = rows_of(loaded, then, asked)
        assert rows == expected(name, question.how, then, dict(asked.ask)), day
        assert rows or day != DAYS[0], "an example without an answer shows nothing"


@pytest.mark.parametrize("name", SAID)
def test_all_parameters_are_given_and_none_is_written_into_the_text(
    name: str, loaded: Emptied, directory: Directory
) -> None:
    asked = ask(scope(directory, on=DAYS[0]), next(q for q in questions() if q.id == name))
    found = statement(directory, asked, DAYS[0])
    assert {n for n, _ in found.parameters} == set(re.findall(r"\$(\w+)", found.text))
    assert not any(value.id in found.text for _, value in asked.values if value.id)
    assert loaded.plan(found.text, **{n: list(v) if isinstance(v, tuple) else v for n, v in found.parameters})


def test_the_page_and_the_api_show_it_where_neo4j_is_the_engine(loaded: Emptied, server: Server) -> None:
    with TestClient(create_app(Settings(graph_url=server.url))) as client:
        document = client.get("/api/questions?on=2026-11-25").json()
        page = client.get("/questions").text
    assert_shape(document, QuestionsOut)
    for one in document["questions"]:
        assert one["cypher"]["says"] == statements()[one["id"]].says
        assert one["cypher"]["text"] == statements()[one["id"]].text
    closure = next(q for q in document["questions"] if q["id"] == "closure-kind")["cypher"]
    assert closure["parameters"] == {"day": "2026-11-25", "kind": "kind:jidokan", "sets": ["japan", "tokyo", "131121"]}
    assert page.count("<pre") == 2 * len(SAID)
    assert loaded.run("MATCH (n:Node) RETURN count(n) > 2000 AS many")[0]["many"]
