"""What the API answers over Neo4j is what it answers over the other engine, its history included."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.connection import FRESH_SECONDS
from api.settings import Settings
from graph.changes import change_set
from graph.model import Change, Item
from graph.store import GraphStore, open_store
from graph.undo import undo
from tests.exampleku import ITEMS, body, edge, stored

NEW = body("org:exampleku-new", "新しい窓口")
LINK = edge("instance_of", NEW.id, "kind:madoguchi")
PATHS = (
    *(f"/api/{what}?changed_since={n}&limit=500" for what in ("nodes", "edges") for n in range(4)),
    "/api/nodes?changed_since=9", "/api/edges?kind=handles", "/api/edges?node=org:exampleku-kita&limit=2",
    "/api/paths?from=org:exampleku-kita&to=case:futoko&hubs=handles",
    "/api/common?a=org:exampleku-kita&b=org:exampleku-shelter&limit=1", "/api/matrix",
    "/api/reports/gaps?on=2026-11-25&limit=2", "/api/reports/source?id=src:exampleku-annai", "/api/reports/reconfirm",
)  # fmt: skip


def move(store: GraphStore) -> None:
    """Three further versions: something new, changed and gone, and the last taken back."""
    gone = next(i for i in ITEMS if i.kind == "provides")
    old = next(i for i in ITEMS if i.id == "case:futoko")
    changes: tuple[tuple[Item | None, Item | None], ...] = ((None, NEW), (None, LINK), (gone, None))
    for some in (changes, ((old, replace(old, until="2030")),)):
        made = tuple(Change(a, b) for a, b in some)
        store.apply(change_set(store.info().version, made, by="試験", why="試験"))
    undo(store, by="試験")


@pytest.fixture
def both(tmp_path: Path, url: str) -> tuple[str, str]:
    """The same graph and history in both engines."""
    other = stored(tmp_path)
    ours = open_store(url)
    ours.apply(change_set(0, tuple(Change(None, i) for i in ITEMS), by="試験", why="試験のために入れた"))
    theirs = open_store(other)
    for store in (ours, theirs):
        move(store)
        store.close()
    time.sleep(2 * FRESH_SECONDS)
    return url, other


def test_the_same_is_answered(both: tuple[str, str]) -> None:
    answers = []
    for address in both:
        with TestClient(create_app(Settings(graph_url=address))) as client:
            answers.append({path: client.get(path) for path in PATHS})
    for path in PATHS:
        one, other = (found[path] for found in answers)
        assert (one.status_code, one.json()) == (other.status_code, other.json()), path
    since = answers[0]["/api/nodes?changed_since=1&limit=500"].json()
    assert [(i["id"], i["change"]) for i in since["items"]] == [(NEW.id, "added")]
    assert answers[0]["/api/nodes?changed_since=9"].status_code == 400
