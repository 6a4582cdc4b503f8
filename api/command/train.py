"""`tsunagu train`: the finder's weights, made from the labelled phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.command.call import Call
from api.command.folders import folders
from api.command.opening import directory_of, opened
from graph.directory import Directory
from graph.errors import StoreUnavailable
from graph.evaluation import Evaluation, Query, answers, evaluate, read_queries
from graph.finding import shelf
from graph.finding.learned.making import Training, figures, train
from graph.finding.learned.reader import Reader
from graph.finding.learned.vectors import read_wheel
from graph.finding.learned.weights import save, vectors_in
from graph.model import NodeId


def run(call: Call) -> int:
    args = call.args
    chosen = folders(call)
    shipped = call.loaders.shipped() / "japan" / shelf.FOLDER
    vectors = read_wheel(Path(args.vectors)) if args.vectors else vectors_in(shipped)
    before = _before(call, Path(args.dev)) if args.dev else None
    training = train(call.loaders.examples(chosen), vectors, call.terminal.say)
    left_out = figures(training)
    measured: dict[str, object] = {"left_out": left_out}
    if before is not None:
        measured["dev"] = _compare(call, before, training)
    made_of = {"made_of": dict(call.loaders.fingerprints(chosen)), "figures": measured}
    target = Path(args.folder) if args.folder else shipped
    save(target, training.weights, vectors.rows, made_of)
    _show(call, target, left_out)
    return 0


@dataclass(frozen=True, slots=True)
class _Before:
    """The questions to compare, and what the weights of now read in them; None where those cannot be read."""

    dev: Path
    directory: Directory
    queries: tuple[Query, ...]
    types: list[tuple[NodeId, ...]] | None


def _before(call: Call, dev: Path) -> _Before:
    """Asked before the training: nobody waits minutes to hear that a file cannot be read."""
    queries = read_queries(dev)
    with opened(call.args) as store:
        directory = directory_of(store, call.args)
    try:
        return _Before(dev, directory, queries, _types(directory, queries))
    except StoreUnavailable:  # weights of another form: there is nothing to compare with
        return _Before(dev, directory, queries, None)


def _compare(call: Call, before: _Before, training: Training) -> dict[str, list[int]]:
    """Print the questions whose case types change, and give the figures with the new weights."""
    with shelf.lent(Reader(training.weights)):
        after = _types(before.directory, before.queries)
        found = evaluate(before.directory, before.dev)
    name, count = before.dev.name, len(before.queries)
    if before.types is None:
        call.terminal.show(f"{name}: いまの重みは形が違って読めないので、変わる答えは比べられません")
        return as_counts(found)
    changed = [(q, b, a) for q, b, a in zip(before.queries, before.types, after, strict=True) if b != a]
    call.terminal.show(f"{name}: {count}件のうち {len(changed)}件の答えが変わります")
    for query, old, new in changed:
        right = "○" if set(new[:1]) & set(query.case_types) or (not new and not query.case_types) else "×"
        call.terminal.show(f"{right} {query.text}", f"    前 {_ids(old)}  後 {_ids(new)}")
    return as_counts(found)


def as_counts(found: Evaluation) -> dict[str, list[int]]:
    """The figures of the reading of questions, as the manifest keeps them: hits and of how many."""
    return {s.name: [s.hits, s.of] for s in found.scores if s.of}


def _types(directory: Directory, queries: Sequence[Query]) -> list[tuple[NodeId, ...]]:
    return [tuple(c.id for c in a.case_types[:3]) for a in answers(directory, queries)]


def _ids(ids: Sequence[NodeId]) -> str:
    return "、".join(ids) or "なし"


def _show(call: Call, target: Path, measured: dict[str, dict[str, list[int]]]) -> None:
    call.terminal.show(f"重みを {target} に書きました。作者を1人ずつ外した成績:")
    for author, scores in measured.items():
        told = "  ".join(f"{name} {hits}/{of}({hits / of:.0%})" for name, (hits, of) in scores.items() if of)
        call.terminal.show(f"  {author}: {told}")
