"""What a picture needs to lie before a council by itself: its legend, its sentence, its date, the size of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from graph.directory import Directory
from visualizations.labels import wrap_all
from visualizations.marks import INK, glyph_path
from visualizations.paths import number
from visualizations.svg_parts import child, text
from visualizations.values import Frame, NetworkView

PAPERS: Mapping[str, tuple[int, int]] = {"a4": (297, 210), "a3": (420, 297)}  # mm, lying on its side
_MARGIN = 10  # mm
_LINE_STEP = 24.0
_SIZE = 13.0


def sheet(whole: Frame, paper: str) -> Frame:
    """The part of the plane that a sheet shows: all of the picture in the middle, and a margin around it."""
    width, height = PAPERS[paper]
    scale = max(
        (whole.x1 - whole.x0) / (width - 2 * _MARGIN), (whole.y1 - whole.y0) / (height - 2 * _MARGIN)
    )  # px in a millimetre
    x, y = (whole.x0 + whole.x1) / 2, (whole.y0 + whole.y1) / 2
    return Frame(x - width * scale / 2, y - height * scale / 2, x + width * scale / 2, y + height * scale / 2)


def sentences(words: str, width: float) -> tuple[str, ...]:
    """Text in lines that no font makes wider than the picture."""
    return wrap_all(words, max(1, int(width // _SIZE)))


def dated(directory: Directory) -> str:
    """Whose data they are, of which version, and when they were loaded."""
    on = f"({directory.loaded_at[:10]})" if directory.loaded_at else ""
    return f"{directory.municipality.product_title}。データの版 {directory.data_version}{on}"


def legend(root: Element, directory: Directory, view: NetworkView, y: float) -> None:
    """What lines, fields and outlines mean, in two rows."""
    x = view.frame.x0 + 2
    for strand in (s for s in view.strands if s.shown):
        sample = child(root, "path", d=f"M{number(x)} {number(y)}h30", fill="none", stroke=strand.look.colour)
        sample.set("stroke-width", number(strand.look.width + 0.6))
        if strand.look.dash:
            sample.set("stroke-dasharray", " ".join(number(v) for v in strand.look.dash))
        if strand.arrow:
            tip = child(root, "path", d=f"M{number(x + 36)} {number(y)}l-8 -4v8z", stroke=strand.look.colour)
            tip.set("fill", "#fff" if strand.look.hollow else strand.look.colour)
        text(root, strand.words, x + 42, y + 5, _SIZE, fill=INK)
        x += 42 + _SIZE * len(strand.words) + 24
    x, y = view.frame.x0 + 8, y + _LINE_STEP
    for field, glyph in directory.municipality.fields:
        child(root, "path", d=glyph_path(glyph), fill=INK, transform=f"translate({number(x)} {number(y)})")
        text(root, field, x + 12, y + 5, _SIZE, fill=INK)
        x += 12 + _SIZE * len(field) + 22
    text(
        root, "重なった枠と数字=同じ種別の機関が複数 / 破線の枠=個々の機関のデータがない種別", x, y + 5, _SIZE, fill=INK
    )
