"""The rows behind a number of the matrix: item, role, words of the page, services, basis, line."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.hops import on_page
from api.pages.links import Link
from api.pages.marks import Mark, basis_mark, source_link
from api.pages.scoped import Looking
from graph.analysis.matrix import NO_WORDS, Fact, Matrix, facts
from graph.analysis.plans import standing
from graph.model import NodeId


@dataclass(frozen=True, slots=True)
class FactRow:
    """One edge."""

    where: str
    item: Link
    other: Link
    role: str
    words: str
    services: tuple[Link, ...]
    mark: Mark
    reason: str
    source: Link
    repeated: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """What was chosen, its numbers in words, and the rows."""

    title: str
    sentence: str
    rows: tuple[FactRow, ...]
    others: bool  # whether the rows end at different things
    repeated: int
    paths: Link | None


def detail(looking: Looking, found: Matrix, row: NodeId, column: NodeId) -> Detail:
    """The rows behind a row, a column or a cell."""
    rows = tuple(_fact(looking, f) for f in facts(looking.scope, found, row, column))
    parts = [_title(looking, row), looking.directory.label(column) if column else ""]
    ways = looking.to("/paths", **{"from": row, "to": column}) if row and column else ""
    return Detail(
        " × ".join(p for p in parts if p),
        found.told_of(row, column),
        rows,
        not column,
        sum(r.repeated for r in rows),
        Link("この2つのあいだの道をたどる", ways) if ways else None,
    )


def _title(looking: Looking, row: NodeId) -> str:
    return f"{standing(looking.directory, row).where} {looking.directory.label(row)}" if row else ""


def _fact(looking: Looking, fact: Fact) -> FactRow:
    step = fact.step
    first = step.sources[0] if step.sources else None
    title = source_link(looking.directory, looking.links, first.id) if first else Link("")
    place = on_page(looking.directory, fact.item.id)
    return FactRow(
        fact.where,
        looking.link(fact.item),
        looking.link(step.end if step.start.id == fact.item.id else step.start),
        fact.role,
        f"「{fact.words}」" if fact.words not in ("", NO_WORDS) else fact.words,
        tuple(looking.link(s) for s in fact.services),
        basis_mark(step.basis, step.note if step.basis == "inferred" else ""),
        step.note,
        Link(place or title.label, title.href, title.label if place else ""),
        fact.repeated,
    )
