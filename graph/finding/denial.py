"""Denial: 虐待ではない speaks of no 虐待; 虐待ではないか and 虐待かもしれない do."""

from __future__ import annotations

import re

from graph.finding.texts import Text

_NOT = "(?:ない|なく|なかった|なさそう|ありません)"
_DENIES = re.compile(
    f"(?:だとは|では|じゃ|とは|とまでは)(?:{_NOT}|[言い]えない|[言い]えません|思わない|思いません|限らない)"
    f"|は{_NOT}"
    "|[はもを]?(?:して|されて|受けて|うけて)[はも]?(?:いない|ない|いません|ません)"
    "|[はもを]?(?:しない|しません|しなかった|されない)"
)
_ASKS = re.compile("か|の(?:か|では|じゃ|[?。」]|$)|でしょう|だろう|んじゃ")  # a question or a guess denies nothing
_FAR = 16


def denied(text: Text, end: int) -> bool:
    """Whether what follows the word that ends at `end` denies it."""
    rest = text.folded[end : end + _FAR]
    found = _DENIES.match(rest)
    return found is not None and not _ASKS.match(rest, found.end())
