"""Plan items against bodies, kinds or case types: how many edges say so, on what basis, and which they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.analysis.plans import Standing, is_hole, items, plan_named, plans, standing
from graph.analysis.scope import BASES, Away, Scope
from graph.directory import Directory
from graph.errors import BadParameter
from graph.model import Edge, EdgeId, NodeId, NodeKind
from graph.steps import Ref, Step, basis, ref, step

ROWS: Final = ("policy", "measure", "initiative")
COLUMNS: Final = ("organisation", "organisation_kind", "case_type")
NO_WORDS: Final = "文言なし(推定)"


@dataclass(frozen=True, slots=True)
class Row:
    """A plan item. `hole`: its page cannot be read, so nothing can be counted."""

    id: NodeId
    label: str
    kind: NodeKind
    plan: NodeId
    where: str  # 後期 2-1
    hole: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A body, kind or case type. `folded`: kinds and bodies whose edges are counted here."""

    id: NodeId
    label: str
    kind: NodeKind
    folded: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` = stated + inferred + editorial = the number of `edges`.

    `repeated` are edges of a part that say what its initiative says too; they are not counted again.
    """

    row: NodeId
    column: NodeId
    count: int
    stated: int
    inferred: int
    editorial: int
    edges: tuple[EdgeId, ...]
    repeated: tuple[EdgeId, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table. Rows in plan order, columns in the order of the vocabulary, only cells with something in them."""

    rows_of: NodeKind
    columns_of: NodeKind
    plan: NodeId
    on: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    total: int
    repeated: int
    told: tuple[Away, ...]
    notes: tuple[str, ...]
    sentence: str

    def cell(self, row: NodeId, column: NodeId) -> Cell | None:
        """The cell, None where it is empty."""
        return next((c for c in self.cells if (c.row, c.column) == (row, column)), None)

    def told_of(self, row: str = "", column: str = "") -> str:
        """The numbers of a row, a column or a cell in words."""
        label = {r.id: f"{r.where}「{r.label}」" for r in self.rows} | {c.id: f"「{c.label}」" for c in self.columns}
        kept = [c for c in self.cells if row in ("", c.row) and column in ("", c.column)]
        what = "と".join(label[i] for i in (row, column) if i)
        sums = (sum(c.count for c in kept), *(sum(getattr(c, b) for c in kept) for b in BASES))
        across = "" if row and column else f"、{len(kept)}の{'列' if row else '行'}にわたります"
        return f"{what}の結びつきは{sums[0]}(原典に記載{sums[1]}、推定{sums[2]}、編集{sums[3]}){across or 'です'}。"


@dataclass(frozen=True, slots=True)
class Fact:
    """One edge behind a cell: which item, in which role, by which words of the page."""

    row: NodeId
    column: NodeId
    item: Ref
    where: str
    line: int | None
    role: str
    words: str  # of the page; NO_WORDS where the body was inferred
    wording: str  # the title when the edge was made
    services: tuple[Ref, ...]  # of today; not always those of the plan's day
    step: Step
    repeated: bool


def matrix(
    scope: Scope, rows: str = "measure", columns: str = "organisation_kind", *, plan: str = ""
) -> Matrix:  # fmt: skip
    """The table over all plans, or over one. BadParameter for rows and columns that are none; UnknownItem."""
    _check("rows", rows, ROWS)
    _check("columns", columns, COLUMNS)
    directory = scope.directory
    chosen = [plan_named(directory, plan)] if plan else [p.id for p in plans(directory)]
    stood = [s for p in chosen for s in items(directory, p, rows)]
    shown = tuple(_row(s) for s in stood)
    counted, again = _edges(scope, rows, columns, {r.id for r in shown})
    heads = _columns(scope, columns, [k[1] for k in counted])
    places = {r.id: n for n, r in enumerate(shown)}, {c.id: n for n, c in enumerate(heads)}
    keys = sorted(counted, key=lambda k: (places[0][k[0]], places[1][k[1]]))
    cells = tuple(_cell(k, counted[k], again.get(k, [])) for k in keys)
    missed = {i for e in _all(directory, columns) for i in (e.id, e.start, e.end)} if scope.away else set()
    return Matrix(
        rows, columns, chosen[0] if plan else "", scope.day, shown, heads, cells, sum(c.count for c in cells),
        sum(map(len, again.values())), scope.told(missed), scope.notes, _sentence(shown, heads, cells),
    )  # fmt: skip


def facts(scope: Scope, found: Matrix, row: str = "", column: str = "") -> tuple[Fact, ...]:
    """The edges behind the cells of a row, a column or both, in the order of the table; all when none is named."""
    kept = [c for c in found.cells if row in ("", c.row) and column in ("", c.column)]
    return tuple(f for c in kept for f in _facts(scope, c))


def read_cell(found: Matrix, text: str) -> tuple[NodeId, NodeId]:
    """`row,column` as ids, one of them may be left out. BadParameter when the table has no such row or column."""
    row, _, column = (part.strip() for part in text.partition(","))
    known = {"", *(r.id for r in found.rows)}, {"", *(c.id for c in found.columns)}
    if row not in known[0] or column not in known[1] or not (row or column):
        raise BadParameter("cell", text, "表にある行の番号と列の番号を、コンマで区切って書いてください。")
    return row, column


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BadParameter(name, value, f"使えるのは {'、'.join(allowed)} です。")


def _row(stood: Standing) -> Row:
    node, plan = stood.item, stood.plan
    return Row(node.id, node.name, node.kind, plan.id if plan else "", stood.where, is_hole(node))


_Key = tuple[NodeId, NodeId]
_Found = dict[_Key, list[Edge]]


def _edges(scope: Scope, rows: str, columns: str, shown: set[NodeId]) -> tuple[_Found, _Found]:
    """The edges by cell: those that count, and those that only repeat what the item above says."""
    counted: _Found = defaultdict(list)
    again: _Found = defaultdict(list)
    rowed: dict[NodeId, NodeId] = {}
    for edge in _all(scope.directory, columns):
        if edge.start not in rowed:
            rowed[edge.start] = _row_of(scope.directory, edge.start, rows)
        row = rowed[edge.start]
        if row in shown and scope.shows(edge):
            key = (row, _column_of(scope, edge.end, columns))
            (again if _repeats(scope, edge) else counted)[key].append(edge)
    return counted, again


def _all(directory: Directory, columns: str) -> Iterable[Edge]:
    kind = "helps" if columns == "case_type" else "involves"
    for item in (*directory.of("initiative"), *directory.of("part")):
        yield from directory.out(item.id, kind)


def _row_of(directory: Directory, item: NodeId, rows: str) -> NodeId:
    found = standing(directory, item).at(rows)
    return found.id if found else ""


def _column_of(scope: Scope, end: NodeId, columns: str) -> NodeId:
    """A body folds into its kind; a kind into its body where the data hold exactly one."""
    if columns == "organisation_kind":
        return scope.directory.kind_of(end)
    if columns == "organisation":
        bodies = [b for b in scope.directory.starts(end, "instance_of") if scope.there(b)]
        return bodies[0] if len(bodies) == 1 else end
    return end


def _repeats(scope: Scope, edge: Edge) -> bool:
    """Whether the initiative of this part says it too, on no weaker basis (data README §2, initiative_links)."""
    directory = scope.directory
    if directory.nodes[edge.start].kind != "part":
        return False
    above = (e for i in directory.ends(edge.start, "part_of") for e in directory.out(i, edge.kind))
    strength = BASES.index(basis(edge))
    return any(e.end == edge.end and scope.begun(e) and BASES.index(basis(e)) <= strength for e in above)


def _columns(scope: Scope, columns: str, ids: Iterable[NodeId]) -> tuple[Column, ...]:
    directory = scope.directory
    found: list[tuple[tuple[int, NodeId], Column]] = []
    for at in dict.fromkeys(ids):
        node, kind = directory.nodes[at], directory.nodes[directory.kind_of(at)]
        order = (node if columns == "case_type" else kind).get("order")
        found.append(((order if isinstance(order, int) else 0, at), Column(at, node.name, node.kind, _with(scope, at))))
    return tuple(c for _, c in sorted(found, key=lambda f: f[0]))


def _with(scope: Scope, at: NodeId) -> tuple[Ref, ...]:
    """What else is counted in the column: the bodies of a kind, or the kind of which this is the only body."""
    directory = scope.directory
    bodies = [b for b in directory.starts(at, "instance_of") if scope.into(b, "involves")]
    kinds = [k for k in directory.ends(at, "instance_of") if _column_of(scope, k, "organisation") == at]
    return tuple(ref(directory, i) for i in (*bodies, *(k for k in kinds if scope.into(k, "involves"))))


def _cell(key: _Key, edges: list[Edge], again: list[Edge]) -> Cell:
    counts = Counter(basis(e) for e in edges)
    ids = tuple(sorted(e.id for e in edges))
    stated, inferred, editorial = (counts[b] for b in BASES)
    return Cell(*key, len(ids), stated, inferred, editorial, ids, tuple(sorted(e.id for e in again)))


def _facts(scope: Scope, cell: Cell) -> list[Fact]:
    """In plan order."""
    edges = [scope.directory.edges[e] for e in (*cell.edges, *cell.repeated)]
    edges.sort(key=lambda e: (standing(scope.directory, e.start).numbers, e.id))
    return [_fact(scope, cell, e, e.id in cell.repeated) for e in edges]


def _fact(scope: Scope, cell: Cell, edge: Edge, repeated: bool) -> Fact:
    directory = scope.directory
    item = directory.nodes[edge.start]
    line = item.get("line")
    services = tuple(ref(directory, e.end) for e in scope.out(item.id, "corresponds_to"))
    words = edge.text("surface") or (NO_WORDS if edge.kind == "involves" else "")
    return Fact(
        cell.row, cell.column, ref(directory, item.id), standing(directory, item.id).where,
        line if isinstance(line, int) else None, edge.text("role"), words, edge.text("wording"), services,
        step(directory, edge), repeated,
    )  # fmt: skip


def _sentence(rows: tuple[Row, ...], columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> str:
    by = Counter[str]()
    for c in cells:
        by.update(stated=c.stated, inferred=c.inferred, editorial=c.editorial)
    total = sum(by.values())
    read = [r for r in rows if not r.hole]
    empty = len({r.id for r in read} - {c.row for c in cells})
    holes = sum(r.hole for r in rows)
    parts = [
        f"{len(read)}の行と{len(columns)}の列に、結びつきが{total}あります"
        f"(原典に記載{by['stated']}、推定{by['inferred']}、編集{by['editorial']})。"
    ]
    if empty:
        parts.append(f"結びつきがデータにない行は{empty}です。")
    if holes:
        parts.append(f"ほかに、判読できず数えられない重点政策が{holes}あります。")
    return "".join(parts)
