"""Whatever the text, nothing crashes, nothing is lost, and the same page is read the same way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.plan import PlanPage, Policy, read_plan
from loaders.plan_corrections import CorrectionRow
from loaders.plan_document import TableRow, document, page_records
from loaders.plan_register import RegisterRow, match_register
from loaders.plan_sorting import sort_lines
from tests.plan import seed

_WORDS = [
    "児童館", "図書館による", "本を把握し", "支援", "の整備", "取組み", "を含む", "・", "、", "(", ")", "（", "「",
    "」", "。", " ", "　", "\t", "ı", "그", "SOS", "3", "１", "等",
]  # fmt: skip
_NUMBERS = ["1.", "2 .", "３．", "1)", "(2)", "①", "⑶", "1\u3000", "項目\t取組", "・", "※", "\t", "", "- 3 -", ""]
_LINE = st.builds(
    lambda head, words: head + "".join(words), st.sampled_from(_NUMBERS), st.lists(st.sampled_from(_WORDS), max_size=8)
)
_PAGE = st.lists(
    _LINE | st.text(st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["Cs"]), max_size=12), max_size=14
).map("\n".join)
# blank, so that it may stand at the end of any line
_TRAILING = st.text(" \t\u3000", max_size=3)

steady = settings(deadline=None)  # other work on the machine must not fail a test


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if c.isalpha())


def titles(policy: Policy) -> Iterable[str]:
    yield from (policy.title, policy.remark)
    for item in policy.items:
        yield from (item.title, item.remark)
        for initiative in item.initiatives:
            yield from (initiative.title, *initiative.parts)


@steady
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    page = read_plan(text)
    document(page, "p.txt", {})
    page_records(page, (TableRow("pages.csv", 2, 1, "plan:p", 1, 9),))


@steady
@given(_PAGE)
def test_every_line_that_is_not_blank_is_of_one_kind(text: str) -> None:
    page = read_plan(text)
    assert [line.number for line in page.lines] == [n for n, raw in enumerate(text.split("\n"), 1) if raw.strip()]
    assert [p.line for p in page.policies if p.status == "read"] == [line.number for line in page.of("policy")]
    assert [i.line for p in page.policies for i in p.items] == [line.number for line in page.of("item")]
    assert {n for p in page.policies for n in p.hole} <= {line.number for line in page.of("illegible")}
    assert not page.lead or page.lead.line == page.of("lead")[0].number


@steady
@given(_PAGE)
def test_no_letter_of_a_table_is_lost_and_none_is_added(text: str) -> None:
    draft = sort_lines(text)
    rows = [e for p in draft.policies for e in (p, *p.items)]
    printed = [piece for e in rows for cell in e.cells for _, piece in cell]
    assert letters(t for p in read_plan(text).policies for t in titles(p)) == letters(printed)
    by_line = {line.number: (line, kind) for line, kind in draft.lines}
    of_table = {n for e in rows for n in e.lines()} - {p.line for p in draft.policies if p.illegible}
    raw = (by_line[n][0].rest or by_line[n][0].text for n in of_table)
    assert letters(raw) == letters(printed)


@steady
@given(_PAGE)
def test_numbers_are_printed_ones_and_a_hole_is_a_missing_one(text: str) -> None:
    page = read_plan(text)
    for table in {p.table for p in page.policies}:
        numbers = [p.number for p in page.policies if p.table == table]
        assert len(numbers) == len(set(numbers))
    for policy, after in zip(page.policies, page.policies[1:], strict=False):
        assert policy.title or (policy.hole and after.number == policy.number + 1 and after.table == policy.table)
    assert not page.policies or page.policies[-1].title


@steady
@given(_PAGE, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.data())
def test_line_ends_a_byte_order_mark_and_trailing_blanks_do_not_matter(
    text: str, end: str, mark: bool, data: st.DataObject
) -> None:
    lines = [line + data.draw(_TRAILING) for line in text.split("\n")]
    assert read_plan("\ufeff" * mark + end.join(lines)) == read_plan(text)


@steady
@given(
    _PAGE, st.integers(-1, 16), st.text(max_size=6) | st.sampled_from(_WORDS), st.lists(st.text(max_size=4), max_size=3)
)
def test_a_correction_is_put_to_the_page_or_refused(text: str, line: int, read: str, becomes: list[str]) -> None:
    page = read_plan(text, (CorrectionRow("plan_corrections.csv", 2, line, read, tuple(becomes), "編集"),))
    plain = read_plan(text)
    assert len(page.rejections) + sum(c.rule == "row" for c in page.corrections) == 1
    assert page.lines == plain.lines
    if page.rejections:
        assert (page.policies, page.corrections) == (plain.policies, plain.corrections)


def _plans(page: PlanPage) -> dict[int, str]:
    return {p.table: f"plan:p{p.table}" for p in page.policies}


@steady
@given(_PAGE)
def test_ids_are_unique_and_a_second_reading_moves_none(text: str) -> None:
    page = read_plan(text)
    made = match_register(page, _plans(page), ())
    assert len({i.id for i in made.items}) == len(made.items)
    rows = tuple(
        RegisterRow("plan_items.csv", n, i.id, i.kind, i.parent, i.title, i.status, i.page, i.line)
        for n, i in enumerate(made.items, 2)
    )
    again = match_register(page, _plans(page), rows)
    if not again.rejections:  # two equal titles in one parent are no register
        assert [(i.id, i.title, i.number) for i in again.items] == [(i.id, i.title, i.number) for i in made.items]
        assert (again.added, again.closed, again.drifted) == ((), (), ())


@steady
@given(st.sampled_from(["児", "、", "・", "(", ")", " ", "\t", "1)", "\n"]), st.integers(0, 3000), st.booleans())
def test_an_accident_in_the_shipped_page_uses_no_id_twice(char: str, at: int, insert: bool) -> None:
    text = seed.shipped()
    page = read_plan(text[:at] + char + text[at + (not insert) :])
    register = match_register(page, {t: seed.PLANS.get(t, f"plan:t{t}") for t in _plans(page)}, seed.register_rows())
    assert len({i.id for i in register.items}) == len(register.items)
    assert {r.id for r in seed.register_rows()} <= {i.id for i in register.items}
    assert not set(register.added) & {r.id for r in seed.register_rows()}
