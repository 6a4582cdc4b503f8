"""Names broken into the lines of a box. Counted as if every character were full-width, so that no font can overflow."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from graph.model import Node

CARD_CHARS = 8  # × 13 px = 104 of a box of 138 − 24 − glyph
MAX_LINES = 4
_NOT_FIRST = frozenset("ー々、。・」』)）】》!?!?ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;%")
_NOT_LAST = frozenset("「『(（【《")
_AFTER = frozenset("・、 ／/")


def lines_of(node: Node, chars: int = CARD_CHARS) -> tuple[str, ...]:
    """The name of a kind or body in lines; where a short name is given it says where to break («児童/相談所»)."""
    short = node.text("short") if node.kind == "organisation_kind" else ""
    pieces = [p for p in short.split("/") if p] or [node.name]
    if all(len(p) <= chars for p in pieces):
        return _joined(pieces, chars)
    return wrap("".join(pieces), chars)


def wrap(text: str, chars: int) -> tuple[str, ...]:
    """The text in lines of at most `chars`, as even as can be, at most MAX_LINES; what does not fit ends in «…»."""
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest:
        if len(rest) <= chars:
            lines.append(rest)
            break
        if len(lines) == MAX_LINES - 1:
            lines.append(rest[: chars - 1] + "…")
            break
        left = -(-len(rest) // chars)
        at = _break(rest, chars, min(chars, -(-len(rest) // left)))
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return tuple(lines) or ("",)


def wrap_all(text: str, chars: int) -> tuple[str, ...]:
    """The whole text in as many lines as it takes, broken after a mark where there is one near the end."""
    rest = " ".join(text.split())
    lines = []
    while len(rest) > chars:
        cut = max(rest.rfind(mark, chars // 2, chars) for mark in "。、)・ ")
        at = cut + 1 if cut > 0 else _break(rest, chars, chars)
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return (*lines, rest)


def without(text: str, words: Sequence[str]) -> str:
    """The text without the first of these words that begins or ends it, unless nothing would remain."""
    for word in words:
        for cut in (text.removesuffix(word), text.removeprefix(word)):
            if cut != text and cut.strip(" ・"):
                return cut.strip(" ・")
    return text


def _joined(pieces: Sequence[str], chars: int) -> tuple[str, ...]:
    whole = "".join(pieces)
    return (whole,) if len(whole) <= chars else tuple(pieces[:MAX_LINES])


def _break(text: str, most: int, best: int) -> int:
    """Where to cut: no mark begins a line, nothing opened ends one; better where the script changes; near `best`."""
    choices = [i for i in range(1, most + 1) if text[i] not in _NOT_FIRST and text[i - 1] not in _NOT_LAST]
    if not choices:
        return most
    return min(choices, key=lambda i: (abs(i - best) + (0 if _seam(text, i) else 3), i))


def _seam(text: str, at: int) -> bool:
    if text[at - 1] in _AFTER:
        return True
    return _script(text[at - 1]) != _script(text[at]) and _script(text[at]) != "hira"


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    for start, script in (("HIRAGANA", "hira"), ("KATAKANA", "kata"), ("CJK", "han")):
        if name.startswith(start):
            return script
    return "latin"
