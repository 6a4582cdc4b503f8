"""Words of a Japanese text and how they are read. The one door to SudachiPy."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Tokenizer

_one_at_a_time = threading.Lock()  # a tokenizer is not to be shared while it works
_TO_HIRAGANA = {c: c - 0x60 for c in range(ord("ァ"), ord("ヶ") + 1)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text, its reading in hiragana and its part of speech (名詞, 助詞 …)."""

    surface: str
    reading: str
    part: str


def words(text: str) -> tuple[Word, ...]:
    """The words of the text, in order: their surfaces joined are the text."""
    with _one_at_a_time:
        return tuple(
            Word(m.surface(), hiragana(m.reading_form()), m.part_of_speech()[0]) for m in _tokenizer().tokenize(text)
        )


def hiragana(text: str) -> str:
    """Katakana as hiragana, all else as it is."""
    return text.translate(_TO_HIRAGANA)


@cache
def _tokenizer() -> Tokenizer:
    # imported at the first word: the dictionary takes a tenth of a second and most answers need none
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="core").tokenizer(mode=SplitMode.B)
