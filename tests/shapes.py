"""The shapes of what is served, each pinned in one place: a document has exactly the keys of its shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from httpx2 import Response
from pydantic import TypeAdapter

from api import shapes, shapes_of_answers
from api.security import HEADERS


def assert_shape(document: object, shape: Any) -> None:
    """The document is of this shape, and has no key that the shape does not name."""
    assert TypeAdapter(shape).validate_python(document, strict=True) == document


def assert_find(document: object) -> None:
    assert_shape(document, shapes_of_answers.FindOut)


def assert_node(document: object) -> None:
    assert_shape(document, shapes.NodeOut)


def assert_problem(response: Response, status: int, *, code: str, parameter: str = "") -> Mapping[str, Any]:
    """One shape for every error; gives the document."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert_framed(response)
    document: dict[str, Any] = response.json()
    assert_shape(document, shapes.ProblemOut)
    assert document["type"] == f"urn:tsunagu:problem:{code}"
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    if parameter:
        assert parameter in [e["parameter"] for e in document["errors"]]
    return document


def assert_framed(response: Response) -> None:
    """Every answer carries the security headers, each once, and does not say what serves it."""
    for name, value in HEADERS.items():
        assert response.headers.get_list(name) == [value]
    assert "server" not in response.headers


def read_json(text: str) -> Any:
    """One JSON document, and nothing else."""
    return json.loads(text)
