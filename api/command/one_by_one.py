"""`tsunagu load FOLDER…`: many folders, each replaced in a step of its own, until one cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from api import documents
from api.command.call import Call
from api.command.main import say_problems
from api.command.opening import opened
from api.command.who import who
from api.problems import document, problem_of, rejected
from graph.errors import GraphError, RejectedData, Rejection
from loaders.load import LoadResult, load_each

_NAMED = 10  # folders that a sentence names; --json has all


@dataclass(frozen=True, slots=True)
class _Done:
    """A folder that was taken in, without the changes themselves: there may be a country of them."""

    folder: Path
    version: int
    added: int
    changed: int
    removed: int

    @classmethod
    def of(cls, folder: Path, result: LoadResult) -> _Done:
        return cls(folder, result.version, result.added, result.changed, result.removed)

    @property
    def numbers(self) -> str:
        return f"増えた {self.added}、変わった {self.changed}、消えた {self.removed}"


def load_one_by_one(call: Call, folders: Sequence[Path]) -> int:
    """Load the folders in order; the first that cannot be loaded ends it and gives the exit status."""
    args, terminal = call.args, call.terminal
    done: list[_Done] = []
    try:
        with opened(args) as store:
            loads = load_each(store, folders, dry_run=args.dry_run, allow_removal=args.allow_removal, by=who())
            for folder, result in zip(folders, loads, strict=True):
                done.append(_Done.of(folder, result))
                terminal.line(f"{len(done)}/{len(folders)} {folder.name} {done[-1].numbers}", always=args.progress)
            info = store.info()
    except GraphError as error:
        return _stopped(call, folders, done, error)
    if terminal.json:
        version = {"version": info.version, "data_version": info.data_version}
        terminal.document({"problems": [], "folders": [_document(d) for d in done], **version, **_sums(done)})
    elif args.dry_run:
        terminal.show(*(f"{d.folder.name} {d.numbers}" for d in done))
        terminal.say(f"何も変えていません(いまの版 {info.version})。どのフォルダも、いまのグラフと比べています。")
    else:
        moved = sum(1 for d in done if d.added or d.changed or d.removed)
        same = f"。{len(done) - moved}フォルダは前と同じ" if moved < len(done) else ""
        terminal.show(f"{moved}フォルダを入れました{same}。版 {info.version} になりました({_total(done).numbers})。")
    return 0


def _stopped(call: Call, folders: Sequence[Path], done: Sequence[_Done], error: GraphError) -> int:
    """What stopped it, and which folders are loaded and which are not."""
    at, left = folders[min(len(done), len(folders) - 1)], folders[len(done) :]
    rows: tuple[Rejection, ...] = error.rows if isinstance(error, RejectedData) else ()
    detail = f"{at.name} で止まりました。{f'誤りが{len(rows)}件あります。' if rows else error.sentence}"
    terminal, problem = call.terminal, replace(problem_of(error), detail=detail)
    say_problems(terminal, rejected(rows))
    if rows and call.args.rejects:
        call.loaders.write_rejects(Path(call.args.rejects), rows, [at])
        terminal.say(f"取り込めない行を {call.args.rejects} に書きました。")
    terminal.say(detail)
    if not call.args.dry_run:
        terminal.say(f"入れたフォルダ: {_names(d.folder for d in done)}")
        terminal.say(f"入れていないフォルダ(前のまま): {_names(left)}")
        terminal.say("直してから同じ命令を打てば、続きから入ります(入れたものは変わりません)。")
    if terminal.json:
        terminal.document(
            {
                **document(problem),
                "problems": documents.problems(rows),
                "folder": at.name,
                "folders": [_document(d) for d in done],
                "left": [folder.name for folder in left],
            }
        )
    return problem.exit


def _names(folders: Iterable[Path]) -> str:
    names = [folder.name for folder in folders]
    more = f"、ほか {len(names) - _NAMED}" if len(names) > _NAMED else ""
    return f"{len(names)}({'、'.join(names[:_NAMED])}{more})" if names else "なし"


def _document(done: _Done) -> dict[str, object]:
    numbers = {"added": done.added, "changed": done.changed, "removed": done.removed}
    return {"folder": done.folder.name, "version": done.version, **numbers}


def _total(done: Sequence[_Done]) -> _Done:
    sums = _sums(done)
    return _Done(Path(), 0, sums["added"], sums["changed"], sums["removed"])


def _sums(done: Sequence[_Done]) -> Mapping[str, int]:
    return {
        "added": sum(d.added for d in done),
        "changed": sum(d.changed for d in done),
        "removed": sum(d.removed for d in done),
    }
