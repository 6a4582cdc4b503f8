"""The Cypher beside a named question (cypher.yaml), for whoever asks the Neo4j engine past this program."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

import yaml

from graph.analysis.questions import Asked
from graph.analysis.scope import Scope, read_bases
from graph.directory import Directory
from graph.store import GraphStore

Parameter: TypeAlias = str | tuple[str, ...]
_THERE: Final = re.compile(r"THERE\[([^\]]*)\]")
_CONDITION: Final = (
    "all(x IN {} WHERE x.dataset IN $sets AND coalesce(x.since, '') <= $day AND coalesce(x.until, '~') + '~' > $day\n"
    "    AND coalesce(x.status, '') <> 'planned' AND (coalesce(x.status, '') <> 'closed' OR x.until IS NOT NULL))"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """`text` with its `parameters`, and what of the answer it says; no text: why one statement cannot say it."""

    says: str
    text: str = ""
    parameters: tuple[tuple[str, Parameter], ...] = ()


def statement(directory: Directory, asked: Asked, day: str) -> Statement:
    """The Cypher of a question with the values it was asked with."""
    known = statements()[asked.question.id]
    if not known.text or asked.missing:
        return Statement(known.says)
    given = dict(asked.ask)
    values: dict[str, Parameter] = {name: value.id for name, value in asked.values}
    values |= {"sets": directory.sets, "day": given.get("on", day), "bases": read_bases(given.get("basis", ""))}
    return Statement(known.says, known.text, tuple((n, values[n]) for n in sorted(values) if f"${n}" in known.text))


def beside(store: GraphStore, then: Scope) -> Callable[[Asked], Statement | None]:
    """What stands beside a question: its Cypher where Neo4j is the engine, nothing elsewhere."""
    if store.info().engine != "neo4j":
        return lambda _: None
    return lambda asked: statement(then.directory, asked, then.day)


@cache
def statements() -> Mapping[str, Statement]:
    """Of every named question, by its id."""
    raw: dict[str, dict[str, str]] = yaml.safe_load(
        (files("graph.analysis") / "cypher.yaml").read_text(encoding="utf-8")
    )
    return {name: Statement(row["says"], _THERE.sub(_there, row.get("text", "")).strip()) for name, row in raw.items()}


def _there(found: re.Match[str]) -> str:
    """`THERE[a, r]` in full; of a path, whatever lies on it."""
    named = found[1]
    return _CONDITION.format("nodes(p) + relationships(p)" if named == "p" else f"[{named}]")
