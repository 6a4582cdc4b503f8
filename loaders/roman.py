"""Ids of towns and stations, from their readings: タイシドウ in setagaya is place:setagaya-taishido."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from loaders.rows import Row

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
_SYLLABLES = {kana: f"{head}{vowel}" for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_SYLLABLES |= {
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "シ": "shi", "チ": "chi", "ツ": "tsu",
    "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヴ": "vu", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o",
}  # fmt: skip
_GLIDES = {"ャ": "a", "ュ": "u", "ョ": "o"}
_LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"))
_STATION = "駅"


def romanised(kana: str) -> str:
    """A reading in Latin letters, long vowels short as on signposts; "" where it is no kana."""
    found: list[str] = []
    doubled = False
    for char in unicodedata.normalize("NFKC", kana):
        katakana = chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char
        if katakana in _GLIDES and found:
            found[-1] = _glided(found[-1], _GLIDES[katakana])
        elif katakana == "ッ":
            doubled = True
        elif katakana in _SYLLABLES:
            syllable = _SYLLABLES[katakana]
            found.append(("t" if syllable.startswith("ch") else syllable[0]) * doubled + syllable)
            doubled = False
        elif char.isascii() and char.isalnum():
            found.append(char.lower())
    text = "".join(found)
    for long, short in _LONG:
        text = text.replace(long, short)
    return text


def place_id(row: Row, taken: set[str]) -> str:
    """The id of a town or station of its set; a second one of the same reading is told apart by its name."""
    reading = romanised(row["kana"])
    by_name = hashlib.sha256(row["town"].encode()).hexdigest()[:8]
    base = f"place:{row.folder}-{reading or by_name}" + ("-eki" if row["kind"] == _STATION else "")
    found = base if base not in taken else f"{base}-{by_name}"
    taken.add(found)
    return found


def _glided(syllable: str, vowel: str) -> str:
    head = re.sub(r"i\Z", "", syllable)
    return head + vowel if head.endswith(("sh", "ch", "j")) else f"{head}y{vowel}"
