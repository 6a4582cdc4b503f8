"""Reads one page of a plan, as text from OCR. Pure: knows no ids, no municipality and no plan by name.

`sort_lines` puts every line in its place, `plan_rules` takes the cells apart, and then the rows of plan_corrections.csv
for the page are put to it. What cannot be read stays a hole: nothing is completed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from graph.errors import Rejection
from graph.text import fingerprint
from loaders.plan_corrections import CorrectionRow, Reading, corrected
from loaders.plan_rules import Correction, Segment, cell_of, correction, is_remark, joined, read_title, split_cell
from loaders.plan_sorting import Draft, Entry, LineKind, sort_lines

_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
_ANNOUNCED = re.compile(
    r"(\d{1,2}|[一二三四五六七八九十])(?:つ|個|項目|本)の[^、。0-9]{0,8}?(?:政策|施策|目標|方針|柱|プラン)"
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that is not blank and what it is. `text` has runs of blanks as one."""

    number: int
    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The words above the tables; `announced` = how many policies they promise, None where they do not say."""

    line: int
    text: str
    announced: int | None


@dataclass(frozen=True, slots=True)
class Initiative:
    """What is to be done, and its bracketed parts."""

    title: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A numbered item of a policy."""

    number: int
    title: str
    line: int
    initiatives: tuple[Initiative, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy in the table it stands in. An illegible one has no title; `hole` holds the lines that cannot be read."""

    table: int
    number: int
    title: str
    line: int
    status: Literal["read", "illegible"]
    items: tuple[PlanItem, ...]
    remark: str = ""
    hole: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A page as it was read, in page order. `rejections`: correction rows that do not fit the page."""

    title: str
    title_line: int | None
    lead: Lead | None
    policies: tuple[Policy, ...]
    lines: tuple[PageLine, ...]
    corrections: tuple[Correction, ...]
    rejections: tuple[Rejection, ...]

    def of(self, kind: LineKind) -> tuple[PageLine, ...]:
        """The lines of a kind."""
        return tuple(line for line in self.lines if line.kind == kind)


def read_plan(text: str, rows: tuple[CorrectionRow, ...] = ()) -> PlanPage:
    """The page. `rows` are the corrections of this page alone."""
    draft = sort_lines(text)
    reader = _Reader(draft)
    for row in rows:
        reader.correct(replace(row, becomes=tuple(t for t in row.becomes if t)))
    return PlanPage(
        title=" ".join(" ".join(t for _, t in draft.title).split()),
        title_line=draft.title[0][0] if draft.title else None,
        lead=_lead(draft),
        policies=tuple(reader.policy(p) for p in draft.policies),
        lines=tuple(PageLine(line.number, kind, " ".join(line.text.split())) for line, kind in draft.lines),
        corrections=tuple(sorted(reader.corrections, key=lambda c: c.line)),
        rejections=tuple(reader.rejections),
    )


class _Reader:
    """Reads the rows of the tables; `corrections` and `rejections` gather on the way."""

    def __init__(self, draft: Draft) -> None:
        self.corrections: list[Correction] = []
        self.rejections: list[Rejection] = []
        self._count = draft.count
        self._lines = {line.number: (line.text, kind) for line, kind in draft.lines}
        self._readings: dict[int, Reading] = {}  # by the line of the row's number
        self._rows: dict[int, Entry] = {}  # by each line of the row
        for policy in draft.policies:
            for entry in (*([] if policy.illegible else [policy]), *policy.items):
                self._read(entry, is_policy=entry is policy)

    def policy(self, entry: Entry) -> Policy:
        items = tuple(self._item(i) for i in entry.items)
        if entry.illegible:
            hole = tuple(entry.illegible)
            return Policy(entry.table, entry.ordinal, "", entry.line, "illegible", items, hole=hole)
        reading = self._readings[entry.line]
        return Policy(entry.table, entry.ordinal, reading.title, entry.line, "read", items, reading.remark)

    def _item(self, entry: Entry) -> PlanItem:
        reading = self._readings[entry.line]
        initiatives = tuple(Initiative(s.title, tuple(p.title for p in s.parts)) for s in reading.segments)
        return PlanItem(entry.ordinal, reading.title, entry.line, initiatives, reading.remark)

    def _read(self, entry: Entry, *, is_policy: bool) -> None:
        left, right, further = (cell_of(c) for c in entry.cells)
        title, found = read_title(left)
        self.corrections.extend(found)
        remarks = [further]
        segments: tuple[Segment, ...] = ()
        if is_policy or is_remark(right):
            remarks.insert(0, right)
        else:
            segments, found = split_cell(right)
            self.corrections.extend(found)
        noted = [c for c in remarks if c.text]
        self.corrections.extend(correction("remark", c.starts[0][1], c.text, "") for c in noted)
        remark = " ".join(" ".join(c.text.split()) if c is further else joined(c.text) for c in noted)
        self._readings[entry.line] = Reading(left, right, further, title, segments, remark)
        self._rows.update(dict.fromkeys(entry.lines(), entry))

    def correct(self, row: CorrectionRow) -> None:
        """Put a row to the page; it takes the place of the rules that were used on the same words."""
        problem = self._problem(row)
        if problem:
            self.rejections.append(problem)
            return
        entry = self._rows[row.line]
        reading = corrected(self._readings[entry.line], row)
        if isinstance(reading, str):
            self.rejections.append(_rejected(row, "read", row.read, "", reading))
            return
        self._readings[entry.line] = reading
        lines = entry.lines()
        self.corrections = [c for c in self.corrections if c.line not in lines or not _same_words(c.read, row.read)]
        self.corrections.append(Correction(row.line, row.read, ";".join(row.becomes), row.reason, "row"))

    def _problem(self, row: CorrectionRow) -> Rejection | None:
        if not 1 <= row.line <= self._count:
            sentence = f"この紙面は{self._count}行です。{row.line}行はありません。"
            return _rejected(row, "line", str(row.line), f"1~{self._count}", sentence)
        text, kind = self._lines.get(row.line, ("", "noise"))
        if not row.read or row.read not in text:
            sentence = f"{row.line}行に「{row.read}」がありません。紙面のとおりに書いてください。"
            return _rejected(row, "read", row.read, " ".join(text.split()), sentence)
        if kind == "illegible":
            return _rejected(row, "line", str(row.line), "", f"{row.line}行は読めない行です。読めない所は補いません。")
        if row.line not in self._rows:
            sentence = f"{row.line}行は政策や項目の行ではないので、直す所がありません。"
            return _rejected(row, "line", str(row.line), "政策か項目の行", sentence)
        return None


def _same_words(one: str, other: str) -> bool:
    a, b = fingerprint(one), fingerprint(other)
    return one == other or bool(a and b and (a in b or b in a))


def _rejected(row: CorrectionRow, column: str, value: str, allowed: str, sentence: str) -> Rejection:
    return Rejection(row.file, row.row, column, value, allowed, sentence)


def _lead(draft: Draft) -> Lead | None:
    if not draft.lead:
        return None
    text = joined(" ".join(_unbulleted(t) for t in draft.lead))
    return Lead(draft.lead[0][0], text, _announced(text))


def _unbulleted(piece: tuple[int, str]) -> str:
    return piece[1].lstrip("・･• \t\u3000")


def _announced(text: str) -> int | None:
    found = _ANNOUNCED.search(unicodedata.normalize("NFKC", text))
    return (_DIGITS.get(found[1]) or int(found[1])) if found else None
