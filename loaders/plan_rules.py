"""How one cell of a plan page is taken apart: plain splitting, and the rules for where plain splitting is wrong.

Plain: initiatives stand between 「、」 outside brackets, a round bracket at the end of one holds its parts, and a blank
is a line break of the paper. Whatever else is done is a rule and leaves a `Correction`, so that a wrong guess is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Rule: TypeAlias = Literal[
    "bodies", "unfinished", "scope", "inserted", "middle-dot", "blank", "prefix", "loose", "title-bracket",
    "continuation", "remark", "row",
]  # fmt: skip
Span: TypeAlias = tuple[int, int]

REASONS: dict[Rule, str] = {
    "bodies": "「、」の前が機関の名だけで、後に「…による」が続く。並んだ機関による1つのものとして読んだ",
    "unfinished": "「、」の前が連用形で終わり、文が続いている。1つのものとして読んだ",
    "scope": "括弧の中は範囲の説明。括弧の前後も中も分けず、中を1つの細目として読んだ",
    "inserted": "文の途中の括弧。前後をつないで題名とし、中を細目として読んだ",
    "middle-dot": "括弧の中に「、」がない。「・」では分けず、1つの細目として読んだ",
    "blank": "「、」が1つもなく、空白の前後がどちらも動作の名詞で終わる。空白を区切りとして読んだ",
    "prefix": "題名の頭の括弧。題名の一部として読んだ",
    "loose": "括弧の片方がない。括弧として扱わず、字のまま残した",
    "title-bracket": "左の欄の括弧。題名の一部として読んだ",
    "continuation": "番号のない行。前の行の題名の続きとして読んだ",
    "remark": "項目でも取組みでもない添え書きとして読んだ",
}

_OPENERS = {c: i for i, c in enumerate("(「『[【〔〈《{")} | {"（": 0, "［": 3, "｛": 8}
_CLOSERS = {c: i for i, c in enumerate(")」』]】〕〉》}")} | {"）": 0, "］": 3, "｝": 8}
_ROUND = "(（"
_COMMAS = "、､，"
_DOTS = "・･"
_SCOPE = re.compile(r".*(?:[をも](?:含む|含める|除く)|に限る|をいう)。?")
# a particle, its verb, and an ending that lets the sentence go on: 「を把握し」「に努め」; not the noun 「の見直し」
_UNFINISHED = re.compile(r".*[をにと][一-龠々ァ-ヶー・]+[いきしちみりぎびえけせてめれげべじ]", re.DOTALL)
_BODY = re.compile(
    r"(?!.*による)[^のをへ]*(?:館|センター|ステーション|相談所|保育所|保健所|事業所|児相|(?<!公)園|学校|高校|大学|病院|医院|助産院"
    r"|署|課|協議会|委員会|町会|自治会|社協|団体|機関|法人|事業者|企業|委員|保健師|助産師|相談員|支援員|協力員)"
)
_BY = re.compile(r"(.+?)による")
_KANA = re.compile(r"[ぁ-ん]")
_ACTION = re.compile(  # how a phrase for something done ends
    r"(?:構築|促進|推進|強化|充実|支援|整備|拡充|確保|育成|啓発|普及|連携|実施|検討|提供|向上|改善|活用|設置|開設|創出"
    r"|醸成|策定|運営|運用|相談|指導|助言|派遣|研修|周知|公開|発信|把握|対策|防止|予防|保護|養成|徹底|解消|軽減|配置|導入|継続"
    r"|交流|参加|参画|増進|助成|補助|給付|点検|評価|見守り|見直し|見える化|づくり|取組み?|取り組み|移行|転換|拡大|形成|展開|実現"
    r"|配慮|調整|調査|分析|開催|体験|創設|推奨|理解|共有)等?\Z"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A place where the reading is not plain splitting. `becomes`: titles joined with 「;」, empty when none."""

    line: int
    read: str
    becomes: str
    reason: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, its lines joined by a blank; `starts` = where each line of the page begins in it."""

    text: str
    starts: tuple[tuple[int, int], ...]  # offset, line

    def line_at(self, offset: int) -> int:
        """The line of the page that this place of the text stands on."""
        return max(s for s in self.starts if s[0] <= offset)[1]

    def find(self, words: str, line: int) -> Span | None:
        """Where `words` stand on this line of the page, within the cell."""
        ends = (*(start for start, _ in self.starts[1:]), len(self.text))
        for (start, number), end in zip(self.starts, ends, strict=False):
            at = self.text.find(words, start, end) if number == line else -1
            if at >= 0:
                return at, at + len(words)
        return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part, and where in the cell it was read."""

    span: Span
    title: str


