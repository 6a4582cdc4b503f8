"""Pages of errors: what happened and what to do, in one sentence each, with the same head and foot."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.browser.tabs import PHONE, Tabs
from tests.browser.test_accessible import wider_than_the_screen
from tests.serving import COMMAND, serving

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nodes/org:nobody", 404, "この番号のページはありません。名前でさがしてください。"),
        ("/nowhere", 404, "この番号のページはありません。名前でさがしてください。"),
        ("/find?q=%E4%B8%8D%E7%99%BB%E6%A0%A1&age=99", 400, "「年齢」に読めない値があります: 99"),
    ],
)
def test_says_what_to_do(tabs: Tabs, ward: str, axe: str, address: str, status: int, words: str) -> None:
    tabs.expected.add(f"status of {status}")
    page = tabs.open(ward, size=PHONE)
    answer = page.goto(address)
    assert answer is not None and answer.status == status
    assert words in page.locator("main").inner_text()
    assert wider_than_the_screen(page) == []
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", _RULES)
    assert not found["violations"], json.dumps(found["violations"], ensure_ascii=False)[:2000]


def test_without_data_the_numbers_for_an_emergency_are_there(tabs: Tabs, tmp_path: Path) -> None:
    graph = tmp_path / "graph.db"
    with serving(COMMAND, f"sqlite:{graph}", cwd=tmp_path) as address:
        urllib.request.urlopen(f"{address}/", timeout=60).close()
        for path in tmp_path.glob("graph.db*"):
            path.unlink()
        graph.write_text("this is no database\n" * 100, encoding="utf-8")
        tabs.expected.add("status of 503")
        page = tabs.open(address)
        answer = page.goto("/find?q=%E4%B8%8D%E7%99%BB%E6%A0%A1")
        assert answer is not None and answer.status == 503
        text = page.locator("main").inner_text()
        assert "いまデータにつながりません。急ぐときは、次の番号にかけてください。" in text
        for number in ("110", "119", "0120-52-8343", "189"):
            assert page.get_by_role("link", name=number, exact=True).count() >= 1, number
