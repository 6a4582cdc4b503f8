"""Items → the rows that would make them, as the columns of tables.py say: the way of facts.py backwards.

Whether a row really makes its items is for unload.py to see; here a text with a `;` in a list does no harm yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from graph.model import Edge, EdgeKind, Item, Node, NodeId, Value
from loaders.columns import Column, Form, Role, Table
from loaders.dataset import DataSet, as_read
from loaders.rows import Row
from loaders.tables import ORGANISATIONS, PARENT, tables

_DISTRICT = "地区"  # of a town, the areas of this level stand in `chiku`, the others in `chiiki`


def rows_of(items: Mapping[str, Item], own: DataSet) -> dict[str, tuple[Row, ...]]:
    """For every table that tables.py describes whole, the rows, by place or id of what they make."""
    around = _Around(items)
    found = {}
    for table in (t for t in tables().values() if t.makes):
        made = sorted((i for i in items.values() if i.kind == table.makes), key=partial(_place, table))
        read = (_row(table, around.cells(table, item)) for item in made)
        file = f"{own.folder}/{table.name}.csv"
        rows = (Row(file, number, own.folder, cells) for number, cells in enumerate(read, 2) if cells is not None)
        found[table.name] = tuple(rows)
    return found


def _place(table: Table, item: Item) -> tuple[int, str]:
    place = item.get(table.place) if table.place else None
    return (place if isinstance(place, int) else 0, item.id)


def _row(table: Table, cells: Mapping[str, str]) -> Mapping[str, str] | None:
    """The cells; None when a reader would take one of them for another text."""
    same = all(as_read(c, cells[c.name]) == cells[c.name] for c in table.columns if cells[c.name])
    return cells if same else None


class _Around:
    """The items of a set by their ends."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items
        self._out: dict[tuple[NodeId, EdgeKind], list[NodeId]] = defaultdict(list)
        self._into: dict[tuple[NodeId, EdgeKind], list[NodeId]] = defaultdict(list)
        for _, edge in sorted(items.items()):
            if isinstance(edge, Edge):
                self._out[edge.start, edge.kind].append(edge.end)
                self._into[edge.end, edge.kind].append(edge.start)

    def cells(self, table: Table, item: Item) -> Mapping[str, str]:
        """The cells of the row that would make an item."""
        return {c.name: self._cell(table, c, item) for c in table.columns}

    def _cell(self, table: Table, column: Column, item: Item) -> str:
        if column.role is Role.PROPERTY:
            return _written(column, item.get(column.target))
        if isinstance(item, Node) and column.role in (Role.OUT, Role.IN):
            return ";".join(sorted(self._ends(table, column, item.id)))
        return _framed(column.role, item)

    def _ends(self, table: Table, column: Column, node_id: NodeId) -> Iterator[NodeId]:
        if column.role is Role.IN:
            yield from self._into[node_id, column.target]
            return
        parent = column.target == PARENT and column.refers == ORGANISATIONS
        for kind in (PARENT, "operated_by") if parent else (column.target,):
            for end in self._out[node_id, kind]:
                if table.name != "towns" or self._is_district(end) is (column.name == "chiku"):
                    yield end

    def _is_district(self, area: NodeId) -> bool:
        found = self._items.get(area)
        return found is not None and found.text("level") == _DISTRICT


def _framed(role: Role, item: Item) -> str:
    first = item.provenance[0] if item.provenance else None
    if isinstance(item, Node):
        own = {Role.ID: item.id, Role.NAME: item.name}
    else:
        own = {Role.START: item.start, Role.END: item.end}
    texts = {
        **own, Role.SINCE: item.since, Role.UNTIL: item.until, Role.VERIFIED: item.verified_on,
        Role.SOURCE: ";".join(p.source for p in item.provenance), Role.BASIS: first.basis if first else "",
        Role.AS_OF: first.as_of if first else "", Role.NOTE: first.note if first else "",
    }  # fmt: skip
    return texts.get(role, "")


def _written(column: Column, value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ("|" if column.form is Form.STAGES else ";").join(value)
    return str(value)
