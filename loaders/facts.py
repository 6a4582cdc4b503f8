"""Rows → nodes and edges, as the columns of tables.py say. Pure; rows are taken to be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import Basis, Edge, Item, Node, NodeId, Properties, Provenance, SetCode, Value, properties
from graph.schema import schema
from loaders.chain import Chain
from loaders.columns import Column, Form, Role, Table
from loaders.roman import place_id
from loaders.rows import Row
from loaders.tables import PARENT, tables
from loaders.vocabulary import EDITORIAL


@dataclass(frozen=True, slots=True)
class Fact:
    """An item and the row it comes from; no row where it comes from settings or another file."""

    item: Item
    row: Row | None


class Facts:
    """What the own set of a chain says, table by table."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.code: SetCode = chain.own.code
        self._places: set[NodeId] = set()

    def of_tables(self) -> Iterator[Fact]:
        """The items of every table that tables.py describes whole."""
        for table in tables().values():
            for place, row in enumerate(self.chain.own.rows(table.name) if table.makes else (), 1):
                if table.makes in schema().nodes:
                    yield from self._node(table, row, place)
                else:
                    yield Fact(self._edge_row(table, row), row)

    def edge(self, kind: str, ends: tuple[NodeId, NodeId], pairs: Properties, said: tuple[Provenance, ...]) -> Edge:
        """An edge of this set."""
        edge_id = schema().id_of(kind, *ends, pairs, self.code)
        return Edge(edge_id, kind, *ends, self.code, pairs, said)

    def said(self, row: Row, *, basis: str = "", note: bool = True) -> tuple[Provenance, ...]:
        """Who says a row: the first source with the row's date and remark, the others as of their publication."""
        known: Basis = _basis(basis or row["basis"] or "editorial")
        found = []
        for n, source in enumerate(row.many("source")):
            own = n == 0 and "as_of" in row.cells
            as_of = row["as_of"] if own else self._published(source)
            found.append(Provenance(source, basis=known, as_of=as_of, note=row["note"] if n == 0 and note else ""))
        return tuple(found)

    def _published(self, source: NodeId) -> str:
        row = self.chain.by_id("sources").get(source)
        return row["published"] if row else ""

    def _node(self, table: Table, row: Row, place: int) -> Iterator[Fact]:
        frame = {c.role: row[c.name] for c in table.columns}
        node = Node(
            self._id(table, row), table.makes, frame[Role.NAME], self.code, _pairs(table, row, place),
            self.said(row) if table.has_sources else (),
            frame.get(Role.SINCE, ""), frame.get(Role.UNTIL, ""), frame.get(Role.VERIFIED, ""),
        )  # fmt: skip
        yield Fact(node, row)
        for column in table.columns:
            if column.role in (Role.OUT, Role.IN):
                for other in _ids(column, row):
                    yield Fact(self._edge_at(column, row, node.id, other), row)

    def _edge_at(self, column: Column, row: Row, here: NodeId, other: NodeId) -> Edge:
        basis = row[column.basis] if column.basis else ""
        said = self.said(row, basis=basis, note=(basis or row["basis"]) == "inferred")
        ends = (here, other) if column.role is Role.OUT else (other, here)
        return self.edge(self._kind(column, other), ends, (), said)

    def _kind(self, column: Column, other: NodeId) -> str:
        if column.target == PARENT and column.refers == ("organisations",):
            parent = self.chain.by_id("organisations").get(other)
            return "operated_by" if parent and parent["kind"] in schema().operator_kinds else PARENT
        return column.target

    def _edge_row(self, table: Table, row: Row) -> Edge:
        start, end = table.column(Role.START), table.column(Role.END)
        ends = (
            row[start.name] if start else self.chain.own.settings.text("area"),
            row[end.name] if end else "",
        )
        said = self.said(row) if table.has_sources else (Provenance(EDITORIAL, basis="editorial"),)
        return self.edge(table.makes, ends, _pairs(table, row), said)

    def _id(self, table: Table, row: Row) -> NodeId:
        if table.name == "case_terms":
            return f"term:{_short_hash(row['case'], row['term'])}"
        if table.name == "phones":
            return f"phone:{_short_hash(row['body'], row['number'], row['purpose'], row['note'])}"
        if table.name == "towns":
            return place_id(row, self._places)
        return row["id"]


def value(column: Column, cell: str) -> Value | None:
    """What a checked cell holds; None where it is empty."""
    if not cell:
        return None
    if column.form in (Form.LIST, Form.IDS):
        return tuple(cell.split(";"))
    if column.form is Form.STAGES:
        return tuple(cell.split("|"))
    if column.form is Form.YES_NO:
        return cell == "yes"
    if column.form is Form.INTEGER:
        return int(cell)
    return float(cell) if column.form is Form.NUMBER else cell


def _pairs(table: Table, row: Row, place: int = 0) -> Properties:
    found = {c.target: value(c, row[c.name]) for c in table.columns if c.role is Role.PROPERTY}
    if table.place:
        found[table.place] = place
    return properties(**found)


def _ids(column: Column, row: Row) -> Iterable[NodeId]:
    cell = row[column.name]
    return row.many(column.name) if column.form is Form.IDS else (cell,) if cell else ()


def _basis(word: str) -> Basis:
    return "stated" if word == "stated" else "inferred" if word == "inferred" else "editorial"


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
