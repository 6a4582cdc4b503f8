"""The picture of an answer: its bodies in the order of contact, and the relations between them.

The bands are the parts of the answer, a row reads from left to right; each box has its number and its telephone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graph.directory import Directory
from graph.model import Edge, NodeId
from graph.municipality import Band
from visualizations.content import Content, Group, bodies_of, chosen_families, deciding, off, refers, relation_of
from visualizations.options import Contact, Options, families
from visualizations.places import SPINE, Cell, Grid
from visualizations.values import Relation

MAX_CONTACTS = 15
_PARTS = (("emergency", "緊急のとき"), ("first", "まず連絡"), ("partner", "連携先"))
_URGENT = "急"
_PER_ROW = 5
_FIRST_COLUMN = SPINE - _PER_ROW // 2


def answered(directory: Directory, options: Options) -> Content:
    """At most 15 boxes, the first in the order of contact, and how many stay out."""
    every = options.case.contacts if options.case else ()
    contacts = every[:MAX_CONTACTS]
    ends = _ends(directory, contacts)
    found = [r for e in refers(directory) for r in _relation(directory, e, ends)]
    placing = deciding(directory, options, found)
    chosen = chosen_families(directory, options)
    return Content(
        bands=tuple(Band(name, ()) for _, name in _PARTS),
        groups=tuple(_groups(directory, contacts)),
        placing=tuple(placing),
        shown=tuple(r for r in placing if r.family in chosen and r.basis in options.basis),
        families=families(directory),
        chosen=chosen,
        left_out=len(every) - len(contacts),
        left_out_relations=0,
        inside=0,
        off=off(found, placing, options),
        shared=_shared(directory, contacts, placing),
    )


def rows(content: Content) -> Grid:
    """Each part of the answer in rows of five, in the order of contact."""
    cells: dict[NodeId, Cell] = {}
    bands: list[tuple[str, int, int]] = []
    row = 0
    for index, band in enumerate(content.bands):
        own = [g for g in content.groups if g.band == index]
        for i, group in enumerate(own):
            at, column = row + i // _PER_ROW, _FIRST_COLUMN + i % _PER_ROW
            cells[group.id] = Cell(group.id, at, at, column, column)
        if own:
            last = row + (len(own) - 1) // _PER_ROW
            bands.append((band.name, row, last))
            row = last + 1
    return Grid(cells, tuple(bands), row)


def _groups(directory: Directory, contacts: Iterable[Contact]) -> Iterator[Group]:
    """In the order of contact: the numbers run on from 「まず連絡」 to 「連携先」."""
    place = {part: i for i, (part, _) in enumerate(_PARTS)}
    number = 0
    for contact in sorted(contacts, key=lambda c: place[c.when]):
        number += contact.when != "emergency"
        order = _URGENT if contact.when == "emergency" else str(number)
        node = directory.nodes[contact.id]
        own = bodies_of(directory, node.id) if node.kind == "organisation_kind" else (node.id,)
        yield Group(contact.id, node, place[contact.when], contact.bodies or own, order=order)


def _ends(directory: Directory, contacts: Iterable[Contact]) -> Mapping[NodeId, NodeId]:
    """The box of each body and kind: a kind is read as the first box that stands for it."""
    found: dict[NodeId, NodeId] = {}
    for contact in contacts:
        found[contact.id] = contact.id
        found.update(dict.fromkeys(contact.bodies, contact.id))
    for contact in contacts:
        found.setdefault(directory.kind_of(contact.id), contact.id)
    return found


def _relation(directory: Directory, edge: Edge, ends: Mapping[NodeId, NodeId]) -> Iterator[Relation]:
    start, end = ends.get(edge.start, ""), ends.get(edge.end, "")
    if start and end and start != end:
        inherited = any(
            here != there and directory.nodes[there].kind == "organisation_kind"
            for here, there in ((start, edge.start), (end, edge.end))
        )
        yield relation_of(directory, edge, start, end, inherited=inherited)


def _shared(directory: Directory, contacts: Iterable[Contact], placing: Iterable[Relation]) -> int:
    """Relations of a kind for which several boxes stand."""
    count = Counter(directory.kind_of(c.id) for c in contacts)
    kinds = {kind for kind, n in count.items() if n > 1}
    return sum(bool(kinds & {r.from_id, r.to_id}) for r in placing)
