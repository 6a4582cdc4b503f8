"""`tsunagu load`: reads data sets, checks them whole and replaces the old ones in one step, or changes nothing."""

from __future__ import annotations

from pathlib import Path

from api import documents
from api.command.call import Call
from api.command.differences import shown
from api.command.folders import folders, listed
from api.command.one_by_one import load_one_by_one
from api.command.opening import opened
from api.command.who import who
from api.problems import document, problem_of
from graph.errors import RejectedData
from graph.store import GraphStore
from loaders.load import LoadResult, each, load


def run(call: Call) -> int:
    one_by_one = each(listed(call))
    if len(one_by_one) > 1:
        return load_one_by_one(call, one_by_one)
    return _load(call, list(one_by_one) or folders(call))


def _load(call: Call, asked: list[Path]) -> int:
    """All of these folders in one step."""
    args, terminal = call.args, call.terminal

    def tell(what: str, done: int, total: int) -> None:
        terminal.progress(f"{what} {done}/{total}" if done < total else "")

    try:
        with opened(args) as store:
            result = load(
                store, asked, dry_run=args.dry_run, allow_removal=args.allow_removal, by=who(), progress=tell
            )  # fmt: skip
            text = _difference(call, store, result)
        if args.progress:
            terminal.line(f"1/1 {'、'.join(folder.name for folder in asked)} {_numbers(result)}", always=True)
    except RejectedData as error:
        terminal.progress("")
        if args.rejects:
            call.loaders.write_rejects(Path(args.rejects), error.rows, asked)
            terminal.say(f"取り込めない行を {args.rejects} に書きました。")
        if not terminal.json:
            raise
        return _rejected(call, error)
    if terminal.json:
        changed = documents.changed(result.version, result.data_version, result.changes)
        terminal.document({"problems": [], **changed})
    else:
        _tell(call, result, text)
    return 0


def _rejected(call: Call, error: RejectedData) -> int:
    """The problem document, with the rows as `check` gives them."""
    problem = problem_of(error)
    call.terminal.say(error.sentence)
    call.terminal.document({**document(problem), "problems": documents.problems(error.rows)})
    return problem.exit


def _difference(call: Call, store: GraphStore, result: LoadResult) -> str:
    """What a dry run shows a person; "" where nobody looks at it."""
    if call.terminal.json or not call.args.dry_run:
        return ""
    return call.loaders.difference(tuple(shown(store, result.changes)), store)


def _tell(call: Call, result: LoadResult, text: str) -> None:
    numbers = _numbers(result)
    if call.args.dry_run:
        call.terminal.show(text)
        call.terminal.say(f"取り込むと: {numbers}(いまの版 {result.version}。何も変えていません)")
    elif result.changes:
        call.terminal.show(f"版 {result.version} になりました({numbers})。")
    else:
        call.terminal.show(f"変わるところはありません(版 {result.version})。")


def _numbers(result: LoadResult) -> str:
    return f"増えた {result.added}、変わった {result.changed}、消えた {result.removed}"
