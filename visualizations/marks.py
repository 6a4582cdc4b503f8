"""The marks of the picture: colour and dash of a family of relations, the glyph of a field. Never colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FONT = '"Noto Sans JP","BIZ UDPGothic",Meiryo,"Hiragino Sans","Noto Sans CJK JP",sans-serif'
INK = "#1a1a1a"
OUTLINE = "#333333"
HUB_OUTLINE = "#00316a"
FADED_INK = "#767676"
FADED_OUTLINE = "#b3b3b3"
FADED_LINE = "#dcdcdc"
OTHER_LINE = "#808080"  # touches no hub
CHOSEN = "#fff0b3"
BANDS = ("#f7f7f7", "#eef3f8")


@dataclass(frozen=True, slots=True)
class Look:
    """How the lines of a family are drawn."""

    colour: str
    dash: tuple[float, ...]
    width: float
    hollow: bool = False  # the head of its arrow: two solid lines are told apart without colour


# contrast on the band #eef3f8: 5.5, 6.5, 4.8, 8.3, 6.1
LOOKS: Mapping[str, Look] = {
    "law": Look("#ac3e00", (), 2.0),
    "refer": Look("#0055ad", (), 1.6, hollow=True),
    "with": Look("#197a4b", (5, 3), 1.6),
    "back": Look("#5c10be", (1.5, 3), 1.8),
    "admin": Look("#6e5600", (9, 3, 2, 3), 1.6),
}
# families that another municipality names its own way, in its order
_MORE = (
    Look("#4d4d4d", (12, 4), 1.8),
    Look("#00428c", (2, 2), 1.8),
    Look("#ac3e00", (9, 3, 2, 3), 1.8),
    Look("#197a4b", (12, 4), 1.8),
)


def look(family: str, place: int) -> Look:
    """The look of a family; `place` is its place among the data set's families."""
    return LOOKS.get(family) or _MORE[place % len(_MORE)]


# SVG paths in a square of 12 around the origin
GLYPHS: Mapping[str, str] = {
    "circle": "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z",
    "diamond": "M0 -6L6 0L0 6L-6 0Z",
    "cross": "M-2 -5H2V-2H5V2H2V5H-2V2H-5V-2H-2Z",
    "square": "M-4.5 -4.5H4.5V4.5H-4.5Z",
    "triangle": "M0 -5L5.5 4.5H-5.5Z",
    "house": "M0 -6L5 -1V5H-5V-1Z",
    "shield": "M-5 -5H5V0Q5 4 0 6Q-5 4 -5 0Z",
    "triangle-down": "M0 5L-5.5 -4.5H5.5Z",
    "bars": "M-5 -5H5V-2H-5ZM-5 -1.5H5V1.5H-5ZM-5 2H5V5H-5Z",
}
_NO_GLYPH = "M-5 -1.5H5V1.5H-5Z"  # a field that the data set gives no glyph


def glyph_path(glyph: str) -> str:
    """The path of a glyph; a dash for one that is not known."""
    return GLYPHS.get(glyph, _NO_GLYPH)
