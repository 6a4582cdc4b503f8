"""Hops as lines: from, to, in which words, on what basis, by which source and on which line of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.pages.dates import as_of
from api.pages.hole import page_of
from api.pages.links import Link
from api.pages.marks import Mark, basis_mark, source_link
from api.pages.planned import line_of
from api.pages.scoped import Looking
from graph.analysis.plans import ITEMS
from graph.directory import Directory
from graph.model import EdgeId, NodeId
from graph.steps import Step, step

_LINE = re.compile(r"l\.\d+")  # the line of the page, which is said in words already


@dataclass(frozen=True, slots=True)
class HopRow:
    """One hop. `line`: where a plan item that it begins or ends at stands on its page."""

    start: Link
    label: str
    end: Link
    mark: Mark
    sources: tuple[Link, ...]
    line: str
    as_of: str
    note: str


def hop_row(looking: Looking, step: Step) -> HopRow:
    """A hop as a line."""
    links = looking.links
    line = next((p for i in (step.start.id, step.end.id) if (p := on_page(looking.directory, i))), "")
    sources = tuple(
        Link(
            source_link(looking.directory, links, s.id).label
            + (f" {s.locator}" if s.locator and not _LINE.fullmatch(s.locator) else ""),
            links.node(s.id) if s.id in looking.directory.nodes else "",
        )
        for s in step.sources
    )
    reason = step.note if step.basis == "inferred" else ""
    mark = basis_mark(step.basis, reason)
    return HopRow(
        looking.link(step.start), step.label, looking.link(step.end), mark, sources, line, as_of(step.as_of), step.note
    )


def hop_rows(looking: Looking, edges: tuple[EdgeId, ...]) -> tuple[HopRow, ...]:
    """Edges as lines, in their order."""
    known = looking.directory.edges
    return tuple(hop_row(looking, step(looking.directory, known[e])) for e in edges if e in known)


def on_page(directory: Directory, item: NodeId) -> str:
    """重点政策案 39行: the page and the line of a plan item; "" for anything else."""
    node = directory.nodes.get(item)
    if node is None or node.kind not in ITEMS or not line_of(node):
        return ""
    page = page_of(directory, item)
    title = (page.text("title") or page.name) if page else ""
    plan = directory.label(page.text("plan")) if page else ""
    return f"{title.removeprefix(plan).strip() or title} {line_of(node)}".strip()
