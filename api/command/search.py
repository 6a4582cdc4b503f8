"""`tsunagu search TEXT`: look up by name."""

from __future__ import annotations

from api import documents, nodes
from api.command.call import Call
from api.command.opening import directory_of, opened
from graph.errors import BadParameter
from graph.schema import schema
from graph.text import search_key


def run(call: Call) -> int:
    args = call.args
    if not search_key(args.text):
        raise BadParameter("q", args.text, "名前の一部を書いてください。")
    if args.limit < 1:
        raise BadParameter("limit", str(args.limit), "1以上です。")
    with opened(args) as store:
        directory = directory_of(store, args)
        found = nodes.listing(store, directory.sets, kind=args.kind, text=args.text, after="", limit=args.limit)
    if call.terminal.json:
        call.terminal.document(documents.nodes(found, directory.version))
        return 0
    call.terminal.show(*(f"{n.id}  {n.name}({schema().node(n.kind).label})" for n in found.nodes))
    if found.next:
        call.terminal.say(f"ほかにもあります。--limit {args.limit * 2} で続きが出ます。")
    if not found.nodes:
        call.terminal.say(f"「{args.text}」という名前のものはデータにありません。")
    return 0
