"""The sections of a report as tables: the names as links, the basis as a mark, the edges behind each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from api.pages.dates import NO_DATE, as_of, dial
from api.pages.hops import HopRow, hop_rows
from api.pages.kind import Region, districts_of
from api.pages.linked import Word, linked, titles
from api.pages.links import Link
from api.pages.marks import Mark, age_marks, basis_mark, source_link
from api.pages.relations import bodies_of_kind
from api.pages.report_columns import columns_of
from api.pages.scoped import Looking
from api.pages.sources import web_address
from graph.analysis.plans import ITEMS, standing
from graph.analysis.reports.values import Item, Report, Section
from graph.steps import Ref

FIRST: Final = 40  # lines of a section before the rest is asked for
MOST: Final = 1_000  # lines of one section on a page
_CUT: Final = re.compile(r"、ほか\d+")
_LISTS: Final = frozenset({"最初の窓口", "ほか", "両方の機関", "残る", "確かめ直す係"})
_SHORT: Final = frozenset(
    {"=状態", "=種類", "=電話", "as_of", "=受け方", "=役", "=所", "=割合", "=前", "=後", "=順", "=行", "=ページ"}
)


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: words, marks before and after them, a number to call."""

    words: tuple[Word, ...] = ()
    before: Mark | None = None
    short: bool = False  # stays in one line
    wide: bool = False  # a sentence
    numbers: tuple[tuple[Link, str, str], ...] = ()  # who, the number, how it is dialled