@dataclass(frozen=True, slots=True)
class Segment:
    """An initiative with its parts, and where in the cell it was read."""

    span: Span
    title: str
    parts: tuple[Piece, ...]


def cell_of(pieces: Iterable[tuple[int, str]]) -> Cell:
    """One cell of (line, text), each text on its own line of the page."""
    text = ""
    starts: list[tuple[int, int]] = []
    for line, piece in pieces:
        text += " " if text else ""
        starts.append((len(text), line))
        text += piece
    return Cell(text, tuple(starts))


def joined(text: str) -> str:
    """The text without the blanks of line breaks: a blank stays, as one, only between two ASCII words."""
    return re.sub("(?<![0-9A-Za-z]) | (?![0-9A-Za-z])", "", " ".join(text.split()))


def read_title(cell: Cell) -> tuple[str, tuple[Correction, ...]]:
    """The title in a left cell, whole: its brackets hold no parts."""
    title = joined(cell.text)
    found: list[Correction] = []
    ends = (*(at for at, _ in cell.starts[1:]), len(cell.text))
    for (start, line), end in list(zip(cell.starts, ends, strict=True))[1:]:
        found.append(correction("continuation", line, cell.text[start:end].strip(), title))
    bracket = min((o for o in bracket_pairs(cell.text)[0] if cell.text[o] in _ROUND), default=None)
    if bracket is not None:
        found.append(correction("title-bracket", cell.line_at(bracket), cell.text, title))
    return title, tuple(found)


def is_remark(cell: Cell) -> bool:
    """Whether the whole cell is one bracket or a note (※)."""
    text = cell.text.strip()
    return text.startswith("※") or (bracket_pairs(text)[0].get(0) == len(text) - 1 and text[0] in _ROUND)


def split_cell(cell: Cell) -> tuple[tuple[Segment, ...], tuple[Correction, ...]]:
    """The initiatives in a right cell, in order."""
    splitter = _Splitter(cell)
    return splitter.segments(), tuple(splitter.found)


def correction(rule: Rule, line: int, read: str, becomes: str) -> Correction:
    """A use of a rule, with the rule's reason."""
    return Correction(line, read.strip(), becomes, REASONS[rule], rule)


def bracket_pairs(text: str) -> tuple[dict[int, int], tuple[int, ...]]:
    """Opening place → closing place of each bracket that has both, half and full width alike; and the single ones."""
    pairs: dict[int, int] = {}
    single: list[int] = []
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char in _OPENERS:
            waiting.append(at)
        elif char in _CLOSERS:
            places = range(len(waiting) - 1, -1, -1)  # the nearest first
            mate = next((i for i in places if _OPENERS[text[waiting[i]]] == _CLOSERS[char]), None)
            if mate is None:
                single.append(at)
                continue
            pairs[waiting[mate]] = at
            single.extend(waiting[mate + 1 :])
            del waiting[mate:]
    return pairs, tuple(sorted((*single, *waiting)))


