"""`tsunagu restore FILE`: the graph as an archive holds it, in one step; with --history version by version."""

from __future__ import annotations

from pathlib import Path

from api import documents
from api.command.call import Call
from api.command.opening import opened
from api.command.who import who
from graph.archive import read, replay, restore


def run(call: Call) -> int:
    archive = read(Path(call.args.file))
    with opened(call.args) as store:
        if call.args.history:
            replay(store, archive)
        else:
            restore(store, archive, by=who())
        info = store.info()
    if call.terminal.json:
        call.terminal.document({"file": call.args.file, **documents.info(info)})
    else:
        call.terminal.show(f"{call.args.file} から戻しました。いまの版は {info.version} です(要約値 {info.digest})。")
    return 0
