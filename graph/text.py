"""How Japanese text is folded before it is compared. Folding happens here and nowhere else, never in an engine."""

from __future__ import annotations

import re
import unicodedata

_KATAKANA = range(ord("ァ"), ord("ヶ") + 1)
_TO_HIRAGANA = {c: c - 0x60 for c in _KATAKANA}
# the register of plan items is matched on exactly these characters (data README §10)
_NOT_IN_FINGERPRINT = re.compile(r"[^0-9a-zぁ-ゖーァ-ヺ一-龠々]")
# Unicode TR36: characters that reorder or hide text; removed from nothing, refused by the schema
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")

# Excel reads the wide signs of a Japanese keyboard like the narrow ones
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run a cell that holds this, instead of showing it."""
    return text.startswith(_FORMULA)


def fold(text: str) -> str:
    """NFKC, lower case, katakana to hiragana, no blanks: what terms and urgent rules are matched on."""
    return "".join(plain(text).translate(_TO_HIRAGANA).split())


def plain(text: str) -> str:
    """NFKC and lower case, runs of blanks as one: what ASCII words are matched on, at their boundaries."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def fingerprint(title: str) -> str:
    """`fold` without marks: what a plan item is recognised by on re-reading."""
    return _NOT_IN_FINGERPRINT.sub("", fold(title))


def search_key(text: str) -> str:
    """`fold`, letters and digits only: what name look-up compares, so that Hi・na・ta meets hinata."""
    return "".join(c for c in fold(text) if unicodedata.category(c)[0] in "LNM" or c in "ー々")


def fold_map(text: str) -> tuple[str, tuple[int, ...]]:
    """`fold(text)` and, for each of its characters, the place in `text` it came from.

    Folded character by character, so a kana and its combining mark given apart stay apart: normalise to NFC first.
    """
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        piece = fold(char)
        folded.append(piece)
        places.extend([place] * len(piece))
    return "".join(folded), tuple(places)
