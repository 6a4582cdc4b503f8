"""How cells are taken apart: plain splitting, and one rule at a time."""

from __future__ import annotations

import pytest

from loaders.plan_rules import cell_of, is_remark, joined, read_title, split_cell


def split(text: str) -> list[tuple[str, list[str]]]:
    segments, _ = split_cell(cell_of([(1, text)]))
    return [(s.title, [p.title for p in s.parts]) for s in segments]


def rules(text: str) -> list[str]:
    return [c.rule for c in split_cell(cell_of([(1, text)]))[1]]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("図書の貸出、読み聞かせ", ["図書の貸出", "読み聞かせ"]),
        ("区立図書 館の整 備", ["区立図書館の整備"]),
        ("図書の貸出､読み聞かせ，", ["図書の貸出", "読み聞かせ"]),
        ("「本、ひろがる」の発行、貸出", ["「本、ひろがる」の発行", "貸出"]),
        ("ICT Support の導 入", ["ICT Supportの導入"]),
        ("家庭・地域・学校の連携", ["家庭・地域・学校の連携"]),
        ("", []),
        ("、、", []),
    ],
)
def test_plain_splitting_leaves_no_correction(text: str, titles: list[str]) -> None:
    assert split(text) == [(t, []) for t in titles]
    assert rules(text) == []


def test_a_bracket_at_the_end_holds_the_parts() -> None:
    assert split("貸出(本、雑誌)、読書会") == [("貸出", ["本", "雑誌"]), ("読書会", [])]
    assert split("貸出（本(絵本、図鑑)、雑誌)") == [("貸出", ["本(絵本、図鑑)", "雑誌"])]
    assert rules("貸出（本(絵本、図鑑)、雑誌)") == []


@pytest.mark.parametrize(
    ("text", "read", "rule"),
    [
        ("図書館、公民館による読書会", [("図書館、公民館による読書会", [])], "bodies"),
        ("民生委員、保健師による訪問、相談", [("民生委員、保健師による訪問", []), ("相談", [])], "bodies"),
        ("会議(図書館、公民館による連絡)", [("会議", ["図書館、公民館による連絡"])], "bodies"),
        (
            "図書館、公民館による児童館、図書館による会",  # each 「…による」 has its own bodies
            [("図書館、公民館による児童館", []), ("図書館による会", [])],
            "bodies",
        ),
        ("本を紹介し、広める会", [("本を紹介し、広める会", [])], "unfinished"),
        ("読書に努め、語る会、貸出", [("読書に努め、語る会", []), ("貸出", [])], "unfinished"),
        ("貸出(雑誌、地図を除く)", [("貸出", ["雑誌、地図を除く"])], "scope"),
        ("施設(私立、公立を含む)の修繕", [("施設の修繕", ["私立、公立を含む"])], "scope"),
        ("施設(私立、公立)の修繕", [("施設の修繕", ["私立", "公立"])], "inserted"),
        ("会議(本館・分館)", [("会議", ["本館・分館"])], "middle-dot"),
        ("図書館の整備 本の寄贈の推進", [("図書館の整備", []), ("本の寄贈の推進", [])], "blank"),
        ("(仮称)本の家、貸出", [("(仮称)本の家", []), ("貸出", [])], "prefix"),
        ("貸出(本、雑誌", [("貸出(本", []), ("雑誌", [])], "loose"),
    ],
)
def test_a_rule_and_the_correction_it_leaves(text: str, read: list[tuple[str, list[str]]], rule: str) -> None:
    assert split(text) == read
    assert rules(text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "読書会、図書館による貸出",  # an activity, not a body
        "図書館、貸出",  # no 「…による」
        "図書館、本による学び",  # 「本」 is no body
        "公園、図書館による貸出",  # a place, not a body
        "制度の見直し、周知",  # a noun that ends in し
        "図書館の整備、本の寄贈の推進",
    ],
)
def test_what_only_looks_like_a_rule_is_split_plainly(text: str) -> None:
    assert [title for title, _ in split(text)] == text.split("、")
    assert rules(text) == []


@pytest.mark.parametrize("text", ["図書館の整 備", "相談支援 体制整備", "本の 寄贈の推進", "図書館の整備 本"])
def test_a_blank_inside_a_phrase_is_a_line_break(text: str) -> None:
    assert split(text) == [(text.replace(" ", ""), [])]


def test_a_bracket_with_no_word_beside_it_stays() -> None:
    assert split("・(本、雑誌)、貸出") == [("・(本、雑誌)", []), ("貸出", [])]


def test_a_correction_says_the_line_its_words_stand_on() -> None:
    _, found = split_cell(cell_of([(4, "貸出、"), (5, "図書館、公民館によ"), (6, "る読書会")]))
    assert [(c.line, c.read, c.becomes) for c in found] == [
        (5, "図書館、公民館によ る読書会", "図書館、公民館による読書会")
    ]


def test_a_left_cell_is_a_title_whole() -> None:
    title, found = read_title(cell_of([(7, "本と 出会う場(分館、"), (8, "移動図書館)")]))
    assert title == "本と出会う場(分館、移動図書館)"
    assert [(c.line, c.rule) for c in found] == [(8, "continuation"), (7, "title-bracket")]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("(図を参照)", True),
        ("（再掲）", True),
        ("※別表", True),
        ("(仮称)本の家", False),
        ("貸出(本)", False),
        ("", False),
    ],
)
def test_a_cell_that_is_a_note(text: str, remark: bool) -> None:
    assert is_remark(cell_of([(1, text)])) is remark


def test_joined_keeps_a_blank_between_ascii_words_only() -> None:
    assert joined(" 本 と\u3000Book  Club の\t会 ") == "本とBook Clubの会"
