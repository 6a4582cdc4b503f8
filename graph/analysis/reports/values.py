"""What a report is: sentences with numbers, and for each line the things and edges it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.analysis.scope import Away, Scope
from graph.model import Basis, EdgeId, NodeId
from graph.steps import Ref, ref

NOT_IN_DATA: Final = "「ない」はデータにないという意味です。実際にないとは限りません。"


@dataclass(frozen=True, slots=True)
class Item:
    """One line. `cells` are further columns of its table (name, value); `mark` a sign such as ●."""

    sentence: str
    subjects: tuple[Ref, ...]
    edges: tuple[EdgeId, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    basis: Basis | None = None
    mark: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A group of lines under a title. `count` is the number of its items."""

    id: str
    title: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """A report on a day. `about` is the thing it was asked for, None where it is about everything."""

    name: str
    title: str
    sentence: str
    about: Ref | None
    on: str
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    told: tuple[Away, ...]
    notes: tuple[str, ...]

    def of(self, section: str) -> tuple[Item, ...]:
        """The lines of a section."""
        return tuple(i for i in self.items if i.section == section)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its lines, while a report is put together."""

    id: str
    title: str
    sentence: str
    items: tuple[Item, ...]


def made(
    scope: Scope,
    name: str,
    title: str,
    sentence: str,
    parts: Iterable[Part],
    about: NodeId = "",
    told: Iterable[str] | None = None,
) -> Report:
    """The report of these parts."""
    parts = tuple(parts)
    return Report(
        name,
        title,
        sentence,
        ref(scope.directory, about) if about else None,
        scope.day,
        tuple(Section(p.id, p.title, p.sentence, len(p.items)) for p in parts),
        tuple(replace(i, section=p.id) for p in parts for i in p.items),
        scope.told(set(told)) if told is not None else scope.told(),
        (NOT_IN_DATA, *scope.notes),
    )


def refs(scope: Scope, ids: Iterable[NodeId]) -> tuple[Ref, ...]:
    """These things by id and name, each once."""
    return tuple(ref(scope.directory, i) for i in dict.fromkeys(ids))


def listed(scope: Scope, ids: Iterable[NodeId], most: int = 12) -> str:
    """Names in a row; what is too many is counted."""
    return names([scope.directory.label(i) for i in dict.fromkeys(ids)], most)


def names(labels: Sequence[str], most: int = 12) -> str:
    """Words in a row; what is too many is counted."""
    more = f"、ほか{len(labels) - most}" if len(labels) > most else ""
    return "、".join(labels[:most]) + more
