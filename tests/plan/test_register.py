"""Ids of plan items: they survive another OCR of the same page, and none is used twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.plan import read_plan
from loaders.plan_register import Register, RegisterRow, match_register, wording_matches
from tests.plan import seed

HEAD = "はたけ町の計画\n\n項目\t取組\n"
PLAN = {1: "plan:hatake-late"}
PAGE = HEAD + "1.本と育つ\n1)読む\t貸出(本、雑誌)、読書会\n2)書く\t日記帳\n"


def row(n: int, item: str, kind: str, parent: str, title: str, until: str = "") -> RegisterRow:
    status = "read" if title else "illegible"
    return RegisterRow("plan_items.csv", n, item, kind, parent, title, status, "p.txt", n, until)


def kept(register: Register) -> tuple[RegisterRow, ...]:
    """The register as an editor writes it down after a reading."""
    return tuple(
        RegisterRow("plan_items.csv", n, i.id, i.kind, i.parent, i.title, i.status, i.page, i.line, i.until)
        for n, i in enumerate(register.items, 2)
    )


def first() -> tuple[RegisterRow, ...]:
    return kept(match_register(read_plan(PAGE), PLAN, (), file="p.txt"))


def read_again(text: str) -> Register:
    return match_register(read_plan(text), PLAN, first(), file="p.txt", closed_on="2026-11-25")


def seed_again(old: str, new: str) -> Register:
    text = seed.shipped()
    assert text.count(old) == 1
    page = read_plan(text.replace(old, new))
    return match_register(page, seed.PLANS, seed.register_rows(), file=seed.FILE, closed_on="2026-11-25")


def ids(register: Register) -> dict[str, str]:
    return {i.id: i.title for i in register.items if not i.until}


def test_the_shipped_page_matches_its_register_in_all() -> None:
    rows = seed.register_rows()
    register = match_register(seed.reading(), seed.PLANS, rows, file=seed.FILE)
    assert (register.drifted, register.added, register.closed, register.rejections) == ((), (), (), ())
    assert [(i.id, i.kind, i.parent, i.title, i.status, i.page, i.line, i.until, i.note) for i in register.items] == [
        (r.id, r.kind, r.parent, r.title, r.status, r.page, r.line, r.until, r.note) for r in rows
    ]


def test_without_a_register_ids_come_from_the_plan_and_the_places() -> None:
    made = match_register(seed.reading(), seed.PLANS, (), file=seed.FILE)
    assert ids(made) == {r.id: r.title for r in seed.register_rows()}
    assert made.added == tuple(i.id for i in made.items)


def test_numbers_tables_and_remarks_are_those_of_the_page() -> None:
    items = {i.id: i for i in match_register(seed.reading(), seed.PLANS, seed.register_rows()).items}
    late = items["policy:late-2"]
    assert (late.number, late.table, late.remark) == (2, 2, "(ネットワーク図参照)")
    assert (items["measure:prior-3-5"].number, items["init:prior-3-4-3"].number) == (5, 3)
    assert (items["init:late-3-1-1-4"].number, items["init:late-3-1-1-4"].table) == (4, 2)
    hole = items["policy:late-1"]
    assert (hole.status, hole.title, hole.line) == ("illegible", "", 28)


def test_a_wrong_letter_keeps_the_id_and_the_registers_title_and_is_listed() -> None:
    register = seed_again("学生ボランティア派遣事業、", "学生ポランティア派遣事業、")
    assert ids(register) == {r.id: r.title for r in seed.register_rows()}
    assert [(d.id, d.line, d.title, d.read) for d in register.drifted] == [
        ("init:late-4-3-1", 52, "学生ボランティア派遣事業", "学生ポランティア派遣事業")
    ]
    assert (register.added, register.closed) == ((), ())


def test_other_marks_and_blanks_are_no_drift() -> None:
    register = seed_again("子ども自らSOSを発信・受信できる", "子ども 自らＳＯＳを発信･受信できる")
    assert ids(register)["init:late-4-1-3"] == "子ども自らSOSを発信・受信できる仕組みや機会の確保"
    assert (register.drifted, register.added) == ((), ())


def test_a_comma_read_as_a_dot_moves_no_other_id() -> None:
    register = seed_again("ひろば、一時預かり、利用者支援、", "ひろば・一時預かり、利用者支援、")
    before = {r.id: r.title for r in seed.register_rows()}
    assert register.closed == ("init:prior-1-1-1", "init:prior-1-1-2")
    assert register.added == ("init:prior-1-1-5",)
    after = ids(register)
    assert after.pop("init:prior-1-1-5") == "ひろば・一時預かり"
    assert after == {i: t for i, t in before.items() if i not in register.closed}
    assert {i.id: i.until for i in register.items if i.until} == dict.fromkeys(register.closed, "2026-11-25")
    places = {i.id: i.number for i in register.items if i.parent == "measure:prior-1-1" and not i.until}
    assert places == {"init:prior-1-1-5": 1, "init:prior-1-1-3": 2, "init:prior-1-1-4": 3}


def test_an_item_put_in_the_middle_moves_no_other_id() -> None:
    register = seed_again("3)外遊びの推奨", "3)ことばの育ち\t絵本の貸出、語りの会\n4)外遊びの推奨")
    before = {r.id: r.title for r in seed.register_rows()}
    assert register.added == ("measure:prior-3-6", "init:prior-3-6-1", "init:prior-3-6-2")
    assert {i: t for i, t in ids(register).items() if i not in register.added} == before
    numbers = {i.id: i.number for i in register.items if i.parent == "policy:prior-3"}
    assert (numbers["measure:prior-3-6"], numbers["measure:prior-3-3"]) == (3, 4)
    assert (register.closed, register.drifted) == ((), ())


def test_an_initiative_put_in_the_middle_takes_a_new_ordinal() -> None:
    register = seed_again("中高生支援、子育て支援、", "中高生支援、学習支援、子育て支援、")
    assert register.added == ("init:prior-3-5-4",)
    assert (ids(register)["init:prior-3-5-2"], ids(register)["init:prior-3-5-4"]) == ("子育て支援", "学習支援")


def test_a_closed_id_is_never_used_again_though_its_wording_comes_back() -> None:
    gone = read_again(PAGE.replace("、読書会", ""))
    assert gone.closed == ("init:hatake-late-1-1-2",)
    back = match_register(read_plan(PAGE), PLAN, kept(gone), file="p.txt")
    assert back.added == ("init:hatake-late-1-1-3",)
    assert {i.id: i.until for i in back.items if i.title == "読書会"} == {
        "init:hatake-late-1-1-3": "",
        "init:hatake-late-1-1-2": "2026-11-25",
    }
    assert back.closed == ()


def test_a_part_is_recognised_within_its_initiative_only() -> None:
    register = read_again(PAGE.replace("貸出(本、雑誌)、読書会", "貸出(本)、読書会(雑誌)"))
    assert register.added == ("init:hatake-late-1-1-2-1",)
    assert register.closed == ("init:hatake-late-1-1-1-2",)


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("子どもが本と出会える場の充実とひろがり", True),  # as it was
        ("子どもが本と出会える場の充美とひろがり", True),  # 1 letter of 19
        ("子どもが木と出会える場の充美とひろがり", False),  # 2 of 19 are more than a tenth
        ("子どもが本と出会える場の充実と広がり", False),
    ],
)
def test_a_tenth_of_the_letters_may_differ(title: str, same: bool) -> None:
    plan = HEAD + "1.本と育つ\n1){}\t貸出"
    before = kept(match_register(read_plan(plan.format("子どもが本と出会える場の充実とひろがり")), PLAN, ()))
    register = match_register(read_plan(plan.format(title)), PLAN, before)
    assert (register.added == ()) is same
    assert (register.closed == ()) is same


def test_of_two_near_wordings_the_nearest_is_taken() -> None:
    plan = HEAD + "1.本と育つ\n1)読む\t{}"
    long = "あいうえおかきくけこさしすせそたちつてとなにぬ"
    before = kept(match_register(read_plan(plan.format(f"{long}ねの、{long}ねは")), PLAN, ()))
    register = match_register(read_plan(plan.format(f"{long}のは、{long}ねひ")), PLAN, before)
    assert [(i.id, d.read[-2:]) for i, d in zip(register.items[2:], register.drifted, strict=True)] == [
        ("init:hatake-late-1-1-2", "のは"),
        ("init:hatake-late-1-1-1", "ねひ"),
    ]


def test_a_hole_that_can_be_read_next_time_keeps_its_id_and_the_other_way_round() -> None:
    hole, whole = HEAD + "\nぬる目ら\n\n2.遊ぶ\n", HEAD + "1.本と育つ\n\n2.遊ぶ\n"
    before = kept(match_register(read_plan(hole), PLAN, ()))
    assert [(r.id, r.status) for r in before] == [
        ("policy:hatake-late-1", "illegible"),
        ("policy:hatake-late-2", "read"),
    ]
    read = match_register(read_plan(whole), PLAN, before)
    assert (read.items[0].id, read.items[0].title, read.items[0].status) == (before[0].id, "本と育つ", "read")
    assert (read.added, read.closed, [d.read for d in read.drifted]) == ((), (), ["本と育つ"])
    again = match_register(read_plan(hole), PLAN, kept(read))
    assert (again.items[0].id, again.items[0].title) == (before[0].id, "本と育つ")
    assert (again.added, again.closed, [d.read for d in again.drifted]) == ((), (), [""])


def test_a_hole_takes_the_row_of_its_number_only() -> None:
    before = kept(match_register(read_plan(HEAD + "1.本と育つ\n\n2.遊ぶ\n\n3.語る\n"), PLAN, ()))
    register = match_register(read_plan(HEAD + "1.絵をかく\n\nぬる目ら\n\n3.語る\n"), PLAN, before)
    assert [(i.id, i.title) for i in register.items] == [
        ("policy:hatake-late-4", "絵をかく"),
        ("policy:hatake-late-2", "遊ぶ"),
        ("policy:hatake-late-3", "語る"),
        ("policy:hatake-late-1", "本と育つ"),
    ]


def test_rows_of_another_page_or_plan_are_not_missing_but_their_ids_are_taken() -> None:
    rows = (
        *first(),
        replace(row(20, "measure:hatake-late-1-3", "measure", "policy:hatake-late-1", "遊ぶ"), page="other.txt"),
        row(21, "policy:hatake-prior-1", "policy", "plan:hatake-prior", "遊ぶ"),
    )
    register = match_register(read_plan(PAGE + "3)語る\n"), PLAN, rows, file="p.txt")
    assert (register.added, register.closed) == (("measure:hatake-late-1-4",), ())
    assert "policy:hatake-prior-1" not in ids(register)


def test_a_table_whose_plan_is_not_known_is_refused() -> None:
    register = match_register(read_plan(PAGE + "\n1.遊ぶ\n"), PLAN, ())
    assert [(r.file, r.column, r.value, r.allowed) for r in register.rejections] == [("pages.csv", "table", "2", "1")]
    assert register.items == ()


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (row(9, "policy:hatake-late-9", "task", "plan:hatake-late", "遊ぶ"), "kind"),
        (row(9, "init:hatake-late-9", "initiative", "policy:hatake-late-1", "遊ぶ"), "parent"),
        (row(9, "measure:hatake-late-9-1", "measure", "policy:hatake-late-9", "遊ぶ"), None),
        (row(9, "policy:hatake-late-1", "policy", "plan:hatake-late", "遊ぶ"), "id"),
        (row(9, "policy:hatake-late-9", "policy", "plan:hatake-late", "本と、育つ"), "title"),
        (replace(row(9, "policy:hatake-late-9", "policy", "plan:hatake-late", ""), status="read"), "title"),
        (replace(row(9, "policy:hatake-late-9", "policy", "plan:hatake-late", "遊ぶ"), status="illegible"), "title"),
        (row(9, "policy:hatake-late-9", "policy", "plan:hatake-late", "本と育つ", "2026-01-01"), None),
    ],
)
def test_a_row_that_breaks_the_register_is_refused(bad: RegisterRow, column: str | None) -> None:
    register = match_register(read_plan(PAGE), PLAN, (*first(), bad))
    assert [(r.row, r.column) for r in register.rejections] == ([(9, column)] if column else [])


@pytest.mark.parametrize(
    ("wording", "title", "same"),
    [
        ("外遊び普及・啓発", "外遊び普及・啓発", True),
        ("外遊び 普及、啓発", "外遊び普及・啓発", True),
        ("ＳＯＳの発信", "sosの発信", True),
        ("ショートステイ", "しょーとすてい", True),
        ("外遊び普及・啓蒙", "外遊び普及・啓発", False),  # within a tenth or not: a link is never moved
        ("子育て世代包括支援センターの強化", "子育て世代包括支援センターの強代", False),
        ("", "外遊び", False),
        ("・・", "、", False),
    ],
)
def test_a_link_holds_for_the_wording_it_was_made_for(wording: str, title: str, same: bool) -> None:
    assert wording_matches(wording, title) is same