class _Splitter:
    """One right cell on its way to initiatives; `found` gathers the rules used."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        self._text = cell.text
        self._pairs, single = bracket_pairs(cell.text)
        self.found: list[Correction] = []
        if single:
            self._note("loose", (single[0], len(cell.text)), joined(cell.text[single[0] :]))

    def segments(self) -> tuple[Segment, ...]:
        spans = self._cuts((0, len(self._text)))
        return tuple(self._segment(s) for s in (self._at_blanks(spans[0]) if len(spans) == 1 else self._merged(spans)))

    def _note(self, rule: Rule, span: Span, becomes: str) -> None:
        self.found.append(correction(rule, self._cell.line_at(span[0]), self._text[slice(*span)], becomes))

    def _outside(self, span: Span) -> Iterator[int]:
        """Each place of the span outside its brackets, the opening places of these included."""
        at = span[0]
        while at < span[1]:
            yield at
            at = self._pairs.get(at, at) + 1

    def _trimmed(self, span: Span) -> Span:
        text = self._text[slice(*span)]
        start = span[0] + len(text) - len(text.lstrip())
        return start, max(start, span[0] + len(text.rstrip()))

    def _cuts(self, span: Span) -> list[Span]:
        """Plain splitting: what stands between commas outside brackets, the empty ones left out."""
        commas = [at for at in self._outside(span) if self._text[at] in _COMMAS]
        starts, ends = [span[0], *(c + 1 for c in commas)], [*commas, span[1]]
        trimmed = [self._trimmed(s) for s in zip(starts, ends, strict=True)]
        return [(a, b) for a, b in trimmed if a < b]

    def _merged(self, spans: list[Span]) -> list[Span]:
        """The spans with those joined again that are one thing."""
        out: list[Span] = []
        texts = [joined(self._text[slice(*s)]) for s in spans]
        at = 0
        while at < len(spans):
            last, rule = _last_of(texts, at)
            span = (spans[at][0], spans[last][1])
            if rule:
                self._note(rule, span, joined(self._text[slice(*span)]))
            out.append(span)
            at = last + 1
        return out

    def _at_blanks(self, span: Span) -> list[Span]:
        """A cell without a comma: split at each blank that stands between two whole phrases."""
        out: list[Span] = []
        start = span[0]
        for at in self._outside(span):
            if self._text[at].isspace() and at > start and self._acts((start, at)) and self._acts((at, span[1])):
                out.append(self._trimmed((start, at)))
                start = self._trimmed((at, span[1]))[0]
        out.append((start, span[1]))
        if len(out) > 1:
            self._note("blank", span, ";".join(joined(self._text[slice(*s)]) for s in out))
        return out

    def _acts(self, span: Span) -> bool:
        """Whether the words are a phrase of their own: a particle or other kana, and a verbal noun at the end."""
        words = joined("".join(self._text[at] for at in self._outside(span) if at not in self._pairs))
        ending = _ACTION.search(words)
        return ending is not None and _KANA.search(words, 0, ending.start()) is not None

    def _segment(self, span: Span) -> Segment:
        brackets = [(at, self._pairs[at]) for at in self._outside(span) if at in self._pairs]
        brackets = [b for b in brackets if self._text[b[0]] in _ROUND]
        leading = bool(brackets) and brackets[0][0] == span[0]
        title = self._without(span, brackets[1:] if leading else brackets)
        if leading:
            self._note("prefix", span, title)
            brackets = brackets[1:]
        if not any(c.isalnum() for c in title):
            return Segment(span, joined(self._text[slice(*span)]), ())
        parts: list[Piece] = []
        rules: list[Rule] = []
        for start, end in brackets:
            inner, rule = self._inside(start, end, inserted=end + 1 < span[1])
            parts.extend(Piece(s, joined(self._text[slice(*s)])) for s in inner)
            rules.extend([rule] if rule else [])
        if rules:
            self._note(rules[0], span, ";".join((title, *(p.title for p in parts))))
        return Segment(span, title, tuple(parts))

    def _without(self, span: Span, brackets: list[Span]) -> str:
        """The text of the span with these brackets cut out."""
        starts, ends = [span[0], *(end + 1 for _, end in brackets)], [*(start for start, _ in brackets), span[1]]
        return joined("".join(self._text[a:b] for a, b in zip(starts, ends, strict=True)))

    def _inside(self, start: int, end: int, *, inserted: bool) -> tuple[list[Span], Rule | None]:
        """The parts in a bracket, and the rule that made the bracket special for the whole initiative."""
        inner = self._trimmed((start + 1, end))
        if _SCOPE.fullmatch(joined(self._text[slice(*inner)])):
            return [inner], "scope"
        spans = self._cuts(inner)
        if len(spans) == 1 and any(self._text[at] in _DOTS for at in self._outside(inner)):
            self._note("middle-dot", (start, end + 1), joined(self._text[slice(*inner)]))
        return self._merged(spans), "inserted" if inserted else None


def _last_of(texts: list[str], first: int) -> tuple[int, Rule | None]:
    """The last text that belongs to the thing the first one begins, and the rule that says so."""
    last = first
    while last < len(texts) - 1 and _BODY.fullmatch(texts[last]):
        last += 1
    by = _BY.match(texts[last]) if last > first else None
    rule: Rule | None = "bodies" if by and _BODY.fullmatch(by[1]) else None
    last = last if rule else first
    while last < len(texts) - 1 and _UNFINISHED.fullmatch(texts[last]):
        last, rule = last + 1, rule or "unfinished"
    return last, rule
