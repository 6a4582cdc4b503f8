"""Every list that can grow is walked in parts, each item once, whatever is asked."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import JAPAN, create_app
from api.settings import Settings
from graph.store_embedded import EmbeddedStore
from tests.exampleku import body, put, stored
from tests.shapes import assert_problem

LISTS = (
    ("/api/reports/overlaps", "items"), ("/api/reports/source?id=src:sg-tsukoku", "items"),
    ("/api/reports/gaps?basis=stated&on=2026-04-01", "items"), ("/api/matrix", "cells"),
    ("/api/questions", "questions"),
    ("/api/common?a=kind:jido-sodanjo&b=kind:kodomo-katei-shien-center", "items"),
)  # fmt: skip


@pytest.mark.parametrize(("path", "key"), LISTS)
def test_a_list_is_walked_by_its_cursor_and_meets_each_once(ward: TestClient, path: str, key: str) -> None:
    path += "&" if "?" in path else "?"
    whole = ward.get(path).json()
    assert whole["next"] is None and len(whole[key]) > 3
    size = -(-len(whole[key]) // 3)
    walked: list[object] = []
    cursor = ""
    while cursor is not None:
        page = ward.get(f"{path}limit={size}&cursor={cursor}").json()
        assert len(page[key]) <= size
        if "left_out" in page:
            assert page["left_out"] == len(whole[key]) - len(walked) - len(page[key])
        assert page.get("sentence") == whole.get("sentence"), "the sentence is of all of it"
        walked += page[key]
        cursor = page["next"]
    assert walked == whole[key]


def test_a_table_is_whole_unless_it_is_asked_for_in_parts(ward: TestClient) -> None:
    def lines(query: str) -> list[list[str]]:
        response = ward.get(f"/api/reports/overlaps?format=csv{query}")
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))[1:]

    first = ward.get("/api/reports/overlaps?limit=4").json()
    assert len(lines("")) == 4 + first["left_out"]
    assert lines("&limit=4") == lines("")[:4]
    assert lines(f"&limit=4&cursor={first['next']}") == lines("")[4:8]
    rest = f"&table=edges&limit=3&cursor={'3' + first['next'].lstrip('0123456789')}"
    every, part = ward.get("/api/matrix?format=csv&table=edges"), ward.get(f"/api/matrix?format=csv{rest}")
    assert part.content.splitlines()[1:] == every.content.splitlines()[4:7]


@pytest.mark.parametrize("path", [path for path, _ in LISTS])
def test_a_cursor_of_nothing(ward: TestClient, path: str) -> None:
    path += "&" if "?" in path else "?"
    for cursor in ("org:nowhere", "1", "-1.x", "²", "9999999999"):
        problem = assert_problem(ward.get(f"{path}cursor={cursor}"), 400, code="bad-parameter", parameter="cursor")
        assert problem["detail"].endswith("はじめから読みなおしてください。")
    for limit in (0, 5001):
        assert_problem(ward.get(f"{path}limit={limit}"), 400, code="bad-parameter", parameter="limit")


def test_a_cursor_ends_with_its_data_and_its_day(tmp_path: Path) -> None:
    url, day = stored(tmp_path), datetime(2026, 11, 25, 12, tzinfo=JAPAN)
    path = "/api/questions?limit=1"
    with TestClient(create_app(Settings(graph_url=url), clock=lambda: day)) as client:
        following = client.get(path).json()["next"]
        assert client.get(f"{path}&cursor={following}").status_code == 200
    with TestClient(create_app(Settings(graph_url=url), clock=lambda: day + timedelta(days=1))) as client:
        assert_problem(client.get(f"{path}&cursor={following}"), 400, code="bad-parameter", parameter="cursor")
        assert client.get(f"{path}&on=2026-11-25&cursor={following}").status_code == 200
    store = EmbeddedStore(url.partition(":")[2])
    put(store, body("org:exampleku-new", "新しい窓口"))
    store.close()
    with TestClient(create_app(Settings(graph_url=url), clock=lambda: day)) as client:
        assert_problem(client.get(f"{path}&cursor={following}"), 400, code="bad-parameter", parameter="cursor")
