"""The picture as SVG, from the same geometry: on the page without script, in print, and as a file."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from graph.directory import Directory
from visualizations.marks import BANDS, FADED_LINE, FONT, INK, OTHER_LINE, OUTLINE
from visualizations.options import Options
from visualizations.overview import network
from visualizations.paths import number
from visualizations.selection import Lit, lit, owners
from visualizations.svg_boxes import draw_box
from visualizations.svg_parts import child, rect, text
from visualizations.svg_sheet import PAPERS, dated, legend, sentences, sheet
from visualizations.values import Frame, Lane, Line, NetworkView, Strand
from visualizations.words import seen_on_paper, summary

_LANE_HEAD = 34.0
_TITLE = 34.0
_LEGEND = 92.0
_FOOT_STEP = 20.0


def draw(directory: Directory, options: Options) -> str:
    """A file that stands by itself: the picture with its sentence, its legend, the data version and its date."""
    return svg_file(directory, network(directory, options))


def svg_file(directory: Directory, view: NetworkView, paper: str = "") -> str:
    """A view as a file; on `paper` as large as a sheet lying on its side, else as large as the picture."""
    f = view.frame
    foot = [*sentences(seen_on_paper(directory, view), f.x1 - f.x0), dated(directory)]
    whole = Frame(f.x0, f.y0 - _TITLE, f.x1, f.y1 + _LEGEND + len(foot) * _FOOT_STEP)
    root = _root(whole, sheet(whole, paper) if paper else whole, paper)
    _described(root, view.title, summary(view))
    rect(root, whole.x0, whole.y0, whole.x1 - whole.x0, whole.y1 - whole.y0, fill="#fff")
    text(root, view.title, f.x0 + 2, f.y0 - 12, 19, font_weight="700", fill=INK)
    _picture(child(root, "g"), view, painted=True)
    legend(root, directory, view, f.y1 + 24)
    for i, words in enumerate(foot):
        text(root, words, f.x0 + 2, f.y1 + _LEGEND + i * _FOOT_STEP, 13, fill=INK)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def svg_inline(view: NetworkView) -> str:
    """The picture inside a page. What a choice changes is left to classes, so that the page can move it."""
    root = _root(None, view.frame, "")
    _described(root, view.title, summary(view))
    _picture(root, view, painted=False)
    return tostring(root, encoding="unicode")


def _root(whole: Frame | None, box: Frame, paper: str) -> Element:
    seen_box = (box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0)
    values = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "net-title net-desc"}
    values |= {"viewBox": " ".join(number(v) for v in seen_box), "font-family": FONT, "lang": "ja"}
    if paper:
        width, height = PAPERS[paper]
        values |= {"width": f"{width}mm", "height": f"{height}mm"}
    elif whole is not None:
        values |= {"width": number(seen_box[2]), "height": number(seen_box[3])}
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
    whole = state == "on" and line.trunk != view.select
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
        _arrow(made, line.arrow, colour, hollow=strand.look.hollow)
    if line.dot and coloured and not whole:
        child(made, "path", d=line.dot, fill=colour, class_="fill joint")
    if line.label:
        _words_on(made, line, colour if coloured else "#767676")


def _arrow(parent: Element, d: str, colour: str, *, hollow: bool) -> None:
    if hollow:
        child(parent, "path", d=d, fill="#fff", stroke=colour, stroke_width=1.4, class_="hollow")
    else:
        child(parent, "path", d=d, fill=colour, class_="fill")


def _words_on(parent: Element, line: Line, colour: str) -> None:
    half = len(line.label) * 7 + 4
    rect(parent, line.label_x - half, line.label_y - 10, 2 * half, 20, fill="#fff", class_="ground")
    text(
        parent, line.label, line.label_x, line.label_y + 5, 14, fill=colour,
        font_weight="700", text_anchor="middle", class_="fill",
    )  # fmt: skip


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
