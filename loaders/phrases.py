"""Labelled phrases as they stand in the files, and what contradicts what in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import RejectedData, Rejection
from graph.text import search_key
from loaders.dataset import PHRASES, PHRASES_FILE

_SHOWN = 60  # characters of a line that cannot be read


@dataclass(frozen=True, slots=True)
class Phrase:
    """A labelled text and the line it stands on; no case types = none of our business."""

    file: str  # "japan/phrases/family.jsonl"
    line: int
    text: str
    case_types: tuple[str, ...]  # without case:, best first


def files_in(folder: Path) -> Iterator[Path]:
    """The files of phrases of a data set."""
    own = (*sorted((folder / PHRASES).glob("*.jsonl")), folder / PHRASES_FILE)
    return (p for p in own if p.is_file())


def phrases_in(folder: Path) -> Iterator[Phrase]:
    """The phrases of a data set, file by file. RejectedData when a line cannot be read."""
    for path in files_in(folder):
        name = path.relative_to(folder.parent).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
            if line.strip():
                yield _phrase(name, number, line)


def _phrase(file: str, number: int, line: str) -> Phrase:
    try:
        read = json.loads(line)
        types = tuple(str(c).removeprefix("case:") for c in read["case_types"])
        return Phrase(file, number, str(read["q"]), types)
    except (ValueError, KeyError, TypeError) as error:
        sentence = "言い回しの行が読めません。"
        wrong = Rejection(file, number, None, line[:_SHOWN], "q と case_types のある JSON を1行に", sentence)
        raise RejectedData((wrong,)) from error


def contradictions(phrases: Iterable[Phrase]) -> Iterator[str]:
    """Texts that are the same but for marks, kana and the order of words apart, with different first case types.

    Texts that differ in one word are no such case: 父に叩かれる and 夫に叩かれる are there for their difference.
    """
    same: dict[str, list[Phrase]] = defaultdict(list)
    for one in phrases:
        same[_key(one.text)].append(one)
    for some in same.values():
        if len({p.case_types[:1] for p in some}) > 1:
            told = "、".join(f"{p.file} の{p.line}行目({p.case_types[0] if p.case_types else '対象外'})" for p in some)
            yield f"「{some[0].text}」の正解が分かれています: {told}。docs/case-types.md の決まりでそろえてください。"


def _key(text: str) -> str:
    return " ".join(sorted(filter(None, map(search_key, text.split()))))
