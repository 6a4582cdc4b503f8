"""The tables of paths, of what two share, of the matrix and its edges, of reports and questions."""

from __future__ import annotations

from collections.abc import Iterable

from api.tables import Cell, Head, Table
from graph.analysis.common import Common
from graph.analysis.matrix import Cell as Count
from graph.analysis.matrix import Fact, Matrix
from graph.analysis.paths import Paths
from graph.analysis.questions import Asked
from graph.analysis.reports.values import Item, Report
from graph.schema import schema
from graph.steps import Step

_STEP = ("はじめ(番号)", "はじめ", "つながり", "おわり(番号)", "おわり", "根拠", "出典", "所", "時点", "注", "辺")


def paths_table(found: Paths) -> Table:
    """One row a hop."""
    heads = (Head("paths", "道"), Head("length", "歩数"), Head("steps", "何歩目"), *(Head("steps", t) for t in _STEP))
    rows = ((n, p.length, at, *_step(s)) for n, p in enumerate(found.paths, 1) for at, s in enumerate(p.steps, 1))
    return Table("paths", heads, tuple(rows))


def common_table(found: Common) -> Table:
    """One row a hop from either of the two to what they share."""
    heads = (Head("id", "番号"), Head("label", "名前"), Head("kind", "種類"), *(Head("steps", t) for t in _STEP))
    rows = (
        (i.item.id, i.item.label, schema().node(i.kind).label, *_step(s))
        for i in found.items
        for s in (*i.of_a, *i.of_b)
    )
    return Table("common", heads, tuple(rows))


def matrix_table(found: Matrix) -> Table:
    """As it is seen: a row an item, a column a body; the hole says so."""
    heads = (
        Head("where", "所"),
        Head("id", "番号"),
        Head("label", "題名"),
        *(Head(c.id, c.label) for c in found.columns),
    )
    cells = {(c.row, c.column): c for c in found.cells}
    rows = (
        (r.where, r.id, r.label, *("判読不能" if r.hole else in_sheet(cells.get((r.id, c.id))) for c in found.columns))
        for r in found.rows
    )
    return Table("matrix", heads, tuple(rows))


def in_words(cell: Count | None) -> str:
    """2 stated; (1) inferred only; 1+1 both; 編集3 editorial."""
    if cell is None:
        return ""
    known = f"({cell.inferred})" if cell.inferred and not cell.stated else str(cell.stated or "")
    both = f"{cell.stated}+{cell.inferred}" if cell.stated and cell.inferred else known
    return both + (f"{'、' if both else ''}編集{cell.editorial}" if cell.editorial else "")


def in_sheet(cell: Count | None) -> Cell:
    """A number where all is stated, else words: a spreadsheet reads (1) as minus one."""
    if cell is None:
        return ""
    if cell.stated == cell.count:
        return cell.count
    named = (
        (str(cell.stated), cell.stated),
        (f"推定{cell.inferred}", cell.inferred),
        (f"編集{cell.editorial}", cell.editorial),
    )
    return "+".join(text for text, number in named if number)


def facts_table(found: Matrix, facts: Iterable[Fact]) -> Table:
    """The edges behind the table, one a row."""
    names = {c.id: c.label for c in found.columns}
    titles = (
        ("row", "行"), ("column", "列"), ("column", "列の名"), ("where", "所"), ("item", "取組み(番号)"),
        ("item", "取組み"), ("line", "紙面の行"), ("role", "役"), ("words", "本文の語"),
        ("wording", "結んだときの題名"),        ("services", "今の事業"), ("repeated", "数えない(細目)"),
    )  # fmt: skip
    heads = (*(Head(k, t) for k, t in titles), *(Head("step", t) for t in _STEP))
    return Table("edges", heads, tuple((*_fact(f, names[f.column]), *_step(f.step)) for f in facts))


def report_table(found: Report, items: Iterable[Item] | None = None) -> Table:
    """One row an item (all, or these): what is common to all reports, then the further columns of this one."""
    more = tuple(dict.fromkeys(name for i in found.items for name, _ in i.cells))
    titles = (
        ("section", "区分"), ("mark", "しるし"), ("sentence", "文"), ("subjects", "対象(番号)"), ("subjects", "対象"),
        ("basis", "根拠"), ("edges", "辺"),
    )  # fmt: skip
    heads = (*(Head(k, t) for k, t in titles), *(Head("cells", t) for t in more))
    sections = {s.id: s.title for s in found.sections}
    rows: list[tuple[Cell, ...]] = []
    for i in found.items if items is None else items:
        cells = dict(i.cells)
        ids, labels = ";".join(s.id for s in i.subjects), ";".join(s.label for s in i.subjects)
        basis = schema().bases[i.basis] if i.basis else ""
        fixed = (sections[i.section], i.mark, i.sentence, ids, labels, basis, ";".join(i.edges))
        rows.append((*fixed, *(cells.get(name, "") for name in more)))
    return Table(found.name, heads, tuple(rows))


def questions_table(found: Iterable[Asked]) -> Table:
    """One row a question."""
    heads = (
        Head("id", "番号"),
        Head("group", "組"),
        Head("sentence", "問い"),
        Head("how", "答え方"),
        Head("answer", "答え"),
    )
    rows = ((a.question.id, a.question.group, a.sentence, a.question.how, a.answer) for a in found)
    return Table("questions", heads, tuple(rows))


def _fact(fact: Fact, column: str) -> tuple[Cell, ...]:
    services = ";".join(s.label for s in fact.services)
    line: Cell = "" if fact.line is None else fact.line
    return (
        fact.row, fact.column, column, fact.where, fact.item.id, fact.item.label, line, fact.role, fact.words,
        fact.wording, services, "はい" if fact.repeated else "",
    )  # fmt: skip


def _step(step: Step) -> tuple[Cell, ...]:
    titles = ";".join(s.title for s in step.sources)
    places = ";".join(s.locator for s in step.sources if s.locator)
    return (
        step.start.id, step.start.label, step.label, step.end.id, step.end.label, schema().bases[step.basis], titles,
        places, step.as_of, step.note, step.edge,
    )  # fmt: skip
