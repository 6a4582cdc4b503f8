"""The answer as it is served: by GET and POST, form and JSON, and the same whatever was kept from before."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import documents
from api.answers import written
from api.app import JAPAN, create_app
from api.body import FORM, JSON
from api.question import MAX_FIELD, MAX_TEXT, clean
from api.settings import Settings
from graph.directory import Directories
from graph.finding.find import find
from graph.store_embedded import EmbeddedStore
from tests.exampleku import stored
from tests.shapes import assert_find, assert_problem

WORDS = {"q": "不登校", "area": "日向", "age": "14", "on": "2026-04-01"}


def test_the_answer(client: TestClient) -> None:
    document = client.get("/api/find", params={"q": "不登校 日向"}).json()
    assert_find(document)
    assert (document["query"], document["area"]["label"]) == ("不登校 日向", "日向")
    (case, *_) = document["case_types"]
    assert (case["id"], case["use"], case["matched"]) == (
        "case:futoko", "answer", [{"text": "不登校", "term": "不登校"}],
    )  # fmt: skip
    first, second = document["bodies"]
    assert (first["id"], first["group"], first["rank"], first["basis"]) == (
        "org:exampleku-kita", "first", 1, "stated",
    )  # fmt: skip
    assert (second["id"], second["group"], second["basis"]) == ("org:exampleku-shelter", "partner", "inferred")
    assert first["why"][0]["from"]["id"] == "case:futoko"


def test_open_now_is_told_by_the_clock_of_the_municipality(tmp_path: Path) -> None:
    url = stored(tmp_path)
    monday = datetime(2026, 11, 30, 10, tzinfo=JAPAN)
    for moment, is_open in ((monday, True), (monday.replace(hour=20), False)):
        with TestClient(create_app(Settings(graph_url=url), clock=lambda moment=moment: moment)) as client:  # type: ignore[misc]
            assert client.get("/api/find?q=不登校").json()["bodies"][0]["open_now"] is is_open


def test_a_question_may_be_sent_where_no_address_shows_it(client: TestClient) -> None:
    asked = client.get("/api/find", params=WORDS).json()
    assert client.post("/api/find", data=WORDS).json() == asked
    assert client.post("/api/find", json=WORDS).json() == asked
    assert client.post("/api/find", json={**WORDS, "age": 14, "other": [1], "set": None}).json() == asked
    assert client.post("/api/find?set=999999", data=WORDS).json() == asked


@pytest.mark.parametrize(
    ("sent", "status", "code", "parameter"),
    [
        ({"data": {"q": " "}}, 400, "bad-parameter", "q"),
        ({"data": {"area": "日向"}}, 400, "bad-parameter", "q"),
        ({"json": {"q": "あ" * (MAX_TEXT + 1)}}, 400, "bad-parameter", "q"),
        ({"json": {"q": "不登校", "area": "あ" * (MAX_FIELD + 1)}}, 400, "bad-parameter", "area"),
        ({"json": {"q": ["不登校"]}}, 400, "bad-parameter", "q"),
        ({"json": {"q": "不登校", "age": True}}, 400, "bad-parameter", "age"),
        ({"json": {"q": "不登校", "age": "九十九歳児"}}, 400, "bad-parameter", "age"),
        ({"json": {"q": "不登校", "on": "昨日"}}, 400, "bad-parameter", "on"),
        ({"json": {"q": "不登校", "set": "000000"}}, 400, "bad-parameter", "set"),
        ({"json": ["不登校"]}, 400, "bad-parameter", "body"),
        ({"content": b'{"q": ', "headers": {"content-type": JSON}}, 400, "bad-parameter", "body"),
        ({"content": b"[" * 50_000, "headers": {"content-type": JSON}}, 400, "bad-parameter", "body"),
        ({"content": b"q=\xff\xfe", "headers": {"content-type": FORM}}, 400, "bad-parameter", "body"),
        ({"content": "不登校".encode(), "headers": {"content-type": "text/plain"}}, 415, "http-415", ""),
        ({"content": b""}, 415, "http-415", ""),
        ({"files": {"q": b"a"}}, 415, "http-415", ""),
    ],
)
def test_what_cannot_be_read(
    client: TestClient, sent: dict[str, object], status: int, code: str, parameter: str
) -> None:
    assert_problem(client.post("/api/find", **sent), status, code=code, parameter=parameter)  # type: ignore[arg-type]


@pytest.mark.parametrize("q", ["", " ", "\u3000", "%00", "%20%09%0a", "‮"])
def test_a_question_without_words_is_none(client: TestClient, q: str) -> None:
    assert_problem(client.get(f"/api/find?q={q}"), 400, code="bad-parameter", parameter="q")


def test_the_longest_question_is_answered(client: TestClient) -> None:
    assert client.get("/api/find", params={"q": "不登校。" * (MAX_TEXT // 4)}).status_code == 200


def test_unseen_characters_are_blanks_or_nothing() -> None:
    assert clean("  不\u202e登\u200f校\x00\r\nです\ud800\u2028か ") == "不登校 です か"
    assert clean("か\u3099") == "が"


def test_what_is_kept_is_what_would_be_made(tmp_path: Path) -> None:
    """Twice the same, another place, another age, another minute: each as a finder without a memory gives it."""
    store = EmbeddedStore(stored(tmp_path).partition(":")[2])
    directory = Directories(store).of()
    noon = datetime(2026, 11, 30, 12, 0, 1, tzinfo=JAPAN)
    asked = [
        ("不登校", "", "", noon), ("不登校", "", "", noon), ("学校のこと 不登校", "", "", noon.replace(second=50)),
        ("不登校", "日向", "", noon), ("不登校", "", "14", noon), ("不登校", "", "", noon.replace(hour=20)),
        ("きた相談窓口", "", "", noon), ("粗大ごみ", "", "", noon), ("避難所 不登校", "", "", noon),
    ]  # fmt: skip
    for text, area, age, now in asked:
        fresh = Directories(store).of()
        kept, new = (find(d, text, area=area, age=age, now=now) for d in (directory, fresh))
        assert kept == new
        assert json.loads(written(kept)) == documents.find(new)
    store.close()


def test_the_words_of_a_question_are_kept_nowhere(tmp_path: Path) -> None:
    """After the answer nothing in the process holds them: not the finder, not what is kept to answer faster."""
    secret = "ひみつのことば" + str(tmp_path.name)
    with TestClient(create_app(Settings(graph_url=stored(tmp_path)))) as client:
        for _ in range(3):
            client.post("/api/find", data={"q": f"{secret} 不登校 14歳", "area": secret})
            client.get("/find", params={"q": f"{secret} 不登校 14歳", "area": secret})
        client.get("/")  # what the last request left in the client goes
        held = [text for text in _texts() if secret in text and text is not secret]
    assert held == []


def _texts() -> Iterator[str]:
    """Every text that an object of this process refers to."""
    gc.collect()
    for one in gc.get_objects():
        yield from (v for v in gc.get_referents(one) if type(v) is str)
