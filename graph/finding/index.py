"""Many words looked for in one text at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.finding.texts import Text, bounded

_T = TypeVar("_T")
Rule = Callable[[Text, int, int], bool]


@dataclass(frozen=True, slots=True)
class Hit(Generic[_T]):
    """A word met at `start` to `end` of the folded text."""

    start: int
    end: int
    what: _T

    def inside(self, start: int, end: int) -> bool:
        """It stands wholly between `start` and `end`."""
        return start <= self.start and self.end <= end

    def overlaps(self, start: int, end: int) -> bool:
        """It shares a character with `start` to `end`."""
        return self.start < end and start < self.end

    @property
    def length(self) -> int:
        """How many folded characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Index(Generic[_T]):
    """Folded words by their first two characters, each with its rule for what may stand beside it."""

    _by_start: Mapping[str, tuple[tuple[str, Rule | None, _T], ...]]

    def hits(self, text: Text) -> list[Hit[_T]]:
        """Every word of the index in the text, by place."""
        found: list[Hit[_T]] = []
        folded = text.folded
        for start, char in enumerate(folded):
            there = self._by_start.get(folded[start : start + 2], ())
            for word, rule, what in there if len(folded) == start + 1 else (*self._by_start.get(char, ()), *there):
                if folded.startswith(word, start):
                    end = start + len(word)
                    if rule is None or rule(text, start, end):
                        found.append(Hit(start, end, what))
        return found


def index_of(words: Iterable[tuple[str, Rule | None, _T]]) -> Index[_T]:
    """An index of folded words. A word of ASCII alone always needs its boundaries: OD is not in `code`."""
    by_start: dict[str, list[tuple[str, Rule | None, _T]]] = defaultdict(list)
    for word, rule, what in words:
        if word:
            by_start[word[:2]].append((word, bounded if word.isascii() else rule, what))
    return Index({start: tuple(some) for start, some in by_start.items()})


def longest(hits: Iterable[Hit[_T]]) -> list[Hit[_T]]:
    """Those that no longer one overlaps, by place. Equal spans all stay: one word may mean two things."""
    kept: list[Hit[_T]] = []
    for hit in sorted(hits, key=lambda h: (-h.length, h.start)):
        if all(not k.overlaps(hit.start, hit.end) or (k.start, k.end) == (hit.start, hit.end) for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
