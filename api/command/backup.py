"""`tsunagu backup FILE`: the graph as one archive, the same for every engine."""

from __future__ import annotations

from pathlib import Path

from api import documents
from api.command.call import Call
from api.command.opening import opened
from graph.archive import backup


def run(call: Call) -> int:
    with opened(call.args) as store:
        info = backup(store, Path(call.args.file))
    if call.terminal.json:
        call.terminal.document({"file": call.args.file, **documents.info(info)})
    else:
        call.terminal.show(f"版 {info.version} を {call.args.file} に写しました(要約値 {info.digest})。")
    return 0
