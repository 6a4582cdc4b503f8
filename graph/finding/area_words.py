"""Whether a place name in running text is one: 岡本さん is a person, 船橋市 another town, 世田谷通り a road."""

from __future__ import annotations

import re

from graph.finding.texts import Text, alone, bounded, script

_SHORT = 2  # of kanji: such names are also surnames and parts of other words
_SHORT_KANA = 4
_NOT_A_PLACE = re.compile(
    "さん|くん|君|ちゃん|先生|氏|様(?!子)|家(?!庭)|通り|街道|線|川|病院|大学|高校|高等|市(?!街)|県|区(?!内|民|立|役所|外)|郡|医療"
)
_OF_A_PLACE = re.compile(
    "駅|地区|地域|区内|在住|周辺|付近|近辺|近く|方面|出張所|総合支所|支所|小|中|児童館|保育|幼稚園|図書館|警察|保健|在学|在勤"
    "|[0-9一二三四五六七八九]{1,2}(?:丁目|-)"
)
_BEFORE_A_PLACE = "区駅今現都"


def in_text(text: Text, start: int, end: int, name: str) -> bool:
    """Whether the name at `start` to `end` is meant as a place."""
    rest = "" if text.apart(end) else text.folded[end : end + 6]
    if _NOT_A_PLACE.match(rest):
        return False
    if all(script(c) == "kana" for c in name):
        return len(name) >= _SHORT_KANA and bounded(text, start, end)
    before = text.before(start)
    if len(name) == 1:
        return (
            bool(_OF_A_PLACE.match(rest))
            or alone(text, start, end)
            or (not script(before) and rest[:1] in ("に", "で"))
        )
    if len(name) > _SHORT:
        return True
    if script(before) == "kanji" and before not in _BEFORE_A_PLACE:
        return False
    return not rest or script(rest[0]) != "kanji" or bool(_OF_A_PLACE.match(rest))
