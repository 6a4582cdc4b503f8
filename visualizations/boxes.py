"""The size of a box and what stands in it: a card, the pillar or frame of a hub, a frame with its bodies."""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph.directory import Directory
from visualizations.content import Group
from visualizations.labels import lines_of, without, wrap
from visualizations.values import Box, Frame, Member, Shape

CARD_WIDTH = 138.0
CARD_HEIGHT = 40.0
PILLAR_WIDTH = 150.0
LINE = 16.0
CHARACTER = 13.0
PADDING = 24.0
_PILLAR_CHARS = 6  # × 19 px
_FRAME_CHARS = 14
_FRAME_WIDTH = 2 * CARD_WIDTH + PILLAR_WIDTH + 44  # at least: three columns and two channels
_HEAD = 38.0
_MEMBER_GAP = 6.0
_PER_ROW = (5, 4, 3, 2)
_CONTACT_WIDTH = 196.0
_CONTACT_HEIGHT = 72.0
_CONTACT_CHARS = 11  # × 14 px, beside the glyph


@dataclass(frozen=True, slots=True)
class Sketch:
    """A box before it has a place."""

    group: Group
    shape: Shape
    lines: tuple[str, ...]
    sub: str
    height: float
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()  # label and lines, in the order of `group.bodies`
    per_row: int = 1
    width: float = CARD_WIDTH


def sketch(directory: Directory, group: Group) -> Sketch:
    """The box of a group, with the height it needs."""
    if group.framed:
        return _frame(directory, group)
    if group.order:
        return _contact(directory, group)
    more = (group.more,) if group.more else ()
    if not group.hub:
        lines = (*lines_of(group.node), *more)
        return Sketch(group, "card", lines, "", CARD_HEIGHT + LINE * max(0, len(lines) - 2))
    lines = lines_of(group.node, _PILLAR_CHARS)
    several = (f"{len(group.bodies)}か所",) if len(group.bodies) > 1 else ()
    sub = " ・ ".join((*several, *more))
    return Sketch(group, "pillar", lines, sub, 58 + 24 * len(lines) + (22 if sub else 0), width=PILLAR_WIDTH)


def tenth(value: float) -> float:
    """A tenth of a pixel is fine enough, and the same on every machine."""
    return round(value, 1)


def box(made: Sketch, at: Frame, layer: str, field: str, glyph: str) -> Box:
    """The box in its place."""
    group = made.group
    return Box(
        id=group.id,
        label=group.node.name,
        kind=group.node.kind,
        layer=layer,
        field=field,
        glyph=glyph,
        lines=made.lines,
        sub=made.sub,
        shape=made.shape,
        x=tenth((at.x0 + at.x1) / 2),
        y=tenth((at.y0 + at.y1) / 2),
        w=tenth(at.x1 - at.x0),
        h=tenth(at.y1 - at.y0),
        count=len(group.bodies),
        hub=group.hub,
        members=_members(made, at),
        opened=group.opened,
        order=group.order,
    )


def field_mark(directory: Directory, group: Group) -> tuple[str, str]:
    """The field of a kind, or of a body's kind, and its glyph."""
    kind = directory.nodes[directory.kind_of(group.id)]
    field = kind.text("group") if kind.kind == "organisation_kind" else ""
    return field, dict(directory.municipality.fields).get(field, "")


def _contact(directory: Directory, group: Group) -> Sketch:
    """A box of an answer: the name in full, the telephone or how many bodies there are."""
    lines = lines_of(group.node, _CONTACT_CHARS)
    phone = directory.nodes[group.bodies[0]].text("phone") if len(group.bodies) == 1 else ""
    sub = phone or (f"{len(group.bodies)}か所" if len(group.bodies) > 1 else "")
    height = 18.0 * (len(lines) + bool(sub)) + 18
    return Sketch(group, "card", lines, sub, max(_CONTACT_HEIGHT, height), width=_CONTACT_WIDTH)


def _frame(directory: Directory, group: Group) -> Sketch:
    kind = group.node
    words = (kind.name, *kind.text("short").split("/"), *kind.list("aliases"))
    labels = [without(directory.label(b), [w for w in words if w]) for b in group.bodies]
    longest = max((len(label) for label in labels), default=1)
    per_row = next((n for n in _PER_ROW if _room(n) >= longest), _PER_ROW[-1])
    members = tuple((label, wrap(label, _room(per_row))) for label in labels)
    rows = math.ceil(len(members) / per_row)
    height = _HEAD + rows * (_member_height(members) + _MEMBER_GAP) + 6
    name = wrap(kind.name, _FRAME_CHARS)[:1]
    return Sketch(group, "frame", name, group.more, height, members, per_row)


def _room(per_row: int) -> int:
    """Characters in one line of a body's box."""
    return max(1, int((_member_width(_FRAME_WIDTH, per_row) - PADDING) // CHARACTER))


def _member_width(frame: float, per_row: int) -> float:
    return (frame - 24 - _MEMBER_GAP * (per_row - 1)) / per_row


def _member_height(members: tuple[tuple[str, tuple[str, ...]], ...]) -> float:
    return 14 + LINE * max((len(lines) for _, lines in members), default=1)


def _members(made: Sketch, at: Frame) -> tuple[Member, ...]:
    if not made.members:
        return ()
    width = _member_width(at.x1 - at.x0, made.per_row)
    height = _member_height(made.members)
    rows = math.ceil(len(made.members) / made.per_row)
    top = at.y0 + _HEAD + max(0.0, (at.y1 - at.y0 - made.height) / 2)
    placed = []
    for i, (body, (label, lines)) in enumerate(zip(made.group.bodies, made.members, strict=True)):
        row, column = divmod(i, made.per_row)
        in_row = made.per_row if row < rows - 1 else len(made.members) - row * made.per_row
        left = (at.x0 + at.x1) / 2 - (in_row * (width + _MEMBER_GAP) - _MEMBER_GAP) / 2
        placed.append(
            Member(
                body,
                label,
                lines,
                tenth(left + column * (width + _MEMBER_GAP) + width / 2),
                tenth(top + row * (height + _MEMBER_GAP) + height / 2),
                tenth(width),
                tenth(height),
            )
        )
    return tuple(placed)
