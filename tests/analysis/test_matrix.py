"""The matrix: counts that add up, the edges and the words behind each cell, the hole as a hole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from graph.analysis.matrix import COLUMNS, NO_WORDS, ROWS, facts, matrix, read_cell
from graph.analysis.scope import BASES, Scope, read_bases, scope
from graph.directory import Directory
from graph.errors import BadParameter, UnknownItem
from graph.steps import basis
from tests.analysis.plan import plan
from tests.analysis.rows import rows
from tests.finding.ward import directory


@pytest.fixture
def small(tmp_path: Path) -> Scope:
    return scope(directory(tmp_path, *plan()))


def counts(at: Scope, rows_of: str, columns: str, **more: str) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    found = matrix(at, rows_of, columns, **more)
    return {(c.row, c.column): (c.count, c.stated, c.inferred, c.editorial) for c in found.cells}


def test_a_body_is_counted_with_its_kind_and_a_part_only_where_it_adds_something(small: Scope) -> None:
    assert counts(small, "measure", "organisation_kind") == {
        ("measure:l-2-1", "kind:ko"): (2, 1, 1, 0),  # the part says again what its initiative says
        ("measure:l-2-1", "kind:otsu"): (2, 1, 1, 0),
        ("measure:p-1-1", "kind:otsu"): (1, 0, 1, 0),
    }
    cell = matrix(small).cell("measure:l-2-1", "kind:ko")
    assert cell is not None and len(cell.repeated) == 1
    assert matrix(small).cell("measure:l-2-2", "kind:ko") is None


def test_a_kind_is_its_body_where_there_is_exactly_one(small: Scope) -> None:
    assert counts(small, "policy", "organisation") == {
        ("policy:l-2", "org:ko1"): (2, 1, 1, 0),
        ("policy:l-2", "kind:otsu"): (1, 0, 1, 0),
        ("policy:l-2", "org:otsu1"): (1, 1, 0, 0),
        ("policy:p-1", "kind:otsu"): (1, 0, 1, 0),
    }
    columns = {c.id: [r.id for r in c.folded] for c in matrix(small, "policy", "organisation").columns}
    assert columns == {"org:ko1": ["kind:ko"], "kind:otsu": ["org:otsu1"], "org:otsu1": []}


def test_case_types_are_editorial(small: Scope) -> None:
    assert counts(small, "initiative", "case_type") == {("init:l-2-1-1", "case:futoko"): (1, 0, 0, 1)}


def test_rows_are_in_plan_order_newest_plan_first_and_the_hole_is_a_hole(small: Scope) -> None:
    found = matrix(small, "initiative")
    assert [(r.id, r.where, r.hole) for r in found.rows] == [
        ("policy:l-1", "後期 1", True),
        ("init:l-2-1-1", "後期 2-1-1", False),
        ("init:l-2-1-2", "後期 2-1-2", False),
        ("init:l-2-2-1", "後期 2-2-1", False),
        ("init:p-1-1-1", "前期 1-1-1", False),
    ]
    assert found.sentence == (
        "4の行と2の列に、結びつきが5あります(原典に記載2、推定3、編集0)。"
        "結びつきがデータにない行は1です。ほかに、判読できず数えられない重点政策が1あります。"
    )


def test_by_plan_and_by_basis(small: Scope) -> None:
    for name in ("p", "plan:p"):
        assert counts(small, "measure", "organisation_kind", plan=name) == {
            ("measure:p-1-1", "kind:otsu"): (1, 0, 1, 0)
        }
    stated = scope(small.directory, bases=read_bases("stated"))
    assert counts(stated, "measure", "organisation_kind") == {
        ("measure:l-2-1", "kind:ko"): (1, 1, 0, 0),
        ("measure:l-2-1", "kind:otsu"): (1, 1, 0, 0),
    }
    for wrong in ({"rows": "plan"}, {"columns": "area"}, {"plan": "policy:l-1"}):
        with pytest.raises(BadParameter):
            matrix(small, **wrong)
    with pytest.raises(UnknownItem):
        matrix(small, plan="nowhere")


def test_behind_a_cell_stand_the_words_of_the_page(small: Scope) -> None:
    found = matrix(small)
    behind = facts(small, found, *read_cell(found, "measure:l-2-1,kind:ko"))
    assert [(f.item.id, f.where, f.line, f.role, f.words, f.repeated) for f in behind] == [
        ("init:l-2-1-1", "後期 2-1-1", 40, "実施", "甲", False),
        ("init:l-2-1-1-1", "後期 2-1-1-1", 40, "実施", "甲", True),
        ("init:l-2-1-2", "後期 2-1-2", 40, "実施", NO_WORDS, False),
    ]
    assert [r.id for r in behind[0].services] == ["svc:soudan"]
    assert found.told_of("measure:l-2-1", "kind:ko") == (
        "後期 2-1「measure:l-2-1」と「甲」の結びつきは2(原典に記載1、推定1、編集0)です。"
    )
    assert found.told_of(column="kind:otsu") == ("「乙」の結びつきは3(原典に記載1、推定2、編集0)、2の行にわたります。")
    for wrong in ("", ",", "measure:l-2-1,kind:nobody", "measure:x,"):
        with pytest.raises(BadParameter):
            read_cell(found, wrong)


def test_what_is_not_there_on_the_day_is_not_counted_but_told(tmp_path: Path) -> None:
    items = [replace(i, until="2021") if i.id == "org:otsu1" else i for i in plan()]
    at = scope(directory(tmp_path, *items), on="2024-01-01")
    assert counts(at, "measure", "organisation_kind")["measure:l-2-1", "kind:otsu"] == (1, 0, 1, 0)
    assert [a.item.id for a in matrix(at).told] == ["org:otsu1"]


@pytest.mark.parametrize(("rows_of", "columns"), list(product(ROWS, COLUMNS)))
def test_in_the_ward_the_cells_add_up_to_the_edges_of_the_files(ward: Scope, rows_of: str, columns: str) -> None:
    """Counted from initiative_links.csv: a part's row is one more only where its initiative has none as strong."""
    links = [r for r in rows("initiative_links") if r["body"]]
    if columns == "case_type":
        said = {(r["initiative"], case): "editorial" for r in links for case in r["cases"].split(";") if case}
        # rows without a body have case types too
        said |= {
            (r["initiative"], c): "editorial" for r in rows("initiative_links") for c in r["cases"].split(";") if c
        }
        listed = [(i, c, b) for (i, c), b in said.items()]
    else:
        listed = [(r["initiative"], r["body"], r["basis"]) for r in links]
    above = {(i, end): b for i, end, b in sorted(listed, key=lambda x: -BASES.index(x[2]))}

    def repeats(item: str, end: str, how: str) -> bool:
        held = above.get((item.rpartition("-")[0], end)) if item.count("-") == 4 else None
        return held is not None and BASES.index(held) <= BASES.index(how)

    expected = Counter(how for item, end, how in listed if not repeats(item, end, how))
    found = matrix(ward, rows_of, columns)
    assert {b: sum(getattr(c, b) for c in found.cells) for b in BASES} == {b: expected[b] for b in BASES}
    assert found.total == sum(expected.values()) and found.repeated == len(listed) - found.total
    assert f"結びつきが{found.total}あります" in found.sentence


