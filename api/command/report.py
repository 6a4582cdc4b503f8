"""`tsunagu report NAME [ID]`: a report for planners."""

from __future__ import annotations

from api import tables_of_analysis as tables
from api.command.call import Call
from api.command.opening import directory_of, opened
from api.command.tables import save
from api.documents import of_analysis as documents
from graph.analysis.reports.catalogue import report
from graph.analysis.reports.values import Report
from graph.analysis.scope import read_bases, scope


def run(call: Call) -> int:
    args = call.args
    bases = read_bases(args.basis or "")
    with opened(args) as store:
        directory = directory_of(store, args)
    found = report(scope(directory, on=args.on or "", bases=bases), args.name, args.id or "", area=args.area or "")
    save(call, tables.report_table(found))
    if call.terminal.json:
        call.terminal.document(documents.report(found, directory.data_version))
    else:
        call.terminal.show(*_lines(found))
    return 0


def _lines(found: Report) -> list[str]:
    lines = [f"{found.title}({found.on})", found.sentence]
    for section in found.sections:
        lines += ["", f"{section.title} {section.count}", f"  {section.sentence}"]
        lines += [f"  {i.mark or '・'} {i.sentence}" for i in found.of(section.id)]
    if found.told:
        lines += ["", "この日にはないもの", *(f"  ・ {a.sentence}" for a in found.told)]
    return [*lines, "", *found.notes]
