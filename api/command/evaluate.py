"""`tsunagu evaluate FILE`, `tsunagu evaluate --left-out`: how well the finder does on labelled questions."""

from __future__ import annotations

from pathlib import Path

from api.command.call import Call, Failed
from api.command.folders import folders
from api.command.opening import directory_of, opened
from api.problems import Problem
from graph.directory import Directory
from graph.errors import BadParameter
from graph.evaluation import Evaluation, Miss, Score, as_table, evaluate
from graph.finding.shelf import FOLDER

USAGE = 2


def run(call: Call) -> int:
    args = call.args
    if not args.left_out and not args.file:
        raise Failed(Problem("usage", 400, USAGE, "使い方が違います", "FILE か --left-out が要ります。"))
    with opened(args) as store:
        directory = directory_of(store, args)
    found = _left_out(call, directory) if args.left_out else (evaluate(directory, Path(args.file)),)
    if call.terminal.json:
        documents = [_document(f, misses=args.misses) for f in found]
        call.terminal.document({"files": documents} if args.left_out else documents[0])
        return 0
    for one in found:
        call.terminal.show(as_table(one), *([""] if args.left_out else []))
        if args.misses:
            call.terminal.show("", *(line for miss in one.misses for line in _miss(miss)))
    return 0


def _left_out(call: Call, directory: Directory) -> tuple[Evaluation, ...]:
    """Each author's file with the weights of a training without it, and all of them together. Takes some minutes."""
    from graph.finding.learned.making import train  # numpy, which scoring a file may do without
    from graph.finding.learned.weights import vectors_in
    from graph.left_out import by_model, left_out, together

    chosen = folders(call)
    files = call.loaders.phrase_files(chosen)
    if call.args.file:
        author = Path(call.args.file).stem.removeprefix("phrases-")
        files = {a: f for a, f in files.items() if a == author}
        if not files:
            raise BadParameter("file", call.args.file, "言い回しのファイルの1つを書くか、FILE を書かないでください。")
    vectors = vectors_in(call.loaders.shipped() / "japan" / FOLDER)
    training = train(call.loaders.examples(chosen), vectors, call.terminal.say)
    found: list[Evaluation] = []
    for one in left_out(directory, training, files):
        found.append(one)
        call.terminal.progress(f"{one.file} {len(found)} / {len(files)}")
    call.terminal.progress("")
    return (*found, together(tuple(found), by_model(training, files.keys())))


def _miss(miss: Miss) -> list[str]:
    return [f"× {miss.query}", f"    正解 {_ids(miss.wanted)}  答え {_ids(miss.got)}"]


def _ids(ids: tuple[str, ...]) -> str:
    return "、".join(ids) or "なし"


def _document(found: Evaluation, *, misses: bool) -> dict[str, object]:
    document: dict[str, object] = {
        "file": found.file,
        "queries": found.rows,
        "scores": [_score(s) for s in found.scores],
        "styles": [{"style": style, "scores": [_score(s) for s in scores]} for style, scores in found.styles],
    }
    if misses:
        document["misses"] = [{"q": m.query, "wanted": list(m.wanted), "got": list(m.got)} for m in found.misses]
    return document


def _score(score: Score) -> dict[str, object]:
    low, high = score.interval
    return {"name": score.name, "hits": score.hits, "of": score.of, "share": score.share, "low": low, "high": high}
