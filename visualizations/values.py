"""What a view of the network is, as values: boxes with places, relations, the lines that carry them, bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph.model import Basis, EdgeId, NodeId, NodeKind
from visualizations.marks import Look

Shape: TypeAlias = Literal["card", "pillar", "frame", "bar"]
Point: TypeAlias = tuple[float, float]
MAX_BOXES = 80


@dataclass(frozen=True, slots=True)
class Member:
    """A body inside the frame of its kind. Centre and size in px at zoom 1, as everywhere here."""

    id: NodeId
    label: str
    lines: tuple[str, ...]
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Box:
    """A kind, or a body. `count` bodies stand behind it; 0 where the data hold none (dashed)."""

    id: NodeId
    label: str
    kind: NodeKind
    layer: str
    field: str
    glyph: str
    lines: tuple[str, ...]
    sub: str
    shape: Shape
    x: float
    y: float
    w: float
    h: float
    count: int
    hub: bool
    members: tuple[Member, ...] = ()
    opened: bool = False  # `members` are boxes of their own, relations end at them
    order: str = ""  # its number in the order of contact, of an answer


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation between two boxes. `start` and `end` are boxes or opened bodies; `from_id`, `to_id` what it says."""

    id: EdgeId
    kind: str
    start: NodeId
    end: NodeId
    from_id: NodeId
    to_id: NodeId
    from_label: str
    to_label: str
    family: str
    relation: str
    label: str
    trigger: str
    basis: Basis
    note: str
    inherited: bool = False  # of the kind, read for one body


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn for the relations of a family from one box to another; both ways where they have no direction.

    `d` is the whole way; `d0` stops at `dot`, where the rest is already drawn by another line of the same hub.
    """

    id: str
    start: NodeId
    end: NodeId
    family: str
    relations: tuple[EdgeId, ...]
    hub: bool
    points: tuple[Point, ...]
    d: str
    d0: str
    dot: str
    arrow: str
    trunk: NodeId = ""  # the end at which it joins others of its family, "" when it runs alone
    label: str = ""
    label_x: float = 0.0
    label_y: float = 0.0


@dataclass(frozen=True, slots=True)
class Lane:
    """A band of the picture."""

    name: str
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Strand:
    """A family of relations in this view: `words` are its relations, `total` those between the boxes of the view."""

    id: str
    name: str
    words: str
    look: Look
    arrow: bool
    by_default: bool
    shown: bool
    total: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of the picture."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class NetworkView:
    """All of a view. `left_out` boxes were too many; `inside` relations stay within one kind and are not drawn."""

    view: str
    title: str
    centre: NodeId
    area: NodeId
    plan: NodeId
    select: NodeId
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    relations: tuple[Relation, ...]
    lines: tuple[Line, ...]
    strands: tuple[Strand, ...]
    bases: tuple[Basis, ...]  # shown
    hidden_bases: tuple[tuple[Basis, int], ...]
    hubs: tuple[tuple[NodeId, int], ...]  # with their relations, most first
    frame: Frame
    left_out: int
    left_out_relations: int
    inside: int
    involved: tuple[tuple[NodeId, tuple[EdgeId, ...]], ...] = ()  # the plan's links to each box
    shared: int = 0  # relations of a kind that several boxes stand for, drawn to the first
    subject: str = ""  # what an answer is about

    def box(self, node_id: NodeId) -> Box | None:
        """The box with this id, or the one that holds the body."""
        for box in self.boxes:
            if box.id == node_id or any(m.id == node_id for m in box.members):
                return box
        return None
