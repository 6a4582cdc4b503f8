"""What the tests of the Neo4j engine do with a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import neo4j
import pytest

from graph import neo4j_cypher as cypher
from graph import neo4j_write as writing
from graph.schema import schema
from tests import neo4j_server
from tests.neo4j_server import NoServer, Server


@contextmanager
def had(line: str, *, password: str = "", settings: str = "") -> Iterator[Server]:
    """A server, or why there is none."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(neo4j_server.running(line, password=password, settings=settings))
        except NoServer as error:
            if os.environ.get("CI"):
                pytest.fail(f"no Neo4j {line}: {error}")
            pytest.skip(f"no Neo4j {line}: {error}")
        warm(server, password)
        yield server


def warm(server: Server, password: str = "") -> None:
    """The first questions to a fresh server take seconds, on a busy machine longer than we wait."""
    auth = ("neo4j", password) if password else None
    every = tuple(schema().edges)
    texts: tuple[str, ...] = (
        cypher.GET,
        cypher.PAGE,
        cypher.INFO,
        cypher.HISTORY,
        cypher.PRESENT,
        cypher.LIMITS,
        writing.BEGIN,
    )
    texts += (cypher.edges(every, "out", in_set=False), cypher.match(in_set=False, by_key=False))
    driver = neo4j.GraphDatabase.driver(server.url, auth=auth, notifications_min_severity="OFF")
    with driver, driver.session(database="neo4j") as session:
        for text in texts:
            session.run(f"EXPLAIN {text}").consume()


class Emptied:
    """A connection past our engine that empties the graph and asks what it likes; constraints and indexes stay."""

    def __init__(self, server: Server) -> None:
        self._url = server.url
        self._driver = neo4j.GraphDatabase.driver(server.url, notifications_min_severity="OFF")
        self._session = self._driver.session(database="neo4j")

    def again(self) -> str:
        """The address of the graph, which is empty now."""
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS")
        return self._url

    def run(self, text: str, **values: object) -> list[neo4j.Record]:
        """The records of a statement."""
        return list(self._session.run(text, values))

    def plan(self, text: str, **values: object) -> dict[str, Any]:
        """How the server would go about a statement."""
        found = self._session.run(f"EXPLAIN {text}", values).consume().plan
        return found or {}

    def __enter__(self) -> Emptied:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
        self._driver.close()


def emptied(server: Server) -> str:
    """The address of the server, whose graph is empty now."""
    with Emptied(server) as found:
        return found.again()


def run(server: Server, text: str, **values: object) -> list[neo4j.Record]:
    """By hand, past our engine."""
    with Emptied(server) as found:
        return found.run(text, **values)
