"""`tsunagu check`: every problem of a data set, without a graph."""

from __future__ import annotations

from api import documents
from api.command.call import Call
from api.command.folders import folders
from api.command.main import say_problems
from api.problems import rejected
from loaders.load import check

FOUND = 1


def run(call: Call) -> int:
    report = check(folders(call))
    if call.terminal.json:
        call.terminal.document(
            {
                "problems": documents.problems(report.problems),
                "notices": list(report.notices),
                "sets": list(report.sets),
                "rows": {folder: dict(tables) for folder, tables in report.rows.items()},
                "counts": dict(sorted(report.counts.items())),
            }
        )
    call.terminal.say(*report.notices)
    say_problems(call.terminal, rejected(report.problems))
    if report.problems:
        call.terminal.say(f"誤りが{len(report.problems)}件あります。")
        return FOUND
    call.terminal.say(f"誤りはありません({'、'.join(report.sets)}、{sum(report.counts.values())}件)。")
    return 0
