"""The numbers of the matrix as a table: groups of rows, columns by how much stands in them, the hole as a hole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from api.pages.hole import raw_lines, span, title_of
from api.pages.links import Link
from api.pages.planned import anchor_of
from api.pages.scoped import Looking
from graph.analysis.matrix import Cell, Column, Matrix, Row
from graph.analysis.plans import Standing, standing
from graph.model import NodeId

LABELS: Final = {
    "policy": "重点政策", "measure": "項目", "initiative": "取組み", "organisation_kind": "機関の種別",
    "organisation": "機関", "case_type": "相談の種別",
}  # fmt: skip
_DARKEST: Final = 3  # stated


@dataclass(frozen=True, slots=True)
class Count:
    """A number that leads to its edges."""

    text: str
    href: str
    style: str  # s1 to s3 by what is stated, s0 where nothing is
    chosen: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A column. `title`: what else is counted in it."""

    label: str
    href: str
    title: str
    chosen: bool
    total: Count


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `hole`: the lines of the page that nobody can read, in place of counts."""

    number: str
    title: Link
    counts: tuple[Count | None, ...]
    total: Count | None
    hole: Link | None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a policy, a measure or a plan."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """The table; `total` counts all columns, those that are not shown too."""

    corner: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Here:
    """What every cell is made with."""

    looking: Looking
    found: Matrix
    chosen: tuple[NodeId, NodeId]
    address: Mapping[str, str]
    cells: Mapping[tuple[NodeId, NodeId], Cell]

    def count(self, text: str, row: NodeId, column: NodeId, stated: int) -> Count:
        """A number of a row, a column or both."""
        href = self.looking.to("/matrix", **self.address, cell=f"{row},{column}") + "#cell"
        return Count(text, href, f"s{min(stated, _DARKEST)}", self.chosen == (row, column))

    def several(self) -> bool:
        """Whether rows of more than one plan stand here."""
        return len({r.plan for r in self.found.rows}) > 1


def matrix_table(
    looking: Looking, found: Matrix, chosen: tuple[NodeId, NodeId], limit: int, address: Mapping[str, str]
) -> MatrixTable:
    """The `limit` columns with most in them, and the chosen one."""
    here = _Here(looking, found, chosen, address, {(c.row, c.column): c for c in found.cells})
    sums = Counter[NodeId]()
    for cell in found.cells:
        sums[cell.column] += cell.count
    ranked = sorted(found.columns, key=lambda c: -sums[c.id])
    columns = [c for n, c in enumerate(ranked) if n < limit or c.id == chosen[1]]
    placed = [(r, standing(looking.directory, r.id)) for r in found.rows]
    groups = tuple(
        Group(title, tuple(_line(here, row, stood, columns) for row, stood in rows))
        for title, rows in groupby(placed, key=lambda p: _group(here, *p))
    )
    heads = tuple(_head(here, c, sums[c.id]) for c in columns)
    return MatrixTable(_corner(here), heads, groups, found.total)


def _corner(here: _Here) -> str:
    wheres = {r.where.partition(" ")[0] for r in here.found.rows}
    plan = f"{wheres.pop()}計画の" if len(wheres) == 1 else ""
    return f"{plan}{LABELS[here.found.rows_of]}"


def _group(here: _Here, row: Row, stood: Standing) -> str:
    """The heading over a row: its policy, over initiatives its measure, over policies their plan."""
    plan = row.where.partition(" ")[0] if here.several() else ""
    if row.kind == "policy" and not (row.hole and here.found.rows_of != "policy"):
        return plan
    measure, policy = stood.at("measure"), stood.at("policy")
    if row.hole:
        words = f"重点政策{stood.numbers[0]}(読み取れない)"
    elif here.found.rows_of == "initiative" and measure is not None:
        words = f"{_number(stood.numbers[:2])} {measure.name}"
    else:
        words = f"重点政策{stood.numbers[0]} {title_of(policy) if policy else ''}"
    return f"{plan} {words}".strip()


def _line(here: _Here, row: Row, stood: Standing, columns: list[Column]) -> Line:
    links = here.looking.links
    if row.hole:
        apart = here.found.rows_of != "policy"
        title = "項目も取組みも読めません" if apart else f"重点政策{stood.numbers[0]}(読み取れない)"
        return Line("", Link(title, links.node(row.id)), (), None, _hole(here, row))
    own = [c for c in here.found.cells if c.row == row.id]
    counts = tuple(_cell(here, here.cells.get((row.id, c.id))) for c in columns)
    total = here.count(str(sum(c.count for c in own)), row.id, "", 0) if own else None
    return Line(_number(stood.numbers), Link(row.label, links.node(row.id)), counts, total, None)


def _number(numbers: tuple[int, ...]) -> str:
    """2, 2-1), 2-1)-3: as the page of the plan counts."""
    return "-".join(f"{n})" if at == 1 else str(n) for at, n in enumerate(numbers))


def _hole(here: _Here, row: Row) -> Link:
    node = here.looking.directory.nodes[row.id]
    page = here.looking.directory.nodes.get(node.text("page"))
    lines = span([r.number for r in raw_lines(page)]) if page else ""
    plan = here.looking.links.plan(row.plan.removeprefix("plan:"))
    return Link(f"穴: 原典{lines}" if lines else "穴: 原典が読めない", f"{plan}#{anchor_of(row.id)}")


def _cell(here: _Here, cell: Cell | None) -> Count | None:
    return here.count("".join(_parts(cell)), cell.row, cell.column, cell.stated) if cell else None


def _parts(cell: Cell) -> Iterator[str]:
    """2 stated; (1) inferred only; 1+1 both; [3] of the editors."""
    if cell.stated:
        yield str(cell.stated) + (f"+{cell.inferred}" if cell.inferred else "")
    elif cell.inferred:
        yield f"({cell.inferred})"
    if cell.editorial:
        yield f"[{cell.editorial}]"


def _head(here: _Here, column: Column, total: int) -> Head:
    also = "、".join(r.label for r in column.folded)
    node = here.looking.directory.nodes[column.id]
    short = node.text("short").replace("/", "") if node.kind in ("organisation_kind", "case_type") else ""
    full = column.label if short and short != column.label else ""
    return Head(
        short or column.label,
        here.looking.links.node(column.id),
        "。".join(w for w in (full, f"ここに数えたもの: {also}" if also else "") if w),
        here.chosen[1] == column.id,
        here.count(str(total), "", column.id, 0),
    )
