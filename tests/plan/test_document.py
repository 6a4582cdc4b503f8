"""What each table's page node holds, and what pages.csv may say of a page."""

from __future__ import annotations

import json
from dataclasses import replace

from loaders.plan import read_plan
from loaders.plan_document import TableRow, check_tables, document, page_records, plans_of
from tests.plan import seed


def lines(records: tuple[str, ...]) -> list[int]:
    return [json.loads(r)["line"] for r in records]


def test_a_line_belongs_to_the_table_that_holds_it_else_to_the_first() -> None:
    prior, late = page_records(seed.reading(), seed.table_rows())
    assert (prior.plan, prior.table, prior.line_from, prior.line_to) == ("plan:prior", 1, 10, 26)
    assert (lines(prior.noise), lines(prior.illegible), lines(prior.corrections)) == ([1, 2, 3], [], [11])
    assert lines(late.noise) == []
    assert lines(late.illegible) == [28, 29, 30, 31, 32, 33, 34, 35]
    assert lines(late.corrections) == [37, 38, 39, 46, 47, 51, 52]


def test_every_table_knows_the_title_and_the_lead_of_its_page() -> None:
    for record in page_records(seed.reading(), seed.table_rows()):
        assert record.title == "子ども計画(第2期)後期計画 重点政策案"
        assert (record.lead_line, record.announced_policies) == (7, 4)
        assert record.lead.endswith("以下の4つの政策を重点的に展開していきます。")


def test_records_are_canonical_json_of_lines_with_single_blanks() -> None:
    prior, late = page_records(seed.reading(), seed.table_rows())
    assert prior.noise[1] == '{"line":2,"text":"ı"}'
    assert late.illegible[5] == '{"line":33,"text":"三実(保 7ートカ"}'
    assert late.corrections[0].startswith('{"as":"","line":37,"read":"(ネットワーク図参照)","reason":"')
    everything = (*prior.noise, *prior.corrections, *late.illegible, *late.corrections)
    assert not any("\t" in r or "\n" in r or "  " in r for r in everything)


def test_a_page_without_lead_or_rows() -> None:
    page = read_plan("はたけ町の計画\n\n項目\t取組\n1.本と育つ\n")
    assert page_records(page, ()) == ()
    (record,) = page_records(page, (TableRow("pages.csv", 2, 1, "plan:hatake-late", 4, 4),))
    assert (record.title, record.lead, record.lead_line, record.announced_policies) == (
        "はたけ町の計画",
        "",
        None,
        None,
    )
    read = document(page, "p.txt", {})
    assert (read["lead"], read["title"]) == (None, "はたけ町の計画")
    assert document(read_plan(""), "p.txt", {})["title"] is None


def test_a_hole_tells_its_lines_though_nothing_is_announced() -> None:
    read = document(read_plan("はたけ町の計画\n\n項目\t取組\n\nぬる目ら\n\n2.遊ぶ\n"), "p.txt", {})
    policies = read["policies"]
    assert isinstance(policies, list)
    hole = policies[0]
    assert isinstance(hole, dict)
    assert (hole["title"], hole["note"]) == (None, "line 5 is unreadable OCR; the page prints 2")


def test_pages_csv_fits_the_shipped_page() -> None:
    assert check_tables(seed.reading(), seed.table_rows()) == ()
    assert plans_of(seed.table_rows()) == seed.PLANS


def test_a_table_that_is_not_there_and_a_policy_outside_its_lines_are_refused() -> None:
    prior, late = seed.table_rows()
    wrong = (replace(prior, line_to=17), replace(late, table=3))
    found = check_tables(seed.reading(), wrong)
    assert [(r.row, r.column, r.value) for r in found] == [(3, "table", "3"), (2, "line_from", "10")]
    assert found[1].sentence == "22行の政策2は、1番目の表の行の外にあります。"
