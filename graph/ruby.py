"""Ruby (ふりがな): the reading of each run of kanji, from the kana of a name or from the words of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.words import Word, hiragana, words

# ヶ and ケ between kanji belong to the run (桜ヶ丘); alone they are kana
_KANJI = r"[一-鿿㐀-䶿々〆]"
_RUN = re.compile(rf"{_KANJI}+(?:[ヶケ]{_KANJI}+)*|[ぁ-ゖァ-ヺー]+|[0-9A-Za-z0-9A-Za-z]+|.", re.DOTALL)
_HAS_KANJI = re.compile(_KANJI)
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+\Z")
_SOUNDED = re.compile(r"[0-9A-Za-z0-9A-Za-z]+\Z")
_DIGITS_BEFORE = re.compile(r"([0-90-9]+)\Z")

# What the dictionary reads otherwise than this paper means it. Whole words of the text, longest first.
EXCEPTIONS = {
    "日本": "にほん",
    "一時保護所": "いちじほごしょ",
    "話した": "はなした",
    "何人": "なんにん",
}
# After a number. Minutes and days depend on the number.
_COUNTERS = {
    "時間": "じかん", "時": "じ", "か月": "かげつ", "月": "がつ", "年": "ねん", "人": "にん", "番": "ばん",
    "回": "かい", "階": "かい", "歳": "さい", "地区": "ちく", "地域": "ちいき",
}  # fmt: skip
_DAYS_IN_KA = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 20, 24})
_LONGEST = 40  # characters under one reading: a line cannot break within
_WAYS = 400  # a name with more has several signs and no kana: it gets one reading over the whole
_KEPT_TEXTS = 4_096  # whose ruby is remembered, some kilobytes each; a ward's papers hold a few hundred
_MINUTES_IN_PUN = frozenset("013468")  # 十分, 一分, 三分, 四分, 六分, 八分


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with its reading; no reading where it needs none."""

    text: str
    reading: str = ""


def of_name(name: str, kana: str) -> tuple[Piece, ...]:
    """A name with the reading it is registered with. Where the two do not fit together: one reading over the whole.

    A part in brackets that the registered reading leaves out is read from its words.
    """
    if not _HAS_KANJI.search(name):
        return (Piece(name),)
    if not kana:
        return of_text(name)
    heard = hiragana(kana)
    whole = _fit(name, heard)
    if whole and all(len(p.text) <= _LONGEST for p in whole if p.reading):
        return whole
    head, bracket, rest = name.partition("(")
    first = _fit(head, heard) if bracket and _HAS_KANJI.search(head) else ()
    if first:
        return _joined([*first, *of_text(bracket + rest)])
    return (Piece(name, heard if len(name) <= _LONGEST else ""),)


@lru_cache(maxsize=_KEPT_TEXTS)
def of_text(text: str) -> tuple[Piece, ...]:
    """A text with the reading of every run of kanji."""
    pieces: list[Piece] = []
    for part in re.split(_exception_pattern(), text):
        if part in EXCEPTIONS:
            pieces.extend(_fit(part, EXCEPTIONS[part]))
            continue
        for word in words(part):
            before = pieces[-1].text if pieces else ""
            pieces.extend(_of_word(word, before))
    return _joined(pieces)


def unread(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """The stretches that hold kanji and have no reading: none, when the ruby is whole."""
    return tuple(p.text for p in pieces if _HAS_KANJI.search(p.text) and not p.reading)


@cache
def _exception_pattern() -> re.Pattern[str]:
    return re.compile("(" + "|".join(sorted(EXCEPTIONS, key=lambda w: (-len(w), w))) + ")")


def _of_word(word: Word, before: str) -> tuple[Piece, ...]:
    if not _HAS_KANJI.search(word.surface):
        return (Piece(word.surface),)
    number = _DIGITS_BEFORE.search(before)
    counted = _counted(word.surface, int(number[1])) if number else ""
    reading = counted or word.reading
    return _fit(word.surface, reading) or (Piece(word.surface, reading),)


def _counted(surface: str, number: int) -> str:
    if surface == "分":
        return "ぷん" if str(number)[-1] in _MINUTES_IN_PUN else "ふん"
    if surface == "日":
        return "か" if number in _DAYS_IN_KA else "にち"
    return _COUNTERS.get(surface, "")


def _fit(text: str, reading: str) -> tuple[Piece, ...]:
    """The runs of the text anchored on its kana; () where they do not fit the reading.

    Where they fit in several ways (two runs with only a sign between them), the words of the text decide.
    """
    runs = _RUN.findall(text)
    ways = _ways(runs, reading, _WAYS)
    if len(ways) > 1:
        likely = [_likely(r) for r in runs]
        agree = [sum(bool(k) and k == e for k, e in zip(way, likely, strict=True)) for way in ways]
        ways = [w for w, n in zip(ways, agree, strict=True) if n == max(agree)]
    return _joined([Piece(r, k) for r, k in zip(runs, ways[0], strict=True)]) if len(ways) == 1 else ()


def _likely(run: str) -> str:
    return "".join(w.reading for w in words(run)) if _HAS_KANJI.search(run) else ""


def _ways(runs: list[str], reading: str, limit: int) -> list[tuple[str, ...]]:
    """The ways to share the reading among the runs (at most `limit`): kana read as themselves, signs as nothing."""
    if not runs:
        return [()] if not reading else []
    run, rest = runs[0], runs[1:]
    if _KANA.match(run):
        heard = hiragana(run)
        return [("", *w) for w in _ways(rest, reading[len(heard) :], limit)] if reading.startswith(heard) else []
    kanji = len(re.findall(_KANJI, run))
    if not kanji and not _SOUNDED.match(run):
        return [("", *w) for w in _ways(rest, reading, limit)]
    ways: list[tuple[str, ...]] = []
    for length in range(kanji, len(reading) + 1):  # no kanji is read in less than one kana; figures may be left out
        for way in _ways(rest, reading[length:], limit - len(ways)):
            ways.append((reading[:length] if kanji else "", *way))
        if len(ways) >= limit:
            break
    return ways


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours without a reading as one piece, neighbours with one as one: ruby by run, not by word."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else Piece("")
        alike = bool(last.reading) == bool(piece.reading)
        if joined and alike and (not piece.reading or len(last.text + piece.text) <= _LONGEST):
            joined[-1] = Piece(joined[-1].text + piece.text, joined[-1].reading + piece.reading)
        else:
            joined.append(piece)
    return tuple(joined)
