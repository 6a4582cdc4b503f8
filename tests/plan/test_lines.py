"""What a line is, by structure: numbers, blanks, columns and open brackets."""

from __future__ import annotations

import pytest

from loaders.plan import PlanPage, read_plan

HEAD = "はたけ町の計画\n\n項目\t取組\n"


def page(*lines: str) -> PlanPage:
    return read_plan(HEAD + "\n".join(lines))


def rows(read: PlanPage) -> list[tuple[int, int, str, list[int]]]:
    return [(p.table, p.number, p.title, [i.number for i in p.items]) for p in read.policies]


@pytest.mark.parametrize("number", ["1.", "１．", "1 .", "１ ．", "⒈", "1\u3000"])
@pytest.mark.parametrize("item", ["1)", "１）", "(1)", "（１）", "( 1 )", "⑴", "1 ）", "①"])
def test_numbers_full_and_half_width(number: str, item: str) -> None:
    assert rows(page(f"{number}本と育つ", f"{item} 読む\t貸出")) == [(1, 1, "本と育つ", [1])]


@pytest.mark.parametrize("text", ["1.5倍にふやす", "3歳児の会", "2年目", "10 月の会"])
def test_a_number_in_the_text_is_no_number(text: str) -> None:
    read = page("1.本と育つ", f"1)読む\t貸出、\n\t{text}")
    assert rows(read) == [(1, 1, "本と育つ", [1])]
    assert read.policies[0].items[0].initiatives[1].title == text.replace(" ", "")


def test_brackets_number_policies_where_nothing_stands_above_them() -> None:
    assert rows(page("(1)本と育つ", "①読む", "②書く", "(2)遊ぶ")) == [(1, 1, "本と育つ", [1, 2]), (1, 2, "遊ぶ", [])]


def test_a_number_above_its_title() -> None:
    assert rows(page("1.", "本と育つ", "1)読む")) == [(1, 1, "本と育つ", [1])]


def test_a_new_table_starts_where_a_policy_number_repeats() -> None:
    read = page("3.あ", "1.い", "2.う", "", "1.え", "2.お", "1.か")
    assert [(p.table, p.number) for p in read.policies] == [(1, 3), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]


def test_a_hole_is_the_one_number_that_is_missing() -> None:
    read = page("", "ぬる目ら", "", "2.い", "3.う")
    assert [(p.number, p.title, p.status, p.line, p.hole) for p in read.policies] == [
        (1, "", "illegible", 5, (5,)),
        (2, "い", "read", 7, ()),
        (3, "う", "read", 8, ()),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("3.あ", "", "ぬる目ら", "", "4.い"),  # no number is missing
        ("1.あ", "", "ぬる目ら", "", "4.い"),  # two are missing: which one stood here is not known
        ("", "ぬる目ら", "", "3.あ", "4.い"),
        ("2.あ", "", "ぬる目ら", "", "2.い", "1.う"),  # 1 is printed in the second table
        ("1.あ", "", "ぬる目ら"),  # nothing follows
    ],
)
def test_lines_that_cannot_be_read_are_no_policy_where_no_single_number_is_missing(lines: tuple[str, ...]) -> None:
    read = page(*lines)
    assert all(p.status == "read" for p in read.policies)
    assert [line.text for line in read.of("illegible")] == ["ぬる目ら"]


def test_clean_words_out_of_place_are_illegible_and_odd_characters_in_place_are_not() -> None:
    read = page("1.あ", "1)そ그ı\t貸出", "", "子どもの読書を支える", "", "2.い")
    assert [line.text for line in read.of("illegible")] == ["子どもの読書を支える"]
    assert read.policies[0].items[0].title == "そ그ı"


def test_items_after_lines_that_cannot_be_read_go_on_or_belong_to_the_hole() -> None:
    assert rows(page("1.あ", "1)か", "", "ぬる目ら", "2)き", "", "2.い")) == [(1, 1, "あ", [1, 2]), (1, 2, "い", [])]
    assert rows(page("1.あ", "1)か", "", "ぬる目ら", "1)き", "", "3.い")) == [
        (1, 1, "あ", [1]),
        (1, 2, "", [1]),
        (1, 3, "い", []),
    ]


