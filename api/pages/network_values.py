"""What the page of the ネットワーク図 shows, as values."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from api.pages.links import Link
from api.pages.marks import Mark
from graph.model import NodeId
from visualizations.values import Relation, Strand
from visualizations.words import Why


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A box of the filter row."""

    value: str
    label: str
    on: bool
    strand: Strand | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence of a choice, with where it leads."""

    why: Why
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One relation of the table. `hidden` while another box is chosen."""

    relation: Relation
    start: Link
    end: Link
    strand: Strand
    mark: Mark
    hidden: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The row of filters. `around` is the name in its field, None where there is no such field."""

    kept: tuple[tuple[str, str], ...]  # sent along unseen
    nothing: str
    rel: tuple[Choice, ...]
    basis: tuple[Choice, ...]
    around: str | None
    names: tuple[str, ...]  # offered for it
    areas: tuple[Choice, ...]
    plans: tuple[Choice, ...]
    select: str
    boxes: tuple[str, ...]  # names offered for it


@dataclass(frozen=True, slots=True)
class Table:
    """The same as the picture. `count` relations are of the box that is chosen."""

    pairs: int
    rows: tuple[Row, ...]
    count: int


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Everything `/network` shows."""

    title: str
    about: str
    tabs: tuple[Tab, ...]
    form: Form
    back: Link | None  # to the answer that the picture is of
    select: NodeId
    missing: str  # what was to be chosen and is not in the picture
    whole: Why
    said: Said | None
    hidden: tuple[Link, ...]  # what a filter hides, and where it is shown again
    svg: Markup
    island: Markup
    fields: tuple[tuple[str, str], ...]
    corner: str  # where the buttons of size cover no box
    table: Table
    svg_href: str
    html_href: str
    address: str
    unselected: str
    licence: str
