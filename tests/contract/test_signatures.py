"""Engines have the signatures of the contract exactly, and the suite is inherited whole."""

from __future__ import annotations

import inspect

import pytest

from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from graph.store_neo4j import Neo4jStore
from tests.contract.reference import ReferenceStore
from tests.contract.suite import StoreContract
from tests.contract.test_embedded import TestEmbedded as EmbeddedSuite
from tests.contract.test_reference import TestReference as ReferenceSuite
from tests.store_neo4j.test_contract import TestNeo4j as Neo4jSuite
from tests.store_neo4j.test_contract_2026 import TestNeo4j2026 as Neo4j2026Suite

METHODS = sorted(GraphStore.__abstractmethods__)


def test_the_contract_has_nine_methods() -> None:
    assert METHODS == ["apply", "between", "close", "edges", "get", "history", "info", "match", "page"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("engine", [EmbeddedStore, Neo4jStore, ReferenceStore])
def test_signatures_are_equal(engine: type[GraphStore], method: str) -> None:
    assert inspect.signature(getattr(engine, method)) == inspect.signature(getattr(GraphStore, method))


@pytest.mark.parametrize("engine", [EmbeddedStore, Neo4jStore, ReferenceStore])
def test_an_engine_has_no_other_public_name(engine: type[GraphStore]) -> None:
    assert sorted(n for n in vars(engine) if not n.startswith("_")) == METHODS


@pytest.mark.parametrize("suite", [EmbeddedSuite, ReferenceSuite, Neo4jSuite, Neo4j2026Suite])
def test_a_suite_overrides_nothing(suite: type[StoreContract]) -> None:
    assert {n for n in vars(suite) if not n.startswith("_")} == {"opener", "unreachable"}
