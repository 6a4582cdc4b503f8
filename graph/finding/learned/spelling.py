"""A question as the model reads it, with the way back from each character to the question as it was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.finding.learned.roman import kana_of
from graph.finding.texts import careless, clusters

_TO_HIRAGANA = {c: c - 0x60 for c in range(ord("ァ"), ord("ヶ") + 1)}
_SMALL = str.maketrans("ぁぃぅぇぉゃゅょっゎ", "あいうえおやゆよつわ")
_TAKEN_FOR = str.maketrans("ソ口力二工夕卜八緩侍得末士癈佼撰", "ンロカニエタトハ援待待未土廃校選")
_DASHES: Final = "‐‑‒–—―−─-"  # some stand for the long mark: careless() tells
_LATIN: Final = re.compile("[a-z]+")
_MARK: Final = " "
MOST = 2000  # characters; a question has fewer, and time must not grow with a text that someone pastes


@dataclass(frozen=True, slots=True)
class Spelt:
    """`plain[i]` came from `original[starts[i]:ends[i]]`, and `key[j]` from `plain[at[j]]`.

    `plain` is of one width and case. `key` besides has one kana, no small ones, a blank for what is no letter, one of
    the characters that a scanner or a hand takes for another, and Japanese in Latin letters as kana.
    """

    original: str
    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    key: str
    at: tuple[int, ...]


def spell(original: str) -> Spelt:
    """The text, its first characters where it is very long."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in clusters(original[:MOST]):
        piece = plain(original[start:end])
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    text = "".join(pieces)
    loose = "".join(_MARK if c in _DASHES else c for c in careless(loosely(text)))
    at = tuple(i for i, c in enumerate(loose) if c != _MARK or (i and loose[i - 1] != _MARK))
    key, places = _in_kana("".join(loose[i] for i in at), at)
    return Spelt(original, text, tuple(starts), tuple(ends), key, places)


def _in_kana(key: str, at: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Words of Latin letters that are Japanese, as hiragana spread over the place of the letters."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for found in _LATIN.finditer(key):
        kana = kana_of(found[0])
        if kana:
            start, end = found.span()
            pieces += [key[done:start], kana]
            places.extend(at[done:start])
            places.extend(at[start + i * (end - start) // len(kana)] for i in range(len(kana)))
            done = end
    return "".join((*pieces, key[done:])), (*places, *at[done:])


@lru_cache(maxsize=4096)  # characters, not words
def plain(cluster: str) -> str:
    """A character, or a word, of one width and case."""
    return unicodedata.normalize("NFKC", cluster).lower()


def loosely(text: str) -> str:
    """Letters as `key` has them, marks as blanks."""
    return "".join(map(_loose, text))


@lru_cache(maxsize=4096)
def _loose(char: str) -> str:
    if not char.isalnum() and char != "ー" and char not in _DASHES:
        return _MARK
    return char.translate(_TAKEN_FOR).translate(_TO_HIRAGANA).translate(_SMALL)
