"""The frame of every answer: headers, HEAD, and logs in which no word of a question ever stands."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.body import FORM
from api.security import MAX_BODY
from api.settings import Settings
from tests.exampleku import stored
from tests.shapes import assert_framed, assert_problem

SECRET = "ひみつのことば"
ROUTES = ("/", "/health", "/api/info", "/api/nodes", "/api/find?q=不登校", "/static/tsunagu.css", "/none", "/about")


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_is_framed(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert_framed(response)
    assert response.headers["cache-control"]
    again = client.get(path, headers={"if-none-match": response.headers.get("etag", '"none"')})
    assert_framed(again)


def test_the_policy_lets_nothing_in_from_outside(client: TestClient) -> None:
    policy = dict(part.strip().split(" ", 1) for part in client.get("/").headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("path", ["/", "/health", "/api/info", "/api/nodes/kind:madoguchi", "/none"])
def test_head_is_get_without_its_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers == get.headers


def test_a_body_beyond_the_limit_is_refused_whoever_reads_it(client: TestClient) -> None:
    for path in ("/api/find", "/find"):
        response = client.post(path, content=b"q=" + b"a" * MAX_BODY, headers={"content-type": FORM})
        assert_problem(response, 413, code="http-413")


def test_no_word_of_a_question_is_logged_at_any_level(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In answers, in errors of each sort, in addresses that nobody serves, and when we break over it."""
    app = create_app(Settings(graph_url=stored(tmp_path)))

    @app.get("/api/breaks")
    def breaks(q: str) -> None:
        try:
            raise KeyError(q)
        except KeyError as error:
            raise ValueError(f"no {q}") from error

    with caplog.at_level(logging.DEBUG), TestClient(app) as client:
        for url in ("/find", "/api/find", "/api/nodes", "/api/breaks", "/nowhere", "/api/network", "/"):
            client.get(url, params={"q": SECRET, "area": SECRET, "age": SECRET, "view": SECRET, "kind": SECRET})
        for url in ("/find", "/api/find"):
            client.post(url, data={"q": SECRET, "age": SECRET})
            client.post(url, data={"q": SECRET * 5000})
            client.post(url, json={"q": [SECRET]})
            client.post(url, content=f'{{"q": "{SECRET}'.encode(), headers={"content-type": "application/json"})
        for path in (SECRET, f"nodes/{SECRET}", f"api/nodes/{SECRET}", f"static/{SECRET}", f"plan/{SECRET}"):
            client.get(f"/{path}")
    ours = [r for r in caplog.records if not r.name.startswith("httpx")]  # the client's own log of what it sends
    assert len(ours) > 20
    text = "\n".join(f"{r.getMessage()} {r.exc_text or ''} {r.exc_info or ''} {r.args}" for r in ours)
    assert SECRET not in text
    assert "%E3%81%B2" not in text
    assert "GET /api/nodes 400" in text
    assert "GET - 404" in text
    assert "ValueError" in text and "KeyError" in text  # the failure can be found all the same


def test_the_access_log_holds_the_pattern_of_the_route(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tsunagu.access"):
        client.get("/api/nodes/org:exampleku-kita?set=999999")
        client.head("/api/nodes/org:exampleku-kita?set=999999")
    lines = [r.getMessage().rpartition(" ")[0] for r in caplog.records if r.name == "tsunagu.access"]
    assert lines == ["GET /api/nodes/{node_id} 200", "HEAD /api/nodes/{node_id} 200"]
