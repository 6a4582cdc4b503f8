"""Words of a Japanese text and how they are read. The one door to SudachiPy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer
    from sudachipy import Morpheme as SudachiMorpheme

_IDLE_SECONDS: Final = 1.0
_KEPT: Final = 4096  # texts: those of data and pages, never of questions
_TO_HIRAGANA = {c: c - 0x60 for c in range(ord("ァ"), ord("ヶ") + 1)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text, its reading in hiragana and its part of speech (名詞, 助詞 …)."""

    surface: str
    reading: str
    part: str


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A shortest word of a text: its form as normalised, as in a dictionary, how it is read, its parts of speech."""

    surface: str
    normal: str
    base: str
    reading: str  # in hiragana
    part: str  # 名詞
    fine: str  # 名詞,普通名詞,一般 and the like, with the form it is inflected to


@lru_cache(maxsize=_KEPT)
def words(text: str) -> tuple[Word, ...]:
    """The words of the text, in order: their surfaces joined are the text."""
    return _DICTIONARY.words(text)


def hiragana(text: str) -> str:
    """Katakana as hiragana, all else as it is."""
    return text.translate(_TO_HIRAGANA)


def morphemes(texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
    """The shortest words of each text. For training: it opens the dictionary for itself."""
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary(dict="core").tokenizer(mode=SplitMode.A)
    for text in texts:
        yield tuple(map(_morpheme, tokenizer.tokenize(text)))


def known(surfaces: Iterable[str]) -> Iterator[Morpheme]:
    """What the dictionary has under each of these surfaces, the likelier first; nothing where it has none."""
    from sudachipy import Dictionary

    dictionary = Dictionary(dict="core")
    for surface in surfaces:
        yield from map(_morpheme, dictionary.lookup(surface))


def _morpheme(one: SudachiMorpheme) -> Morpheme:
    parts = one.part_of_speech()
    fine = ",".join((*parts[:2], parts[5]))
    return Morpheme(
        one.surface(), one.normalized_form(), one.dictionary_form(), hiragana(one.reading_form()), parts[0], fine
    )


class _Lent:
    """The dictionary, open while words are read: it maps 90 MB of a file in 50 ms, and gives them back when idle."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # a tokenizer is not to be shared while it works
        self._opened: tuple[Dictionary, Tokenizer] | None = None
        self._used = 0.0

    def words(self, text: str) -> tuple[Word, ...]:
        with self._lock:
            found = self._tokenizer().tokenize(text)
            self._used = time.monotonic()
            return tuple(Word(m.surface(), hiragana(m.reading_form()), m.part_of_speech()[0]) for m in found)

    def _tokenizer(self) -> Tokenizer:
        if self._opened is None:
            from sudachipy import Dictionary, SplitMode  # a tenth of a second, and most answers need none

            dictionary = Dictionary(dict="core")
            self._opened = dictionary, dictionary.tokenizer(mode=SplitMode.B)
            threading.Thread(target=self._give_back, name="tsunagu-words", daemon=True).start()
        return self._opened[1]

    def _give_back(self) -> None:
        while True:
            time.sleep(_IDLE_SECONDS)
            with self._lock:
                if time.monotonic() - self._used >= _IDLE_SECONDS:
                    self._opened = None
                    return


_DICTIONARY: Final = _Lent()
