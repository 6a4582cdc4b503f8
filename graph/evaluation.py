"""How well the finder does on labelled questions: counts, shares and how far chance could move them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from pathlib import Path
from typing import Any

from graph.directory import Directory
from graph.errors import BadParameter
from graph.finding.answer import Answer, Body
from graph.finding.find import find
from graph.model import NodeId
from graph.text import fold

_Z = 1.96  # of the 95 % interval
_FIRST_ROWS = 5
_MOST_STYLES = 20  # in the table: files of phrases tell of hundreds of speakers
_WORKING_HOURS = datetime(2026, 11, 25, 10)  # a Wednesday: figures must not change with the hour they are taken at
_NOTE = re.compile(r"(?P<key>style|緊急)=(?P<value>[^;\s]+)")
_DANGER = "緊急"


@dataclass(frozen=True, slots=True)
class Query:
    """A labelled question. `numbers` must be shown in red; `bodies` by name, the first of them first."""

    text: str
    case_types: tuple[NodeId, ...]
    bodies: tuple[str, ...]
    numbers: tuple[str, ...]
    style: str
    compound: bool

    def numbers_in(self, answer: Answer, *levels: str) -> bool:
        """Whether all numbers that must be shown are, at one of these levels."""
        shown = answer.urgent.calls if answer.urgent and answer.urgent.level in levels else ()
        return set(self.numbers) <= {c.phone for c in shown}


@dataclass(frozen=True, slots=True)
class Score:
    """So many right of so many."""

    name: str
    hits: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share."""
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.share
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Miss:
    """A question whose first case type was not right."""

    query: str
    wanted: tuple[NodeId, ...]
    got: tuple[NodeId, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of a file, whole and by style of speaker."""

    file: str
    rows: int
    scores: tuple[Score, ...]
    styles: tuple[tuple[str, tuple[Score, ...]], ...]
    misses: tuple[Miss, ...]


Judged = tuple[Query, Answer]
# which questions a figure is about, and which of them are right
_Figure = tuple[str, Callable[[Query], bool], Callable[[Directory, Query, Answer], bool]]


def evaluate(directory: Directory, path: Path) -> Evaluation:
    """Ask every question of a labelled file. BadParameter when a line cannot be read."""
    queries = read_queries(path)
    judged = list(zip(queries, answers(directory, queries), strict=True))
    styles: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        styles[one[0].style].append(one)
    named = sorted((s for s in styles if s), key=lambda s: (-len(styles[s]), s))
    return Evaluation(
        path.name,
        len(judged),
        _scores(directory, judged, _FIGURES),
        tuple((s, _scores(directory, styles[s], _FIGURES[:2] + _FIGURES[5:7])) for s in named),
        tuple(Miss(q.text, q.case_types, _read(a)) for q, a in judged if _wrong(q, a)),
    )


def answers(directory: Directory, queries: Iterable[Query]) -> Iterator[Answer]:
    """What the finder says to each question, at an hour of the working day."""
    return (find(directory, q.text, now=_WORKING_HOURS) for q in queries)


def read_queries(path: Path) -> tuple[Query, ...]:
    """The questions of a JSON Lines file, as data README and dev.jsonl write them."""
    return tuple(_queries(path))


def as_table(evaluation: Evaluation) -> str:
    """The scores as a text table in Japanese."""
    lines = [f"{evaluation.file}: {evaluation.rows}件", ""]
    lines += [_line(s) for s in evaluation.scores if s.of]
    if evaluation.styles:
        lines += ["", "話し方ごと"]
    for style, scores in evaluation.styles[:_MOST_STYLES]:
        told = "  ".join(f"{s.name} {s.hits}/{s.of}({s.share:.0%})" for s in scores if s.of)
        lines.append(f"  {style}: {told}")
    return "\n".join(lines)


def _line(score: Score) -> str:
    low, high = score.interval
    return f"{score.name}: {score.hits} / {score.of}  {score.share:.1%}(95%の幅 {low:.1%}~{high:.1%})"


def _queries(path: Path) -> Iterator[Query]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadParameter("file", path.name, "問い合わせを1行に1つ書いた JSON Lines のファイルが要ります。") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _query(json.loads(line), compound=path.stem.endswith("compound"))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadParameter(
                    "file", f"{path.name} の{number}行目", "q と case_types のある JSON を1行に書いてください。"
                ) from error


def _query(raw: dict[str, Any], *, compound: bool) -> Query:
    notes = {m["key"]: m["value"] for m in _NOTE.finditer(raw.get("note") or "")}
    numbers = raw.get("urgent") or [n for n in notes.get(_DANGER, "").split(",") if n]
    style = notes.get("style", "")
    return Query(
        str(raw["q"]),
        tuple(f"case:{c}" for c in raw["case_types"]),
        tuple(raw.get("expect_orgs") or ()),
        tuple(str(n) for n in numbers),
        style or raw.get("speaker") or "",
        compound or style == "multi",
    )


def _scores(directory: Directory, judged: Sequence[Judged], figures: Sequence[_Figure]) -> tuple[Score, ...]:
    return tuple(
        Score(name, sum(right(directory, q, a) for q, a in judged if about(q)), sum(about(q) for q, _ in judged))
        for name, about, right in figures
    )


def _read(answer: Answer) -> tuple[NodeId, ...]:
    return tuple(c.id for c in answer.case_types)


def _wrong(query: Query, answer: Answer) -> bool:
    return not (_first_right(query, answer) if query.case_types else _silent(answer))


def _first_right(query: Query, answer: Answer) -> bool:
    return bool(set(_read(answer)[:1]) & set(query.case_types))


def _silent(answer: Answer) -> bool:
    return not answer.case_types and not answer.bodies


def _rows(answer: Answer, most: int) -> Iterator[Body]:
    """The bodies on the first rows: those that share a rank are one row of a page."""
    rows: dict[tuple[str, int], None] = {}
    for body in answer.bodies:
        rows[body.group, body.rank] = None
        if len(rows) > most:
            return
        yield body


def _is_called(directory: Directory, body: Body, name: str) -> bool:
    """The body, or its kind, has the name or is also called so."""
    nodes = [directory.nodes[body.id]]
    if body.organisation_kind:
        nodes.append(directory.nodes[body.organisation_kind.id])
    return any(fold(name) in map(fold, (n.name, *n.list("aliases"))) for n in nodes)


def _body_in_first_rows(directory: Directory, query: Query, answer: Answer) -> bool:
    return any(_is_called(directory, b, name) for b in _rows(answer, _FIRST_ROWS) for name in query.bodies)


def _first_body(directory: Directory, query: Query, answer: Answer) -> bool:
    return any(_is_called(directory, b, query.bodies[0]) for b in _rows(answer, 1))


def _first_body_or_red(directory: Directory, query: Query, answer: Answer) -> bool:
    calls = answer.urgent.calls if answer.urgent and answer.urgent.level == "red" else ()
    names = [n for c in calls for n in (directory.nodes[c.id].name, *directory.nodes[c.id].list("aliases"))]
    return _first_body(directory, query, answer) or fold(query.bodies[0]) in map(fold, names)


def _in_scope(query: Query) -> bool:
    return bool(query.case_types)


def _has_bodies(query: Query) -> bool:
    return bool(query.bodies)


def _red(answer: Answer) -> bool:
    return answer.urgent is not None and answer.urgent.level == "red"


def _wants_silence(query: Query) -> bool:
    return not query.case_types


def _is_urgent(query: Query) -> bool:
    return bool(query.numbers)


def _is_calm(query: Query) -> bool:
    return not query.numbers


_FIGURES: tuple[_Figure, ...] = (
    ("1番目の種別が正しい", _in_scope, lambda _, q, a: _first_right(q, a)),
    ("3つまでに正しい種別", _in_scope, lambda _, q, a: bool(set(_read(a)[:3]) & set(q.case_types))),
    ("期待する機関が5行までに", _has_bodies, _body_in_first_rows),
    ("1番目の機関が正しい", _has_bodies, _first_body),
    ("同じく、赤い枠の中も数えて", _has_bodies, _first_body_or_red),
    ("黙るべきでないのに黙った", _in_scope, lambda _, _q, a: _silent(a)),
    ("対象外に黙った", _wants_silence, lambda _, _q, a: _silent(a)),
    ("緊急の番号を赤い枠に出した", _is_urgent, lambda _, q, a: q.numbers_in(a, "red")),
    ("急ぐ文に赤い枠を出した", _is_urgent, lambda _, _q, a: _red(a)),
    ("赤い枠か「念のため」に出した", _is_urgent, lambda _, q, a: q.numbers_in(a, "red", "soft")),
    ("急がないのに赤い枠を出した", _is_calm, lambda _, _q, a: _red(a)),
    ("重なる困りごとを5つまでに全部", lambda q: q.compound, lambda _, q, a: set(q.case_types) <= set(_read(a))),
)
