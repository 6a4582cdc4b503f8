"""Both engines through the command and the pages: with the same history in them, every answer is the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

from api import documents
from api.app import create_app
from api.settings import Settings
from graph.directory import compile_directory
from graph.finding.find import find
from graph.store import open_store
from loaders.shipped import shipped_data
from tests.neo4j_server import Server
from tests.serving import COMMAND
from tests.store_neo4j.servers import emptied
from tests.tree import ROOT

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
QUERIES = ROOT.parent / "shared" / "queries" / "dev.jsonl"
ASKED = ("不登校", "身体的虐待", "世田谷区児童相談所")
PATHS = (
    "/", "/find?q=不登校&area=等々力&age=14", "/find?q=不登校&easy=1", "/plan/late", "/plan/prior", "/network",
    "/about", "/network.svg", "/network.html", "/network?view=plan&plan=late", "/feedback",
    "/nodes/org%3Asetagaya-jidosodanjo",
    "/nodes/kind%3Ajidokan", "/nodes/case%3Afutoko", "/nodes/policy%3Alate-2", "/nodes/init%3Alate-2-1-1",
    "/api/nodes?kind=organisation&limit=100", "/api/nodes?q=じそう", "/api/nodes/org%3Asetagaya-jidosodanjo",
    "/api/nodes/area%3Asetagaya-ku/neighbours?depth=2", "/api/network", "/api/network?view=case&q=不登校",
    "/api/find?q=不登校&area=等々力&age=14",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Engine:
    """A graph, and `tsunagu` with KG_GRAPH_URL pointing at it."""

    url: str
    folder: Path

    def run(self, *words: str, status: int = 0) -> str:
        env = {k: v for k, v in os.environ.items() if not k.startswith("KG_")} | {"KG_GRAPH_URL": self.url}
        done = subprocess.run([*COMMAND, *words], cwd=self.folder, env=env, capture_output=True, text=True)
        assert done.returncode == status, done.stderr
        return done.stdout

    def json(self, *words: str, status: int = 0) -> Any:
        return json.loads(self.run(*words, "--json", status=status))


@pytest.fixture(scope="module")
def engines(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """SQLite with two loads of the ward, and Neo4j with the same history out of a backup of it."""
    folder = tmp_path_factory.mktemp("engines")
    sqlite, other = Engine(f"sqlite:{folder / 'graph.db'}", folder), Engine(emptied(server), folder)
    shutil.copytree(shipped_data(), folder / "data")
    sqlite.run("load", "--data", str(folder / "data" / "setagaya"))
    table = folder / "data" / "setagaya" / "organisations.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("住所・電話は未確認", "住所と電話は未確認"), encoding="utf-8")
    assert sqlite.json("load", "--data", str(folder / "data" / "setagaya"))["changed"]
    sqlite.run("backup", "history.gz")
    other.run("restore", "--history", "history.gz")
    yield sqlite, other
    emptied(server)


def test_what_one_engine_backed_up_the_other_holds_with_its_history(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    info = [e.json("info") for e in engines]
    assert [i.pop("engine") for i in info] == ["sqlite", "neo4j"]
    assert info[0] == info[1]
    assert one.json("history") == other.json("history")
    assert one.json("verify") == other.json("verify")
    assert other.json("verify")["problems"] == []


def test_find_and_show_and_search_print_the_same_documents(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    for words in ASKED:
        assert one.json("find", words, "--on", "2026-12-01") == other.json("find", words, "--on", "2026-12-01")
    assert one.json("show", "kind:jidokan") == other.json("show", "kind:jidokan")
    assert one.json("search", "じそう") == other.json("search", "じそう")


def test_every_question_of_the_development_set_has_the_same_answer(engines: tuple[Engine, Engine]) -> None:
    if not QUERIES.exists():
        pytest.skip("../shared/queries/dev.jsonl is not here")
    questions = [json.loads(line)["q"] for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    answers = []
    for engine in engines:
        store = open_store(engine.url)
        directory = compile_directory(store)
        answers.append({q: documents.find(find(directory, q, now=NOW)) for q in questions})
        store.close()
    assert len(answers[0]) > 100
    assert answers[0] == answers[1]
    one, other = (e.json("evaluate", str(QUERIES), "--misses") for e in engines)
    assert one == other


def test_every_page_and_document_is_the_same(engines: tuple[Engine, Engine]) -> None:
    with ExitStack() as stack:
        clients = [
            stack.enter_context(TestClient(create_app(Settings(graph_url=e.url), clock=lambda: NOW))) for e in engines
        ]
        for path in PATHS:
            one, other = (client.get(path, headers={"accept": "text/html"}) for client in clients)
            assert (one.status_code, other.status_code) == (200, 200), path
            assert one.text == other.text, path
            assert one.headers.get("etag") == other.headers.get("etag"), path


def test_undo_and_a_way_back_into_a_file_end_alike(engines: tuple[Engine, Engine]) -> None:
    undone = [e.json("undo") for e in engines]
    assert undone[0] == undone[1]
    one, other = engines
    other.run("backup", "back.gz")
    third = Engine(f"sqlite:{one.folder / 'third.db'}", one.folder)
    third.run("restore", "back.gz")
    digests = {e.json("info")["digest"] for e in (one, other, third)}
    assert len(digests) == 1
    other.run("undo")
    one.run("undo")
    other.run("restore", "back.gz")
    one.run("restore", "back.gz")
    assert {e.json("info")["digest"] for e in engines} == digests
    assert [e.json("verify")["problems"] for e in engines] == [[], []]