@pytest.mark.parametrize(("rows_of", "columns"), list(product(ROWS, COLUMNS)))
def test_in_the_ward_every_cell_is_the_sum_of_its_edges(ward: Scope, rows_of: str, columns: str) -> None:
    found = matrix(ward, rows_of, columns)
    seen: Counter[str] = Counter()
    for cell in found.cells:
        edges = [ward.directory.edges[e] for e in cell.edges]
        by = Counter(basis(e) for e in edges)
        assert (cell.stated, cell.inferred, cell.editorial) == tuple(by[b] for b in BASES)
        assert cell.count == len(edges) == cell.stated + cell.inferred + cell.editorial > 0
        seen.update(cell.edges)
        seen.update(cell.repeated)
        for edge in edges:
            assert cell.row in set(ward.directory.up(edge.start, "part_of"))
            assert {edge.end, ward.directory.kind_of(edge.end), *ward.directory.starts(edge.end, "instance_of")} & {
                cell.column
            }
    kind = "helps" if columns == "case_type" else "involves"
    assert seen == Counter({e.id: 1 for e in ward.directory.edges.values() if e.kind == kind})


def test_j6_the_column_of_the_child_guidance_centre(ward: Scope) -> None:
    """design/UI.md §9: 1+1 in 2-1), 1 in 3-2), 1+1 in 4-1), (1) in 4-2)."""
    found = counts(ward, "measure", "organisation_kind", plan="late")
    assert {row: v[1:3] for (row, column), v in found.items() if column == "kind:jido-sodanjo"} == {
        "measure:late-2-1": (1, 1), "measure:late-3-2": (1, 0), "measure:late-4-1": (1, 1), "measure:late-4-2": (0, 1),
    }  # fmt: skip
    table = matrix(ward, plan="late")
    behind = [f for f in facts(ward, table, "measure:late-2-1", "kind:jido-sodanjo") if not f.repeated]
    assert [(f.words, f.step.basis, f.step.sources[0].locator) for f in behind] == [
        ("児相", "stated", "l.39"), (NO_WORDS, "inferred", behind[1].step.sources[0].locator)
    ]  # fmt: skip
    assert behind[1].step.note  # the reason of what is inferred


def test_a_filter_by_basis_leaves_the_other_numbers_as_they_are(setagaya: Directory) -> None:
    whole = counts(scope(setagaya), "measure", "organisation_kind")
    for place, name in enumerate(("stated", "inferred"), 1):
        part = counts(scope(setagaya, bases=read_bases(name)), "measure", "organisation_kind")
        assert {k: v[place] for k, v in part.items()} == {k: v[place] for k, v in whole.items() if v[place]}
