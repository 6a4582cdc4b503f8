"""The plan pages of a set beside their rows in pages.csv: what was read from them, and which page an item stands on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.model import NodeId, Value
from loaders.dataset import PAGES, DataSet
from loaders.plan import PlanPage, read_plan
from loaders.plan_corrections import CorrectionRow
from loaders.plan_document import PageRecord, TableRow, page_records, plans_of
from loaders.plan_register import Register, RegisterItem, RegisterRow, match_register
from loaders.records import canonical
from loaders.rows import Row


@dataclass(frozen=True, slots=True)
class PageReading:
    """A row of pages.csv with what its table of the page holds."""

    row: Row
    properties: Mapping[str, Value | None]
    remarks: tuple[tuple[NodeId, str], ...]  # policy, what the page notes beside it


class Pages:
    """The pages of a set, each read once."""

    def __init__(self, own: DataSet) -> None:
        self.own = own

    @cached_property
    def read(self) -> Mapping[str, PlanPage]:
        """Each page file that pages.csv names and that is there, read with its corrections."""
        named = dict.fromkeys(r["page"] for r in self.own.rows("pages"))
        return {
            name: read_plan(self.own.pages[name], self.corrections(name)) for name in named if name in self.own.pages
        }

    def tables(self, page: str) -> tuple[TableRow, ...]:
        """The rows of pages.csv for a page."""
        return tuple(
            TableRow(r.file, r.number, int(r["table"]), r["plan"], int(r["line_from"]), int(r["line_to"]))
            for r in self.own.rows("pages")
            if r["page"] == page
        )

    def corrections(self, page: str) -> tuple[CorrectionRow, ...]:
        """The rows of plan_corrections.csv for a page."""
        return tuple(
            CorrectionRow(r.file, r.number, int(r["line"]), r["read"], r.many("as"), r["reason"])
            for r in self.own.rows("plan_corrections")
            if r["page"] == page
        )

    def register(self, page: str) -> Register:
        """The items of a page with the ids that plan_items.csv keeps for them; new ones take none of another page's."""
        return self._registers[page]

    @cached_property
    def _registers(self) -> Mapping[str, Register]:
        found: dict[str, Register] = {}
        rows = self._register_rows
        for name, page in self.read.items():
            found[name] = register = match_register(page, plans_of(self.tables(name)), rows, file=name)
            rows += tuple(self._found(i) for i in register.items if i.id in register.added)
        return found

    def _found(self, new: RegisterItem) -> RegisterRow:
        """What no row has yet, as a row: the pages after this one know it."""
        line, file = new.line or 0, f"{self.own.folder}/{PAGES}{new.page}"
        return RegisterRow(file, line, new.id, new.kind, new.parent, new.title, new.status, new.page, line)

    @cached_property
    def _register_rows(self) -> tuple[RegisterRow, ...]:
        return tuple(
            RegisterRow(
                r.file, r.number, r["id"], r["kind"], r["parent"], r["title"], r["status"], r["page"], int(r["line"]),
                r["until"], r["note"],
            )
            for r in self.own.rows("plan_items")
        )  # fmt: skip

    def readings(self) -> tuple[PageReading, ...]:
        """Every row of pages.csv with its reading."""
        return tuple(r for name, page in self.read.items() for r in self._readings(name, page))

    def _readings(self, name: str, page: PlanPage) -> tuple[PageReading, ...]:
        rows = {int(r["table"]): r for r in self.own.rows("pages") if r["page"] == name}
        items = self.register(name).items
        return tuple(
            PageReading(
                rows[record.table],
                self._properties(name, record),
                tuple((i.id, i.remark) for i in items if i.table == record.table and i.remark),
            )
            for record in page_records(page, self.tables(name))
        )

    def _properties(self, name: str, record: PageRecord) -> Mapping[str, Value | None]:
        return {
            "title": record.title,
            "lead": record.lead,
            "lead_line": record.lead_line,
            "announced_policies": record.announced_policies,
            "noise": record.noise,
            "illegible": record.illegible,
            "corrections": tuple(self._decided(name, c) for c in record.corrections),
        }

    def _decided(self, name: str, correction: str) -> str:
        """A correction with who decided it and when, where a row of plan_corrections.csv made it."""
        record = json.loads(correction)
        for row in self.own.rows("plan_corrections"):
            if (row["page"], row["line"], row["reason"]) == (name, str(record["line"]), record["reason"]):
                record |= {c: row[c] for c in ("decided_by", "decided_on") if row[c]}
        return canonical(record)


def page_id(own: DataSet, row: Row) -> NodeId:
    """The id of a row of pages.csv. A plan may fill several files, each with a first table: the later ones count on."""
    alike = [r for r in own.rows("pages") if (r["plan"], r["table"]) == (row["plan"], row["table"])]
    again = alike.index(row) + 1
    return f"page:{slug(row['plan'])}-{row['table']}" + (f"-{again}" if again > 1 else "")


def slug(plan: NodeId) -> str:
    """What the ids of a plan's items begin with."""
    return plan.partition(":")[2]


def page_of(own: DataSet, item: Row) -> Row | None:
    """The row of pages.csv whose lines hold a plan item."""
    line = int(item["line"])
    for row in own.rows("pages"):
        if row["page"] == item["page"] and int(row["line_from"]) <= line <= int(row["line_to"]):
            return row
    return None
