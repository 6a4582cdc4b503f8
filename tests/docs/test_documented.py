"""Whatever people can use is written down: commands with their options, routes, pages, settings, exit statuses."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence

import pytest
from starlette.routing import BaseRoute, Mount, Route

from api.app import create_app
from api.command.parser import parser
from api.settings import Settings
from graph.neo4j_link import Account
from tests.tree import ROOT

REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def _commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def test_every_command_with_every_option() -> None:
    lines = {name: line for line in REFERENCE.splitlines() for name in re.findall(r"^\| `tsunagu (\w+)", line)}
    assert lines.keys() == _commands().keys()
    common = {"--help", "-h", "--graph", "--set", "--json"}
    for name, command in _commands().items():
        options = {o for action in command._actions for o in action.option_strings}
        written = set(re.findall(r"`(--?[a-z][a-z-]*)`", lines[name]))
        assert options - common == written, name


def test_what_every_command_takes_is_said_once() -> None:
    for option in ("--graph", "--set", "--json", "--help"):
        assert f"`{option}" in REFERENCE


@pytest.mark.parametrize("status", ["0 できた", "1 できたが誤り", "2 入力や使い方の誤り", "3 グラフにつながらない"])
def test_exit_statuses(status: str) -> None:
    assert status in REFERENCE and status in OPERATIONS


def test_every_route_and_no_other(tmp_path: object) -> None:
    app = create_app(Settings(graph_url=f"sqlite:{tmp_path}/graph.db"))
    served = {p for p in _paths(app.routes) if p != "/api/openapi.json" and not p.startswith("/static/")}
    api = set(re.findall(r"`(?:GET|POST) (/[^`]*)`", REFERENCE)) - {"/api/openapi.json"}
    pages = set(re.findall(r"^\| `(/[^`]*)` \|", REFERENCE, re.MULTILINE))
    assert api | pages == served


def test_every_setting() -> None:
    written = dict(re.findall(r"^\| `(KG_\w+)` \| `?([^`|]*?)`? \|", OPERATIONS, re.MULTILINE))
    fields = Settings.model_fields
    assert written.keys() == {f"KG_{name.upper()}" for name in fields}
    for name, field in fields.items():
        assert written[f"KG_{name.upper()}"] == ("なし" if field.default is None else str(field.default))


def test_the_account_of_neo4j() -> None:
    names = {f"KG_NEO4J_{field.upper()}" for field in Account.__slots__}
    assert set(re.findall(r"^\| (KG_NEO4J_\w+) \|", OPERATIONS, re.MULTILINE)) == names
    assert names <= set(re.findall(r"`(KG_NEO4J_\w+)`", REFERENCE))


def _paths(routes: Sequence[BaseRoute]) -> Iterator[str]:
    """The path of every route, those of included routers (kept whole since FastAPI 0.165) with them."""
    for route in routes:
        if isinstance(route, Route):
            yield route.path
        elif not isinstance(route, Mount):
            yield from _paths(route.original_router.routes)  # type: ignore[attr-defined]
