"""The forms a word takes in running text: 殴る → 殴ら, 殴り, 殴っ …; 育てられない → 育てられません …"""

from __future__ import annotations

from collections.abc import Iterator

from graph.finding.texts import script

# last kana of a verb → what may stand in its place
_FIVE_STEPS = {
    "う": "わいえおっ",
    "く": "かきけこい",
    "ぐ": "がぎげごい",
    "す": "さしせそ",
    "つ": "たちてとっ",
    "ぬ": "なにねのん",
    "ぶ": "ばびべぼん",
    "む": "まみめもん",
    "る": "らりれろっ",
}
_ONE_STEP = "なたてまらよずす"  # 食べる → 食べない, 食べた …
_ADJECTIVES = ("しい", "たい", "らい", "どい", "わい")
_E_AND_I = "えけせてねへめれげぜでべぺいきしちにひみりぎじびぴ"


def inflected(word: str) -> Iterator[str]:
    """The folded word itself and the beginnings of its other forms; the word alone where it does not inflect."""
    yield word
    if len(word) < 2 or word.isascii():
        return
    stem, last = word[:-1], word[-1]
    written = script(stem[-1]) == "kanji"
    if word.endswith("ない"):
        yield from (word[:-2] + tail for tail in ("なく", "なかっ", "なさそ", "ません", "ず"))
    elif last == "い" and (written or word.endswith(_ADJECTIVES)):
        yield from (stem + tail for tail in ("く", "かっ", "さ", "そう"))
    elif last == "る" and stem[-1] in _E_AND_I:
        yield from (stem + tail for tail in _ONE_STEP)
    elif last in _FIVE_STEPS and (written or (last in "るくす" and len(stem) > 1)):  # うつ and がくどう are nouns
        yield from (stem + tail for tail in _FIVE_STEPS[last])
