"""`tsunagu undo`: takes the newest change back, as a new version."""

from __future__ import annotations

from api import documents
from api.command.call import Call
from api.command.opening import opened
from api.command.who import who
from graph.undo import undo


def run(call: Call) -> int:
    with opened(call.args) as store:
        back = undo(store, by=who())
        data_version = store.info().data_version
    if call.terminal.json:
        call.terminal.document(documents.changed(back.base + 1, data_version, back.changes))
    else:
        call.terminal.show(f"取り消しました({back.why})。いまの版は {back.base + 1} です。")
    return 0
