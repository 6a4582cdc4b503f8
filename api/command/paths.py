"""`tsunagu paths FROM TO`: the ways between two things, with the source of every hop."""

from __future__ import annotations

from api import tables_of_analysis as tables
from api.command.call import Call
from api.command.opening import directory_of, opened
from api.command.show import step_line
from api.command.tables import save
from api.documents import of_analysis as documents
from api.tables import read_fields
from graph.analysis.hops import read_kinds
from graph.analysis.paths import Path, Paths, check_paths, paths
from graph.analysis.scope import read_bases, scope


def run(call: Call) -> int:
    args = call.args
    hubs = read_fields(args.hubs or "")
    check_paths(args.max, args.limit, hubs)
    bases, kinds = read_bases(args.basis or ""), read_kinds(args.kinds or "")
    with opened(args) as store:
        at = scope(directory_of(store, args), on=args.on or "", bases=bases)
    found = paths(at, args.start, args.end, max_hops=args.max, k=args.limit, kinds=kinds, hubs=hubs)
    save(call, tables.paths_table(found))
    if call.terminal.json:
        call.terminal.document(documents.paths(found))
        return 0
    call.terminal.show(found.sentence, *(line for n, p in enumerate(found.paths, 1) for line in _path(n, p)))
    call.terminal.show(*_told(found))
    return 0


def _path(number: int, path: Path) -> list[str]:
    return ["", f"{number}. {path.length}歩", *(f"  {s.start.label} {step_line(s)}" for s in path.steps)]


def _told(found: Paths) -> list[str]:
    return [*(f"この日にはありません: {a.sentence}" for a in found.told), *found.notes]
