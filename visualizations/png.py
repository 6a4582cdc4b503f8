"""The only door to resvg: a picture as pixels, with the fonts of the system. An extra, `pip install tsunagu[png]`."""

from __future__ import annotations

from graph.errors import BadParameter

_WHITE = "#ffffff"
_ZOOM = 2  # a projector and a printed page both show it sharp
_PAPER_DPI = 200.0


def png(svg: str, *, paper: bool = False) -> bytes:
    """The picture on white: twice as large as on the screen, or a sheet at 200 dots an inch."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as missing:
        raise BadParameter("-o", ".png", "PNG には追加の部品 resvg(tsunagu[png])が要ります。") from missing
    if paper:
        return bytes(svg_to_bytes(svg_string=svg, background=_WHITE, languages=["ja"], dpi=_PAPER_DPI))
    return bytes(svg_to_bytes(svg_string=svg, background=_WHITE, languages=["ja"], zoom=_ZOOM))
