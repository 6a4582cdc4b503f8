"""`tsunagu matrix`: plan items against bodies, kinds or case types."""

from __future__ import annotations

from api import tables_of_analysis as tables
from api.command.call import Call
from api.command.opening import directory_of, opened
from api.command.tables import save
from api.documents import of_analysis as documents
from graph.analysis.matrix import Matrix, facts, matrix, read_cell
from graph.analysis.scope import read_bases, scope


def run(call: Call) -> int:
    args = call.args
    bases = read_bases(args.basis or "")
    with opened(args) as store:
        at = scope(directory_of(store, args), on=args.on or "", bases=bases)
    found = matrix(at, args.rows, args.columns, plan=args.plan or "")
    behind = facts(at, found, *read_cell(found, args.cell)) if args.cell else ()
    save(call, tables.facts_table(found, behind) if args.cell else tables.matrix_table(found))
    if call.terminal.json:
        call.terminal.document(documents.matrix(found, behind))
        return 0
    call.terminal.show(found.sentence, *(_lines(found) if not behind else ()))
    for fact in behind:
        words = f"「{fact.words}」" if fact.words else ""
        again = "(細目。数えない)" if fact.repeated else ""
        call.terminal.show(f"  {fact.where} {fact.item.label} {fact.role}{words}{again} → {fact.step.end.label}")
    return 0


def _lines(found: Matrix) -> list[str]:
    lines = []
    for row in found.rows:
        lines += ["", f"{row.where} {row.label}"]
        if row.hole:
            lines.append("  判読できないので、数えられません。")
        cells = [(c, cell) for c in found.columns if (cell := found.cell(row.id, c.id))]
        lines += [f"  {tables.in_words(cell):>5}  {column.label}({column.id})" for column, cell in cells]
    return lines
