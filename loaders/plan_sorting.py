"""What each line of a plan page is, by structure alone: numbering, blank lines, columns (tabs) and open brackets.

A page is a preamble (title, lead, heading of the table) and, from the first number on, a table of policies and their
items. A line after a blank that is neither heading, number nor continuation is illegible: its characters do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from graph.text import fingerprint
from loaders.plan_lines import JAPANESE, Line, lines_of
from loaders.plan_rules import bracket_pairs, cell_of

LineKind: TypeAlias = Literal["title", "lead", "heading", "policy", "item", "continuation", "noise", "illegible"]
Block: TypeAlias = tuple[LineKind, list[Line]]
Pieces: TypeAlias = list[tuple[int, str]]  # line, text on it

_BULLET = ("・", "･", "•")


@dataclass(slots=True)
class Entry:
    """A numbered row of a table while it is gathered; without an ordinal, lines that no number could be read for."""

    ordinal: int
    line: int
    cells: tuple[Pieces, Pieces, Pieces] = field(default_factory=lambda: ([], [], []))  # left, right, further
    items: list[Entry] = field(default_factory=list)
    illegible: list[int] = field(default_factory=list)
    table: int = 0

    def lines(self) -> tuple[int, ...]:
        """The lines this row itself was printed on."""
        return tuple(sorted({self.line} | {n for cell in self.cells for n, _ in cell}))


@dataclass(frozen=True, slots=True)
class Draft:
    """A page with every line in its place. Text comes with the line it stands on."""

    lines: tuple[tuple[Line, LineKind], ...]
    count: int  # lines of the file, blank ones included
    title: tuple[tuple[int, str], ...]
    lead: tuple[tuple[int, str], ...]
    policies: tuple[Entry, ...]


def sort_lines(text: str) -> Draft:
    """Every line that is not blank, sorted into exactly one kind, and the rows of the tables."""
    lines, count = lines_of(text)
    first = next((i for i, line in enumerate(lines) if line.level), len(lines))
    blocks = _preamble(lines[:first], table_follows=first < len(lines))
    sorter = _Sorter()
    for kind, block in blocks:
        sorter.take(kind, block)
    sorter.body(lines[first:])
    policies = sorter.resolved()
    return Draft(
        lines=tuple((line, sorter.kinds[line.number]) for line in lines),
        count=count,
        title=tuple((b.number, b.text) for kind, block in blocks if kind == "title" for b in block),
        lead=tuple((b.number, b.text) for kind, block in blocks if kind == "lead" for b in block),
        policies=policies,
    )


def _preamble(lines: Sequence[Line], *, table_follows: bool) -> list[Block]:
    """The blocks above the first number, each with what it is. What holds no Japanese letter is noise here."""
    blocks: list[list[Line]] = []
    out: list[Block] = []
    fresh = True
    for line in lines:
        fresh = fresh or line.opens or line.text.startswith(_BULLET)
        if not JAPANESE.search(line.text):
            out.append(("noise", [line]))
        elif fresh:
            blocks.append([line])
            fresh = False
        else:
            blocks[-1].append(line)
    heading = _heading(blocks) if table_follows else None
    lead = next((n for n, block in enumerate(blocks) if _is_lead(block)), len(blocks))
    for n, block in enumerate(blocks):
        kind: LineKind = "illegible"
        if n == heading:
            kind = "heading"
        elif n == lead or (n > lead and block[0].text.startswith(_BULLET)):
            kind = "lead"
        elif n == 0:
            kind = "title"
        elif n < lead < len(blocks):
            kind = "heading"
        out.append((kind, block))
    return out


def _heading(blocks: list[list[Line]]) -> int | None:
    """Which block is the heading of the table: the lowest with two columns, made a block of its own from there on."""
    for n, block in reversed(list(enumerate(blocks))):
        at = next((i for i, line in enumerate(block) if _two_columns(line) and (n or i or len(blocks) == 1)), None)
        if at is not None:
            blocks[n : n + 1] = [b for b in (block[:at], block[at:]) if b]
            return n + 1 if at else n
    return None


def _two_columns(line: Line) -> bool:
    return all(JAPANESE.search(c) for c in line.cells[:2]) and not line.text.endswith("。")


def _is_lead(block: Sequence[Line]) -> bool:
    return block[0].text.startswith(_BULLET) or block[-1].text.endswith("。")


class _Sorter:
    """Goes down the page; `_run` is what an unnumbered line without a blank above it continues."""

    def __init__(self) -> None:
        self.kinds: dict[int, LineKind] = {}
        self._entries: list[Entry] = []
        self._run: LineKind = "noise"
        self._owner: Entry | None = None  # the row that a continuation belongs to
        self._headings: set[str] = set()

    def take(self, kind: LineKind, block: Sequence[Line]) -> None:
        """A block that has one kind; its further lines continue it."""
        for at, line in enumerate(block):
            if kind == "illegible":
                self._illegible(line)
            else:
                self.kinds[line.number] = "continuation" if at else kind
        if kind == "heading":
            self._headings.add(fingerprint(block[0].text))

    def body(self, lines: Sequence[Line]) -> None:
        """The lines from the first number on."""
        fresh = False
        for at, line in enumerate(lines):
            below = lines[at + 1] if at + 1 < len(lines) else None
            fresh = fresh or line.opens
            if line.level:
                self._numbered(line)
            elif self._is_noise(line, fresh=fresh, alone=below is None or below.opens or bool(below.level)):
                self.kinds[line.number] = "noise"
                continue
            elif fresh:
                self._opening(line, below)
            else:
                self._continuing(line)
            fresh = False

    def resolved(self) -> tuple[Entry, ...]:
        """The policies with their tables. A hole that no number follows from stays a list of illegible lines."""
        table, seen, numbers = 1, set[int](), dict[int, set[int]]()
        for entry in (e for e in self._entries if e.ordinal):
            if entry.ordinal in seen:
                table, seen = table + 1, set()
            seen.add(entry.ordinal)
            entry.table, numbers[table] = table, seen
        out: list[Entry] = []
        for at, entry in enumerate(self._entries):
            if not entry.ordinal and entry.illegible and at + 1 < len(self._entries):
                _fill(entry, out[-1] if out else None, self._entries[at + 1], numbers)
            if entry.ordinal:
                out.append(entry)
            else:
                for row in entry.items:
                    self.kinds.update(dict.fromkeys(row.lines(), "illegible"))
        return tuple(out)

    def _numbered(self, line: Line) -> None:
        entry = Entry(line.ordinal, line.number)
        for column, text in zip(entry.cells, line.cells, strict=True):
            column.extend([(line.number, text)] if text else [])
        if line.level == "policy":
            self._entries.append(entry)
        else:
            self._policy_for(line).items.append(entry)
        self.kinds[line.number] = self._run = "policy" if line.level == "policy" else "item"
        self._owner = entry

    def _policy_for(self, line: Line) -> Entry:
        """The policy an item belongs to. After an illegible block: the one before it, if the numbers go on."""
        if not self._entries:
            self._entries.append(Entry(0, line.number))
        last = self._entries[-1]
        before = self._entries[-2] if len(self._entries) > 1 else None
        new_hole = not last.ordinal and not last.items
        if new_hole and before and before.ordinal and line.ordinal > max((i.ordinal for i in before.items), default=0):
            self._entries.pop()
            return before
        return last

    def _is_noise(self, line: Line, *, fresh: bool, alone: bool) -> bool:
        """No letter at all: rules of the paper, and a page number that stands alone."""
        if any(c.isalpha() and c != "ー" for c in line.text):
            return False
        if any(c.isdigit() for c in line.text):
            return fresh and alone
        return fresh or self._run != "illegible"

    def _opening(self, line: Line, below: Line | None) -> None:
        above_policy = below is not None and not below.opens and below.level == "policy"
        if fingerprint(line.text) in self._headings or (above_policy and _two_columns(line)):
            self._headings.add(fingerprint(line.text))
            self.kinds[line.number] = self._run = "heading"
        elif line.text.startswith(_BULLET) and line.text.endswith("。"):
            self.kinds[line.number] = self._run = "lead"
        elif self._owner and self._run in ("policy", "item") and any(self._closes(c, line) for c in self._owner.cells):
            self._continuing(line)
        else:
            self._illegible(line)

    def _continuing(self, line: Line) -> None:
        if self._run == "illegible":
            self._illegible(line)
            return
        self.kinds[line.number] = "continuation"
        if self._owner is None or self._run not in ("policy", "item"):
            return
        texts = line.cells
        left, right, _ = self._owner.cells
        if texts[0] and not texts[1] and self._closes(right, line) and not self._closes(left, line):
            texts = ("", texts[0], "")
        for column, text in zip(self._owner.cells, texts, strict=True):
            column.extend([(line.number, text)] if text else [])

    def _closes(self, column: Iterable[tuple[int, str]], line: Line) -> bool:
        """Whether the column has an open bracket that this line closes."""
        text = cell_of(column).text
        return bool(bracket_pairs(text)[1]) and not bracket_pairs(f"{text} {line.text.strip()}")[1]

    def _illegible(self, line: Line) -> None:
        if self._run != "illegible":
            self._entries.append(Entry(0, line.number))
        self._entries[-1].illegible.append(line.number)
        self.kinds[line.number] = self._run = "illegible"


def _fill(hole: Entry, before: Entry | None, after: Entry, numbers: dict[int, set[int]]) -> None:
    """Give the hole the one number that is missing where it stands: before a first 2, or between n and n + 2."""
    missing = after.ordinal - 1
    above = before.ordinal if before is not None and before.table == after.table else 0
    if missing >= 1 and missing not in numbers[after.table] and above == missing - 1:
        hole.ordinal, hole.table, hole.line = missing, after.table, hole.illegible[0]
