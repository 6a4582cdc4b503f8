"""Tables that go out as CSV for spreadsheets, or as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.errors import BadParameter
from graph.text import like_a_formula

CSV: Final = "text/csv"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the key of the document it holds, and its heading."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name for its file."""

    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def only(self, fields: Collection[str]) -> Table:
        """The columns of these keys, all when none is named. BadParameter for a key that no column has."""
        known = tuple(dict.fromkeys(h.key for h in self.heads))
        check_fields(fields, known)
        kept = [n for n, h in enumerate(self.heads) if not fields or h.key in fields]
        heads = tuple(self.heads[n] for n in kept)
        return replace(self, heads=heads, rows=tuple(tuple(row[n] for n in kept) for row in self.rows))


def to_csv(table: Table) -> bytes:
    """UTF-8 with BOM and CR LF, as spreadsheets in offices read it; nothing in it is run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(h.title) for h in table.heads])
    writer.writerows([[safe(c) for c in row] for row in table.rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def safe(cell: Cell) -> Cell:
    """The cell, with a sign before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and like_a_formula(cell) else cell


def read_fields(text: str) -> tuple[str, ...]:
    """`id,label` as keys."""
    return tuple(dict.fromkeys(w.strip() for w in text.split(",") if w.strip()))


def check_fields(fields: Iterable[str], known: Sequence[str]) -> None:
    """BadParameter for a key that is not known."""
    for field in fields:
        if field not in known:
            raise BadParameter("fields", field, f"使えるのは {'、'.join(known)} です。コンマで区切ります。")


def chosen(items: Sequence[Mapping[str, object]], fields: Collection[str], known: Sequence[str]) -> list[object]:
    """The items with these keys only, whole when none is named. BadParameter for a key that is not known."""
    check_fields(fields, known)
    return [{k: v for k, v in item.items() if not fields or k in fields} for item in items]
