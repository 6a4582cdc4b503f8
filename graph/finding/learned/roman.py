"""Japanese written in Latin letters, read as hiragana: satooya → さとおや."""

from __future__ import annotations

from typing import Final

_SHORTEST: Final = 4  # letters: me and go are English too
_ROWS: Final = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_GLIDES: Final = {
    "ky": "き", "ny": "に", "hy": "ひ", "my": "み", "ry": "り", "gy": "ぎ", "by": "び", "py": "ぴ", "sh": "し",
    "ch": "ち", "j": "じ", "sy": "し", "ty": "ち", "zy": "じ", "jy": "じ",
}  # fmt: skip
_SYLLABLES: Final = {
    **{head + vowel: kana for head, row in _ROWS.items() for vowel, kana in zip("aiueo", row, strict=True)},
    **{head + v: kana + tail for head, kana in _GLIDES.items() for v, tail in zip("auo", "やゆよ", strict=True)},
    "shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "ya": "や", "yu": "ゆ", "yo": "よ", "wa": "わ",
    "wo": "を", "n": "ん",
}  # fmt: skip


def kana_of(word: str) -> str:
    """The word in hiragana without small kana, "" when it is no Japanese."""
    if len(word) < _SHORTEST or not word.isascii():
        return ""
    found, at = "", 0
    while at < len(word):
        if word[at : at + 1] == word[at + 1 : at + 2] and word[at] in "kstpgzdbc":
            found, at = found + "つ", at + 1
            continue
        length = next((n for n in (3, 2, 1) if word[at : at + n] in _SYLLABLES), 0)
        if not length:
            return ""
        found, at = found + _SYLLABLES[word[at : at + length]], at + length
    return found
