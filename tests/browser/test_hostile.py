"""Hostile text in every field is text: no script runs, nothing opens, no element comes of it, nothing is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from graph.analysis.reports.catalogue import REPORTS
from graph.schema import schema
from tests.browser.hostile import LONG, MARK, MARKUP, load_set, write_set
from tests.browser.places import find, node
from tests.browser.tabs import PHONE, Tabs
from tests.browser.test_accessible import wider_than_the_screen
from tests.serving import fetch

_QUESTIONS = ("こまりごと", f"{MARKUP}たすけて", "なやみごと", MARKUP, "\"'><b>", "\\", "%00", "あ" * 300)
_FIELDS = (
    "cell",
    "id",
    "line",
    "open",
    "from",
    "to",
    "a",
    "b",
    "rows",
    "q",
    "area",
    "age",
    "on",
    "easy",
    "about",
    "view",
    "around",
    "select",
    "rel",
    "basis",
    "set",
    "kind",
)
_LONG = (
    "/matrix", "/reports/gaps", "/reports/closure?id=org:two", "/reports/reconfirm?on=2030-01-01",
    "/paths?from=org:one&to=org:two", "/common?a=org:one&b=org:two", "/questions",
)  # fmt: skip
_HARM = f"""() => [
  ...(window.{MARK} === undefined ? [] : ['a script ran']),
  ...[...document.querySelectorAll('.{MARK}, img[src=x]')].map(e => 'an element: ' + e.outerHTML.slice(0, 200)),
  ...[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
     .filter(a => /^on/i.test(a.name) || /^\\s*javascript:/i.test(a.value))
     .map(a => 'an attribute: ' + e.outerHTML.slice(0, 200))),
]"""


def _items(address: str) -> Iterator[str]:
    """The id of every node of the set, by kind."""
    for kind in schema().nodes:
        listed = json.loads(fetch(f"{address}/api/nodes?kind={kind}&limit=100"))
        yield from (item["id"] for item in listed["items"])


def _harm(page: Page, address: str, *, allowed: tuple[int, ...] = (200,)) -> list[str]:
    answer = page.goto(address)
    assert answer is not None and answer.status in allowed, f"{address}: {answer and answer.status}"
    return [f"{address}: {found}" for found in page.evaluate(_HARM)]


def test_on_the_page_of_every_node(tabs: Tabs, hostile: str) -> None:
    page = tabs.open(hostile)
    seen = list(_items(hostile))
    assert len(seen) > 30
    assert [harm for id_ in seen for harm in _harm(page, node(id_))] == []


def test_on_every_other_page(tabs: Tabs, hostile: str) -> None:
    page = tabs.open(hostile)
    addresses = (
        "/",
        "/about",
        "/plan/exampleku-late",
        "/network",
        "/network?view=around&around=org:one",
        "/network?view=area&area=area:chiku",
        "/feedback?about=org:one",
        "/matrix",
        "/matrix?rows=initiative&columns=organisation",
        "/matrix?rows=policy&columns=case_type&basis=editorial",
        *(f"/reports/{name}" for name in REPORTS),
        "/reports/overlaps?line=cases.1",
        "/reports/closure?id=org:one",
        f"/reports/closure?id={quote(MARKUP)}",
        "/reports/takers?id=case:one",
        "/paths?from=org:one&to=org:two&hubs=handles,serves",
        f"/paths?from={quote(MARKUP)}&to=org:two",
        "/common?a=org:one&b=org:two",
        "/questions",
        *(find(words) for words in _QUESTIONS),
        *(find(words, easy=True) for words in _QUESTIONS),
    )
    assert [harm for address in addresses for harm in _harm(page, address)] == []


def test_in_every_parameter(tabs: Tabs, hostile: str) -> None:
    tabs.expected.add("status of 4")  # the browser logs an answer of 400 or 404 as an error
    page = tabs.open(hostile)
    paths = (
        "/find",
        "/network",
        "/matrix",
        "/reports/gaps",
        "/reports/closure",
        "/paths",
        "/common",
        "/feedback",
        "/nodes/org:one",
        "/plan/exampleku-late",
        f"/plan/{quote(MARKUP)}",
    )
    for path in paths:
        for name in _FIELDS:
            question = "" if name == "q" else "&q=%E3%81%93"
            address = f"{path}?{name}={quote(MARKUP)}{question}"
            assert _harm(page, address, allowed=(200, 400, 404)) == []


def test_the_words_are_still_there_to_read(tabs: Tabs, hostile: str) -> None:
    page = tabs.open(hostile)
    page.goto(node("org:one"))
    assert f"<script>window.{MARK}=1</script>" in page.locator("h1").inner_text()


def test_the_longest_text_leaves_the_phone_in_one_piece(tabs: Tabs, hostile: str) -> None:
    page = tabs.open(hostile, size=PHONE)
    for address in ("/", node("org:two"), node("svc:two"), find("なやみごと"), "/about", "/network", *_LONG):
        page.goto(address)
        assert wider_than_the_screen(page) == [], address
    page.goto(node("org:two"))
    assert len(page.locator("h1").inner_text().replace("\n", "")) >= LONG


@pytest.mark.parametrize(
    "text", ["\0", "\u202e", "\u2066", "長" * (LONG + 1)], ids=["NUL", "bidi", "isolate", "length"]
)
def test_what_no_page_may_hold_is_refused(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "exampleku"
    write_set(folder)
    file = folder / "organisations.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("長長", text, 1), encoding="utf-8")
    with pytest.raises(RuntimeError, match="organisations"):
        load_set(folder, f"sqlite:{tmp_path / 'graph.db'}")
