"""The description of the API: complete, in Japanese, and its examples are true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi.testclient import TestClient

from api.tables import CSV, XLSX
from tests.shapes import assert_framed

Operation = tuple[str, str, dict[str, Any]]


def operations(client: TestClient) -> Iterator[Operation]:
    for path, item in client.get("/api/openapi.json").json()["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def test_every_route_of_the_api_is_described_and_no_page_is(client: TestClient) -> None:
    assert [(m, p) for m, p, _ in operations(client)] == [
        ("get", "/api/find"),
        ("post", "/api/find"),
        ("get", "/api/nodes"),
        ("get", "/api/edges"),
        ("get", "/api/nodes/{node_id}"),
        ("get", "/api/nodes/{node_id}/neighbours"),
        ("get", "/api/network"),
        ("get", "/api/info"),
        ("get", "/health"),
        ("get", "/api/paths"),
        ("get", "/api/common"),
        ("get", "/api/matrix"),
        ("get", "/api/reports/{name}"),
        ("get", "/api/questions"),
        ("get", "/api/export"),
    ]


def test_operations_have_names_of_their_own_and_say_what_they_answer(client: TestClient) -> None:
    found = list(operations(client))
    assert len({o["operationId"] for _, _, o in found}) == len(found)
    for _, path, operation in found:
        assert operation["summary"]
        assert {"200", "503"} <= operation["responses"].keys() <= {"200", "400", "404", "413", "415", "503"}
        for parameter in operation.get("parameters", ()):
            assert parameter["description"]
        for status, response in operation["responses"].items():
            if (path, status) == ("/api/export", "200"):  # a file of one of several kinds
                assert {"application/zip", "application/ld+json"} < response["content"].keys()
                continue
            tables = {media for media in (CSV, XLSX) if media in response["content"]}
            assert not tables or status == "200"
            (media,) = response["content"].keys() - tables
            assert media == ("application/json" if status == "200" else "application/problem+json")
            assert response["content"][media]["schema"]["$ref"].startswith("#/components/schemas/")


def test_examples_are_answered(ward: TestClient) -> None:
    """Each operation with all the examples of its parameters, over the data that ship."""
    for method, path, operation in operations(ward):
        query = {}
        for parameter in operation.get("parameters", ()):
            example = parameter.get("example") or next(iter(parameter["schema"].get("examples", [None])))
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", example)
            elif example is not None and parameter["name"] not in ("around", "area", "open"):
                query[parameter["name"]] = example
        contents = operation.get("requestBody", {}).get("content", {})
        for sent in [c["example"] for c in contents.values()] or [None]:
            response = ward.request(method, path, params=query, json=sent)
            assert response.status_code == 200, (path, response.text)
    for name, value in (("around", "児童館"), ("area", "玉川地域"), ("open", "kind:jidokan")):
        assert ward.get("/api/network", params={name: value}).json()["nodes"]


def test_nothing_is_fetched_from_outside_to_read_it(client: TestClient) -> None:
    response = client.get("/api/openapi.json")
    assert_framed(response)
    assert "http://" not in response.text and "https://" not in response.text
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404
