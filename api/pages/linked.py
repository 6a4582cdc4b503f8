"""Sentences with the names in them as links, and the words that two titles share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

_NUMBER = re.compile(r"((?<![\d-])\d+%?(?![\d%つ歩-]))")  # not of a day, and not 「2つ以上」
_SHARED = 2  # characters: a single one says nothing


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a sentence."""

    text: str
    href: str = ""
    strong: bool = False
    marked: bool = False


def linked(text: str, places: Mapping[str, str]) -> tuple[Word, ...]:
    """The text with each of these names as a link, the longest name first."""
    names = sorted((n for n in places if n and places[n]), key=lambda n: (-len(n), n))
    if not names:
        return (Word(text),) if text else ()
    parts = re.split(f"({'|'.join(map(re.escape, names))})", text)
    return tuple(Word(p, places.get(p, "")) for p in parts if p)


def told(text: str, places: Mapping[str, str]) -> tuple[Word, ...]:
    """As `linked`, with the numbers outside the names in bold: the sentence at the head of a page."""
    return tuple(w for word in linked(text, places) for w in _numbers(word))


def titles(one: str, other: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Two titles with the words that stand in both marked."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    shared = [b for b in blocks if b.size >= _SHARED]
    first = tuple(_marked(one, [(b.a, b.size) for b in shared]))
    return first, tuple(_marked(other, [(b.b, b.size) for b in shared]))


def _numbers(word: Word) -> Iterator[Word]:
    if word.href:
        yield word
        return
    for part in _NUMBER.split(word.text):
        if part:
            yield replace(word, text=part, strong=bool(_NUMBER.fullmatch(part)))


def _marked(text: str, shared: list[tuple[int, int]]) -> Iterator[Word]:
    at = 0
    for start, size in shared:
        if start > at:
            yield Word(text[at:start])
        yield Word(text[start : start + size], marked=True)
        at = start + size
    if at < len(text):
        yield Word(text[at:])
