"""Rows of plan_corrections.csv: applied, confirmed, or refused."""

from __future__ import annotations

import pytest

from loaders.plan import PlanPage, read_plan
from loaders.plan_corrections import CorrectionRow
from tests.plan import seed

TEXT = """はたけ町の計画

項目\t取組
1.本と育つ\t(図を参照)
1)読む\t貸出(絵本、図鑑)、読書 会、語る 会
2)書く場(分館)と 本\t本、日記帳
そのほか
- - -

ぬる目ら
"""


def read(line: int, words: str, *becomes: str) -> PlanPage:
    return read_plan(TEXT, (CorrectionRow("plan_corrections.csv", 2, line, words, becomes, "編集で決めた"),))


def initiatives(page: PlanPage, item: int = 0) -> list[tuple[str, tuple[str, ...]]]:
    return [(i.title, i.parts) for i in page.policies[0].items[item].initiatives]


def test_words_become_one_initiative() -> None:
    page = read(5, "読書 会、語る 会", "読書会、語る会")
    assert initiatives(page) == [("貸出", ("絵本", "図鑑")), ("読書会、語る会", ())]
    assert [(c.line, c.read, c.becomes, c.reason) for c in page.corrections if c.line == 5] == [
        (5, "読書 会、語る 会", "読書会、語る会", "編集で決めた")
    ]


def test_words_become_several_initiatives() -> None:
    assert initiatives(read(5, "語る 会", "語る会", "聞く会"))[-2:] == [("語る会", ()), ("聞く会", ())]


def test_a_wrong_letter_corrects_the_whole_title_and_keeps_its_parts() -> None:
    assert initiatives(read(5, "貸出", "本の貸出"))[0] == ("本の貸出", ("絵本", "図鑑"))


def test_words_of_a_bracket_become_parts() -> None:
    assert initiatives(read(5, "(絵本、図鑑)", "絵本、図鑑"))[0] == ("貸出", ("絵本、図鑑",))
    assert initiatives(read(5, "図鑑", "図鑑と地図"))[0] == ("貸出", ("絵本", "図鑑と地図"))


def test_a_title_with_its_bracket_becomes_title_and_part() -> None:
    assert initiatives(read(5, "貸出(絵本、図鑑)", "貸出", "絵本、図鑑"))[0] == ("貸出", ("絵本、図鑑",))


def test_words_become_a_remark() -> None:
    page = read(5, "語る 会")
    assert [title for title, _ in initiatives(page)] == ["貸出", "読書会"]
    assert page.policies[0].items[0].remark == "語る会"


def test_a_title_is_corrected_on_any_of_its_lines_and_the_rules_on_those_words_give_way() -> None:
    page = read(7, "そのほか", "書く場")
    assert page.policies[0].items[1].title == "書く場"
    assert [(c.line, c.rule) for c in page.corrections if c.line in (6, 7)] == [(7, "row")]


def test_words_in_both_columns_mean_the_right_one() -> None:
    page = read(6, "本", "本を作る会")
    assert [title for title, _ in initiatives(page, 1)] == ["本を作る会", "日記帳"]
    assert page.policies[0].items[1].title == "書く場(分館)と本そのほか"


def test_a_part_of_a_title_becomes_a_remark() -> None:
    item = read(6, "(分館)").policies[0].items[1]
    assert (item.title, item.remark) == ("書く場と本そのほか", "(分館)")


@pytest.mark.parametrize(
    ("line", "words", "becomes", "column"),
    [
        (5, "貸し出し", ("貸出",), "read"),  # not on that line
        (5, "", ("貸出",), "read"),
        (6, "語る 会", ("語る会",), "read"),  # on another line
        (0, "貸出", ("貸出",), "line"),
        (99, "貸出", ("貸出",), "line"),
        (2, "貸出", ("貸出",), "read"),  # a blank line
        (10, "ぬる目ら", ("塗る",), "line"),  # what cannot be read is not filled in
        (8, "- -", ("本",), "line"),
        (1, "計画", ("本",), "line"),
        (5, "読む\t貸出", ("本",), "read"),  # over two columns
        (5, "1)読む", ("本",), "read"),  # with the number
        (5, "読む", ("読む", "本"), "read"),  # a title in two
        (5, "読む", (), "read"),  # a title gone
        (4, "(図を参照)", ("図",), "read"),  # a policy has no initiatives
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_changes_nothing(
    line: int, words: str, becomes: tuple[str, ...], column: str
) -> None:
    page = read(line, words, *becomes)
    assert [(r.file, r.row, r.column) for r in page.rejections] == [("plan_corrections.csv", 2, column)]
    assert page.rejections[0].sentence.endswith("。")
    plain = read_plan(TEXT)
    assert (page.policies, page.corrections) == (plain.policies, plain.corrections)


def test_a_hole_is_not_filled_in_and_the_refusal_says_so() -> None:
    (refused,) = read(10, "ぬる目ら", "塗る").rejections
    assert refused.sentence == "10行は読めない行です。読めない所は補いません。"


def test_words_that_are_a_whole_title_mean_the_title_though_the_right_column_has_them_too() -> None:
    row = CorrectionRow("plan_corrections.csv", 2, 3, "本", ("本の家",), "編集で決めた")
    item = read_plan("はたけ町の計画\n1.育つ\n1)本\t本の貸出", (row,)).policies[0].items[0]
    assert (item.title, [i.title for i in item.initiatives]) == ("本の家", ["本の貸出"])


def test_a_rule_that_guessed_wrong_is_overruled() -> None:
    rows = (CorrectionRow("plan_corrections.csv", 2, 11, "児童館、青少年交流センターによる 主体的な活動機会の創出", ("児童館", "青少年交流センターによる主体的な活動機会の創出"), "2つとみた"),)  # fmt: skip  # noqa: E501
    page = read_plan(seed.shipped(), rows)
    assert [i.title for i in page.policies[0].items[0].initiatives] == list(rows[0].becomes)
    assert [(c.line, c.rule) for c in page.corrections if c.line == 11] == [(11, "row")]
