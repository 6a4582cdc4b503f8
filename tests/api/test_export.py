"""`GET /api/export`: the file that `tsunagu export` writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.exporting import ALL_FORMATS
from api.settings import Settings
from graph.store_embedded import EmbeddedStore
from tests.exampleku import CODE, HIDDEN, ITEMS, OTHER, OTHER_CODE, body, put, stored
from tests.exchange.stores import FORMATS, texts, written


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_as_a_file(name: str, client: TestClient, tmp_path: Path) -> None:
    response = client.get("/api/export", params={"format": name})
    assert response.status_code == 200
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    assert response.content == written(store, name)
    version = store.info().data_version
    store.close()
    assert response.headers["content-type"].partition(";")[0] == ALL_FORMATS[name].media_type
    assert int(response.headers["content-length"]) == len(response.content)
    suffix = ALL_FORMATS[name].suffix
    assert response.headers["content-disposition"] == f'attachment; filename="tsunagu-all-{version}{suffix}"'
    secret = [t for t in HIDDEN if t not in ("隠し地区", "area:exampleku-kakushi")]
    assert not [t for t in secret for part in texts(response.content) if t in part]


def test_it_is_not_sent_again_while_the_data_stay(client: TestClient, tmp_path: Path) -> None:
    first = client.get("/api/export?format=gexf")
    held = {"If-None-Match": first.headers["etag"]}
    again = client.get("/api/export?format=gexf", headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/export?format=graphml", headers=held).status_code == 200
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    put(store, body("org:exampleku-new", "新しい窓口"))
    store.close()
    changed = client.get("/api/export?format=gexf", headers=held)
    assert changed.status_code == 200 and "新しい窓口" in changed.text


def test_one_of_several_municipalities_or_all(tmp_path: Path) -> None:
    url = stored(tmp_path, *ITEMS, *OTHER)
    with TestClient(create_app(Settings(graph_url=url))) as client:
        both = client.get("/api/export").json()["graph"]["metadata"]["sets"]
        assert [s["code"] for s in both] == [OTHER_CODE, CODE]
        one = client.get("/api/export", params={"set": OTHER_CODE}).json()["graph"]
        assert list(one["nodes"]) == ["set:999998", "area:betsuku"]
    with TestClient(create_app(Settings(graph_url=url, set=OTHER_CODE))) as client:
        assert client.get("/api/export").json()["graph"]["nodes"].keys() == one["nodes"].keys()


@pytest.mark.parametrize("query", [{"format": "pdf"}, {"format": "csv", "set": "000000"}, {"format": "x" * 100}])
def test_what_cannot_be_read(query: dict[str, str], client: TestClient) -> None:
    response = client.get("/api/export", params=query)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] in query
