"""`tsunagu history`: the changes, newest first."""

from __future__ import annotations

from api import documents
from api.command.call import Call
from api.command.opening import opened
from graph.changes import counts
from graph.errors import BadParameter


def run(call: Call) -> int:
    if call.args.limit < 1:
        raise BadParameter("limit", str(call.args.limit), "1以上です。")
    with opened(call.args) as store:
        found = store.history(before=None, limit=call.args.limit)
    if call.terminal.json:
        call.terminal.document(documents.history(found))
        return 0
    for version, change in found:
        added, changed, removed = counts(change.changes)
        call.terminal.show(
            f"版 {version}  {change.at}  {change.by or '名前なし'}  {change.why}"
            f"(増えた {added}、変わった {changed}、消えた {removed})"
        )
    if not found:
        call.terminal.say("変更はまだありません。")
    return 0
