"""The boxes of the picture in SVG: cards, pillars, frames, the bar. `state` is «», «off» (faded) or «chosen»."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from visualizations.boxes import CARD_WIDTH
from visualizations.marks import CHOSEN, FADED_INK, FADED_OUTLINE, HUB_OUTLINE, INK, OUTLINE, glyph_path
from visualizations.paths import number
from visualizations.svg_parts import child, rect, text
from visualizations.values import Box, Member

_DASH = "3 2"
_HUB_SIZE = 19.0
_SIZE = 13.0


def draw_box(parent: Element, box: Box, state: str, member: str = "") -> None:
    """The box into the group `parent`; `member` is the opened body that is chosen in it."""
    ink = FADED_INK if state == "off" else INK
    left, top = box.x - box.w / 2, box.y - box.h / 2
    if box.shape == "card" and box.count > 1:
        rect(parent, left + 4, top - 4, box.w, box.h, 3, fill="#fff", stroke=_edge(box, state), class_="edge")
    edge = rect(parent, left, top, box.w, box.h, 4, fill=CHOSEN if state == "chosen" else "#fff", class_="edge")
    edge.set("stroke", _edge(box, state))
    edge.set("stroke-width", "4" if state == "chosen" else "1.2" if box.shape == "card" else "3")
    if box.count == 0:
        edge.set("stroke-dasharray", _DASH)
    words = child(parent, "g", fill=ink, class_="ink")
    if box.shape == "card":
        _card(words, box, left)
    elif box.shape == "frame":
        _frame(parent, words, box, top, state, member)
    else:
        _middle(words, box)
    if box.shape == "card" and box.count > 1:
        _badge(parent, box, left, top, state)
    if box.order:
        _disc(parent, box, left, top, state)


def _edge(box: Box, state: str) -> str:
    if state == "chosen":
        return INK
    if state == "off":
        return FADED_OUTLINE
    return OUTLINE if box.shape == "card" else HUB_OUTLINE


def _glyph(parent: Element, box: Box, x: float, y: float, scale: float = 1.0) -> None:
    move = f"translate({number(x)} {number(y)})" + (f" scale({number(scale)})" if scale != 1 else "")
    child(parent, "path", d=glyph_path(box.glyph), transform=move)


def _card(words: Element, box: Box, left: float) -> None:
    _glyph(words, box, left + 12, box.y)
    lines = (*box.lines, *((box.sub,) if box.sub else ()))
    size, step = (14.0, 18.0) if box.w > CARD_WIDTH else (_SIZE, 16.0)
    for i, line in enumerate(lines):
        text(words, line, left + 22 + (4 if size > _SIZE else 0), box.y + (i - (len(lines) - 1) / 2) * step + 4.6, size)


def _badge(parent: Element, box: Box, left: float, top: float, state: str) -> None:
    made = child(parent, "g", class_="badge")
    rect(made, left + box.w - 20, top - 9, 22, 15, 2, fill=FADED_INK if state == "off" else OUTLINE)
    text(made, str(box.count), left + box.w - 9, top + 2.8, 11.5, fill="#fff", font_weight="700", text_anchor="middle")


def _disc(parent: Element, box: Box, left: float, top: float, state: str) -> None:
    """Its number in the order of contact."""
    made = child(parent, "g", class_="badge")
    rect(made, left - 10, top - 10, 24, 24, 12, fill=FADED_INK if state == "off" else INK)
    text(made, box.order, left + 2, top + 7, 14, fill="#fff", font_weight="700", text_anchor="middle")


def _middle(words: Element, box: Box) -> None:
    """A pillar or the bar: everything centred."""
    lines = [(line, _HUB_SIZE, "700") for line in box.lines] + ([(box.sub, 14.0, "400")] if box.sub else [])
    head = 26 if box.shape == "pillar" else 0
    y = box.y - (24 * len(lines) + head) / 2
    if head:
        _glyph(words, box, box.x, y + 10, 1.6)
    for i, (line, size, weight) in enumerate(lines):
        text(words, line, box.x, y + head + 24 * i + 18, size, font_weight=weight, text_anchor="middle")


def _frame(parent: Element, words: Element, box: Box, top: float, state: str, member: str) -> None:
    name = box.lines[0]
    half = len(name) * _HUB_SIZE / 2
    first = min((m.y - m.h / 2 for m in box.members), default=top + 38)
    y = (top + first) / 2 + 1
    _glyph(words, box, box.x - half - 4, y, 1.4)
    text(words, name, box.x + 10, y + 7, _HUB_SIZE, font_weight="700", text_anchor="middle")
    if box.sub:
        text(words, box.sub, box.x + 26 + half, y + 6, 14)
    for one in box.members:
        _member(
            child(parent, "g", {"class": "member", "data-id": one.id} if box.opened else None),
            one,
            state,
            one.id == member,
        )


def _member(parent: Element, one: Member, state: str, chosen: bool) -> None:
    edge = rect(parent, one.x - one.w / 2, one.y - one.h / 2, one.w, one.h, 3, class_="edge")
    edge.set("fill", CHOSEN if chosen else "#fff")
    edge.set("stroke", INK if chosen else FADED_OUTLINE if state == "off" else OUTLINE)
    words = child(parent, "g", fill=FADED_INK if state == "off" else INK, class_="ink")
    for i, line in enumerate(one.lines):
        text(words, line, one.x, one.y + (i - (len(one.lines) - 1) / 2) * 16 + 4.6, _SIZE, text_anchor="middle")
