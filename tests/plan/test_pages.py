"""Whole pages: the one that ships, and two of municipalities that do not exist, read by the same code."""

from __future__ import annotations

import json

import pytest

from loaders.plan import read_plan
from loaders.plan_document import document
from loaders.plan_sorting import LineKind
from tests.plan import seed


def kinds(name: str) -> dict[int, LineKind]:
    return {line.number: line.kind for line in read_plan(seed.page_text(name)).lines}


def test_the_shipped_page_is_read_exactly() -> None:
    read = document(seed.reading(), seed.FILE, seed.PLANS)
    want = seed.expected(seed.FILE.removesuffix(".txt"))
    corrections = read.pop("corrections")
    want.pop("corrections")
    assert json.dumps(read, ensure_ascii=False) == json.dumps(want, ensure_ascii=False)
    assert isinstance(corrections, list)
    assert len(corrections) == len(seed.correction_rows())


def test_the_rules_alone_read_the_shipped_page_exactly() -> None:
    by_rules = document(read_plan(seed.shipped()), seed.FILE, seed.PLANS)
    with_rows = document(seed.reading(), seed.FILE, seed.PLANS)
    assert by_rules["policies"] == with_rows["policies"]


def test_the_shipped_page_and_reading_are_those_that_were_given() -> None:
    assert seed.shared(f"seed/{seed.FILE}").read_bytes() == (seed.DATA / "pages" / seed.FILE).read_bytes()
    given = json.loads(seed.shared("seed/expected.json").read_text(encoding="utf-8"))
    assert given == seed.expected(seed.FILE.removesuffix(".txt"))


def test_rules_are_used_where_the_editors_saw_them_and_nowhere_else() -> None:
    by_rules = [c.line for c in read_plan(seed.shipped()).corrections]
    assert by_rules == [r.line for r in seed.correction_rows()] == [11, 37, 38, 39, 46, 47, 51, 52]


def test_a_row_that_confirms_a_rule_counts_once_and_brings_the_editors_reason() -> None:
    rows = seed.correction_rows()
    assert [(c.line, c.reason, c.rule) for c in seed.reading().corrections] == [(r.line, r.reason, "row") for r in rows]
    assert seed.reading().rejections == ()


def test_without_plans_the_tables_are_numbered() -> None:
    policies = document(seed.reading(), seed.FILE, {})["policies"]
    assert isinstance(policies, list)
    ids = [p["id"] for p in policies if isinstance(p, dict)]
    assert ids == ["table-1-3", "table-1-1", "table-1-2", "table-2-1", "table-2-2", "table-2-3", "table-2-4"]


@pytest.mark.parametrize(("name", "plans"), [("hoshikage", {}), ("kirigahama", {1: "plan:kirigahama-late"})])
def test_a_page_of_another_municipality(name: str, plans: dict[int, str]) -> None:
    page = read_plan(seed.page_text(name))
    read = document(page, f"{name}.txt", plans)
    want = seed.expected(name)
    assert all(c.reason for c in page.corrections)
    read.pop("corrections")
    assert [{"line": c.line, "read": c.read, "as": c.becomes} for c in page.corrections] == want.pop("corrections")
    assert read == want


def test_lines_of_a_page_with_a_hole_inside_its_only_table() -> None:
    assert kinds("hoshikage") == {
        1: "noise", 2: "noise", 4: "title", 6: "lead", 7: "continuation", 9: "heading", 10: "policy", 11: "item",
        12: "item", 13: "continuation", 15: "policy", 16: "item", 17: "item", 19: "noise", 21: "illegible",
        22: "illegible", 23: "item", 25: "policy", 26: "item", 27: "noise", 28: "item", 30: "policy", 31: "item",
    }  # fmt: skip


def test_lines_of_a_page_with_a_heading_again_and_a_bracket_open_over_a_blank() -> None:
    assert kinds("kirigahama") == {
        1: "noise", 3: "title", 5: "heading", 7: "lead", 9: "heading", 10: "policy", 11: "item", 12: "item",
        14: "policy", 15: "item", 17: "continuation", 19: "heading", 20: "policy", 21: "continuation", 22: "item",
        24: "illegible", 26: "policy", 27: "item", 29: "noise",
    }  # fmt: skip
