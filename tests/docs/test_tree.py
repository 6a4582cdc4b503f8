"""Habits that hold for the whole tree: no trace of a machine or a registry, nothing fetched, all of it small."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.tree import ROOT, files, product, texts

MAX_FILE = 300
MAX_FUNCTION = 30

# Written in pieces, so that this file does not name what no file may name.
_HOSTS = tuple(
    "".join(parts)
    for parts in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("crates", ".io"),
        ("proxy.", "golang"),
        ("maven.", "org"),
        ("deb.", "debian.org"),
        ("docker", ".io"),
        ("jsdelivr", ".net"),
        ("unpkg", ".com"),
        ("cdnjs.", "cloudflare"),
    )
)
_MACHINE = re.compile("(?<![\\w.])/(?:" + "|".join(("ro" + "ot", "wo" + "rk", "ho" + "me", "Us" + "ers")) + ")/[a-z.]")
_ADDRESS = re.compile(r"https?://([^\s/\"'<>)\]:`,;}]+)")
_LOCAL = {"127.0.0.1", "localhost", "[::1]"}
_NAMES_ONLY = {  # name spaces and examples: nobody asks them
    "www.w3.org", "tsunagu.example", "json-schema.org", "graphml.graphdrawing.org", "gexf.net", "purl.org",
    "data.europa.eu", "xmlns.com", "schema.org",
}  # fmt: skip
_CITED = ("data/", "docs/", "CHANGELOG.md")  # sources of facts, links for readers
_WEB = {"urllib.request", "http.client", "requests", "httpx", "httpx2", "ftplib", "smtplib", "websockets", "aiohttp"}


def test_names_no_registry_and_no_machine() -> None:
    for name, text in texts():
        assert not [host for host in _HOSTS if host in text], name
        assert not _MACHINE.search(text), f"{name}: a path of somebody's machine"


def test_nothing_of_the_product_points_outside() -> None:
    """The data cite pages and the documents link to them; code, templates, styles and scripts name no other host."""
    for name, text in texts():
        if not name.startswith((*_CITED, "tests/")):
            hosts = set(_ADDRESS.findall(text)) - _LOCAL - _NAMES_ONLY
            assert not {h for h in hosts if not h.startswith(("{", "%", "$"))}, f"{name}: {hosts}"


def test_the_product_asks_no_other_machine() -> None:
    for path in product():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            assert not _WEB.intersection(names), f"{path}:{getattr(node, 'lineno', 0)}"


def test_files_are_short() -> None:
    """Data and styles aside."""
    for path in files():
        if path.suffix == ".py":
            assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE, path.relative_to(ROOT)


def test_functions_are_short() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{name} ({lines})"
        for path in product()
        for name, lines in _functions(path)
        if lines > MAX_FUNCTION
    ]
    assert not too_long


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with the lines of its body, its docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            yield node.name, last - node.body[0].lineno + 1