def test_items_that_no_policy_can_be_told_for_are_illegible_with_all_their_lines() -> None:
    read = page("1.あ", "1)か", "", "ぬる目ら", "1)き\t貸出、", "\t読書会", "", "2.い")
    assert rows(read) == [(1, 1, "あ", [1]), (1, 2, "い", [])]
    assert [line.number for line in read.of("illegible")] == [7, 8, 9]


def test_a_line_below_continues_the_column_it_stands_in() -> None:
    item = page("1.あ", "1)本を読\t貸出、読", "む場\t書会", "\t、語る会").policies[0].items[0]
    assert (item.title, [i.title for i in item.initiatives]) == ("本を読む場", ["貸出", "読書会", "語る会"])


def test_a_line_goes_to_the_column_whose_bracket_it_closes() -> None:
    item = page("1.あ", "1)読む\t貸出(本、", "雑誌)、語る会").policies[0].items[0]
    assert item.title == "読む"
    assert [(i.title, i.parts) for i in item.initiatives] == [("貸出", ("本", "雑誌")), ("語る会", ())]


def test_further_columns_are_a_remark_and_nothing_is_lost() -> None:
    item = page("1.あ", "1)読む\t貸出\t図書館\t通年").policies[0].items[0]
    assert (item.remark, [i.title for i in item.initiatives]) == ("図書館 通年", ["貸出"])


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("以下の4つの政策を進めます。", 4),
        ("次の５つの重点政策です。", 5),
        ("七つの基本目標により進めます。", 7),
        ("3つの視点から、6つの政策を進めます。", 6),
        ("政策を進めます。", None),
    ],
)
def test_the_lead_and_what_it_announces(words: str, count: int | None) -> None:
    lead = read_plan(f"はたけ町の計画\n\n・どの子も\n育つよう{words}\n\n1.あ").lead
    assert lead is not None
    assert (lead.line, lead.text, lead.announced) == (3, f"どの子も育つよう{words}", count)


def test_a_page_without_any_number() -> None:
    read = read_plan("はたけ町の計画\n\nぬる目ら")
    assert (read.title, read.lead, read.policies) == ("はたけ町の計画", None, ())
    assert [line.text for line in read.of("illegible")] == ["ぬる目ら"]


def kinds(text: str) -> list[str]:
    return [line.kind for line in read_plan(text).lines]


def test_a_title_may_have_two_columns_and_a_lead_may_follow_it_at_once() -> None:
    assert kinds("はたけ町の計画\t素案です\n・本と育つ。\n\n1.あ") == ["title", "lead", "policy"]
    assert kinds("項目\t取組\n1.あ") == ["heading", "policy"]


def test_a_second_table_may_have_its_own_lead_and_another_heading() -> None:
    assert kinds(HEAD + "1.あ\n\n・次の政策です。\n\n柱\t主な事業\n1.い") == [
        "title", "heading", "policy", "lead", "heading", "policy",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["- 3 -", "12", "ーーー", "＊ ＊", "0)", "3."])
def test_a_line_without_letters_that_stands_alone_is_noise(line: str) -> None:
    assert kinds(HEAD + f"1.あ\n\n{line}\n\n2.い") == ["title", "heading", "policy", "noise", "policy"]


def test_a_rule_of_the_paper_among_lines_that_cannot_be_read_is_one_of_them() -> None:
    assert kinds(HEAD + "1.あ\n\nぬる目ら\n- -\n\n2.い")[3:5] == ["illegible", "illegible"]


def test_the_heading_again_is_a_heading_though_a_blank_follows() -> None:
    assert kinds(HEAD + "1.あ\n\n項目 \t取 組\n\n2.い")[3] == "heading"
    assert kinds(HEAD + "1.あ\n\n目項\t組取\n\n2.い")[3] == "illegible"


def test_nothing_is_numbered_0() -> None:
    assert kinds(HEAD + "1.あ\n1)か\n\n0)無料化")[-1] == "illegible"


def test_digits_above_other_words_are_illegible_with_them() -> None:
    assert kinds(HEAD + "1.あ\n\n12\nぬる目ら\n\n2.い")[3:5] == ["illegible", "illegible"]


def test_a_number_whose_title_is_not_in_the_left_column_is_no_number() -> None:
    read = page("1.あ", "1)か", "2)", "\t読書会")
    assert rows(read) == [(1, 1, "あ", [1])]


def test_an_empty_page() -> None:
    read = read_plan("\ufeff\n \t\n")
    assert (read.title, read.title_line, read.lines) == ("", None, ())
