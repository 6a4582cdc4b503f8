"""What has not changed is not sent again; what answers a question is kept by nobody."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import JAPAN, create_app
from api.connection import FRESH_SECONDS
from api.settings import Settings
from graph.store_embedded import EmbeddedStore
from graph.undo import undo
from tests.exampleku import body, put, stored

TAGGED = (
    "/api/info",
    "/api/nodes",
    "/api/nodes?kind=organisation",
    "/api/nodes?changed_since=0",
    "/api/edges",
    "/api/edges?changed_since=0&kind=handles",
    "/api/nodes/kind:madoguchi",
    "/api/nodes/kind:madoguchi/neighbours",
    "/api/network",
)


@pytest.mark.parametrize("path", TAGGED)
def test_the_same_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["cache-control"] == "private, no-cache"
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"if-none-match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_an_unknown_id_is_unknown_whatever_the_asker_holds(client: TestClient) -> None:
    tag = client.get("/api/info").headers["etag"]
    assert client.get("/api/nodes/org:nowhere", headers={"if-none-match": tag}).status_code == 404


def test_a_change_and_its_undoing_each_change_the_tag(tmp_path: Path) -> None:
    """After the undoing the data are those of before, but pages show the date of the newest change."""
    store = EmbeddedStore(stored(tmp_path).partition(":")[2])
    with TestClient(create_app(Settings(graph_url=f"sqlite:{tmp_path / 'graph.db'}"))) as client:
        tags = [client.get("/api/nodes").headers["etag"]]
        put(store, body("org:exampleku-new", "新しい窓口"))
        time.sleep(2 * FRESH_SECONDS)  # an answer may be this old
        assert "org:exampleku-new" in client.get("/api/nodes?kind=organisation").text
        tags.append(client.get("/api/nodes").headers["etag"])
        undo(store, by="試験")
        time.sleep(2 * FRESH_SECONDS)
        tags.append(client.get("/api/nodes").headers["etag"])
    store.close()
    assert len(set(tags)) == 3


def test_the_tag_changes_with_the_day(tmp_path: Path) -> None:
    url = stored(tmp_path)
    day = datetime(2026, 11, 25, 23, 59, tzinfo=JAPAN)
    found = []
    for now in (day, day + timedelta(minutes=2)):
        with TestClient(create_app(Settings(graph_url=url), clock=lambda now=now: now)) as client:  # type: ignore[misc]
            found.append(client.get("/api/nodes").headers["etag"])
    assert found[0] != found[1]


def test_an_answer_to_a_question_is_kept_by_nobody(client: TestClient) -> None:
    for path in ("/api/find", "/find"):
        for response in (client.get(path, params={"q": "不登校"}), client.post(path, data={"q": "不登校"})):
            assert response.headers["cache-control"] == "no-store"
            assert "etag" not in response.headers
