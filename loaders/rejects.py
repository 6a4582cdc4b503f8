"""Rejected rows as a CSV that opens in Excel: each row as it was, with why it cannot be taken in."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from graph.errors import Rejection
from graph.text import BIDI_CONTROLS, like_a_formula
from loaders.chain import Library, target_folders
from loaders.rows import Problems, Row
from loaders.tables import tables

_HEADING = ("ファイル", "行", "理由", "列", "値", "書けるもの")


def write_rejects(path: Path, rejections: Sequence[Rejection], folders: Collection[Path]) -> None:
    """Write the rejected rows of these data sets to a file: UTF-8 with BOM and CRLF, as Excel wants it."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        out.write(rejected_csv(rejections, folders))


def rejected_csv(rejections: Sequence[Rejection], folders: Collection[Path]) -> str:
    """One line a rejected row: all that is wrong with it, then its cells. What is no row has no cells."""
    rows = _rows(folders)
    groups: dict[tuple[str, int | None], list[Rejection]] = defaultdict(list)
    for one in rejections:
        groups[one.file, one.row].append(one)
    columns = _columns([rows[f, n] for f, n in groups if n is not None and (f, n) in rows])
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*_HEADING, *columns))
    for (file, number), found in groups.items():
        row = rows.get((file, number)) if number is not None else None
        told = (
            [r.sentence for r in found], [r.column or "" for r in found], [r.value for r in found],
            [r.allowed for r in found],
        )  # fmt: skip
        cells = [row[c] if row else "" for c in columns]
        joined = [" / ".join(dict.fromkeys(t for t in texts if t)) for texts in told]
        writer.writerow([_inert(c) for c in (file, str(number or ""), *joined, *cells)])
    return out.getvalue()


def _rows(folders: Collection[Path]) -> dict[tuple[str, int], Row]:
    library = Library(Problems())
    chains = [library.chain(p) for p in target_folders(tuple(folders))]
    return {(r.file, r.number): r for c in chains for s in c.sets for rows in s.tables.values() for r in rows}


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    there = {c for row in rows for c in row.cells}
    every = dict.fromkeys(c.name for table in tables().values() for c in table.columns)
    return tuple(c for c in every if c in there)


def _inert(cell: str) -> str:
    """A cell that Excel neither runs nor hides: marks of formulas quoted, unseen characters by their number."""
    shown = "".join(f"[U+{ord(c):04X}]" if _unseen(c) else c for c in cell)
    return f"'{shown}" if like_a_formula(shown) else shown


def _unseen(char: str) -> bool:
    return char in BIDI_CONTROLS or unicodedata.category(char) in ("Cc", "Cs")
