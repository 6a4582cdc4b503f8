"""The picture as SVG, from the same geometry: on the page without script, in print, and as a file."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from graph.directory import Directory
from visualizations.marks import BANDS, FADED_LINE, FONT, INK, OTHER_LINE, OUTLINE, glyph_path
from visualizations.options import Options
from visualizations.overview import network
from visualizations.paths import number
from visualizations.selection import Lit, lit, owners
from visualizations.svg_boxes import draw_box
from visualizations.svg_parts import child, rect, text
from visualizations.values import Lane, Line, NetworkView, Strand
from visualizations.words import seen, summary

_LANE_HEAD = 34.0
_LEGEND = 96.0
_LINE_STEP = 22.0


def draw(directory: Directory, options: Options) -> str:
    """A file that stands by itself: the picture with its sentence, its legend, the data version and its date."""
    return svg_file(directory, network(directory, options))


def svg_file(directory: Directory, view: NetworkView) -> str:
    """A view as a file."""
    root = _root(view, extra=_LEGEND + 34)
    _described(root, view.title, summary(view))
    why = seen(directory, view)
    f = view.frame
    rect(root, f.x0, f.y0 - 34, f.x1 - f.x0, f.y1 - f.y0 + _LEGEND + 34, fill="#fff")
    text(root, view.title, f.x0 + 2, f.y0 - 12, 19, font_weight="700", fill=INK)
    moved = child(root, "g")
    _picture(moved, view, painted=True)
    _legend(root, directory, view, f.y1 + 24)
    dated = f"データの版 {directory.data_version}" + (f"({directory.loaded_at[:10]})" if directory.loaded_at else "")
    words = f"{directory.municipality.product_title}。{why.lead} {dated}"
    text(root, words, f.x0 + 2, f.y1 + _LEGEND - 40 + 22, 13, fill=INK)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def svg_inline(view: NetworkView) -> str:
    """The picture inside a page. What a choice changes is left to classes, so that the page can move it."""
    root = _root(view, extra=0)
    _described(root, view.title, summary(view))
    _picture(root, view, painted=False)
    return tostring(root, encoding="unicode")


def _root(view: NetworkView, extra: float) -> Element:
    f = view.frame
    head = 34.0 if extra else 0.0
    box = (f.x0, f.y0 - head, f.x1 - f.x0, f.y1 - f.y0 + extra)
    values = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "net-title net-desc"}
    values |= {"viewBox": " ".join(number(v) for v in box), "font-family": FONT, "lang": "ja"}
    if extra:
        values |= {"width": number(box[2]), "height": number(box[3])}
    return Element("svg", values)


def _described(root: Element, title: str, description: str) -> None:
    child(root, "title", {"id": "net-title"}).text = title
    child(root, "desc", {"id": "net-desc"}).text = description


def _picture(root: Element, view: NetworkView, *, painted: bool) -> None:
    chosen = lit(view, view.select) if view.select else None
    for i, lane in enumerate(view.lanes):
        rect(root, view.frame.x0, lane.y0, view.frame.x1 - view.frame.x0, lane.y1 - lane.y0, fill=BANDS[i % 2])
    looks = {s.id: s for s in view.strands}
    lines = child(root, "g", fill="none")
    for line in sorted(view.lines, key=lambda one: (chosen is not None and one.id in chosen.lines, one.hub, one.id)):
        _line(lines, view, line, looks[line.family], chosen, painted=painted)
    _boxes(child(root, "g"), view, chosen, painted=painted)
    for lane in view.lanes:
        _head(root, view, lane)


def _boxes(parent: Element, view: NetworkView, chosen: Lit | None, *, painted: bool) -> None:
    owner = owners(view)
    for box in view.boxes:
        state = ""
        if chosen is not None:
            state = "chosen" if box.id == view.select else "" if box.id in chosen.boxes else "off"
        made = child(parent, "g", {"class": f"box {state}".strip(), "data-id": box.id})
        member = view.select if owner.get(view.select) == box.id != view.select else ""
        draw_box(made, box, state if painted else "", member if painted else "")


def _line(parent: Element, view: NetworkView, line: Line, strand: Strand, chosen: Lit | None, *, painted: bool) -> None:
    state = "" if chosen is None else "on" if line.id in chosen.lines else "off"
    painted_state = state if painted else ""
    coloured = (line.hub or not view.hubs) if not painted_state else painted_state == "on"
    colour = strand.look.colour if coloured else FADED_LINE if painted_state == "off" else OTHER_LINE
    width = strand.look.width + (0.6 if painted_state == "on" else 0) if coloured else 1.0
    whole = state == "on" and not _at_hub(view)
    made = child(
        parent,
        "g",
        {
            "class": " ".join(c for c in ("ln", state, "whole" if whole else "") if c),
            "data-line": line.id,
            "color": strand.look.colour,
        },
    )
    if painted:
        child(made, "title").text = _told(view, line)
    way = child(made, "path", d=line.d if whole else line.d0, stroke=colour, stroke_width=width)
    if strand.look.dash:
        way.set("stroke-dasharray", " ".join(number(v) for v in strand.look.dash))
    if line.arrow:
        child(made, "path", d=line.arrow, fill=colour, class_="fill")
    if line.dot and coloured and not whole:
        child(made, "path", d=line.dot, fill=colour, class_="fill joint")
    if line.label:
        _words_on(made, line, colour if coloured else "#767676")


def _words_on(parent: Element, line: Line, colour: str) -> None:
    half = len(line.label) * 7 + 4
    rect(parent, line.label_x - half, line.label_y - 10, 2 * half, 20, fill="#fff", class_="ground")
    text(
        parent, line.label, line.label_x, line.label_y + 5, 14, fill=colour,
        font_weight="700", text_anchor="middle", class_="fill",
    )  # fmt: skip


def _at_hub(view: NetworkView) -> bool:
    """Whether a hub is chosen: then all its lines are lit, and what they share is drawn once as in the whole view."""
    return any(b.hub and view.select == b.id for b in view.boxes)


def _told(view: NetworkView, line: Line) -> str:
    labels = {b.id: b.label for b in view.boxes}
    names = sorted({r.relation for r in view.relations if r.id in line.relations})
    joint = " → " if line.arrow else " - "
    return f"{labels[line.start]}{joint}{labels[line.end]}: {'、'.join(names)}({len(line.relations)})"


def _head(root: Element, view: NetworkView, lane: Lane) -> None:
    height = lane.y1 - lane.y0
    made = child(root, "g", {"class": "lane"})
    rect(made, view.frame.x0, lane.y0, _LANE_HEAD, height, fill=OUTLINE)
    step = min(17.0, height / max(1, len(lane.name)))
    for i, char in enumerate(lane.name):
        y = lane.y0 + height / 2 + (i - (len(lane.name) - 1) / 2) * step + 5
        text(made, char, view.frame.x0 + _LANE_HEAD / 2, y, 15, fill="#fff", font_weight="700", text_anchor="middle")


def _legend(root: Element, directory: Directory, view: NetworkView, y: float) -> None:
    x = view.frame.x0 + 2
    for strand in (s for s in view.strands if s.shown):
        sample = child(root, "path", d=f"M{number(x)} {number(y)}h30", fill="none", stroke=strand.look.colour)
        sample.set("stroke-width", number(strand.look.width + 0.6))
        if strand.look.dash:
            sample.set("stroke-dasharray", " ".join(number(v) for v in strand.look.dash))
        text(root, strand.words, x + 38, y + 5, 13, fill=INK)
        x += 38 + 13 * len(strand.words) + 24
    x, y = view.frame.x0 + 8, y + _LINE_STEP
    for field, glyph in directory.municipality.fields:
        child(root, "path", d=glyph_path(glyph), fill=INK, transform=f"translate({number(x)} {number(y)})")
        text(root, field, x + 12, y + 5, 13, fill=INK)
        x += 12 + 13 * len(field) + 22
    text(root, "重なった枠と数字=同じ種別の機関が複数 / 破線の枠=個々の機関のデータがない種別", x, y + 5, 13, fill=INK)
