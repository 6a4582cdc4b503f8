"""`tsunagu copy FROM TO`: one graph into another with its history, from any engine to any engine."""

from __future__ import annotations

from contextlib import closing

from api.command.call import Call
from graph.copying import Copied, copy
from graph.errors import BadParameter
from graph.model import StoreInfo, Version
from graph.store import open_store

NOT_ALIKE = 1


def run(call: Call) -> int:
    args, terminal = call.args, call.terminal
    if args.source == args.target:
        raise BadParameter("TO", args.target, "写すグラフと違う場所を書いてください。")

    def tell(what: str, done: Version, until: Version) -> None:
        terminal.progress(f"{what} {done}/{until}" if done < until else "")

    with closing(open_store(args.source)) as source:
        if not source.info().version:
            raise BadParameter("FROM", args.source, "このグラフには何も入っていません。場所を確かめてください。")
        with closing(open_store(args.target)) as target:
            found = copy(source, target, tell)
    if terminal.json:
        ends = {"from": _graph(found.source), "to": _graph(found.target)}
        terminal.document({"alike": found.alike, "copied": found.target.version - found.began, **ends})
    else:
        _tell(call, found)
    return 0 if found.alike else NOT_ALIKE


def _graph(info: StoreInfo) -> dict[str, object]:
    """What tells whether two graphs are the same: without the line for each set, of which a country has many."""
    return {"engine": info.engine, "version": info.version, "data_version": info.data_version, "digest": info.digest}


def _tell(call: Call, found: Copied) -> None:
    copied = found.target.version - found.began
    since = f"版 {found.began} の続きから " if found.began and copied else ""
    done = f"{since}{copied} の版を写しました" if copied else "もう写してあります"
    call.terminal.show(
        f"{done}(版 {found.target.version})。",
        f"要約値 写したグラフ {found.source.digest}({found.source.engine})",
        f"要約値 写した先     {found.target.digest}({found.target.engine})",
        "要約値は同じです。" if found.alike else "要約値が違います。写した先を使わないでください。",
    )
