"""A question as it was typed and as it is compared, with the way back from one to the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.text import fold

_HALF_WIDTH_MARKS = "ﾞﾟ"  # they make one kana with the one before: ﾃﾞ is で
_SMALL = str.maketrans("ぁぃぅぇぉゃゅょっゎ", "あいうえおやゆよつわ")
# what stands for the long mark where a hand or a scanner slipped: ショ—トステイ, センタ一
_LONG_MARK = re.compile("(?<=[ぁ-ゖー])(?:[‐‑‒–—―−─-]|一(?![一-龠々]))")
_PARTICLES = frozenset("はがをにでのともへや")


@dataclass(frozen=True, slots=True)
class Text:
    """`folded[i]` came from `original[starts[i]:ends[i]]`."""

    original: str
    folded: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from `start` to `end` stand in the original."""
        return self.starts[start], self.ends[end - 1]

    def apart(self, at: int) -> bool:
        """Whether the folded characters at `at - 1` and `at` do not touch in the original, or one of them is an end."""
        return at <= 0 or at >= len(self.folded) or self.starts[at] > self.ends[at - 1]

    def before(self, at: int) -> str:
        """The folded character that touches `at` from the left, "" where there is none."""
        return "" if self.apart(at) else self.folded[at - 1]

    def after(self, at: int) -> str:
        """The folded character at `at` that touches the one on its left, "" where there is none."""
        return "" if self.apart(at) else self.folded[at]


def read_text(query: str) -> Text:
    """The question folded, cluster by cluster, so that every folded character knows where it came from."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in clusters(query):
        piece = _folded(query[start:end])
        folded.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Text(query, "".join(folded), tuple(starts), tuple(ends))


def careless(folded: str) -> str:
    """Folded text with slips of typing and scanning evened out, character for character: 産後ケァ is 産後ケア."""
    return _LONG_MARK.sub("ー", folded).translate(_SMALL)


def carelessly(text: Text) -> Text:
    """The text as `careless` reads it."""
    return replace(text, folded=careless(text.folded))


def script(char: str) -> str:
    """kanji, kana, alnum or "" of a folded character."""
    if not char:
        return ""
    if "ぁ" <= char <= "ゖ" or char in "ーゝゞ" or "ァ" <= char <= "ヿ":
        return "kana"
    if "一" <= char <= "鿿" or "㐀" <= char <= "䶿" or char in "々〆":
        return "kanji"
    return "alnum" if char.isalnum() else ""


def bounded(text: Text, start: int, end: int) -> bool:
    """No neighbour of the same script; a kana particle is no neighbour (data README §9)."""
    return _open(text.before(start), text.folded[start]) and _open(text.after(end), text.folded[end - 1])


def alone(text: Text, start: int, end: int) -> bool:
    """Between blanks, marks or the ends of the text."""
    return not script(text.before(start)) and not script(text.after(end))


def _open(neighbour: str, own: str) -> bool:
    return not neighbour or script(neighbour) != script(own) or neighbour in _PARTICLES


@lru_cache(maxsize=4096)  # characters, not words
def _folded(cluster: str) -> str:
    return fold(cluster)


def clusters(query: str) -> Iterator[tuple[int, int]]:
    """Where each character begins and ends, marks that belong to it included."""
    start = 0
    for at in range(1, len(query) + 1):
        joins = at < len(query) and (unicodedata.combining(query[at]) or query[at] in _HALF_WIDTH_MARKS)
        if not joins:
            yield start, at
            start = at
