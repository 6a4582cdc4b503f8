"""One plan on two page files: both are read, every item has an id of its own, and what is new is told apart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.directory import compile_directory
from graph.store_embedded import EmbeddedStore
from loaders.dataset import read_dataset
from loaders.load import check, load
from loaders.pages import Pages
from loaders.rows import Problems
from tests.loaders.copies import add_row, copy_data, read_rows, set_cell, write_rows

EXAMPLE = Path(__file__).parent / "municipalities" / "exampleku"
FIRST, SECOND = "plan-exampleku.txt", "plan-exampleku-2.txt"
HEADING = "項目\t主な取組み\n"
LATER = "2.子育て家庭を支える\t\n1)妊娠期からの支援\t産後の家庭訪問、一時預かりの拡充\n"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example with its second policy on a page file of its own, where the tables are counted anew."""
    folder = tmp_path / "exampleku"
    shutil.copytree(EXAMPLE, folder)
    copy_data(tmp_path)
    first = folder / "pages" / FIRST
    text = first.read_text(encoding="utf-8")
    assert text.count(LATER) == 1
    first.write_text(text.replace(LATER, ""), encoding="utf-8")
    (folder / "pages" / SECOND).write_text(HEADING + LATER, encoding="utf-8")
    set_cell(folder / "pages.csv", 2, "line_to", "8")
    same = dict(zip(*read_rows(folder / "pages.csv")[:2], strict=True))
    add_row(folder / "pages.csv", **{**same, "page": SECOND, "line_from": "2", "line_to": "3"})
    rows = read_rows(folder / "plan_items.csv")
    page, line = rows[0].index("page"), rows[0].index("line")
    for row in rows[1:]:
        if row[0].split(":")[1].startswith("exampleku-late-2"):
            row[page], row[line] = SECOND, str(int(row[line]) - 8)
    write_rows(folder / "plan_items.csv", rows)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    found = EmbeddedStore(str(tmp_path / "graph.db"))
    yield found
    found.close()


def pages(folder: Path) -> Pages:
    return Pages(read_dataset(folder, Problems()))


def test_both_are_read_and_every_item_stands_on_its_own(example: Path, store: EmbeddedStore) -> None:
    load(store, [example])
    directory = compile_directory(store, "139999")
    assert {n.id: (n.text("file"), n.get("table")) for n in directory.of("page")} == {
        "page:exampleku-late-1": (FIRST, 1),
        "page:exampleku-late-1-2": (SECOND, 1),
    }
    on = {n.id: n.text("page") for n in directory.of("policy")}
    assert on == {
        "policy:exampleku-late-1": "page:exampleku-late-1",
        "policy:exampleku-late-2": "page:exampleku-late-1-2",
    }


def test_without_a_register_no_two_items_are_given_one_id(example: Path) -> None:
    second = example / "pages" / SECOND
    second.write_text(second.read_text(encoding="utf-8").replace("2.", "1."), encoding="utf-8")
    write_rows(example / "plan_items.csv", read_rows(example / "plan_items.csv")[:1])
    read = pages(example)
    new = [i for name in (FIRST, SECOND) for i in read.register(name).items]
    assert len({i.id for i in new}) == len(new) == 13
    assert [(i.id, i.page) for i in new if i.kind == "policy"] == [
        ("policy:exampleku-late-1", FIRST),
        ("policy:exampleku-late-2", SECOND),
    ]
    wanted = {p.allowed for p in check([example]).problems if p.file == "exampleku/plan_items.csv"}
    assert {f"id は {i.id}" for i in new} <= wanted


def test_a_hole_of_one_page_is_not_filled_from_another(example: Path) -> None:
    """A policy that cannot be read on the first page, and one with its number on the second, are two."""
    (example / "pages" / FIRST).write_text(f"{HEADING}1.絵をかく\n\nぬる目ら\n\n3.語る\n", encoding="utf-8")
    write_rows(example / "plan_items.csv", read_rows(example / "plan_items.csv")[:1])
    read = pages(example)
    policies = [(i.id, i.title, i.page) for n in (FIRST, SECOND) for i in read.register(n).items if i.kind == "policy"]
    assert policies == [
        ("policy:exampleku-late-1", "絵をかく", FIRST),
        ("policy:exampleku-late-2", "", FIRST),
        ("policy:exampleku-late-3", "語る", FIRST),
        ("policy:exampleku-late-4", "子育て家庭を支える", SECOND),
    ]