@dataclass(frozen=True, slots=True)
class LineView:
    """A line. `facts` leads to the edges it is made from."""

    cells: tuple[CellView, ...]
    mark: Mark | None
    facts: Link | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section: its sentence, its table, and the edges behind the line that was chosen."""

    anchor: str
    title: str
    count: int
    sentence: tuple[Word, ...]
    regions: tuple[Region, ...]
    heads: tuple[str, ...]
    lines: tuple[LineView, ...]
    basis: bool  # whether any line has one
    facts: bool
    chosen: tuple[HopRow, ...]
    rest: Link | None
    more: int  # that no page shows


@dataclass(frozen=True, slots=True)
class _Table:
    """A section while it is put together. `address` is that of the page, `line` the chosen one, 0 for none."""

    looking: Looking
    report: Report
    section: Section
    address: dict[str, str]
    line: int

    def view(self, whole: bool) -> SectionView:
        """The section; `whole` with all its lines."""
        items = self.report.of(self.section.id)
        shown = items[: MOST if whole else max(FIRST, self.line)]
        lines = tuple(self._line(n, i) for n, i in enumerate(shown, 1))
        chosen = items[self.line - 1] if 0 < self.line <= len(items) else None
        left = len(items) - len(shown)
        return SectionView(
            anchor(self.section.id),
            self.section.title,
            self.section.count,
            linked(self.section.sentence, {}),
            self._regions(),
            tuple(self._heads()),
            lines,
            any(line.mark for line in lines),
            any(line.facts for line in lines),
            hop_rows(self.looking, chosen.edges) if chosen else (),
            Link(f"{len(items)}行のうち{len(shown)}行。残りも出す", self._rest()) if left and not whole else None,
            left if whole else 0,
        )

    def _rest(self) -> str:
        return self._to(open=self.section.id) + f"#{anchor(self.section.id)}"

    def _to(self, **more: str) -> str:
        return self.looking.to(f"/reports/{self.report.name}", **{**self.address, **more})

    def _heads(self) -> Iterator[str]:
        for head, what in columns_of(self.report.name, self.section.id):
            if what == "first" and self.section.id.startswith("areas-"):
                head = self.section.title.rpartition("ない")[2]  # 児童館のない地区
            yield head or "わかること"
            if what == "titles":
                yield "前の計画"

    def _line(self, number: int, item: Item) -> LineView:
        columns = columns_of(self.report.name, self.section.id)
        cells = [replace(c, short=w in _SHORT, wide=w == "text") for _, w in columns for c in self._cells(w, item)]
        mark = basis_mark(item.basis, self._reason(item)) if item.basis else None
        facts = None
        if item.edges:
            href = self._to(line=f"{self.section.id}.{number}") + "#facts"
            facts = Link(f"{len(item.edges)}本", href)
        return LineView(tuple(cells), mark, facts, number == self.line)

    def _reason(self, item: Item) -> str:
        return dict(item.cells).get("理由", "") if item.basis == "inferred" else ""

    def _cells(self, what: str, item: Item) -> Iterator[CellView]:
        first = item.subjects[:1]
        match what:
            case "text":
                sign = (Word(f"{item.mark} ", strong=True),) if item.mark else ()
                yield CellView((*sign, *self._named(item.sentence, item)))
            case "first":
                yield CellView(tuple(self._words(first)))
            case "rest":
                yield CellView(tuple(self._words(item.subjects[1:])))
            case "titles":
                yield from self._titles(item)
            case "call":
                yield self._calls(item)
            case "source":
                yield CellView(self._source(first))
            case "as_of":
                yield self._age(first)
            case _:
                yield self._cell(what.removeprefix("="), item)

    def _places(self, item: Item) -> dict[str, str]:
        return {s.label: self.looking.link(s).href for s in item.subjects}

    def _words(self, subjects: tuple[Ref, ...]) -> Iterator[Word]:
        for n, subject in enumerate(subjects):
            if n:
                yield Word("、")
            yield Word(subject.label, self.looking.link(subject).href)

    def _titles(self, item: Item) -> Iterator[CellView]:
        one, other = item.subjects[:2]
        for ref, words in zip((one, other), titles(one.label, other.label), strict=True):
            node = self.looking.directory.nodes[ref.id]
            where = standing(self.looking.directory, ref.id).where if node.kind in ITEMS else ""
            yield CellView((Word(where, self.looking.link(ref).href), Word(" "), *words))

    def _calls(self, item: Item) -> CellView:
        rest = [(s, self.looking.directory.nodes.get(s.id)) for s in item.subjects[2:]]
        return CellView(
            numbers=tuple((self.looking.link(s), p := n.text("phone") if n else "", dial(p)) for s, n in rest)
        )

    def _source(self, first: tuple[Ref, ...]) -> tuple[Word, ...]:
        node = self.looking.directory.nodes[first[0].id]
        if not node.provenance:
            return ()
        link = source_link(self.looking.directory, self.looking.links, node.provenance[0].source)
        return (Word(link.label, link.href),)

    def _age(self, first: tuple[Ref, ...]) -> CellView:
        node = self.looking.directory.nodes[first[0].id]
        said = as_of(node.provenance[0].as_of) if node.provenance else NO_DATE
        return CellView((Word(said),), next(iter(age_marks(node, date.fromisoformat(self.looking.scope.day))), None))

    def _named(self, text: str, item: Item) -> tuple[Word, ...]:
        """The text with the names in it as links; where it only counts some («ほか5»), they follow."""
        words = linked(text, self._places(item))
        if not _CUT.search(text):
            return words
        said = (item.sentence, *(value for _, value in item.cells))
        rest = tuple(s for s in item.subjects if not any(s.label in other for other in said))
        return (*words, Word("(ほか: "), *self._words(rest), Word(")")) if rest else words

    def _cell(self, name: str, item: Item) -> CellView:
        text = dict(item.cells).get(name, "")
        if name == "電話" and text:
            return CellView(numbers=((Link(""), text, dial(text)),))
        if name == "ページ":
            return CellView((Word("開く", web_address(text)),) if web_address(text) else ())
        return CellView(self._named(text, item) if name in _LISTS else linked(text, {}))

    def _regions(self) -> tuple[Region, ...]:
        """The grid of districts, where some lack the kind."""
        kind = self.section.id.removeprefix("areas-")
        node = self.looking.directory.nodes.get(f"kind:{kind}")
        if self.report.name != "gaps" or kind == self.section.id or node is None or not self.section.count:
            return ()
        return districts_of(
            self.looking.directory, self.looking.links, node, bodies_of_kind(self.looking.directory, node.id)
        )


def sections(looking: Looking, report: Report, address: dict[str, str], line: str, whole: str) -> list[SectionView]:
    """The sections that have lines. `line` is SECTION.NUMBER, `whole` the section with all its lines."""
    section, _, number = line.rpartition(".")
    at = int(number) if number.isdecimal() and len(number) < 7 else 0
    return [
        _Table(looking, report, s, address, at if s.id == section else 0).view(s.id == whole)
        for s in report.sections
        if s.count
    ]


def anchor(section: str) -> str:
    """The anchor of a section."""
    return f"s-{section.replace(':', '-')}"
