"""Rows of plan_corrections.csv put to one numbered row of a plan page, after the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.text import fingerprint
from loaders.plan_rules import Cell, Piece, Segment, Span, bracket_pairs, joined


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One row: on `line` the page reads `read`; these are the whole titles that it stands for, none for a remark."""

    file: str
    row: int  # the heading counted as 1
    line: int
    read: str
    becomes: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules made of a policy or an item, with the cells they read."""

    left: Cell
    right: Cell
    further: Cell
    title: str
    segments: tuple[Segment, ...]
    remark: str


def corrected(reading: Reading, row: CorrectionRow) -> Reading | str:
    """The reading as the row wants it, or a sentence that says why that cannot be."""
    left, right = reading.left.find(row.read, row.line), reading.right.find(row.read, row.line)
    if left and (not right or not reading.segments or joined(row.read) == joined(reading.left.text)):
        return _title(reading, left, row)
    if right and reading.segments:
        segments = _segments(reading, right, row.becomes)
        dropped = "" if row.becomes else joined(row.read)
        return replace(reading, segments=segments, remark=_both(reading.remark, dropped))
    if not right and not reading.further.find(row.read, row.line):
        return f"{row.line}行の1つの欄の中に「{row.read}」がありません。番号と欄の区切りは入れないでください。"
    if row.becomes:
        return f"{row.line}行の「{row.read}」は添え書きの欄にあり、項目や取組みにできません。"
    return reading


def _title(reading: Reading, span: Span, row: CorrectionRow) -> Reading | str:
    if len(row.becomes) > 1:
        return f"{row.line}行の「{row.read}」は左の欄の題名で、2つ以上に分けられません。"
    if row.becomes:
        return replace(reading, title=row.becomes[0])
    rest = joined(reading.left.text[: span[0]] + reading.left.text[span[1] :])
    if not rest:
        return f"{row.line}行の「{row.read}」は題名のすべてで、消すと題名がなくなります。"
    return replace(reading, title=rest, remark=_both(reading.remark, joined(row.read)))


def _both(remark: str, more: str) -> str:
    return " ".join(x for x in (remark, more) if x)


def _segments(reading: Reading, span: Span, titles: tuple[str, ...]) -> tuple[Segment, ...]:
    """The segments that the span touches become these titles; a title that stood in a bracket there is a part."""
    touched = [s for s in reading.segments if _meet(s.span, span)]
    if not touched:
        return reading.segments
    pairs = bracket_pairs(reading.right.text)[0]
    if len(touched) == 1 and any(touched[0].span[0] < o <= span[0] and span[1] <= c + 1 for o, c in pairs.items()):
        new = [_with_parts(touched[0], span, titles)]
    else:
        new = _fresh(reading.right.text, touched, span, titles)
    at = reading.segments.index(touched[0])
    return (*reading.segments[:at], *new, *reading.segments[at + len(touched) :])


def _with_parts(segment: Segment, span: Span, titles: tuple[str, ...]) -> Segment:
    """The segment with the parts in the span replaced."""
    before = [p for p in segment.parts if p.span[1] <= span[0]]
    after = [p for p in segment.parts if p.span[0] >= span[1]]
    return replace(segment, parts=(*before, *(Piece(span, t) for t in titles), *after))


def _fresh(text: str, touched: list[Segment], span: Span, titles: tuple[str, ...]) -> list[Segment]:
    """New segments for the titles; parts that the row does not touch stay with the last of them."""
    whole = (touched[0].span[0], touched[-1].span[1])
    words = text[slice(*span)]
    inside = [fingerprint(words[o + 1 : c]) for o, c in bracket_pairs(words)[0].items()]
    new: list[Segment] = []
    for title in titles:
        if new and any(fingerprint(title) in bracket for bracket in inside):
            new[-1] = replace(new[-1], parts=(*new[-1].parts, Piece(span, title)))
        else:
            new.append(Segment(whole, title, ()))
    kept = tuple(p for s in touched for p in s.parts if not _meet(p.span, span))
    if new and kept:
        new[-1] = replace(new[-1], parts=(*new[-1].parts, *kept))
    return new


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
