"""The named questions of questions.yaml, each answered by what the API would answer it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from graph.analysis.common import common
from graph.analysis.matrix import matrix, read_cell
from graph.analysis.paths import paths
from graph.analysis.reports.catalogue import report
from graph.analysis.scope import Scope, read_bases, scope
from graph.directory import Directory
from graph.errors import BadParameter
from graph.finding.find import find
from graph.finding.kept import kept
from graph.steps import Ref, ref

_DAYS_KEPT: Final = 8
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be changed in a question: a thing of one of these kinds, or a text where there are none."""

    name: str
    label: str
    kinds: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a row of data. `ask`: what is handed on, with {name} where a parameter stands."""

    id: str
    group: str
    sentence: str
    how: str
    ask: tuple[tuple[str, str], ...]
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its values: how to ask it, and what it is answered with. `missing`: what the data do not hold."""

    question: Question
    sentence: str
    values: tuple[tuple[str, Ref], ...]
    ask: tuple[tuple[str, str], ...]
    answer: str
    missing: str


@cache
def questions() -> tuple[Question, ...]:
    """All named questions, in the order of the file."""
    raw: dict[str, dict[str, Any]] = yaml.safe_load(
        (files("graph.analysis") / "questions.yaml").read_text(encoding="utf-8")
    )
    return tuple(
        Question(
            name, row["group"], row["sentence"], row["how"], tuple(row["ask"].items()),
            tuple(
                Parameter(key, p["label"], tuple(p.get("kinds", ())), tuple(p["examples"]))
                for key, p in row.get("parameters", {}).items()
            ),
        )
        for name, row in raw.items()
    )  # fmt: skip


def asked(directory: Directory, *, on: str = "", today: date | None = None) -> tuple[Asked, ...]:
    """Every question with its examples, answered as of the day. BadParameter when it is no day."""
    then = scope(directory, on=on, today=today)
    answered = _answered(directory)
    found = answered.get(then.day)
    if found is None:
        if len(answered) >= _DAYS_KEPT:
            answered.clear()
        found = answered[then.day] = tuple(ask(then, q) for q in questions())
    return found


def ask(then: Scope, question: Question) -> Asked:
    """One question with its examples, answered."""
    values = {p.name: _value(then.directory, p) for p in question.parameters}
    missing = "、".join(p.label for p in question.parameters if not values[p.name].id)
    words = {name: value.label for name, value in values.items()}
    ids = {name: value.id for name, value in values.items()}
    given = tuple((name, text.format(**ids)) for name, text in question.ask)
    answer = f"このデータには、{missing}がありません。" if missing else _HOW[question.how](then, dict(given))
    return Asked(question, question.sentence.format(**words), tuple(values.items()), given, answer, missing)


@kept
def _answered(_: Directory) -> dict[str, tuple[Asked, ...]]:
    """Answers by day: all together they take longer than a page may."""
    return {}


def _value(directory: Directory, parameter: Parameter) -> Ref:
    """The first example that the data hold, else the first thing of a kind; an empty Ref when there is none."""
    if not parameter.kinds:
        return Ref(parameter.examples[0], parameter.examples[0])
    known = (i for i in parameter.examples if i in directory.nodes)
    others = (n.id for kind in parameter.kinds for n in directory.of(kind))
    found = next((i for some in (known, others) for i in some), "")
    return ref(directory, found) if found else Ref("", "")


def _report(then: Scope, given: Values) -> str:
    at = _on(then, given)
    return report(at, given["name"], given.get("id", ""), area=given.get("area", "")).sentence


def _paths(then: Scope, given: Values) -> str:
    return paths(_on(then, given), given["from"], given["to"]).sentence


def _common(then: Scope, given: Values) -> str:
    return common(_on(then, given), given["a"], given["b"]).sentence


def _matrix(then: Scope, given: Values) -> str:
    at = scope(then.directory, on=given.get("on", then.day), bases=read_bases(given.get("basis", "")))
    table = matrix(at, given["rows"], given["columns"])
    if "cell" not in given:
        return table.sentence
    try:
        row, column = read_cell(table, given["cell"])
    except BadParameter:
        return f"「{then.directory.label(given['cell'].strip(','))}」と結びつくものは、計画のデータにありません。"
    return table.told_of(row, column)


def _find(then: Scope, given: Values) -> str:
    answer = find(then.directory, given["q"], area=given.get("area", ""), on=given.get("on", then.day))
    read = "、".join(c.label for c in answer.case_types if c.use == "answer")
    first = [b.label for b in answer.bodies if b.group == "first"]
    if not read:
        return "当てはまる相談の種別はありません。"
    where = f"{'、'.join(a.label for a in answer.areas)}では、" if answer.areas else ""
    lead = (
        f"まず連絡するのは{first[0]}で、合わせて{len(first)}の窓口があります。"
        if first
        else "最初の窓口はデータにありません。"
    )
    return f"{read}と読みました。{where}{lead}"


def _on(then: Scope, given: Values) -> Scope:
    return scope(then.directory, on=given["on"]) if "on" in given else then


_HOW: Final[Mapping[str, Callable[[Scope, Values], str]]] = {
    "report": _report, "paths": _paths, "common": _common, "matrix": _matrix, "find": _find
}  # fmt: skip
