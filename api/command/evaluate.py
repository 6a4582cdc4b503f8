"""`tsunagu evaluate FILE`: how well the finder does on labelled questions."""

from __future__ import annotations

from pathlib import Path

from api.command.call import Call
from api.command.opening import directory_of, opened
from graph.evaluation import Evaluation, Miss, Score, as_table, evaluate


def run(call: Call) -> int:
    with opened(call.args) as store:
        directory = directory_of(store, call.args)
    found = evaluate(directory, Path(call.args.file))
    if call.terminal.json:
        call.terminal.document(_document(found, misses=call.args.misses))
        return 0
    call.terminal.show(as_table(found))
    if call.args.misses:
        call.terminal.show("", *(line for miss in found.misses for line in _miss(miss)))
    return 0


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
