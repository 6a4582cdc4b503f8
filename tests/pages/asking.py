"""Asking for pages as a browser does, and reading what came back without one."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import JAPAN, create_app
from api.settings import Settings
from graph.directory import Directory, compile_directory
from graph.store_embedded import EmbeddedStore

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=JAPAN)  # a Wednesday


def client_of(url: str, now: datetime = NOON) -> TestClient:
    """A client of the application over this graph; at noon."""
    headers = {"accept": "text/html"}
    return TestClient(create_app(Settings(graph_url=url), clock=lambda: now), headers=headers)


def directory_of(url: str) -> Directory:
    """The Directory of the only municipality of this graph."""
    store = EmbeddedStore(url.partition(":")[2])
    try:
        return compile_directory(store)
    finally:
        store.close()


def shown(response: Response) -> Any:
    """The context the page was made from: what a test may compare."""
    assert response.status_code == 200, response.request.url
    return response.context["page"]  # type: ignore[attr-defined]


class Parsed(HTMLParser):
    """A page as its elements with their attributes, its words, and every address in it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words, blanks as one."""
        return " ".join(" ".join(self.words).split())

    @property
    def tags(self) -> Counter[str]:
        """How often each element stands."""
        return Counter(tag for tag, _ in self.elements)

    @property
    def attributes(self) -> set[str]:
        """The names of all attributes."""
        return {name for _, attributes in self.elements for name in attributes}

    @property
    def addresses(self) -> list[str]:
        """Everything a page leads to or loads."""
        names = ("href", "src", "action", "formaction")
        return [a[n] or "" for _, a in self.elements for n in names if n in a]
